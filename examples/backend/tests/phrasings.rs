//! Sentences as shoppers write them, and what the agent must make of them.
//!
//! A row: what is in the cart, what was said before (separated by `>`), the sentence, and the outcome. An outcome is
//! a list of proposals (`add VARIANT PIECES`, `add PRODUCT? PIECES` when the card must ask, `remove KEY`,
//! `set KEY PIECES`, `clear`, `view`, `checkout`, `country CODE`), else the products shown (`show FIRST SECOND /TOTAL`),
//! else `say`. Behind `~` stands a part of what must be said.

mod phrases;

use std::{io::Write, sync::Arc};

use handcart::contract::dialect::neuroon::{CartSnapshot, CartSnapshotItem, WireAction};
use handcart_backend::{
    agent::{Agent, Answer, Heard, Memory},
    catalogue::{Catalogue, Shelf},
};

fn item(key: &str, variant: &str, quantity: u32, catalogue: &Catalogue) -> Option<CartSnapshotItem> {
    let (product, chosen) = catalogue.variant(variant)?;
    let label = chosen.label();
    Some(CartSnapshotItem {
        key: key.into(),
        id: product.id.clone(),
        external_id: None,
        name: product.name.clone(),
        variant: (!label.is_empty()).then_some(label),
        quantity,
        formatted_price: "1,00 €".into(),
    })
}

fn cart(name: &str, catalogue: &Catalogue) -> Option<CartSnapshot> {
    let lines: &[(&str, &str, u32)] = match name {
        "none" => return None,
        "full" => &[
            ("L1", "trail-runner-gtx--42-pine", 1),
            ("L2", "merino-wandersocken--39_42", 1),
            ("L3", "stirnlampe-lumen-400", 2),
        ],
        "boot" => &[("L1", "kofel-mid--42", 1)],
        "twin" => &[("L1", "trail-runner-gtx--42-pine", 1), ("L2", "trail-runner-gtx--43-sand", 1)],
        "socks" => &[("L1", "merino-wandersocken--39_42", 2), ("L2", "trekkingsocken-stapf--43_46", 1)],
        _ => &[],
    };
    let items: Vec<_> =
        lines.iter().filter_map(|(key, variant, quantity)| item(key, variant, *quantity, catalogue)).collect();
    assert_eq!(items.len(), lines.len(), "the cart {name} names a variant that does not exist");
    Some(CartSnapshot {
        currency: "EUR".into(),
        total_items: items.iter().map(|item| item.quantity).sum(),
        subtotal: None,
        total: None,
        formatted_subtotal: "100,00 €".into(),
        formatted_total: "104,90 €".into(),
        items,
        truncated: false,
        hash: "h".into(),
        updated_at: "2026-01-01T00:00:00Z".into(),
    })
}

fn heard<'a>(sentence: &'a str, cart: Option<&'a CartSnapshot>) -> Heard<'a> {
    Heard { sentence, cart, ..Heard::default() }
}

fn outcome(answer: &Answer) -> String {
    let actions: Vec<String> = answer
        .actions
        .iter()
        .map(|action| match action {
            WireAction::AddSuggestion { product_id, variant_id, quantity, product, .. } => {
                let variants = product.as_ref().map_or(0, |product| product.variants.len());
                match variant_id {
                    Some(variant) => format!("add {variant} {quantity}"),
                    None if variants > 0 => format!("add {product_id}? {quantity}"),
                    None => format!("add {product_id} {quantity}"),
                }
            }
            WireAction::Remove { item_key, .. } => format!("remove {item_key}"),
            WireAction::UpdateQuantity { item_key, quantity, .. } => format!("set {item_key} {quantity}"),
            WireAction::Clear { .. } => "clear".into(),
            WireAction::SetDestinationCountry { country_code } => format!("country {country_code}"),
            WireAction::ViewCart => "view".into(),
            WireAction::Checkout { .. } => "checkout".into(),
        })
        .collect();
    if !actions.is_empty() {
        return actions.join(", ");
    }
    if answer.shown.is_empty() {
        return "say".into();
    }
    let first: Vec<&str> = answer.shown.iter().take(2).map(String::as_str).collect();
    format!("show {} /{}", first.join(" "), answer.total)
}

