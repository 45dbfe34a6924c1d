//! I13 (caps): nothing above a cap is offered, or called, because of a proposal.

use handcart::engine::caps::PARTS;
use handcart::engine::cart::Cart;
use handcart::engine::clock::Policy;
use handcart::engine::effect::Call;
use handcart::engine::outcome::Deed;
use handcart::engine::row::Tick;

/// What a piece costs at first.
const PRICE: i64 = 20 * PARTS;

/// Pieces that a card would bring into the cart, those that it would take out aside.
pub fn gained(deed: &Deed) -> u32 {
    let there = deed.rows.iter().filter(|row| row.tick != Tick::Gone);
    deed.after.saturating_sub(deed.before) + there.map(|row| gained(&row.deed)).sum::<u32>()
}

pub fn gained_by(call: &Call) -> u32 {
    match call {
        Call::Add { quantity, .. } => *quantity,
        Call::SetQuantity { quantity, previous, .. } => quantity.saturating_sub(*previous),
        _ => 0,
    }
}

/// Whether so many pieces more are not too many for the cap on the cart, by what the host has told. A piece costs what it
/// cost when it was proposed, or more by now.
pub fn fits(pieces: u32, told: Option<&Cart>, policy: &Policy) -> bool {
    let Some(limit) = policy.caps.cart.filter(|_| pieces > 0) else { return true };
    let Some(cart) = told else { return false };
    let price = cart.lines.iter().filter_map(|line| line.amount).fold(PRICE, i64::min);
    let worth = cart.amounts.total.unwrap_or(0.0) as i64 * PARTS;
    worth + price * i64::from(pieces) <= limit
}
