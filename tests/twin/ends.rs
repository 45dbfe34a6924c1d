//! How it ended: one outcome, the same for everybody, and what takes it back.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Line, Stock};
use handcart::engine::effect::Effect;
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Undo, Verdict};
use handcart::engine::product::{Permit, Product, Variant};
use handcart::engine::view::{Spoken, Spot};

use super::changes::{Job, Origin};
use super::{Twin, facts};

/// An outcome, with the cart before it, if that was known.
pub struct Ended {
    pub outcome: Rc<Outcome>,
    before: Option<Rc<Cart>>,
}

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
        let back = job.undoes.is_none() && can_go_back(&job.deed, &verdict, before.as_ref(), delta);
        let outcome = Rc::new(Outcome {
            operation: operation.as_ref().map(|operation| operation.id),
            delta,
            said: told().find_map(|answer| answer.words.clone()),
            available: told().find_map(|answer| answer.available),
            undo: if back { Undo::Ready } else { Undo::Never },
            undoes: job.undoes,
            ..self.plain_outcome(&job.deed, verdict, job, after.as_ref())
        });
        self.ended.push(Ended { outcome: outcome.clone(), before });
        self.record(job, &outcome);
        self.out.push(Effect::Report(job.reply, outcome.clone()));
        if let Some(cart) = after.filter(|_| operation.is_some() && changed(&outcome.verdict)) {
            self.out.push(Effect::TellChanged(outcome, cart));
        }
    }

    pub fn plain_outcome(&self, deed: &Rc<Deed>, verdict: Verdict, job: &Job, after: Option<&Rc<Cart>>) -> Outcome {
        Outcome {
            id: OutcomeId(self.ended.len() as u32 + 1),
            deed: deed.clone(),
            verdict,
            source: job.source.clone(),
            operation: None,
            delta: 0,
            count: after.map(|cart| cart.count),
            total: after.map(|cart| cart.total.clone()),
            said: None,
            available: None,
            undo: Undo::Never,
            undoes: None,
        }
    }

    /// A proposal ended without having been carried out: the shopper hears of it, then its proposer.
    pub fn end_unexecuted(&mut self, job: &Job, verdict: Verdict, urgent: bool) -> Rc<Outcome> {
        let outcome = Rc::new(self.plain_outcome(&job.deed, verdict, job, self.cart.as_ref()));
        self.ended.push(Ended { outcome: outcome.clone(), before: None });
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), urgent));
        self.out.push(Effect::Report(job.reply, outcome.clone()));
        outcome
    }

    fn record(&mut self, job: &Job, outcome: &Rc<Outcome>) {
        let urgent = matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown);
        let mut words = None;
        if let Origin::Card(id) = job.origin {
            words = self.cards.iter().find(|card| card.id == id).and_then(|card| card.words.clone());
            self.cards.retain(|card| card.id != id);
        }
        self.write(job.origin, outcome);
        if urgent && !matches!(job.origin, Origin::Undo | Origin::Country) {
            self.keep_failed(job, outcome, words);
        }
        if matches!(job.origin, Origin::Card(_) | Origin::Undo) {
            self.out.push(Effect::Focus(Spot::Outcome(outcome.id)));
        }
        self.out.push(Effect::Announce(Spoken::Outcome(outcome.clone()), urgent));
    }

    /// The action that takes an outcome back, given the cart as it is. An outcome can be taken back if it changed something,
    /// takes nothing back itself, and was not taken back before.
    pub fn inverse(&self, id: OutcomeId) -> Result<Action, Code> {
        let ended = self.ended.iter().find(|ended| ended.outcome.id == id).ok_or(Code::NotSupported)?;
        let undone = self.ended.iter().any(|other| other.outcome.undoes == Some(id) && changed(&other.outcome.verdict));
        let (Some(before), Undo::Ready, false) = (&ended.before, ended.outcome.undo, undone) else {
            return Err(Code::NotSupported);
        };
        let cart = self.cart.as_ref().ok_or(Code::Conflict)?;
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
                let quantity = line.quantity.unwrap_or(0);
                if facts::line(Some(cart), *key).is_some() {
                    return Ok(Action::SetQuantity { key: *key, quantity });
                }
                let product = as_product(line);
                let variant = (!product.variants.is_empty()).then_some(0);
                Ok(Action::Add { product: Rc::new(product), variant, quantity })
            }
            Action::Clear => {
                let goods = before.lines.iter().filter_map(|line| Some((Rc::new(as_product(line)), line.quantity?)));
                Ok(Action::Refill(goods.collect()))
            }
            Action::SetCountry(_) => before.country().map(Action::SetCountry).ok_or(Code::NotSupported),
            Action::Refill(_) | Action::Checkout => Err(Code::NotSupported),
        }
    }

    /// As [`Self::inverse`], unless it is being taken back right now.
    pub fn free_inverse(&self, id: OutcomeId) -> Result<Action, Code> {
        let being = self.jobs.iter().any(|job| job.undoes == Some(id));
        if being { Err(Code::NotSupported) } else { self.inverse(id) }
    }
}

/// Whether what happened can be taken back at all: it came out as more, or as another quantity, or as another country.
fn can_go_back(deed: &Deed, verdict: &Verdict, before: Option<&Rc<Cart>>, delta: i64) -> bool {
    let Some(before) = before.filter(|_| changed(verdict)) else { return false };
    match &deed.action {
        Action::Add { .. } => delta > 0,
        Action::SetQuantity { key, .. } | Action::Remove { key } => {
            delta != 0 && facts::line(Some(before), *key).is_some_and(|line| line.quantity.is_some_and(|n| n > 0))
        }
        Action::Clear => true,
        Action::SetCountry(country) => before.country().is_some_and(|earlier| earlier != *country),
        Action::Refill(_) | Action::Checkout => false,
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
