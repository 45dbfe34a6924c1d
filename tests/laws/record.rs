//! What an observer of the border notes: host calls with their ends, and the cart that the host has told. It is written
//! from the laws and knows nothing of the engine but the shape of its events and effects.

use std::rc::Rc;

use handcart::engine::cart::Cart;
use handcart::engine::effect::{Call, Effect, Operation};
use handcart::engine::event::{Answer, Event, Said, Ticket};
use handcart::engine::outcome::Outcome;

use crate::common::sim::{Moment, Trace};

/// A call of a change may take this long, a read that long.
pub const CHANGE: u64 = 15_000;
pub const READ: u64 = 10_000;

/// When, and where in the trace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Point {
    pub at: u64,
    pub place: usize,
}

/// How a read ended.
#[derive(Clone, Debug)]
pub enum ReadEnd {
    Cart(Rc<Cart>),
    Failed,
    TimedOut,
    /// A change began meanwhile, or the instance was lost.
    Dropped,
}

pub struct Read {
    pub ticket: Ticket,
    pub start: Point,
    pub end: Option<(Point, ReadEnd)>,
}

/// How a change ended.
#[derive(Clone, Debug)]
pub enum ChangeEnd {
    Answered(Answer),
    TimedOut,
    /// The instance was lost.
    Lost,
}

pub struct Change {
    pub ticket: Ticket,
    pub call: Call,
    pub operation: Operation,
    pub start: Point,
    pub end: Option<(Point, ChangeEnd)>,
    /// The cart that the host had told when it began, and whether the last thing it told was a failure.
    pub before: Option<Rc<Cart>>,
    pub known: bool,
}

pub struct Report {
    pub point: Point,
    pub outcome: Rc<Outcome>,
    /// The cart that the host had told by then, and whether it could be read.
    pub after: Option<Rc<Cart>>,
    pub known: bool,
}

/// One run, as noted.
pub struct Record<'t> {
    pub trace: &'t Trace,
    pub reads: Vec<Read>,
    pub changes: Vec<Change>,
    pub reports: Vec<Report>,
    /// The cart as last told, from each place on; `None` from where the instance was lost.
    pub told: Vec<(usize, Option<Rc<Cart>>)>,
    /// Settlements that came after their time, or twice.
    pub late: Vec<Point>,
    /// Results of reads that were never to be shown.
    pub stale: usize,
    pub destroyed: Option<usize>,
    /// Where the instance was lost, with the change whose end was not reported.
    pub losses: Vec<(Point, Option<Operation>)>,
    pub drain: usize,
    /// Two changes, two reads, or a read and a change overlapped: where.
    pub overlap: Option<(usize, &'static str)>,
}

impl<'t> Record<'t> {
    pub fn of(trace: &'t Trace) -> Self {
        let mut record = Self {
            trace,
            reads: Vec::new(),
            changes: Vec::new(),
            reports: Vec::new(),
            told: Vec::new(),
            late: Vec::new(),
            stale: 0,
            destroyed: None,
            losses: Vec::new(),
            drain: trace.len(),
            overlap: None,
        };
        let mut known = false;
        for (place, (at, moment)) in trace.iter().enumerate() {
            record.note(Point { at: *at, place }, moment, &mut known);
        }
        record
    }

