//! The conversation and the life of its proposals.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::{Action, Proposed, Source};
use super::caps::{KNOWN, hold};
use super::carry::outcome;
use super::cart::{Cart, Text};
use super::clock::Millis;
use super::deed::describe;
use super::effect::Effect;
use super::event::{Heard, ProposalId, Ticket, Turn};
use super::mutate::{Job, Origin};
use super::outcome::{Code, OutcomeId, Refusal, Verdict};
use super::propose::Open;
use super::retry::Lapsed;
use super::view::{EntryId, Face, Freshness, Kind, Notice, Offer, Panel, Spoken, Spot};
use super::{Engine, Talk};

impl Engine {
    /// The shopper says something.
    pub(super) fn say(&mut self, words: Text) {
        if words.is_empty() || !self.setup.abilities.agent {
            return;
        }
        if let Talk::Waiting { ticket, .. } = self.talk {
            self.emit(Effect::StopAsking(ticket));
            self.end_wait();
        }
        self.feed.drop_replies();
        self.note(Kind::Me(words.clone()));
        if !self.online && !self.setup.abilities.waits {
            self.note(Kind::Notice(Notice::Unsent(words.clone())));
            self.announce(Spoken::Notice(Notice::Unsent(words)), false);
            return;
        }
        let ticket = self.ticket();
        self.talk = Talk::Waiting { ticket, give_up: self.give_up(), heard: None, status: Text::from("") };
        let cart = if self.setup.abilities.cart { self.cart.clone() } else { None };
        self.announce(Spoken::Waiting, false);
        self.emit(Effect::Ask(ticket, words, cart));
    }

    /// The shopper no longer wants the answer.
    pub(super) fn stop_answer(&mut self) {
        if let Talk::Waiting { ticket, .. } = self.talk {
            self.end_wait();
            self.emit(Effect::StopAsking(ticket));
            self.note(Kind::Notice(Notice::Stopped));
        }
    }

    /// The agent answered, or could not.
    pub(super) fn answered(&mut self, now: Millis, ticket: Ticket, turn: Result<Turn, Code>) {
        if !matches!(self.talk, Talk::Waiting { ticket: current, .. } if current == ticket) {
            return;
        }
        let turn = match turn {
            Ok(turn) => turn,
            Err(code) => return self.no_answer(code),
        };
        let heard = self.end_wait();
        self.take(now, turn, true, heard);
    }

    /// The agent is answering: its words grow in one entry. They are announced once, when they are whole.
    pub(super) fn heard(&mut self, ticket: Ticket, what: Heard) {
        let until = self.give_up();
        let Talk::Waiting { ticket: current, give_up, heard, status } = &mut self.talk else { return };
        if *current != ticket {
            return;
        }
        *give_up = until;
        match what {
            Heard::Status(text) => *status = text,
            Heard::Words(text) if text.is_empty() => {}
            Heard::Words(text) => {
                *status = Text::from("");
                let (kind, heard) = (Kind::Say { text, live: true }, *heard);
                match heard {
                    Some(entry) => self.feed.set(entry, kind),
                    None => {
                        let entry = Some(self.note(kind));
                        if let Talk::Waiting { heard, .. } = &mut self.talk {
                            *heard = entry;
                        }
                    }
                }
            }
        }
    }

    /// The agent says something of its own accord; without an agent there is nobody who could.
    pub(super) fn told(&mut self, now: Millis, turn: Turn) {
        if self.setup.abilities.agent {
            self.feed.drop_replies();
            self.take(now, turn, false, None);
        }
    }

    /// How long an agent that gave a sign of life just now may be silent.
    fn give_up(&self) -> Millis {
        self.now + self.setup.policy.answer
    }

    /// Nothing is waited for any more. What was heard of the answer stays, and is returned.
    fn end_wait(&mut self) -> Option<(EntryId, Text)> {
        let Talk::Waiting { heard, .. } = core::mem::replace(&mut self.talk, Talk::Quiet) else { return None };
        let entry = heard?;
        let Kind::Say { text, .. } = &self.feed.get(entry)?.kind else { return None };
        let text = text.clone();
        self.feed.set(entry, Kind::Say { text: text.clone(), live: false });
        Some((entry, text))
    }

