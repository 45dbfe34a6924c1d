//! Caps at their exact boundaries; whole stories are in `tests/scenarios/capping.rs`.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::caps::{Caps, PARTS, amount, count, hold};
use handcart::engine::cart::{Amounts, Cart, Line};
use handcart::engine::clock::Policy;
use handcart::engine::deed::describe;
use handcart::engine::product::Product;

use super::kit::{cart, line, product, text};

fn worth(lines: impl IntoIterator<Item = Line>, total: Option<f64>) -> Cart {
    Cart { amounts: Amounts { total, ..Amounts::default() }, currency: text("EUR"), ..cart(lines) }
}

fn held(action: &Action, cart: &Cart, caps: Caps) -> Result<(), String> {
    let policy = Policy { caps, ..Policy::default() };
    hold(&describe(action, Some(cart), &policy).unwrap(), Some(cart), &policy).map_err(|words| words.to_string())
}

fn lamps(quantity: u32) -> Action {
    Action::Add { product: Rc::new(product("lamp")), variant: None, quantity }
}

#[test]
fn a_number_becomes_an_amount_that_can_be_counted_with() {
    let cases = [(0.0, 0), (19.99, 199_900), (0.000_04, 0), (0.000_05, 1), (1234.5678, 12_345_678)];
    for (number, parts) in cases {
        assert_eq!(amount(number), Some(parts), "{number}");
    }
    for number in [-0.01, 1e11, f64::NAN, f64::INFINITY] {
        assert_eq!(amount(number), None, "{number}");
    }
    assert_eq!(amount(99_999_999_999.0), Some(99_999_999_999 * PARTS));
}

#[test]
fn what_is_counted_is_told_as_a_whole_number() {
    assert_eq!(count("perMinute", 10, 10), Ok(()));
    assert_eq!(count("perMinute", 10, 11).unwrap_err(), text("caps.perMinute: expected at most 10, got 11"));
    let most = count("perMinute", 0, u32::MAX).unwrap_err();
    assert_eq!(most, text("caps.perMinute: expected at most 0, got 4294967295"));
}

#[test]
fn a_line_of_which_the_pieces_or_the_price_are_not_known_is_above_every_value() {
    let dear = Caps { line: Some(1_000 * PARTS), ..Caps::default() };
    let uncounted = Line { quantity: None, ..line(1, "lamp", 0) };
    let unpriced = Line { amount: None, ..line(1, "lamp", 1) };
    for lines in [uncounted, unpriced] {
        assert!(held(&lamps(1), &worth([lines.clone()], Some(20.0)), dear.clone()).is_err(), "{lines:?}");
    }
    assert_eq!(held(&lamps(1), &worth([line(1, "lamp", 1)], Some(20.0)), dear), Ok(()));
}

#[test]
fn a_cart_of_which_the_total_is_not_known_is_above_every_value() {
    let dear = Caps { cart: Some(1_000 * PARTS), ..Caps::default() };
    let unknown = "caps.maxCartValue: expected at most 1000, got an amount that cannot be known";
    let of = |total| held(&lamps(1), &worth([line(1, "tent", 1)], total), dear.clone());
    assert_eq!(of(None), Err(unknown.to_owned()));
    assert_eq!(of(Some(-5.0)), Err(unknown.to_owned()));
    assert_eq!((of(Some(980.0)), of(Some(980.01)).is_err()), (Ok(()), true));
}

#[test]
fn what_costs_nothing_is_above_no_value() {
    let gift = Rc::new(Product { amount: Some(0), ..product("gift") });
    let add = Action::Add { product: gift, variant: None, quantity: 3 };
    let none = Caps { cart: Some(0), line: Some(0), ..Caps::default() };
    assert_eq!(held(&add, &worth([], None), none.clone()), Ok(()));
    assert_eq!(held(&add, &worth([line(1, "tent", 1)], None), none), Ok(()));
}

#[test]
fn another_currency_than_the_carts_is_not_known() {
    let dear = Caps { line: Some(1_000 * PARTS), ..Caps::default() };
    for (currency, known) in [("EUR", true), ("eur", true), ("", true), ("USD", false)] {
        let product = Rc::new(Product { currency: text(currency), ..product("mug") });
        let add = Action::Add { product, variant: None, quantity: 1 };
        assert_eq!(held(&add, &worth([], None), dear.clone()).is_ok(), known, "{currency}");
    }
}
