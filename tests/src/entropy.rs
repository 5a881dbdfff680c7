//! Randomness from a seed: the same run gives the same bytes.

use std::sync::{Arc, Mutex};

use kodevagt_core::ports::{Entropy, EntropyFault};
use ring::hmac;

use crate::lock;

/// HMAC-SHA-256 of a counter under a seed. Clones share the counter; [`SimEntropy::fork`] doesn't.
#[derive(Clone)]
pub struct SimEntropy {
    key: hmac::Key,
    counter: Arc<Mutex<u64>>,
}

impl SimEntropy {
    /// The generator of `seed`, at its start.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, &seed.to_be_bytes()),
            counter: Arc::default(),
        }
    }

    /// A generator that goes on from here by itself, giving the same bytes as this one will.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            key: self.key.clone(),
            counter: Arc::new(Mutex::new(*lock(&self.counter))),
        }
    }

    /// The next 32 bytes.
    #[must_use]
    pub fn block(&self) -> [u8; 32] {
        let mut counter = lock(&self.counter);
        *counter += 1;
        let tag = hmac::sign(&self.key, &counter.to_be_bytes());
        let mut block = [0; 32];
        block.copy_from_slice(tag.as_ref());
        block
    }

    /// A number below `bound` (1 or more).
    #[must_use]
    pub fn below(&self, bound: usize) -> usize {
        let mut word = [0; 8];
        word.copy_from_slice(&self.block()[..8]);
        let bound = u64::try_from(bound).expect("a length fits 64 bits");
        usize::try_from(u64::from_be_bytes(word) % bound).expect("below a usize")
    }
}

impl Entropy for SimEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault> {
        for chunk in out.chunks_mut(32) {
            chunk.copy_from_slice(&self.block()[..chunk.len()]);
        }
        Ok(())
    }
}
