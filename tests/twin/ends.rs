//! How it ended: one outcome, the same for everybody, and what takes it back.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Line, Stock, Text};
use handcart::engine::effect::Effect;
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Undo, Verdict};
use handcart::engine::product::{Permit, Product, Variant};
use handcart::engine::view::{Spoken, Spot};

use super::again::{Again, Repeats};
use super::changes::{Job, Origin};
use super::{Twin, facts};

/// An outcome, with the cart before it, if that was known.
pub struct Ended {
    pub outcome: Rc<Outcome>,
    pub before: Option<Rc<Cart>>,
}

/// What can be tried again of an outcome: the action, its calls, and the proposer's id.
pub type Failed = (Action, Vec<Option<Repeats>>, Option<Text>);

pub fn changed(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Applied | Verdict::Adjusted { .. })
}

impl Twin {
    /// One end, told to everybody. The focus goes where a line was removed, and to the record of what was asked by a card
    /// or an undo. A screen reader hears it before the proposer and the page do.
    pub fn end(&mut self, job: &Job, verdict: Verdict, delta: i64, after: Option<Rc<Cart>>) {
        let begun = job.begun.as_ref();
        let before = begun.and_then(|begun| begun.before.clone());
        if let (Origin::Line, Action::Remove { key }, Some(before)) = (job.origin, &job.deed.action, &before)
            && let Some(at) = before.lines.iter().position(|line| line.key == Some(*key))
        {
            self.out.push(Effect::Focus(Spot::Line(at)));
        }
        let operation = begun.and_then(|begun| begun.operation.clone());
        let told = || begun.into_iter().flat_map(|begun| begun.answers.iter().rev().flatten());
        let mut outcome = Outcome {
            operation: operation.as_ref().map(|operation| operation.id),
            delta,
            said: told().find_map(|answer| answer.words.clone()),
            available: told().find_map(|answer| answer.available),
            ..self.plain_outcome(&job.deed, verdict, job, after.as_ref())
        };
        let tells = after.filter(|_| operation.is_some() && changed(&outcome.verdict));
        let repeats = self.repeats(job, &outcome);
        if let Origin::Row(at) = job.origin {
            // The page is told of each row, and then everybody of the plan as a whole.
            let outcome = Rc::new(outcome);
            self.ended.push(Ended { outcome: outcome.clone(), before });
            self.out.extend(tells.map(|cart| Effect::TellChanged(outcome.clone(), cart)));
            return self.row_ended(at, &outcome, repeats);
        }
        outcome.undoes = job.undoes;
        if job.undoes.is_none() && goes_back(&outcome, before.as_ref()) {
            outcome.undo = Undo::Ready;
        }
        let failed = matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown);
        let outcome = Rc::new(outcome);
        self.ended.push(Ended { outcome: outcome.clone(), before });
        self.tell(job, &outcome, failed.then(|| (job.deed.action.clone(), vec![repeats], job.id.clone())));
        self.out.extend(tells.map(|cart| Effect::TellChanged(outcome, cart)));
    }

    pub fn plain_outcome(&self, deed: &Rc<Deed>, verdict: Verdict, job: &Job, after: Option<&Rc<Cart>>) -> Outcome {
        Outcome {
            id: OutcomeId(self.memory.last + self.ended.len() as u32 + 1),
            deed: deed.clone(),
            verdict,
            source: job.source.clone(),
            proposal: job.id.clone().filter(|_| !matches!(job.deed.action, Action::Plan(_))),
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

    /// A proposal ended without having been carried out: the shopper hears of it, then its proposer.
    pub fn end_unexecuted(&mut self, job: &Job, verdict: Verdict, urgent: bool) -> Rc<Outcome> {
        let plain = self.plain_outcome(&job.deed, verdict, job, self.cart.as_ref());
        let outcome = Rc::new(Outcome { undoes: job.undoes, ..plain });
        self.ended.push(Ended { outcome: outcome.clone(), before: None });
        // The way to the checkout leaves the page.
        if matches!(outcome.verdict, Verdict::Declined | Verdict::Expired | Verdict::Withdrawn) {
            self.out.push(Effect::Focus(Spot::Outcome(outcome.id)));
        }
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), urgent));
        self.out.push(Effect::Report(job.reply, outcome.clone()));
        outcome
    }

    /// It is written down, and reported. `again`: what can be tried again of it.
    pub fn tell(&mut self, job: &Job, outcome: &Rc<Outcome>, again: Option<Failed>) {
        let urgent = matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown);
        let mut words = None;
        if let Origin::Card(id) = job.origin {
            words = self.cards.iter().find(|card| card.id == id).and_then(|card| card.words.clone());
            self.cards.retain(|card| card.id != id);
        }
        self.write(job.origin, outcome);
        if let Some((action, repeats, named)) = again
            && outcome.undoes.is_none()
            && job.origin != Origin::Country
        {
            self.keep(Again { outcome: outcome.id, action, source: job.source.clone(), words, named, repeats });
        }
        if matches!(job.origin, Origin::Card(_) | Origin::Undo) {
            self.out.push(Effect::Focus(Spot::Outcome(outcome.id)));
        }
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), urgent));
        self.out.push(Effect::Report(job.reply, outcome.clone()));
    }

    /// Whether an outcome can be taken back: it shows its undo, is not being taken back, and was not.
    pub fn is_free(&self, id: OutcomeId) -> bool {
        let ready = |ended: &Ended| ended.outcome.id == id && ended.outcome.undo == Undo::Ready;
        let undone = |other: &Ended| other.outcome.undoes == Some(id) && changed(&other.outcome.verdict);
        let running = self.plan.iter().map(|plan| &plan.job);
        let being = self.jobs.iter().chain(running).any(|job| job.undoes == Some(id));
        self.ended.iter().any(ready) && !self.ended.iter().any(undone) && !being
    }

    /// The action that takes an outcome back, given the cart as it is: of several the possible ones.
    pub fn inverse(&self, id: OutcomeId) -> Result<Action, Code> {
        let ended = self.ended.iter().find(|ended| ended.outcome.id == id).filter(|_| self.is_free(id));
        let (ended, cart) = (ended.ok_or(Code::NotSupported)?, self.cart.as_ref().ok_or(Code::Conflict)?);
        if !matches!(ended.outcome.deed.action, Action::Clear | Action::Plan(_)) {
            return self.back(ended, cart);
        }
        let mut steps = self.backs(id);
        steps.retain(|step| facts::applies(step, Some(cart), &self.rules).is_ok());
        if steps.is_empty() { Err(Code::LineNotFound) } else { Ok(Action::Plan(steps)) }
    }

    /// What takes one change back.
    pub fn back(&self, ended: &Ended, cart: &Rc<Cart>) -> Result<Action, Code> {
        let before = ended.before.as_ref().ok_or(Code::NotSupported)?;
        match &ended.outcome.deed.action {
            Action::Add { product, variant, .. } => {
                let line = one_line(cart, product, *variant)?;
                let (key, quantity) = line.key.zip(line.quantity).ok_or(Code::LineNotFound)?;
                let left = i64::from(quantity) - ended.outcome.delta;
                if left <= 0 {
                    return Ok(Action::Remove { key });
                }
                Ok(Action::SetQuantity { key, quantity: left as u32 })
            }
            Action::SetQuantity { key, .. } | Action::Remove { key } => {
                let line = facts::line(Some(before), *key).ok_or(Code::NotSupported)?;
                // A line that went as a whole is added to what is there now.
                let went = ended.outcome.delta == -i64::from(line.quantity.unwrap_or(0));
                if went { Ok(add_back(line)) } else { put_back(line, cart) }
            }
            Action::SetCountry(_) => before.country().map(Action::SetCountry).ok_or(Code::NotSupported),
            Action::Clear | Action::Plan(_) | Action::Checkout => Err(Code::NotSupported),
        }
    }

    pub fn can_go_back(&self, id: OutcomeId) -> bool {
        let ended = self.ended.iter().find(|ended| ended.outcome.id == id);
        ended.is_some_and(|ended| goes_back(&ended.outcome, ended.before.as_ref()))
    }
}

