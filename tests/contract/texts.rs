//! What is shown of foreign words, as lists that the page's half is held against, too (`tests/intake/clean.test.mjs`):
//! every character there is, and texts made of those that matter. `FIXTURES=1` writes the lists anew.

use std::fs;
use std::path::PathBuf;

use handcart::contract::text::{line, paragraphs, price};
use serde_json::json;

use super::mutate::Dice;

/// What texts are made of: letters, white space of every kind, marks that stack, and what is never shown.
const BITS: &[&str] = &[
    "a",
    "B",
    "é",
    "中",
    "😀",
    "\u{a0}",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{301}",
    "\u{301}\u{302}",
    "\u{fe0f}",
    "\u{e34}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{61c}",
    "\u{202e}",
    "\u{feff}",
    "\u{e0041}",
    "\u{1d173}",
    "\0",
];

/// What becomes of a character that stands six times between two letters.
fn class(c: char) -> &'static str {
    let text = format!("a{}b", String::from(c).repeat(6));
    match &*line(&text) {
        "ab" if &*price(&text) == "ab" => "hidden",
        "ab" => "order",
        "a b" if &*paragraphs(&text) == "a b" => "space",
        "a b" => "end",
        made if made.chars().count() == 6 => "stacks",
        made => {
            assert_eq!(made, text);
            "kept"
        }
    }
}

/// Runs of characters of one class, all but those that are kept.
fn characters() -> String {
    let mut runs: Vec<(&str, u32, u32)> = Vec::new();
    for c in '\0'..=char::MAX {
        let (class, c) = (class(c), c.into());
        match runs.last_mut() {
            Some((same, _, last)) if *same == class && *last + 1 == c => *last = c,
            _ => runs.push((class, c, c)),
        }
    }
    let told = runs.iter().filter(|(class, ..)| *class != "kept");
    told.map(|(class, first, last)| format!("{class} {first:x} {last:x}\n")).collect()
}

/// Texts, and what is made of them: as a line, as paragraphs, as a price.
fn texts() -> String {
    let mut dice = Dice::new(7);
    let mut one = || -> String { (0..=dice.roll(16)).map(|_| BITS[dice.roll(BITS.len())]).collect() };
    (0..600).map(|_| one()).map(|t| format!("{}\n", json!([t, &*line(&t), &*paragraphs(&t), &*price(&t)]))).collect()
}

#[test]
fn the_lists_are_what_is_shown_of_words() {
    for (name, made) in [("characters.txt", characters()), ("texts.jsonl", texts())] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        if std::env::var("FIXTURES").is_ok() {
            fs::write(&path, &made).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(there == made && made.lines().count() > 30, "{name} is old: FIXTURES=1 cargo test --test contract");
    }
}
