//! Caps in a build that knows none (`caps.rs` has the same names): nothing is above any, and no amount is counted with.

use core::convert::Infallible;

use super::action::Action;
use super::cart::{Cart, Text};
use super::clock::{Millis, Policy};
use super::outcome::Deed;

/// Whether this build knows caps.
pub const KNOWN: bool = false;

/// No amount is known.
pub type Amount = Infallible;

/// Of no use without amounts.
pub type Currency = ();

/// There are none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Caps {}

impl Caps {
    /// Everything can be proposed.
    #[allow(clippy::missing_errors_doc)]
    pub const fn allow(&self, _: &Action) -> Result<(), Text> {
        Ok(())
    }

    /// The largest quantity that can be proposed.
    #[must_use]
    pub const fn most(&self, most: u32) -> u32 {
        most
    }
}

/// Proposals are not counted.
#[derive(Debug, Clone, Hash, Default)]
pub struct Pace;

impl Pace {
    /// Another one may be taken.
    #[allow(clippy::missing_errors_doc)]
    pub const fn hold(&self, _: Millis, _: &Caps) -> Result<(), Text> {
        Ok(())
    }

    /// One was taken.
    pub const fn note(&mut self, _: Millis) {}
}

/// It is not kept.
pub fn currency(_: Text) -> Currency {}

/// No amount is known.
#[must_use]
pub const fn amount(_: f64) -> Option<Amount> {
    None
}

/// Nothing is above a cap.
#[allow(clippy::missing_errors_doc)]
pub const fn hold(_: &Deed, _: Option<&Cart>, _: &Policy) -> Result<(), Text> {
    Ok(())
}
