//! The conversation and the life of its proposals.

use std::rc::Rc;

use super::action::{Action, Proposed, Source};
use super::cart::Text;
use super::clock::Millis;
use super::deed::describe;
use super::effect::Effect;
use super::event::{ProposalId, Ticket, Turn};
use super::mutate::{Job, Origin};
use super::outcome::{Code, Outcome, OutcomeId, Refusal, Undo, Verdict};
use super::propose::Open;
use super::view::{Face, Kind, Notice, Offer, Panel, Spoken};
use super::{Engine, Talk};

impl Engine {
    /// The shopper says something.
    pub(super) fn say(&mut self, words: Text) {
        if words.is_empty() || !self.setup.abilities.agent {
            return;
        }
        if let Talk::Waiting { ticket, .. } = self.talk {
            self.out.push(Effect::StopAsking(ticket));
            self.talk = Talk::Quiet;
        }
        let most = self.setup.policy.feed;
        self.feed.drop_replies();
        self.feed.push(Kind::Me(words.clone()), most);
        if !self.online {
            self.feed.push(Kind::Notice(Notice::Unsent(words.clone())), most);
            self.out.push(Effect::Announce(Spoken::Notice(Notice::Unsent(words)), false));
            return;
        }
        let ticket = self.ticket();
        self.talk = Talk::Waiting { ticket, give_up: self.now + self.setup.policy.answer };
        let cart = if self.setup.abilities.cart { self.cart.clone() } else { None };
        self.out.push(Effect::Announce(Spoken::Waiting, false));
        self.out.push(Effect::Ask(ticket, words, cart));
    }

