//! Carrying out a plan: several changes that one press confirmed. Its rows run one after the other as any other job does,
//! each with its own check, call and end, and nothing else runs meanwhile.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use super::Engine;
use super::action::Action;
use super::carry::outcome;
use super::cart::{Cart, Text};
use super::mutate::{Job, Origin};
use super::outcome::{Code, Deed, Outcome, Verdict};
use super::planted::{Fault, planted};
use super::refresh::Cause;
use super::retry::Retry;
use super::row::{Row, Tick, whole};
use super::undo::Undoable;
use super::view::Freshness;

/// A confirmed plan under way.
#[derive(Debug, Clone, Hash)]
pub struct Plan {
    /// The whole of it: its deed keeps the rows.
    pub job: Box<Job>,
    /// What became of each row, in their order.
    after: Vec<After>,
}

/// What can follow on a row that has ended.
#[derive(Debug, Clone, Default, Hash)]
pub struct After {
    /// What takes it back.
    pub back: Option<Undoable>,
    /// What tries it again.
    pub retry: Option<Retry>,
}

impl Plan {
    /// The row that runs next: adds and quantities as they stand, then removals from the last line of the cart upwards,
    /// because some shops name their lines by their place.
    fn next(&self, cart: Option<&Cart>) -> Option<(usize, &Row)> {
        let mut last = None;
        for (at, row) in self.job.deed.rows.iter().enumerate() {
            if !(row.is_on() || matches!(row.tick, Tick::Off) && planted(Fault::PlanUnticked)) {
                continue;
            }
            let Action::Remove { key } = row.deed.action else { return Some((at, row)) };
            let place = cart.and_then(|cart| cart.lines.iter().position(|line| line.key == Some(key)));
            if last.as_ref().is_none_or(|(before, _)| *before < place) {
                last = Some((place, (at, row)));
            }
        }
        last.map(|(_, row)| row)
    }
}

/// What is still to come of a confirmed plan: ticked rows that have not run.
pub fn waiting(deed: &Deed) -> impl Iterator<Item = &Action> {
    deed.rows.iter().filter(|row| row.is_on()).map(|row| &row.deed.action)
}

impl Engine {
    /// Begins a plan: its rows go before everything that waits.
    pub(super) fn begin_plan(&mut self, mut job: Box<Job>) {
        // From here on its pieces are counted.
        job.deed = Rc::new(whole(job.deed.rows.clone(), self.cart.as_deref()));
        let after = job.deed.rows.iter().map(|_| After::default()).collect();
        self.mutate.plan = Some(Box::new(Plan { job, after }));
    }

    /// The next job, if none is under way: a row of the plan, else the one that waits longest.
    pub(super) fn next_job(&mut self) -> Option<Box<Job>> {
        let Some(plan) = &self.mutate.plan else { return self.mutate.take_next() };
        if !self.mutate.is_idle() {
            return None;
        }
        let (at, row) = plan.next(self.cart.as_deref())?;
        let (deed, source) = (row.deed.clone(), plan.job.source.clone());
        let retries = alloc::vec![plan.job.retries.get(at).cloned().flatten()];
        let proposal = row_id(plan.job.proposal.as_ref(), at);
        Some(Box::new(Job { deed, source, origin: Origin::Row(at), reply: None, proposal, undoes: None, retries }))
    }

    /// What a job takes back, if it is an undo or a row of one.
    pub(super) fn taking_back<'j>(&'j self, job: &'j Job) -> Option<&'j Undoable> {
        match (job.origin, &self.mutate.plan) {
            (Origin::Row(_), Some(plan)) => plan.job.undoes.as_ref(),
            _ => job.undoes.as_ref(),
        }
    }

