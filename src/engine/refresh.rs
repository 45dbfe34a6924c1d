//! When the cart is read. The machine debounces the host's events, keeps one read in flight, remembers what arrives
//! meanwhile, repeats a failed read, and slows down for a host whose own read fires the event (laws I5 to I7).
//!
//! "Not now" is decided outside: while a change is in flight nobody calls [`Refresh::start`].

use super::clock::{Millis, Policy};
use super::event::Ticket;
use super::planted::{Fault, planted};

/// Why a read is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The host's cart-update event: debounced.
    Event,
    /// Anything after which the display may be wrong: at once.
    Doubt,
    /// A person or code asked for it: at once, and failed reads are counted anew.
    Wish,
}

/// What asked for a read, in the order of its weight: the heavier reason stands for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The last one failed.
    Retry,
    /// An event during or right after our own read: the host's read may have caused it.
    Echo,
    /// Anything else.
    Cause,
}

/// A read that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Wanted {
    /// Not before.
    due: Millis,
    /// Not after, however many more events come.
    latest: Millis,
    why: Why,
}

impl Wanted {
    /// This wish and a later one as one.
    fn and(self, other: Self) -> Self {
        let latest = if planted(Fault::NoMaximumWait) { other.latest } else { self.latest.min(other.latest) };
        Self { due: other.due.min(latest), latest, why: self.why.max(other.why) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    /// Nothing is wanted.
    Calm,
    /// A read will start.
    Waiting(Wanted),
    /// A read is in flight.
    Reading {
        ticket: Ticket,
        give_up: Millis,
        why: Why,
        /// Whether confirmed actions wait for it: it was put off for a change, and goes before the next one.
        first: bool,
        /// What was wanted since it started.
        again: Option<Wanted>,
    },
}

/// The machine.
#[derive(Debug, Clone, Hash)]
pub struct Refresh {
    state: State,
    /// Failed reads in a row.
    failures: usize,
    /// The quiet time in force; it doubles while a host's own read fires the event.
    quiet: Millis,
    /// Reads in a row that brought nothing new and that nothing but echoes had asked for.
    echoes: u8,
    /// When the last read ended.
    ended: Option<Millis>,
    /// When the cart is read without any reason.
    routine: Millis,
}

impl Refresh {
    /// A machine that has read nothing yet.
    #[must_use]
    pub fn new(now: Millis, policy: &Policy) -> Self {
        Self {
            state: State::Calm,
            failures: 0,
            quiet: policy.quiet,
            echoes: 0,
            ended: None,
            routine: now + policy.routine,
        }
    }

    /// Remembers that a read is wanted. It is never forgotten, whatever is in flight.
    pub fn want(&mut self, now: Millis, cause: Cause, policy: &Policy) {
        let wanted = match cause {
            Cause::Event => Wanted {
                due: now + self.quiet,
                latest: now + self.quiet.max(policy.latest),
                why: if self.hears_itself(now, policy) { Why::Echo } else { Why::Cause },
            },
            Cause::Doubt => Wanted { due: now, latest: now, why: Why::Cause },
            Cause::Wish => {
                self.failures = 0;
                Wanted { due: now, latest: now, why: Why::Cause }
            }
        };
        self.state = match self.state {
            State::Calm => State::Waiting(wanted),
            State::Waiting(before) => State::Waiting(before.and(wanted)),
            State::Reading { ticket, give_up, why, first, again } => {
                let again = Some(again.map_or(wanted, |before| before.and(wanted)));
                State::Reading { ticket, give_up, why, first, again }
            }
        };
    }

    /// Starts the read if one is due; `true` means that the host must be called with this ticket. `first`: confirmed
    /// actions wait already, and this read goes before them.
    #[must_use]
    pub fn start(&mut self, now: Millis, ticket: Ticket, first: bool, policy: &Policy) -> bool {
        if now >= self.routine {
            self.want(now, Cause::Doubt, policy);
        }
        match self.state {
            State::Waiting(wanted) if wanted.due <= now => {
                self.state = State::Reading { ticket, give_up: now + policy.read, why: wanted.why, first, again: None };
                self.routine = now + policy.routine;
                true
            }
            _ => false,
        }
    }

    /// A read ended. Returns what had asked for it, when it is the one that was waited for: whoever asks must then call
    /// [`Refresh::succeeded`] or [`Refresh::failed`]. `None`: it came too late or was dropped, and is never shown.
    #[must_use]
    pub fn settle(&mut self, now: Millis, ticket: Ticket) -> Option<Why> {
        match self.state {
            State::Reading { ticket: current, why, again, .. } if current == ticket => {
                self.ended = Some(now);
                self.state = again.map_or(State::Calm, State::Waiting);
                Some(why)
            }
            _ => None,
        }
    }

    /// Ends the read in flight when it took too long; its ticket is stale from now on. Returns what had asked for it.
    #[must_use]
    pub fn overdue(&mut self, now: Millis) -> Option<Why> {
        match self.state {
            State::Reading { give_up, why, again, .. } if give_up <= now => {
                self.ended = Some(now);
                self.state = again.map_or(State::Calm, State::Waiting);
                Some(why)
            }
            _ => None,
        }
    }

    /// The cart could be read. Returns whether the host's own read fires the event, the first time that is noticed.
    #[must_use]
    pub fn succeeded(&mut self, why: Why, changed: bool, policy: &Policy) -> bool {
        self.failures = 0;
        self.slow_down(why, changed, policy)
    }

    /// The cart could not be read: it is tried again after a while, three times. Returns the same as
    /// [`Refresh::succeeded`].
    #[must_use]
    pub fn failed(&mut self, now: Millis, why: Why, policy: &Policy) -> bool {
        if let Some(pause) = policy.retries.get(self.failures)
            && self.state == State::Calm
        {
            // What came meanwhile asks for its own read, not later than it would have been.
            let due = now + (*pause).max(self.quiet);
            self.state = State::Waiting(Wanted { due, latest: due, why: Why::Retry });
        }
        self.failures = self.failures.saturating_add(1);
        self.slow_down(why, false, policy)
    }

    /// Counts the echoes, and from the third on doubles the quiet time.
    fn slow_down(&mut self, why: Why, changed: bool, policy: &Policy) -> bool {
        if changed || why == Why::Cause && !self.is_slowed(policy) {
            self.echoes = 0;
        }
        if changed || why != Why::Echo {
            return false;
        }
        self.echoes = self.echoes.saturating_add(1);
        if self.echoes < 3 || planted(Fault::NoBreaker) {
            return false;
        }
        let first = !self.is_slowed(policy);
        let before = self.quiet;
        self.quiet = Millis(before.0.saturating_mul(2)).min(policy.quiet_most);
        // What already waits was an echo too: it waits the longer time.
        if let State::Waiting(wanted) = &mut self.state
            && wanted.why == Why::Echo
        {
            wanted.due = wanted.due + (self.quiet - before);
            wanted.latest = wanted.latest.max(wanted.due);
        }
        first
    }

    /// A change starts: a read in flight would show the cart from before it, so it is dropped and repeated.
    pub fn drop_read(&mut self, now: Millis) -> bool {
        let State::Reading { again, .. } = self.state else { return false };
        if planted(Fault::StaleRead) {
            return false;
        }
        let repeat = Wanted { due: now, latest: now, why: Why::Cause };
        self.state = State::Waiting(again.map_or(repeat, |wanted| wanted.and(repeat)));
        true
    }

    /// Ends the slow-down: the cart changed, the shopper acted, or the page became visible. What waited behind it waits
    /// the usual time from now.
    pub fn calm_down(&mut self, now: Millis, policy: &Policy) {
        if self.is_slowed(policy)
            && let State::Waiting(wanted) | State::Reading { again: Some(wanted), .. } = &mut self.state
        {
            wanted.due = wanted.due.min(now + policy.quiet);
            wanted.latest = wanted.latest.min(now + policy.latest);
        }
        self.quiet = policy.quiet;
        self.echoes = 0;
    }

    /// Whether an event at this moment may come from our own read.
    fn hears_itself(&self, now: Millis, policy: &Policy) -> bool {
        self.is_reading() || self.ended.is_some_and(|ended| now - ended <= policy.echo)
    }

    /// Whether a read is in flight.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.state, State::Reading { .. })
    }

    /// Whether confirmed actions wait for the read in flight.
    #[must_use]
    pub fn goes_first(&self) -> bool {
        matches!(self.state, State::Reading { first: true, .. })
    }

    /// Whether the slow-down is in force.
    fn is_slowed(&self, policy: &Policy) -> bool {
        self.quiet > policy.quiet
    }

    /// The nearest moment at which something is to be done. `blocked`: a change is in flight, so no read may start.
    #[must_use]
    pub fn deadline(&self, blocked: bool) -> Option<Millis> {
        match self.state {
            State::Reading { give_up, .. } => Some(give_up),
            _ if blocked => None,
            State::Waiting(wanted) => Some(wanted.due.min(self.routine)),
            State::Calm => Some(self.routine),
        }
    }
}
