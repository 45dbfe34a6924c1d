//! Verifying: the outcome is what the cart shows.
//!
//! The pieces of the article in question are counted in the cart that the host had told before the first call of an action,
//! and in the one it had told when the outcome was reported. If one of the two could not be read the outcome is `Unknown`.
//! If the difference is what was asked it is `Applied`; if it is another one, `Adjusted`; if there is none, `Rejected`, or
//! `Unknown` when the host did not answer in time. The outcome's own difference is that difference. Pieces that another tab
//! added of another article are not counted. An outcome without a call is that of the last call before it, whose outcome
//! was unknown: "Try again" found it carried out. When the instance was lost between the first call and the report it is
//! `Unknown`.
//!
//! Each row of a plan is judged so for itself, between its own call and its own end: the cart of its answer, or that of the
//! read after it. The plan as a whole is applied when all its rows are, adjusted when any changed something, unknown when
//! one is and none changed anything, and else rejected; rows that the shopper left out, or that were gone, do not count.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Key};
use handcart::engine::effect::Effect;
use handcart::engine::event::Said;
use handcart::engine::outcome::{Outcome, Verdict};

use super::record::{Change, ChangeEnd, ReadEnd, Record, Report};
use crate::common::sim::Moment;
use crate::common::tell::ended;

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    let mut from = 0;
    let mut unsure = None;
    for report in &record.reports {
        if let Action::Plan(_) = report.outcome.deed.action {
            from = plan(record, report, from)?;
            let unknown = |line: &&Rc<Outcome>| line.verdict == Verdict::Unknown;
            if report.outcome.lines.iter().any(|line| line.operation.is_some()) {
                unsure = report.outcome.lines.iter().filter(unknown).filter_map(|line| line.operation).max();
            }
        }
        let Some(operation) = report.outcome.operation else { continue };
        let until = record.changes.partition_point(|change| change.start.place < report.point.place);
        let mut calls = &record.changes[from..until];
        from = until;
        if calls.is_empty() && unsure.as_ref() == Some(&operation) {
            // "Try again" found that the shop has done it by now.
            calls = &record.changes[until - 1..until];
        }
        unsure = (report.outcome.verdict == Verdict::Unknown).then_some(operation);
        if calls.last().is_none_or(|call| call.operation.id != operation) {
            return Err(("V", format!("{} has no call", ended(&report.outcome))));
        }
        if calls.first().is_some_and(|first| record.lost_between(first.start.place, report.point.place)) {
            if report.outcome.verdict != Verdict::Unknown {
                return Err(("V", format!("{} should be unknown: it was lost", ended(&report.outcome))));
            }
            unsure = None;
            continue;
        }
        if let Some(right) = wrong(calls, &report.outcome, report.after.as_ref(), report.known) {
            return Err(("V", format!("{} should be {right}", ended(&report.outcome))));
        }
        let changed = matches!(report.outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. });
        let tells = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Out(Effect::TellChanged(outcome, _)) if outcome.id == report.outcome.id);
        let lost = record.losses.iter().any(|(point, _)| point.at == report.point.at);
        if !lost
            && record.destroyed.is_none()
            && changed != record.trace[report.point.place..].iter().take(8).any(tells)
        {
            return Err(("V", format!("the page is told wrongly of {}", ended(&report.outcome))));
        }
    }
    Ok(())
}

/// The rows of a plan in the order of their calls, and the plan as their sum. Returns the first change after it.
fn plan(record: &Record, report: &Report, mut from: usize) -> Result<usize, (&'static str, String)> {
    let Outcome { lines, verdict, deed, delta, .. } = &*report.outcome;
    let mut called: Vec<_> = lines.iter().filter(|line| line.operation.is_some()).collect();
    // In the order of their calls: a row that is tried again keeps its operation, and one that was edited has a newer one.
    let place = |line: &&Rc<Outcome>| {
        record.changes.iter().skip(from).position(|change| Some(change.operation.id) == line.operation)
    };
    called.sort_by_key(|line| place(line).unwrap_or(usize::MAX));
    for line in called {
        let Some(change) = record.changes.get(from).filter(|change| Some(change.operation.id) == line.operation) else {
            return Err(("V", format!("{} has no call", ended(line))));
        };
        from += 1;
        let (after, known) = found(record, change);
        if let Some(right) = wrong(std::slice::from_ref(change), line, after, known) {
            return Err(("V", format!("the row {} should be {right}", ended(line))));
        }
        let changed = matches!(line.verdict, Verdict::Applied | Verdict::Adjusted { .. });
        let tells = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Out(Effect::TellChanged(outcome, _)) if outcome.id == line.id);
        if record.destroyed.is_none()
            && changed != record.trace[change.start.place..report.point.place].iter().any(tells)
        {
            return Err(("V", format!("the page is told wrongly of the row {}", ended(line))));
        }
    }
    let Action::Plan(steps) = &deed.action else { return Ok(from) };
    if lines.is_empty() {
        // It was never confirmed.
        let ended = matches!(verdict, Verdict::Declined | Verdict::Expired | Verdict::Withdrawn);
        return if ended {
            Ok(from)
        } else {
            Err(("V", format!("{} has no rows", crate::common::tell::ended(&report.outcome))))
        };
    }
    if !lines.iter().map(|line| &line.deed.action).eq(steps)
        || *delta != lines.iter().map(|line| line.delta).sum::<i64>()
    {
        return Err(("V", format!("{} is another plan than its rows", ended(&report.outcome))));
    }
    let count = |is: &dyn Fn(&Verdict) -> bool| lines.iter().filter(|line| is(&line.verdict)).count();
    let asked = lines.len() - count(&|verdict| matches!(verdict, Verdict::Declined | Verdict::Withdrawn));
    let applied = count(&|verdict| *verdict == Verdict::Applied);
    let some = applied + count(&|verdict| matches!(verdict, Verdict::Adjusted { .. })) > 0;
    let right = match verdict {
        Verdict::Applied => applied == asked && applied > 0,
        Verdict::Adjusted { asked: rows, got } => {
            (*rows as usize, *got as usize) == (asked, applied) && some && applied < asked
        }
        Verdict::Unknown => !some && count(&|verdict| *verdict == Verdict::Unknown) > 0,
        Verdict::Rejected(_) => !some && count(&|verdict| matches!(verdict, Verdict::Rejected(_))) == asked,
        _ => false,
    };
    if right { Ok(from) } else { Err(("V", format!("{} is not the sum of its rows", ended(&report.outcome)))) }
}

