//! The view on its way to the page, by the names of `browser/dom/view.ts`. What the page has already is not sent again:
//! entries and lines that are still the same `Rc` go as a name or a place.

use std::rc::Rc;

use serde::Serialize;

use super::wire::{CartItem, Shipping, item, shipping, source};
use super::{codes, country};
use crate::engine::action::{Action, Source};
use crate::engine::cart::{self, Country, Key, Stock, Text};
use crate::engine::outcome::{self, Undo};
use crate::engine::product::{self, Permit, Picked, Product};
use crate::engine::view::{self, CheckoutButton, Face, Freshness, Kind, Notice, Panel, Pending, Spoken, Stage, Talk};

/// `Drawing`: what is new.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Drawing<'a> {
    panel: &'static str,
    badge: u32,
    online: bool,
    talk: &'static str,
    side: Option<Side<'a>>,
    /// The entries in order, by id.
    order: Vec<u32>,
    /// Those that are new or changed.
    entries: Vec<Entry<'a>>,
    dialog: Option<Ask<'a>>,
    toasts: Vec<Toast<'a>>,
}

/// The cart side.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Side<'a> {
    freshness: &'static str,
    cart: Option<Cart<'a>>,
    /// Key number and quantity asked for; 0 is a removal.
    pending: Vec<(u32, u32)>,
    clearing: bool,
    country: Option<&'a str>,
    checkout: &'static str,
    countries: bool,
}

/// The cart, when it is another one than before.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cart<'a> {
    items: Vec<Row<'a>>,
    total_items: u32,
    subtotal: &'a str,
    total: &'a str,
    currency: &'a str,
    shipping: Option<Shipping<'a>>,
}

/// A line, or its place in the cart before.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Same(u32),
    Line(CartItem<'a>),
}

/// An entry of the conversation: the fields of its kind, and no others.
#[derive(Serialize, Default)]
struct Entry<'a> {
    id: u32,
    kind: &'static str,
    text: Option<&'a str>,
    live: Option<bool>,
    offers: Option<Vec<Offer<'a>>>,
    ask: Option<Ask<'a>>,
    outcome: Option<Outcome<'a>>,
    notice: Option<Told<'a>>,
    replies: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct Told<'a> {
    kind: &'static str,
    text: Option<&'a str>,
    code: Option<&'static str>,
}

#[derive(Serialize)]
struct Offer<'a> {
    name: &'a str,
    price: Option<&'a str>,
    was: Option<&'a str>,
    image: Option<&'a str>,
    url: Option<&'a str>,
    rating: Option<(&'a str, u32)>,
    stock: &'static str,
    left: u32,
    choosing: Choosing<'a>,
    /// Whether the host refuses it, and its reason.
    refused: bool,
    reason: Option<&'a str>,
    adding: bool,
}

/// The options of a product with what is chosen.
#[derive(Serialize)]
struct Choosing<'a> {
    options: Vec<Options<'a>>,
    /// `ready`, `missing` or `gone`.
    state: &'static str,
    /// The option that wants a value.
    missing: u32,
}

#[derive(Serialize)]
struct Options<'a> {
    name: &'a str,
    values: Vec<Choice<'a>>,
}

#[derive(Serialize)]
struct Choice<'a> {
    label: &'a str,
    on: bool,
    off: bool,
}

#[derive(Serialize)]
struct Ask<'a> {
    id: u32,
    rev: u32,
    source: &'static str,
    seller: Option<&'a str>,
    words: Option<&'a str>,
    deed: Deed<'a>,
    choosing: Option<Choosing<'a>>,
    stage: &'static str,
    changed: Option<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    price: Option<&'a str>,
    before: Option<u32>,
    total: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Deed<'a> {
    kind: &'static str,
    quantity: u32,
    name: &'a str,
    variant: Option<&'a str>,
    image: Option<&'a str>,
    url: Option<&'a str>,
    stock: &'static str,
    left: u32,
    price: Option<&'a str>,
    was: Option<&'a str>,
    before: u32,
    after: u32,
    unusual: bool,
    total_now: Option<&'a str>,
    count_now: u32,
    goes: Vec<Goes<'a>>,
    country: Option<&'a str>,
    country_before: Option<&'a str>,
}

