//! What the widget decides. It knows no clock, no timer, no callback, no page and no wire format: time and events come
//! in, effects go out.

pub mod action;
#[cfg_attr(not(feature = "caps"), path = "uncapped.rs")]
pub mod caps;
pub mod cart;
pub mod clock;
pub mod deed;
pub mod effect;
pub mod event;
pub mod feed;
pub mod life;
pub mod list;
pub mod memory;
pub mod mutate;
pub mod outcome;
pub mod plan;
pub mod planted;
pub mod product;
pub mod propose;
pub mod refresh;
pub mod retry;
pub mod row;
pub mod text;
pub mod undo;
pub mod verify;
pub mod view;

mod carry;
mod converse;
mod gesture;
mod reading;
mod show;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use cart::{Cart, Text};
use clock::{Millis, Policy, sooner};
use effect::{Effect, Warning};
use event::{Event, Ticket};
use feed::Feed;
use memory::Memory;
use mutate::Mutate;
use outcome::{Code, OutcomeId};
use planted::{Fault, planted};
use propose::Propose;
use refresh::{Cause, Refresh};
use retry::Lapses;
use undo::Undoable;
use view::{EntryId, Freshness, Panel, Toast, ToastId};

/// What the host lets the widget do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Abilities {
    /// The cart is enabled.
    pub cart: bool,
    /// There is `onClearCart`; else a clear removes line by line.
    pub clear: bool,
    /// There is `onSetDestinationCountry`.
    pub country: bool,
    /// There is `onCheckout`.
    pub checkout: bool,
    /// There is an agent to talk to.
    pub agent: bool,
    /// It keeps what it is told until there is a connection.
    pub waits: bool,
}

impl Abilities {
    /// The side that an opened panel shows: the conversation, or the cart where there is nobody to talk to.
    #[must_use]
    pub const fn face(self) -> view::Face {
        if self.agent || !self.cart { view::Face::Talk } else { view::Face::Cart }
    }
}

/// What the engine is told at the start.
#[derive(Debug, Clone, Hash, Default)]
pub struct Setup {
    /// What the host lets the widget do.
    pub abilities: Abilities,
    /// Durations and limits.
    pub policy: Policy,
    /// The badge before the first read.
    pub initial_count: u32,
    /// Whether the panel is open from the start.
    pub open: bool,
    /// What was kept of an engine that was lost; `None` for the first one.
    pub memory: Option<Box<Memory>>,
}

/// The conversation's state.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Talk {
    /// Nothing is asked.
    Quiet,
    /// The agent was asked.
    Waiting {
        ticket: Ticket,
        give_up: Millis,
        /// What stands in the feed of an answer that is not whole yet.
        heard: Option<EntryId>,
        /// What the agent does meanwhile; empty: it thinks.
        status: Text,
    },
}

/// The checkout's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Checkout {
    /// Not pressed.
    Shut,
    /// The host was told; the button rests until then.
    Opening { until: Millis },
}

/// Who waits for the cart to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reader {
    /// A promise of the page's code.
    Promise(u32),
    /// "Try again" at this outcome.
    Retry(OutcomeId),
}

/// The engine.
#[derive(Debug, Clone, Hash)]
pub struct Engine {
    setup: Setup,
    cart: Option<Rc<Cart>>,
    freshness: Freshness,
    refresh: Refresh,
    mutate: Mutate,
    propose: Propose,
    feed: Feed,
    talk: Talk,
    checkout: Checkout,
    panel: Panel,
    online: bool,
    toasts: Vec<Rc<Toast>>,
    toasts_held: bool,
    undoable: Vec<Undoable>,
    lapses: Lapses,
    /// Who waits for a read that starts after the wish.
    readers: Vec<Reader>,
    /// How many of them, from the first, the read in flight began after.
    served: usize,
    warned: Vec<Warning>,
    dialog: Option<Rc<view::Ask>>,
    ids: Ids,
    /// The time of the event that is being handled.
    now: Millis,
    destroyed: bool,
    out: Vec<Effect>,
}

