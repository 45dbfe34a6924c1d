//! What a model says, sentence by sentence, and only what is true.

use handcart::contract::dialect::neuroon::{Ending, Told};
use tokio::sync::mpsc::Sender;

use crate::{
    agent::{Voice, fold},
    catalogue::Shelf,
};

use super::claims::{Kind, Sentences, claims};

/// Lets sentences through, or what is true in their place.
pub(super) struct Mouth<'a> {
    shelf: &'a Shelf,
    voice: &'a Voice,
    /// What outcomes say was done, and to what.
    done: Vec<(Kind, String)>,
    /// Whether something waits for the shopper.
    pub(super) proposed: bool,
    held: Sentences,
    sentences: Vec<String>,
    said: Option<&'a Sender<String>>,
    last: String,
}

impl<'a> Mouth<'a> {
    pub(super) fn new(shelf: &'a Shelf, voice: &'a Voice, outcomes: &[Told], said: Option<&'a Sender<String>>) -> Self {
        let mut done = Vec::new();
        outcomes.iter().for_each(|told| record(&mut done, told));
        Self {
            shelf,
            voice,
            done,
            proposed: false,
            held: Sentences::default(),
            sentences: Vec::new(),
            said,
            last: String::new(),
        }
    }

    /// A piece, as it comes.
    pub(super) async fn hear(&mut self, piece: &str) {
        for sentence in self.held.take(piece) {
            self.speak(sentence).await;
        }
    }

    /// The end of an answer.
    pub(super) async fn pause(&mut self) {
        if let Some(rest) = self.held.rest() {
            self.speak(rest + " ").await;
        }
    }

    /// A sentence of ours.
    pub(super) async fn add(&mut self, text: &str) {
        let sentence = self.voice.text(text, &[]);
        self.speak(sentence).await;
    }

    pub(super) fn is_silent(&self) -> bool {
        self.sentences.iter().all(|sentence| sentence.trim().is_empty())
    }

    /// All that was said, looked at again now that it is known what was proposed.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut last = String::new();
        for sentence in &self.sentences {
            let checked = self.checked(sentence);
            if checked != *sentence && checked == last {
                continue;
            }
            text.push_str(&checked);
            last = checked;
        }
        text.trim().to_owned()
    }

    async fn speak(&mut self, sentence: String) {
        let checked = self.checked(&sentence);
        let again = checked != sentence && checked == self.last;
        self.sentences.push(sentence);
        if let Some(said) = self.said.filter(|_| !again) {
            // Nobody may be listening any more.
            let _ = said.send(checked.clone()).await;
        }
        self.last = checked;
    }

    fn checked(&self, sentence: &str) -> String {
        if claims(sentence).into_iter().all(|kind| self.is_true(kind, sentence)) {
            return sentence.to_owned();
        }
        let truth = match self.proposed {
            true => "I've put this to you to confirm.",
            false => "I have not changed anything in your cart.",
        };
        let end = if sentence.ends_with('\n') { "\n" } else { " " };
        self.voice.text(truth, &[]) + end
    }

    fn is_true(&self, kind: Kind, sentence: &str) -> bool {
        let text = fold(sentence);
        let products = self.shelf.catalogue.products().iter();
        let named: Vec<&str> = products
            .filter(|product| text.contains(&fold(&product.name)))
            .map(|product| product.name.as_str())
            .collect();
        let fits = |name: &String| named.is_empty() && !self.proposed || named.contains(&name.as_str());
        match kind {
            // Nothing is ever ordered here: the way to the checkout is opened, no more.
            Kind::Ordered => false,
            Kind::Any => self.done.iter().any(|(_, name)| fits(name)),
            kind => {
                // Each product that is named must be one of those.
                let of_kind: Vec<&String> =
                    self.done.iter().filter(|(known, _)| *known == kind).map(|(_, name)| name).collect();
                of_kind.iter().any(|name| fits(name)) && named.iter().all(|name| of_kind.iter().any(|of| of == name))
            }
        }
    }
}

fn record(done: &mut Vec<(Kind, String)>, told: &Told) {
    told.lines.iter().for_each(|line| record(done, line));
    // What came out otherwise than asked for was done in part: the model is told how, and the card shows it.
    if !matches!(told.result, Ending::Applied | Ending::Adjusted) || !told.lines.is_empty() {
        return;
    }
    let kinds: &[Kind] = match told.action.kind.as_str() {
        "ADD_SUGGESTION" => &[Kind::Added],
        "REMOVE" => &[Kind::Removed],
        "UPDATE_QUANTITY" => match told.change {
            Some(change) if change.after > change.before => &[Kind::Changed, Kind::Added],
            _ => &[Kind::Changed, Kind::Removed],
        },
        "CLEAR" => &[Kind::Cleared, Kind::Removed],
        _ => &[],
    };
    done.extend(kinds.iter().map(|kind| (*kind, told.name.clone())));
}
