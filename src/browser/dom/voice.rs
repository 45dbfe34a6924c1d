//! What the widget says of what happened: past tense, with numbers, and nothing the cart has not shown.

use super::ask::{deed_words, out_words};
use super::icon::Icon;
use super::look::Cx;
use super::parts::{called, country};
use super::words::W;
use crate::engine::action::Action;
use crate::engine::outcome::{Code, Deed, Outcome, Verdict};
use crate::engine::view::{Notice, Spoken};

/// An outcome in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its sign.
    pub sign: Icon,
    /// The class of the sign.
    pub class: &'static str,
    /// What happened.
    pub text: String,
    /// Why, and what it means.
    pub more: Vec<String>,
}

fn count(delta: i64) -> u32 {
    u32::try_from(delta.unsigned_abs()).unwrap_or(u32::MAX)
}

/// An outcome in words.
#[must_use]
pub fn told(cx: &Cx, outcome: &Outcome) -> Told {
    let deed = &*outcome.deed;
    let name = called(deed);
    let name = [("name", name.as_str())];
    let [named] = name;
    let mut more = Vec::new();
    let nothing = if matches!(deed.action, Action::Add { .. }) { W::NothingAdded } else { W::NothingChanged };
    let (sign, class, text) = match outcome.verdict {
        Verdict::Applied => {
            let sign = if matches!(deed.action, Action::SetCountry(_)) { Icon::Truck } else { Icon::Done };
            let class = if sign == Icon::Done { "hc-i hc-good" } else { "hc-i" };
            (sign, class, applied(cx, outcome, &mut more))
        }
        Verdict::Adjusted { asked, got } => (Icon::Part, "hc-i hc-warn", adjusted(cx, outcome, asked, got, &mut more)),
        Verdict::Rejected(code) => {
            more.push(cx.f(nothing, &[]));
            let soft = matches!(code, Code::Policy | Code::SessionExpired | Code::NotEnabled | Code::NotSupported);
            let class = if soft { "hc-i" } else { "hc-i hc-bad" };
            (if soft { Icon::Info } else { Icon::Bar }, class, rejected(cx, code, outcome, &mut more))
        }
        Verdict::Declined => {
            let text = match deed.action {
                Action::Add { .. } => cx.f(W::NotAdded, &[]),
                Action::SetQuantity { .. } => cx.n(W::StayedAt, deed.before, &name),
                Action::Remove { .. } => cx.f(W::Stayed, &name),
                _ => cx.f(W::StayedAll, &[]),
            };
            (Icon::Bar, "hc-i hc-soft", text)
        }
        Verdict::Expired | Verdict::Withdrawn => {
            more.push(cx.f(W::NothingChanged, &[]));
            let word = if outcome.verdict == Verdict::Expired { W::Lapsed } else { W::Withdrawn };
            (Icon::Clock, "hc-i", cx.f(word, &[named]))
        }
        Verdict::Unknown => {
            more.push(cx.f(W::UnknownMore, &[]));
            (Icon::Spin, "hc-i hc-spin", cx.f(W::Unknown, &[]))
        }
    };
    if let Some(said) = &outcome.said {
        more.push(cx.f(W::ShopSays, &[("words", said)]));
    }
    Told { sign, class, text, more }
}

fn applied(cx: &Cx, outcome: &Outcome, more: &mut Vec<String>) -> String {
    let deed = &*outcome.deed;
    let called = called(deed);
    let name = ("name", called.as_str());
    if outcome.undoes.is_some() {
        return match deed.action {
            Action::Add { .. } => cx.f(W::UndoneRemove, &[name]),
            Action::Remove { .. } => cx.f(W::UndoneAdd, &[name]),
            Action::SetQuantity { .. } => cx.n(W::UndoneSet, deed.after, &[name]),
            _ => cx.f(W::UndoneOther, &[]),
        };
    }
    match deed.action {
        Action::Add { .. } => cx.n(W::Added, count(outcome.delta), &[name]),
        Action::Remove { .. } => cx.n(W::Removed, count(outcome.delta), &[name]),
        Action::SetQuantity { .. } => {
            let (before, after) = (super::look::digits(deed.before), super::look::digits(deed.after));
            cx.f(W::Changed, &[name, ("before", &before), ("after", &after)])
        }
        Action::Clear => cx.n(W::Cleared, count(outcome.delta), &[]),
        Action::SetCountry(to) => {
            let to = country(cx, to);
            more.push(match deed.country_before {
                Some(before) => cx.f(W::CountryWas, &[("before", &country(cx, before)), ("country", &to)]),
                None => cx.f(W::CountryPrices, &[("country", &to)]),
            });
            cx.f(W::CountryNow, &[("country", &to)])
        }
        Action::Checkout => cx.f(W::CheckoutOpen, &[]),
        Action::Refill(_) => cx.f(W::UndoneOther, &[]),
    }
}

