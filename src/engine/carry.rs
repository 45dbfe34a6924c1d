//! Carrying out a confirmed action: begin, call, settle, compare, conclude.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::Engine;
use super::action::{Action, Source};
use super::caps::hold;
use super::cart::{Cart, Line, Text};
use super::clock::Millis;
use super::deed::{describe, goes};
use super::effect::{Call, Effect, Operation};
use super::event::{Answer, Said, Ticket};
use super::list::take;
use super::mutate::{Begun, Job, Origin, Phase};
use super::outcome::{Code, Deed, Outcome, OutcomeId, Undo, Verdict};
use super::plan::After;
use super::planted::{Fault, planted};
use super::refresh::Cause;
use super::retry::{Again, Retry};
use super::undo::Undoable;
use super::verify::{Finding, Word, judge};
use super::view::{Face, Freshness, Kind, Panel, Spoken, Spot, Toast};

impl Engine {
    /// Puts a confirmed action in line.
    pub(super) fn enqueue(&mut self, job: Box<Job>) {
        let limit = self.setup.policy.queue;
        if let Err(job) = self.mutate.push(job, limit) {
            return self.reject(job, Code::Policy);
        }
        if matches!(self.freshness, Freshness::Old | Freshness::Failed) {
            // There must be a cart from before it to compare with.
            self.want(self.now, Cause::Wish);
        }
    }

    /// Begins a job: it must still apply to the cart as it is now (law I4), and a clear to exactly what it listed.
    pub(super) fn begin(&mut self, mut job: Box<Job>) {
        if matches!(job.deed.action, Action::Plan(_)) {
            return self.begin_plan(job);
        }
        let cart = self.cart.clone();
        let deed = match describe(&job.deed.action, cart.as_deref(), &self.setup.policy) {
            Ok(deed) => deed,
            Err(_) if planted(Fault::GoneLine) => job.deed.clone(),
            Err(code) => return self.reject(job, code),
        };
        let undoes = self.taking_back(&job).zip(cart.as_deref());
        let other =
            undoes.is_some_and(|(undoable, cart)| !undoable.still_is(&job.deed.action, cart, &self.setup.policy));
        if other || !deed.means_the_same(&job.deed) && !planted(Fault::OtherArticle) {
            return self.reject(job, Code::Conflict);
        }
        let capped = job.source != Source::Shopper && !planted(Fault::CappedOnce);
        if capped && hold(&deed, self.known_cart(), &self.setup.policy).is_err() {
            return self.reject(job, Code::Policy);
        }
        job.deed = deed;
        let mut left = self.calls(&job.deed, cart.as_deref());
        let Some(call) = left.pop() else { return self.reject(job, Code::NotSupported) };
        let before = cart.filter(|_| self.freshness == Freshness::Current);
        let so_already = before.as_ref().is_some_and(|before| match job.deed.action {
            Action::SetQuantity { quantity, .. } => quantity == job.deed.before,
            Action::SetCountry(country) => before.country() == Some(country),
            _ => false,
        });
        let begun = Box::new(Begun { left, ..Begun::of(job, before.clone(), 0, 1) });
        if so_already {
            // The host has nothing to do.
            self.conclude(begun, Word { said: Said::Yes, code: None, late: false }, before);
        } else {
            self.call(begun, call);
        }
    }

    /// The host calls that an action comes to, the first one last.
    fn calls(&self, deed: &Deed, cart: Option<&Cart>) -> Vec<Call> {
        let mut calls = Vec::new();
        match &deed.action {
            Action::Add { product, variant, quantity } => {
                let chosen = variant.and_then(|at| product.variants.get(at));
                let (id, external) =
                    chosen.map_or((&product.id, &product.external), |variant| (&variant.id, &variant.external));
                calls.push(Call::Add { product: id.clone(), external: external.clone(), quantity: *quantity });
            }
            Action::SetQuantity { key, quantity } => {
                calls.push(Call::SetQuantity { key: *key, quantity: *quantity, previous: deed.before });
            }
            Action::Remove { key } => calls.push(Call::Remove { key: *key, previous: deed.before }),
            Action::Clear if self.setup.abilities.clear => calls.push(Call::Clear),
            Action::Clear => {
                let lines = cart.map_or(&[][..], |cart| &cart.lines);
                // The first line is called last, because some shops name their lines by their place.
                for line in lines {
                    calls.extend(removal(line, cart));
                }
            }
            Action::SetCountry(country) => calls.push(Call::SetCountry(*country)),
            Action::Plan(_) | Action::Checkout => {}
        }
        calls
    }

