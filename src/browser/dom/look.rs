//! What the drawing needs beside the engine's view.

use std::rc::Rc;

use super::act::push_int;
use super::node::{El, Kept, Node, el};
use super::words::{W, Words};
use crate::engine::cart::{Line, Text};
use crate::engine::view::{Entry, Face, Pending};

/// Light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the page or the system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Something to begin a conversation with.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What is asked.
    pub words: Text,
    /// A picture for it.
    pub image: Option<Text>,
}

/// What the drawing needs beside the engine's view: the host's options and the state of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The shop's name, the heading of the panel.
    pub title: Text,
    /// Below it; absent: "Automated assistant".
    pub subtitle: Option<Text>,
    /// What can be asked first.
    pub suggestions: Vec<Suggestion>,
    /// A sentence beside the launcher, until it is closed.
    pub teaser: Option<Text>,
    /// Whether the panel has room for both sides (720 px or more).
    pub wide: bool,
    /// Whether the panel stands in a container of the page, and not above the page.
    pub inline: bool,
    /// Whether it stands at the start of the line, not at its end.
    pub start: bool,
    /// Light and dark.
    pub theme: Theme,
    /// `ltr` or `rtl`.
    pub dir: Option<Text>,
    /// The language of the messages.
    pub lang: Option<Text>,
    /// The language of the shop's names, where it is another one.
    pub names: Option<Text>,
    /// `target` of links to product pages.
    pub target: Option<Text>,
    /// The shop's own cart page.
    pub cart_page: Option<Text>,
    /// Whether something is written in the composer.
    pub draft: bool,
    /// How many lines of a long cart are drawn.
    pub shown: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            title: "".into(),
            subtitle: None,
            suggestions: Vec::new(),
            teaser: None,
            wide: false,
            inline: false,
            start: false,
            theme: Theme::Auto,
            dir: None,
            lang: None,
            names: None,
            target: None,
            cart_page: None,
            draft: false,
            shown: 250,
        }
    }
}

/// What is kept from drawing to drawing. Clear it when the look or the words change.
#[derive(Debug)]
pub struct Memo {
    /// The conversation, by entry and by whether there is a cart.
    pub feed: Kept<(Rc<Entry>, bool)>,
    /// The cart, by line and what waits there.
    pub lines: Kept<(Rc<Line>, Option<Pending>)>,
    /// Whether the panel was open before: then it stays, hidden.
    pub opened: bool,
    /// The side that was in front last.
    pub face: Face,
}

impl Default for Memo {
    fn default() -> Self {
        Self { feed: Kept::default(), lines: Kept::default(), opened: false, face: Face::Talk }
    }
}

impl Memo {
    /// Forgets what was drawn.
    pub fn clear(&mut self) {
        self.feed.clear();
        self.lines.clear();
    }
}

/// What every part of the drawing may ask.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The look.
    pub look: &'a Look,
    /// The messages.
    pub words: &'a Words,
    /// Whether the shop's cart can be used.
    pub cart: bool,
}

impl Cx<'_> {
    /// A message.
    #[must_use]
    pub fn t(&self, word: W) -> Text {
        self.words.get(word)
    }

    /// A message with values.
    #[must_use]
    pub fn f(&self, word: W, values: &[(&str, &str)]) -> String {
        fill(&self.words.get(word), values)
    }

    /// A message with a number in it as `{n}`, in the right plural.
    #[must_use]
    pub fn n(&self, word: W, number: u32, values: &[(&str, &str)]) -> String {
        let digits = digits(number);
        let mut all = vec![("n", digits.as_str())];
        all.extend_from_slice(values);
        fill(&self.words.many(word, number), &all)
    }

    /// A message with nodes for values, as the children of an element.
    #[must_use]
    pub fn rich(&self, parent: El, word: W, values: Vec<(&'static str, Node)>) -> El {
        rich(parent, &self.words.get(word), values)
    }

    /// An element with a name of the shop's, in the shop's language.
    #[must_use]
    pub fn named(&self, tag: &'static str, class: &'static str, name: &Text) -> El {
        el(tag, class).maybe("lang", self.look.names.as_ref()).put(name)
    }
}

/// A number in digits.
#[must_use]
pub fn digits(number: u32) -> String {
    let mut text = String::new();
    push_int(&mut text, number);
    text
}

/// The next piece of a template: text, and the name of the placeholder after it.
fn piece(rest: &mut &str) -> Option<(String, Option<String>)> {
    if rest.is_empty() {
        return None;
    }
    let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
    match after.split_once('}') {
        Some((name, next)) => {
            *rest = next;
            Some((text.into(), Some(name.into())))
        }
        None => {
            *rest = "";
            Some((text.into(), None))
        }
    }
}

/// A template with its `{placeholders}` filled in; those without a value stay empty.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((text, name)) = piece(&mut rest) {
        out.push_str(&text);
        if let Some((_, value)) = values.iter().find(|(known, _)| Some(*known) == name.as_deref()) {
            out.push_str(value);
        }
    }
    out
}

/// The same with nodes for values.
#[must_use]
pub fn rich(mut parent: El, template: &str, mut values: Vec<(&'static str, Node)>) -> El {
    let mut rest = template;
    while let Some((text, name)) = piece(&mut rest) {
        if !text.is_empty() {
            parent = parent.put(text);
        }
        if let Some(at) = values.iter().position(|(known, _)| Some(*known) == name.as_deref()) {
            parent = parent.put(values.remove(at).1);
        }
    }
    parent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_once() {
        assert_eq!(fill("Added {n} {name}.", &[("n", "2"), ("name", "{n} Boots")]), "Added 2 {n} Boots.");
        assert_eq!(fill("{a}{b}", &[("b", "x")]), "x");
        assert_eq!(fill("open {", &[]), "open ");
        let bold = el("b", "").put("47");
        let made = rich(el("p", ""), "{amount} more", vec![("amount", bold.clone().into())]);
        assert_eq!(made, el("p", "").put(bold).put(" more"));
    }
}
