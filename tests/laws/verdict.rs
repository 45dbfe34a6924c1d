//! Verifying: the outcome is what the cart shows.
//!
//! The pieces of the article in question are counted in the cart that the host had told before the first call of an action,
//! and in the one it had told when the outcome was reported. If one of the two could not be read the outcome is `Unknown`.
//! If the difference is what was asked it is `Applied`; if it is another one, `Adjusted`; if there is none, `Rejected`, or
//! `Unknown` when the host did not answer in time. The outcome's own difference is that difference. Pieces that another tab
//! added of another article are not counted. An outcome without a call is that of the last call before it, whose outcome
//! was unknown: "Try again" found it carried out. When the instance was lost between the first call and the report it is
//! `Unknown`.

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Key};
use handcart::engine::effect::Effect;
use handcart::engine::event::Said;
use handcart::engine::outcome::{Outcome, Verdict};

use super::record::{Change, ChangeEnd, Record, Report};
use crate::common::sim::Moment;
use crate::common::tell::ended;

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    let mut from = 0;
    let mut unsure = None;
    for report in &record.reports {
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
        if let Some(right) = wrong(calls, report) {
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

fn pieces(cart: &Cart, product: Option<&str>) -> i64 {
    let lines = cart.lines.iter().filter(|line| product.is_none_or(|product| *line.product == *product));
    lines.map(|line| i64::from(line.quantity.unwrap_or(0))).sum()
}

/// What the verdict should be, when it is another one.
fn wrong(calls: &[Change], report: &Report) -> Option<String> {
    let Outcome { verdict, delta, deed, .. } = &*report.outcome;
    let first = &calls[0];
    let late = matches!(calls.last()?.end, Some((_, ChangeEnd::TimedOut)));
    let (Some(before), Some(after)) = (&first.before, &report.after) else {
        return (*verdict != Verdict::Unknown).then(|| "unknown: there is no cart".to_owned());
    };
    if !first.known || !report.known {
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
        Action::Refill(goods) => (goods.iter().map(|(_, pieces)| i64::from(*pieces)).sum(), change(None)),
        Action::SetCountry(country) => {
            let right = after.country() == Some(*country);
            return (right != (*verdict == Verdict::Applied)).then(|| format!("applied: {right}"));
        }
        Action::Checkout => return None,
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
