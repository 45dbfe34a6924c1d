//! The view on its way to the page, by the names of `browser/dom/view.ts`. What the page has already is not sent again:
//! entries and lines that are still the same `Rc` go as a name or a place.

mod card;

use alloc::rc::Rc;

use self::card::{ask, deed, offer, outcome};
use super::sink::Sink;
use super::{codes, country, wire};
use crate::engine::cart;
use crate::engine::view::{self, CheckoutButton, Face, Freshness, Kind, Notice, Panel, Pending, Spoken, Spot, Talk};

/// `Drawing`: what is new in `view` since `before` was drawn.
pub fn drawing<S: Sink>(to: &S, view: &view::View, before: Option<&view::View>) {
    to.text(
        "panel",
        match view.panel {
            Panel::Closed => "closed",
            Panel::Open(Face::Talk) => "talk",
            Panel::Open(Face::Cart) => "cart",
        },
    );
    to.int("badge", view.badge);
    to.flag("online", view.online);
    to.text(
        "talk",
        match view.talk {
            Talk::Absent => "absent",
            Talk::Ready => "ready",
            Talk::Waiting => "waiting",
        },
    );
    to.maybe("status", &view.status);
    if let Some(now) = &view.cart {
        let shown = before.and_then(|before| before.cart.as_ref()).and_then(|side| side.cart.as_ref());
        side(&to.object("side"), now, shown);
    }
    let (order, entries) = (to.list("order"), to.list("entries"));
    for now in &view.feed {
        order.int("", now.id.0);
        if !before.is_some_and(|before| before.feed.iter().any(|old| Rc::ptr_eq(old, now))) {
            entry(&entries.object(""), now);
        }
    }
    if let Some(dialog) = &view.dialog {
        ask(&to.object("dialog"), dialog);
    }
    let toasts = to.list("toasts");
    for toast in &view.toasts {
        let each = toasts.object("");
        each.int("id", toast.id.0);
        outcome(&each.object("outcome"), &toast.outcome);
    }
}

/// `Side`: the cart side. The cart itself is told when it is another one than the one that is shown.
fn side<S: Sink>(to: &S, side: &view::CartView, shown: Option<&Rc<cart::Cart>>) {
    to.text(
        "freshness",
        match side.freshness {
            Freshness::Reading => "reading",
            Freshness::Current => "current",
            Freshness::Old => "old",
            Freshness::Failed => "failed",
        },
    );
    if let Some(now) = side.cart.as_ref().filter(|now| shown.is_none_or(|shown| !Rc::ptr_eq(shown, now))) {
        let cart = to.object("cart");
        wire::cart(&cart, now);
        if let Some(known) = &now.shipping {
            let shipping = cart.object("shipping");
            wire::shipping(&shipping, known);
            shipping.count("progress", known.progress.map(u32::from));
        }
        rows(&cart.list("items"), now, shown);
    }
    // Key number and quantity asked for; 0 is a removal.
    let waiting = to.list("pending");
    for (key, pending) in &side.pending {
        let pair = waiting.list("");
        pair.int("", key.0);
        pair.int("", if let Pending::Quantity(quantity) = pending { *quantity } else { 0 });
    }
    to.flag("clearing", side.clearing);
    to.word("country", side.country.as_ref().map(country::name));
    to.text(
        "checkout",
        match side.checkout {
            CheckoutButton::Absent => "absent",
            CheckoutButton::Ready => "ready",
            CheckoutButton::Opening => "opening",
            CheckoutButton::Blocked => "blocked",
        },
    );
    to.flag("countries", side.countries);
}

/// Lines that the cart before had too, nearly always in the same order, go as their place in it.
fn rows<S: Sink>(to: &S, now: &cart::Cart, shown: Option<&Rc<cart::Cart>>) {
    // Lines that share a key cannot be changed, which no line can tell of itself: then all of them are told.
    let double = now.has_double_keys();
    let told_apart = !double && !shown.is_some_and(|shown| shown.has_double_keys());
    let old = shown.filter(|_| told_apart).map_or(&[][..], |shown| &shown.lines);
    let mut next = 0;
    for line in &now.lines {
        match old.iter().skip(next).position(|other| Rc::ptr_eq(other, line)) {
            Some(step) => {
                to.int("", u32::try_from(next + step).unwrap_or(0));
                next += step + 1;
            }
            None => {
                let item = to.object("");
                wire::item(&item, line);
                let key = line.key.filter(|key| !double || now.line(*key).is_some());
                item.count("keyNumber", key.map(|key| key.0));
            }
        }
    }
}

/// `Entry`: the fields of its kind, and no others.
fn entry<S: Sink>(to: &S, entry: &view::Entry) {
    to.int("id", entry.id.0);
    let kind = match &entry.kind {
        Kind::Me(text) => {
            to.text("text", text);
            "me"
        }
        Kind::Say { text, live } => {
            to.text("text", text);
            to.flag("live", *live);
            "say"
        }
        Kind::Products(offers) => {
            let list = to.list("offers");
            offers.iter().for_each(|each| offer(&list.object(""), each));
            "products"
        }
        Kind::Ask(open) => {
            ask(&to.object("ask"), open);
            "ask"
        }
        Kind::Done(done) => {
            outcome(&to.object("outcome"), done);
            "done"
        }
        Kind::Notice(told) => {
            notice(&to.object("notice"), told);
            "notice"
        }
        Kind::Replies(replies) => {
            let list = to.list("replies");
            replies.iter().for_each(|reply| list.text("", reply));
            "replies"
        }
    };
    to.text("kind", kind);
}

fn notice<S: Sink>(to: &S, notice: &Notice) {
    let kind = match notice {
        Notice::Unsent(text) => {
            to.text("text", text);
            "unsent"
        }
        Notice::NoAnswer => "no-answer",
        Notice::Stopped => "stopped",
        Notice::Refused(code) => {
            to.text("code", codes::name(*code));
            "refused"
        }
        Notice::Unread => "unread",
        Notice::Gone => "gone",
        Notice::CheckoutOpening => "checkout-opening",
        Notice::CheckoutFailed => "checkout-failed",
        Notice::Restarted => "restarted",
    };
    to.text("kind", kind);
}

/// `Speech`: what a screen reader is told.
pub fn speech<S: Sink>(to: &S, spoken: &Spoken) {
    let kind = match spoken {
        Spoken::Outcome(told) => {
            outcome(&to.object("outcome"), told);
            "outcome"
        }
        Spoken::Words(words) => {
            to.text("text", words);
            "words"
        }
        Spoken::Products(count) => {
            to.int("count", *count);
            "products"
        }
        Spoken::Ask(asked) => {
            deed(&to.object("deed"), asked);
            "ask"
        }
        Spoken::Soon(asked) => {
            deed(&to.object("deed"), asked);
            "soon"
        }
        Spoken::Changed(asked) => {
            deed(&to.object("deed"), asked);
            "changed"
        }
        Spoken::Waiting => "waiting",
        Spoken::Notice(told) => {
            notice(&to.object("notice"), told);
            "notice"
        }
    };
    to.text("kind", kind);
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
