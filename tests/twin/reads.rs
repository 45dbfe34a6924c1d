//! When the cart is read (I5 to I7).
//!
//! Every reason to read is a wish with its moment: at once, or for the host's event after the quiet time, but at most 2 s
//! after the first of a burst. A read that begins grants every wish there is. How long the quiet time is, and whether a
//! failed read is tried again, is told by the list of reads.

use std::rc::Rc;

use handcart::engine::cart::Cart;
use handcart::engine::effect::{Effect, Warning};
use handcart::engine::event::Ticket;
use handcart::engine::outcome::OutcomeId;

use super::Twin;

/// The host's last word on its cart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    Nothing,
    Cart,
    Failure,
}

/// What a read is for, the lightest first: it is for the heaviest of its wishes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Why {
    Retry,
    /// An event during a read or within a second of its end.
    Echo,
    Other,
}

/// A reason to read: not before `due`, unless `latest` comes first.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    due: u64,
    latest: u64,
    why: Why,
}

/// How a read ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum How {
    Cart,
    Failed,
    /// A change began meanwhile.
    Dropped,
}

/// Who waits for a read.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    Promise(u32),
    /// "Try again" at this outcome.
    Again(OutcomeId),
}

/// A call of `onGetCart`.
pub struct Read {
    ticket: Ticket,
    start: u64,
    end: Option<(u64, How)>,
    why: Why,
    /// Jobs waited already when it began: it goes before them.
    first: bool,
    readers: Vec<Reader>,
}

impl Twin {
    /// The display may be wrong.
    pub fn doubt(&mut self) {
        self.wishes.push(Wish { due: self.now, latest: self.now, why: Why::Other });
    }

    /// Somebody asks for a read.
    pub fn wish(&mut self) {
        self.anew = self.reads_ended();
        self.doubt();
    }

    /// An event that names a change of ours says nothing new, unless that was given up on.
    pub fn host_says_changed(&mut self, operation: Option<u32>) {
        let of = |id: u32| self.calls.iter().filter(move |call| call.operation == id);
        if operation.is_some_and(|id| of(id).count() > 0 && !of(id).any(|call| call.given_up())) {
            return;
        }
        let heard = |(end, how): (u64, How)| how != How::Dropped && self.now - end <= self.rules.echo.0;
        let last = self.reads.iter().rev().find(|read| !matches!(read.end, Some((_, How::Dropped))));
        let echo = last.is_some_and(|read| read.end.is_none_or(heard));
        let quiet = self.quiet();
        let why = if echo { Why::Echo } else { Why::Other };
        self.wishes.push(Wish { due: self.now + quiet, latest: self.now + quiet.max(self.rules.latest.0), why });
    }

    pub fn page_is_back(&mut self, read: bool) {
        self.calm_down();
        self.moved = true;
        if read {
            self.doubt();
        }
    }

    /// A person acted, the cart changed, the page is seen again: echoes are counted anew, and what waited longer than usual
    /// waits the usual time from now.
    pub fn calm_down(&mut self) {
        if self.quiet() > self.rules.quiet.0 {
            for wish in &mut self.wishes {
                wish.due = wish.due.min(self.now + self.rules.quiet.0);
                wish.latest = wish.latest.min(self.now + self.rules.latest.0);
            }
        }
        self.calm = self.reads_ended();
    }

    pub fn code_wants_read(&mut self, reader: Option<u32>) {
        if !self.can.cart {
            return self.out.extend(reader.map(|reader| Effect::ReadEnded(reader, None)));
        }
        self.readers.extend(reader.map(Reader::Promise));
        self.wish();
    }

    /// "Try again" waits for a read.
    pub fn read_for(&mut self, outcome: OutcomeId) {
        self.readers.push(Reader::Again(outcome));
        self.wish();
    }

    fn reads_ended(&self) -> usize {
        self.reads.len() - usize::from(self.reading())
    }

    pub fn reading(&self) -> bool {
        self.reads.last().is_some_and(|read| read.end.is_none())
    }

    /// Whether the next job waits for the read in flight: for the first one, for one that began while jobs waited, and for
    /// any while the cart is not known.
    pub fn read_goes_first(&self) -> bool {
        match self.told {
            Told::Nothing => true,
            Told::Cart => self.reading() && self.reads.last().is_some_and(|read| read.first),
            Told::Failure => self.reading(),
        }
    }

    /// The quiet time in force: from the third fruitless read on that an echo asked for, it doubles with each.
    fn quiet(&self) -> u64 {
        let usual = self.rules.quiet.0;
        let (mut quiet, mut echoes) = (usual, 0);
        let ended =
            self.reads[self.calm..].iter().filter(|read| matches!(read.end, Some((_, How::Cart | How::Failed))));
        for read in ended {
            match read.why {
                Why::Echo => echoes += 1,
                Why::Other if quiet == usual => echoes = 0,
                Why::Other | Why::Retry => continue,
            }
            if echoes >= 3 {
                quiet = (quiet * 2).min(self.rules.quiet_most.0);
            }
        }
        quiet
    }