#[derive(Serialize)]
struct Goes<'a> {
    image: Option<&'a str>,
    name: &'a str,
    variant: Option<&'a str>,
    quantity: Option<u32>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    id: u32,
    deed: Deed<'a>,
    verdict: &'static str,
    code: Option<&'static str>,
    asked: u32,
    got: u32,
    source: &'static str,
    delta: i32,
    count: Option<u32>,
    total: Option<&'a str>,
    said: Option<&'a str>,
    available: Option<u32>,
    undo: &'static str,
    undoes: bool,
}

#[derive(Serialize)]
struct Toast<'a> {
    id: u32,
    outcome: Outcome<'a>,
}

/// `Speech`: what a screen reader is told.
#[derive(Serialize)]
pub struct Speech<'a> {
    kind: &'static str,
    outcome: Option<Outcome<'a>>,
    text: Option<&'a str>,
    count: Option<u32>,
    deed: Option<Deed<'a>>,
    notice: Option<Told<'a>>,
}

/// Makes what is new in `view` since `before` was drawn.
pub fn drawing<'a>(view: &'a view::View, before: Option<&view::View>) -> Drawing<'a> {
    let known =
        |entry: &Rc<view::Entry>| before.is_some_and(|before| before.feed.iter().any(|old| Rc::ptr_eq(old, entry)));
    let shown = before.and_then(|before| before.cart.as_ref()).and_then(|side| side.cart.as_ref());
    Drawing {
        panel: match view.panel {
            Panel::Closed => "closed",
            Panel::Open(Face::Talk) => "talk",
            Panel::Open(Face::Cart) => "cart",
        },
        badge: view.badge,
        online: view.online,
        talk: match view.talk {
            Talk::Absent => "absent",
            Talk::Ready => "ready",
            Talk::Waiting => "waiting",
        },
        side: view.cart.as_ref().map(|now| side(now, shown)),
        order: view.feed.iter().map(|entry| entry.id.0).collect(),
        entries: view.feed.iter().filter(|entry| !known(entry)).map(|entry| self::entry(entry)).collect(),
        dialog: view.dialog.as_deref().map(ask),
        toasts: view.toasts.iter().map(|toast| Toast { id: toast.id.0, outcome: outcome(&toast.outcome) }).collect(),
    }
}

fn side<'a>(side: &'a view::CartView, shown: Option<&Rc<cart::Cart>>) -> Side<'a> {
    let now = side.cart.as_ref().filter(|now| shown.is_none_or(|shown| !Rc::ptr_eq(shown, now)));
    let pending = |(key, pending): &(Key, Pending)| match pending {
        Pending::Quantity(quantity) => (key.0, *quantity),
        Pending::Removal => (key.0, 0),
    };
    Side {
        freshness: match side.freshness {
            Freshness::Reading => "reading",
            Freshness::Current => "current",
            Freshness::Old => "old",
            Freshness::Failed => "failed",
        },
        cart: now.map(|now| Cart {
            items: rows(now, shown),
            total_items: now.count,
            subtotal: &now.subtotal,
            total: &now.total,
            currency: &now.currency,
            shipping: now.shipping.as_ref().map(shipping),
        }),
        pending: side.pending.iter().map(pending).collect(),
        clearing: side.clearing,
        country: side.country.as_ref().map(country::name),
        checkout: match side.checkout {
            CheckoutButton::Absent => "absent",
            CheckoutButton::Ready => "ready",
            CheckoutButton::Opening => "opening",
            CheckoutButton::Blocked => "blocked",
        },
        countries: side.countries,
    }
}