    /// Shows what the agent says. The answer's own words replace what was heard of it; without any, that stays.
    pub(super) fn take(&mut self, now: Millis, turn: Turn, in_talk: bool, heard: Option<(EntryId, Text)>) {
        let (entry, before) = heard.unzip();
        if let Some(text) = turn.text.or(before) {
            self.announce(Spoken::Words(text.clone()), false);
            let kind = Kind::Say { text, live: false };
            match entry {
                Some(entry) => self.feed.set(entry, kind),
                None => {
                    self.note(kind);
                }
            }
        }
        if !turn.products.is_empty() {
            let count = u32::try_from(turn.products.len()).unwrap_or(u32::MAX);
            let mut offers = Vec::new();
            for product in turn.products {
                offers.push(Offer { chosen: product.start(None), product, adding: false });
            }
            self.note(Kind::Products(offers));
            self.announce(Spoken::Products(count), false);
        }
        let mut refused = None;
        for proposed in turn.proposals {
            refused = self.offer(now, proposed, in_talk, None).or(refused);
        }
        if let Some(code) = refused {
            self.note(Kind::Notice(Notice::Refused(code)));
        }
        if !turn.replies.is_empty() {
            self.note(Kind::Replies(turn.replies));
        }
        if turn.show_cart && self.setup.abilities.cart {
            self.panel = Panel::Open(Face::Cart);
        }
    }

    /// The agent did not answer. The message can be sent again.
    pub(super) fn no_answer(&mut self, code: Code) {
        self.end_wait();
        let words = self.feed.entries().iter().rev().find_map(|entry| match &entry.kind {
            Kind::Me(words) => Some(words.clone()),
            _ => None,
        });
        let notice = match words {
            Some(words) if code == Code::Network => Notice::Unsent(words),
            _ => Notice::NoAnswer,
        };
        self.note(Kind::Notice(notice.clone()));
        self.announce(Spoken::Notice(notice), false);
    }

    /// Offers a proposal to the shopper, or refuses it with a reason for the proposer. Returns the code of a refusal.
    /// `undoes`: the change that it would take back.
    pub(super) fn offer(
        &mut self,
        now: Millis,
        proposed: Proposed,
        in_talk: bool,
        undoes: Option<OutcomeId>,
    ) -> Option<Code> {
        let proposed = Rc::new(proposed);
        match self.try_offer(now, &proposed, undoes) {
            Ok(()) => {
                if !in_talk && self.panel == Panel::Closed && !matches!(proposed.action, Ok(Action::SetCountry(_))) {
                    self.panel = Panel::Open(Face::Talk);
                }
                None
            }
            Err(refusal) => {
                let code = refusal.code;
                self.emit(Effect::Refuse(proposed.reply, refusal));
                Some(code)
            }
        }
    }

    fn try_offer(&mut self, now: Millis, proposed: &Rc<Proposed>, undoes: Option<OutcomeId>) -> Result<(), Refusal> {
        let action = proposed.action.as_ref().map_err(Refusal::clone)?;
        let because = |code| Refusal { code, detail: Text::from(reason(code)) };
        let abilities = self.setup.abilities;
        if !abilities.cart {
            return Err(because(Code::NotEnabled));
        }
        let able = match action {
            Action::SetCountry(_) => abilities.country,
            Action::Checkout => abilities.checkout,
            _ => true,
        };
        if !able {
            return Err(because(Code::NotSupported));
        }
        self.propose.admit(now, proposed).map_err(because)?;
        self.hold(now, action, undoes).map_err(|detail| Refusal { code: Code::Policy, detail })?;
        if let Action::SetCountry(country) = action {
            let set = Action::SetCountry(*country);
            self.act(&set, proposed.source.clone(), Origin::Country, (proposed.reply, proposed.id.clone()), None)
                .map_err(because)?;
        } else {
            let (proposed, cart) = (proposed.clone(), self.cart.as_deref());
            let for_whom = (proposed.reply, undoes);
            let taken = self.propose.take(now, proposed.clone(), for_whom, cart, &self.setup.policy);
            let id = taken.map_err(because)?;
            self.show_card(id);
        }
        self.propose.remember(now, proposed);
        if let Some(id) = &proposed.id {
            self.emit(Effect::Keep(id.clone()));
        }
        Ok(())
    }

    /// Puts a card into the conversation; a clear becomes the dialog.
    pub(super) fn show_card(&mut self, id: ProposalId) {
        let (now, most) = (self.now, self.setup.policy.feed);
        let Some(open) = self.propose.get_mut(id) else { return };
        let deed = open.deed.clone();
        if !matches!(open.action, Action::Clear) {
            open.entry = Some(self.feed.push(Kind::Ask(open.ask(now)), most));
        }
        self.announce(Spoken::Ask(deed), false);
    }

    /// The cart, where what is known of it is what the shop told last.
    pub(super) fn known_cart(&self) -> Option<&Cart> {
        self.cart.as_deref().filter(|_| self.freshness == Freshness::Current)
    }

    /// Holds a proposal against the caps. What takes a change back is of no kind that could be forbidden.
    fn hold(&self, now: Millis, action: &Action, undoes: Option<OutcomeId>) -> Result<(), Text> {
        if !KNOWN {
            return Ok(());
        }
        let policy = &self.setup.policy;
        self.propose.pace.hold(now, &policy.caps)?;
        if undoes.is_none() {
            policy.caps.allow(action)?;
        }
        // What does not apply is refused for that.
        describe(action, self.cart.as_deref(), policy).map_or(Ok(()), |deed| hold(&deed, self.known_cart(), policy))
    }