/// A line's article once more.
pub fn add_back(line: &Line) -> Action {
    let product = as_product(line);
    let variant = (!product.variants.is_empty()).then_some(0);
    Action::Add { product: Rc::new(product), variant, quantity: line.quantity.unwrap_or(0) }
}

/// The article of a line back to its quantity, wherever it stands by now: its key may name another one. More than one line
/// with it is one too many.
fn put_back(line: &Line, cart: &Rc<Cart>) -> Result<Action, Code> {
    let same =
        |now: &&Rc<Line>| (&now.product, &now.external, &now.variant) == (&line.product, &line.external, &line.variant);
    let own = line.key.and_then(|key| facts::line(Some(cart), key)).filter(same);
    let all: Vec<_> = cart.lines.iter().filter(same).collect();
    let now = match (own, all.as_slice()) {
        (Some(own), _) => own,
        (None, []) => return Ok(add_back(line)),
        (None, [one]) => one,
        (None, _) => return Err(Code::LineNotFound),
    };
    let key = now.key.ok_or(Code::LineNotFound)?;
    Ok(Action::SetQuantity { key, quantity: line.quantity.unwrap_or(0) })
}

/// Whether what happened can be taken back at all: it came out as more, or as another quantity, or as another country.
fn goes_back(outcome: &Outcome, before: Option<&Rc<Cart>>) -> bool {
    let Some(before) = before.filter(|_| changed(&outcome.verdict)) else { return false };
    match &outcome.deed.action {
        Action::Add { .. } => outcome.delta > 0,
        Action::SetQuantity { key, .. } | Action::Remove { key } => {
            let pieces = facts::line(Some(before), *key).and_then(|line| line.quantity).unwrap_or(0);
            outcome.delta != 0 && pieces > 0
        }
        Action::Clear => true,
        Action::SetCountry(country) => before.country().is_some_and(|earlier| earlier != *country),
        Action::Plan(_) | Action::Checkout => false,
    }
}

