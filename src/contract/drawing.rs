//! The view on its way to the page, by the names of `browser/dom/view.ts`. What the page has already is not sent again:
//! entries and lines that are still the same `Rc` go as a name or a place.

mod card;

use crate::contract::atom::atom;
use alloc::rc::Rc;

use self::card::{ask, offer, outcome, proposed};
use super::sink::Sink;
use super::{codes, country, wire};
use crate::engine::cart;
use crate::engine::view::{self, CheckoutButton, Face, Freshness, Kind, Notice, Panel, Pending, Spoken, Spot, Talk};

/// `Drawing`: what is new in `view` since `before` was drawn.
pub fn drawing<S: Sink>(to: &S, view: &view::View, before: Option<&view::View>) {
    to.atom(
        atom!("panel"),
        match view.panel {
            Panel::Closed => atom!("closed"),
            Panel::Open(Face::Talk) => atom!("talk"),
            Panel::Open(Face::Cart) => atom!("cart"),
        },
    );
    to.int(atom!("badge"), view.badge);
    to.flag(atom!("online"), view.online);
    to.atom(
        atom!("talk"),
        match view.talk {
            Talk::Absent => atom!("absent"),
            Talk::Ready => atom!("ready"),
            Talk::Waiting => atom!("waiting"),
        },
    );
    to.maybe(atom!("status"), &view.status);
    if let Some(now) = &view.cart {
        let shown = before.and_then(|before| before.cart.as_ref()).and_then(|side| side.cart.as_ref());
        side(&to.object(atom!("side")), now, shown);
    }
    let (order, entries) = (to.list(atom!("order")), to.list(atom!("entries")));
    for now in &view.feed {
        order.int(atom!(""), now.id.0);
        if !before.is_some_and(|before| before.feed.iter().any(|old| Rc::ptr_eq(old, now))) {
            entry(&entries.object(atom!("")), now);
        }
    }
    if let Some(dialog) = &view.dialog {
        ask(&to.object(atom!("dialog")), dialog);
    }
    let toasts = to.list(atom!("toasts"));
    for toast in &view.toasts {
        let each = toasts.object(atom!(""));
        each.int(atom!("id"), toast.id.0);
        outcome(&each.object(atom!("outcome")), &toast.outcome);
    }
}

/// `Side`: the cart side. The cart itself is told when it is another one than the one that is shown.
fn side<S: Sink>(to: &S, side: &view::CartView, shown: Option<&Rc<cart::Cart>>) {
    to.atom(
        atom!("freshness"),
        match side.freshness {
            Freshness::Reading => atom!("reading"),
            Freshness::Current => atom!("current"),
            Freshness::Old => atom!("old"),
            Freshness::Failed => atom!("failed"),
        },
    );
    if let Some(now) = side.cart.as_ref().filter(|now| shown.is_none_or(|shown| !Rc::ptr_eq(shown, now))) {
        let cart = to.object(atom!("cart"));
        wire::cart(&cart, now);
        if let Some(known) = &now.shipping {
            let shipping = cart.object(atom!("shipping"));
            wire::shipping(&shipping, known);
            shipping.count(atom!("progress"), known.progress.map(u32::from));
        }
        rows(&cart.list(atom!("items")), now, shown);
    }
    // Key number and quantity asked for; 0 is a removal.
    let waiting = to.list(atom!("pending"));
    for (key, pending) in &side.pending {
        let pair = waiting.list(atom!(""));
        pair.int(atom!(""), key.0);
        pair.int(atom!(""), if let Pending::Quantity(quantity) = pending { *quantity } else { 0 });
    }
    to.flag(atom!("clearing"), side.clearing);
    to.word(atom!("country"), side.country.as_ref().map(country::name));
    to.atom(
        atom!("checkout"),
        match side.checkout {
            CheckoutButton::Absent => atom!("absent"),
            CheckoutButton::Ready => atom!("ready"),
            CheckoutButton::Opening => atom!("opening"),
            CheckoutButton::Blocked => atom!("blocked"),
        },
    );
    to.flag(atom!("countries"), side.countries);
}

