//! The conversation. What the assistant says is plain text; only the shop's facts get a card.

use std::rc::Rc;

use super::act::Act;
use super::ask::ask;
use super::icon::{Icon, icon};
use super::look::{Cx, Memo};
use super::node::{El, Node, el};
use super::outcome::{notice, outcome};
use super::parts::{bones, button};
use super::product::products;
use super::words::W;
use crate::engine::cart::Text;
use crate::engine::view::{Entry, Kind, Talk, View};

/// The conversation, with the toasts and the composer below it.
pub fn column(cx: &Cx, view: &View, memo: &mut Memo, toasts: Node) -> El {
    let mut feed = el("div", "hc-log")
        .a("part", "feed")
        .a("role", "log")
        .a("aria-live", "off") // the status line tells it, once and in whole sentences
        .a("aria-label", cx.t(W::Conversation))
        .a("tabindex", "0");
    let first = view.feed.is_empty() && view.talk == Talk::Ready;
    feed = feed.put(first.then(|| hello(cx)));
    for entry in &view.feed {
        let same = |a: &(Rc<Entry>, bool), b: &(Rc<Entry>, bool)| Rc::ptr_eq(&a.0, &b.0) && a.1 == b.1;
        feed = feed.put(memo.feed.get((entry.clone(), cx.cart), same, |(entry, _)| one(cx, entry)));
    }
    let streams = matches!(view.feed.last().map(|entry| &entry.kind), Some(Kind::Say { live: true, .. }));
    let waits = view.talk == Talk::Waiting && !streams;
    feed = feed.put(waits.then(|| {
        let spin = icon(Icon::Spin, "hc-i is-small hc-spin");
        let line = el("p", "hc-row hc-s").put(spin).put(cx.t(W::Looking));
        el("div", "hc-wait").put(line).put(bones("hc-list", "", 2))
    }));
    let form = (view.talk != Talk::Absent).then(|| composer(cx, view));
    el("div", "hc-col").put(feed).put(toasts).put(form)
}

fn one(cx: &Cx, entry: &Entry) -> El {
    let made = match &entry.kind {
        Kind::Me(words) => el("p", "hc-me").a("dir", "auto").put(words),
        Kind::Say { text, live } => say(text, *live),
        Kind::Products(offers) => products(cx, entry.id, offers),
        Kind::Ask(proposal) => ask(cx, proposal),
        Kind::Done(done) => outcome(cx, done),
        Kind::Notice(said) => notice(cx, entry.id, said),
        Kind::Replies(words) => {
            el("div", "hc-acts").all(words.iter().map(|words| button("hc-chip", Act::Reply).put(words).into()))
        }
    };
    made.key(entry.id.0.saturating_add(1))
}

/// Paragraphs; the last one is marked while more is coming.
fn say(text: &Text, live: bool) -> El {
    let mut all = el("div", "hc-say");
    let mut paragraph = String::new();
    let mut blank = false;
    for line in text.split('\n') {
        if line.trim_ascii().is_empty() {
            blank = true;
            continue;
        }
        if blank && !paragraph.is_empty() {
            all = all.put(el("p", "").a("dir", "auto").put(std::mem::take(&mut paragraph)));
        }
        blank = false;
        if !paragraph.is_empty() {
            paragraph.push('\n');
        }
        paragraph.push_str(line);
    }
    all.put(el("p", if live { "hc-live" } else { "" }).a("dir", "auto").put(paragraph))
}

/// Before the first word: what can be asked.
fn hello(cx: &Cx) -> El {
    let suggestions = cx.look.suggestions.iter().map(|suggestion| {
        let picture = match &suggestion.image {
            Some(url) => el("span", "hc-mini").put(super::parts::picture(Some(url))),
            None => el("span", "hc-mini").put(icon(Icon::Chat, "hc-i")),
        };
        let words = el("span", "").put(&suggestion.words);
        let next = icon(Icon::Next, "hc-i is-flip hc-soft");
        Node::from(el("li", "").put(button("", Act::Reply).put(picture).put(words).put(next)))
    });
    el("div", "hc-hello")
        .put(el("h3", "").put(cx.t(W::Hello)))
        .put(el("p", "").put(cx.t(W::HelloMore)))
        .put(el("ul", "").all(suggestions))
}

fn composer(cx: &Cx, view: &View) -> El {
    let off = !view.online;
    let label = el("label", "hc-vh").a("for", "hc-msg").put(cx.t(W::Message));
    let hint = if off { W::PlaceholderOffline } else { W::Placeholder };
    let field = el("textarea", "")
        .a("id", "hc-msg")
        .a("rows", "1")
        .a("maxlength", "2000")
        .a("enterkeyhint", "send")
        .a("placeholder", cx.t(hint))
        .flag("disabled", off)
        .a("data-a", Act::Draft.encode());
    let send = if view.talk == Talk::Waiting {
        button("hc-send", Act::Stop).a("aria-label", cx.t(W::Stop)).put(icon(Icon::Stop, "hc-i"))
    } else {
        button("hc-send", Act::Send)
            .a("aria-label", cx.t(W::Send))
            .flag("aria-disabled", off || !cx.look.draft)
            .put(icon(Icon::Up, "hc-i"))
    };
    let form = el("div", "hc-form").a("part", "composer").put(label).put(field).put(send);
    el("div", "hc-foot").put(form)
}
