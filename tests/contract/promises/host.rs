//! What a host tells: its cart, its answers, and the cart on its way out again.

use std::cell::Cell;
use std::rc::Rc;

use handcart::contract::dialect::neuroon::{CartSnapshot, SearchRequest};
use handcart::contract::sink::json::written;
use handcart::contract::url::Page;
use handcart::contract::{answer, cart, snapshot};
use handcart::engine::cart::{Cart, Line, Shipping, Text};
use handcart::engine::event::{Answer, Said};
use handcart::engine::outcome::Code;
use serde_json::{Value, json};

use super::super::common::cart_out;
use super::{address, json, page, problem, words};

/// The largest whole number that is read.
pub const MOST: u32 = 999_999;
/// Lines of the cart before: a few runs of them are more than a cart may have.
const BEFORE: usize = 4_000;

thread_local! {
    static KNOWN: Cart = {
        let lines = (0..BEFORE).map(|at| json!({"key": at, "keyNumber": at, "name": "Sock", "quantity": 1}));
        cart::read(&json!({"items": lines.collect::<Vec<_>>()}), None, Page::Https)
            .unwrap_or_else(|problem| panic!("{}", problem.text()))
    };
}

/// The target `cart`.
pub fn cart(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let page = page(input);
    KNOWN.with(|before| {
        let read = cart::read(&value, Some(before), page);
        assert_eq!(read, cart::read(&value, Some(before), page), "{value}");
        match &read {
            Ok(cart) => promised(cart, page),
            Err(wrong) => problem(wrong),
        }
        read.is_ok()
    })
}

/// What a cart that was read can be relied on for.
pub fn promised(cart: &Cart, page: Page) {
    assert!(cart.lines.len() <= 10_000, "{} lines", cart.lines.len());
    assert!(cart.count <= MOST);
    assert!(cart.currency.is_empty() || cart.currency.len() == 3, "{}", cart.currency);
    assert!(cart.currency.bytes().all(|byte| byte.is_ascii_uppercase()), "{}", cart.currency);
    for (what, text) in [("the subtotal", &cart.subtotal), ("the total", &cart.total)] {
        words::price(what, text);
    }
    for amount in [cart.amounts.subtotal, cart.amounts.total].into_iter().flatten() {
        assert!(amount.is_finite());
    }
    // Lines of the cart before are looked at when that one was read.
    cart.lines.iter().filter(|line| Rc::strong_count(line) == 1).for_each(|each| line(each, page));
    if let Some(known) = &cart.shipping {
        shipping(known);
    }
}

fn line(line: &Line, page: Page) {
    for (what, name) in [("a key", &line.key_text), ("a product", &line.product)] {
        words::key(what, Some(&**name).filter(|name| !name.is_empty()));
    }
    assert!(line.key.is_none() || !line.key_text.is_empty(), "a line without a key cannot be addressed");
    words::key("an external id", line.external.as_deref());
    words::shown("a name", &line.name, 300);
    words::some("a variant", line.variant.as_deref(), 300);
    words::price("a price", &line.price);
    for (what, text) in [("a line's total", &line.total), ("an earlier price", &line.was)] {
        assert!(text.as_deref().is_none_or(|text| !text.is_empty()));
        words::price(what, text.as_deref().unwrap_or_default());
    }
    assert!(line.quantity.is_none_or(|pieces| pieces <= MOST));
    assert!(line.max.is_none_or(|max| (1..=MOST).contains(&max)));
    assert!((1..=MOST).contains(&line.min) && (1..=MOST).contains(&line.step));
    address::link("a line's link", line.url.as_deref(), page);
    address::image("a line's picture", line.image.as_deref(), page);
    assert!(line.discounts.len() <= 10);
    for discount in &line.discounts {
        words::some("a reduction", Some(&discount.label), 80);
        words::price("a reduction's amount", &discount.amount);
    }
}

fn shipping(shipping: &Shipping) {
    assert!(shipping.progress.is_none_or(|percent| percent <= 100));
    assert!(!shipping.reached || shipping.progress == Some(100));
    for (what, text) in [("what is missing", &shipping.missing), ("the cost", &shipping.cost)] {
        assert!(text.as_deref().is_none_or(|text| !text.is_empty()));
        words::price(what, text.as_deref().unwrap_or_default());
    }
    words::some("a country's name", shipping.label.as_deref(), 80);
    assert!(shipping.countries.len() <= 50);
    for (code, label) in &shipping.countries {
        assert!(code.0.iter().all(u8::is_ascii_uppercase));
        words::some("a country's name", Some(label), 80);
    }
    assert!(shipping.country.is_none_or(|code| code.0.iter().all(u8::is_ascii_uppercase)));
}