/// Lines that the cart before had too, nearly always in the same order, go as their place in it.
fn rows<'a>(now: &'a cart::Cart, shown: Option<&Rc<cart::Cart>>) -> Vec<Row<'a>> {
    let old = shown.map_or(&[][..], |shown| &shown.lines);
    let mut next = 0;
    let mut rows = Vec::with_capacity(now.lines.len());
    for line in &now.lines {
        let ahead = old.iter().skip(next).position(|other| Rc::ptr_eq(other, line));
        rows.push(match ahead {
            Some(step) => {
                let at = next + step;
                next = at + 1;
                Row::Same(u32::try_from(at).unwrap_or(0))
            }
            None => Row::Line(item(line)),
        });
    }
    rows
}

fn entry(entry: &view::Entry) -> Entry<'_> {
    let mut out = Entry { id: entry.id.0, ..Entry::default() };
    out.kind = match &entry.kind {
        Kind::Me(text) => {
            out.text = Some(text);
            "me"
        }
        Kind::Say { text, live } => {
            (out.text, out.live) = (Some(&**text), Some(*live));
            "say"
        }
        Kind::Products(offers) => {
            out.offers = Some(offers.iter().map(offer).collect());
            "products"
        }
        Kind::Ask(open) => {
            out.ask = Some(ask(open));
            "ask"
        }
        Kind::Done(done) => {
            out.outcome = Some(outcome(done));
            "done"
        }
        Kind::Notice(told) => {
            out.notice = Some(notice(told));
            "notice"
        }
        Kind::Replies(replies) => {
            out.replies = Some(replies.iter().map(|reply| &**reply).collect());
            "replies"
        }
    };
    out
}

fn notice(notice: &Notice) -> Told<'_> {
    let (kind, text, code) = match notice {
        Notice::Unsent(text) => ("unsent", Some(&**text), None),
        Notice::NoAnswer => ("no-answer", None, None),
        Notice::Stopped => ("stopped", None, None),
        Notice::Refused(code) => ("refused", None, Some(codes::name(*code))),
        Notice::CheckoutOpening => ("checkout-opening", None, None),
        Notice::CheckoutFailed => ("checkout-failed", None, None),
    };
    Told { kind, text, code }
}

/// The stock by name, and how many are left where it is low.
fn stock(stock: Stock) -> (&'static str, u32) {
    match stock {
        Stock::Unknown => ("", 0),
        Stock::In => ("in", 0),
        Stock::Low(left) => ("low", left),
        Stock::Out => ("out", 0),
        Stock::Backorder => ("backorder", 0),
    }
}

fn offer(offer: &view::Offer) -> Offer<'_> {
    let product = &*offer.product;
    let picked = match product.pick(&offer.chosen) {
        Picked::Variant(at) => product.variants.get(at),
        _ => None,
    };
    let (stock, left) = stock(picked.map_or(product.stock, |variant| variant.stock));
    let (refused, reason) = match &product.permit {
        Permit::Allowed => (false, None),
        Permit::Refused(reason) => (true, reason.as_deref()),
    };
    Offer {
        name: &product.name,
        price: product.price.as_deref(),
        was: product.was.as_deref(),
        image: product.image.as_deref(),
        url: product.url.as_deref(),
        rating: product.rating.as_ref().map(|(text, count)| (&**text, *count)),
        stock,
        left,
        choosing: choosing(product, &offer.chosen),
        refused,
        reason,
        adding: offer.adding,
    }
}

fn choosing<'a>(product: &'a Product, chosen: &[Option<u8>]) -> Choosing<'a> {
    let (state, missing) = match product.pick(chosen) {
        Picked::Whole | Picked::Variant(_) => ("ready", 0),
        Picked::Missing(at) => ("missing", u32::try_from(at).unwrap_or(0)),
        Picked::Gone => ("gone", 0),
    };
    let option = |(at, option): (usize, &'a product::Choice)| {
        let picked = chosen.get(at).copied().flatten();
        let value = |(place, label): (usize, &'a Text)| {
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            Choice { label, on: picked == Some(place), off: !product.offers(chosen, at, place) }
        };
        Options { name: &option.name, values: option.values.iter().enumerate().map(value).collect() }
    };
    Choosing { options: product.options.iter().enumerate().map(option).collect(), state, missing }
}