    fn call(&mut self, mut begun: Box<Begun>, call: Call) {
        if self.refresh.drop_read(self.now) {
            self.served = 0;
        }
        let ticket = self.ticket();
        // "Try again" keeps the id, so that a shop can know the change that it may have carried out already.
        let retry = take(&mut begun.job.retries, 0).flatten();
        match retry.filter(|_| !planted(Fault::NewId)) {
            Some(retry) => (begun.operation, begun.attempt) = (retry.operation, retry.attempt),
            None => {
                self.ids.operation = self.ids.operation.wrapping_add(1);
                (begun.operation, begun.attempt) = (self.ids.operation, 1);
            }
        }
        begun.calls = begun.calls.saturating_add(1);
        self.ids.call = self.ids.call.wrapping_add(1);
        let Begun { job, operation: id, attempt, .. } = &*begun;
        // A row answers for its plan.
        let reply = job.reply.or_else(|| self.mutate.plan.as_ref().and_then(|plan| plan.job.reply));
        let (source, name, variant) = (job.source.clone(), job.deed.name.clone(), job.deed.variant.clone());
        let operation = Operation { id: *id, attempt: *attempt, source, reply, name, variant };
        self.emit(Effect::Mutate(ticket, call, operation));
        self.mutate.phase = Phase::Running { begun, ticket, give_up: self.now + self.setup.policy.mutation };
    }

    /// The host answered. An answer that comes after its time only says that the cart must be read.
    pub(super) fn settled(&mut self, now: Millis, ticket: Ticket, answer: Answer) {
        let Some(mut begun) = self.mutate.settled(ticket) else {
            answer.cart.filter(|_| planted(Fault::LateAnswer)).map(|cart| self.accept(now, cart));
            return self.doubt(now);
        };
        let Answer { said, cart, words, code, available } = answer;
        begun.said = words.or(begun.said);
        begun.available = available.or(begun.available);
        let word = Word { said, code, late: false };
        if said == Said::No {
            begun.left.clear();
            if planted(Fault::Retry) {
                begun.left = self.calls(&begun.job.deed, self.cart.as_deref());
            }
        }
        let told = cart.filter(|_| said == Said::Yes);
        if let Some(cart) = told.clone() {
            self.accept(now, cart);
        }
        while let Some(call) = begun.left.pop() {
            if self.still_applies(&call, &begun.job.deed) {
                return self.call(begun, call);
            }
        }
        if told.is_some() {
            self.conclude(begun, word, self.cart.clone());
        } else {
            self.mutate.phase = Phase::Checking { begun, word };
            self.doubt(now);
        }
    }

    /// Whether the next line of a clear still stands in the cart, and is still as it was listed.
    fn still_applies(&self, call: &Call, deed: &Deed) -> bool {
        let Call::Remove { key, .. } = call else { return true };
        let line = self.cart.as_ref().and_then(|cart| cart.line(*key));
        line.is_some_and(|line| deed.goes.contains(&goes(line)))
    }

    /// Ends a job that was never handed to the host.
    pub(super) fn reject(&mut self, job: Box<Job>, code: Code) {
        if matches!(job.deed.action, Action::Plan(_)) {
            return self.end_plan(job, Vec::new(), code);
        }
        let begun = Box::new(Begun::of(job, None, 0, 1));
        self.finish(begun, Finding { verdict: Verdict::Rejected(code), delta: 0 }, self.cart.clone());
    }

