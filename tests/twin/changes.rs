//! Confirmed actions in their order, one call of the host at a time (I2, I4, I5).

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Cart, Key, Text};
use handcart::engine::effect::{Call as Asked, Effect, Operation};
use handcart::engine::event::{Answer, ProposalId, Said, Ticket};
use handcart::engine::outcome::{Code, Deed, OutcomeId, Verdict};
use handcart::engine::view::EntryId;

use super::again::Repeats;
use super::reads::Told;
use super::{Twin, facts};

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    Card(ProposalId),
    /// Add on a product card.
    Offer(EntryId, u32),
    Line,
    Country,
    Undo,
    /// "Try again", when the shop had done it by then.
    Arrived,
    /// A row of the plan under way.
    Row(usize),
}

/// A confirmed action.
#[derive(Clone)]
pub struct Job {
    /// What was agreed to, in the facts of that moment; since it began in the facts of that.
    pub deed: Rc<Deed>,
    pub source: Source,
    pub origin: Origin,
    pub reply: Option<u32>,
    /// The proposer's id; of a plan those of its rows, one a line.
    pub id: Option<Text>,
    pub undoes: Option<OutcomeId>,
    /// The calls that it repeats: of each row of a plan, else one.
    pub repeats: Vec<Option<Repeats>>,
    pub begun: Option<Begun>,
}

impl Job {
    pub fn new(deed: Rc<Deed>, source: Source, origin: Origin, reply: Option<u32>) -> Self {
        Self { deed, source, origin, reply, id: None, undoes: None, repeats: Vec::new(), begun: None }
    }
}

/// What is known of a job since it began.
#[derive(Clone)]
pub struct Begun {
    /// The cart before its first call, if it was known.
    pub before: Option<Rc<Cart>>,
    /// What is still to be asked, in order.
    pub left: Vec<Asked>,
    /// The answers to its calls; `None` for silence.
    pub answers: Vec<Option<Answer>>,
    /// The last one brought no cart: a read decides.
    pub doubt: bool,
    pub operation: Option<Operation>,
}

impl Begun {
    pub fn with(before: Option<Rc<Cart>>, left: Vec<Asked>) -> Self {
        Self { before, left, answers: Vec::new(), doubt: false, operation: None }
    }
}

/// One call of the host.
pub struct Call {
    ticket: Ticket,
    pub operation: u32,
    start: u64,
    end: Option<End>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Answered,
    GivenUp,
}

impl Call {
    pub fn given_up(&self) -> bool {
        self.end == Some(End::GivenUp)
    }
}

impl Twin {
    pub fn changing(&self) -> bool {
        self.calls.last().is_some_and(|call| call.end.is_none())
    }

    /// A read that is due goes before the next job; then the jobs, then a read that has become due.
    pub fn go_on(&mut self) {
        if !self.can.cart {
            return;
        }
        self.read_if_due();
        while !self.read_goes_first() && self.jobs.first().is_none_or(|job| job.begun.is_none()) {
            if let Some(row) = self.row_job() {
                self.begin(row);
            } else if !self.jobs.is_empty() {
                let job = self.jobs.remove(0);
                self.begin(job);
            } else {
                break;
            }
        }
        self.read_if_due();
    }

    /// Puts a confirmed action in line. What waits at the same line, or for a country, by a control of the widget, gives
    /// way to it: what the shopper asked for last is what counts. An agent's country, which somebody waits for, stays.
    pub fn enqueue(&mut self, job: Job) {
        self.jobs.retain(|other| {
            let gives_way = match (job.origin, other.origin) {
                (Origin::Line, Origin::Line) => on_line(&other.deed.action) == on_line(&job.deed.action),
                (Origin::Country, Origin::Country) => other.reply.is_none() && other.undoes.is_none(),
                _ => false,
            };
            other.begun.is_some() || !gives_way
        });
        if self.jobs.iter().filter(|job| job.begun.is_none()).count() >= self.rules.queue {
            return self.reject(&job, Code::Policy);
        }
        self.jobs.push(job);
        if self.told == Told::Failure {
            // There must be a cart from before it to compare with.
            self.wish();
        }
    }

    /// What an action comes to, if it applies; it needs no further consent.
    pub fn act(&mut self, action: &Action, job: impl FnOnce(Rc<Deed>) -> Job) -> Result<(), Code> {
        facts::applies(action, self.cart.as_ref(), &self.rules)?;
        let deed = Rc::new(facts::deed(action, self.cart.as_ref(), &self.rules));
        self.enqueue(job(deed));
        Ok(())
    }

