//! I3 (what is shown is what runs), I4 (applicability) and the engine's part of I10 (bounds).
//!
//! A revision of a card never changes what it says. Whenever something is drawn, the facts of every open card are those of
//! the cart that is drawn with it, no word of the agent is among them, and no more than three cards wait for an answer.
//!
//! When a call names a line, that line occurs exactly once in the cart that the host told last, with the quantity that the
//! call names as the one before; quantities are 1 to 99 (or fewer than there are), and not beyond the shop's maximum.

use std::collections::BTreeMap;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Key};
use handcart::engine::effect::Call;
use handcart::engine::outcome::Deed;
use handcart::engine::row::Tick;
use handcart::engine::view::{Ask, Stage};

use super::record::{Change, Record};
use crate::common::sim::Moment;

pub fn check(record: &Record) -> Result<(), (&'static str, String)> {
    let mut said: BTreeMap<(u32, u32), &Ask> = BTreeMap::new();
    for (_, moment) in record.alive() {
        if matches!(moment, Moment::Lost) {
            said.clear(); // Cards are numbered anew.
        }
        let Moment::Drew(drawn) = moment else { continue };
        let open = || drawn.asks.iter().filter(|ask| ask.stage != Stage::Working);
        if open().count() > 3 || drawn.rows > 200 || drawn.toasts > 3 {
            return Err(("I10", format!("{} cards, {} rows, {} toasts", open().count(), drawn.rows, drawn.toasts)));
        }
        for ask in open() {
            let first = said.entry((ask.id.0, ask.rev)).or_insert(ask);
            if first.deed != ask.deed || first.choosing != ask.choosing {
                return Err(("I3", format!("card {} changed under revision {}", ask.id.0, ask.rev)));
            }
            if let Some(cart) = &drawn.cart
                && let Some(wrong) = differs(&ask.deed, cart)
            {
                return Err(("I3", format!("card {} says another {wrong} than the cart", ask.id.0)));
            }
        }
    }
    record.changes.iter().try_for_each(|change| applies(change).map_err(|wrong| ("I4", wrong)))
}

/// What on a card is not so in the cart.
fn differs(deed: &Deed, cart: &Cart) -> Option<&'static str> {
    if deed.total_now.as_ref() != Some(&cart.total) || deed.count_now != cart.count {
        return Some("total");
    }
    if deed.name.contains("trust") || deed.variant.as_ref().is_some_and(|variant| variant.contains("trust")) {
        return Some("name");
    }
    let line = |key: &Key| {
        let lines: Vec<_> = cart.lines.iter().filter(|line| line.key == Some(*key)).collect();
        if let [line] = lines.as_slice() { Some(*line) } else { None }
    };
    match &deed.action {
        Action::SetQuantity { key, .. } | Action::Remove { key } => {
            let Some(line) = line(key) else { return Some("line") };
            if line.name != deed.name || line.variant != deed.variant {
                return Some("article");
            }
            let same = line.quantity == Some(deed.before) && Some(&line.price) == deed.price.as_ref();
            (!same).then_some("quantity or price")
        }
        Action::Add { product, variant, .. } => {
            let id = variant.map_or(&product.id, |at| &product.variants[at].id);
            let pieces: u32 =
                cart.lines.iter().filter(|line| line.product == *id).filter_map(|line| line.quantity).sum();
            (pieces != deed.before && (product.options.is_empty() || variant.is_some())).then_some("quantity")
        }
        Action::Clear => {
            let listed = deed.goes.iter().map(|goes| (goes.key, &goes.name, &goes.variant, goes.quantity));
            let there = cart.lines.iter().map(|line| (line.key, &line.name, &line.variant, line.quantity));
            (!listed.eq(there)).then_some("list")
        }
        // A row that no longer applies keeps the facts that it had.
        Action::Plan(_) => {
            deed.rows.iter().filter(|row| row.tick != Tick::Gone).find_map(|row| differs(&row.deed, cart))
        }
        Action::SetCountry(_) | Action::Checkout => None,
    }
}

fn applies(change: &Change) -> Result<(), String> {
    let (key, quantity, previous) = match &change.call {
        Call::Add { quantity, .. } if (1..=99).contains(quantity) => return Ok(()),
        Call::Add { quantity, .. } => return Err(format!("{quantity} pieces")),
        Call::Clear | Call::SetCountry(_) => return Ok(()),
        Call::Remove { key, previous } => (key, None, *previous),
        Call::SetQuantity { key, quantity, previous } => (key, Some(*quantity), *previous),
    };
    let cart = change.before.as_deref().ok_or("a line of no cart")?;
    let lines: Vec<_> = cart.lines.iter().filter(|line| line.key == Some(*key)).collect();
    let [line] = lines.as_slice() else { return Err(format!("{} lines have the key {}", lines.len(), key.0)) };
    if line.quantity != Some(previous) {
        return Err(format!("the line has {:?} pieces, not {previous}", line.quantity));
    }
    match quantity {
        Some(0) => Err("0 pieces".to_owned()),
        Some(more) if more > previous && (more > 99 || line.max.is_some_and(|max| more > max)) => {
            Err(format!("{more} pieces of at most {:?}", line.max))
        }
        _ => Ok(()),
    }
}