    /// Ends a job by what the cart shows.
    pub(super) fn conclude(&mut self, begun: Box<Begun>, word: Word, after: Option<Rc<Cart>>) {
        let finding = match (&begun.before, &after) {
            _ if planted(Fault::HostsWord) && word.said == Said::Yes => Finding { verdict: Verdict::Applied, delta: 0 },
            (Some(before), Some(after)) => judge(&begun.job.deed.action, before, after, word),
            _ => Finding { verdict: Verdict::Unknown, delta: 0 },
        };
        self.finish(begun, finding, after);
    }

    #[allow(clippy::boxed_local, reason = "a job moves as one word")]
    fn finish(&mut self, begun: Box<Begun>, finding: Finding, after: Option<Rc<Cart>>) {
        let Begun { job, before, operation, attempt, calls, said, available, .. } = *begun;
        if let (Origin::Line, Action::Remove { key }, Some(before)) = (job.origin, &job.deed.action, &before)
            && let Some(at) = before.lines.iter().position(|line| line.key == Some(*key))
        {
            self.emit(Effect::Focus(Spot::Line(at)));
        }
        let id = self.outcome_id();
        let changed = matches!(finding.verdict, Verdict::Applied | Verdict::Adjusted { .. });
        let earlier = before.clone();
        let claimed =
            planted(Fault::UndoUnverified) || planted(Fault::PlanUndone) && matches!(job.origin, Origin::Row(_));
        let delta = if claimed && !changed { 1 } else { finding.delta };
        let undoable =
            before.filter(|_| changed || claimed).and_then(|before| Undoable::of(id, &job.deed.action, &before, delta));
        let mut outcome = outcome(id, &job.deed, finding.verdict, (&job.source, &job.proposal), after.as_deref());
        outcome.operation = (operation != 0).then_some(operation);
        outcome.delta = finding.delta;
        outcome.said = said;
        outcome.available = available;
        let told = after.filter(|_| changed && operation != 0);
        // A clear line by line is begun anew: it is made of what the cart then holds.
        let whole = !matches!(job.deed.action, Action::Clear) || self.setup.abilities.clear;
        let retry = Retry::of(&outcome, attempt, self.ids.call, earlier.as_ref()).filter(|_| whole && calls == 1);
        let outcome = match job.origin {
            Origin::Row(at) => {
                let outcome = Rc::new(outcome);
                // Before the plan is told of as a whole.
                self.tell_changed(&outcome, told);
                return self.row_ended(at, outcome, After { back: undoable, retry });
            }
            _ => {
                let failed = matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown);
                let again = failed.then(|| (job.deed.action.clone(), alloc::vec![retry], job.proposal.clone()));
                self.close(job, outcome, undoable, again)
            }
        };
        self.tell_changed(&outcome, told);
    }

    /// Tells the page of a verified change.
    fn tell_changed(&mut self, outcome: &Rc<Outcome>, after: Option<Rc<Cart>>) {
        if let Some(cart) = after {
            self.emit(Effect::TellChanged(outcome.clone(), cart));
        }
    }

    /// Keeps what takes it back, writes it down, and reports it.
    #[allow(clippy::boxed_local, reason = "a job moves as one word")]
    pub(super) fn close(
        &mut self,
        job: Box<Job>,
        mut outcome: Outcome,
        undoable: Option<Undoable>,
        again: Option<Again>,
    ) -> Rc<Outcome> {
        let changed = matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. });
        // A card that comes too late to take something back was to do that all the same.
        let card = if let Origin::Proposal(id) = job.origin { self.propose.get_mut(id) } else { None };
        let undoes = card.and_then(|open| open.undoes).or(job.undoes.as_ref().map(|undoable| undoable.outcome));
        outcome.undo = if undoes.is_none() && undoable.is_some() { Undo::Ready } else { Undo::Never };
        outcome.undoes = undoes;
        let outcome = Rc::new(outcome);
        match job.undoes {
            Some(earlier) if !changed => self.remember_undo(earlier),
            Some(_) => {}
            None => {
                if let Some(undoable) = undoable {
                    self.remember_undo(undoable);
                }
            }
        }
        self.record(job.origin, &outcome, again);
        self.emit(Effect::Report(job.reply, outcome.clone()));
        if planted(Fault::Gossip) {
            let ticket = self.ticket();
            self.emit(Effect::Ask(ticket, outcome.deed.name.clone(), self.cart.clone()));
        }
        outcome
    }

    /// Writes an outcome where the shopper looks: in the place of its card, else at the end of the conversation; and as a
    /// toast where the conversation is not in front.
    fn record(&mut self, origin: Origin, outcome: &Rc<Outcome>, again: Option<Again>) {
        let urgent = matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown);
        let (mut place, mut words) = (None, None);
        match origin {
            Origin::Proposal(id) => {
                let open = self.propose.remove(id);
                place = open.as_ref().and_then(|open| open.entry);
                words = open.and_then(|open| open.proposed.words.clone());
            }
            Origin::Card(entry, product) => self.mark_adding(entry, product, false),
            Origin::Line => place = self.last_of_same_line(outcome),
            Origin::Country | Origin::Undo | Origin::Arrived | Origin::Row(_) => {}
        }
        match place {
            Some(entry) => self.feed.set(entry, Kind::Done(outcome.clone())),
            None => {
                self.note(Kind::Done(outcome.clone()));
            }
        }
        // What takes a change back depends on the cart: it is asked for anew.
        if let Some(again) = again.filter(|_| outcome.undoes.is_none() && origin != Origin::Country) {
            self.keep_failed(outcome, words, again);
        }
        if self.panel != Panel::Open(Face::Talk) {
            let until = self.now + self.setup.policy.toast;
            let id = self.toast_id();
            self.toasts.push(Rc::new(Toast { id, outcome: outcome.clone(), until }));
            if self.toasts.len() > 3 {
                take(&mut self.toasts, 0);
            }
        }
        if let Origin::Proposal(_) | Origin::Undo = origin {
            self.emit(Effect::Focus(Spot::Outcome(outcome.id)));
        }
        self.announce(Spoken::Outcome(outcome.clone()), urgent);
    }

    /// Steps of the same line one after the other are one record.
    fn last_of_same_line(&self, outcome: &Outcome) -> Option<super::view::EntryId> {
        let last = self.feed.entries().last()?;
        let Kind::Done(earlier) = &last.kind else { return None };
        let both = (&earlier.deed.action, &outcome.deed.action);
        let (Action::SetQuantity { key: a, .. }, Action::SetQuantity { key: b, .. }) = both else { return None };
        let same = a == b && earlier.source == outcome.source && earlier.verdict == Verdict::Applied;
        (same && outcome.verdict == Verdict::Applied).then_some(last.id)
    }
}

/// The end of an action that changed nothing, as far as is said here.
#[inline(never)]
pub fn outcome(
    id: OutcomeId,
    deed: &Rc<Deed>,
    verdict: Verdict,
    (source, proposal): (&Source, &Option<Text>),
    after: Option<&Cart>,
) -> Outcome {
    Outcome {
        id,
        deed: deed.clone(),
        verdict,
        source: source.clone(),
        // A plan has those of its rows.
        proposal: proposal.clone().filter(|_| !matches!(deed.action, Action::Plan(_))),
        operation: None,
        delta: 0,
        count: after.map(|cart| cart.count),
        total: after.map(|cart| cart.total.clone()),
        said: None,
        available: None,
        undo: Undo::Never,
        undoes: None,
        lines: Vec::new(),
    }
}

fn removal(line: &Line, cart: Option<&Cart>) -> Option<Call> {
    let key = line.key?;
    cart?.line(key)?;
    Some(Call::Remove { key, previous: line.quantity.unwrap_or(0) })
}