    /// A row has ended. With the last one the plan ends.
    pub(super) fn row_ended(&mut self, at: usize, ended: Rc<Outcome>, after: After) {
        let Some(mut plan) = self.mutate.plan.take() else { return };
        let again = planted(Fault::PlanTwice) && ended.operation.is_some_and(|id| id % 2 == 1);
        let mut rows = plan.job.deed.rows.clone();
        if let Some(row) = rows.get_mut(at).filter(|_| !again) {
            row.tick = Tick::Done(ended);
        }
        let before = plan.job.deed.before;
        let mut deed = whole(rows, self.cart.as_deref());
        deed.before = before;
        plan.job.deed = Rc::new(deed);
        if let Some(slot) = plan.after.get_mut(at) {
            *slot = after;
        }
        if plan.next(self.cart.as_deref()).is_none() {
            return self.end_plan(plan.job, plan.after, Code::Conflict);
        }
        if let Origin::Proposal(id) = plan.job.origin
            && let Some(open) = self.propose.get_mut(id)
        {
            open.deed = plan.job.deed.clone();
            open.rev = open.rev.wrapping_add(1);
        }
        self.mutate.plan = Some(plan);
        if matches!(self.freshness, Freshness::Old | Freshness::Failed) {
            // There must be a cart from before the next row to compare with.
            self.want(self.now, Cause::Wish);
        }
    }

    /// Ends a plan. Rows that were ticked and never ran are rejected with this code.
    pub(super) fn end_plan(&mut self, job: Box<Job>, after: Vec<After>, code: Code) {
        let mut lines: Vec<Rc<Outcome>> = Vec::new();
        let (mut steps, mut retries, mut back) = (Vec::new(), Vec::new(), Vec::new());
        let mut after = after.into_iter();
        let mut ids = String::new();
        for (at, row) in job.deed.rows.iter().enumerate() {
            let after = after.next().unwrap_or_default();
            back.push(after.back);
            let verdict = match &row.tick {
                Tick::Done(ended) => {
                    if matches!(ended.verdict, Verdict::Rejected(_) | Verdict::Unknown) {
                        steps.push(row.deed.action.clone());
                        retries.push(after.retry);
                        ids.push_str(ended.proposal.as_deref().unwrap_or_default());
                        ids.push('\n');
                    }
                    lines.push(ended.clone());
                    continue;
                }
                Tick::On => Verdict::Rejected(code),
                Tick::Off => Verdict::Declined,
                Tick::Gone => Verdict::Withdrawn,
            };
            let id = self.outcome_id();
            let by = (&job.source, &row_id(job.proposal.as_ref(), at));
            lines.push(Rc::new(outcome(id, &row.deed, verdict, by, self.cart.as_deref())));
        }
        let id = self.outcome_id();
        let now = self.cart.as_deref().filter(|_| self.freshness == Freshness::Current);
        let mut all = outcome(id, &job.deed, sum(&lines), (&job.source, &None), now);
        for line in &lines {
            all.delta = all.delta.saturating_add(line.delta);
        }
        all.lines = lines;
        let mut ids = Some(Text::from(ids));
        let again = match steps.len() {
            0 | 1 => {
                ids = row_id(ids.as_ref(), 0);
                steps.pop()
            }
            _ => Some(Action::Plan(steps)),
        };
        self.close(job, all, Undoable::of_all(id, back), again.map(|again| (again, retries, ids)));
    }
}

/// The id of a row, where it has one.
fn row_id(ids: Option<&Text>, at: usize) -> Option<Text> {
    let (mut id, mut row) = (String::new(), 0);
    for c in ids?.chars() {
        if c == '\n' {
            row += 1;
        } else if row == at {
            id.push(c);
        }
    }
    (!id.is_empty()).then(|| id.into())
}

/// How a plan ended, by its rows.
fn sum(lines: &[Rc<Outcome>]) -> Verdict {
    let (mut asked, mut got, mut changed, mut unknown, mut code) = (0, 0, false, false, None);
    for line in lines {
        match line.verdict {
            Verdict::Applied => {
                got += 1;
                changed = true;
            }
            Verdict::Adjusted { .. } => changed = true,
            Verdict::Unknown => unknown = true,
            Verdict::Rejected(why) => code = code.or(Some(why)),
            Verdict::Declined | Verdict::Expired | Verdict::Withdrawn => continue,
        }
        asked += 1;
    }
    if asked == got {
        Verdict::Applied
    } else if changed {
        Verdict::Adjusted { asked, got }
    } else if unknown {
        Verdict::Unknown
    } else {
        Verdict::Rejected(code.unwrap_or(Code::Conflict))
    }
}