/// The one line that holds this product, by its id or else by its name.
fn one_line<'c>(cart: &'c Cart, product: &Product, variant: Option<usize>) -> Result<&'c Rc<Line>, Code> {
    let id = facts::bought(product, variant);
    let label = variant.map(|at| &product.variants[at].label);
    let of = |is: &dyn Fn(&Line) -> bool| cart.lines.iter().filter(|line| is(line)).collect::<Vec<_>>();
    let mut lines = of(&|line| line.product == *id);
    if lines.is_empty() {
        lines = of(&|line| line.name == product.name && line.variant.as_ref() == label);
    }
    if let [line] = lines.as_slice() { Ok(line) } else { Err(Code::LineNotFound) }
}

/// What a line tells of its product: enough to put it back.
fn as_product(line: &Line) -> Product {
    let (id, external) = (line.product.clone(), line.external.clone());
    let variant = |label| Variant {
        id: id.clone(),
        external: external.clone(),
        values: Vec::new(),
        label,
        stock: Stock::Unknown,
        image: None,
    };
    Product {
        id: id.clone(),
        external: external.clone(),
        name: line.name.clone(),
        price: Some(line.price.clone()),
        amount: line.amount,
        currency: "".into(),
        was: None,
        image: line.image.clone(),
        url: line.url.clone(),
        rating: None,
        stock: Stock::Unknown,
        options: Vec::new(),
        variants: line.variant.clone().map(variant).into_iter().collect(),
        permit: Permit::Allowed,
    }
}
