//! I13 (caps): nothing above a cap is offered, or called, because of a proposal.
//!
//! What is drawn on an open card that is not the shopper's own wish, and what the host is called for in the name of another
//! than the shopper, leads to no line above the largest quantity or value, and to no cart above its value, by the cart that
//! the host told last. Of a plan all rows that add pieces count together, ticked or not. Within any minute no more proposals
//! are taken than may be, and of no other kind; a proposal that is not refused is taken. What takes a change back for code
//! may be of any kind.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::caps::{Caps, PARTS};
use handcart::engine::cart::{Cart, Key, Line};
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::Event;
use handcart::engine::outcome::Deed;
use handcart::engine::row::Tick;
use handcart::engine::view::Stage;

use super::record::Record;
use crate::common::sim::Moment;

/// The catalogue's price of every article.
const PRICE: i64 = 20;

/// So many pieces of one article more than there were, at so much each.
struct Gain {
    before: u32,
    after: u32,
    price: i64,
}

pub fn check(record: &Record, caps: &Caps) -> Result<(), (&'static str, String)> {
    let broken = |why: String| Err(("I13", why));
    let mut taken: Vec<(u64, u32, Vec<&str>)> = Vec::new();
    for (place, (at, moment)) in record.alive().iter().enumerate() {
        match moment {
            Moment::Lost => taken.clear(),
            Moment::Drew(drawn) => {
                for ask in drawn.asks.iter().filter(|ask| ask.stage != Stage::Working && ask.source != Source::Shopper)
                {
                    let gains = of_deed(&ask.deed, drawn.cart.as_deref());
                    if let Some(why) = above(&gains, drawn.cart.as_deref(), caps) {
                        return broken(format!("card {} is above a cap: {why}", ask.id.0));
                    }
                }
            }
            Moment::Out(Effect::Mutate(_, call, operation)) if operation.source != Source::Shopper => {
                let cart = record.told_at(place).map(|cart| &**cart);
                if let Some(why) = above(&of_call(call, cart), cart, caps) {
                    return broken(format!("{call:?} is above a cap: {why}"));
                }
            }
            Moment::In(Event::Proposals(all)) => {
                for proposed in all {
                    let (Some(reply), Ok(action)) = (proposed.reply, &proposed.action) else { continue };
                    taken.push((*at, reply, names(action)));
                }
            }
            Moment::Out(Effect::Refuse(Some(reply), _)) => taken.retain(|(_, other, _)| other != reply),
            _ => {}
        }
    }
    if record.destroyed.is_some() {
        return Ok(());
    }
    let forbidden = |name: &&str| !caps.actions.is_empty() && !caps.actions.iter().any(|allowed| **allowed == **name);
    if let Some((_, reply, names)) = taken.iter().find(|(_, _, names)| names.iter().any(&forbidden)) {
        return broken(format!("proposal {reply} is of a kind that is not allowed: {names:?}"));
    }
    let most = caps.minute.map_or(usize::MAX, |most| most as usize);
    for (at, _, _) in &taken {
        let within = taken.iter().filter(|(other, _, _)| (*at..*at + 60_000).contains(other)).count();
        if within > most {
            return broken(format!("{within} proposals were taken in the minute after {at}"));
        }
    }
    Ok(())
}

fn names(action: &Action) -> Vec<&'static str> {
    if let Action::Plan(steps) = action { steps.iter().map(Action::name).collect() } else { vec![action.name()] }
}

fn line(cart: Option<&Cart>, key: Key) -> Option<&Rc<Line>> {
    cart?.lines.iter().find(|line| line.key == Some(key))
}

/// The shop's prices rise; what is not in the cart yet is at the price that it was proposed with.
fn price(cart: Option<&Cart>, id: &str) -> i64 {
    let held = cart.into_iter().flat_map(|cart| &cart.lines).filter(|line| *line.product == *id);
    held.filter_map(|line| line.amount).fold(PRICE * PARTS, i64::max)
}

fn of_deed(deed: &Deed, cart: Option<&Cart>) -> Vec<Gain> {
    let gain = |price| vec![Gain { before: deed.before, after: deed.after, price }];
    match &deed.action {
        Action::Plan(_) => {
            let rows = deed.rows.iter().filter(|row| row.tick != Tick::Gone);
            rows.flat_map(|row| of_deed(&row.deed, cart)).collect()
        }
        Action::Add { product, variant, .. } => {
            let id = variant.map_or(&product.id, |at| &product.variants[at].id);
            gain(price(cart, id))
        }
        Action::SetQuantity { key, .. } => gain(line(cart, *key).and_then(|line| line.amount).unwrap_or(0)),
        _ => Vec::new(),
    }
}

fn of_call(call: &Call, cart: Option<&Cart>) -> Vec<Gain> {
    match call {
        Call::Add { product, quantity, .. } => {
            let held = cart.into_iter().flat_map(|cart| &cart.lines).filter(|line| line.product == *product);
            let before = held.filter_map(|line| line.quantity).sum();
            vec![Gain { before, after: before + quantity, price: price(cart, product) }]
        }
        Call::SetQuantity { key, quantity, previous } => {
            let price = line(cart, *key).and_then(|line| line.amount).unwrap_or(0);
            vec![Gain { before: *previous, after: *quantity, price }]
        }
        _ => Vec::new(),
    }
}

fn above(gains: &[Gain], cart: Option<&Cart>, caps: &Caps) -> Option<String> {
    let gains: Vec<_> = gains.iter().filter(|gain| gain.after > gain.before).collect();
    let more: i64 = gains.iter().map(|gain| gain.price * i64::from(gain.after - gain.before)).sum();
    let total = cart.and_then(|cart| cart.amounts.total).unwrap_or(0.0) as i64 * PARTS;
    for gain in &gains {
        if gain.after > caps.quantity {
            return Some(format!("{} pieces of at most {}", gain.after, caps.quantity));
        }
        let worth = gain.price * i64::from(gain.after);
        if caps.line.is_some_and(|limit| worth > limit) {
            return Some(format!("a line of {worth}"));
        }
    }
    (!gains.is_empty() && caps.cart.is_some_and(|limit| total + more > limit))
        .then(|| format!("a cart of {}", total + more))
}
