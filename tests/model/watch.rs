//! The observer: it sees what crosses the engine's border, knows the laws (`src/ARCHITECTURE.md`) and not the engine.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Cart, Key};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::effect::{Call, Effect, Operation};
use handcart::engine::event::{Event, Gesture, ProposalId, Said, Ticket};
use handcart::engine::outcome::{Outcome, Verdict};
use handcart::engine::view::{Kind, Panel, Stage, View};

use crate::caps::{self, gained, gained_by};
use crate::consent::{Card, Consent, Due, Pressed, charge, differs, of_deed};
use crate::fresh::Owed;
use crate::guards::{self, Reached};
use crate::offers::Offers;
use crate::operations::{Operations, applies};
use crate::undos::Undos;
use crate::verdict::{Doings, is_change};

/// A law, and how it was broken.
pub type Broken = (&'static str, &'static str);

/// A host call in flight.
#[derive(Clone, Copy, Hash, Debug)]
pub struct Flight {
    pub ticket: Ticket,
    pub give_up: Millis,
}

/// What an observer remembers.
#[derive(Clone, Hash, Debug)]
pub struct Watch {
    policy: Rc<Policy>,
    told: Option<Rc<Cart>>,
    /// The last word of the host was a cart.
    pub known: bool,
    pub change: Option<Flight>,
    pub read: Option<Flight>,
    operations: Operations,
    /// Cards that a read brought: only "Try again" makes such.
    brought: Vec<ProposalId>,
    doings: Doings,
    consents: Vec<Consent>,
    pub cards: Vec<Card>,
    layout: Option<(usize, Panel)>,
    offers: Offers,
    /// What was last asked of each line, until it has its end.
    steps: Vec<(Key, Option<u32>)>,
    undos: Undos,
    pub owed: Owed,
    /// A change ended just now and brought no cart.
    unread: bool,
    pub broken: Option<Broken>,
    /// The time of what is being looked at.
    now: Millis,
}

impl Watch {
    pub fn new(policy: &Policy) -> Self {
        Self {
            policy: Rc::new(policy.clone()),
            told: None,
            known: false,
            change: None,
            read: None,
            operations: Operations::default(),
            brought: Vec::new(),
            doings: Doings::default(),
            consents: Vec::new(),
            cards: Vec::new(),
            layout: None,
            offers: Offers::default(),
            steps: Vec::new(),
            undos: Undos::default(),
            owed: Owed::default(),
            unread: false,
            broken: None,
            now: Millis(0),
        }
    }

    pub fn breaks(&mut self, law: &'static str, how: &'static str) {
        self.broken.get_or_insert((law, how));
    }

    fn must(&mut self, so: bool, law: &'static str, how: &'static str) {
        if !so {
            self.breaks(law, how);
        }
    }

    /// Whether everything that was asked has its end, as far as this observer waits for one.
    pub fn waits_for_nothing(&self) -> bool {
        self.offers.all_ended() && self.steps.is_empty() && self.change.is_none()
    }

    /// One event with all that came of it.
    pub fn saw(&mut self, now: Millis, event: &Event, effects: &[Effect], view: &View, reached: &mut Reached) {
        self.now = now;
        self.time_out(now, effects, reached);
        let pressed = self.happened(now, event, reached);
        for effect in effects {
            self.asked(now, effect, reached);
        }
        self.drew(now, view, event, reached);
        if let Some((id, invited)) = pressed {
            let taken = self.cards.iter().find(|card| card.ask.id == id).is_none_or(|card| !card.is_open());
            self.must(taken || !invited, "I8", "a press that counts did nothing");
            if !taken {
                self.consents.retain(|consent| consent.by != Pressed::Card(id));
            }
        }
        if std::mem::take(&mut self.unread) {
            self.owed.doubt(now);
        }
        let free = self.change.is_none() && self.read.is_none();
        if free && self.owed.overdue(now) {
            self.breaks("I6", "a read should have begun");
        }
    }

