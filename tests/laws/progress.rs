//! I8 (progress), I9 (quiet after the end).
//!
//! A change that was not answered 15 s after its call is aborted then. Every proposal with a reply has exactly one end, a
//! report or a refusal; every press that counted ends in a report, and so
//! does every step on a line; steps on one line that wait share the last one's. At the end of a schedule nothing is busy, no card is
//! open, and every promise of a refresh was kept.
//!
//! A card is open for 120 s from its first drawing, or from the moment at which it was kept: not longer, and it lapses not
//! earlier. In the last 30 s of it, and only then, it says that it lapses soon, and can be kept.
//!
//! After `destroy()` nothing is asked, drawn or waited for, wherever it was called from.

use std::collections::BTreeMap;

use handcart::engine::action::Action;
use handcart::engine::cart::Key;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture, ProposalId};
use handcart::engine::outcome::Verdict;
use handcart::engine::view::{Ask, Stage};

use super::record::{ChangeEnd, Record};
use crate::common::sim::{Drawn, Moment, World};

pub fn check(record: &Record, world: &World) -> Result<(), (&'static str, String)> {
    if let Some(end) = record.destroyed {
        let after = record.trace[end..].iter().find(|(_, moment)| matches!(moment, Moment::Out(_) | Moment::Drew(_)));
        return match after {
            Some((at, what)) => Err(("I9", format!("after the end, at {at}: {what:?}"))),
            None if world.will_wake() => Err(("I9", "a timer is left".to_owned())),
            None => Ok(()),
        };
    }
    for change in &record.changes {
        if let Some((end, ChangeEnd::TimedOut)) = &change.end {
            let abort = |(at, moment): &(u64, Moment)| {
                *at == end.at && matches!(moment, Moment::Out(Effect::Abort(ticket)) if *ticket == change.ticket)
            };
            let lost = record.losses.iter().any(|(point, _)| point.at == end.at);
            if !lost && !record.trace[change.start.place..].iter().any(abort) {
                return Err(("I8", format!("change {} was not given up on in time", change.ticket.0)));
            }
        }
        if change.end.is_none() {
            return Err(("I8", format!("change {} never ended", change.ticket.0)));
        }
    }
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    let mut readers: BTreeMap<u32, i32> = BTreeMap::new();
    // Promises whose proposer gave up.
    let mut left: Vec<u32> = Vec::new();
    for (place, (_, moment)) in record.trace.iter().enumerate() {
        match moment {
            Moment::In(Event::Proposals(all)) => ends.extend(all.iter().filter_map(|one| Some((one.reply?, 0)))),
            Moment::In(Event::UndoWanted(_, Some(reply))) => drop(ends.insert(*reply, 0)),
            Moment::In(Event::GaveUp(reply)) if ends.get(reply) == Some(&0) => left.push(*reply),
            Moment::Out(Effect::Report(Some(reply), outcome))
                if left.contains(reply) && matches!(outcome.verdict, Verdict::Declined | Verdict::Expired) =>
            {
                return Err(("I8", format!("the card of {reply} outlived its proposer")));
            }
            Moment::Out(Effect::Report(Some(reply), _) | Effect::Refuse(Some(reply), _)) => {
                *ends.entry(*reply).or_default() += 1;
            }
            Moment::Lost => {
                // The page ends every promise but that of the change that was in flight.
                let unsettled = record.losses.iter().find(|(point, _)| point.place == place);
                let waits = unsettled.and_then(|(_, operation)| operation.as_ref()?.reply);
                ends.retain(|reply, times| *times > 0 || Some(*reply) == waits);
                readers.clear();
            }
            Moment::In(Event::ReadWanted(Some(reader))) => *readers.entry(*reader).or_default() += 1,
            Moment::Out(Effect::ReadEnded(reader, _)) => *readers.entry(*reader).or_default() -= 1,
            _ => {}
        }
    }
    if let Some((reply, times)) = ends.iter().find(|(_, times)| **times != 1) {
        return Err(("I8", format!("proposal {reply} has {times} ends")));
    }
    if let Some((reader, times)) = readers.iter().find(|(_, times)| **times != 0) {
        return Err(("I8", format!("refresh {reader}: {times} promises are open")));
    }
    steps(record)?;
    lives(record)?;
    match world.last_drawn() {
        Some(drawn) if drawn.busy => Err(("I8", "it is busy for ever".to_owned())),
        Some(drawn) if !drawn.asks.is_empty() => Err(("I8", "a card is open for ever".to_owned())),
        _ => Ok(()),
    }
}

