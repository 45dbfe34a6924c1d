//! How long a card lives: when it can be pressed, when it says that it lapses soon, and when it does (laws I3 and I8).

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::clock::{Millis, Policy, sooner};
use super::event::ProposalId;
use super::outcome::Deed;
use super::planted::{Fault, planted};
use super::propose::{Open, Propose};

/// Where a card is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Life {
    /// It can be answered until then.
    Asked {
        /// The deed does not react before.
        armed: Millis,
        /// It says that it lapses soon, from then on; `None` once it does.
        warns: Option<Millis>,
        /// It lapses.
        expires: Millis,
    },
    /// It was confirmed; its job is under way or waits.
    Working,
}

impl Life {
    /// A card's time begins now.
    #[must_use]
    pub fn begin(now: Millis, policy: &Policy) -> Self {
        let prompt = if planted(Fault::NeverLapses) { Millis(u64::MAX) } else { policy.prompt };
        let expires = now + prompt;
        let warns = Some(expires - policy.warning.min(Millis(prompt.0 / 2)));
        Self::Asked { armed: now + policy.arming, warns, expires }
    }

    /// Whether it has said that it lapses soon.
    #[must_use]
    pub const fn lapses_soon(self) -> bool {
        matches!(self, Self::Asked { warns: None, .. })
    }
}

impl Propose {
    /// When each card reacts.
    fn arms(&mut self) -> impl Iterator<Item = &mut Millis> {
        self.open.iter_mut().filter_map(|open| match &mut open.life {
            Life::Asked { armed, .. } => Some(armed),
            Life::Working => None,
        })
    }

    /// Something moved: no card can be pressed for a moment.
    pub fn moved(&mut self, now: Millis, policy: &Policy) {
        self.arms().for_each(|armed| *armed = now + policy.arming);
    }

    /// From an event until its cards were drawn nobody could look at them.
    pub fn drawn(&mut self, event: Millis, now: Millis) {
        self.arms().filter(|armed| **armed > event).for_each(|armed| *armed = *armed + (now - event));
    }

    /// The shopper wants a card that lapses soon to stay: its time begins anew. What it says about that goes from the screen.
    pub fn keep(&mut self, now: Millis, id: ProposalId, policy: &Policy) -> bool {
        let Some(open) = self.get_mut(id).filter(|open| open.life.lapses_soon()) else { return false };
        let Life::Asked { expires: before, .. } = open.life else { return false };
        open.life = Life::begin(now, policy);
        if let (Life::Asked { expires, .. }, true) = (&mut open.life, planted(Fault::KeptInVain)) {
            *expires = before;
        }
        self.moved(now, policy);
        true
    }

    /// The cards that lapse soon, and begin to say so now. That moves what is seen.
    pub fn warn(&mut self, now: Millis, policy: &Policy) -> Vec<Rc<Deed>> {
        let mut found = Vec::new();
        for open in &mut self.open {
            if let Life::Asked { warns, expires, .. } = &mut open.life
                && warns.is_some_and(|at| at <= now)
                && now < *expires
            {
                *warns = None;
                found.push(open.deed.clone());
                if planted(Fault::WarnedStays) {
                    *expires = Millis(u64::MAX);
                }
            }
        }
        if !found.is_empty() {
            self.moved(now, policy);
        }
        found
    }

    /// Cards whose time is over.
    #[must_use]
    pub fn expired(&self, now: Millis) -> Vec<ProposalId> {
        let over = |open: &Open| matches!(open.life, Life::Asked { expires, .. } if expires <= now);
        self.open.iter().filter(|open| over(open)).map(|open| open.id).collect()
    }

    /// The nearest moment at which a card changes by itself.
    #[must_use]
    pub fn deadline(&self, now: Millis) -> Option<Millis> {
        let mut next = None;
        for open in &self.open {
            if let Life::Asked { armed, warns, expires } = open.life {
                let moment = sooner(warns, Some(expires));
                next = sooner(next, if armed > now { sooner(moment, Some(armed)) } else { moment });
            }
        }
        next
    }
}
