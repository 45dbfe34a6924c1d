//! What the wasm tells the page, for every state of the widget: `tests/fixtures/states.jsonl`, one state a line, is what
//! the tests of the views in TypeScript draw. `FIXTURES=1` writes it anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "widget/more.rs"]
mod more;
#[path = "widget/plans.rs"]
mod plans;
#[path = "widget/shop.rs"]
mod shop;
#[path = "widget/states.rs"]
mod states;

use handcart::contract::drawing::drawing;
use handcart::contract::sink::json::written;

#[test]
fn the_fixtures_are_what_the_wasm_tells() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/states.jsonl");
    let mut lines = String::new();
    for state in states::all() {
        let drawing = written(|to| drawing(to, &state.view, None));
        lines.push_str(
            &serde_json::json!({ "group": state.group, "name": state.name, "size": state.size, "drawing": drawing })
                .to_string(),
        );
        lines.push('\n');
    }
    if std::env::var("FIXTURES").is_ok() {
        std::fs::write(path, &lines).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(there == lines, "the fixtures are old: FIXTURES=1 cargo test --test widget");
}
