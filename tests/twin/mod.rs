//! A second engine, as plain as can be: it keeps lists of what happened and answers every question by going over them.
//! It shares nothing with the real one but the shape of what goes in and comes out, and is told the same. What it does is
//! what the laws say. Where they leave a choice (who is told first, where the focus goes, when a failed read is tried
//! again) it follows the real one, and says in words how.

mod again;
mod cards;
mod changes;
mod ends;
mod facts;
mod plans;
mod reads;
mod steps;
mod talk;

use std::rc::Rc;

use handcart::engine::Abilities;
use handcart::engine::caps::Caps;
use handcart::engine::cart::{Cart, Text};
use handcart::engine::clock::Policy;
use handcart::engine::effect::{Effect, Warning};
use handcart::engine::event::{Event, Gesture, Ticket};
use handcart::engine::memory::Memory;
use handcart::engine::row::Edit;
use handcart::engine::view::{EntryId, Face, Notice, Panel, Spoken};

use again::Again;
use cards::Card;
use changes::{Call, Job};
use ends::Ended;
use plans::Plan;
use reads::{Read, Reader, Told, Wish};
use talk::{Asking, Row};

/// The second engine.
pub struct Twin {
    can: Abilities,
    rules: Policy,
    /// What the page kept of an engine that was lost.
    memory: Memory,
    now: u64,
    out: Vec<Effect>,
    tickets: u32,
    warned: Vec<Warning>,
    /// What the host told last, and whether its last word was that.
    cart: Option<Rc<Cart>>,
    told: Told,
    /// Reasons to read since the last read began.
    wishes: Vec<Wish>,
    reads: Vec<Read>,
    /// From this read on echoes count: then a person acted, the cart changed, or the page was seen again.
    calm: usize,
    /// From this read on failures count: then somebody asked for a read.
    anew: usize,
    /// Who waits for a read that has not begun.
    readers: Vec<Reader>,
    /// Confirmed, in their order; only the first can have begun.
    jobs: Vec<Job>,
    plan: Option<Plan>,
    calls: Vec<Call>,
    cards: Vec<Card>,
    proposed: u32,
    ids: Vec<Text>,
    /// When proposals were taken.
    taken: Vec<u64>,
    /// Cards of the agent that nobody agreed to, in a row.
    refusals: u32,
    rest: Option<u64>,
    ended: Vec<Ended>,
    again: Vec<Again>,
    rows: Vec<(EntryId, Row)>,
    row: u32,
    asking: Option<Asking>,
    online: bool,
    panel: Panel,
    /// Something moved on the screen.
    moved: bool,
    opening: Option<u64>,
}

impl Twin {
    /// Nothing has happened; the panel is open.
    pub fn new(can: Abilities, caps: Caps) -> Self {
        Self {
            can,
            rules: Policy { caps, ..Policy::default() },
            taken: Vec::new(),
            memory: Memory::default(),
            now: 0,
            out: Vec::new(),
            tickets: 0,
            warned: Vec::new(),
            cart: None,
            told: Told::Nothing,
            wishes: Vec::new(),
            reads: Vec::new(),
            calm: 0,
            anew: 0,
            readers: Vec::new(),
            jobs: Vec::new(),
            plan: None,
            calls: Vec::new(),
            cards: Vec::new(),
            proposed: 0,
            ids: Vec::new(),
            refusals: 0,
            rest: None,
            ended: Vec::new(),
            again: Vec::new(),
            rows: Vec::new(),
            row: 0,
            asking: None,
            online: true,
            panel: Panel::Open(if can.agent { Face::Talk } else { Face::Cart }),
            moved: false,
            opening: None,
        }
    }

    /// It follows on one that was lost: with no card and no queue, and numbers that go on from the last one.
    pub fn after(can: Abilities, caps: Caps, memory: Memory) -> Self {
        let mut twin = Self { tickets: memory.last, ids: Vec::new(), memory, ..Self::new(can, caps) };
        let ids = twin.memory.proposals.iter().flat_map(|ids| ids.split('\n'));
        twin.ids = ids.filter(|id| !id.is_empty()).map(Text::from).collect();
        twin.write_row(Row::Notice(Notice::Restarted));
        twin.out.push(Effect::Announce(Spoken::Notice(Notice::Restarted), false));
        twin.recall();
        twin
    }

