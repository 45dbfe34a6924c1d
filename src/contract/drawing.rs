//! The view on its way to the page, by the names of `browser/dom/view.ts`. What the page has already is not sent again:
//! entries and lines that are still the same `Rc` go as a name or a place.

mod card;

use std::rc::Rc;

use serde::Serialize;

use self::card::{Ask, Deed, Offer, Outcome, ask, deed, offer, outcome};
use super::wire::{Amounts, CartItem, Shipping, item, shipping};
use super::{codes, country};
use crate::engine::cart::{self, Key};
use crate::engine::view::{self, CheckoutButton, Face, Freshness, Kind, Notice, Panel, Pending, Spoken, Spot, Talk};

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
    amounts: Amounts,
    shipping: Option<Shipping<'a>>,
}

/// A line, or its place in the cart before.
#[derive(Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "a row lives for one crossing, and nearly all are lines the first time")]
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
            amounts: Amounts { subtotal: now.amounts.subtotal, total: now.amounts.total },
            shipping: now.shipping.as_ref().map(|told| Shipping { progress: told.progress, ..shipping(told) }),
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
            None => Row::Line(CartItem { key_number: line.key.map(|key| key.0), ..item(line) }),
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

/// Where the focus goes, as `Spot` and a number: the place of the line, the proposal's, the outcome's.
#[must_use]
pub fn spot(spot: Spot) -> (&'static str, u32) {
    match spot {
        Spot::Launcher => ("launcher", 0),
        Spot::Composer => ("composer", 0),
        Spot::Cart => ("cart", 0),
        Spot::Line(at) => ("line", u32::try_from(at).unwrap_or(0)),
        Spot::Proposal(id) => ("proposal", id.0),
        Spot::Outcome(id) => ("outcome", id.0),
    }
}
