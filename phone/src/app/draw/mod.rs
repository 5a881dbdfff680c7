//! What screens draw with: text that fits, a page of lines, the frame around it.

pub(crate) mod digits;
pub(crate) mod page;
pub(crate) mod rows;
pub(crate) mod shell;
pub(crate) mod text;