/// The target `answer`: what a callback answered or threw.
pub fn answer(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let asked = Cell::new(0);
    let settle = || {
        answer::settled(&value, |inner| {
            asked.set(asked.get() + 1);
            cart::read(&inner, None, Page::Https).ok().map(Rc::new)
        })
    };
    let settled = settle();
    let calls = asked.get();
    assert_eq!(settled, settle(), "{value}");
    // Yes is one of these three, exactly.
    let field = |name: &str| value.as_object().and_then(|fields| fields.get(name));
    let ok = field("success").map_or_else(|| field("ok") == Some(&json!(true)), |said| *said == json!(true));
    let yes = ok || value == json!(true);
    assert_eq!(settled.said, if yes { Said::Yes } else { Said::No }, "{value}");
    assert!(calls <= usize::from(yes), "the cart of a refusal does not count: {value}");
    assert!(settled.cart.is_none() || calls == 1);
    assert!(!yes || (settled.code.is_none() && settled.available.is_none()), "{value}");
    if let Some(cart) = &settled.cart {
        promised(cart, Page::Https);
    }
    let failed = answer::failed(&value);
    assert_eq!(failed, answer::failed(&value), "{value}");
    assert!(failed.said == Said::No && failed.cart.is_none() && failed.code.is_some(), "{value}");
    [&settled, &failed].into_iter().for_each(said);
    yes || settled.code != Some(Code::InvalidAnswer)
}

fn said(answer: &Answer) {
    words::some("what a shop says", answer.words.as_deref(), 500);
    assert!(answer.available.is_none_or(|left| left <= MOST));
}

/// The target `snapshot`: an agent's server can read it, and it tells no more than it may.
pub fn snapshot(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let page = page(input);
    let Ok(cart) = cart::read(&value, None, page) else { return false };
    let write = || written(|to| snapshot::write(to, &cart, "2026-11-22T10:00:00Z"));
    let made = write();
    assert_eq!(made, write(), "{value}");
    let server: CartSnapshot = serde_json::from_value(made).unwrap_or_else(|error| panic!("{error}: {value}"));
    assert!(server.items.len() == cart.lines.len().min(50) && server.truncated == (cart.lines.len() > 50));
    assert_eq!(server.hash, snapshot::hash(&cart));
    assert!(server.hash.len() == 16 && server.hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
    assert_eq!((&*server.currency, server.total_items), (&*cart.currency, cart.count));
    assert_eq!((server.subtotal, server.total), (cart.amounts.subtotal, cart.amounts.total));
    for (item, line) in server.items.iter().zip(&cart.lines) {
        assert_eq!(
            (&*item.key, &*item.name, item.quantity),
            (&*line.key_text, &*line.name, line.quantity.unwrap_or(0))
        );
    }
    // Equal carts have equal hashes, and another total is another cart.
    let again = cart::read(&value, None, page).unwrap_or_else(|problem| panic!("{}", problem.text()));
    assert_eq!(snapshot::hash(&again), server.hash, "{value}");
    let total: Text = [&*cart.total, "."].concat().into();
    assert_ne!(snapshot::hash(&Cart { total, ..cart }), server.hash, "{value}");
    true
}

/// The target `wire`: what goes out to the host comes back as the same cart; a request survives its server.
pub fn wire(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    if let Ok(request) = serde_json::from_value::<SearchRequest>(value.clone()) {
        let out = serde_json::to_value(&request).unwrap_or_else(|error| panic!("{error}: {value}"));
        let back: SearchRequest = serde_json::from_value(out).unwrap_or_else(|error| panic!("{error}: {value}"));
        assert_eq!(back, request, "{value}");
        return true;
    }
    let page = page(input);
    let Ok(mut cart) = cart::read(&value, None, page) else { return false };
    let out: Value = cart_out(&cart);
    let mut back = cart::read(&out, None, page).unwrap_or_else(|problem| panic!("{}: {value}", problem.text()));
    // The numbers of keys stay here, and so does how far it is to free delivery.
    for cart in [&mut cart, &mut back] {
        cart.lines.iter_mut().for_each(|line| Rc::make_mut(line).key = None);
        cart.shipping.iter_mut().for_each(|shipping| shipping.progress = None);
    }
    assert_eq!(back, cart, "{value}");
    true
}
