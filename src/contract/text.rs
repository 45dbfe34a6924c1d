//! Foreign text made fit to be shown: bounded, on one line, and without characters that deceive the reader.

use alloc::string::String;

use crate::engine::cart::Text;

/// Longest name, in UTF-16 units like every cap here.
pub const NAME: usize = 300;
/// Longest variant.
pub const VARIANT: usize = 300;
/// Longest formatted price.
pub const PRICE: usize = 64;
/// Longest notice or error text.
pub const MESSAGE: usize = 500;
/// Longest key or id. A longer one names nothing.
pub const KEY: usize = 512;
/// Longest address. A longer one is no address.
pub const URL: usize = 2048;
/// Longest answer of an agent.
pub const SPEECH: usize = 4_000;
/// Longest prompt of an agent beside a proposal.
pub const PROMPT: usize = 200;
/// Longest label of an option, a country, a discount or a quick reply.
pub const LABEL: usize = 80;

/// How a text is made fit to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As [`line()`].
    Line,
    /// As [`paragraphs()`].
    Paragraphs,
    /// As [`price()`].
    Price,
    /// As [`line()`], of an id: also a number, and never cut.
    Id,
}

/// How many combining marks may follow one character: enough for every living script.
const MARKS: u8 = 4;

/// Length in UTF-16 units.
#[must_use]
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The beginning of the text that fits the cap.
#[must_use]
pub fn cut(text: &str, cap: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > cap {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// One line: white space collapsed, controls, direction changes and invisible characters removed.
#[must_use]
pub fn line(text: &str) -> Text {
    clean(text, false, false)
}

/// Paragraphs: like [`line()`], but single line ends and empty lines stay.
#[must_use]
pub fn paragraphs(text: &str) -> Text {
    clean(text, true, false)
}

/// A formatted price: like [`line()`], but the marks stay that `Intl` prints for right-to-left languages. They order
/// the parts of a price and, unlike overrides, turn nothing around.
#[must_use]
pub fn price(text: &str) -> Text {
    clean(text, false, true)
}

fn clean(text: &str, lines: bool, marks: bool) -> Text {
    let mut out = String::with_capacity(text.len());
    let (mut space, mut ends, mut run) = (false, 0_u8, 0_u8);
    for c in text.chars() {
        match c {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                space = true;
                ends = ends.saturating_add(1);
            }
            ' ' | '\t' | '\r' | '\u{b}' | '\u{c}' => space = true,
            '\u{200e}' | '\u{200f}' | '\u{61c}' if !marks => {}
            _ if hidden(c) => {}
            _ => {
                run = if combines(c) { run.saturating_add(1) } else { 0 };
                if run > MARKS {
                    continue;
                }
                if space && !out.is_empty() {
                    match ends {
                        1 if lines => out.push('\n'),
                        2.. if lines => out.push_str("\n\n"),
                        _ => out.push(' '),
                    }
                }
                (space, ends) = (false, 0);
                out.push(c);
            }
        }
    }
    out.into()
}

/// Controls, direction overrides and isolates, what has no width, and letters and selectors that are never to be seen. The joiners U+200C and U+200D stay: scripts need them.
fn hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that stack on the character before them.
fn combines(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether one of the words of a list, a space between each two, is this one.
#[must_use]
#[inline(never)]
pub fn among(list: &str, word: &str) -> bool {
    list.as_bytes().split(|byte| *byte == b' ').any(|other| other == word.as_bytes())
}

/// Appends a whole number: the formatting of the standard library is dear in bytes.
pub fn put_int(out: &mut String, number: u32) {
    if number > 9 {
        put_int(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceiving_characters_go() {
        assert_eq!(&*line("  Trail\u{0}\u{7}  Runner\t\n 2 "), "Trail Runner 2");
        assert_eq!(&*line("a\u{202e}b\u{2066}c\u{200f}d\u{200b}e\u{feff}f\u{e0041}g"), "abcdefg");
        assert_eq!(&*line("می\u{200c}خواهم 👨\u{200d}👩"), "می\u{200c}خواهم 👨\u{200d}👩");
        assert_eq!(&*line("232,48\u{a0}€"), "232,48\u{a0}€");
        assert_eq!(line(&format!("a{}b", "\u{301}".repeat(500))).chars().count(), 6);
        assert_eq!(&*line("\n\u{200e} "), "");
        assert_eq!(&*line("a\u{115f}\u{3164}b\u{ffa0}\u{2800}c\u{e0100}\u{e01ef}d\u{34f}e\u{1d173}"), "abcde");
    }

    #[test]
    fn prices_keep_their_direction_marks() {
        assert_eq!(&*price("\u{200f}12.58 \u{20aa}"), "\u{200f}12.58 \u{20aa}");
        assert_eq!(&*price("\u{202e}12.58"), "12.58");
    }

    #[test]
    fn paragraphs_keep_line_ends() {
        assert_eq!(&*paragraphs("\n\na \r\n b\n\n\n\nc  d\n"), "a\nb\n\nc d");
    }

    #[test]
    fn caps_count_utf16_units_and_split_no_character() {
        assert_eq!(cut("aé😀b", 3), "aé");
        assert_eq!(cut("aé😀b", 4), "aé😀");
        assert_eq!(cut("abc", 9), "abc");
        assert_eq!(units("aé😀"), 4);
    }

    #[test]
    fn integers_print() {
        for n in [0, 7, 10, 99, 1_000, u32::MAX] {
            let mut out = String::new();
            put_int(&mut out, n);
            assert_eq!(out, n.to_string());
        }
    }
}