#[test]
fn sentences_are_understood() -> Result<(), Box<dyn std::error::Error>> {
    let catalogue = Arc::new(Catalogue::read()?);
    let shelf = Shelf::opening(Arc::clone(&catalogue));
    let agent = Agent::new(&catalogue);
    let mut wrong = Vec::new();
    let rows = phrases::rows();
    for (number, (cart_name, before, sentence, expected)) in rows.iter().enumerate() {
        let cart = cart(cart_name, &catalogue);
        let mut memory = Memory::default();
        for earlier in before.split('>').map(str::trim).filter(|earlier| !earlier.is_empty()) {
            let _ = agent.answer(&shelf, &mut memory, &heard(earlier, cart.as_ref()));
        }
        let answer = agent.answer(&shelf, &mut memory, &heard(sentence, cart.as_ref()));
        let (wanted, words) = expected.split_once(" ~ ").unwrap_or((expected, ""));
        let got = outcome(&answer);
        if got != wanted || !answer.text.contains(words) {
            wrong.push(format!(
                "{number}: [{cart_name}] {before} > {sentence}\n   expected {expected}\n   got      {got} ~ {}",
                answer.text
            ));
        }
        assert!(!answer.text.is_empty(), "nothing was said to: {sentence}");
        assert!(!answer.text.contains('!'), "too loud: {}", answer.text);
        for claim in ["I added", "I have added", "has been added", "I removed"] {
            assert!(!answer.text.contains(claim), "a claim: {}", answer.text);
        }
        for action in &answer.actions {
            if let WireAction::AddSuggestion { confirmation_prompt: Some(prompt), .. } = action {
                assert!(prompt.chars().count() <= 200);
            }
        }
    }
    // Past the test runner, which would keep it to itself.
    writeln!(std::io::stdout(), "agent: {} of {} phrasings understood", rows.len() - wrong.len(), rows.len())?;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The corpus of a language, and the share of it that must be understood.
const CORPORA: [(&str, &str, usize); 4] = [
    ("en", include_str!("phrases/en.txt"), 90),
    ("de", include_str!("phrases/de.txt"), 90),
    ("fr", include_str!("phrases/fr.txt"), 90),
    ("es", include_str!("phrases/es.txt"), 90),
];

/// The cart as shoppers ask for it. What is not understood is said to be not understood: never is another change
/// proposed than the one that was asked for.
#[test]
fn six_intents_in_four_languages() -> Result<(), Box<dyn std::error::Error>> {
    let catalogue = Arc::new(Catalogue::read()?);
    let shelf = Shelf::opening(Arc::clone(&catalogue));
    let agent = Agent::new(&catalogue);
    let (mut missed, mut harmful, mut low) = (Vec::new(), Vec::new(), Vec::new());
    for (language, text, floor) in CORPORA {
        let (mut understood, mut rows) = (0, 0);
        for row in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let parts: Vec<&str> = row.split('|').map(str::trim).collect();
            let [cart_name, before, sentence, wanted] = parts.as_slice() else { panic!("{language}: {row}") };
            let cart = cart(cart_name, &catalogue);
            let mut memory = Memory::default();
            let mut ask = |sentence: &str| {
                let told = Heard { sentence, language: Some(language), cart: cart.as_ref(), ..Heard::default() };
                agent.answer(&shelf, &mut memory, &told)
            };
            for earlier in before.split('>').map(str::trim).filter(|earlier| !earlier.is_empty()) {
                let _ = ask(earlier);
            }
            let answer = ask(sentence);
            let got = outcome(&answer);
            rows += 1;
            let nothing = *wanted == "say" && answer.actions.is_empty();
            if got == *wanted || nothing {
                understood += 1;
            } else {
                let line = format!(
                    "{language}: [{cart_name}] {before} > {sentence}\n   expected {wanted}\n   got      {got} ~ {}",
                    answer.text
                );
                let changes = answer.actions.iter().any(|action| !matches!(action, WireAction::ViewCart));
                if changes { harmful.push(line) } else { missed.push(line) }
            }
            assert!(!answer.text.is_empty(), "nothing was said to: {sentence}");
        }
        let share = understood * 100 / rows;
        writeln!(std::io::stdout(), "{language}: {understood} of {rows} phrasings understood ({share} %)")?;
        if share < floor {
            low.push(format!("{language}: {share} %, expected {floor} % at least"));
        }
    }
    for line in &missed {
        writeln!(std::io::stdout(), "asked back: {line}")?;
    }
    assert!(harmful.is_empty(), "another change than the one asked for:\n{}", harmful.join("\n"));
    assert!(low.is_empty(), "{}", low.join("\n"));
    Ok(())
}

/// Whatever is said, in whatever order, is answered.
#[test]
fn no_sentence_is_too_strange() -> Result<(), Box<dyn std::error::Error>> {
    let catalogue = Arc::new(Catalogue::read()?);
    let shelf = Shelf::opening(Arc::clone(&catalogue));
    let agent = Agent::new(&catalogue);
    let cart = cart("full", &catalogue);
    let long = "x".repeat(2_000);
    let strange = [
        "",
        " ",
        ",",
        "…",
        "'",
        "'s",
        "-",
        "€",
        "$",
        "$$",
        "0",
        "add 0",
        "make it 0",
        "make it 99999999999",
        "add 999999 mats",
        "between",
        "under",
        "under under 5",
        "1.1.1.1",
        "1,,2",
        "the",
        "the the the",
        "in in in",
        "42 42 42",
        "one one one",
        "all all",
        "and and and",
        "add and add and add",
        "first last",
        "the 10th",
        "no no yes",
        "🥾🥾",
        "登山靴",
        "\u{202e}evil",
        "<script>alert(1)</script>",
        "'; DROP TABLE product; --",
        "ADD THE FIRST ONE",
        "ß",
        "ﬁ",
        "–",
        "39–42–45",
        &long,
    ];
    let mut memory = Memory::default();
    for first in strange {
        for second in ["show me boots", "add it", "take the last one out", "42", "one more"] {
            let answer = agent.answer(&shelf, &mut memory, &heard(first, cart.as_ref()));
            assert!(!answer.text.is_empty(), "nothing was said to: {first}");
            let answer = agent.answer(&shelf, &mut memory, &heard(second, cart.as_ref()));
            assert!(!answer.text.is_empty(), "nothing was said to: {second} after {first}");
            assert!(serde_json::to_string(&memory)?.len() < 8_192, "the memory grows");
        }
    }
    Ok(())
}
