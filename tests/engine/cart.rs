//! The cart: a line is named by a key that stands in it exactly once (law I4).

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use handcart::engine::cart::{Amounts, Cart, Country, Key, Line, Shipping};

use crate::kit::{cart, line, text};

#[test]
fn a_line_is_found_by_a_key_that_stands_there_exactly_once() {
    let cart = cart([line(1, "lamp", 1), line(2, "tent", 1), line(2, "mug", 1)]);
    assert_eq!(cart.line(Key(1)).unwrap().product, "lamp");
    assert_eq!((cart.line(Key(2)), cart.line(Key(3))), (None, None));
}

#[test]
fn an_agents_key_names_a_line_only_if_it_names_one() {
    let unnamed = Line { key: None, ..line(9, "rope", 1) };
    let again = Line { key: Some(Key(8)), ..line(1, "stove", 1) };
    let double = Line { key: Some(Key(2)), key_text: text("other words"), ..line(2, "mug", 1) };
    let only = cart([line(1, "lamp", 1), line(2, "tent", 1), unnamed.clone()]);
    assert_eq!(only.named("key 1"), Some(Key(1)));
    assert_eq!((only.named("key 5"), only.named("key 9")), (None, None), "no such line, or one without a key");
    let many = cart([line(1, "lamp", 1), again, line(2, "tent", 1), double]);
    assert_eq!(many.named("key 1"), None, "two lines with these words");
    assert_eq!(many.named("key 2"), None, "one line with these words, two with its key");
}

#[test]
fn the_country_is_the_one_that_the_host_says() {
    let of = |shipping| Cart { shipping, ..cart([]) }.country();
    let chile = Some(Country(*b"CL"));
    assert_eq!(of(None), None);
    assert_eq!(of(Some(Shipping::default())), None);
    assert_eq!(of(Some(Shipping { country: chile, ..Shipping::default() })), chile);
}

#[test]
fn two_lines_with_one_key_are_noticed_and_two_without_a_key_are_not() {
    let unnamed = Line { key: None, ..line(9, "rope", 1) };
    assert!(!cart([line(1, "lamp", 1), line(2, "tent", 1)]).has_double_keys());
    assert!(!cart([unnamed.clone(), unnamed, line(1, "lamp", 1)]).has_double_keys());
    assert!(cart([line(1, "lamp", 1), line(2, "tent", 1), line(1, "mug", 1)]).has_double_keys());
    assert!(!cart([]).has_double_keys());
}

#[test]
fn carts_that_differ_in_an_amount_have_different_hashes() {
    let hash = |subtotal, total| {
        let mut hasher = DefaultHasher::new();
        Cart { amounts: Amounts { subtotal, total }, ..cart([]) }.hash(&mut hasher);
        hasher.finish()
    };
    let of = [hash(None, None), hash(Some(1.0), None), hash(None, Some(1.0)), hash(Some(1.0), Some(2.0))];
    assert_eq!(of.iter().collect::<HashSet<_>>().len(), of.len());
    assert_eq!(hash(Some(1.0), Some(2.0)), of[3]);
}