/// The last number given to each kind of thing.
#[derive(Debug, Clone, Hash, Default)]
struct Ids {
    /// The last one of an engine that was lost.
    before: u32,
    ticket: u32,
    operation: u32,
    call: u32,
    outcome: u32,
    toast: u32,
}

impl Engine {
    /// An engine that waits for [`Event::Started`].
    #[must_use]
    pub fn new(now: Millis, setup: Setup) -> Self {
        let refresh = Refresh::new(now, &setup.policy);
        let panel = if setup.open { Panel::Open(setup.abilities.face()) } else { Panel::Closed };
        Self {
            setup,
            cart: None,
            freshness: Freshness::Reading,
            refresh,
            mutate: Mutate::default(),
            propose: Propose::default(),
            feed: Feed::default(),
            talk: Talk::Quiet,
            checkout: Checkout::Shut,
            panel,
            online: true,
            toasts: Vec::new(),
            toasts_held: false,
            undoable: Vec::new(),
            lapses: Lapses::default(),
            readers: Vec::new(),
            served: 0,
            warned: Vec::new(),
            dialog: None,
            ids: Ids::default(),
            now,
            destroyed: false,
            out: Vec::new(),
        }
    }

    /// Takes one event and says what is to be done. After [`Event::Destroyed`] nothing is ever asked again.
    #[must_use]
    pub fn handle(&mut self, now: Millis, event: Event) -> Vec<Effect> {
        if self.destroyed {
            return Vec::new();
        }
        self.now = now;
        let layout = (self.feed.layout(), self.panel);
        self.pass_time(now);
        match event {
            Event::Started => {
                if let Some(memory) = self.setup.memory.take() {
                    self.recall(memory);
                }
                self.doubt(now);
            }
            Event::CartChanged { operation } => {
                // Our own change brings its cart with it, unless it was given up on.
                let ours = operation
                    .is_some_and(|id| id > self.ids.before && id <= self.ids.operation && !self.mutate.gave_up(id));
                if !(ours || planted(Fault::Skip) && self.mutate.is_running()) {
                    self.want(now, Cause::Event);
                }
            }
            Event::Restored => {
                self.refresh.calm_down(now, &self.setup.policy);
                self.propose.moved(now, &self.setup.policy);
                self.doubt(now);
            }
            Event::Returned(away) => {
                self.refresh.calm_down(now, &self.setup.policy);
                self.propose.moved(now, &self.setup.policy);
                if away >= self.setup.policy.away || matches!(self.freshness, Freshness::Old | Freshness::Failed) {
                    self.doubt(now);
                }
            }
            Event::Online(online) => {
                let back = online && !self.online;
                self.online = online;
                if back {
                    self.want(now, Cause::Wish);
                }
            }
            Event::DeadlineReached => {}
            Event::CartRead(ticket, result) => self.cart_read(now, ticket, result),
            Event::MutationSettled(ticket, answer) => self.settled(now, ticket, answer),
            Event::CheckoutEnded(worked) => self.checkout_ended(worked),
            Event::Heard(ticket, heard) => self.heard(ticket, heard),
            Event::Answered(ticket, turn) => self.answered(now, ticket, turn),
            Event::Told(turn) => self.told(now, turn),
            Event::Proposals(all) => all.into_iter().for_each(|one| _ = self.offer(now, one, false, None)),
            Event::GaveUp(reply) => self.gave_up(now, reply),
            Event::ReadWanted(reader) => {
                self.readers.extend(reader.map(Reader::Promise));
                self.want(now, Cause::Wish);
                if !self.setup.abilities.cart {
                    self.served = self.readers.len();
                    self.answer_readers();
                }
            }
            Event::UndoWanted(outcome, reply) => self.propose_undo(now, outcome, reply),
            Event::Did(gesture) => self.did(now, gesture),
            Event::Destroyed => {
                self.destroyed = true;
                self.out.clear();
                return Vec::new();
            }
        }
        self.advance(now);
        if (self.feed.layout(), self.panel) != layout {
            self.propose.moved(now, &self.setup.policy);
        }
        self.draw_cards();
        core::mem::take(&mut self.out)
    }