    /// The shopper no longer wants the answer.
    pub(super) fn stop_answer(&mut self) {
        if let Talk::Waiting { ticket, .. } = self.talk {
            self.talk = Talk::Quiet;
            self.out.push(Effect::StopAsking(ticket));
            self.feed.push(Kind::Notice(Notice::Stopped), self.setup.policy.feed);
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
        self.talk = Talk::Quiet;
        let most = self.setup.policy.feed;
        if let Some(text) = turn.text {
            self.out.push(Effect::Announce(Spoken::Words(text.clone()), false));
            self.feed.push(Kind::Say { text, live: false }, most);
        }
        if !turn.products.is_empty() {
            let count = u32::try_from(turn.products.len()).unwrap_or(u32::MAX);
            let offers =
                turn.products.into_iter().map(|product| Offer { chosen: product.start(None), product, adding: false });
            self.feed.push(Kind::Products(offers.collect()), most);
            self.out.push(Effect::Announce(Spoken::Products(count), false));
        }
        let mut refused = None;
        for proposed in &turn.proposals {
            refused = self.offer(now, proposed, true).or(refused);
        }
        if let Some(code) = refused {
            self.feed.push(Kind::Notice(Notice::Refused(code)), most);
        }
        if !turn.replies.is_empty() {
            self.feed.push(Kind::Replies(turn.replies), most);
        }
        if turn.show_cart && self.setup.abilities.cart {
            self.panel = Panel::Open(Face::Cart);
        }
    }

    /// The agent did not answer. The message can be sent again.
    pub(super) fn no_answer(&mut self, code: Code) {
        self.talk = Talk::Quiet;
        let words = self.feed.entries().iter().rev().find_map(|entry| match &entry.kind {
            Kind::Me(words) => Some(words.clone()),
            _ => None,
        });
        let notice = match words {
            Some(words) if code == Code::Network => Notice::Unsent(words),
            _ => Notice::NoAnswer,
        };
        self.feed.push(Kind::Notice(notice.clone()), self.setup.policy.feed);
        self.out.push(Effect::Announce(Spoken::Notice(notice), false));
    }

    /// Offers a proposal to the shopper, or refuses it with a reason for the proposer. Returns the code of a refusal.
    pub(super) fn offer(&mut self, now: Millis, proposed: &Proposed, in_talk: bool) -> Option<Code> {
        match self.try_offer(now, proposed) {
            Ok(()) => {
                if !in_talk && self.panel == Panel::Closed && !matches!(proposed.action, Ok(Action::SetCountry(_))) {
                    self.panel = Panel::Open(Face::Talk);
                }
                None
            }
            Err(refusal) => {
                let code = refusal.code;
                self.out.push(Effect::Refuse(proposed.reply, refusal));
                Some(code)
            }
        }
    }

    fn try_offer(&mut self, now: Millis, proposed: &Proposed) -> Result<(), Refusal> {
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
        if let Action::SetCountry(country) = action {
            self.set_country(*country, proposed.source.clone(), proposed.reply).map_err(because)?;
        } else {
            let id = self.propose.take(now, proposed, self.cart.as_deref(), &self.setup.policy).map_err(because)?;
            self.show_card(id);
        }
        self.propose.remember(proposed);
        Ok(())
    }

    /// Puts a card into the conversation; a clear becomes the dialog.
    pub(super) fn show_card(&mut self, id: ProposalId) {
        let (now, most) = (self.now, self.setup.policy.feed);
        let Some(open) = self.propose.get_mut(id) else { return };
        self.out.push(Effect::Announce(Spoken::Ask(open.deed.clone()), false));
        if open.action == Action::Clear {
            return;
        }
        open.entry = Some(self.feed.push(Kind::Ask(open.ask(now)), most));
    }

    /// Sets the country of delivery: by the shopper's choice, or by an agent without asking but visibly.
    pub(super) fn set_country(
        &mut self,
        country: super::cart::Country,
        source: Source,
        reply: Option<u32>,
    ) -> Result<(), Code> {
        let action = Action::SetCountry(country);
        let deed = describe(&action, self.cart.as_deref(), &self.setup.policy)?;
        self.enqueue(Job { deed: Rc::new(deed), source, origin: Origin::Country, reply, undoes: None });
        Ok(())
    }

    /// The shopper said no.
    pub(super) fn decline(&mut self, now: Millis, id: ProposalId) {
        let asked = self.propose.get_mut(id).is_some_and(|open| open.life != super::propose::Life::Working);
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

    fn end_unexecuted(&mut self, now: Millis, open: Open, verdict: Verdict) {
        let id = self.outcome_id();
        let outcome = Rc::new(Outcome {
            id,
            deed: open.deed.clone(),
            verdict: verdict.clone(),
            source: open.proposed.source.clone(),
            operation: None,
            delta: 0,
            count: self.cart.as_ref().map(|cart| cart.count),
            total: self.cart.as_ref().map(|cart| cart.total.clone()),
            said: None,
            available: None,
            undo: Undo::Never,
            undoes: None,
        });
        let done = Kind::Done(outcome.clone());
        match open.entry {
            Some(entry) => self.feed.set(entry, done),
            None => {
                self.feed.push(done, self.setup.policy.feed);
            }
        }
        let reply = open.proposed.reply;
        if verdict != Verdict::Withdrawn {
            self.propose.lapse(now, id, open, &self.setup.policy);
        }
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), false));
        self.out.push(Effect::Report(reply, outcome));
    }

    /// Code of the page wants a change taken back: the shopper is asked, or told when it is the country.
    pub(super) fn propose_undo(&mut self, now: Millis, outcome: OutcomeId, reply: Option<u32>) {
        let action = self.undo_action(outcome).map_err(|code| Refusal { code, detail: Text::from(reason(code)) });
        if let Ok(country @ Action::SetCountry(_)) = &action
            && let Ok(deed) = describe(country, self.cart.as_deref(), &self.setup.policy)
        {
            let undoes = self.take_undoable(outcome);
            let (deed, source) = (Rc::new(deed), Source::Agent);
            return self.enqueue(Job { deed, source, origin: Origin::Country, reply, undoes });
        }
        let proposed = Proposed { action, words: None, source: Source::Agent, reply, id: None };
        if self.offer(now, &proposed, false).is_none()
            && let Some(open) = self.propose.open.last_mut()
        {
            open.undoes = Some(outcome);
        }
    }
}

/// What a refusal means, for the proposer.
fn reason(code: Code) -> &'static str {
    match code {
        Code::Policy => {
            "a limit: an id used twice, too many open proposals, a quiet period, or a quantity out of bounds"
        }
        Code::LineNotFound => "the cart has no such line, or more than one",
        Code::NotEnabled => "cart.enabled is not true",
        Code::NotSupported => "the host does not support this action or refuses this product",
        Code::InvalidCountry => "not a country that the shop delivers to",
        Code::QuantityExceeded => "more than the line's maxQuantity",
        _ => "it does not apply to the cart",
    }
}
