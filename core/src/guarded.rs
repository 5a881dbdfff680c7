//! Running code that isn't ours on input that isn't trusted.
//!
//! Decoders of files written by others may panic or recurse. Here they do so on a thread of their
//! own, whose stack has a stated size, and a panic becomes an error. What no thread can stop (an
//! allocation of everything, a stack overflow) must be ruled out by limits before the call.

use std::thread;

/// Bytes of stack for a decoder that doesn't say otherwise: four times what a thread usually has.
pub const STACK: usize = 8 << 20;

/// Why guarded work has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// It panicked.
    #[error("the decoder panicked")]
    Panicked,
    /// The system gave no thread to run it on.
    #[error("no thread could be started")]
    NoThread,
}

/// Runs `work` on a thread with `stack` bytes of stack, and waits for it.
///
/// # Errors
/// When it panics, or no thread can be had.
pub fn run<T: Send>(stack: usize, work: impl FnOnce() -> T + Send) -> Result<T, Failed> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("kodevagt-guarded".to_owned())
            .stack_size(stack)
            .spawn_scoped(scope, work)
            .map_err(|_| Failed::NoThread)?
            .join()
            .map_err(|_| Failed::Panicked)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_comes_back() {
        let text = String::from("borrowed");
        assert_eq!(run(STACK, || text.len()), Ok(8));
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let bytes: &[u8] = &[];
        assert_eq!(run(STACK, || bytes[0]), Err(Failed::Panicked));
    }

    #[test]
    fn the_stack_is_as_deep_as_stated() {
        fn deep(level: usize) -> usize {
            let frame = std::hint::black_box([level; 128]);
            if level == 0 {
                frame[0]
            } else {
                deep(level - 1) + frame[127] - frame[0]
            }
        }
        // 4,000 frames of a kibibyte or more: past what a small stack holds.
        assert_eq!(run(64 << 20, || deep(4_000)), Ok(0));
    }
}