    /// Calls whose time is over have ended, whatever still comes of them.
    fn time_out(&mut self, now: Millis, effects: &[Effect], reached: &mut Reached) {
        if let Some(change) = self.change.take_if(|change| change.give_up <= now) {
            let aborted = effects.contains(&Effect::Abort(change.ticket));
            self.must(aborted, "I8", "a change was not given up on in time");
            self.doings.timed_out();
            self.owed.call_ended(now);
            self.owed.doubt(now);
            reached.hit(guards::CHANGE_TIMES_OUT);
        }
        if self.read.take_if(|read| read.give_up <= now).is_some() {
            self.known = false;
            self.owed.read_ended(now, None);
            self.operations.read_ended(false);
            self.doings.read_ended(None);
            reached.hit(guards::READ_TIMES_OUT);
        }
    }

    fn tell(&mut self, cart: &Rc<Cart>) -> bool {
        let new = self.told.as_ref() != Some(cart);
        self.known = true;
        self.told = Some(cart.clone());
        if new {
            self.owed.calm();
        }
        new
    }

    /// What came in. Returns the card that was pressed, if the press was one that counts, and whether it must be heeded.
    fn happened(&mut self, now: Millis, event: &Event, reached: &mut Reached) -> Option<(ProposalId, bool)> {
        match event {
            Event::CartChanged { .. } => {
                self.owed.event(now, self.policy.latest);
                reached.when(self.change.is_some(), guards::EVENT_IN_CHANGE);
                reached.when(self.read.is_some(), guards::EVENT_IN_READ);
            }
            Event::Started | Event::Restored => {
                self.owed.calm();
                self.owed.doubt(now);
            }
            Event::CartRead(ticket, result) => match self.read.take_if(|read| read.ticket == *ticket) {
                Some(_) => {
                    self.known = false;
                    let new = result.as_ref().ok().map(|cart| self.tell(cart));
                    self.operations.read_ended(new.is_some());
                    self.doings.read_ended(result.as_ref().ok());
                    self.owed.read_ended(now, new);
                    reached.when(new.is_none(), guards::READ_FAILS);
                }
                None => reached.hit(guards::STALE_READ),
            },
            Event::MutationSettled(ticket, answer) => {
                let yes = answer.said == Said::Yes;
                let cart = answer.cart.as_ref().filter(|_| yes);
                let change = self.change.take_if(|change| change.ticket == *ticket);
                if change.is_some() {
                    self.doings.answered(yes, cart);
                }
                match (change, cart) {
                    (Some(_), Some(cart)) => {
                        self.tell(cart);
                        self.owed.call_ended(now);
                    }
                    (Some(_), None) => {
                        self.owed.call_ended(now);
                        self.unread = true;
                    }
                    (None, _) => {
                        self.owed.doubt(now);
                        reached.hit(guards::LATE_ANSWER);
                    }
                }
            }
            Event::Proposals(all) => {
                for proposed in all {
                    reached.when(self.offers.proposed(proposed), guards::REPLAY);
                }
            }
            Event::UndoWanted(_, reply) => self.offers.promised(*reply),
            Event::Did(gesture) => {
                self.owed.calm();
                return self.did(now, gesture, reached);
            }
            _ => {}
        }
        None
    }

