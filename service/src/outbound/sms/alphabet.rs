//! Which texts a phone network carries in seven bits a letter.

/// GSM 03.38's basic alphabet (3GPP TS 23.038, 6.2.1), without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension (6.2.1.1): each takes two places.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many seven-bit places a text takes, or `None` when it needs UCS-2.
pub(crate) fn septets(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |sum, letter| {
        if BASIC.contains(letter) {
            Some(sum + 1)
        } else if EXTENSION.contains(letter) {
            Some(sum + 2)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nordic_letters_fit_and_others_do_not() {
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(septets("Blåbærgrød\n@host #1"), Some(19));
        assert_eq!(septets("[€]"), Some(6));
        assert_eq!(septets("ő"), None);
        assert_eq!(septets("’"), None);
    }
}
