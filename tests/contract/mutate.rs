//! Breaks JSON and texts in ways that get deep into a reader.

use serde_json::{Value, json};

/// Small, seeded, good enough to break things with.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % sides as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}

/// The names that a reader may look for, from the dictionary that libFuzzer gets, too.
fn names() -> &'static [&'static str] {
    static NAMES: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(|| {
        let lines = include_str!("../fuzz/contract.dict").lines();
        lines.filter_map(|line| line.strip_prefix('"')?.strip_suffix('"')).filter(|name| !name.contains('\\')).collect()
    });
    &NAMES
}

/// Pieces of text that have broken a reader somewhere.
const PIECES: [&str; 34] = [
    "\u{202e}",
    "\u{0}",
    "\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{200f}",
    "\u{feff}",
    "\u{200d}",
    "\u{2028}",
    "\u{a0}",
    "😀",
    "\n\n\n",
    "  ",
    "\t",
    "javascript:",
    "data:image/png;base64,AA==",
    "https://",
    "http://",
    "//",
    "\\",
    "@",
    ":",
    "[::1]",
    "localhost",
    ".",
    ",",
    "-",
    "(",
    "0",
    "9",
    "000",
    "€",
    "%",
    "\u{e000}",
    "\u{ff0e}",
    "\u{2212}",
];

fn odd(dice: &mut Dice) -> Value {
    match dice.roll(18) {
        0 => Value::Null,
        1 => json!(dice.roll(2) == 0),
        2 => json!(-1),
        3 => json!(1.5),
        4 => json!(1e308),
        5 => json!(u64::MAX),
        6 => json!("many"),
        7 => json!(""),
        8 => json!("x".repeat(dice.roll(700))),
        9 => json!([]),
        10 => json!({}),
        11 => json!([[[[[]]]]]),
        12 => json!({dice.pick(names()): dice.pick(names())}),
        13 => json!(["Size", {"0": "a", "1": null}]),
        14 => json!("1.234.567,89-€"),
        15 => json!(dice.pick(names())),
        16 => json!(dice.roll(1_000_001)),
        _ => json!(dice.roll(200)),
    }
}

/// Changes, removes, doubles, renames or swaps a random part of the value.
pub fn value(value: &mut Value, dice: &mut Dice) {
    let inner = match value {
        Value::Array(items) if !items.is_empty() && dice.roll(8) > 0 => {
            let (at, other) = (dice.roll(items.len()), dice.roll(items.len()));
            return match dice.roll(40) {
                0..4 => drop(items.remove(at)),
                4..8 => items.push(items[at].clone()),
                8..12 => items.swap(at, other),
                12 => items.extend(vec![items[at].clone(); dice.roll(80)]),
                _ => self::value(&mut items[at], dice),
            };
        }
        Value::Object(fields) if dice.roll(8) > 0 => {
            let at = dice.roll(fields.len().max(1));
            let name = fields.keys().nth(at).cloned();
            return match (dice.roll(10), name) {
                (0, Some(name)) => drop(fields.remove(&name)),
                (1, Some(name)) => {
                    let content = fields[&name].clone();
                    drop(fields.insert(dice.pick(names()).into(), content));
                }
                (2, _) | (_, None) => drop(fields.insert(dice.pick(names()).into(), odd(dice))),
                (_, Some(name)) => self::value(&mut fields[&name], dice),
            };
        }
        Value::String(text) if dice.roll(3) > 0 => return self::text(text, dice),
        other => other,
    };
    *inner = odd(dice);
}

/// Puts a piece into the text, takes one out, or doubles one.
pub fn text(text: &mut String, dice: &mut Dice) {
    let edge = |dice: &mut Dice, text: &str| {
        let at = dice.roll(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let (from, to) = (edge(dice, text), edge(dice, text));
    let (from, to) = (from.min(to), from.max(to));
    match dice.roll(7) {
        0 => text.replace_range(from..to, ""),
        1 => {
            let piece = text.get(from..to).unwrap_or_default().to_owned();
            text.insert_str(to, &piece);
        }
        2 => text.insert_str(from, dice.pick(names())),
        3 => text.replace_range(from..to, dice.pick(&PIECES)),
        4 => text.extend(char::from_u32(dice.roll(0x11_0000) as u32)),
        // Beyond one of the caps.
        5 => text.insert_str(to, &"é".repeat([65, 81, 301, 501, 513, 2_049, 4_001][dice.roll(7)])),
        _ => text.insert_str(from, dice.pick(&PIECES)),
    }
}
