//! The round button at the corner of the page.

use super::act::Act;
use super::icon::{Icon, icon};
use super::look::{Cx, digits};
use super::node::{El, Node, Str, el};
use super::parts::{button, sign};
use super::words::W;

/// The button, with the number of pieces in the shop's cart (never of unread messages).
#[must_use]
pub fn launcher(cx: &Cx, badge: u32, open: bool) -> El {
    let name = if badge == 0 { Str::Text(cx.t(W::Open)) } else { cx.n(W::OpenItems, badge, &[]).into() };
    button("hc-launch", Act::Open)
        .a("part", "launcher")
        .a("id", "hc-launch")
        .a("aria-controls", "hc-panel")
        .a("aria-expanded", if open { "true" } else { "false" })
        .a("aria-label", name)
        .flag("hidden", open)
        .put(icon(Icon::Chat, "hc-i"))
        .put((badge > 0).then(|| el("span", "hc-badge").a("aria-hidden", "true").put(digits(badge))))
}

/// One sentence beside it, until it is closed.
#[must_use]
pub fn teaser(cx: &Cx, open: bool) -> Node {
    let words = cx.look.teaser.as_ref().filter(|_| !open);
    let dismiss = || sign(Icon::Close, "hc-i", cx.t(W::Dismiss), Act::Untease);
    words.map(|words| el("div", "hc-tease").put(el("p", "").put(words)).put(dismiss())).into()
}
