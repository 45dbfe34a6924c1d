//! Confirmed actions on their way: one in flight, the others waiting in the order of their confirmation (law I5).
//! The machine keeps the jobs; what they call and how they ended is decided by the engine.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::{Action, Source};
use super::cart::{Cart, Country, Key, Text};
use super::clock::Millis;
use super::effect::Call;
use super::event::{ProposalId, Said, Ticket};
use super::list::take;
use super::outcome::{Code, Deed};
use super::plan::{self, Plan};
use super::planted::{Fault, planted};
use super::retry::Retry;
use super::undo::Undoable;
use super::verify::Word;
use super::view::{EntryId, Pending};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A proposal.
    Proposal(ProposalId),
    /// The Add of a product card: entry and product.
    Card(EntryId, u32),
    /// A stepper or remove of a cart line.
    Line,
    /// The country of delivery: chosen by the shopper, or set by the agent and told.
    Country,
    /// An undo button.
    Undo,
    /// "Try again", when the shop had carried it out by then.
    Arrived,
    /// A row of the plan under way.
    Row(usize),
}

/// One confirmed action.
#[derive(Debug, Clone, Hash)]
pub struct Job {
    /// What was shown when it was confirmed.
    pub deed: Rc<Deed>,
    /// Who wanted it.
    pub source: Source,
    /// What was pressed.
    pub origin: Origin,
    /// Names the promise that waits.
    pub reply: Option<u32>,
    /// The proposer's own id of it; a plan has those of its rows, one a line.
    pub proposal: Option<Text>,
    /// The change that it takes back, if it is an undo: given back when it fails.
    pub undoes: Option<Undoable>,
    /// The calls that it repeats, if the shopper tries again: of each row of a plan, else one.
    pub retries: Vec<Option<Retry>>,
}

impl Job {
    /// The line that it addresses, when it changes or removes one.
    #[must_use]
    pub fn line(&self) -> Option<Key> {
        match self.deed.action {
            Action::SetQuantity { key, .. } | Action::Remove { key } => Some(key),
            _ => None,
        }
    }
}

/// A job that has begun.
#[derive(Debug, Clone, Hash)]
pub struct Begun {
    /// The job.
    pub job: Box<Job>,
    /// The cart before its first call.
    pub before: Option<Rc<Cart>>,
    /// Calls that are still to be made after the one in flight, the next one last.
    pub left: Vec<Call>,
    /// The id of its (last) call.
    pub operation: u32,
    /// Which call under this id it was.
    pub attempt: u32,
    /// How many calls were made.
    pub calls: usize,
    /// The host's words, and how many it could give.
    pub said: Option<Text>,
    /// See above.
    pub available: Option<u32>,
}

impl Begun {
    /// A job before its first call.
    #[must_use]
    pub fn of(job: Box<Job>, before: Option<Rc<Cart>>, operation: u32, attempt: u32) -> Self {
        Self { job, before, left: Vec::new(), operation, attempt, calls: 0, said: None, available: None }
    }
}

/// Where the current job is.
#[derive(Debug, Clone, Hash)]
pub enum Phase {
    /// There is none.
    Idle,
    /// The host was called.
    Running {
        /// The job.
        begun: Box<Begun>,
        /// Its call.
        ticket: Ticket,
        /// When its answer is no longer waited for.
        give_up: Millis,
    },
    /// The host has answered or is late; the cart is being read to see what happened.
    Checking {
        /// The job.
        begun: Box<Begun>,
        /// The host's word.
        word: Word,
    },
}

/// The machine.
#[derive(Debug, Clone, Hash)]
pub struct Mutate {
    /// The current job.
    pub phase: Phase,
    /// The plan under way: what waits goes on waiting until all its rows have ended.
    pub plan: Option<Box<Plan>>,
    #[allow(clippy::vec_box, reason = "a job moves as one word")]
    waiting: Vec<Box<Job>>,
    /// Operations that were given up on: the host may still carry them out.
    given_up: Vec<u32>,
}

impl Default for Mutate {
    fn default() -> Self {
        Self { phase: Phase::Idle, plan: None, waiting: Vec::new(), given_up: Vec::new() }
    }
}

