//! Texts, amounts, ids and codes.

use handcart::contract::money::{self, Ambiguous, Money};
use handcart::contract::{codes, country, id, text};

/// In UTF-16 units, as the standard library counts them.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What lies about the text around it, or stands there unseen.
fn deceives(c: char, marks: bool) -> bool {
    let marks = !marks && matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let order = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let unseen = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    c.is_control() || marks || order || unseen || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

fn clean(what: &str, text: &str, lines: bool, marks: bool) {
    let bad = text.chars().find(|c| deceives(*c, marks) && !(lines && *c == '\n'));
    assert_eq!(bad, None, "{what}: {text:?}");
    assert!(!text.contains("  ") && !text.contains("\n\n\n"), "{what}: white space is left in {text:?}");
    assert_eq!(text.trim_matches([' ', '\n']), text, "{what}");
    let mut heap = 0;
    for c in text.chars() {
        heap = if ('\u{300}'..='\u{36f}').contains(&c) { heap + 1 } else { 0 };
        assert!(heap <= 4, "{what}: a heap of marks in {text:?}");
    }
}

/// A text for display: on one line, within its cap, and nothing in it that deceives.
pub fn shown(what: &str, text: &str, cap: usize) {
    assert!(units(text) <= cap, "{what} has {} units", units(text));
    clean(what, text, false, false);
}

/// The same, and never empty: what is empty is absent.
pub fn some(what: &str, text: Option<&str>, cap: usize) {
    if let Some(text) = text {
        assert!(!text.is_empty(), "{what} is empty");
        shown(what, text, cap);
    }
}

/// Like [`some`], in paragraphs.
pub fn told(what: &str, text: Option<&str>, cap: usize) {
    if let Some(text) = text {
        assert!(!text.is_empty() && units(text) <= cap, "{what} has {} units", units(text));
        clean(what, text, true, false);
    }
}

/// A price as it was printed, its direction marks included.
pub fn price(what: &str, text: &str) {
    assert!(units(text) <= 64, "{what} has {} units", units(text));
    clean(what, text, false, true);
}

/// A key or an id: whole, or absent.
pub fn key(what: &str, text: Option<&str>) {
    assert!(text.is_none_or(|text| !text.is_empty() && units(text) <= 512), "{what}: {text:?}");
}

/// The target `text`: made fit once is made fit for good, and cutting takes as much as fits.
pub fn text(input: &[u8]) -> bool {
    let raw = String::from_utf8_lossy(input);
    let (line, lines, price) = (text::line(&raw), text::paragraphs(&raw), text::price(&raw));
    for (made, again, paragraphs, marks) in [
        (&line, text::line(&line), false, false),
        (&lines, text::paragraphs(&lines), true, false),
        (&price, text::price(&price), false, true),
    ] {
        assert_eq!(*made, again, "{raw:?}");
        assert!(units(made) <= units(&raw));
        clean("a text", made, paragraphs, marks);
    }
    assert_eq!(text::line(&lines), line, "paragraphs say the same: {raw:?}");
    assert_eq!(text::units(&raw), units(&raw));
    for cap in [0, 1, input.len() / 3, 80, 300] {
        let cut = text::cut(&raw, cap);
        let rest = raw.strip_prefix(cut).unwrap_or_else(|| panic!("{cut:?} does not begin {raw:?}"));
        let next = rest.chars().next().map_or(cap, char::len_utf16);
        assert!(units(cut) <= cap && units(cut) + next > cap || rest.is_empty(), "{raw:?} at {cap}");
    }
    !line.is_empty()
}

/// `currency TAB text`.
pub fn money(input: &[u8]) -> bool {
    let raw = String::from_utf8_lossy(input);
    let (currency, text) = raw.split_once('\t').unwrap_or(("EUR", &raw));
    let read = money::read(text, currency);
    assert_eq!(read, money::read(text, currency), "{raw:?}");
    assert!(money::digits(currency) <= 4);
    // Digits as far as we know them all: of ASCII.
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match read {
        Err(Ambiguous) => return false,
        Ok(None) => assert!(digits.is_empty(), "{raw:?} has digits"),
        Ok(Some(money)) => {
            assert_eq!(money.digits, money::digits(currency));
            assert!(money.decimal().is_finite());
            if text.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric() || c.is_ascii_alphabetic()) {
                let number = money.minor.unsigned_abs().to_string();
                assert_eq!(number.trim_matches('0'), digits.trim_matches('0'), "{raw:?} was read as {money:?}");
                assert!(digits.len() <= 15, "{raw:?} has too many digits");
            }
            let signs = ['-', '(', '\u{2212}', '\u{fe63}', '\u{ff0d}'];
            assert!(money.minor >= 0 || text.contains(signs), "{raw:?} was read as {money:?}");
            printed(money, currency, input.len());
        }
    }
    read != Ok(None)
}

/// An amount that was read is read again from what people print of it, or called ambiguous; it is never another one.
/// `way` says in which of the ways that people have.
fn printed(money: Money, currency: &str, way: usize) {
    let decimals = usize::from(money.digits);
    let all = format!("{:0>1$}", money.minor.unsigned_abs(), decimals + 1);
    let (whole, part) = all.split_at(all.len() - decimals);
    let sign = if money.minor < 0 { "-" } else { "" };
    let ways = [("", "."), (".", ","), (",", "."), ("\u{a0}", ","), ("'", ".")];
    let (group, point) = ways[way % ways.len()];
    let mut text = sign.to_owned();
    for (at, c) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(c);
    }
    if decimals > 0 {
        text.extend([point, part]);
    }
    text.push_str(" €");
    let again = money::read(&text, currency);
    let sure = money.digits != 3 && all.len() <= 15;
    assert!(again == Ok(Some(money)) || (again.is_err() && !sure), "{money:?} is printed {text:?}, read {again:?}");
}

/// `prefix TAB text`: ids, countries and codes.
pub fn names(input: &[u8]) -> bool {
    let raw = String::from_utf8_lossy(input);
    let (prefix, text) = raw.split_once('\t').unwrap_or(("h3k9", &raw));
    let number = id::number(prefix, text);
    if let Some(number) = number {
        let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
        assert_eq!(digits.and_then(|digits| digits.parse().ok()), Some(number), "{raw:?}");
    }
    let any = text.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    assert_eq!(id::number(prefix, &id::id(prefix, any)), Some(any), "{raw:?}");

    let letters = country::letters(text);
    assert!(country::read(text).is_none() || country::read(text) == letters);
    if let Some(country) = &letters {
        assert_eq!(country::name(country), text.to_uppercase());
    }

    let small = codes::squeeze(text);
    assert!(small.len() <= 80 && small.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    assert_eq!(codes::squeeze(&small), small);
    let code = codes::read(text);
    if let Some(code) = code {
        assert_eq!(codes::read(codes::name(code)), Some(code), "{raw:?}");
    }
    let word = text.split(' ').next().unwrap_or_default();
    assert!(text::among(text, word) && text.split(' ').any(|each| each == prefix) == text::among(text, prefix));
    number.is_some() || letters.is_some() || code.is_some()
}
