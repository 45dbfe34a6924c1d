//! An answer while it is put together.

use std::fmt::Display;

use handcart::contract::dialect::neuroon::{CartSnapshot, SearchProduct, WireAction};

use crate::catalogue::{Product, Shelf};

use super::{heard::Heard, memory::Memory, reading::Reading, voice::Voice, wire};

/// Never more proposals at a time.
const MOST_ACTIONS: usize = 3;
/// Nor more quick replies.
const MOST_REPLIES: usize = 6;

/// What the agent answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Ids of the products to show.
    pub shown: Vec<String>,
    /// How many there are in all.
    pub total: u32,
    /// What is said.
    pub text: String,
    /// What is proposed.
    pub actions: Vec<WireAction>,
    /// Short answers to offer.
    pub quick_replies: Vec<String>,
}

impl Answer {
    /// The products to show, with today's prices.
    #[must_use]
    pub fn products(&self, shelf: &Shelf) -> Vec<SearchProduct> {
        let found = self.shown.iter().filter_map(|id| shelf.catalogue.product(id));
        found.map(|product| wire::product(shelf, product)).collect()
    }
}

/// One turn of a conversation.
pub(super) struct Turn<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) memory: &'a mut Memory,
    pub(super) cart: Option<&'a CartSnapshot>,
    pub(super) reading: &'a Reading,
    pub(super) voice: &'a Voice,
    answer: Answer,
    said: Vec<String>,
    left_over: Vec<String>,
}

impl<'a> Turn<'a> {
    pub(super) fn new(
        shelf: &'a Shelf,
        memory: &'a mut Memory,
        heard: &'a Heard<'a>,
        reading: &'a Reading,
        voice: &'a Voice,
    ) -> Self {
        Self {
            shelf,
            memory,
            cart: heard.cart,
            reading,
            voice,
            answer: Answer::default(),
            said: Vec::new(),
            left_over: Vec::new(),
        }
    }

    /// Says a sentence; never the same one twice.
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        let sentence = self.spoken(sentence.into());
        if !self.said.contains(&sentence) {
            self.said.push(sentence);
        }
    }

    /// In the language of the request, if it has no holes; else it came from [`Turn::text`].
    fn spoken(&self, text: String) -> String {
        self.voice.plain(&text).map_or(text.clone(), str::to_owned)
    }

    /// A sentence in the language of the request, its holes filled.
    pub(super) fn text(&self, text: &str, holes: &[&dyn Display]) -> String {
        self.voice.text(text, holes)
    }

    /// `a, b and c`.
    pub(super) fn and<S: AsRef<str>>(&self, words: &[S]) -> String {
        list_words(words, self.voice.plain(" and ").unwrap_or(" and "))
    }

    /// `a, b or c`.
    pub(super) fn or<S: AsRef<str>>(&self, words: &[S]) -> String {
        list_words(words, self.voice.plain(" or ").unwrap_or(" or "))
    }

    /// `Size 42 · Pine green` within a sentence.
    pub(super) fn small(&self, label: &str) -> String {
        let size = self.voice.plain("size ").unwrap_or("size ");
        label.replace("Size ", size).replace(" · ", ", ")
    }

    /// Offers short answers.
    pub(super) fn offer<S: Into<String>>(&mut self, replies: impl IntoIterator<Item = S>) {
        for reply in replies {
            let reply = self.spoken(reply.into());
            if self.answer.quick_replies.len() < MOST_REPLIES && !self.answer.quick_replies.contains(&reply) {
                self.answer.quick_replies.push(reply);
            }
        }
    }

    /// Proposes something; what is too much is said to be left over.
    pub(super) fn propose(&mut self, what: &str, action: WireAction) -> bool {
        if self.answer.actions.contains(&action) {
            return true;
        }
        if self.answer.actions.len() >= MOST_ACTIONS {
            self.left_over.push(what.to_owned());
            return false;
        }
        self.answer.actions.push(action);
        self.memory.proposed = true;
        true
    }

    /// Shows a list and remembers it, so that `the second one` can be said.
    pub(super) fn list(&mut self, products: &[&Product], total: usize) {
        self.answer.shown = products.iter().map(|product| product.id.clone()).collect();
        self.answer.total = u32::try_from(total).unwrap_or(u32::MAX);
        self.memory.show(&self.answer.shown);
    }

    /// Shows a product beside what is said; the list that was shown before stays the one that counts.
    pub(super) fn beside(&mut self, product: &Product) {
        if !self.answer.shown.contains(&product.id) {
            self.answer.shown.push(product.id.clone());
            self.answer.total += 1;
        }
        if self.memory.shown.is_empty() {
            self.memory.shown.push(product.id.clone());
        }
    }

    /// Whether anything was said yet.
    pub(super) fn is_silent(&self) -> bool {
        self.said.is_empty() && self.answer.actions.is_empty()
    }

    pub(super) fn done(mut self) -> Answer {
        if !self.left_over.is_empty() {
            let rest = self.and(&self.left_over);
            self.said.push(self.text("I propose three things at a time. {} can come next.", &[&rest]));
        }
        self.answer.text = self.said.join(" ");
        self.answer
    }
}

/// `a, b and c`.
pub(super) fn list_words<S: AsRef<str>>(words: &[S], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{joint}{}", first.join(", "), last.as_ref())
        }
    }
}

/// Cut to what a confirmation may have.
pub(super) fn short(text: String) -> Option<String> {
    Some(if text.chars().count() <= 200 { text } else { text.chars().take(199).chain(['…']).collect() })
}
