//! What the host lets others than the shopper propose. Nothing above a cap is offered, or called because of a proposal;
//! an amount that cannot be known is above every cap. The shopper's own controls are not held against them.

use alloc::string::String;
use alloc::vec::Vec;

use super::action::Action;
use super::cart::{Cart, Text};
use super::clock::{Millis, Policy};
use super::outcome::Deed;
use super::planted::{Fault, planted};
use super::verify::holds;

/// Amounts are whole numbers of this part of a unit: no currency has more than four decimals.
pub const PARTS: i64 = 10_000;

/// Whether this build knows caps. With none set it does the same as one that does not (`uncapped.rs`).
pub const KNOWN: bool = true;

/// Amounts are counted in [`PARTS`].
pub type Amount = i64;

/// ISO 4217; empty for that of the cart.
pub type Currency = Text;

/// The caps; by default none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Caps {
    /// Pieces of one line that a proposal may lead to.
    pub quantity: u32,
    /// What one line may come to.
    pub line: Option<Amount>,
    /// What the cart may come to.
    pub cart: Option<Amount>,
    /// Proposals that are taken within a minute.
    pub minute: Option<u32>,
    /// What can be proposed, by [`Action::name`]; all of it when this is empty.
    pub actions: Vec<Text>,
}

impl Default for Caps {
    fn default() -> Self {
        Self { quantity: u32::MAX, line: None, cart: None, minute: None, actions: Vec::new() }
    }
}

impl Caps {
    /// Whether this can be proposed at all.
    ///
    /// # Errors
    /// What cannot, in words.
    pub fn allow(&self, action: &Action) -> Result<(), Text> {
        if let Action::Plan(steps) = action {
            return steps.iter().try_for_each(|step| self.allow(step));
        }
        let name = action.name();
        if self.actions.is_empty() || self.actions.iter().any(|allowed| **allowed == *name) {
            return Ok(());
        }
        Err(["caps.actions: ", name, " is not among them"].concat().into())
    }

    /// The largest quantity that can be proposed, of which this is the largest of all.
    #[must_use]
    pub fn most(&self, most: u32) -> u32 {
        most.min(self.quantity)
    }
}

/// A proposal counts for so long.
const MINUTE: Millis = Millis(60_000);

/// When the proposals of the last minute were taken.
#[derive(Debug, Clone, Hash, Default)]
pub struct Pace(Vec<Millis>);

impl Pace {
    /// Whether another one may be taken within this minute.
    ///
    /// # Errors
    /// The cap, in words.
    pub fn hold(&self, now: Millis, caps: &Caps) -> Result<(), Text> {
        let Some(most) = caps.minute else { return Ok(()) };
        let recent = self.0.iter().filter(|at| now < **at + MINUTE).count();
        count("perMinute", most, u32::try_from(recent).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// One was taken.
    pub fn note(&mut self, now: Millis) {
        self.0.retain(|at| now < *at + MINUTE);
        self.0.push(now);
    }
}

/// What an amount is in.
#[must_use]
pub const fn currency(code: Text) -> Currency {
    code
}

/// A number as an amount; `None` when it is none, or too large to be exact.
#[must_use]
pub fn amount(number: f64) -> Option<Amount> {
    (0.0..1e11).contains(&number).then_some((number * PARTS as f64 + 0.5) as i64)
}

/// Holds what a proposal would lead to against the caps; a plan as a whole, where what it takes away does not count.
///
/// # Errors
/// The cap, its limit and what came, in words.
pub fn hold(deed: &Deed, cart: Option<&Cart>, policy: &Policy) -> Result<(), Text> {
    let caps = &policy.caps;
    let mut more = Some(0);
    if deed.rows.is_empty() {
        part(deed, cart, caps, &mut more)?;
    }
    for row in deed.rows.iter().filter(|row| !row.is_gone()) {
        part(&row.deed, cart, caps, &mut more)?;
    }
    let Some(limit) = caps.cart.filter(|_| more != Some(0)) else { return Ok(()) };
    let worth = cart.and_then(worth).zip(more).map(|(worth, more)| worth.saturating_add(more));
    at_most("maxCartValue", limit, worth)
}

/// What is in a cart is worth so much, where that is known.
fn worth(cart: &Cart) -> Option<Amount> {
    if cart.lines.is_empty() { Some(0) } else { amount(cart.amounts.total?) }
}

/// One action; adds to `more` what the cart gains, which is `None` once that is not known.
fn part(deed: &Deed, cart: Option<&Cart>, caps: &Caps, more: &mut Option<i64>) -> Result<(), Text> {
    let pieces = deed.after.saturating_sub(deed.before);
    if pieces == 0 || planted(Fault::Uncapped) {
        return Ok(());
    }
    count("maxQuantity", caps.quantity, deed.after)?;
    let price = price(&deed.action, cart);
    let times = |pieces: u32| price.map(|price| price.saturating_mul(pieces.into()));
    if let Some(limit) = caps.line {
        at_most("maxLineValue", limit, times(deed.after))?;
    }
    *more = more.zip(times(pieces)).map(|(more, gained)| more.saturating_add(gained));
    Ok(())
}

/// The price of one piece: of what the cart holds already the dearer one, because the shop's own word may be another.
fn price(action: &Action, cart: Option<&Cart>) -> Option<i64> {
    let cart = cart?;
    match action {
        Action::Add { product, variant, .. } => {
            let own = product.currency.is_empty() || product.currency.eq_ignore_ascii_case(&cart.currency);
            let mut price = product.amount.filter(|_| own)?;
            let chosen = variant.and_then(|at| product.variants.get(at));
            for line in cart.lines.iter().filter(|line| holds(line, product, chosen)) {
                price = price.max(line.quantity.and(line.amount)?);
            }
            Some(price)
        }
        Action::SetQuantity { key, .. } => cart.line(*key)?.amount,
        _ => None,
    }
}

/// The same of things that are counted.
pub fn count(name: &str, limit: u32, came: u32) -> Result<(), Text> {
    at_most(name, i64::from(limit) * PARTS, Some(i64::from(came) * PARTS))
}

fn at_most(name: &str, limit: i64, came: Option<i64>) -> Result<(), Text> {
    if came.is_some_and(|came| came <= limit) {
        return Ok(());
    }
    let mut words = ["caps.", name, ": expected at most "].concat();
    put(&mut words, limit);
    words.push_str(", got ");
    match came {
        Some(came) => put(&mut words, came),
        None => words.push_str("an amount that cannot be known"),
    }
    Err(words.into())
}

/// An amount as a decimal number.
fn put(out: &mut String, amount: i64) {
    let (mut unit, mut rest, mut begun) = (1_000_000_000_000_000_000, amount, false);
    while unit >= PARTS || rest > 0 {
        if unit == PARTS / 10 {
            out.push('.');
        }
        begun |= rest >= unit || unit == PARTS;
        if begun {
            out.push(char::from(b'0' + (rest / unit) as u8));
        }
        rest %= unit;
        unit /= 10;
    }
}
