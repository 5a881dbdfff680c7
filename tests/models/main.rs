//! Models of the three places where an order of steps is the protection, checked through every reachable
//! state: each holds, and each breaks when its protection is taken out.

mod decision;
mod pin;
mod unblock;

use stateright::{Checker, Model};

/// Checks every reachable state; answers how many there are and which promises broke.
fn explore<M>(model: M) -> (usize, Vec<&'static str>)
where
    M: Model + Send + Sync + 'static,
    M::State: std::hash::Hash + std::fmt::Debug + Clone + PartialEq + Send + Sync,
    M::Action: std::fmt::Debug + Clone + PartialEq,
{
    let checker = model.checker().threads(2).spawn_bfs().join();
    let mut broken: Vec<_> = checker.discoveries().into_keys().collect();
    broken.sort_unstable();
    (checker.unique_state_count(), broken)
}
