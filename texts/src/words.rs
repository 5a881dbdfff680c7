//! Words that a person reads out to support: two of them name a request for help.

use std::sync::LazyLock;

use crate::Language;

/// Words that everybody knows, sorted: three to eight letters of a–z, so that any keyboard types them;
/// no two are one letter apart, or sound the same. Each list has [`WORDS`] of them: two words drawn
/// independently are 20 bits.
#[must_use]
pub fn words(language: Language) -> &'static [&'static str] {
    static DA: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../locales/da/words.txt")));
    static NB: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../locales/nb/words.txt")));
    static EN: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../locales/en/words.txt")));
    match language {
        Language::Da => &DA,
        Language::Nb => &NB,
        Language::En => &EN,
    }
}

/// How many words each language has.
pub const WORDS: usize = 1024;

fn lines(file: &'static str) -> Vec<&'static str> {
    file.lines().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_full_sorted_and_easy_to_type() {
        for language in Language::ALL {
            let words = words(language);
            assert_eq!(words.len(), WORDS, "{language}");
            assert!(words.is_sorted_by(|a, b| a < b), "{language}");
            for word in words {
                assert!((3..=8).contains(&word.len()), "{word} in {language}");
                assert!(
                    word.bytes().all(|byte| byte.is_ascii_lowercase()),
                    "{word} in {language}"
                );
            }
        }
    }

    #[test]
    fn one_slip_makes_no_other_word() {
        for language in Language::ALL {
            let words = words(language);
            for (index, a) in words.iter().enumerate() {
                for b in &words[index + 1..] {
                    assert!(!one_apart(a, b), "{a} and {b} in {language}");
                }
            }
        }
    }

    #[test]
    fn one_apart_sees_what_it_is_for() {
        for (a, b) in [
            ("hat", "cat"),
            ("cat", "cart"),
            ("cart", "cat"),
            ("at", "hat"),
            ("a", "ab"),
        ] {
            assert!(one_apart(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("hat", "cut"),
            ("cat", "cards"),
            ("abc", "bcd"),
            ("house", "horses"),
        ] {
            assert!(!one_apart(a, b), "{a} {b}");
        }
    }

    /// Whether one letter changed, added or taken away makes `b` of `a`, or nothing does.
    fn one_apart(a: &str, b: &str) -> bool {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let rest = |word: &[u8], skip: usize| word.get(same + skip..).unwrap_or(&[]).to_vec();
        a.len().abs_diff(b.len()) <= 1
            && (rest(a, 1) == rest(b, 1) || rest(a, 0) == rest(b, 1) || rest(a, 1) == rest(b, 0))
    }
}
