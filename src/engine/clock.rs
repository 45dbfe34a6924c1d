//! Time as a number that is handed in, and every duration and limit in one place.

use core::ops::{Add, Sub};

use super::caps::Caps;

/// Milliseconds of visible time: the clock stands still while the page is hidden or frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Millis(pub u64);

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Millis {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// The earlier of two moments, where there are two.
#[must_use]
#[inline(never)]
pub fn sooner(a: Option<Millis>, b: Option<Millis>) -> Option<Millis> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}

/// Every duration and limit. The defaults are the product's; a host may change the three time limits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Policy {
    /// A host call that changes the cart may take this long (15 s).
    pub mutation: Millis,
    /// A cart read may take this long (10 s).
    pub read: Millis,
    /// A proposal stays open this long (120 s).
    pub prompt: Millis,
    /// A card says so when it lapses this soon (30 s), or when half of its time is over, if that is later.
    pub warning: Millis,
    /// An agent may think this long (30 s).
    pub answer: Millis,
    /// A proposal cannot be confirmed for this long after it appeared or moved (500 ms).
    pub arming: Millis,
    /// Quiet time after a cart-update event before the cart is read (300 ms): some hosts send several in a row.
    pub quiet: Millis,
    /// Under a steady stream of events the cart is read at least this often (2 s).
    pub latest: Millis,
    /// An event this soon after our own read may have been caused by it (1 s).
    pub echo: Millis,
    /// The quiet time never grows beyond this when a host's own read fires the event (30 s).
    pub quiet_most: Millis,
    /// The cart is read this often without any reason (30 min).
    pub routine: Millis,
    /// Coming back after this long reads the cart (60 s).
    pub away: Millis,
    /// A failed read is repeated after these times, then not before something happens.
    pub retries: [Millis; 3],
    /// A toast stays this long (10 s).
    pub toast: Millis,
    /// The checkout button can be pressed again after this long, if the page is still here (3 s).
    pub checkout: Millis,
    /// After three refusals in a row the agent's proposals are turned away for this long (30 s).
    pub rest: Millis,
    /// What others than the shopper may propose.
    pub caps: Caps,
    /// The largest quantity that can be asked for (99); a line's own maximum may be lower.
    pub most: u32,
    /// Rows that a proposed plan may have (12).
    pub plan: usize,
    /// Proposals that may be open at once (3).
    pub open: usize,
    /// Mutations that may wait (32).
    pub queue: usize,
    /// Entries of the conversation that are kept (200).
    pub feed: usize,
}

impl Policy {
    /// The largest quantity that can be proposed.
    #[must_use]
    pub fn proposed(&self) -> u32 {
        self.caps.most(self.most)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mutation: Millis(15_000),
            read: Millis(10_000),
            prompt: Millis(120_000),
            warning: Millis(30_000),
            answer: Millis(30_000),
            arming: Millis(500),
            quiet: Millis(300),
            latest: Millis(2_000),
            echo: Millis(1_000),
            quiet_most: Millis(30_000),
            routine: Millis(30 * 60_000),
            away: Millis(60_000),
            retries: [Millis(1_000), Millis(4_000), Millis(15_000)],
            toast: Millis(10_000),
            checkout: Millis(3_000),
            rest: Millis(30_000),
            caps: Caps::default(),
            most: 99,
            plan: 12,
            open: 3,
            queue: 32,
            feed: 200,
        }
    }
}
