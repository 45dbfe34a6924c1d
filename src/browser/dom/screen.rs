//! The widget on the page: draws views, hears events, speaks, moves the focus.

use wasm_bindgen::prelude::*;

use super::act::{Act, When, decode};
use super::diff::{Live, create, patch};
use super::look::{Cx, Look, Memo, digits};
use super::node::Node;
use super::panel::draw;
use super::patch::{Dom, Page};
use super::voice::spoken;
use super::words::Words;
use crate::engine::event::Gesture;
use crate::engine::view::{Entry, Kind, Spoken, Spot, View};
use std::rc::Rc;

#[wasm_bindgen]
extern "C" {
    /// An event of the page.
    type Happening;
    #[wasm_bindgen(method, structural, getter, js_name = type)]
    fn kind(this: &Happening) -> String;
    #[wasm_bindgen(method, structural, getter)]
    fn target(this: &Happening) -> Option<Dom>;
    #[wasm_bindgen(method, structural, getter, js_name = relatedTarget)]
    fn related(this: &Happening) -> Option<Dom>;
    #[wasm_bindgen(method, structural, getter, js_name = isTrusted)]
    fn trusted(this: &Happening) -> bool;
    #[wasm_bindgen(method, structural, getter)]
    fn key(this: &Happening) -> String;
    #[wasm_bindgen(method, structural, getter)]
    fn repeat(this: &Happening) -> bool;
    #[wasm_bindgen(method, structural, getter, js_name = shiftKey)]
    fn shift(this: &Happening) -> bool;
    #[wasm_bindgen(method, structural, getter, js_name = isComposing)]
    fn composing(this: &Happening) -> bool;
    #[wasm_bindgen(method, structural, js_name = preventDefault)]
    fn prevent(this: &Happening);
}

/// The events the edge listens to, once each, on the shadow root; `cancel` does not bubble and needs the capture phase.
pub const EVENTS: &[&str] =
    &["click", "change", "input", "keydown", "cancel", "pointerover", "pointerout", "focusin", "focusout"];

/// What came of an event.
#[derive(Debug, Default)]
pub struct Heard {
    /// For the engine.
    pub gesture: Option<Gesture>,
    /// Whether to draw again in any case: something that only the screen knows has changed.
    pub redraw: bool,
}

impl From<Option<Gesture>> for Heard {
    fn from(gesture: Option<Gesture>) -> Self {
        Self { redraw: false, gesture }
    }
}

/// The widget on the page.
pub struct Screen {
    root: Dom,
    page: Page,
    live: Live<Dom>,
    tree: Node,
    memo: Memo,
    look: Look,
    words: Words,
    last: Option<Rc<Entry>>,
    toasts: bool,
    holding: bool,
    touched: Option<Dom>,
}

impl Screen {
    /// An empty screen inside a shadow root (its style sheets are the edge's business).
    #[must_use]
    pub fn new(root: &JsValue, look: Look, words: Words) -> Self {
        let mut page = Page::default();
        Self {
            root: root.clone().unchecked_into(),
            live: create(&mut page, &Node::Nothing),
            page,
            tree: Node::Nothing,
            memo: Memo::default(),
            look,
            words,
            last: None,
            toasts: false,
            holding: false,
            touched: None,
        }
    }

    /// Brings the page to a view. Call it after every gesture, too: it puts a field back that the engine did not follow.
    pub fn draw(&mut self, view: &View) {
        let next = draw(view, &self.look, &self.words, &mut self.memo);
        let follows = self.follows(view);
        patch(&mut self.page, &self.root, &mut self.live, &self.tree, &next, None);
        self.tree = next;
        self.toasts = !view.toasts.is_empty();
        self.page.finish();
        if follows {
            self.follow();
        }
        if let Some(field) = self.touched.take() {
            let drawn = field.attribute("value").unwrap_or_default();
            if field.value().is_some_and(|value| value != drawn) {
                field.set_value(&JsValue::from_str(&drawn));
            }
        }
    }

    /// Whether the conversation grew under the eyes of the reader: at its end, or by the reader's own words.
    fn follows(&mut self, view: &View) -> bool {
        let last = view.feed.last();
        let same = match (last, &self.last) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if same {
            return false;
        }
        self.last = last.cloned();
        let mine = last.is_some_and(|entry| matches!(entry.kind, Kind::Me(_)));
        let Some(log) = self.root.query(".hc-log") else { return true };
        mine || log.scroll_height() - log.scroll_top() - log.client_height() < 120.0
    }

    /// Scrolls to the end, but not past the reader's own last words: an answer is read from its beginning.
    fn follow(&self) {
        let Some(log) = self.root.query(".hc-log") else { return };
        let end = log.scroll_height() - log.client_height();
        let mine = self.root.query(".hc-log > .hc-me:not(:has(~ .hc-me))").map(|mine| mine.offset_top() - 16.0);
        log.set_scroll_top(mine.map_or(end, |mine| end.min(mine)));
    }

