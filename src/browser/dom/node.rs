//! The markup tree: what there is to see, as plain values. Equal trees draw nothing.

use std::rc::Rc;

use super::act::Act;
use crate::engine::cart::Text;

/// A piece of text in the tree: one that stands in the program (the patcher hands it to the page once), or one that came
/// from outside.
#[derive(Debug, Clone)]
pub enum Str {
    /// Part of the program.
    Fixed(&'static str),
    /// From the shop, the agent, the shopper or the messages.
    Text(Text),
}

impl Str {
    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Text(text) => text,
        }
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) if Rc::ptr_eq(a, b) => true,
            _ => self.as_str() == other.as_str(),
        }
    }
}

impl From<&'static str> for Str {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<Text> for Str {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<&Text> for Str {
    fn from(text: &Text) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Keeps the place of something that is not there now, so that its neighbours stay where they are.
    Nothing,
    /// Text.
    Text(Str),
    /// An element.
    El(El),
    /// A subtree that is kept from drawing to drawing: the very same one is not looked into again.
    Same(Rc<Node>),
}

/// An element. It is one pointer, so that a chain of builder calls moves nothing but that.
#[derive(Debug, Clone, PartialEq)]
pub struct El(Box<Parts>);

impl std::ops::Deref for El {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What an element is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Its tag.
    pub tag: &'static str,
    /// Tells it apart among its siblings; 0 where its place does.
    pub key: u32,
    /// Attributes. A name that begins with a dot is a property of the running element: `.value`, `.checked`, `.modal`.
    pub attrs: Vec<(&'static str, Str)>,
    /// Children.
    pub kids: Vec<Node>,
}

/// An element with a class (`""` for none).
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str, class: &'static str) -> El {
    let attrs = if class.is_empty() { Vec::new() } else { vec![("class", Str::Fixed(class))] };
    El(Box::new(Parts { tag, key: 0, attrs, kids: Vec::new() }))
}

impl El {
    /// With this key among its siblings; keys begin at 1.
    #[must_use]
    pub fn key(mut self, key: u32) -> Self {
        self.0.key = key;
        self
    }

    /// With this attribute.
    #[must_use]
    pub fn a(mut self, name: &'static str, value: impl Into<Str>) -> Self {
        self.set(name, value.into());
        self
    }

    /// With this attribute if there is a value.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<&Text>) -> Self {
        match value {
            Some(value) => self.a(name, value),
            None => self,
        }
    }

    /// With this attribute if `on`: `true` for an ARIA state, empty for a plain one.
    #[must_use]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        match on {
            true if name.starts_with("aria") => self.a(name, "true"),
            true => self.a(name, ""),
            false => self,
        }
    }

    /// What it does when used.
    #[must_use]
    pub fn on(self, act: Act) -> Self {
        self.a("data-a", act.encode())
    }

    /// With this child.
    #[must_use]
    pub fn put(mut self, kid: impl Into<Node>) -> Self {
        self.add(kid.into());
        self
    }

    /// With these children.
    #[must_use]
    pub fn all(mut self, kids: impl IntoIterator<Item = Node>) -> Self {
        self.0.kids.extend(kids);
        self
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: Str) {
        self.0.attrs.push((name, value));
    }

    #[inline(never)]
    fn add(&mut self, kid: Node) {
        self.0.kids.push(kid);
    }
}

impl Node {
    /// The node itself, without the wrapping that keeps it.
    #[must_use]
    pub fn bare(&self) -> &Self {
        match self {
            Self::Same(node) => node.bare(),
            _ => self,
        }
    }

    /// Its key among its siblings, 0 for none.
    #[must_use]
    pub fn key(&self) -> u32 {
        match self.bare() {
            Self::El(el) => el.key,
            _ => 0,
        }
    }
}

impl From<El> for Node {
    fn from(el: El) -> Self {
        Self::El(el)
    }
}

impl From<Str> for Node {
    fn from(text: Str) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(Str::Fixed(text))
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self::Text(Str::Text(text))
    }
}

impl From<&Text> for Node {
    fn from(text: &Text) -> Self {
        Self::Text(Str::Text(text.clone()))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<N: Into<Node>> From<Option<N>> for Node {
    fn from(node: Option<N>) -> Self {
        node.map_or(Self::Nothing, Into::into)
    }
}

/// Subtrees of the last drawing, each with the value it was made from. As long as that value is the same, so is the
/// subtree.
#[derive(Debug)]
pub struct Kept<T> {
    last: Vec<(T, Rc<Node>)>,
    next: Vec<(T, Rc<Node>)>,
    cursor: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { last: Vec::new(), next: Vec::new(), cursor: 0 }
    }
}

impl<T> Kept<T> {
    /// The kept subtree of a value that is the `same`, or a new one. Values come in nearly the order of last time.
    pub fn get(&mut self, value: T, same: impl Fn(&T, &T) -> bool, make: impl FnOnce(&T) -> El) -> Node {
        let ahead = self.last.iter().skip(self.cursor).position(|(old, _)| same(old, &value));
        let at = match ahead {
            Some(step) => Some(self.cursor + step),
            None => self.last.iter().take(self.cursor).position(|(old, _)| same(old, &value)),
        };
        let node = match at.and_then(|at| self.last.get(at)) {
            Some((_, node)) => {
                self.cursor = at.map_or(0, |at| at + 1);
                node.clone()
            }
            None => Rc::new(Node::El(make(&value))),
        };
        self.next.push((value, node.clone()));
        Node::Same(node)
    }

    /// Ends a drawing: what was not asked for is forgotten.
    pub fn turn(&mut self) {
        self.last = std::mem::take(&mut self.next);
        self.cursor = 0;
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.last.clear();
    }
}
