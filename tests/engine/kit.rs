//! Carts, lines and products in a few words.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Cart, Key, Line, Stock, Text};
use handcart::engine::clock::Policy;
use handcart::engine::deed::describe;
use handcart::engine::event::ProposalId;
use handcart::engine::product::{Choice, Permit, Product, Variant};
use handcart::engine::view::{Ask, Stage};

pub fn text(words: &str) -> Text {
    Text::from(words)
}

/// A line with so many pieces of a product, which is named by its id.
pub fn line(key: u32, product: &str, quantity: u32) -> Line {
    Line {
        key: Some(Key(key)),
        key_text: Text::from(format!("key {key}")),
        product: text(product),
        external: None,
        name: Text::from(format!("The {product}")),
        variant: None,
        price: text("20,00 €"),
        amount: Some(200_000),
        total: None,
        was: None,
        quantity: Some(quantity),
        max: None,
        min: 1,
        step: 1,
        image: None,
        url: None,
        stock: Stock::In,
        discounts: Vec::new(),
    }
}

/// A cart of these lines, counted as a shop counts them.
pub fn cart(lines: impl IntoIterator<Item = Line>) -> Cart {
    let lines: Vec<_> = lines.into_iter().map(Rc::new).collect();
    let count = lines.iter().filter_map(|line| line.quantity).sum();
    Cart { lines, count, ..Cart::default() }
}

/// A product without options, named as [`line`] names it.
pub fn product(id: &str) -> Product {
    Product {
        id: text(id),
        external: None,
        name: Text::from(format!("The {id}")),
        price: Some(text("20,00 €")),
        amount: Some(200_000),
        currency: text(""),
        was: None,
        image: None,
        url: None,
        rating: None,
        stock: Stock::In,
        options: Vec::new(),
        variants: Vec::new(),
        permit: Permit::Allowed,
    }
}

pub fn variant(id: &str, values: &[u8], label: &str) -> Variant {
    Variant { id: text(id), external: None, values: values.to_vec(), label: text(label), stock: Stock::In, image: None }
}

/// Boots in sizes 41 and 42, in red and green. 41 green is sold out, 42 green is not made.
pub fn boots() -> Product {
    let option = |name: &str, values: &[&str]| Choice {
        name: text(name),
        values: values.iter().map(|value| text(value)).collect(),
    };
    Product {
        options: vec![option("Size", &["41", "42"]), option("Colour", &["red", "green"])],
        variants: vec![
            variant("boots-41-red", &[0, 0], "41, red"),
            Variant { stock: Stock::Out, ..variant("boots-41-green", &[0, 1], "41, green") },
            variant("boots-42-red", &[1, 0], "42, red"),
        ],
        ..product("boots")
    }
}

/// A card with this name, ready to be pressed.
pub fn ask(id: u32) -> Rc<Ask> {
    Rc::new(Ask {
        id: ProposalId(id),
        rev: 1,
        source: Source::Agent,
        words: None,
        deed: describe(&Action::Checkout, None, &Policy::default()).unwrap(),
        choosing: None,
        stage: Stage::Ready,
        soon: false,
        changed: None,
    })
}
