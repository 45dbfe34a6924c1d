//! A trace as lines that a person reads.

use std::fmt::Write;
use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::Cart;
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Deed, Outcome};

use super::sim::{Moment, Trace};

/// The whole trace.
pub fn transcript(trace: &Trace) -> String {
    let mut text = String::new();
    for (at, moment) in trace {
        let line = match moment {
            Moment::In(event) => format!("  {}", happened(event)),
            Moment::Out(Effect::Announce(..) | Effect::Focus(_)) => continue,
            Moment::Out(effect) => format!("      -> {}", asked(effect)),
            Moment::Drew(drawn) => {
                let asks = drawn.asks.iter().map(|ask| format!(" [{}.{} {:?}]", ask.id.0, ask.rev, ask.stage));
                let cart = drawn.cart.as_deref().map_or("no cart".to_owned(), goods);
                let freshness = drawn.freshness.map_or(String::new(), |how| format!("{how:?} "));
                format!(
                    "      == {freshness}{cart}{}{}",
                    if drawn.busy { " busy" } else { "" },
                    asks.collect::<String>()
                )
            }
            Moment::Lost => "  -- the instance is lost --".to_owned(),
            Moment::Drain => "  -- nothing more happens of itself --".to_owned(),
        };
        let _written = writeln!(text, "{:>9.3} {line}", *at as f64 / 1_000.0);
    }
    text
}

/// What lies in a cart.
pub fn goods(cart: &Cart) -> String {
    let line = |line: &Rc<handcart::engine::cart::Line>| {
        let key = line.key.map_or("?".to_owned(), |key| key.0.to_string());
        format!("{} {} (#{key})", line.quantity.map_or("?".to_owned(), |n| n.to_string()), line.product)
    };
    format!("{{{}}}", cart.lines.iter().map(line).collect::<Vec<_>>().join(", "))
}

fn deed(action: &Action) -> String {
    match action {
        Action::Add { product, variant, quantity } => {
            let variant = variant.and_then(|at| product.variants.get(at)).map_or(&product.id, |variant| &variant.id);
            format!("add {quantity} {variant}")
        }
        Action::SetQuantity { key, quantity } => format!("set #{} to {quantity}", key.0),
        Action::Remove { key } => format!("remove #{}", key.0),
        Action::SetCountry(country) => format!("country {}", String::from_utf8_lossy(&country.0)),
        Action::Plan(steps) => steps.iter().map(deed).collect::<Vec<_>>().join(" and "),
        Action::Clear => "clear".to_owned(),
        Action::Checkout => "checkout".to_owned(),
    }
}

fn happened(event: &Event) -> String {
    match event {
        Event::CartChanged { operation: None } => "event".to_owned(),
        Event::CartChanged { operation: Some(id) } => format!("event of operation {id}"),
        Event::CartRead(ticket, Ok(cart)) => format!("read {} ends: {}", ticket.0, goods(cart)),
        Event::CartRead(ticket, Err(_)) => format!("read {} fails", ticket.0),
        Event::MutationSettled(ticket, answer) => {
            let cart = answer.cart.as_deref().map_or(String::new(), |cart| format!(" {}", goods(cart)));
            format!("change {} ends: {:?}{cart}", ticket.0, answer.said)
        }
        Event::Proposals(all) => {
            let one = |proposed: &handcart::engine::action::Proposed| match &proposed.action {
                Ok(action) => format!("{} (reply {:?}, id {:?})", deed(action), proposed.reply, proposed.id),
                Err(refusal) => format!("broken: {:?}", refusal.code),
            };
            format!("proposed: {}", all.iter().map(one).collect::<Vec<_>>().join("; "))
        }
        Event::Answered(ticket, Ok(turn)) => {
            format!("the agent answers {}: {} proposals", ticket.0, turn.proposals.len())
        }
        Event::Heard(ticket, heard) => format!("heard of the agent for {}: {heard:?}", ticket.0),
        Event::Told(turn) => format!("the agent says unasked: {} proposals", turn.proposals.len()),
        Event::Did(Gesture::Confirm(id, rev, trusted)) => {
            format!("press {}.{rev}{}", id.0, if *trusted { "" } else { " by a script" })
        }
        Event::Did(gesture) => format!("did {gesture:?}"),
        other => format!("{other:?}"),
    }
}

fn asked(effect: &Effect) -> String {
    match effect {
        Effect::ReadCart(ticket) => format!("read {}", ticket.0),
        Effect::Mutate(ticket, call, operation) => {
            format!("change {} (operation {}): {}", ticket.0, operation.id, called(call))
        }
        Effect::Report(reply, outcome) => format!("report {reply:?}: {}", ended(outcome)),
        Effect::Refuse(reply, refusal) => format!("refuse {reply:?}: {:?}", refusal.code),
        Effect::TellChanged(outcome, cart) => format!("tell the page: outcome {}, {}", outcome.id.0, goods(cart)),
        Effect::ReadEnded(reader, cart) => {
            format!("refresh {reader} ends: {}", cart.as_deref().map_or("nothing".to_owned(), goods))
        }
        Effect::Ask(ticket, words, _) => format!("ask the agent {}: {words}", ticket.0),
        other => format!("{other:?}"),
    }
}

/// A call of the host.
pub fn called(call: &Call) -> String {
    match call {
        Call::Add { product, quantity, .. } => format!("add {quantity} {product}"),
        Call::Remove { key, .. } => format!("remove #{}", key.0),
        Call::SetQuantity { key, quantity, .. } => format!("set #{} to {quantity}", key.0),
        Call::Clear => "clear".to_owned(),
        Call::SetCountry(country) => format!("country {}", String::from_utf8_lossy(&country.0)),
    }
}

/// An outcome in one line.
pub fn ended(outcome: &Outcome) -> String {
    let Deed { action, .. } = &*outcome.deed;
    let lines = outcome.lines.iter().map(|line| format!(" [{}]", ended(line))).collect::<String>();
    format!("{} {} {:?} {:+}{lines}", outcome.id.0, deed(action), outcome.verdict, outcome.delta)
}
