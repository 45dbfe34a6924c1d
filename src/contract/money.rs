//! Reads the number in a formatted amount: `232,48 €`. What can be read in two ways is an error, never a guess.
//!
//! A single `.` or `,` before exactly three digits groups them, unless the currency has three decimals or more: then it
//! could be either. A single one before fewer digits begins the decimals. Spaces and apostrophes only ever group.

use alloc::vec::Vec;

use super::text::among;

/// The text could mean two amounts, or none that it is safe to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguous;

/// An amount in minor units: 1258 with 2 digits is 12.58.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// How many of its digits are decimals.
    pub digits: u8,
}

impl Money {
    /// As a decimal number.
    #[must_use]
    pub fn decimal(self) -> f64 {
        self.minor as f64 / power(u32::from(self.digits)) as f64
    }
}

const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
const FOUR: &str = "CLF UYW";

/// Minor units of a currency (ISO 4217). An unknown one is taken for three: then nothing doubtful is decided.
#[must_use]
pub fn digits(currency: &str) -> u8 {
    match () {
        () if among(NONE, currency) => 0,
        () if currency.len() != 3 || among(THREE, currency) => 3,
        () if among(FOUR, currency) => 4,
        () => 2,
    }
}

/// The zero of every script whose digits stand in a row.
const ZEROS: [u32; 77] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0,
    0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];
/// Chinese digits do not stand in a row.
const HAN: &str = "〇一二三四五六七八九";

fn digit(c: char) -> Option<u8> {
    let at = c as u32;
    if !(0x3a..0x660).contains(&at) {
        for zero in ZEROS {
            if let Some(value) = at.checked_sub(zero).filter(|value| *value < 10) {
                return Some(value as u8);
            }
        }
    }
    HAN.chars().position(|han| han == c).map(|value| value as u8)
}

/// What stands between digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `.`
    Dot,
    /// `,`
    Comma,
    /// Only ever groups: a space.
    Space,
    /// Only ever groups: an apostrophe, the Arabic thousands sign.
    Quote,
    /// Only ever begins the decimals: the Arabic decimal sign.
    Decimal,
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '.' | '\u{ff0e}' => Mark::Dot,
        ',' | '\u{60c}' | '\u{ff0c}' => Mark::Comma,
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Mark::Space,
        '\'' | '\u{2019}' | '\u{66c}' => Mark::Quote,
        '\u{66b}' => Mark::Decimal,
        _ => return None,
    })
}

fn minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

