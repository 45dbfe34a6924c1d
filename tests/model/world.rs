//! The real engine with the tiny shop, the host calls that are not answered yet, and an observer.

use handcart::engine::Engine;
use handcart::engine::action::{Action, Proposed};
use handcart::engine::cart::{Key, Text};
use handcart::engine::clock::Millis;
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::{Answer, Event, Gesture, Said, Ticket};
use handcart::engine::outcome::{Code, OutcomeId, Undo, Verdict};
use handcart::engine::row::Edit;

use crate::act::{Act, How, Says, Wish};
use crate::common::shop::MUG;
use crate::common::sim::{Moment, Trace};
use crate::common::wishes::{CHANGED, add, by_agent, did, remove, set};
use crate::guards::{self, Reached};
use crate::mark::{EPOCH, mark};
use crate::spaces::{Budget, Space};
use crate::store::{Store, catalogue};
use crate::watch::Watch;

/// Nobody waits longer than this for a deadline: only the half-hourly read is later.
const LONG: Millis = Millis(130_000);

/// A change that the host was asked for and has not answered.
#[derive(Clone, Hash, Debug)]
pub struct Asked {
    pub ticket: Ticket,
    pub call: Call,
    /// The shop has done it.
    pub done: bool,
}

/// A state.
#[derive(Clone, Hash, Debug)]
pub struct World {
    engine: Engine,
    pub now: Millis,
    pub store: Store,
    /// The shop's cart changed, and the host has said nothing yet.
    silent: bool,
    pub calls: Vec<Asked>,
    pub reads: Vec<Ticket>,
    pub budget: Budget,
    pub watch: Watch,
    /// Proposals so far.
    pub proposals: u32,
    /// The last outcome that may be asked for again.
    pub ended: Option<OutcomeId>,
    /// The last outcome that is shown with an undo.
    pub undo: Option<OutcomeId>,
}

/// What is noted of one step.
#[derive(Default)]
pub struct Note {
    pub reached: Reached,
    pub trace: Option<Trace>,
}

impl World {
    /// The state that a space begins with.
    pub fn new(space: &Space) -> Self {
        let setup = space.setup();
        let now = Millis(EPOCH + 1_000_000);
        let mut world = Self {
            watch: Watch::new(&setup.policy),
            engine: Engine::new(now, setup),
            now,
            store: Store::new(),
            silent: false,
            calls: Vec::new(),
            reads: Vec::new(),
            budget: space.budget,
            proposals: 0,
            ended: None,
            undo: None,
        };
        let mut note = Note::default();
        world.tell(Event::Started, &mut note);
        if !space.from_the_start {
            world.read_ends(0, true, &mut note);
        }
        world
    }

    pub fn mark(&self) -> u64 {
        mark(self.now.0, self)
    }

    pub fn is_over(&self) -> bool {
        self.engine.is_destroyed() || self.watch.broken.is_some()
    }

    /// The next deadline that is not only the routine read.
    pub fn deadline(&self) -> Option<Millis> {
        self.engine.next_deadline().filter(|at| *at <= self.now + LONG)
    }