fn adjusted(cx: &Cx, outcome: &Outcome, asked: u32, got: u32, more: &mut Vec<String>) -> String {
    let deed = &*outcome.deed;
    let called = called(deed);
    let name = ("name", called.as_str());
    let wanted = if matches!(deed.action, Action::SetQuantity { .. }) { deed.after } else { asked };
    let digits = super::look::digits;
    let (asked, got_text, wanted) = (digits(asked), digits(got), digits(wanted));
    more.push(match outcome.available {
        Some(left) => cx.n(W::AskedLeft, left, &[("asked", &wanted)]),
        None => cx.f(W::AskedGot, &[("asked", &wanted)]),
    });
    match deed.action {
        Action::Add { .. } => cx.n(W::Added, got, &[name]),
        Action::SetQuantity { .. } => {
            let now = i64::from(deed.before).saturating_add(outcome.delta);
            let (before, now) = (digits(deed.before), digits(u32::try_from(now).unwrap_or(0)));
            cx.f(W::Changed, &[name, ("before", &before), ("after", &now)])
        }
        Action::Remove { .. } => cx.f(W::RemovedSome, &[name, ("got", &got_text), ("asked", &asked)]),
        _ => cx.f(W::ClearedSome, &[("got", &got_text), ("asked", &asked)]),
    }
}

fn rejected(cx: &Cx, code: Code, outcome: &Outcome, more: &mut Vec<String>) -> String {
    let name = called(&outcome.deed);
    let name = [("name", name.as_str())];
    let word = match code {
        Code::OutOfStock => W::OutOfStock,
        Code::QuantityExceeded => match outcome.available {
            Some(left) => return cx.n(W::QuantityAvailable, left, &name),
            None => W::QuantityExceeded,
        },
        Code::ProductNotFound => W::ProductNotFound,
        Code::VariantRequired => W::VariantRequired,
        Code::LineNotFound => W::LineNotFound,
        Code::SessionExpired => {
            more.push(cx.f(W::SessionMore, &[]));
            W::SessionExpired
        }
        Code::Conflict => W::Conflict,
        Code::InvalidCountry => W::InvalidCountry,
        Code::NotSupported => W::NotSupported,
        Code::NotEnabled => {
            more.push(cx.f(W::NotEnabledMore, &[]));
            W::NotEnabled
        }
        Code::Policy => W::Policy,
        Code::Timeout => W::Timeout,
        Code::Network => W::Network,
        Code::InvalidAnswer => W::InvalidAnswer,
        Code::HostError => W::HostError,
        Code::NotApplied => W::NotApplied,
    };
    cx.f(word, &name)
}

/// The state of the cart after an outcome that changed it.
#[must_use]
pub fn cart_now(cx: &Cx, outcome: &Outcome) -> Option<String> {
    let changed = matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. });
    let quiet = matches!(outcome.deed.action, Action::Checkout | Action::SetCountry(_));
    let count = outcome.count.filter(|_| changed && !quiet)?;
    Some(match &outcome.total {
        Some(total) => cx.n(W::YourCart, count, &[("total", total)]),
        None => cx.n(W::YourCartCount, count, &[]),
    })
}

/// A notice: its sign, what it says, and what it means.
#[must_use]
pub fn noticed(notice: &Notice) -> (Icon, &'static str, W, Option<W>) {
    let info = |text, more| (Icon::Info, "hc-i", text, more);
    match notice {
        Notice::Unsent(_) => info(W::Unsent, None),
        Notice::NoAnswer => info(W::NoAnswer, Some(W::NoAnswerMore)),
        Notice::Stopped => (Icon::Bar, "hc-i hc-soft", W::Stopped, None),
        Notice::Refused(code) => match code {
            Code::ProductNotFound => info(W::RefusedProduct, Some(W::RefusedMore)),
            Code::LineNotFound => info(W::RefusedLine, Some(W::RefusedMore)),
            Code::OutOfStock => info(W::RefusedStock, Some(W::RefusedMore)),
            Code::Policy | Code::QuantityExceeded => info(W::RefusedPolicy, Some(W::RefusedMore)),
            Code::NotEnabled => info(W::NotEnabled, Some(W::NotEnabledMore)),
            _ => info(W::Refused, Some(W::RefusedMore)),
        },
        Notice::CheckoutOpening => (Icon::Spin, "hc-i hc-spin", W::CheckoutOpening, Some(W::CheckoutOpeningMore)),
        Notice::CheckoutFailed => (Icon::Alert, "hc-i hc-warn", W::CheckoutFailed, Some(W::CheckoutFailedMore)),
    }
}

fn add(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// What a screen reader is told.
#[must_use]
pub fn spoken(cx: &Cx, spoken: &Spoken) -> String {
    match spoken {
        Spoken::Outcome(outcome) => {
            let told = told(cx, outcome);
            let mut text = told.text;
            for more in told.more.iter().chain(&cart_now(cx, outcome)) {
                add(&mut text, more);
            }
            text
        }
        Spoken::Words(words) => cx.f(W::SpokenWords, &[("words", words)]),
        Spoken::Products(count) => cx.n(W::SpokenProducts, *count, &[]),
        Spoken::Ask(deed) => proposal(cx, deed, W::SpokenAsk),
        Spoken::Changed(deed) => proposal(cx, deed, W::SpokenChanged),
        Spoken::Waiting => cx.f(W::Looking, &[]),
        Spoken::Notice(notice) => {
            let (_, _, text, more) = noticed(notice);
            let mut text = cx.f(text, &[]);
            if let Some(more) = more {
                add(&mut text, &cx.f(more, &[]));
            }
            text
        }
    }
}

fn proposal(cx: &Cx, deed: &Deed, word: W) -> String {
    let (kind, button) = deed_words(cx, deed);
    let way = out_words(cx, deed);
    let name = called(deed);
    cx.f(word, &[("deed", &cx.t(kind)), ("name", &name), ("button", &button), ("way", &way)])
}