/// Lines that the cart before had too, nearly always in the same order, go as their place in it.
fn rows<S: Sink>(to: &S, now: &cart::Cart, shown: Option<&Rc<cart::Cart>>) {
    // Lines that share a key cannot be changed, which no line can tell of itself: then all of them are told.
    let double = now.has_double_keys();
    let told_apart = !double && !shown.is_some_and(|shown| shown.has_double_keys());
    let old = shown.filter(|_| told_apart).map_or(&[][..], |shown| &shown.lines);
    let mut next = 0;
    for line in &now.lines {
        let rest = old.get(next..).unwrap_or_default();
        let found = match rest.first() {
            // A line that changed where it stands is not looked for among all others.
            Some(other) if other.key == line.key && !Rc::ptr_eq(other, line) => {
                next += 1;
                None
            }
            _ => rest.iter().position(|other| Rc::ptr_eq(other, line)),
        };
        match found {
            Some(step) => {
                to.int(atom!(""), u32::try_from(next + step).unwrap_or(0));
                next += step + 1;
            }
            None => {
                let item = to.object(atom!(""));
                wire::item(&item, line);
                let key = line.key.filter(|key| !double || now.line(*key).is_some());
                item.count(atom!("keyNumber"), key.map(|key| key.0));
            }
        }
    }
}

/// `Entry`: the fields of its kind, and no others.
fn entry<S: Sink>(to: &S, entry: &view::Entry) {
    to.int(atom!("id"), entry.id.0);
    let kind = match &entry.kind {
        Kind::Me(text) => {
            to.text(atom!("text"), text);
            atom!("me")
        }
        Kind::Say { text, live } => {
            to.text(atom!("text"), text);
            to.flag(atom!("live"), *live);
            atom!("say")
        }
        Kind::Products(offers) => {
            let list = to.list(atom!("offers"));
            offers.iter().for_each(|each| offer(&list.object(atom!("")), each));
            atom!("products")
        }
        Kind::Ask(open) => {
            ask(&to.object(atom!("ask")), open);
            atom!("ask")
        }
        Kind::Done(done) => {
            outcome(&to.object(atom!("outcome")), done);
            atom!("done")
        }
        Kind::Notice(told) => {
            notice(&to.object(atom!("notice")), told);
            atom!("notice")
        }
        Kind::Replies(replies) => {
            let list = to.list(atom!("replies"));
            replies.iter().for_each(|reply| list.text(atom!(""), reply));
            atom!("replies")
        }
    };
    to.atom(atom!("kind"), kind);
}

fn notice<S: Sink>(to: &S, notice: &Notice) {
    let kind = match notice {
        Notice::Unsent(text) => {
            to.text(atom!("text"), text);
            atom!("unsent")
        }
        Notice::NoAnswer => atom!("no-answer"),
        Notice::Stopped => atom!("stopped"),
        Notice::Refused(code) => {
            to.text(atom!("code"), codes::name(*code));
            atom!("refused")
        }
        Notice::Unread => atom!("unread"),
        Notice::Gone => atom!("gone"),
        Notice::CheckoutOpening => atom!("checkout-opening"),
        Notice::CheckoutFailed => atom!("checkout-failed"),
        Notice::Restarted => atom!("restarted"),
    };
    to.atom(atom!("kind"), kind);
}

/// `Speech`: what a screen reader is told.
pub fn speech<S: Sink>(to: &S, spoken: &Spoken) {
    let kind = match spoken {
        Spoken::Outcome(told) => {
            outcome(&to.object(atom!("outcome")), told);
            atom!("outcome")
        }
        Spoken::Words(words) => {
            to.text(atom!("text"), words);
            atom!("words")
        }
        Spoken::Products(count) => {
            to.int(atom!("count"), *count);
            atom!("products")
        }
        Spoken::Ask(asked) => {
            proposed(to, asked);
            atom!("ask")
        }
        Spoken::Soon(asked) => {
            proposed(to, asked);
            atom!("soon")
        }
        Spoken::Changed(asked) => {
            proposed(to, asked);
            atom!("changed")
        }
        Spoken::Waiting => atom!("waiting"),
        Spoken::Notice(told) => {
            notice(&to.object(atom!("notice")), told);
            atom!("notice")
        }
    };
    to.atom(atom!("kind"), kind);
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