    /// Takes one step, which is one that may be taken.
    pub fn step(&mut self, act: Act, note: &mut Note) {
        match act {
            Act::Do(at, part) => {
                let asked = &mut self.calls[at];
                asked.done = true;
                self.silent |= self.watch.change.is_none_or(|change| change.ticket != asked.ticket);
                self.store.obey(&asked.call, part);
            }
            Act::Answer(at, says) => self.answer(at, says, note),
            Act::ReadEnds(at, well) => self.read_ends(at, well, note),
            Act::Tick => {
                self.now = self.deadline().expect("there is a deadline");
                self.tell(Event::DeadlineReached, note);
            }
            Act::Almost => self.now = self.deadline().expect("there is a deadline") - Millis(1),
            Act::Elsewhere(turn) => {
                self.store.turn(turn);
                self.silent = true;
            }
            Act::Event => {
                self.silent = false;
                self.tell(CHANGED, note);
            }
            Act::Restored => self.tell(Event::Restored, note),
            Act::Propose(wish) => {
                let id = self.proposals + 1;
                self.propose(wish, id, note);
            }
            Act::Replay => self.propose(Wish::Lamps(1), 1, note),
            Act::WantUndo => {
                self.proposals += 1;
                if let Some(outcome) = self.undo {
                    self.tell(Event::UndoWanted(outcome, Some(self.proposals)), note);
                }
            }
            Act::Press(at, how) => {
                let ask = &self.watch.cards[at].ask;
                let rev = if how == How::AsBefore { ask.rev - 1 } else { ask.rev };
                let press = Gesture::Confirm(ask.id, rev, how != How::ByScript);
                self.tell(did(press), note);
            }
            Act::Untick(at) => {
                let ask = &self.watch.cards[at].ask;
                let untick = Gesture::Edit(ask.id, ask.deed.rows.len() as u32 - 1, Edit::Tick(false));
                self.tell(did(untick), note);
            }
            Act::Keep(at) => {
                let id = self.watch.cards[at].ask.id;
                self.tell(did(Gesture::Keep(id)), note);
            }
            Act::Decline(at) => {
                let id = self.watch.cards[at].ask.id;
                self.tell(did(Gesture::Decline(id)), note);
            }
            Act::Step(at, quantity) => {
                let key = self.store.key(at).map_or(Key(at as u32 + 1), Key);
                self.tell(did(Gesture::SetLine(key, quantity)), note);
            }
            Act::Undo => {
                if let Some(outcome) = self.undo {
                    self.tell(did(Gesture::Undo(outcome)), note);
                }
            }
            Act::Again => {
                if let Some(outcome) = self.ended {
                    let cards = self.watch.cards.len();
                    self.tell(did(Gesture::OfferAgain(outcome)), note);
                    note.reached.when(self.watch.cards.len() > cards, guards::AGAIN);
                }
            }
            Act::Destroy => self.destroy(note),
        }
    }

    fn propose(&mut self, wish: Wish, id: u32, note: &mut Note) {
        self.proposals += 1;
        let first = Key(1);
        let action = match wish {
            Wish::Lamps(pieces) => add(&catalogue().products[0], pieces),
            Wish::Set(pieces) => set(first, pieces),
            Wish::Remove => remove(first),
            Wish::Clear => Action::Clear,
            Wish::Goods => Action::Plan(vec![add(&catalogue().products[MUG], 2), set(first, 3), remove(Key(2))]),
        };
        let id = Text::from(format!("proposal {id}"));
        let proposed = Proposed { id: Some(id), ..by_agent(action, Some(self.proposals), None) };
        self.tell(Event::Proposals(vec![proposed]), note);
    }

    fn answer(&mut self, at: usize, says: Says, note: &mut Note) {
        let Asked { ticket, .. } = self.calls.remove(at);
        self.silent = false;
        let (said, code) = match says {
            Says::YesWithCart | Says::Yes => (Said::Yes, None),
            Says::No => (Said::No, Some(Code::OutOfStock)),
            Says::Nothing => (Said::Nothing, None),
        };
        let cart = (says == Says::YesWithCart).then(|| self.store.cart());
        let answer = Answer { said, cart, words: None, code, available: None };
        self.tell(Event::MutationSettled(ticket, answer), note);
    }

    fn read_ends(&mut self, at: usize, well: bool, note: &mut Note) {
        let ticket = self.reads.remove(at);
        self.silent &= self.watch.read.is_none_or(|read| read.ticket != ticket);
        let failed = || (Code::HostError, Text::from("the shop is asleep"));
        let result = if well { Ok(self.store.cart()) } else { Err(failed()) };
        self.tell(Event::CartRead(ticket, result), note);
    }

