//! The pieces of a URI, percent-decoded into buffers that never grow and are wiped.

use percent_encoding::percent_decode;
use zeroize::Zeroizing;

/// What a `+` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    /// Itself, as in a path (RFC 3986).
    Literal,
    /// A space, as in a query made by a form encoder.
    Space,
}

/// The query of a URI: `name=value` pairs, still encoded.
#[derive(Clone, Copy)]
pub(crate) struct Parameters<'a>(&'a str);

impl<'a> Parameters<'a> {
    pub(crate) const fn new(query: &'a str) -> Self {
        Self(query)
    }

    /// The first value called `name`, decoded and trimmed; `None` also when it is empty.
    pub(crate) fn value(self, name: &str) -> Option<Zeroizing<String>> {
        let (_, value) = self
            .pairs()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let value = decode(value, Plus::Space);
        (!value.trim().is_empty()).then_some(value)
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.pairs().any(|(key, _)| key.eq_ignore_ascii_case(name))
    }

    pub(super) fn any_starts_with(self, prefix: &str) -> bool {
        self.pairs().any(|(key, _)| {
            key.get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        })
    }

    /// The pairs in order. `&amp;` is what a URI copied out of a page's source has for `&`.
    fn pairs(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.split('&').map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = key.trim();
            (key.strip_prefix("amp;").unwrap_or(key), value)
        })
    }
}

/// Decodes `raw` once, or twice where all of it was evidently encoded twice: every escape in it then
/// begins with an escaped `%`. ([`format`](super::format()) never writes such a text.)
pub(super) fn decode(raw: &str, plus: Plus) -> Zeroizing<String> {
    let once = decode_once(raw.as_bytes(), plus);
    if encoded_twice(raw) {
        return decode_once(once.as_bytes(), plus);
    }
    once
}

fn decode_once(raw: &[u8], plus: Plus) -> Zeroizing<String> {
    // `percent_decode` is an iterator: no buffer of its own is left behind. A `+` that was escaped
    // must survive, so the pieces between the bare ones are decoded one by one.
    let mut bytes = Zeroizing::new(Vec::with_capacity(raw.len()));
    for (i, piece) in raw.split(|byte| *byte == b'+').enumerate() {
        if i > 0 {
            bytes.push(if plus == Plus::Space { b' ' } else { b'+' });
        }
        bytes.extend(percent_decode(piece));
    }
    match core::str::from_utf8(&bytes) {
        Ok(_) => {
            let text = String::from_utf8(core::mem::take(&mut bytes)).unwrap_or_default();
            Zeroizing::new(text)
        }
        Err(_) => {
            let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
            text.extend(bytes.iter().map(|byte| char::from(*byte)));
            text
        }
    }
}

fn encoded_twice(raw: &str) -> bool {
    let mut escapes = raw.split('%').skip(1).peekable();
    let is_hex = |text: &str, at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    escapes.peek().is_some()
        && escapes.all(|piece| piece.starts_with("25") && is_hex(piece, 2) && is_hex(piece, 3))
}
