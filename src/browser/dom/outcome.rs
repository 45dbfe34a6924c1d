//! What happened: a line that stays. Picture, small sign, past tense, number, new total, the way back.

use super::act::Act;
use super::icon::{Icon, icon};
use super::look::{Cx, digits};
use super::node::{El, Node, el};
use super::parts::{button, link, mini, price};
use super::voice::{cart_now, noticed, told};
use super::words::W;
use crate::engine::action::Action;
use crate::engine::outcome::{Code, Outcome, Undo, Verdict};
use crate::engine::view::{EntryId, Notice};

/// The line of an outcome.
#[must_use]
pub fn outcome(cx: &Cx, outcome: &Outcome) -> El {
    let words = told(cx, outcome);
    let deed = &*outcome.deed;
    let mut text = el("div", "").put(el("p", "").put(words.text.clone()));
    for more in words.more {
        text = text.put(el("p", "hc-s").put(more));
    }
    text = text.put(total(cx, outcome));

    let again = |word| button("hc-link", Act::Offer(outcome.id.0)).put(cx.t(word));
    let act: Node = match outcome.verdict {
        Verdict::Applied | Verdict::Adjusted { .. } => undo(cx, outcome, &words.text),
        Verdict::Declined | Verdict::Expired => again(W::ShowAgain).into(),
        Verdict::Rejected(Code::Conflict | Code::Timeout | Code::Network | Code::HostError | Code::SessionExpired) => {
            again(W::TryAgain).into()
        }
        _ => Node::Nothing,
    };
    let free = act == Node::Nothing;
    let act = if free { el("span", "").into() } else { act };

    let mut wide = el("div", "hc-acts");
    if outcome.verdict == Verdict::Unknown {
        wide = wide.put(button("hc-btn is-small is-main", Act::Reread).put(cx.t(W::CheckAgain)));
        wide = wide.put(cart_page(cx, "hc-btn is-small"));
    }
    let wide = match (wide.kids.is_empty(), &outcome.verdict) {
        (false, _) => Some(el("div", "is-wide").put(wide)),
        (true, Verdict::Rejected(_)) if free => page(cx, outcome).map(|page| el("div", "is-wide").put(page)),
        (true, _) => None,
    };

    let image = if words.sign == Icon::Truck { None } else { deed.image.as_ref() };
    let picture = mini(image, words.sign, words.class);
    done(picture, text, act, wide.into()).a("data-o", digits(outcome.id.0)).a("tabindex", "-1")
}

fn done(picture: El, text: El, act: Node, more: Node) -> El {
    el("div", "hc-done").put(picture).put(text).put(act).put(more)
}

/// The way back, where there is one.
pub fn undo(cx: &Cx, outcome: &Outcome, text: &str) -> Node {
    let link = || {
        let name = cx.f(W::UndoName, &[("text", text)]);
        button("hc-link", Act::Undo(outcome.id.0)).a("aria-label", name).put(cx.t(W::Undo))
    };
    (outcome.undo == Undo::Ready).then(link).into()
}

/// The cart after it, with the shop's total.
fn total(cx: &Cx, outcome: &Outcome) -> Node {
    let Some(plain) = cart_now(cx, outcome) else { return Node::Nothing };
    let Some(total) = &outcome.total else { return el("p", "hc-s").put(plain).into() };
    let template = cx.words.many(W::YourCart, outcome.count.unwrap_or(0));
    let count = digits(outcome.count.unwrap_or(0));
    super::look::rich(el("p", "hc-s"), &template, vec![("n", count.into()), ("total", price(total).into())]).into()
}

/// The product's own page, where the shop itself can say more.
fn page(cx: &Cx, outcome: &Outcome) -> Option<El> {
    let pieces = matches!(outcome.deed.action, Action::Add { .. } | Action::SetQuantity { .. });
    let url = outcome.deed.url.as_ref().filter(|_| pieces);
    url.map(|url| link(cx, "hc-btn is-small", url).put(cx.t(W::ProductPage)))
}

fn cart_page(cx: &Cx, class: &'static str) -> Node {
    cx.look.cart_page.as_ref().map(|url| link(cx, class, url).put(cx.t(W::CartPage))).into()
}

/// What the widget itself has to say.
#[must_use]
pub fn notice(cx: &Cx, entry: EntryId, notice: &Notice) -> El {
    let (sign, class, text, more) = noticed(notice);
    let mut words = el("div", "").put(el("p", "").put(cx.t(text)));
    let mut act = Node::from(el("span", ""));
    if let Notice::Unsent(said) = notice {
        words = words.put(el("p", "hc-s").put(el("q", "").a("dir", "auto").put(said)));
        act = button("hc-link", Act::Again(entry.0)).put(cx.t(W::SendAgain)).into();
    }
    words = words.put(more.map(|more| el("p", "hc-s").put(cx.t(more))));
    let page = if *notice == Notice::CheckoutFailed { cart_page(cx, "hc-btn is-small") } else { Node::Nothing };
    let page = if page == Node::Nothing { page } else { el("div", "is-wide").put(page).into() };
    done(el("div", "hc-mini").put(icon(sign, class)), words, act, page)
}
