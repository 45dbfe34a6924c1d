//! I5 (serial), I6 (nothing lost) and I6b (no storm).
//!
//! At no time are two changes in flight, or two reads, or a read begun while a change is in flight; a change that did not
//! answer in 15 s and a read that did not in 10 s are no longer in flight, nor is a read during which a change began.
//!
//! After every external event e (one that names a change of ours is none, unless that was given up on or its instance lost) a read starts, not later than B after the greater of e and q. q is the end of the last host
//! call that was in flight at any time between e and that read. B is 300 ms when no other event follows within 300 ms of
//! that moment, 2 s in a stream, and 30 s after three reads that brought nothing new while the host's events were echoes of them. The same
//! with B = 0 for the end of an action whose last call brought no cart, for a late or second answer, for a dropped read, for a return
//! from the back/forward cache, after a minute, or to the network; and with B = 15 s for each of three failed reads.
//!
//! A host whose own read fires the event is read at most 150 times in an hour.

use handcart::engine::clock::Millis;
use handcart::engine::event::{Event, Said};

use super::record::{ChangeEnd, Point, ReadEnd, Record};
use crate::common::sim::Moment;

pub fn check(record: &Record, hour: bool) -> Result<(), (&'static str, String)> {
    if let Some((_, what)) = record.overlap {
        return Err(("I5", what.to_owned()));
    }
    if hour {
        let from = record.trace.get(record.drain).map_or(0, |(at, _)| *at);
        let reads =
            record.reads.iter().filter(|read| read.start.at > from && read.start.at <= from + 3_600_000).count();
        if reads > 150 && record.destroyed.is_none() {
            return Err(("I6b", format!("{reads} reads in an hour")));
        }
    }
    let events = events(record);
    wanted(record, &events)
        .into_iter()
        .try_for_each(|wish| granted(record, wish, &events).map_err(|wrong| ("I6", wrong)))
}

/// After `since` a read is to start, within `bound`.
#[derive(Clone, Copy)]
struct Wish {
    since: Point,
    bound: u64,
    why: &'static str,
}

fn events(record: &Record) -> Vec<Point> {
    let alive = record.alive().iter();
    alive
        .enumerate()
        .filter(|(place, (_, moment))| match moment {
            Moment::In(Event::CartChanged { operation: None }) => true,
            Moment::In(Event::CartChanged { operation: Some(id) }) => given_up(record, *id, *place),
            _ => false,
        })
        .map(|(place, (at, _))| Point { at: *at, place })
        .collect()
}

fn wanted(record: &Record, events: &[Point]) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let alive = record.alive();
    for (nth, event) in events.iter().enumerate() {
        let bound = if slow(record, event, &events[..nth]) { 30_000 } else { 300 };
        wishes.push(Wish { since: *event, bound, why: "an event" });
    }
    for change in &record.changes {
        match &change.end {
            Some((_, ChangeEnd::Answered(answer))) if answer.said == Said::Yes && answer.cart.is_some() => {}
            Some((since, _)) if goes_on(record, since) => {}
            Some((since, _)) => wishes.push(Wish { since: *since, bound: 0, why: "a change without a cart" }),
            None => {}
        }
    }
    wishes.extend(record.late.iter().map(|since| Wish { since: *since, bound: 0, why: "a late answer" }));
    let mut failures = 0;
    for read in &record.reads {
        match &read.end {
            Some((since, ReadEnd::Dropped)) => wishes.push(Wish { since: *since, bound: 0, why: "a dropped read" }),
            Some((since, ReadEnd::Failed | ReadEnd::TimedOut)) => {
                failures += 1;
                if failures <= 3 {
                    wishes.push(Wish { since: *since, bound: 30_000, why: "a failed read" });
                }
            }
            Some((_, ReadEnd::Cart(_))) => failures = 0,
            None => {}
        }
    }
    let mut online = true;
    for (place, (at, moment)) in alive.iter().enumerate() {
        let why = match moment {
            Moment::In(Event::Started) => "the start",
            Moment::In(Event::Restored) => "a restored page",
            Moment::In(Event::Returned(away)) if *away >= Millis(60_000) => "a return after a minute",
            Moment::In(Event::Online(now)) => {
                let back = *now && !std::mem::replace(&mut online, *now);
                if !back {
                    continue;
                }
                "the network's return"
            }
            _ => continue,
        };
        wishes.push(Wish { since: Point { at: *at, place }, bound: 0, why });
    }
    wishes
}

/// Whether the next call of the same action begins at once.
fn goes_on(record: &Record, end: &Point) -> bool {
    let next = record.changes.iter().find(|change| change.start.place > end.place);
    next.is_some_and(|next| {
        let between = |point: Point| point.place > end.place && point.place < next.start.place;
        next.start.at == end.at && !record.reports.iter().any(|report| between(report.point))
    })
}

/// An event that names a change of ours tells nothing new, unless that change was given up on, or its instance was lost.
fn given_up(record: &Record, operation: u32, place: usize) -> bool {
    record.changes.iter().any(|change| {
        change.operation.id == operation
            && (record.lost_between(change.start.place, place)
                || matches!(&change.end, Some((end, ChangeEnd::TimedOut)) if end.place <= place))
    })
}

fn granted(record: &Record, wish: Wish, events: &[Point]) -> Result<(), String> {
    let first = record.reads.partition_point(|read| read.start.place < wish.since.place);
    let read = record.reads.get(first).map(|read| read.start);
    let until = read.map_or(u64::MAX, |start| start.at);
    let calls = record.changes.iter().map(|change| (change.start, change.end.as_ref().map(|(end, _)| end.at)));
    let reads = record.reads[..first].iter().rev().take(3);
    let reads = reads.map(|read| (read.start, read.end.as_ref().map(|(end, _)| end.at)));
    let over = record.destroyed.map_or(u64::MAX, |place| record.trace[place].0);
    let mut latest = wish.since.at;
    for (start, end) in calls.chain(reads) {
        let end = end.unwrap_or(over);
        if start.at <= until && end >= wish.since.at && end <= until {
            latest = latest.max(end);
        }
    }
    let next = events.partition_point(|event| event.at <= latest);
    let stream = wish.bound == 300 && events.get(next).is_some_and(|event| event.at <= latest + 300);
    let wish = Wish { bound: if stream { 2_000 } else { wish.bound }, ..wish };
    match read {
        Some(start) if start.at <= latest + wish.bound => Ok(()),
        None if over <= latest + wish.bound => Ok(()),
        Some(start) => Err(format!("{} at {}: the read starts at {}", wish.why, wish.since.at, start.at)),
        None => Err(format!("{} at {}: no read ever starts", wish.why, wish.since.at)),
    }
}

/// Whether at this event the host may be read slowly: since the shopper acted, the page came back or the cart changed,
/// three reads brought nothing new, and three events were echoes of reads.
fn slow(record: &Record, event: &Point, earlier: &[Point]) -> bool {
    let ended: Vec<_> = record.reads.iter().filter_map(|read| Some((read.start, read.end.as_ref()?))).collect();
    let ended = &ended[..ended.partition_point(|(start, _)| start.place < event.place)];
    let mut echoes = 0;
    for pair in ended.windows(2).rev() {
        let [(start, (before, _)), (next, (end, how))] = pair else { continue };
        if matches!(how, ReadEnd::Cart(cart) if record.told_at(end.place) != Some(cart)) {
            break;
        }
        let heard = |point: &&Point| point.place > start.place && point.place < next.place;
        echoes += u32::from(earlier.iter().filter(heard).any(|point| point.at <= before.at + 1_000));
        if echoes >= 3 {
            return true;
        }
    }
    false
}
