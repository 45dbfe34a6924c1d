//! What an agent sends: products, proposals and whole answers.

use std::rc::Rc;

use handcart::contract::action::{self, Shop, Wishes};
use handcart::contract::dialect::neuroon;
use handcart::contract::sink::json::written;
use handcart::contract::url::Page;
use handcart::contract::{cart, country, product, wire};
use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Cart, Stock};
use handcart::engine::outcome::Deed;
use handcart::engine::product::{Permit, Product};
use handcart::engine::row::{Row, Tick, whole};
use serde_json::Value;

use super::super::common::Plain;
use super::host::MOST;
use super::{address, explained, json, page, problem, words};

/// The largest quantity that can be proposed.
const AT_MOST: u32 = 99;

/// A shop that a proposal can mean: a cart, and products that were shown before.
struct Known {
    cart: Cart,
    products: Vec<Rc<Product>>,
}

thread_local! {
    static KNOWN: Known = {
        let file = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}"));
        let cart = cart::read(&file(include_str!("../../fixtures/cart.json")), None, Page::Https)
            .unwrap_or_else(|problem| panic!("{}", problem.text()));
        let answer = file(include_str!("../../fixtures/answer.json"));
        let found = neuroon::read(&answer, &shop(Page::Https, None, &[])).unwrap_or_else(|problem| panic!("{}", problem.text()));
        Known { cart, products: found.turn.products }
    };
}

fn shop<'a>(page: Page, cart: Option<&'a Cart>, known: &'a [Rc<Product>]) -> Shop<'a, Value> {
    Shop { page, format: &Plain, permit: &|_, _| Permit::Allowed, cart, known, most: AT_MOST }
}

/// The target `product`.
pub fn product(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let page = page(input);
    let read = product::read(&value, page, &Plain);
    assert_eq!(read, product::read(&value, page, &Plain), "{value}");
    match &read {
        Ok(product) => promised(product, page),
        Err(wrong) => problem(wrong),
    }
    read.is_ok()
}

fn left(stock: Stock) {
    assert!(!matches!(stock, Stock::Low(left) if left == 0 || left > 5), "{stock:?}");
}

fn promised(product: &Product, page: Page) {
    words::key("a product", Some(&product.id));
    words::key("an external id", product.external.as_deref());
    words::some("a product's name", Some(&product.name), 300);
    for price in [&product.price, &product.was].into_iter().flatten() {
        words::price("a product's price", price);
    }
    address::link("a product's link", product.url.as_deref(), page);
    address::image("a product's picture", product.image.as_deref(), page);
    if let Some((text, count)) = &product.rating {
        words::shown("a rating", text, 8);
        assert!(*count <= MOST);
    }
    left(product.stock);
    assert_eq!(product.permit, Permit::Allowed, "the caller asks the host");
    assert!(product.options.len() <= 3 && product.variants.len() <= 200);
    assert!(!product.options.is_empty() || product.variants.is_empty(), "variants differ in something");
    for option in &product.options {
        words::some("an option", Some(&option.name), 80);
        assert!((1..=40).contains(&option.values.len()));
        option.values.iter().for_each(|value| words::some("a value", Some(value), 80));
    }
    for variant in &product.variants {
        words::key("a variant", Some(&variant.id));
        words::key("an external id", variant.external.as_deref());
        address::image("a variant's picture", variant.image.as_deref(), page);
        left(variant.stock);
        // A name and a value for each option, and what stands between them.
        words::some("a variant's label", Some(&variant.label), 3 * (80 + 1 + 80) + 2 * 3);
        assert_eq!(variant.values.len(), product.options.len());
        for (value, option) in variant.values.iter().zip(&product.options) {
            let text = option.values.get(usize::from(*value)).unwrap_or_else(|| panic!("no value {value}"));
            assert!(variant.label.contains(&**text));
        }
    }
}

/// The target `action`: what the page or a tool proposes.
pub fn action(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let page = page(input);
    KNOWN.with(|known| {
        let shop = shop(page, Some(&known.cart), &known.products);
        let read = || action::read(&value, "proposal", &shop, &[], &Source::Agent);
        let (wishes, again) = (read(), read());
        assert_eq!((&wishes.proposals, wishes.show_cart), (&again.proposals, again.show_cart), "{value}");
        assert!(wishes.show_cart || !wishes.proposals.is_empty() || value == Value::Array(Vec::new()), "{value}");
        all(&wishes, "proposal", &shop);
        wishes.show_cart || wishes.proposals.iter().any(|proposal| proposal.action.is_ok())
    })
}

fn all(wishes: &Wishes, path: &str, shop: &Shop<'_, Value>) {
    assert!(wishes.proposals.len() <= action::ACTIONS);
    for proposal in &wishes.proposals {
        one(proposal, path, shop);
    }
}