    /// Whether something on the widget has the focus.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.root.active().is_some()
    }

    /// Whether the panel has room for both sides. Answers whether that is news; then draw again.
    pub fn widen(&mut self, wide: bool) -> bool {
        let news = self.look.wide != wide;
        if news {
            self.look().wide = wide;
        }
        news
    }

    /// What the host or the page decides about the look. Draw again afterwards.
    pub fn look(&mut self) -> &mut Look {
        self.memo.clear();
        &mut self.look
    }

    /// Other messages. Draw again afterwards.
    pub fn speak_in(&mut self, words: Words) {
        self.memo.clear();
        self.words = words;
    }

    /// The messages.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Tells a screen reader. `urgent`: at once.
    pub fn announce(&self, words: &Spoken, urgent: bool) {
        let cx = Cx { look: &self.look, words: &self.words, cart: true };
        let mut text = spoken(cx, words);
        let line = self.root.query(if urgent { "[role=alert]" } else { "[role=status]" });
        if let Some(line) = line {
            // The same words again are a new announcement only if the text differs.
            if line.text().as_deref() == Some(text.as_str()) {
                text.push('\u{a0}');
            }
            line.set_text(&text);
        }
    }

    /// Moves the focus.
    pub fn focus(&self, spot: Spot) {
        let (selector, otherwise) = match spot {
            Spot::Launcher => (String::from("#hc-launch"), ""),
            Spot::Composer => ("#hc-msg:enabled".into(), "#hc-panel"),
            Spot::Cart => ("#hc-cart".into(), "#hc-panel"),
            Spot::Line(at) => {
                let place = digits(u32::try_from(at).unwrap_or(0).saturating_add(1));
                ([".hc-line:nth-child(", &place, ") .hc-tools > button"].concat(), "#hc-cart")
            }
            Spot::Proposal(id) => (["article [data-a^='confirm ", &digits(id.0), " ']"].concat(), ""),
            Spot::Outcome(id) => (["[data-o='", &digits(id.0), "']"].concat(), ""),
        };
        let found = self.root.query(&selector);
        let other = || if otherwise.is_empty() { None } else { self.root.query(otherwise) };
        if let Some(place) = found.or_else(other) {
            place.focus();
        }
    }

    /// What an event means. The edge calls this for each of [`EVENTS`], hands the gesture to the engine and draws.
    pub fn heard(&mut self, event: &JsValue) -> Heard {
        let event: &Happening = event.unchecked_ref();
        let kind = event.kind();
        let Some(target) = event.target() else { return Heard::default() };
        match kind.as_str() {
            "keydown" => self.key(event, &target),
            "cancel" => {
                event.prevent();
                self.escape()
            }
            "pointerover" | "focusin" => self.hold(Some(target)),
            "pointerout" | "focusout" => self.hold(event.related()),
            _ => {
                let when = match kind.as_str() {
                    "change" => When::Change,
                    "input" => When::Input,
                    _ => When::Click,
                };
                self.used(when, &target, event.trusted())
            }
        }
    }

    fn used(&mut self, when: When, target: &Dom, trusted: bool) -> Heard {
        let Some(control) = target.closest("[data-a]") else { return Heard::default() };
        let act = control.attribute("data-a").and_then(|text| decode(&text)).filter(|act| act.kind() == when);
        let Some(act) = act else { return Heard::default() };
        if control.attribute("aria-disabled").is_some() {
            return Heard::default();
        }
        match act {
            Act::Draft => self.draft(&control.value().unwrap_or_default()),
            Act::More => {
                self.look.shown = self.look.shown.saturating_add(250);
                Heard { gesture: None, redraw: true }
            }
            Act::Untease => {
                self.look.teaser = None;
                Heard { gesture: None, redraw: true }
            }
            Act::Send => self.send(),
            Act::Line(_) | Act::Country => {
                let gesture = act.gesture(&control.value().unwrap_or_default(), trusted);
                self.touched = Some(control);
                Heard { redraw: gesture.is_none(), gesture }
            }
            Act::Reply => act.gesture(&control.text().unwrap_or_default(), trusted).into(),
            _ => act.gesture("", trusted).into(),
        }
    }

    fn key(&mut self, event: &Happening, target: &Dom) -> Heard {
        match event.key().as_str() {
            "Escape" if self.root.query("dialog").is_some() => {
                event.prevent();
                self.escape()
            }
            "Enter" if target.closest("#hc-msg").is_some() => {
                if event.shift() || event.composing() {
                    return Heard::default();
                }
                event.prevent();
                if event.repeat() { Heard::default() } else { self.send() }
            }
            // A key that is held down presses a button once.
            "Enter" if event.repeat() && target.closest("button").is_some() => {
                event.prevent();
                Heard::default()
            }
            _ => Heard::default(),
        }
    }

    fn escape(&self) -> Heard {
        let way = self.root.query("dialog").and_then(|dialog| dialog.attribute("data-esc"));
        way.and_then(|text| decode(&text)).and_then(|act| act.gesture("", true)).into()
    }

    fn draft(&mut self, text: &str) -> Heard {
        let draft = !text.trim_ascii().is_empty();
        let redraw = draft != self.look.draft;
        self.look.draft = draft;
        Heard { gesture: None, redraw }
    }

    fn send(&mut self) -> Heard {
        let Some(field) = self.root.query("#hc-msg") else { return Heard::default() };
        let gesture = Act::Send.gesture(&field.value().unwrap_or_default(), true);
        if gesture.is_some() {
            field.set_value(&JsValue::from_str(""));
            self.look.draft = false;
        }
        Heard { redraw: gesture.is_some(), gesture }
    }

    fn hold(&mut self, on: Option<Dom>) -> Heard {
        if !self.toasts && !self.holding {
            return Heard::default();
        }
        let inside = on.is_some_and(|on| on.closest(".hc-toast").is_some());
        let changed = inside != self.holding;
        self.holding = inside;
        changed.then_some(Gesture::HoldToasts(inside)).into()
    }
}
