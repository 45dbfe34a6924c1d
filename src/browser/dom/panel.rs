//! The whole widget: launcher, panel with its two sides, dialog, and the lines that only a screen reader hears.

use super::act::Act;
use super::ask::dialog;
use super::icon::{Icon, icon};
use super::look::{Cx, Look, Memo, Theme, digits};
use super::node::{El, Node, el};
use super::parts::{button, price, sign};
use super::toast::toasts;
use super::words::{W, Words};
use super::{cart, launcher, talk};
use crate::engine::view::{CartView, Face, Panel, Talk, View};

/// The markup of a view. The same view, look and memo give the same tree.
pub fn draw(view: &View, look: &Look, words: &Words, memo: &mut Memo) -> Node {
    let cx = &Cx { look, words, cart: view.cart.is_some() };
    let open = look.inline || view.panel != Panel::Closed;
    if let Panel::Open(face) = view.panel {
        memo.face = face;
    }
    memo.opened |= open;
    let class = match (look.inline, look.start) {
        (true, _) => "hc is-inline",
        (false, true) => "hc is-start",
        (false, false) => "hc",
    };
    let theme = match look.theme {
        Theme::Auto => "",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    // What stands in the panel is not drawn before it was opened once.
    let panel = memo.opened.then(|| panel(cx, view, memo, open));
    let asks = view.dialog.as_ref().filter(|_| open).map(|ask| dialog(cx, ask));
    memo.feed.turn();
    memo.lines.turn();
    let launch = (!look.inline).then(|| launcher::launcher(cx, view.badge, open));
    let live = |role: &'static str| el("p", "hc-vh").a("role", role);
    el("div", class)
        .maybe("lang", look.lang.as_ref())
        .maybe("dir", look.dir.as_ref())
        .a("data-theme", theme)
        .put(if look.inline { Node::Nothing } else { launcher::teaser(cx, open) })
        .put(launch)
        .put(panel)
        .put(asks)
        .put(live("status"))
        .put(live("alert"))
        .into()
}

fn panel(cx: &Cx, view: &View, memo: &mut Memo, open: bool) -> El {
    let wide = cx.look.wide && cx.cart;
    let class = if wide { "hc-panel is-wide" } else { "hc-panel" };
    let face = if wide { Face::Talk } else { memo.face };
    let floats = Node::from(toasts(cx, &view.toasts));
    let body = el("div", "hc-body");
    let body = match (&view.cart, face) {
        (Some(cart), Face::Cart) => body.put(cart::column(cx, cart, view.talk, memo, Node::Nothing, floats)),
        (Some(cart), Face::Talk) if wide => {
            let title = title(cx, "hc-top", Some(cart));
            let none = el("div", "hc-toasts").into();
            let side = cart::column(cx, cart, view.talk, memo, title.into(), none);
            body.put(talk::column(cx, view, memo, floats)).put(el("div", "hc-side").put(side))
        }
        _ => body.put(talk::column(cx, view, memo, floats)),
    };
    let off = || el("p", "hc-bar").put(icon(Icon::Off, "hc-i")).put(el("span", "").put(cx.t(W::Offline)));
    el("section", class)
        .a("part", "panel")
        .a("id", "hc-panel")
        .a("tabindex", "-1")
        .a("aria-label", &cx.look.title)
        .flag("hidden", !open)
        .put(head(cx, view, face, wide))
        .put((!view.online).then(off))
        .put(body)
}

/// The heading of the cart, with the pieces in it.
fn title(cx: &Cx, class: &'static str, cart: Option<&CartView>) -> El {
    let count = cart.and_then(|view| view.cart.as_ref()).map(|cart| cart.count).filter(|count| *count > 0);
    let count = count.map(|count| el("span", "hc-s").put(cx.n(W::Items, count, &[])));
    el("h2", class).a("id", "hc-cart").a("tabindex", "-1").put(cx.t(W::Cart)).put(" ").put(count)
}

fn head(cx: &Cx, view: &View, face: Face, wide: bool) -> El {
    let head = el("header", "hc-head").a("part", "header");
    let head = match (face, &view.cart) {
        (Face::Cart, Some(cart)) => {
            let back = sign(Icon::Back, "hc-i is-flip", cx.t(W::Back), Act::Talk);
            let back = (view.talk != Talk::Absent).then_some(back);
            head.put(el("div", "hc-row").key(1).put(back).put(title(cx, "", Some(cart))))
        }
        (_, cart) => {
            let below = cx.look.subtitle.clone().unwrap_or_else(|| cx.t(W::Automated));
            let below = (!below.is_empty()).then(|| el("p", "hc-s").put(below));
            let name = el("h2", "").put(&cx.look.title);
            let bag = cart.as_ref().filter(|_| !wide).map(|cart| bag(cx, cart, view.badge));
            head.put(el("div", "").key(2).put(name).put(below)).put(bag)
        }
    };
    let close = || sign(Icon::Close, "hc-i", cx.t(W::Close), Act::Close).key(3);
    head.put((!cx.look.inline).then(close))
}

/// The way to the cart, with the shop's total.
fn bag(cx: &Cx, view: &CartView, badge: u32) -> El {
    let cart = view.cart.as_ref().filter(|cart| cart.count > 0 && !cart.total.is_empty());
    let (name, shown) = match cart {
        Some(cart) => (cx.n(W::Bag, cart.count, &[("total", &cart.total)]), price(&cart.total)),
        None => (cx.n(W::BagItems, badge, &[]), el("bdi", "hc-n").put(digits(badge))),
    };
    button("hc-bag", Act::Cart).key(4).a("aria-label", name).put(icon(Icon::Bag, "hc-i")).put(shown)
}