    fn did(&mut self, now: Millis, gesture: &Gesture, reached: &mut Reached) -> Option<(ProposalId, bool)> {
        let cart = self.told.clone();
        let line = |key: Key| cart.as_ref().and_then(|cart| cart.line(key)).map(|line| line.product.clone());
        let (by, dues) = match gesture {
            Gesture::Confirm(id, rev, trusted) => {
                let card = self.cards.iter().find(|card| card.ask.id == *id)?;
                let (stage, drawn) = (card.ask.stage, card.ask.rev == *rev);
                reached.when(stage == Stage::Ready && drawn && !trusted, guards::BY_A_SCRIPT);
                reached.when(stage == Stage::Ready && !drawn && *trusted, guards::OLD_DRAWING);
                reached.when(stage == Stage::Arming && drawn && *trusted, guards::TOO_EARLY);
                reached.when(stage == Stage::Working, guards::PRESSED_AGAIN);
                if !card.counts(now, *rev, *trusted) {
                    return None;
                }
                let dues = of_deed(&card.ask.deed, cart.as_deref());
                self.consents.push(Consent { by: Pressed::Card(*id), dues });
                return Some((*id, stage == Stage::Ready));
            }
            Gesture::SetLine(key, 0) | Gesture::RemoveLine(key) => {
                let dues: Vec<_> = line(*key).map(|it| Due::Remove(*key, it)).into_iter().collect();
                self.step(*key, None, !dues.is_empty());
                (Pressed::Line, dues)
            }
            Gesture::SetLine(key, quantity) => {
                let dues: Vec<_> = line(*key).map(|it| Due::Set(*key, it, *quantity)).into_iter().collect();
                self.step(*key, Some(*quantity), !dues.is_empty());
                (Pressed::Line, dues)
            }
            Gesture::Undo(id) => (Pressed::Undo(*id), self.undos.dues(*id)),
            Gesture::Keep(id) => {
                let card = self.cards.iter_mut().find(|card| card.ask.id == *id);
                reached.when(card.is_some_and(|card| card.keep(now, &self.policy)), guards::KEPT);
                return None;
            }
            Gesture::OfferAgain(_) => {
                self.operations.wanted();
                return None;
            }
            _ => return None,
        };
        if !dues.is_empty() {
            self.consents.push(Consent { by, dues });
        }
        None
    }

    /// A line that is there was asked to be so; what was asked of it before, and waits, is over.
    fn step(&mut self, key: Key, quantity: Option<u32>, there: bool) {
        if there {
            self.steps.retain(|(other, _)| *other != key);
            self.steps.push((key, quantity));
        }
    }

    /// What was asked of the outside.
    fn asked(&mut self, now: Millis, effect: &Effect, reached: &mut Reached) {
        match effect {
            Effect::ReadCart(ticket) => {
                self.must(self.change.is_none(), "I5", "a read began while a change was in flight");
                self.must(self.read.is_none(), "I5", "two reads in flight");
                self.read = Some(Flight { ticket: *ticket, give_up: now + self.policy.read });
                self.operations.read_began();
                self.owed.read_began();
                self.unread = false;
            }
            Effect::Mutate(ticket, call, operation) => {
                self.must(self.change.is_none(), "I5", "two changes in flight");
                if self.read.take().is_some() {
                    self.owed.doubt(now);
                    self.operations.read_ended(false);
                    reached.hit(guards::READ_DROPPED);
                }
                self.change = Some(Flight { ticket: *ticket, give_up: now + self.policy.mutation });
                self.called(call, operation, reached);
            }
            Effect::Report(reply, outcome) => self.reported(*reply, outcome, reached),
            Effect::Refuse(Some(reply), why) => {
                reached.when(why.detail.contains("caps.maxCartValue"), guards::ABOVE_A_CAP);
                let ended = self.offers.refused(*reply);
                self.must(ended, "I8", "a proposal has two ends");
            }
            Effect::Ask(..) => self.breaks("I12", "the agent is told what nobody said"),
            Effect::TellChanged(outcome, cart) => {
                self.must(
                    is_change(outcome) && self.told.as_ref() == Some(cart),
                    "V",
                    "the page is told what is not so",
                );
            }
            _ => {}
        }
    }

    fn called(&mut self, call: &Call, operation: &Operation, reached: &mut Reached) {
        reached.hit(guards::CHANGE);
        reached.when(!self.operations.none(), guards::TWO_CHANGES);
        reached.when(operation.attempt > 1, guards::TRIED_AGAIN);
        let numbered = self.operations.called(call, operation);
        self.must(numbered, "I2", "an operation was there before");
        let told = self.told.clone();
        let known = told.clone().filter(|_| self.known);
        // Of an action the last call counts.
        self.unread &= !self.doings.goes_on();
        reached.when(matches!(call, Call::Remove { .. }) && self.doings.goes_on(), guards::LINE_BY_LINE);
        self.doings.called(operation.id, known);
        let fits = operation.source == Source::Shopper
            || caps::fits(gained_by(call), told.as_deref().filter(|_| self.known), &self.policy);
        self.must(fits, "I13", "a call that leads above a cap");
        self.must(applies(call, told.as_deref()), "I4", "a line that the cart does not hold so");
        match charge(&mut self.consents, call, told.as_deref()) {
            None => self.breaks("I1", "nobody agreed to this call"),
            Some(by) => {
                let again = self.brought.iter().any(|id| Pressed::Card(*id) == by);
                self.must(!again || operation.attempt > 1, "I2", "what is tried again has a new id");
                self.undos.paid(by);
            }
        }
    }