    /// Whether what was agreed to can still be done, just so.
    fn still_applies(&self, job: &Job) -> Result<Deed, Code> {
        let (action, cart) = (&job.deed.action, self.cart.as_ref());
        facts::applies(action, cart, &self.rules)?;
        let now = facts::deed(action, cart, &self.rules);
        let of_plan = self.plan.as_ref().filter(|_| matches!(job.origin, Origin::Row(_)));
        let undoes = of_plan.map_or(job.undoes, |plan| plan.job.undoes);
        if undoes.is_some_and(|id| !self.backs(id).iter().any(|back| facts::same_change(back, action))) {
            return Err(Code::Conflict);
        }
        let others = job.source != Source::Shopper;
        let capped = others && facts::above(&now, self.known_cart().as_ref(), &self.rules);
        let same = (&now.name, &now.variant, &now.goes) == (&job.deed.name, &job.deed.variant, &job.deed.goes);
        match (same, capped) {
            (false, _) => Err(Code::Conflict),
            (true, true) => Err(Code::Policy),
            (true, false) => Ok(now),
        }
    }

    fn begin(&mut self, job: Job) {
        if matches!(job.deed.action, Action::Plan(_)) {
            return self.begin_plan(job);
        }
        let deed = match self.still_applies(&job) {
            Ok(deed) => Rc::new(deed),
            Err(code) => return self.reject(&job, code),
        };
        let left = self.calls_for(&deed);
        if left.is_empty() {
            return self.reject(&Job { deed, ..job }, Code::NotSupported);
        }
        let before = self.cart.clone().filter(|_| self.told == Told::Cart);
        let done = before.as_ref().is_some_and(|before| match deed.action {
            Action::SetQuantity { quantity, .. } => deed.before == quantity,
            Action::SetCountry(country) => before.country() == Some(country),
            _ => false,
        });
        let job = Job { begun: Some(Begun::with(before.clone(), left)), deed, ..job };
        if done {
            // The host has nothing to do.
            return self.end(&job, Verdict::Applied, 0, before);
        }
        self.jobs.insert(0, job);
        self.call_next();
    }

    /// The calls that an action comes to. A clear goes from the last line to the first, because some shops name their lines
    /// by their place.
    fn calls_for(&self, deed: &Deed) -> Vec<Asked> {
        let lines = || self.cart.iter().flat_map(|cart| cart.lines.iter().rev());
        match &deed.action {
            Action::Add { product, variant, quantity } => vec![Asked::Add {
                product: facts::bought(product, *variant).clone(),
                external: variant.map_or(&product.external, |at| &product.variants[at].external).clone(),
                quantity: *quantity,
            }],
            Action::SetQuantity { key, quantity } => {
                vec![Asked::SetQuantity { key: *key, quantity: *quantity, previous: deed.before }]
            }
            Action::Remove { key } => vec![Asked::Remove { key: *key, previous: deed.before }],
            Action::Clear if self.can.clear => vec![Asked::Clear],
            Action::Clear => lines()
                .filter_map(|line| {
                    let key = line.key.filter(|key| facts::line(self.cart.as_ref(), *key).is_some())?;
                    Some(Asked::Remove { key, previous: line.quantity.unwrap_or(0) })
                })
                .collect(),
            Action::SetCountry(country) if self.can.country => vec![Asked::SetCountry(*country)],
            Action::SetCountry(_) | Action::Plan(_) | Action::Checkout => Vec::new(),
        }
    }

    /// A change whose end was lost with the instance: a read follows, and then it is told that nobody knows.
    pub fn recall(&mut self) {
        let Some((action, operation)) = self.memory.unsettled.clone() else { return };
        let plain = facts::deed(&Action::Checkout, None, &self.rules);
        let deed = Rc::new(Deed { action, name: operation.name.clone(), variant: operation.variant.clone(), ..plain });
        let job = Job::new(deed, operation.source.clone(), Origin::Line, operation.reply);
        let begun =
            Begun { answers: vec![None], doubt: true, operation: Some(operation), ..Begun::with(None, Vec::new()) };
        self.jobs.push(Job { begun: Some(begun), ..job });
    }

