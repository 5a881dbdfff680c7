//! A run in a real terminal.
