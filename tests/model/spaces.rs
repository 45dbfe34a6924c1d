//! What may happen, how often: each space is a finite space of its own.

use handcart::engine::caps::{Caps, PARTS};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::{Abilities, Setup};

use crate::act::{Says, Wish};
use crate::store::Turn;

/// How often each kind of step may still be taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Budget {
    /// Deadlines that come.
    pub ticks: u8,
    /// Times that something happens just before one.
    pub almost: u8,
    /// Deadlines at which a host call is given up.
    pub timeouts: u8,
    /// Answers other than "done, and here is the cart".
    pub odd: u8,
    /// Things done in part.
    pub parts: u8,
    /// Answers to changes that were given up on.
    pub late: u8,
    /// Reads that fail.
    pub fails: u8,
    /// Results of reads that nobody waits for.
    pub stale: u8,
    pub elsewhere: u8,
    pub events: u8,
    pub restored: u8,
    pub proposals: u8,
    pub replays: u8,
    pub presses: u8,
    /// Presses on an older drawing.
    pub old_presses: u8,
    /// Presses by a script.
    pub scripts: u8,
    pub declines: u8,
    /// Cards that are kept.
    pub keeps: u8,
    pub unticks: u8,
    pub steps: u8,
    pub undos: u8,
    pub agains: u8,
    pub destroy: u8,
}

/// One space to be searched.
#[derive(Debug)]
pub struct Space {
    pub name: &'static str,
    pub budget: Budget,
    /// What agents propose.
    pub wishes: &'static [Wish],
    /// What happens elsewhere.
    pub turns: &'static [Turn],
    /// What the shopper asks of which line.
    pub steps: &'static [(usize, u32)],
    /// The odd answers.
    pub says: &'static [Says],
    /// The host can clear its cart at once.
    pub clear: bool,
    /// It begins before the first read.
    pub from_the_start: bool,
    /// What the cart may come to because of a proposal, in euros.
    pub cap: Option<i64>,
}

impl Space {
    /// What the engine is told at the start. The longest wait under a stream of events is 500 ms, so that two events and a
    /// moment make a stream.
    pub fn setup(&self) -> Setup {
        let abilities = Abilities { cart: true, clear: self.clear, agent: true, ..Abilities::default() };
        let caps = Caps { cart: self.cap.map(|euros| euros * PARTS), ..Caps::default() };
        let policy = Policy { latest: Millis(500), caps, ..Policy::default() };
        Setup { abilities, policy, open: true, ..Setup::default() }
    }
}

const NONE: Budget = Budget {
    ticks: 0,
    almost: 0,
    timeouts: 0,
    odd: 0,
    parts: 0,
    late: 0,
    fails: 0,
    stale: 0,
    elsewhere: 0,
    events: 0,
    restored: 0,
    proposals: 0,
    replays: 0,
    presses: 0,
    old_presses: 0,
    scripts: 0,
    declines: 0,
    keeps: 0,
    unticks: 0,
    steps: 0,
    undos: 0,
    agains: 0,
    destroy: 0,
};