/// The cart by which a row was judged, and whether it could be read.
fn found<'r>(record: &'r Record, change: &'r Change) -> (Option<&'r Rc<Cart>>, bool) {
    let Some((end, how)) = &change.end else { return (None, false) };
    if let ChangeEnd::Answered(answer) = how
        && let (Said::Yes, Some(cart)) = (answer.said, &answer.cart)
    {
        return (Some(cart), true);
    }
    let mut reads = record.reads.iter().filter(|read| read.start.place > end.place);
    match reads.find_map(|read| read.end.as_ref().filter(|(_, how)| !matches!(how, ReadEnd::Dropped))) {
        Some((_, ReadEnd::Cart(cart))) => (Some(cart), true),
        _ => (change.before.as_ref(), false),
    }
}

fn pieces(cart: &Cart, product: Option<&str>) -> i64 {
    let lines = cart.lines.iter().filter(|line| product.is_none_or(|product| *line.product == *product));
    lines.map(|line| i64::from(line.quantity.unwrap_or(0))).sum()
}

/// What the verdict should be, when it is another one.
fn wrong(calls: &[Change], outcome: &Outcome, after: Option<&Rc<Cart>>, known: bool) -> Option<String> {
    let Outcome { verdict, delta, deed, .. } = outcome;
    let first = &calls[0];
    let late = matches!(calls.last()?.end, Some((_, ChangeEnd::TimedOut)));
    let (Some(before), Some(after)) = (&first.before, after) else {
        return (*verdict != Verdict::Unknown).then(|| "unknown: there is no cart".to_owned());
    };
    if !first.known || !known {
        return (*verdict != Verdict::Unknown).then(|| "unknown: the cart could not be read".to_owned());
    }
    let product = |key: &Key| {
        let mut lines = before.lines.iter().filter(|line| line.key == Some(*key));
        lines.next().map(|line| line.product.to_string())
    };
    let change = |product: Option<&str>| pieces(after, product) - pieces(before, product);
    let (asked, got) = match &deed.action {
        Action::Add { product, variant, quantity } => {
            let id = variant.map_or(&product.id, |at| &product.variants[at].id);
            (i64::from(*quantity), change(Some(id)))
        }
        Action::SetQuantity { key, quantity } => {
            let product = product(key)?;
            (i64::from(*quantity) - pieces(before, Some(&product)), change(Some(&product)))
        }
        Action::Remove { key } => {
            let product = product(key)?;
            (-pieces(before, Some(&product)), change(Some(&product)))
        }
        Action::Clear => (-pieces(before, None), change(None)),
        Action::SetCountry(country) => {
            let right = after.country() == Some(*country);
            return (right != (*verdict == Verdict::Applied)).then(|| format!("applied: {right}"));
        }
        Action::Plan(_) | Action::Checkout => return None,
    };
    // A shop may name its lines otherwise than the catalogue: then a yes with one new article of just so many pieces tells.
    let newcomer = || {
        let mut new = after.lines.iter().filter(|line| pieces(before, Some(&line.product)) == 0);
        let one = new.next().is_some_and(|line| line.quantity.map(i64::from) == Some(asked)) && new.next().is_none();
        let yes = matches!(&first.end, Some((_, ChangeEnd::Answered(answer))) if answer.said == Said::Yes);
        matches!(deed.action, Action::Add { .. }) && got == 0 && one && yes && *delta == asked
    };
    if *verdict == Verdict::Applied && newcomer() {
        return None;
    }
    if *delta != got {
        return Some(format!("{got:+}"));
    }
    let right = match verdict {
        Verdict::Applied => got == asked,
        Verdict::Adjusted { .. } => got != asked && got != 0,
        Verdict::Unknown => got == 0 && asked != 0 && late,
        Verdict::Rejected(_) => got == 0 && asked != 0 && !late,
        _ => false,
    };
    (!right).then(|| format!("by {got:+} of {asked:+}, late: {late}"))
}
