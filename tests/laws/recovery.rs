//! I11: recovery. Wherever the instance was lost:
//!
//! A read starts at that moment. The first drawing after it has no card and nothing that waits for the shop, and the
//! conversation says that something happened. Nothing is called before somebody did or proposed something anew. The
//! numbers of operations, outcomes and requests go on growing. A change whose end was not reported is reported once, as
//! unknown, with its operation and to its promise; it is not called again. A proposal that was drawn or carried out before
//! is refused when it comes again.

use std::collections::BTreeSet;

use handcart::engine::cart::Text;
use handcart::engine::effect::{Effect, Operation};
use handcart::engine::event::{Event, Ticket};
use handcart::engine::outcome::Verdict;

use super::record::{Point, Record};
use crate::common::sim::Moment;

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    if record.losses.is_empty() {
        return Ok(());
    }
    let lives = record.losses.iter().try_for_each(|(point, operation)| life(record, *point, operation.as_ref()));
    lives.and_then(|()| numbers(record)).and_then(|()| replays(record)).map_err(|wrong| ("I11", wrong))
}

/// The life that begins after a loss.
fn life(record: &Record, lost: Point, unsettled: Option<&Operation>) -> Result<(), String> {
    let after = &record.alive()[lost.place.min(record.alive().len())..];
    let next = after.iter().skip(1).position(|(_, moment)| matches!(moment, Moment::Lost));
    let (mut read, mut drawn, mut somebody) = (false, false, false);
    for (at, moment) in &after[..next.map_or(after.len(), |next| next + 1)] {
        match moment {
            Moment::Out(Effect::ReadCart(_)) => read |= *at == lost.at,
            Moment::In(Event::Did(_) | Event::Proposals(_) | Event::UndoWanted(..)) => somebody = true,
            Moment::Out(Effect::Mutate(_, call, _)) if !somebody => return Err(format!("by itself: {call:?}")),
            Moment::Drew(first) if !drawn => {
                drawn = true;
                if !first.asks.is_empty() || first.rows == 0 || first.busy && unsettled.is_none() {
                    return Err(format!("drawn at first: {first:?}"));
                }
            }
            _ => {}
        }
    }
    if !read && next.is_none() && record.destroyed.is_none() {
        return Err(format!("lost at {}: no read starts", lost.at));
    }
    let Some(operation) = unsettled else { return Ok(()) };
    let again = record.changes.iter().find(|it| it.start > lost && it.operation.id == operation.id);
    let of = |report: &&super::record::Report| {
        let in_time = report.point > lost && again.is_none_or(|again| report.point < again.start);
        in_time && report.outcome.operation == Some(operation.id)
    };
    let reports: Vec<_> = record.reports.iter().filter(of).collect();
    match reports.as_slice() {
        [] if record.destroyed.is_some() => Ok(()),
        [one] if one.outcome.verdict == Verdict::Unknown => {
            let told = |(_, moment): &(u64, Moment)| matches!(moment, Moment::Out(Effect::Report(reply, outcome)) if *reply == operation.reply && outcome.id == one.outcome.id);
            if after.iter().any(told) { Ok(()) } else { Err(format!("operation {}: nobody is told", operation.id)) }
        }
        other => Err(format!("operation {} was lost and has {} reports", operation.id, other.len())),
    }
}

/// Numbers are given once.
fn numbers(record: &Record) -> Result<(), String> {
    let mut tickets = BTreeSet::new();
    let (mut operation, mut outcomes) = (0, BTreeSet::new());
    for (_, moment) in record.alive() {
        let is_new = match moment {
            Moment::Out(Effect::ReadCart(Ticket(ticket)) | Effect::Ask(Ticket(ticket), ..)) => tickets.insert(*ticket),
            Moment::Out(Effect::Mutate(Ticket(ticket), _, named)) => {
                let grows = named.id > operation || named.attempt > 1;
                operation = operation.max(named.id);
                tickets.insert(*ticket) && grows
            }
            Moment::Out(Effect::Report(_, outcome)) => outcomes.insert(outcome.id),
            _ => true,
        };
        if !is_new {
            return Err(format!("a number is given again: {moment:?}"));
        }
    }
    Ok(())
}

/// What was drawn or carried out in an earlier life is refused in a later one.
fn replays(record: &Record) -> Result<(), String> {
    let (mut fresh, mut earlier, mut former): (Vec<(u32, Text)>, BTreeSet<Text>, BTreeSet<Text>) = Default::default();
    for (place, (_, moment)) in record.alive().iter().enumerate() {
        match moment {
            Moment::In(Event::Proposals(all)) => {
                for (reply, id) in all.iter().filter_map(|one| Some((one.reply?, one.id.clone()?))) {
                    let refuses =
                        |moment: &Moment| matches!(moment, Moment::Out(Effect::Refuse(Some(to), _)) if *to == reply);
                    let next = record.alive()[place..].iter().map(|(_, moment)| moment);
                    let mut next = next.take_while(|moment| !matches!(moment, Moment::Lost));
                    if former.contains(&id)
                        && !next.clone().any(refuses)
                        && next.any(|it| matches!(it, Moment::Drew(_)))
                    {
                        return Err(format!("proposal {id} was taken again"));
                    }
                    fresh.push((reply, id));
                }
            }
            Moment::Out(Effect::Refuse(Some(to), _)) => fresh.retain(|(reply, _)| reply != to),
            Moment::Drew(_) => earlier.extend(fresh.drain(..).map(|(_, id)| id)),
            Moment::Lost => {
                former.append(&mut earlier);
                fresh.clear();
            }
            _ => {}
        }
    }
    Ok(())
}