impl Mutate {
    /// Puts a confirmed job in line. A change of the same line that still waits gives way to it: what the shopper asked
    /// for last is what counts. The deed then begins where the first of them began.
    pub fn push(&mut self, job: Box<Job>, limit: usize) -> Result<(), Box<Job>> {
        self.waiting.retain(|other| match (job.origin, other.origin) {
            (Origin::Line, Origin::Line) => other.line() != job.line() && !planted(Fault::Collapse),
            (Origin::Country, Origin::Country) => other.reply.is_some() || other.undoes.is_some(),
            _ => true,
        });
        if self.waiting.len() >= limit {
            return Err(job);
        }
        self.waiting.push(job);
        Ok(())
    }

    /// The next job, if none is under way.
    #[must_use]
    pub fn take_next(&mut self) -> Option<Box<Job>> {
        if self.is_idle() { take(&mut self.waiting, 0) } else { None }
    }

    /// Whether no job is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.phase, Phase::Idle)
    }

    /// Whether a call is in flight, so that no read may start.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Running { .. })
    }

    /// Whether jobs wait.
    #[must_use]
    pub fn has_waiting(&self) -> bool {
        self.plan.is_some() || !self.waiting.is_empty()
    }

    /// The call in flight, if this is its ticket.
    #[must_use]
    pub fn settled(&mut self, ticket: Ticket) -> Option<Box<Begun>> {
        match &self.phase {
            Phase::Running { ticket: current, .. } if *current == ticket => {}
            _ => return None,
        }
        match core::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Running { begun, .. } => Some(begun),
            _ => None,
        }
    }

    /// The call in flight, if it took too long: its ticket. It then waits for a read.
    #[must_use]
    pub fn overdue(&mut self, now: Millis) -> Option<Ticket> {
        match core::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Running { begun, ticket, give_up } if give_up <= now => {
                self.given_up.push(begun.operation);
                let word = Word { said: Said::Nothing, code: Some(Code::Timeout), late: true };
                self.phase = Phase::Checking { begun, word };
                Some(ticket)
            }
            other => {
                self.phase = other;
                None
            }
        }
    }

    /// Whether this operation took too long.
    #[must_use]
    pub fn gave_up(&self, operation: u32) -> bool {
        self.given_up.contains(&operation)
    }

    /// The job that waits for a read.
    #[must_use]
    pub fn checked(&mut self) -> Option<(Box<Begun>, Word)> {
        match core::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Checking { begun, word } => Some((begun, word)),
            other => {
                self.phase = other;
                None
            }
        }
    }

    /// When the call in flight is given up.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        match self.phase {
            Phase::Running { give_up, .. } => Some(give_up),
            _ => None,
        }
    }

    /// Every job that is under way or waits, in order.
    fn jobs(&self) -> impl Iterator<Item = &Job> {
        let current = match &self.phase {
            Phase::Idle => None,
            Phase::Running { begun, .. } | Phase::Checking { begun, .. } => Some(&begun.job),
        };
        let plan = self.plan.as_ref().map(|plan| &plan.job);
        plan.into_iter().chain(current).chain(&self.waiting).map(|job| &**job)
    }

    /// What waits, for the cart view.
    #[must_use]
    pub fn pending(&self) -> Waits {
        let mut waits = Waits { lines: Vec::new(), clearing: false, country: None };
        for job in self.jobs() {
            waits.add(&job.deed.action);
            for action in plan::waiting(&job.deed) {
                waits.add(action);
            }
        }
        waits
    }
}

/// What waits for the shop.
#[derive(Debug)]
pub struct Waits {
    /// At which line.
    pub lines: Vec<(Key, Pending)>,
    /// Whether everything is being removed.
    pub clearing: bool,
    /// The country that was asked for last.
    pub country: Option<Country>,
}

impl Waits {
    #[inline(never)]
    fn add(&mut self, action: &Action) {
        let (key, pending) = match *action {
            Action::SetQuantity { key, quantity } => (key, Pending::Quantity(quantity)),
            Action::Remove { key } => (key, Pending::Removal),
            Action::Clear => {
                self.clearing = true;
                return;
            }
            Action::SetCountry(country) => {
                self.country = Some(country);
                return;
            }
            _ => return,
        };
        if let Some(at) = self.lines.iter().position(|(other, _)| *other == key) {
            take(&mut self.lines, at);
        }
        self.lines.push((key, pending));
    }
}
