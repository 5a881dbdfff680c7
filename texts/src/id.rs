//! Names of texts, checked against the `.ftl` files while compiling.

/// The English files: what exists there exists in every language (a test holds that).
const SOURCES: [&str; 3] = [
    include_str!("../locales/en/app.ftl"),
    include_str!("../locales/en/cli.ftl"),
    include_str!("../locales/en/messages.ftl"),
];

const COUNT: usize = count(SOURCES[0]) + count(SOURCES[1]) + count(SOURCES[2]);
const NAMES: [&str; COUNT] = collect();

/// The name of a text that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(&'static str);

impl Id {
    /// Every text of `app.ftl`, `cli.ftl` and `messages.ftl`, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(Self)
    }

    /// Names a text. Meant for [`id!`](crate::id), where a wrong name doesn't compile.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        let mut index = 0;
        while index < COUNT {
            if same(NAMES[index].as_bytes(), name.as_bytes()) {
                return Self(name);
            }
            index += 1;
        }
        panic!("no text of this name stands in locales/en/app.ftl, cli.ftl or messages.ftl")
    }

    /// The name as it stands in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

// A message starts its line with a letter; everything else (comments, attributes, continued lines,
// `-terms`) does not.
const fn count(source: &str) -> usize {
    let bytes = source.as_bytes();
    let mut found = 0;
    let mut index = 0;
    while index < bytes.len() {
        if starts_message(bytes, index) {
            found += 1;
        }
        index += 1;
    }
    found
}

#[allow(long_running_const_eval)] // a few tens of kilobytes, once a build
const fn collect() -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let mut found = 0;
    let mut file = 0;
    while file < SOURCES.len() {
        let bytes = SOURCES[file].as_bytes();
        let mut index = 0;
        while index < bytes.len() {
            if starts_message(bytes, index) {
                let mut end = index;
                while end < bytes.len() && bytes[end] != b' ' && bytes[end] != b'=' {
                    end += 1;
                }
                let (head, _) = SOURCES[file].split_at(end);
                let (_, name) = head.split_at(index);
                names[found] = name;
                found += 1;
            }
            index += 1;
        }
        file += 1;
    }
    names
}

const fn starts_message(bytes: &[u8], index: usize) -> bool {
    bytes[index].is_ascii_alphabetic() && (index == 0 || bytes[index - 1] == b'\n')
}