fn ask(ask: &view::Ask) -> Ask<'_> {
    Ask {
        id: ask.id.0,
        rev: ask.rev,
        source: source(&ask.source),
        seller: match &ask.source {
            Source::Seller(name) => Some(name),
            _ => None,
        },
        words: ask.words.as_deref(),
        deed: deed(&ask.deed),
        choosing: ask.choosing.as_ref().map(|(product, chosen)| choosing(product, chosen)),
        stage: match ask.stage {
            Stage::Arming => "arming",
            Stage::Ready => "ready",
            Stage::Missing(_) => "missing",
            Stage::Gone => "gone",
            Stage::Working => "working",
        },
        changed: ask.changed.as_ref().map(|changed| Difference {
            price: changed.price.as_deref(),
            before: changed.before,
            total: changed.total.as_deref(),
        }),
    }
}

fn deed(deed: &outcome::Deed) -> Deed<'_> {
    let (kind, quantity, to): (_, _, Option<&Country>) = match &deed.action {
        Action::Add { quantity, .. } => ("add", *quantity, None),
        Action::SetQuantity { quantity, .. } => ("set", *quantity, None),
        Action::Remove { .. } => ("remove", deed.before, None),
        Action::Clear => ("clear", deed.count_now, None),
        Action::Refill(_) => ("refill", deed.after.saturating_sub(deed.before), None),
        Action::SetCountry(to) => ("country", 0, Some(to)),
        Action::Checkout => ("checkout", 0, None),
    };
    let (stock, left) = stock(deed.stock);
    Deed {
        kind,
        quantity,
        name: &deed.name,
        variant: deed.variant.as_deref(),
        image: deed.image.as_deref(),
        url: deed.url.as_deref(),
        stock,
        left,
        price: deed.price.as_deref(),
        was: deed.was.as_deref(),
        before: deed.before,
        after: deed.after,
        unusual: deed.unusual,
        total_now: deed.total_now.as_deref(),
        count_now: deed.count_now,
        goes: deed.goes.iter().map(goes).collect(),
        country: to.map(country::name),
        country_before: deed.country_before.as_ref().map(country::name),
    }
}

fn goes(goes: &outcome::Goes) -> Goes<'_> {
    Goes { image: goes.image.as_deref(), name: &goes.name, variant: goes.variant.as_deref(), quantity: goes.quantity }
}

fn outcome(outcome: &outcome::Outcome) -> Outcome<'_> {
    let (verdict, code, (asked, got)) = super::wire::verdict(&outcome.verdict);
    Outcome {
        id: outcome.id.0,
        deed: deed(&outcome.deed),
        verdict,
        code,
        asked,
        got,
        source: source(&outcome.source),
        delta: i32::try_from(outcome.delta).unwrap_or(0),
        count: outcome.count,
        total: outcome.total.as_deref(),
        said: outcome.said.as_deref(),
        available: outcome.available,
        undo: match outcome.undo {
            Undo::Never => "never",
            Undo::Ready => "ready",
            Undo::Used => "used",
        },
        undoes: outcome.undoes.is_some(),
    }
}

/// Makes what a screen reader is told.
#[must_use]
pub fn speech(spoken: &Spoken) -> Speech<'_> {
    let mut speech = Speech { kind: "waiting", outcome: None, text: None, count: None, deed: None, notice: None };
    match spoken {
        Spoken::Outcome(told) => (speech.kind, speech.outcome) = ("outcome", Some(outcome(told))),
        Spoken::Words(words) => (speech.kind, speech.text) = ("words", Some(&**words)),
        Spoken::Products(count) => (speech.kind, speech.count) = ("products", Some(*count)),
        Spoken::Ask(asked) => (speech.kind, speech.deed) = ("ask", Some(deed(asked))),
        Spoken::Changed(asked) => (speech.kind, speech.deed) = ("changed", Some(deed(asked))),
        Spoken::Waiting => {}
        Spoken::Notice(told) => (speech.kind, speech.notice) = ("notice", Some(notice(told))),
    }
    speech
}