    /// When the next read is to begin, and what for. Only the last event counts, and the first; and half an hour is enough.
    fn next_read(&self) -> Option<(u64, Why)> {
        let latest = self.wishes.iter().map(|wish| wish.latest).min();
        let wished = self.wishes.last().zip(latest).map(|(last, latest)| last.due.min(latest));
        let why = self.wishes.iter().map(|wish| wish.why).max();
        let routine = self.reads.last().map(|read| read.start + self.rules.routine.0);
        if routine.is_some_and(|routine| routine <= self.now) {
            return routine.map(|routine| (routine, Why::Other));
        }
        wished.zip(why)
    }

    pub fn read_if_due(&mut self) {
        if self.changing() || self.reading() || !self.can.cart {
            return;
        }
        let Some((_, why)) = self.next_read().filter(|(due, _)| *due <= self.now) else { return };
        let waits = self.plan.is_some() || self.jobs.iter().any(|job| job.begun.is_none());
        let (ticket, first) = (self.ticket(), waits);
        let readers = std::mem::take(&mut self.readers);
        self.reads.push(Read { ticket, start: self.now, end: None, why, first, readers });
        self.wishes.clear();
        self.out.push(Effect::ReadCart(ticket));
    }

    /// A change begins: what is being read may be from before it.
    pub fn drop_read(&mut self) {
        let now = self.now;
        let Some(read) = self.reads.last_mut().filter(|read| read.end.is_none()) else { return };
        read.end = Some((now, How::Dropped));
        let again = std::mem::take(&mut read.readers);
        self.readers.splice(0..0, again);
        self.doubt();
    }

    pub fn give_up_read(&mut self) {
        let late = |read: &&Read| read.end.is_none() && read.start + self.rules.read.0 <= self.now;
        if let Some(ticket) = self.reads.last().filter(late).map(|read| read.ticket) {
            self.read_ended(ticket, None);
        }
    }

    pub fn read_ended(&mut self, ticket: Ticket, cart: Option<&Rc<Cart>>) {
        let (now, before) = (self.now, self.quiet());
        let Some(read) = self.reads.last_mut().filter(|read| read.ticket == ticket && read.end.is_none()) else {
            return;
        };
        read.end = Some((now, if cart.is_some() { How::Cart } else { How::Failed }));
        let readers = std::mem::take(&mut read.readers);
        match cart {
            Some(cart) => self.cart_told(cart),
            None => self.retry_read(before),
        }
        self.slow_down(before);
        if cart.is_none() {
            self.warn(Warning::ReadFailed);
            self.told = Told::Failure;
        }
        self.conclude_doubt(cart.cloned());
        for reader in readers {
            match reader {
                Reader::Promise(reader) => self.out.push(Effect::ReadEnded(reader, cart.cloned())),
                Reader::Again(outcome) => self.try_again(outcome, cart),
            }
        }
    }

    /// A failed read is tried again three times, unless one is wanted already.
    fn retry_read(&mut self, quiet: u64) {
        let good = |read: &&Read| !matches!(read.end, Some((_, How::Cart)));
        let failed = self.reads[self.anew..].iter().rev().take_while(good);
        let failures = failed.filter(|read| matches!(read.end, Some((_, How::Failed)))).count();
        if let Some(pause) = self.rules.retries.get(failures - 1).filter(|_| self.wishes.is_empty()) {
            let due = self.now + pause.0.max(quiet);
            self.wishes.push(Wish { due, latest: due, why: Why::Retry });
        }
    }

    /// The quiet time may have grown by the read that ended now. An echo that waits already waits the longer time.
    fn slow_down(&mut self, before: u64) {
        let quiet = self.quiet();
        if quiet <= before {
            return;
        }
        if let Some((due, Why::Echo)) = self.next_read() {
            let latest = self.wishes.iter().map(|wish| wish.latest).min().unwrap_or(due);
            let due = due + quiet - before;
            self.wishes = vec![Wish { due, latest: latest.max(due), why: Why::Echo }];
        }
        self.warn(Warning::EventLoop);
    }

    /// The host told its cart: this is what is shown from now on. An unchanged one comes as the very same value.
    pub fn cart_told(&mut self, cart: &Rc<Cart>) {
        self.told = Told::Cart;
        if self.cart.as_ref().is_some_and(|known| Rc::ptr_eq(known, cart)) {
            return;
        }
        let doubles = |at: usize| cart.lines[..at].iter().any(|line| line.key == cart.lines[at].key);
        if (0..cart.lines.len()).any(doubles) {
            self.warn(Warning::DoubleKeys);
        }
        self.cart = Some(cart.clone());
        self.calm_down();
        self.look_at_cards();
    }
}