    /// Tells the engine, and the observer what came of it.
    fn tell(&mut self, event: Event, note: &mut Note) {
        let effects = self.engine.handle(self.now, event.clone());
        for effect in &effects {
            match effect {
                Effect::ReadCart(ticket) => self.reads.push(*ticket),
                Effect::Mutate(ticket, call, _) => {
                    self.calls.push(Asked { ticket: *ticket, call: call.clone(), done: false });
                }
                Effect::Report(_, outcome) => {
                    let in_vain = match outcome.verdict {
                        Verdict::Declined | Verdict::Expired | Verdict::Rejected(_) | Verdict::Unknown => true,
                        Verdict::Applied | Verdict::Adjusted { .. } | Verdict::Withdrawn => false,
                    };
                    self.ended = Some(outcome.id).filter(|_| in_vain).or(self.ended);
                    self.undo = Some(outcome.id).filter(|_| outcome.undo == Undo::Ready).or(self.undo);
                }
                _ => {}
            }
        }
        // Who was not answered for so long never will be.
        let spare = |calls: usize| calls.saturating_sub(2);
        self.calls.drain(..spare(self.calls.len()));
        self.reads.drain(..spare(self.reads.len()));
        self.watch.saw(self.now, &event, &effects, &self.engine.view(), &mut note.reached);
        if self.engine.next_deadline().is_some_and(|next| next <= self.now) {
            self.watch.breaks("I6b", "it asks to be woken at once");
        }
        if let Some(trace) = &mut note.trace {
            let at = self.now.0 - EPOCH - 1_000_000;
            trace.push((at, Moment::In(event)));
            trace.extend(effects.into_iter().map(|effect| (at, Moment::Out(effect))));
        }
    }

    /// The end: whatever still comes of earlier calls, nothing is asked any more.
    fn destroy(&mut self, note: &mut Note) {
        note.reached.when(self.watch.change.is_some(), guards::END_IN_CHANGE);
        let mut quiet = self.engine.handle(self.now, Event::Destroyed).is_empty();
        let mut later = vec![Event::Destroyed, CHANGED, Event::DeadlineReached, Event::Restored];
        let answer =
            Answer { said: Said::Yes, cart: Some(self.store.cart()), words: None, code: None, available: None };
        later.extend(self.calls.iter().map(|asked| Event::MutationSettled(asked.ticket, answer.clone())));
        later.extend(self.reads.iter().map(|ticket| Event::CartRead(*ticket, Ok(self.store.cart()))));
        later.extend(self.watch.cards.iter().map(|card| did(Gesture::Confirm(card.ask.id, card.ask.rev, true))));
        later.push(did(Gesture::SetLine(Key(1), 3)));
        for event in later {
            quiet &= self.engine.handle(self.now + LONG, event).is_empty();
        }
        if !quiet || self.engine.next_deadline().is_some() {
            self.watch.breaks("I9", "something is asked after the end");
        }
    }

    /// Nothing happens any more but what must: deadlines come, and a host that is `kind` does what it is asked. In the end
    /// nothing is open, busy or owed.
    pub fn comes_to_rest(&self, kind: bool) -> Result<(), crate::watch::Broken> {
        let mut world = self.clone();
        let mut note = Note::default();
        let last = self.now + LONG + LONG;
        for _ in 0..200 {
            let of = |asked: &Asked| world.watch.change.is_some_and(|change| change.ticket == asked.ticket);
            let call = world.calls.iter().position(of).filter(|_| kind);
            let read = world.watch.read.and_then(|read| world.reads.iter().position(|ticket| *ticket == read.ticket));
            if let Some(at) = call {
                if !world.calls[at].done {
                    world.step(Act::Do(at, false), &mut note);
                }
                world.step(Act::Answer(at, Says::YesWithCart), &mut note);
            } else if let Some(at) = read.filter(|_| kind) {
                world.step(Act::ReadEnds(at, true), &mut note);
            } else if world.deadline().is_some_and(|at| at <= last) {
                world.step(Act::Tick, &mut note);
            } else {
                return world.rests(kind);
            }
            if let Some(broken) = world.watch.broken {
                return Err(broken);
            }
        }
        Err(("I6b", "it does not come to rest"))
    }

    fn rests(&self, kind: bool) -> Result<(), crate::watch::Broken> {
        let view = self.engine.view();
        let side = view.cart.as_ref().ok_or(("I8", "the cart is gone"))?;
        let busy = !side.pending.is_empty() || side.clearing;
        let shown = side.cart.as_deref() == Some(&*self.store.cart());
        let rules = [
            (self.watch.cards.is_empty(), ("I8", "a card is open for ever")),
            (!busy, ("I8", "it is busy for ever")),
            (self.watch.waits_for_nothing(), ("I8", "what was asked has no end")),
            (self.watch.owed.nothing(), ("I6", "no read ever begins")),
            (shown || !kind || self.silent || !self.watch.known, ("I7", "what is shown is not what is in the shop")),
        ];
        rules.into_iter().find(|(so, _)| !so).map_or(Ok(()), |(_, broken)| Err(broken))
    }
}