    fn reported(&mut self, reply: Option<u32>, outcome: &Rc<Outcome>, reached: &mut Reached) {
        if let Some(reply) = reply {
            let ended = self.offers.ended(reply);
            self.must(ended, "I8", "a proposal has two ends");
        }
        reached.outcome(outcome);
        reached.when(outcome.operation.is_some() && !self.doings.in_hand(), guards::ARRIVED);
        let cart = self.told.clone().filter(|_| self.known);
        let (wrong, changed) = self.doings.told(outcome, cart.as_deref());
        self.must(wrong.is_none(), "V", wrong.unwrap_or_default());
        self.undos.ended(outcome, &changed);
        let over = self.cards.iter().any(|card| card.is_open() && !card.in_time(self.now));
        self.must(over || outcome.verdict != Verdict::Expired, "I8", "a card lapsed before its time");
        if let Some(id) = outcome.undoes.filter(|_| outcome.source == Source::Shopper) {
            self.consents.retain(|consent| consent.by != Pressed::Undo(id));
        }
        let step = match outcome.deed.action {
            Action::SetQuantity { key, quantity } => Some((key, Some(quantity))),
            Action::Remove { key } => Some((key, None)),
            _ => None,
        };
        self.steps.retain(|other| Some(*other) != step);
    }

    /// What is seen now.
    fn drew(&mut self, now: Millis, view: &View, event: &Event, reached: &mut Reached) {
        let shown = view.cart.as_ref().and_then(|side| side.cart.as_ref());
        self.must(shown == self.told.as_ref(), "I7", "the cart shown is not the one told last");
        let talk = view.feed.iter().filter_map(|entry| if let Kind::Ask(ask) = &entry.kind { Some(ask) } else { None });
        let layout = Some((view.feed.len(), view.panel));
        let moved = std::mem::replace(&mut self.layout, layout) != layout;
        let of_a_read = matches!(event, Event::CartRead(..));
        let own = matches!(event, Event::Did(Gesture::Edit(..)));
        let before = std::mem::take(&mut self.cards);
        for ask in talk.chain(&view.dialog) {
            let earlier = before.iter().find(|card| card.ask.id == ask.id);
            let mut card = Card::drawn(now, ask, earlier, own, &self.policy);
            if moved {
                card.moved(now, &self.policy);
            }
            self.must(earlier.is_none_or(|card| card.keeps_its_word(ask)), "I3", "a card changed under its revision");
            if card.is_open() {
                let stale = self.told.as_ref().is_some_and(|cart| differs(&ask.deed, cart));
                self.must(!stale, "I3", "a card says another thing than the cart");
                self.must(card.in_time(now), "I8", "a card is open beyond its time");
                self.must(card.warns_well(now, &self.policy), "I8", "a card says otherwise than it lapses");
                reached.when(ask.soon, guards::LAPSES_SOON);
                let fits =
                    ask.source == Source::Shopper || caps::fits(gained(&ask.deed), self.told.as_deref(), &self.policy);
                self.must(fits, "I13", "a card that leads above a cap");
            }
            let whole = !matches!(ask.deed.action, Action::Clear | Action::Plan(_));
            if of_a_read && earlier.is_none() && whole {
                self.brought.push(ask.id);
            }
            reached.when(ask.changed.is_some(), guards::OFFERED_ANEW);
            self.cards.push(card);
        }
        let open = self.cards.iter().filter(|card| card.is_open()).count();
        self.must(open <= 3, "I10", "more than three cards wait");
        let cards = &self.cards;
        self.consents.retain(|consent| match consent.by {
            Pressed::Card(id) => cards.iter().any(|card| card.ask.id == id),
            _ => true,
        });
        self.must(!self.offers.twice(), "I2", "a proposal was taken twice");
        reached.when(self.consents.len() > 1 && self.change.is_some(), guards::THREE_WAIT);
    }
}
