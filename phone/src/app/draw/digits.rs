//! Digits three lines high.

/// Three columns by five rows each, a bit a dot, the top left one first.
const SHAPES: [u16; 10] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_001_001_001,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
];

/// `code` (digits and spaces) in half blocks, three lines; `None` when there is something else in it
/// or it takes more than `columns`.
pub(crate) fn large(code: &str, columns: usize) -> Option<[String; 3]> {
    let mut lines = [String::new(), String::new(), String::new()];
    for letter in code.chars() {
        let shape = match letter.to_digit(10) {
            Some(digit) => SHAPES[digit as usize],
            None if letter == ' ' => 0,
            None => return None,
        };
        for (index, line) in lines.iter_mut().enumerate() {
            if !line.is_empty() {
                line.push(' ');
            }
            let width = if shape == 0 { 1 } else { 3 };
            for column in 0..width {
                line.push(
                    match (
                        dot(shape, 2 * index, column),
                        dot(shape, 2 * index + 1, column),
                    ) {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        (false, false) => ' ',
                    },
                );
            }
        }
    }
    (super::text::width(&lines[0]) <= columns).then_some(lines)
}

fn dot(shape: u16, row: usize, column: usize) -> bool {
    row < 5 && shape >> (14 - (row * 3 + column)) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_drawn_or_left_small() {
        assert_eq!(
            large("12 0", 40),
            Some([
                "▄█  ▀▀█   █▀█".to_owned(),
                " █  █▀▀   █ █".to_owned(),
                "▀▀▀ ▀▀▀   ▀▀▀".to_owned(),
            ])
        );
        assert_eq!(large("123456", 22), None);
        assert_eq!(large("X7K2M", 80), None);
    }
}