fn one(proposal: &Proposed, path: &str, shop: &Shop<'_, Value>) {
    // A plan has the ids of its rows, a line each: an empty one where a row has none.
    if let (Ok(Action::Plan(steps)), Some(all)) = (&proposal.action, &proposal.id) {
        let ids: Vec<_> = all.split_terminator('\n').collect();
        assert_eq!(ids.len(), steps.len(), "{all:?}");
        assert!(ids.iter().any(|id| !id.is_empty()), "an id of nothing");
        ids.iter().filter(|id| !id.is_empty()).for_each(|id| words::key("a row's id", Some(id)));
    } else {
        words::key("a proposal's id", proposal.id.as_deref());
    }
    words::some("a proposer's words", proposal.words.as_deref(), 200);
    assert_eq!((&proposal.source, proposal.reply), (&Source::Agent, None));
    let action = match &proposal.action {
        Ok(action) => action,
        Err(refusal) => {
            assert!(refusal.detail.starts_with(path), "{}", refusal.detail);
            return explained(&refusal.detail);
        }
    };
    let cart = shop.cart.unwrap_or_else(|| panic!("there is a cart"));
    let mut found = Vec::new();
    match action {
        Action::Plan(steps) => {
            assert!((2..=action::ACTIONS).contains(&steps.len()));
            for step in steps {
                let may = matches!(step, Action::Add { .. } | Action::SetQuantity { .. } | Action::Remove { .. });
                assert!(may, "a plan of {step:?}");
                kept(step, cart, shop, &mut found);
            }
        }
        one => kept(one, cart, shop, &mut found),
    }
    // What goes out by the names of the wire is the same wish when it comes back.
    let out = written(|to| {
        let name = |key| cart.line(key).map(|line| &*line.key_text);
        wire::action(to, &plain(action), &name);
    });
    let wish = out.get("actions").unwrap_or(&out);
    let back = action::read(wish, path, shop, &found, &Source::Agent);
    // Rows may tell two products under one id, and what goes out names the id alone.
    if found.iter().any(|one| found.iter().any(|other| one.id == other.id && one != other)) {
        return;
    }
    assert_eq!(back.proposals.first().map(|proposal| &proposal.action), Some(&proposal.action), "{out}");
}

/// An action of which nothing is known but itself.
fn plain(action: &Action) -> Deed {
    let row =
        |step| Row { deed: Rc::new(plain(step)), tick: Tick::On, choosing: None, most: 0, step: 1, changed: None };
    match action {
        Action::Plan(steps) => whole(steps.iter().map(row).collect(), None),
        one => Deed::of(one.clone(), None),
    }
}

/// One action, as it was promised.
fn kept(action: &Action, cart: &Cart, shop: &Shop<'_, Value>, found: &mut Vec<Rc<Product>>) {
    match action {
        Action::Add { product, variant, quantity } => {
            promised(product, shop.page);
            assert!((1..=AT_MOST).contains(quantity) && variant.is_none_or(|at| at < product.variants.len()));
            found.push(Rc::clone(product));
        }
        Action::SetQuantity { key, quantity } => {
            assert!((1..=AT_MOST).contains(quantity) && cart.line(*key).is_some());
        }
        Action::Remove { key } => assert!(cart.line(*key).is_some()),
        Action::SetCountry(code) => {
            let listed = cart.shipping.iter().flat_map(|known| &known.countries).any(|(listed, _)| listed == code);
            assert!(listed || country::read(country::name(code)) == Some(*code));
        }
        Action::Clear | Action::Checkout => {}
        Action::Plan(_) => panic!("a plan in a plan"),
    }
}

/// The target `neuroon`: an agent's whole answer.
pub fn neuroon(input: &[u8]) -> bool {
    let Some(value) = json(input) else { return false };
    let page = page(input);
    KNOWN.with(|known| {
        let shop = shop(page, Some(&known.cart), &[]);
        let read = neuroon::read(&value, &shop);
        assert_eq!(read, neuroon::read(&value, &shop), "{value}");
        match read {
            Err(wrong) => {
                problem(&wrong);
                false
            }
            Ok(read) => {
                let turn = read.turn;
                words::key("a conversation", read.conversation.as_deref());
                words::told("an assistant's words", turn.text.as_deref(), 4_000);
                assert!(turn.products.len() <= 50 && turn.replies.len() <= 6);
                turn.products.iter().for_each(|product| promised(product, page));
                turn.replies.iter().for_each(|reply| words::some("a quick reply", Some(reply), 80));
                all(&Wishes { proposals: turn.proposals, show_cart: turn.show_cart }, "cartAction", &shop);
                true
            }
        }
    })
}