    fn note(&mut self, point: Point, moment: &Moment, known: &mut bool) {
        if self.destroyed.is_some() {
            return;
        }
        self.time_out(point, known);
        match moment {
            Moment::In(Event::Destroyed) => self.destroyed = Some(point.place),
            Moment::In(Event::CartRead(ticket, result)) => {
                let Some(read) = self.reads.last_mut().filter(|read| read.ticket == *ticket && read.end.is_none())
                else {
                    self.stale += 1;
                    return;
                };
                *known = result.is_ok();
                match result {
                    Ok(cart) => {
                        read.end = Some((point, ReadEnd::Cart(cart.clone())));
                        self.told.push((point.place, Some(cart.clone())));
                    }
                    Err(_) => read.end = Some((point, ReadEnd::Failed)),
                }
            }
            Moment::In(Event::MutationSettled(ticket, answer)) => {
                let open = |change: &&mut Change| change.ticket == *ticket && change.end.is_none();
                let Some(change) = self.changes.last_mut().filter(open) else {
                    return self.late.push(point);
                };
                change.end = Some((point, ChangeEnd::Answered(answer.clone())));
                if let (Said::Yes, Some(cart)) = (answer.said, &answer.cart) {
                    self.told.push((point.place, Some(cart.clone())));
                    *known = true;
                }
            }
            Moment::Out(Effect::ReadCart(ticket)) => {
                if self.changes.last().is_some_and(|change| change.end.is_none()) {
                    self.overlap = Some((point.place, "a read starts while a change is in flight"));
                }
                if self.reads.last().is_some_and(|read| read.end.is_none()) {
                    self.overlap = Some((point.place, "two reads in flight"));
                }
                self.reads.push(Read { ticket: *ticket, start: point, end: None });
            }
            Moment::Out(Effect::Mutate(ticket, call, operation)) => {
                if self.changes.last().is_some_and(|change| change.end.is_none()) {
                    self.overlap = Some((point.place, "two changes in flight"));
                }
                if let Some(read) = self.reads.last_mut().filter(|read| read.end.is_none()) {
                    read.end = Some((point, ReadEnd::Dropped));
                }
                self.changes.push(Change {
                    ticket: *ticket,
                    call: call.clone(),
                    operation: operation.clone(),
                    start: point,
                    end: None,
                    before: self.last_told().cloned(),
                    known: *known,
                });
            }
            Moment::Out(Effect::Report(_, outcome)) => self.reports.push(Report {
                point,
                outcome: outcome.clone(),
                after: self.last_told().cloned(),
                known: *known,
            }),
            Moment::Lost => self.lose(point, known),
            Moment::Drain => self.drain = point.place,
            _ => {}
        }
    }

    /// Nothing is in flight any more, and nothing was told.
    fn lose(&mut self, point: Point, known: &mut bool) {
        let told = |change: &&Change| {
            let of = |it: &Report| it.point > change.start && it.outcome.operation == Some(change.operation.id);
            self.reports.iter().any(of)
        };
        let last = self.changes.last().filter(|change| !told(change)).map(|change| change.operation.clone());
        self.losses.push((point, last));
        if let Some(read) = self.reads.last_mut().filter(|read| read.end.is_none()) {
            read.end = Some((point, ReadEnd::Dropped));
        }
        if let Some(change) = self.changes.last_mut().filter(|change| change.end.is_none()) {
            change.end = Some((point, ChangeEnd::Lost));
        }
        self.told.push((point.place, None));
        *known = false;
    }

    /// Calls whose time is over have ended, whatever still comes of them.
    fn time_out(&mut self, now: Point, known: &mut bool) {
        if let Some(change) = self.changes.last_mut().filter(|change| change.end.is_none())
            && change.start.at + CHANGE <= now.at
        {
            change.end = Some((Point { at: change.start.at + CHANGE, place: now.place }, ChangeEnd::TimedOut));
        }
        if let Some(read) = self.reads.last_mut().filter(|read| read.end.is_none())
            && read.start.at + READ <= now.at
        {
            read.end = Some((Point { at: read.start.at + READ, place: now.place }, ReadEnd::TimedOut));
            *known = false;
        }
    }

    /// The cart that the host had told before this place.
    pub fn told_at(&self, place: usize) -> Option<&Rc<Cart>> {
        let count = self.told.partition_point(|(told, _)| *told < place);
        self.told[..count].last().and_then(|(_, cart)| cart.as_ref())
    }

    /// The cart that the host told last.
    pub fn last_told(&self) -> Option<&Rc<Cart>> {
        self.told.last().and_then(|(_, cart)| cart.as_ref())
    }

    /// Whether the instance was lost between these places.
    pub fn lost_between(&self, from: usize, to: usize) -> bool {
        self.losses.iter().any(|(point, _)| point.place > from && point.place < to)
    }

    /// Up to here the widget was alive.
    pub fn alive(&self) -> &'t [(u64, Moment)] {
        &self.trace[..self.destroyed.unwrap_or(self.trace.len())]
    }
}