/// All of them.
pub const SPACES: [Space; 12] = [
    // What is proposed, waits, is carried out and is tried again under a cap: three lamps and a tent are all that fits.
    Space {
        name: "under a cap",
        budget: Budget { ticks: 2, odd: 1, elsewhere: 1, events: 1, proposals: 2, presses: 2, agains: 1, ..NONE },
        wishes: &[Wish::Lamps(1), Wish::Set(4), Wish::Goods],
        turns: &[Turn::Dearer, Turn::More],
        steps: &[],
        says: &[Says::No],
        clear: false,
        from_the_start: false,
        cap: Some(100),
    },
    // Cards and everything that can be pressed on them.
    Space {
        name: "presses",
        budget: Budget {
            ticks: 2,
            almost: 1,
            elsewhere: 1,
            events: 1,
            proposals: 2,
            replays: 1,
            presses: 2,
            old_presses: 1,
            scripts: 1,
            ..NONE
        },
        wishes: &[Wish::Lamps(2), Wish::Set(4)],
        turns: &[Turn::Dearer],
        steps: &[],
        says: &[],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Cards that lapse, go, come again.
    Space {
        name: "lives of cards",
        budget: Budget {
            ticks: 4,
            almost: 1,
            odd: 1,
            elsewhere: 1,
            restored: 1,
            proposals: 1,
            presses: 2,
            declines: 1,
            keeps: 1,
            agains: 1,
            destroy: 1,
            ..NONE
        },
        wishes: &[Wish::Lamps(2), Wish::Remove],
        turns: &[Turn::Goes, Turn::Dearer],
        steps: &[],
        says: &[Says::No],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Steps on lines, one waiting behind the other.
    Space {
        name: "steps",
        budget: Budget { ticks: 1, odd: 1, parts: 1, elsewhere: 1, events: 1, steps: 3, ..NONE },
        wishes: &[],
        turns: &[Turn::Goes, Turn::Swaps],
        steps: &[(0, 4), (0, 0), (1, 2)],
        says: &[Says::YesWithCart, Says::Yes, Says::No, Says::Nothing],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Changes that are taken back.
    Space {
        name: "undo",
        budget: Budget { ticks: 1, odd: 1, parts: 1, elsewhere: 1, events: 1, steps: 2, undos: 2, ..NONE },
        wishes: &[],
        turns: &[Turn::Goes, Turn::Swaps, Turn::More],
        steps: &[(0, 4), (0, 0), (1, 2)],
        says: &[Says::YesWithCart, Says::Yes, Says::No, Says::Nothing],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Changes that code of the page wants taken back.
    Space {
        name: "asked undo",
        budget: Budget { ticks: 3, parts: 1, elsewhere: 1, steps: 1, proposals: 1, presses: 2, undos: 2, ..NONE },
        wishes: &[Wish::Lamps(2)],
        turns: &[Turn::Goes, Turn::More],
        steps: &[(0, 4)],
        says: &[],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Several changes confirmed as one, and taken back as one.
    Space {
        name: "several at once",
        budget: Budget {
            ticks: 3,
            odd: 1,
            parts: 1,
            timeouts: 1,
            elsewhere: 1,
            proposals: 1,
            presses: 2,
            unticks: 1,
            undos: 1,
            agains: 1,
            ..NONE
        },
        wishes: &[Wish::Goods],
        turns: &[Turn::Goes, Turn::Dearer],
        steps: &[],
        says: &[Says::No, Says::Nothing],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // A host that is late, or silent.
    Space {
        name: "time",
        budget: Budget {
            ticks: 5,
            almost: 1,
            timeouts: 2,
            odd: 1,
            late: 1,
            fails: 1,
            elsewhere: 1,
            steps: 2,
            destroy: 1,
            ..NONE
        },
        wishes: &[],
        turns: &[Turn::More],
        steps: &[(0, 3), (1, 0)],
        says: &[Says::No, Says::Nothing],
        clear: false,
        from_the_start: true,
        cap: None,
    },
    // Changes that failed and are tried again.
    Space {
        name: "again",
        budget: Budget {
            ticks: 4,
            timeouts: 1,
            odd: 1,
            late: 1,
            fails: 1,
            steps: 1,
            agains: 2,
            presses: 2,
            elsewhere: 1,
            events: 1,
            ..NONE
        },
        wishes: &[],
        turns: &[Turn::Goes, Turn::More],
        steps: &[(0, 3)],
        says: &[Says::No, Says::Nothing],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // Events, reads, and reads that fail.
    Space {
        name: "reads",
        budget: Budget {
            ticks: 5,
            almost: 2,
            fails: 1,
            stale: 1,
            elsewhere: 1,
            events: 3,
            restored: 1,
            steps: 1,
            ..NONE
        },
        wishes: &[],
        turns: &[Turn::More],
        steps: &[(0, 3)],
        says: &[],
        clear: false,
        from_the_start: true,
        cap: None,
    },
    // A clear, line by line, and back.
    Space {
        name: "clear",
        budget: Budget {
            ticks: 2,
            odd: 1,
            timeouts: 1,
            elsewhere: 1,
            events: 1,
            proposals: 1,
            presses: 1,
            steps: 1,
            undos: 1,
            destroy: 1,
            ..NONE
        },
        wishes: &[Wish::Clear],
        turns: &[Turn::Goes, Turn::Swaps],
        steps: &[(1, 2)],
        says: &[Says::YesWithCart, Says::Yes, Says::No, Says::Nothing],
        clear: false,
        from_the_start: false,
        cap: None,
    },
    // A clear by one call, and back.
    Space {
        name: "clear at once",
        budget: Budget {
            ticks: 2,
            odd: 1,
            parts: 1,
            timeouts: 1,
            late: 1,
            elsewhere: 1,
            events: 1,
            proposals: 1,
            presses: 1,
            steps: 1,
            undos: 1,
            ..NONE
        },
        wishes: &[Wish::Clear],
        turns: &[Turn::Goes, Turn::Swaps],
        steps: &[(1, 2)],
        says: &[Says::YesWithCart, Says::Yes, Says::No, Says::Nothing],
        clear: true,
        from_the_start: false,
        cap: None,
    },
];
