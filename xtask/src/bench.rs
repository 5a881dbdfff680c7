//! Stands here until the benchmarks arrive with their own branch.

/// Fails, saying so.
///
/// # Errors
/// Always.
pub(crate) fn run(_names: &[String], _json: bool) -> anyhow::Result<()> {
    anyhow::bail!("the benchmarks: not in this branch yet")
}
