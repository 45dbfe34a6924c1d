//! I6 (nothing lost): after everything that leaves a doubt a read is owed, by a certain moment.
//!
//! An event: 300 ms after the last of a burst, at the latest so long after the first. A change that brought no cart, a late
//! answer, a dropped read, a restored page, the start: at once. A failed read: 15 s, three times. All of it counts from the end
//! of the last host call that was in flight since. After three reads that brought nothing new an event may wait 30 s.

use handcart::engine::clock::Millis;

const QUIET: Millis = Millis(300);
const RETRY: Millis = Millis(15_000);
const SLOW: Millis = Millis(30_000);

/// What is owed.
#[derive(Clone, Hash, Default, Debug)]
pub struct Owed {
    /// Since something that leaves a doubt: by then.
    doubt: Option<Millis>,
    /// The events since the last read began: the last of them bids until the first, the first until the second.
    burst: Option<(Millis, Millis)>,
    /// A host call ended meanwhile: not before this an event is overdue.
    after: Option<Millis>,
    failures: u8,
    /// Reads in a row that brought nothing new.
    same: u8,
}

impl Owed {
    pub fn event(&mut self, now: Millis, latest: Millis) {
        let quiet = if self.same >= 3 { SLOW } else { QUIET };
        let last = now + quiet;
        self.burst = Some(self.burst.map_or((last, now + latest.max(quiet)), |(_, most)| (last, most)));
        self.after = None;
    }

    pub fn doubt(&mut self, now: Millis) {
        self.doubt = Some(self.doubt.map_or(now, |before| before.min(now)));
    }

    /// A person acted, the page came back, or the cart changed: an event is heeded as usual again.
    pub fn calm(&mut self) {
        self.same = 0;
    }

    pub fn read_began(&mut self) {
        (self.doubt, self.burst, self.after) = (None, None, None);
    }

    pub fn read_ended(&mut self, now: Millis, brought: Option<bool>) {
        self.call_ended(now);
        match brought {
            Some(new) => {
                self.failures = 0;
                self.same = if new { 0 } else { self.same.saturating_add(1) };
            }
            None => {
                self.failures = self.failures.saturating_add(1);
                if self.failures <= 3 {
                    self.doubt.get_or_insert(now + RETRY);
                }
            }
        }
    }

    pub fn call_ended(&mut self, now: Millis) {
        if self.burst.is_some() {
            self.after = Some(now + QUIET);
        }
    }

    /// Whether nothing is owed.
    pub fn nothing(&self) -> bool {
        self.doubt.is_none() && self.burst.is_none()
    }

    /// Whether a read should have begun by now, when no host call is in flight.
    pub fn overdue(&self, now: Millis) -> bool {
        let event = self.burst.map(|(last, most)| last.min(most).max(self.after.unwrap_or_default()));
        self.doubt.is_some_and(|due| due < now) || event.is_some_and(|due| due < now)
    }
}