fn ignored(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Reads a formatted amount. No digit at all (`Free`) is `None`.
///
/// # Errors
/// When the text holds two numbers, a sign or separator that could mean two things, more decimals than the currency
/// has, or more digits than can be counted exactly.
pub fn read(text: &str, currency: &str) -> Result<Option<Money>, Ambiguous> {
    let decimals = digits(currency);
    let chars: Vec<char> = text.chars().filter(|c| !ignored(*c)).collect();
    let Some(first) = chars.iter().position(|c| digit(*c).is_some()) else { return Ok(None) };
    let last = chars.iter().rposition(|c| digit(*c).is_some()).unwrap_or(first);
    let (before, rest) = chars.split_at_checked(first).ok_or(Ambiguous)?;
    let (number, after) = rest.split_at_checked(last - first + 1).ok_or(Ambiguous)?;
    let number = Number::read(number)?;
    let negative = sign(before, after, &number, decimals)?;
    let minor = number.minor(decimals)?;
    Ok(Some(Money { minor: if negative { -minor } else { minor }, digits: decimals }))
}

/// Most groups of digits in one number.
const GROUPS: usize = 8;

/// The number without what stands around it.
struct Number {
    /// All digits.
    value: i64,
    /// How many groups there are, and how many digits each has.
    count: usize,
    groups: [u32; GROUPS],
    /// The mark before each group; before the first there is none.
    marks: [Option<Mark>; GROUPS],
    /// Whether it begins with 0.
    zero: bool,
    /// How many zeros end it.
    zeros: u32,
}

impl Number {
    fn read(chars: &[char]) -> Result<Self, Ambiguous> {
        let mut it = Self { value: 0, count: 1, groups: [0; GROUPS], marks: [None; GROUPS], zero: false, zeros: 0 };
        let mut all = 0_u32;
        for c in chars {
            if let Some(digit) = digit(*c) {
                it.zero |= all == 0 && digit == 0;
                it.zeros = if digit == 0 { it.zeros + 1 } else { 0 };
                it.value = it.value.wrapping_mul(10).wrapping_add(i64::from(digit));
                all += 1;
                *it.groups.get_mut(it.count - 1).ok_or(Ambiguous)? += 1;
            } else {
                if it.digits(it.count - 1) == 0 {
                    return Err(Ambiguous);
                }
                *it.marks.get_mut(it.count).ok_or(Ambiguous)? = Some(mark(*c).ok_or(Ambiguous)?);
                it.count += 1;
            }
        }
        if all > 15 { Err(Ambiguous) } else { Ok(it) }
    }

    fn digits(&self, group: usize) -> u32 {
        self.groups.get(group).copied().unwrap_or(0)
    }

    fn mark(&self, group: usize) -> Option<Mark> {
        self.marks.get(group).copied().flatten()
    }

    /// Whether the first so many groups are thousands (1 234 567) or lakhs (12 34 567) apart by one and the same mark.
    fn grouped(&self, count: usize) -> bool {
        let (mut thousands, mut lakhs) = (self.digits(0) <= 3, self.digits(0) <= 2 && count > 2);
        let mut one = !self.zero && self.digits(count - 1) == 3 && self.mark(1) != Some(Mark::Decimal);
        for group in 1..count {
            one &= self.mark(group) == self.mark(1);
            if group + 1 < count {
                thousands &= self.digits(group) == 3;
                lakhs &= self.digits(group) == 2;
            }
        }
        count == 1 || (one && (thousands || lakhs))
    }

    fn minor(&self, decimals: u8) -> Result<i64, Ambiguous> {
        let (wanted, last) = (u32::from(decimals), self.count - 1);
        let (mark, size) = (self.mark(last), self.digits(last));
        let begins =
            matches!(mark, Some(Mark::Dot | Mark::Comma | Mark::Decimal)) && (last == 1 || self.mark(1) != mark);
        // `1234.00` of a currency without decimals is still 1234.
        let fits = size <= wanted || (size < 3 && self.zeros >= size);
        let fraction = begins && fits && self.grouped(last);
        let shown = match (self.grouped(self.count), fraction) {
            (true, false) => 0,
            (false, true) => size,
            _ => return Err(Ambiguous),
        };
        match wanted.checked_sub(shown) {
            Some(more) => self.value.checked_mul(power(more)).ok_or(Ambiguous),
            None => Ok(self.value / power(shown - wanted)),
        }
    }
}

fn power(exponent: u32) -> i64 {
    (0..exponent).fold(1, |product, _| product * 10)
}

/// What stands on one side of the number, spaces aside.
#[derive(Default)]
struct Side {
    first: Option<char>,
    last: Option<char>,
    length: u32,
    minuses: u32,
    brackets: u32,
}

impl Side {
    fn read(chars: &[char], front: bool) -> Result<Self, Ambiguous> {
        let mut it = Self::default();
        for c in chars.iter().copied().filter(|c| mark(*c) != Some(Mark::Space)) {
            // A slash behind the number makes it another (`12 €/kg`), but not in `12.50 B/.`
            if strange(c) || (it.last == Some('/') && !front && c != '.') {
                return Err(Ambiguous);
            }
            it.first = it.first.or(Some(c));
            it.last = Some(c);
            it.length += 1;
            it.minuses += u32::from(minus(c));
            it.brackets += u32::from(c == '(' || c == ')');
        }
        // The dearest symbol has six characters; a sentence around the number may say anything.
        if it.length > 16 || (!front && it.last == Some('/')) { Err(Ambiguous) } else { Ok(it) }
    }
}

/// Whether the amount is negative, from what stands around the number.
fn sign(before: &[char], after: &[char], number: &Number, decimals: u8) -> Result<bool, Ambiguous> {
    leading(before, number, decimals)?;
    // `12,-` and `12.–` write no decimals.
    let after = match after {
        [separator, dash, rest @ ..]
            if matches!(mark(*separator), Some(Mark::Dot | Mark::Comma))
                && (minus(*dash) || matches!(dash, '\u{2013}' | '\u{2014}')) =>
        {
            if !number.grouped(number.count) {
                return Err(Ambiguous);
            }
            rest
        }
        _ => after,
    };
    // `$12K` and `12m` are thousands and millions; `12kr` is not.
    if let [letter, rest @ ..] = after
        && matches!(letter.to_ascii_lowercase(), 'k' | 'm' | 'b' | 't')
        && !rest.first().is_some_and(|next| matches!(next, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{1fff}'))
    {
        return Err(Ambiguous);
    }
    let (left, right) = (Side::read(before, true)?, Side::read(after, false)?);
    let brackets = left.first == Some('(') && right.last == Some(')');
    if left.brackets + right.brackets != 2 * u32::from(brackets) {
        return Err(Ambiguous);
    }
    let ends = [left.first, left.last, after.first().copied(), right.last];
    match left.minuses + right.minuses {
        0 => Ok(brackets),
        1 if !brackets && ends.iter().any(|c| c.is_some_and(minus)) => Ok(true),
        _ => Err(Ambiguous),
    }
}

/// A mark right before the first digit belongs to the symbol (`Rs.1,234`) or begins decimals (`.50`).
fn leading(before: &[char], number: &Number, decimals: u8) -> Result<(), Ambiguous> {
    let Some((last, rest)) = before.split_last() else { return Ok(()) };
    if !mark(*last).is_some_and(|mark| mark != Mark::Space) {
        return Ok(());
    }
    let symbol = rest.last().is_some_and(|c| {
        c.is_ascii_alphabetic()
            || *c == '/'
            || (*c >= '\u{c0}' && !matches!(c, '\u{2000}'..='\u{20cf}' | '\u{ff00}'..='\u{ffef}'))
    });
    let short = number.count == 1 && number.digits(0) <= u32::from(decimals);
    if symbol && !short { Ok(()) } else { Err(Ambiguous) }
}

/// Powers, parts of one, signs; tens, hundreds, thousands and more.
const STRANGE: &str = "²³¹¼½¾–—٪‰≈×十百千万萬億亿兆백천만억조";

/// Signs beside the number that change what it means.
fn strange(c: char) -> bool {
    match c {
        '.' | ',' | '\'' | '$' | '(' | ')' | '-' | '+' | ':' | '/' => false,
        // Powers, and parts of one.
        '\u{2070}'..='\u{208e}' | '\u{2150}'..='\u{218b}' => true,
        _ if c.is_ascii() => !c.is_ascii_alphabetic(),
        _ => STRANGE.chars().any(|sign| sign == c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(text: &str, currency: &str) -> Option<i64> {
        read(text, currency).ok().flatten().map(|money| money.minor)
    }

    #[test]
    fn amounts_are_read() {
        for (text, currency, wanted) in [
            ("232,48 €", "EUR", 23_248),
            ("€232.48", "EUR", 23_248),
            ("1.234,50 €", "EUR", 123_450),
            ("$1,234,567.89", "USD", 123_456_789),
            ("1\u{202f}234\u{a0}567,89\u{a0}€", "EUR", 123_456_789),
            ("CHF 1’234.50", "CHF", 123_450),
            ("₹12,34,567.80", "INR", 123_456_780),
            ("1,234 USD", "USD", 123_400),
            ("1.234 €", "EUR", 123_400),
            ("1,23 €", "EUR", 123),
            ("1,5 €", "EUR", 150),
            ("12", "EUR", 1_200),
            ("12,- €", "EUR", 1_200),
            ("1.234,–", "EUR", 123_400),
            ("¥1,235", "JPY", 1_235),
            ("1.235 ¥", "JPY", 1_235),
            ("¥1235.00", "JPY", 1_235),
            ("KWD 1,234.500", "KWD", 1_234_500),
            ("KWD 0.580", "KWD", 580),
            ("KWD 12.5", "KWD", 12_500),
            ("UF 38.123,4567", "CLF", 381_234_567),
            ("-12,58 €", "EUR", -1_258),
            ("12,58-", "EUR", -1_258),
            ("($12.58)", "USD", -1_258),
            ("$-12.58", "USD", -1_258),
            ("\u{2212}12,58 kr", "SEK", -1_258),
            ("\u{200f}\u{61c}-١٬٢٣٤٫٥٠ ر.س.\u{200f}", "SAR", -123_450),
            ("Rs.1,234", "INR", 123_400),
            ("S/.12.58", "PEN", 1_258),
            ("12.58 B/.", "PAB", 1_258),
            ("kr. 50", "DKK", 5_000),
            ("१,२३४.५०", "INR", 123_450),
            ("一二.五八", "CNY", 1_258),
            ("0,00 €", "EUR", 0),
        ] {
            assert_eq!(minor(text, currency), Some(wanted), "{text} {currency}");
        }
        assert!((Money { minor: 123_456_789, digits: 2 }.decimal() - 1_234_567.89).abs() < f64::EPSILON);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_an_error() {
        for (text, currency) in [
            ("1.234", "KWD"),
            ("12,580 KWD", "KWD"),
            ("1.234", ""),
            ("1.23", "JPY"),
            ("0,999", "EUR"),
            ("1234,567", "EUR"),
            ("1,23,45", "EUR"),
            ("1 23", "EUR"),
            ("1.2.3", "EUR"),
            ("12.3456", "EUR"),
            ("$.50", "USD"),
            ("€.50", "EUR"),
            (".50", "USD"),
            ("Rs.50", "INR"),
            ("2 x 12,00 €", "EUR"),
            ("12 – 15 €", "EUR"),
            ("–12 €", "EUR"),
            ("20 %", "EUR"),
            ("12,58 € (-3)", "EUR"),
            ("12,58 € (netto)", "EUR"),
            ("US-$ 12", "USD"),
            ("--12", "USD"),
            ("12 €/kg", "EUR"),
            ("free delivery for orders over 50 €", "EUR"),
            ("9999999999999999", "EUR"),
            ("1234,50,-", "EUR"),
            ("&#8364;12", "EUR"),
        ] {
            assert_eq!(read(text, currency), Err(Ambiguous), "{text} {currency}");
        }
    }

    #[test]
    fn words_are_no_amount() {
        for text in ["", "Free", "kostenlos", "-", "€"] {
            assert_eq!(read(text, "EUR"), Ok(None), "{text}");
        }
    }
}
