//! What a search must come across, so that "nothing was broken" means something.

use handcart::engine::outcome::{Code, Outcome, Verdict};
use stateright::Property;

use crate::search::{Search, State};

/// What was come across in one step: a set of guards.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Reached(u64);

impl Reached {
    pub fn hit(&mut self, guard: usize) {
        self.0 |= 1 << guard;
    }

    pub fn when(&mut self, so: bool, guard: usize) {
        self.0 |= u64::from(so) << guard;
    }

    fn has(self, guard: usize) -> bool {
        self.0 >> guard & 1 == 1
    }

    pub fn outcome(&mut self, outcome: &Outcome) {
        self.hit(match &outcome.verdict {
            Verdict::Applied => APPLIED,
            Verdict::Adjusted { .. } => ADJUSTED,
            Verdict::Rejected(Code::NotApplied) => NOT_APPLIED,
            Verdict::Rejected(Code::Conflict) => CONFLICT,
            Verdict::Rejected(Code::LineNotFound) => LINE_GONE,
            Verdict::Rejected(Code::Policy) => CAPPED_LATE,
            Verdict::Rejected(_) => REJECTED,
            Verdict::Declined => DECLINED,
            Verdict::Expired => EXPIRED,
            Verdict::Withdrawn => WITHDRAWN,
            Verdict::Unknown => UNKNOWN,
        });
        let applied = outcome.verdict == Verdict::Applied;
        self.when(applied && outcome.undoes.is_some(), UNDONE);
        self.when(applied && outcome.undoes.is_some() && outcome.lines.len() > 1, PLAN_UNDONE);
        self.when(applied && outcome.undoes.is_none() && outcome.lines.len() > 1, PLAN);
        let left_out = outcome.lines.iter().any(|line| line.verdict == Verdict::Declined);
        self.when(left_out && outcome.verdict == Verdict::Applied, LEFT_OUT);
        let failed = outcome.lines.iter().any(|line| matches!(line.verdict, Verdict::Rejected(_)));
        self.when(failed && matches!(outcome.verdict, Verdict::Adjusted { .. }), IN_PART);
    }
}

fn reached<const GUARD: usize>(_: &Search, state: &State) -> bool {
    state.reached.has(GUARD)
}

macro_rules! guards {
    ($($guard:ident = $at:literal, $name:literal;)*) => {
        $(pub const $guard: usize = $at;)*

        /// Their names.
        pub const NAMES: &[&str] = &[$($name),*];

        /// As properties that are to be so sometimes.
        pub fn properties() -> Vec<Property<Search>> {
            vec![$(Property::sometimes($name, reached::<$at>)),*]
        }
    };
}

guards! {
    CHANGE = 0, "a change executes";
    TWO_CHANGES = 1, "two changes in one run";
    THREE_WAIT = 2, "three wait";
    CHANGE_TIMES_OUT = 3, "a change times out";
    LATE_ANSWER = 4, "a late answer";
    READ_FAILS = 5, "a read fails";
    READ_TIMES_OUT = 6, "a read times out";
    READ_DROPPED = 7, "a read is dropped";
    STALE_READ = 8, "a stale read comes in";
    EVENT_IN_CHANGE = 9, "an event during a change";
    EVENT_IN_READ = 10, "an event during a read";
    TOO_EARLY = 11, "pressed too early";
    OLD_DRAWING = 12, "an older drawing pressed";
    BY_A_SCRIPT = 13, "pressed by a script";
    PRESSED_AGAIN = 14, "pressed again while it works";
    REPLAY = 15, "an id is proposed again";
    OFFERED_ANEW = 16, "a card says what changed";
    LINE_BY_LINE = 17, "a clear line by line";
    APPLIED = 18, "applied";
    ADJUSTED = 19, "adjusted";
    REJECTED = 20, "rejected with the host's code";
    NOT_APPLIED = 21, "rejected: not applied";
    CONFLICT = 22, "a conflict";
    LINE_GONE = 23, "a line that went away";
    DECLINED = 24, "declined";
    EXPIRED = 25, "expired";
    WITHDRAWN = 26, "withdrawn";
    UNKNOWN = 27, "unknown";
    UNDONE = 28, "an undo is applied";
    AGAIN = 29, "offered again because the shopper asks";
    TRIED_AGAIN = 30, "a call is tried again";
    ARRIVED = 31, "tried again, and done by then";
    END_IN_CHANGE = 32, "the end with a change in flight";
    PLAN = 33, "a plan is applied";
    LEFT_OUT = 34, "a row of a plan is left out";
    IN_PART = 35, "a row of a plan fails";
    PLAN_UNDONE = 36, "several changes are taken back as one";
    LAPSES_SOON = 37, "a card says that it lapses soon";
    KEPT = 38, "a card is kept";
    ABOVE_A_CAP = 39, "refused for a cap";
    CAPPED_LATE = 40, "above a cap when its turn comes";
}
