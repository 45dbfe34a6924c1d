//! A conversation: its frames with their numbers, kept for whoever comes back, and what waits to be done.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use crate::stores::{Asked, Cart, Change, Place, Told};

use super::frame::{self, Message};

/// Frames that are kept, and their bytes.
const FRAMES: usize = 500;
const BYTES: usize = 2 * 1024 * 1024;
/// Messages and operations that are remembered.
const SEEN: usize = 200;
const OPERATIONS: usize = 50;

/// What the assistant has to say next.
#[derive(Debug)]
pub(super) enum Talk {
    /// An answer.
    Answer(Message),
    /// What there is instead of what the store refused.
    Instead { id: String, sku: String, name: String, reason: String },
}

/// A change that waits for its turn.
#[derive(Debug)]
pub(super) struct Act {
    pub(super) id: String,
    pub(super) change: Change,
}

/// A change that was asked for, and how often.
#[derive(Debug)]
struct Operation {
    id: String,
    attempt: u32,
    change: Change,
    asked: Option<Asked>,
    told: Option<Told>,
}

/// What became of something that came in.
#[derive(Debug, PartialEq)]
pub(super) enum Taken {
    /// It waits for its turn.
    Waiting,
    /// It was here before; the answer, when there is one.
    Known(Option<Value>),
    /// Too much waits already.
    Full,
    /// The same id stood for something else.
    Conflict,
}

#[derive(Debug, Default)]
struct State {
    seq: u64,
    log: VecDeque<(u64, Utf8Bytes)>,
    bytes: usize,
    seen: VecDeque<String>,
    operations: VecDeque<Operation>,
    dialog: Option<String>,
    language: Option<String>,
    cart: Option<Cart>,
}

/// A conversation.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) id: String,
    pub(super) place: Place,
    state: Mutex<State>,
    news: watch::Sender<u64>,
    talks: mpsc::Sender<Talk>,
    acts: mpsc::Sender<Act>,
}

impl Room {
    /// A conversation whose last frame had the number `seq`.
    pub(super) fn new(
        id: String,
        place: Place,
        (dialog, seq): (Option<String>, u64),
        talks: mpsc::Sender<Talk>,
        acts: mpsc::Sender<Act>,
    ) -> Self {
        let state = State { seq, dialog, ..State::default() };
        Self { id, place, state: Mutex::new(state), news: watch::Sender::new(seq), talks, acts }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says something to everybody in the conversation.
    pub(super) fn tell(&self, mut said: Value) {
        let mut state = self.state();
        state.seq += 1;
        let seq = state.seq;
        if let Some(fields) = said.as_object_mut() {
            fields.insert("seq".to_owned(), json!(seq));
        }
        let said = frame::text(&said);
        state.bytes += said.len();
        state.log.push_back((seq, said));
        while state.log.len() > FRAMES || (state.bytes > BYTES && state.log.len() > 1) {
            let gone = state.log.pop_front().map_or(0, |(_, said)| said.len());
            state.bytes -= gone;
        }
        self.news.send_replace(seq);
    }

    /// Hears when something was said.
    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Whether anybody is connected.
    pub(super) fn is_visited(&self) -> bool {
        self.news.receiver_count() > 0
    }

    /// What was said after a frame, as far as it is kept, and whether that is everything.
    pub(super) fn after(&self, seq: u64) -> (Vec<(u64, Utf8Bytes)>, bool) {
        let state = self.state();
        let whole = state.log.front().map_or(state.seq <= seq, |(first, _)| *first <= seq.saturating_add(1));
        (state.log.iter().filter(|(at, _)| *at > seq).cloned().collect(), whole)
    }

    /// The number of the last frame. A client that has seen a later one, before this server was started anew, counts.
    pub(super) fn seq(&self, seen: Option<u64>) -> u64 {
        let mut state = self.state();
        let lost = seen.filter(|seen| *seen > state.seq && *seen < 1 << 48 && state.log.is_empty());
        state.seq = lost.unwrap_or(state.seq);
        state.seq
    }

    /// Takes a message, once.
    pub(super) fn message(&self, message: Message) -> Taken {
        let mut state = self.state();
        if state.seen.contains(&message.id) {
            return Taken::Known(None);
        }
        let id = message.id.clone();
        if self.talks.try_send(Talk::Answer(message)).is_err() {
            return Taken::Full;
        }
        state.seen.push_back(id);
        if state.seen.len() > SEEN {
            state.seen.pop_front();
        }
        Taken::Waiting
    }

    /// Takes a change: once for each attempt, and never again after it was done.
    pub(super) fn action(&self, id: String, attempt: u32, change: Change) -> Taken {
        let mut state = self.state();
        if let Some(known) = state.operations.iter_mut().find(|known| known.id == id) {
            let done = matches!(known.told, Some(Told::Done(_)));
            if known.change != change {
                return Taken::Conflict;
            }
            if done || attempt <= known.attempt || known.told.is_none() {
                return Taken::Known(known.told.as_ref().map(|told| told.frame(&id)));
            }
            if self.acts.try_send(Act { id, change }).is_err() {
                return Taken::Full;
            }
            known.attempt = attempt;
            known.told = None;
            return Taken::Waiting;
        }
        if self.acts.try_send(Act { id: id.clone(), change: change.clone() }).is_err() {
            return Taken::Full;
        }
        state.operations.push_back(Operation { id, attempt, change, asked: None, told: None });
        if state.operations.len() > OPERATIONS {
            state.operations.pop_front();
        }
        Taken::Waiting
    }

    /// The request of an operation, when it was made before.
    pub(super) fn asked(&self, id: &str) -> Option<Asked> {
        self.state().operations.iter().find(|known| known.id == id)?.asked.clone()
    }

    /// Keeps the request of an operation.
    pub(super) fn asks(&self, asked: &Asked) {
        if let Some(known) = self.state().operations.iter_mut().find(|known| known.id == asked.key) {
            known.asked = Some(asked.clone());
        }
    }

    /// Keeps how an operation ended.
    pub(super) fn told(&self, id: &str, told: &Told) {
        if let Some(known) = self.state().operations.iter_mut().find(|known| known.id == id) {
            known.told = Some(told.clone());
        }
    }

    /// Says what there is instead, when there is room for it.
    pub(super) fn suggest(&self, talk: Talk) {
        // An assistant that has too much to say may leave this out.
        let _ = self.talks.try_send(talk);
    }

    /// The cart as it was last told.
    pub(super) fn cart(&self) -> Option<Cart> {
        self.state().cart.clone()
    }

    /// Keeps the cart. One that could not be had is not known any more.
    pub(super) fn set_cart(&self, cart: Option<Cart>) {
        self.state().cart = cart;
    }

    /// The agent's conversation, and the language.
    pub(super) fn dialog(&self) -> (Option<String>, Option<String>) {
        let state = self.state();
        (state.dialog.clone(), state.language.clone())
    }

    /// Keeps the agent's conversation.
    pub(super) fn set_dialog(&self, dialog: String) {
        self.state().dialog = Some(dialog);
    }

    /// Keeps the language.
    pub(super) fn set_language(&self, language: Option<String>) {
        self.state().language = language;
    }
}