    /// The next call of the job in hand; `false` when there is none. Of a clear only lines that still are as listed.
    fn call_next(&mut self) -> bool {
        let (deed, first) = (self.jobs[0].deed.clone(), self.calls_of_job() == 0);
        let Some(begun) = &mut self.jobs[0].begun else { return false };
        if !first {
            let cart = self.cart.as_ref();
            begun.left.retain(|call| match call {
                Asked::Remove { key, .. } => {
                    facts::line(cart, *key).is_some_and(|line| deed.goes.contains(&facts::goes(line)))
                }
                _ => true,
            });
        }
        if begun.left.is_empty() {
            return false;
        }
        let call = begun.left.remove(0);
        let more = !begun.left.is_empty();
        self.drop_read();
        let ticket = self.ticket();
        // "Try again" keeps the id of the one call that it repeats.
        let (id, attempt) = match self.jobs[0].repeats.first() {
            Some(Some(repeats)) if first && !more => (repeats.operation, repeats.attempt),
            _ => (self.calls.iter().map(|call| call.operation).fold(self.memory.last, u32::max) + 1, 1),
        };
        let job = &self.jobs[0];
        // A row answers for its plan.
        let reply = job.reply.or_else(|| self.plan.as_ref().and_then(|plan| plan.job.reply));
        let operation = Operation {
            id,
            attempt,
            source: job.source.clone(),
            reply,
            name: job.deed.name.clone(),
            variant: job.deed.variant.clone(),
        };
        if let Some(begun) = &mut self.jobs[0].begun {
            begun.operation = Some(operation.clone());
        }
        self.calls.push(Call { ticket, operation: id, start: self.now, end: None });
        self.out.push(Effect::Mutate(ticket, call, operation));
        true
    }

    fn calls_of_job(&self) -> usize {
        let begun = self.jobs.first().and_then(|job| job.begun.as_ref());
        begun.map_or(0, |begun| begun.answers.len() + usize::from(self.changing()))
    }

    pub fn call_ended(&mut self, ticket: Ticket, answer: &Answer) {
        let Some(call) = self.calls.last_mut().filter(|call| call.ticket == ticket && call.end.is_none()) else {
            // Too late, or a second time: who knows what it did.
            return self.doubt();
        };
        call.end = Some(End::Answered);
        if let Some(begun) = &mut self.jobs[0].begun {
            begun.answers.push(Some(answer.clone()));
        }
        let cart = answer.cart.as_ref().filter(|_| answer.said == Said::Yes);
        if let Some(cart) = cart {
            self.cart_told(cart);
        }
        if answer.said != Said::No && self.call_next() {
            return;
        }
        match cart {
            Some(_) => self.conclude(self.cart.clone()),
            None => self.doubt_job(),
        }
    }

    pub fn give_up_call(&mut self) {
        let Some(call) = self.calls.last_mut().filter(|call| call.end.is_none()) else { return };
        if call.start + self.rules.mutation.0 > self.now {
            return;
        }
        call.end = Some(End::GivenUp);
        self.out.push(Effect::Abort(call.ticket));
        if let Some(begun) = &mut self.jobs[0].begun {
            begun.answers.push(None);
        }
        self.doubt_job();
    }

    fn doubt_job(&mut self) {
        if let Some(begun) = &mut self.jobs[0].begun {
            begun.doubt = true;
        }
        self.doubt();
    }

    /// The read after it has ended, one way or the other.
    pub fn conclude_doubt(&mut self, cart: Option<Rc<Cart>>) {
        if self.jobs.first().is_some_and(|job| job.begun.as_ref().is_some_and(|begun| begun.doubt)) {
            self.conclude(cart);
        }
    }

    fn conclude(&mut self, after: Option<Rc<Cart>>) {
        let job = self.jobs.remove(0);
        let (verdict, delta) = facts::verdict(&job, after.as_ref());
        self.end(&job, verdict, delta, after);
    }

    /// It was never handed to the host.
    pub fn reject(&mut self, job: &Job, code: Code) {
        if matches!(job.deed.action, Action::Plan(_)) {
            return self.end_plan(job.clone(), &[], code);
        }
        let job = Job { begun: None, ..job.clone() };
        self.end(&job, Verdict::Rejected(code), 0, self.cart.clone());
    }
}

/// The line that an action is about.
pub fn on_line(action: &Action) -> Option<Key> {
    match action {
        Action::SetQuantity { key, .. } | Action::Remove { key } => Some(*key),
        _ => None,
    }
}
