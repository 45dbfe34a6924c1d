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
mod describe;
mod facts;
mod filter;
mod heard;
mod lexicon;
mod looking;
mod memory;
mod mention;
mod reading;
mod recent;
mod reference;
mod tag;
mod talking;
mod token;
mod variant;
mod vocabulary;
mod voice;
pub(crate) mod wire;
mod words;

use crate::catalogue::{Catalogue, Shelf};

pub use answer::Answer;
pub use heard::Heard;
pub use memory::{Memory, Pending};
pub use reading::{Act, Reading};
pub(crate) use voice::Voice;
pub use wire::product;
pub(crate) use words::fold;

use answer::Turn;
use filter::Filter;
use lexicon::Lexicon;
use voice::Voices;

/// The rules by which sentences are understood.
#[derive(Debug)]
pub struct Agent {
    lexicon: Lexicon,
    voices: Voices,
}

impl Agent {
    /// An agent that knows the words of this catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self { lexicon: Lexicon::new(catalogue), voices: Voices::new() }
    }

    /// What a sentence wants, before it is known what it speaks of.
    #[must_use]
    pub fn read(&self, sentence: &str) -> Reading {
        reading::read(&self.lexicon, sentence)
    }

    /// Takes in what came with a message; a model that answers it remembers the same.
    pub(crate) fn learn(&self, shelf: &Shelf, memory: &mut Memory, heard: &Heard<'_>) {
        recent::learn(shelf, memory, heard);
    }

    /// What is said in a language.
    pub(crate) fn voice(&self, language: Option<&str>) -> &Voice {
        self.voices.of(language)
    }

    /// Answers a message, in its language.
    pub fn answer(&self, shelf: &Shelf, memory: &mut Memory, heard: &Heard<'_>) -> Answer {
        recent::learn(shelf, memory, heard);
        let voice = self.voices.of(heard.language);
        let reading = self.read(&voice.understand(heard.sentence));
        let mut turn = Turn::new(shelf, memory, heard, &reading, voice);
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
                Act::Report => recent::report(&mut turn),
                Act::Why => recent::why(&mut turn),
                Act::Undo => recent::undo(&mut turn),
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
