//! Law I10, written from the documents of the readers and not from their code: what each of them promises of any input.
//! `npm run fuzz` looks for an input that breaks a promise; `tests/contract/fuzz.rs` replays what it found worth keeping.

#[path = "promises/address.rs"]
mod address;
#[path = "promises/agent.rs"]
mod agent;
#[path = "promises/host.rs"]
mod host;
#[path = "promises/words.rs"]
mod words;

use handcart::contract::problem::Problem;
use handcart::contract::url::Page;
use serde_json::Value;

/// The promises of one reader about one input. It says whether the reader took the input for what it reads.
pub type Promise = fn(&[u8]) -> bool;

/// Every reader with the name of its fuzz target, and whether what it reads is JSON.
pub const ALL: [(&str, Promise, bool); 11] = [
    ("action", agent::action, true),
    ("answer", host::answer, true),
    ("cart", host::cart, true),
    ("money", words::money, false),
    ("names", words::names, false),
    ("neuroon", agent::neuroon, true),
    ("product", agent::product, true),
    ("snapshot", host::snapshot, true),
    ("text", words::text, false),
    ("url", address::url, false),
    ("wire", host::wire, true),
];

/// Holds the reader of this name to its promises.
pub fn keep(name: &str, input: &[u8]) -> bool {
    let (_, promise, _) = ALL.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("{name} is no reader"));
    promise(input)
}

fn json(input: &[u8]) -> Option<Value> {
    serde_json::from_slice(input).ok()
}

/// Both ways in which a page is loaded; which one is decided by the input.
fn page(input: &[u8]) -> Page {
    if input.len() % 4 == 1 { Page::Http } else { Page::Https }
}

/// An error says where and what, in a line that fits a log.
fn problem(problem: &Problem) {
    explained(&problem.text());
}

fn explained(text: &str) {
    let (_, rest) = text.split_once(": expected ").unwrap_or_else(|| panic!("{text:?} does not say what was expected"));
    assert!(rest.contains(", got "), "{text:?} does not say what came");
    words::shown("an error", text, 400);
}