    /// Something happened; what is to be done?
    pub fn handle(&mut self, at: u64, event: &Event) -> Vec<Effect> {
        self.now = at;
        let panel = self.panel;
        self.time_passes();
        self.hear(event);
        self.go_on();
        if std::mem::take(&mut self.moved) || self.panel != panel {
            self.all_move();
        }
        std::mem::take(&mut self.out)
    }

    fn hear(&mut self, event: &Event) {
        match event {
            Event::Started => self.doubt(),
            Event::CartChanged { operation } => self.host_says_changed(*operation),
            Event::Restored => self.page_is_back(true),
            Event::Returned(away) => self.page_is_back(*away >= self.rules.away || self.told == Told::Failure),
            Event::Online(online) => {
                if *online && !self.online {
                    self.wish();
                }
                self.online = *online;
            }
            Event::DeadlineReached => {}
            Event::CartRead(ticket, result) => self.read_ended(*ticket, result.as_ref().ok()),
            Event::MutationSettled(ticket, answer) => self.call_ended(*ticket, answer),
            Event::CheckoutEnded(well) => self.checkout_ended(*well),
            Event::Heard(ticket, heard) => self.agent_heard(*ticket, heard),
            Event::Answered(ticket, answer) => self.agent_answered(*ticket, answer),
            Event::Told(turn) => self.agent_told(turn),
            Event::Proposals(all) => {
                for proposed in all {
                    self.offer(proposed, true, None);
                }
            }
            Event::GaveUp(reply) => self.proposer_left(*reply),
            Event::ReadWanted(reader) => self.code_wants_read(*reader),
            Event::UndoWanted(outcome, reply) => self.code_wants_undo(*outcome, *reply),
            Event::Did(gesture) => self.did(gesture),
            Event::Destroyed => unreachable!("nothing is asked after the end"),
        }
    }

    fn did(&mut self, gesture: &Gesture) {
        self.calm_down();
        match gesture {
            Gesture::Open => self.open(),
            Gesture::Close => self.close(),
            Gesture::ShowCart => self.show(Face::Cart),
            Gesture::ShowTalk => self.show(Face::Talk),
            Gesture::Say(words) => self.say(words),
            Gesture::StopAnswer => self.stop_answer(),
            Gesture::SayAgain(entry) => self.say_again(*entry),
            Gesture::Choose(entry, product, option, value) => self.choose(*entry, *product, *option, *value),
            Gesture::AddProduct(entry, product) => self.add_product(*entry, *product),
            Gesture::Edit(card, row, Edit::Choose(option, value)) => self.choose_in(*card, *row, *option, *value),
            Gesture::Edit(card, row, Edit::Tick(on)) => self.tick(*card, *row, *on),
            Gesture::Edit(card, row, Edit::Quantity(quantity)) => self.set_row(*card, *row, *quantity),
            Gesture::Confirm(card, rev, trusted) => self.press(*card, *rev, *trusted),
            Gesture::Keep(card) => self.keep_card(*card),
            Gesture::Decline(card) => self.decline(*card),
            Gesture::OfferAgain(outcome) => self.offer_again(*outcome),
            Gesture::SetLine(key, 0) | Gesture::RemoveLine(key) => self.remove_line(*key),
            Gesture::SetLine(key, quantity) => self.set_line(*key, *quantity),
            Gesture::ChooseCountry(country) => self.choose_country(*country),
            Gesture::Checkout => drop(self.check_out()),
            Gesture::Undo(outcome) => self.undo(*outcome),
            Gesture::Reread => self.wish(),
            // Toasts are drawn, and do nothing else.
            Gesture::Dismiss(_) | Gesture::HoldToasts(_) => {}
        }
    }

    /// What is over because so much time has passed.
    fn time_passes(&mut self) {
        self.give_up_call();
        self.give_up_read();
        self.say_it_lapses();
        self.lapse();
        self.give_up_answer();
        self.opening = self.opening.filter(|since| since + self.rules.checkout.0 > self.now);
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Each thing is told to the developer once.
    fn warn(&mut self, warning: Warning) {
        if !self.warned.contains(&warning) {
            self.warned.push(warning);
            self.out.push(Effect::Warn(warning));
        }
    }
}