/// How long a card lives.
const LIFE: u64 = 120_000;
/// How long before its end it says so.
const WARNING: u64 = 30_000;

/// Every open card is as old as it may be, says that it lapses soon when it does, and does not lapse before.
fn lives(record: &Record) -> Result<(), (&'static str, String)> {
    let broken = |at: u64, id: ProposalId, how: &str| Err(("I8", format!("at {at}, card {}: {how}", id.0)));
    let mut since: BTreeMap<ProposalId, u64> = BTreeMap::new();
    let mut drawn: Option<&Drawn> = None;
    let mut lapsed = false;
    for (at, moment) in record.alive() {
        match moment {
            Moment::Lost => {
                since.clear();
                (drawn, lapsed) = (None, false);
            }
            Moment::Out(Effect::Report(_, outcome)) => lapsed |= outcome.verdict == Verdict::Expired,
            Moment::In(Event::Did(Gesture::Keep(id))) => {
                let soon = |ask: &Ask| ask.id == *id && ask.soon && ask.stage != Stage::Working;
                // At the very end it is too late.
                let in_time = since.get(id).is_some_and(|since| *at < since + LIFE);
                if in_time && drawn.is_some_and(|drawn| drawn.asks.iter().any(soon)) {
                    since.insert(*id, *at);
                }
            }
            Moment::Drew(now) => {
                for ask in now.asks.iter().filter(|ask| ask.stage != Stage::Working) {
                    let age = *at - *since.entry(ask.id).or_insert(*at);
                    if age >= LIFE {
                        return broken(*at, ask.id, "it is open beyond its time");
                    }
                    if ask.soon != (age >= LIFE - WARNING) {
                        return broken(*at, ask.id, "it does not say truly whether it lapses soon");
                    }
                }
                let gone = drawn.into_iter().flat_map(|drawn| &drawn.asks);
                let gone = gone.filter(|ask| now.asks.iter().all(|other| other.id != ask.id));
                let young = |ask: &&Ask| since.get(&ask.id).is_some_and(|since| *at < since + LIFE);
                let gone: Vec<_> = gone.collect();
                if lapsed && !gone.is_empty() && gone.iter().copied().all(|ask| young(&ask)) {
                    return broken(*at, gone[0].id, "it lapsed before its time");
                }
                (drawn, lapsed) = (Some(now), false);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every step on a line that is there ends in a report about that line; steps that wait share the last one's.
fn steps(record: &Record) -> Result<(), (&'static str, String)> {
    let of = |action: &Action| match action {
        Action::SetQuantity { key, .. } | Action::Remove { key } => Some(*key),
        _ => None,
    };
    let mut last: BTreeMap<Key, usize> = BTreeMap::new();
    for (place, (_, moment)) in record.trace.iter().enumerate() {
        if matches!(moment, Moment::Lost) {
            last.clear();
        }
        let Moment::In(Event::Did(Gesture::SetLine(key, _) | Gesture::RemoveLine(key))) = moment else { continue };
        let lines =
            record.told_at(place).map_or(0, |cart| cart.lines.iter().filter(|line| line.key == Some(*key)).count());
        if lines == 1 {
            last.insert(*key, place);
        }
    }
    for (key, place) in last {
        let from = record.reports.partition_point(|report| report.point.place < place);
        if !record.reports[from..].iter().any(|report| of(&report.outcome.deed.action) == Some(key)) {
            return Err(("I8", format!("a step on line {} has no end", key.0)));
        }
    }
    Ok(())
}
