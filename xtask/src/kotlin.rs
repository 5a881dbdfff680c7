//! Stands here until the bindings are on main.

/// Fails, saying so.
///
/// # Errors
/// Always.
pub(crate) fn run() -> anyhow::Result<()> {
    anyhow::bail!("the Kotlin journey: not in this branch yet")
}