    /// Puts an action that needs no further consent in line, if it applies to the cart: a control of the widget was pressed, or
    /// an agent sets the country, visibly. `undoes`: the change that it takes back.
    #[inline(never)]
    pub(super) fn act(
        &mut self,
        action: &Action,
        source: Source,
        origin: Origin,
        (reply, proposal): (Option<u32>, Option<Text>),
        undoes: Option<OutcomeId>,
    ) -> Result<(), Code> {
        let deed = describe(action, self.cart.as_deref(), &self.setup.policy)?;
        let undoes = undoes.and_then(|outcome| self.take_undoable(outcome));
        if let Origin::Card(entry, product) = origin {
            self.mark_adding(entry, product, true);
        }
        self.enqueue(Box::new(Job { deed, source, origin, reply, proposal, undoes, retries: Vec::new() }));
        Ok(())
    }

    /// The shopper said no.
    pub(super) fn decline(&mut self, now: Millis, id: ProposalId) {
        let asked = self.propose.get_mut(id).is_some_and(|open| open.life != super::life::Life::Working);
        if asked && let Some(open) = self.propose.remove(id) {
            self.end_unexecuted(now, open, Verdict::Declined);
        }
    }

    /// Nobody answered in time.
    pub(super) fn expire(&mut self, now: Millis, id: ProposalId) {
        if let Some(open) = self.propose.remove(id) {
            self.end_unexecuted(now, open, Verdict::Expired);
        }
    }

    /// It does not apply any longer.
    pub(super) fn withdraw(&mut self, now: Millis, id: ProposalId) {
        if let Some(open) = self.propose.remove(id) {
            self.end_unexecuted(now, open, Verdict::Withdrawn);
        }
    }

    /// Its proposer no longer wants it. What the shopper agreed to goes on.
    pub(super) fn gave_up(&mut self, now: Millis, reply: u32) {
        let left = |open: &Open| open.reply == Some(reply) && open.life != super::life::Life::Working;
        if let Some(id) = self.propose.open.iter().find(|open| left(open)).map(|open| open.id) {
            self.withdraw(now, id);
        }
    }

    #[allow(clippy::boxed_local, reason = "a card moves as one word")]
    fn end_unexecuted(&mut self, now: Millis, open: Box<Open>, verdict: Verdict) {
        let id = self.outcome_id();
        let withdrawn = matches!(verdict, Verdict::Withdrawn);
        let by = (&open.proposed.source, &open.proposed.id);
        let mut outcome = outcome(id, &open.deed, verdict, by, self.cart.as_deref());
        outcome.undoes = open.undoes;
        let outcome = Rc::new(outcome);
        let done = Kind::Done(outcome.clone());
        match open.entry {
            Some(entry) => self.feed.set(entry, done),
            None => {
                self.note(done);
            }
        }
        if !withdrawn {
            self.propose.refused(now, &open.proposed.source, &self.setup.policy);
            // What takes a change back depends on the cart: it is asked for anew.
            if open.undoes.is_none() {
                self.lapses.keep(Lapsed { outcome: id, proposed: open.proposed, retries: open.retries });
            }
        }
        self.emit(Effect::Focus(Spot::Outcome(id)));
        self.announce(Spoken::Outcome(outcome.clone()), false);
        self.emit(Effect::Report(open.reply, outcome));
    }

    /// Code of the page wants a change taken back: the shopper is asked, or told when it is the country.
    pub(super) fn propose_undo(&mut self, now: Millis, outcome: OutcomeId, reply: Option<u32>) {
        let action = self.undo_action(outcome).map_err(|code| Refusal { code, detail: Text::from(reason(code)) });
        if let Ok(country @ Action::SetCountry(_)) = &action
            && self.act(country, Source::Agent, Origin::Country, (reply, None), Some(outcome)).is_ok()
        {
            return;
        }
        let proposed = Proposed { action, words: None, source: Source::Agent, reply, id: None };
        self.offer(now, proposed, false, Some(outcome));
    }
}

/// What a refusal means, for the proposer.
fn reason(code: Code) -> &'static str {
    match code {
        Code::Policy => "a limit: id used twice, too many, quiet period or quantity",
        Code::LineNotFound => "the cart has no such line, or more than one",
        Code::NotEnabled => "cart.enabled is not true",
        Code::NotSupported => "the host cannot do this, or not with this product",
        Code::InvalidCountry => "not a country that the shop delivers to",
        Code::Conflict => "two actions for one article",
        Code::QuantityExceeded => "more than the line's maxQuantity",
        _ => "it does not apply to the cart",
    }
}
