//! Toasts: a second record of what happened, never the only one.

use super::act::Act;
use super::icon::Icon;
use super::look::Cx;
use super::node::{El, Node, el};
use super::outcome::undo;
use super::parts::sign;
use super::voice::told;
use super::words::W;
use crate::engine::view::Toast;
use std::rc::Rc;

/// The box above the footer, of height 0: toasts grow out of it.
#[must_use]
pub fn toasts(cx: &Cx, toasts: &[Rc<Toast>]) -> El {
    el("div", "hc-toasts").all(toasts.iter().map(|toast| Node::from(one(cx, toast))))
}

fn one(cx: &Cx, toast: &Toast) -> El {
    let words = told(cx, &toast.outcome);
    el("div", "hc-toast")
        .a("part", "toast")
        .key(toast.id.0 + 1)
        .put(el("p", "").put(words.text.clone()))
        .put(undo(cx, &toast.outcome, &words.text))
        .put(sign(Icon::Close, "hc-i", cx.t(W::Dismiss), Act::Dismiss(toast.id.0)))
}
