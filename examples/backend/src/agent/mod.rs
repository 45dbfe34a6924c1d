//! The agent: rules, no model. A sentence goes in; words, products and proposals come out. It never changes a cart
//! and never says that it did.
//!
//! In reading order: `words` cuts a sentence, `lexicon` and `vocabulary` know phrases, `token` gives them a meaning,
//! `mention` gathers what the sentence speaks of, `reading` says what is wanted; `reference` finds the products and
//! the lines of the cart, `variant` the size and the colour; `looking`, `adding`, `changing`, `facts` and `talking`
//! answer. All of it is pure: what was said before is [`Memory`], what is sold is a [`Shelf`].

mod adding;
mod answer;
mod changing;
mod facts;
mod filter;
mod lexicon;
mod looking;
mod memory;
mod mention;
mod reading;
mod reference;
mod tag;
mod talking;
mod token;
mod variant;
mod vocabulary;
mod wire;
mod words;

use handcart::contract::dialect::neuroon::CartSnapshot;

use crate::catalogue::{Catalogue, Shelf};

pub use answer::Answer;
pub use memory::{Memory, Pending};
pub use reading::{Act, Reading};
pub use wire::product;

use answer::Turn;
use filter::Filter;
use lexicon::Lexicon;

/// The rules by which sentences are understood.
#[derive(Debug)]
pub struct Agent {
    lexicon: Lexicon,
}

impl Agent {
    /// An agent that knows the words of this catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self { lexicon: Lexicon::new(catalogue) }
    }

    /// What a sentence wants, before it is known what it speaks of.
    #[must_use]
    pub fn read(&self, sentence: &str) -> Reading {
        reading::read(&self.lexicon, sentence)
    }

    /// Answers a sentence. Without a cart, the host has not enabled it.
    pub fn answer(&self, shelf: &Shelf, memory: &mut Memory, sentence: &str, cart: Option<&CartSnapshot>) -> Answer {
        let reading = self.read(sentence);
        let mut turn = Turn::new(shelf, memory, cart, &reading);
        if !adding::complete(&mut turn) {
            match reading.act {
                Act::Greet | Act::Thank | Act::Help | Act::Agree | Act::Decline | Act::Unclear => {
                    talking::manners(&mut turn)
                }
                Act::Country(code) => talking::country(&mut turn, code),
                Act::Ask(topic, country) => talking::topic(&mut turn, topic, country),
                Act::Clear => changing::clear(&mut turn),
                Act::View => changing::view(&mut turn),
                Act::Checkout => changing::checkout(&mut turn),
                Act::Deeds => changing::deeds(&mut turn),
                Act::Facts => facts::tell(&mut turn),
                Act::Outfit => looking::outfit(&mut turn),
                Act::Browse => looking::browse(&mut turn),
                Act::More => looking::more(&mut turn),
                Act::Search => looking::search(&mut turn),
                Act::Value => adding::value(&mut turn),
            }
        }
        turn.done()
    }

    /// The products that a search phrase means, the best first.
    #[must_use]
    pub fn search(&self, shelf: &Shelf, phrase: &str) -> Vec<String> {
        let reading = self.read(phrase);
        let filter = looking::whole(&reading);
        let text = words::fold(phrase.trim());
        let by_name = shelf.catalogue.products().iter().filter(|product| words::fold(&product.name).contains(&text));
        let mut found: Vec<String> = by_name.map(|product| product.id.clone()).collect();
        if found.is_empty() && filter != Filter::default() {
            found = filter.find(shelf).into_iter().map(|product| product.id.clone()).collect();
        }
        found
    }
}
