//! When the cart is read. The machine debounces the host's events, keeps one read in flight, remembers what arrives
//! meanwhile, repeats a failed read, and slows down for a host whose own read fires the event (laws I5 to I7).
//!
//! "Not now" is decided outside: while a change is in flight nobody calls [`Refresh::start`].

use super::clock::{Millis, Policy};
use super::event::Ticket;

/// Why a read is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The host's cart-update event: debounced.
    Event,
    /// Anything after which the display may be wrong: at once.
    Doubt,
    /// A person or code asked for it: at once, and it ends the slow-down.
    Wish,
}

/// A read that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    /// Not before.
    due: Millis,
    /// Not after, however many more events come.
    latest: Millis,
    /// Whether nothing but echoes of our own reads asked for it.
    echo: bool,
}

impl Wanted {
    /// The two wishes as one.
    fn and(self, other: Self) -> Self {
        let latest = self.latest.min(other.latest);
        Self { due: other.due.min(latest), latest, echo: self.echo && other.echo }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing is wanted.
    Calm,
    /// A read will start.
    Waiting(Wanted),
    /// A read is in flight.
    Reading {
        ticket: Ticket,
        give_up: Millis,
        echo: bool,
        /// Whether confirmed actions wait for it: it was put off for a change, and goes before the next one.
        first: bool,
        /// What was wanted since it started.
        again: Option<Wanted>,
    },
}

/// How a settled read is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is the one that was waited for.
    Current {
        /// Whether only echoes of our own reads had asked for it.
        echo: bool,
    },
    /// It came too late or was dropped: never shown.
    Stale,
}

/// The machine.
#[derive(Debug, Clone)]
pub struct Refresh {
    state: State,
    /// Failed reads in a row.
    failures: usize,
    /// The quiet time in force; it doubles while a host's own read fires the event.
    quiet: Millis,
    /// Reads in a row that changed nothing and that only echoes had asked for.
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
                echo: self.is_reading() || self.ended.is_some_and(|ended| now - ended <= Millis(1_000)),
            },
            Cause::Doubt => Wanted { due: now, latest: now, echo: false },
            Cause::Wish => {
                self.calm_down(policy);
                self.failures = 0;
                Wanted { due: now, latest: now, echo: false }
            }
        };
        self.state = match self.state {
            State::Calm => State::Waiting(wanted),
            State::Waiting(before) => State::Waiting(before.and(wanted)),
            State::Reading { ticket, give_up, echo, first, again } => {
                let again = Some(again.map_or(wanted, |before| before.and(wanted)));
                State::Reading { ticket, give_up, echo, first, again }
            }
        };
    }

    /// Starts the read if one is due; `true` means that the host must be called with this ticket. `first`: confirmed
    /// actions wait already, and this read goes before them.
    #[must_use]
    pub fn start(&mut self, now: Millis, ticket: Ticket, first: bool, policy: &Policy) -> bool {
        if now >= self.routine {
            self.routine = now + policy.routine;
            self.want(now, Cause::Doubt, policy);
        }
        match self.state {
            State::Waiting(wanted) if wanted.due <= now => {
                self.state =
                    State::Reading { ticket, give_up: now + policy.read, echo: wanted.echo, first, again: None };
                self.routine = now + policy.routine;
                true
            }
            _ => false,
        }
    }

    /// A read ended. Whoever asks must then call [`Refresh::succeeded`] or [`Refresh::failed`].
    #[must_use]
    pub fn settle(&mut self, now: Millis, ticket: Ticket) -> Taken {
        match self.state {
            State::Reading { ticket: current, echo, again, .. } if current == ticket => {
                self.ended = Some(now);
                self.state = again.map_or(State::Calm, State::Waiting);
                Taken::Current { echo }
            }
            _ => Taken::Stale,
        }
    }

    /// The read in flight took too long: its ticket, which is stale from now on.
    #[must_use]
    pub fn overdue(&mut self, now: Millis) -> bool {
        match self.state {
            State::Reading { give_up, again, .. } if give_up <= now => {
                self.ended = Some(now);
                self.state = again.map_or(State::Calm, State::Waiting);
                true
            }
            _ => false,
        }
    }

    /// The cart could be read. Returns whether the host's own read fires the event, the first time that is noticed.
    pub fn succeeded(&mut self, echo: bool, changed: bool, policy: &Policy) -> bool {
        self.failures = 0;
        if changed || !echo {
            if changed {
                self.calm_down(policy);
            }
            self.echoes = if changed || self.quiet == policy.quiet { 0 } else { self.echoes };
            return false;
        }
        self.echoes = self.echoes.saturating_add(1);
        if self.echoes < 3 {
            return false;
        }
        let first = self.quiet == policy.quiet;
        let before = self.quiet;
        self.quiet = Millis(before.0.saturating_mul(2)).min(policy.quiet_most);
        // What already waits was an echo too: it waits the longer time.
        if let State::Waiting(wanted) = &mut self.state
            && wanted.echo
        {
            wanted.due = wanted.due + (self.quiet - before);
            wanted.latest = wanted.latest.max(wanted.due);
        }
        first
    }

    /// The cart could not be read: it is tried again after a while, three times.
    pub fn failed(&mut self, now: Millis, policy: &Policy) {
        if let Some(pause) = policy.retries.get(self.failures) {
            let due = now + *pause;
            let retry = Wanted { due, latest: due, echo: false };
            self.state = match self.state {
                State::Calm => State::Waiting(retry),
                // An event that came meanwhile asks for its own read, not later than it would have been.
                other => other,
            };
        }
        self.failures = self.failures.saturating_add(1);
    }

    /// A change starts: a read in flight would show the cart from before it, so it is dropped and repeated.
    pub fn drop_read(&mut self, now: Millis) -> bool {
        let State::Reading { again, .. } = self.state else { return false };
        let repeat = Wanted { due: now, latest: now, echo: false };
        self.state = State::Waiting(again.map_or(repeat, |wanted| wanted.and(repeat)));
        true
    }

    /// Ends the slow-down: the cart changed, the shopper acted, or the page became visible.
    pub fn calm_down(&mut self, policy: &Policy) {
        self.quiet = policy.quiet;
        self.echoes = 0;
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

    /// Whether nothing is wanted and nothing is in flight.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.state == State::Calm
    }

    /// Whether the slow-down is in force.
    #[must_use]
    pub fn is_slowed(&self, policy: &Policy) -> bool {
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