    /// What there is to see was drawn, and now it is this late.
    pub fn drawn(&mut self, now: Millis) {
        self.propose.drawn(self.now, now);
    }

    /// The nearest moment at which [`Event::DeadlineReached`] is to be sent.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Millis> {
        if self.destroyed {
            return None;
        }
        let mut next = None;
        let mut at = |moment: Option<Millis>| next = sooner(next, moment);
        if self.setup.abilities.cart {
            at(self.refresh.deadline(self.mutate.is_running()));
        }
        if let Talk::Waiting { give_up, .. } = self.talk {
            at(Some(give_up));
        }
        if let Checkout::Opening { until } = self.checkout {
            at(Some(until));
        }
        self.toasts.iter().filter(|_| !self.toasts_held).for_each(|toast| at(Some(toast.until)));
        at(self.mutate.deadline());
        at(self.propose.deadline(self.now));
        next
    }

    /// Whether the widget was taken away: nothing is called, asked or drawn any more.
    #[must_use]
    pub fn is_destroyed(&self) -> bool {
        self.destroyed
    }

    /// What time alone brings about.
    fn pass_time(&mut self, now: Millis) {
        if let Some(ticket) = self.mutate.overdue(now) {
            self.emit(Effect::Abort(ticket));
            self.doubt(now);
        }
        if let Some(why) = self.refresh.overdue(now) {
            self.read_failed(now, why);
        }
        for deed in self.propose.warn(now, &self.setup.policy) {
            self.announce(view::Spoken::Soon(deed), false);
        }
        for id in self.propose.expired(now) {
            self.expire(now, id);
        }
        if let Talk::Waiting { ticket, give_up, .. } = self.talk
            && give_up <= now
        {
            self.emit(Effect::StopAsking(ticket));
            self.no_answer(Code::Timeout);
        }
        if let Checkout::Opening { until } = self.checkout
            && until <= now
        {
            self.checkout = Checkout::Shut;
        }
        if !self.toasts_held {
            self.toasts.retain(|toast| toast.until > now);
        }
    }

    /// Starts what can start: first the next confirmed job, else a read that is due.
    fn advance(&mut self, now: Millis) {
        if !self.setup.abilities.cart {
            return;
        }
        // A read that a change put off goes before the next change, so that no stream of changes can keep it away.
        self.start_read(now);
        while !self.awaits_read() {
            let Some(job) = self.next_job() else { break };
            self.begin(job);
        }
        self.start_read(now);
    }

    fn ticket(&mut self) -> Ticket {
        self.ids.ticket = self.ids.ticket.wrapping_add(1);
        Ticket(self.ids.ticket)
    }

    fn outcome_id(&mut self) -> OutcomeId {
        self.ids.outcome = self.ids.outcome.wrapping_add(1);
        OutcomeId(self.ids.outcome)
    }

    fn toast_id(&mut self) -> ToastId {
        self.ids.toast = self.ids.toast.wrapping_add(1);
        ToastId(self.ids.toast)
    }

    #[inline(never)]
    fn emit(&mut self, effect: Effect) {
        self.out.push(effect);
    }

    /// Tells a screen reader; `urgent`: at once.
    #[inline(never)]
    fn announce(&mut self, spoken: view::Spoken, urgent: bool) {
        self.emit(Effect::Announce(spoken, urgent));
    }

    #[inline(never)]
    fn note(&mut self, kind: view::Kind) -> view::EntryId {
        self.feed.push(kind, self.setup.policy.feed)
    }

    fn warn(&mut self, warning: Warning) {
        if !self.warned.contains(&warning) {
            self.warned.push(warning);
            self.emit(Effect::Warn(warning));
        }
    }
}
