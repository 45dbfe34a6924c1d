//! I1 (exact consent), I2 (at most once) and I3 (what is shown is what runs), as an observer sees them.
//!
//! A call is charged to the first consent that it fits and that is not older than the last one charged. A consent is a
//! press on a card as it was drawn, still for 500 ms and in time, which is drawn as working from then on; a step on a line; an undo. Of all
//! presses on one card, or on one undo, one pays.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Key, Text};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::effect::Call;
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Deed, Outcome, OutcomeId};
use handcart::engine::row::Tick;
use handcart::engine::view::{Ask, Stage};

/// One call that a consent pays for. A line is named by its key and the article that it held.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Due {
    Add(Text, u32),
    Set(Key, Text, u32),
    Remove(Key, Text),
    /// So many pieces of an article fewer.
    Less(Text, i64),
    /// An article back at so many pieces.
    Back(Text, u32),
    Clear,
}

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Pressed {
    Card(ProposalId),
    Undo(OutcomeId),
    Line,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Consent {
    pub by: Pressed,
    pub dues: Vec<Due>,
}

fn name(cart: Option<&Cart>, key: Key) -> Option<Text> {
    let cart = cart?;
    cart.line(key).map(|line| line.product.clone())
}

/// The calls that a card stands for, as its facts say. `cart`: what the host has told.
pub fn of_deed(deed: &Deed, cart: Option<&Cart>) -> Vec<Due> {
    let one = |due: Option<Due>| due.into_iter().collect();
    match &deed.action {
        Action::Add { product, quantity, .. } => vec![Due::Add(product.id.clone(), *quantity)],
        Action::SetQuantity { key, quantity } => one(name(cart, *key).map(|it| Due::Set(*key, it, *quantity))),
        Action::Remove { key } => one(name(cart, *key).map(|it| Due::Remove(*key, it))),
        Action::Clear => {
            let goes = deed.goes.iter().filter_map(|goes| Some((goes.key?, name(cart, goes.key?)?)));
            goes.map(|(key, it)| Due::Remove(key, it)).chain([Due::Clear]).collect()
        }
        Action::Plan(_) => {
            let ticked = deed.rows.iter().filter(|row| row.tick == Tick::On);
            ticked.flat_map(|row| of_deed(&row.deed, cart)).collect()
        }
        Action::SetCountry(_) | Action::Checkout => Vec::new(),
    }
}

/// The calls that take an outcome back. `before`: the cart before it.
pub fn of_undo(outcome: &Outcome, before: &Cart) -> Vec<Due> {
    let back = |key: Key| {
        let line = before.line(key)?;
        Some(Due::Back(line.product.clone(), line.quantity?))
    };
    match &outcome.deed.action {
        Action::Add { product, .. } => vec![Due::Less(product.id.clone(), outcome.delta)],
        Action::SetQuantity { key, .. } | Action::Remove { key } => back(*key).into_iter().collect(),
        Action::Clear => before.lines.iter().filter_map(|line| back(line.key?)).collect(),
        Action::Plan(_) | Action::SetCountry(_) | Action::Checkout => Vec::new(),
    }
}

/// Whether a call is exactly this. `cart`: what the host has told.
fn pays(due: &Due, call: &Call, cart: Option<&Cart>) -> bool {
    let holds = |key: Key, article: &Text| name(cart, key).is_some_and(|name| name == *article);
    match (due, call) {
        (Due::Add(id, pieces), Call::Add { product, quantity, .. }) => id == product && pieces == quantity,
        (Due::Set(line, it, pieces), Call::SetQuantity { key, quantity, .. }) => {
            line == key && pieces == quantity && holds(*key, it)
        }
        (Due::Remove(line, it), Call::Remove { key, .. }) => line == key && holds(*key, it),
        (Due::Less(it, pieces), Call::SetQuantity { key, quantity, previous }) => {
            i64::from(*previous) - i64::from(*quantity) == *pieces && holds(*key, it)
        }
        (Due::Less(it, pieces), Call::Remove { key, previous }) => i64::from(*previous) <= *pieces && holds(*key, it),
        (Due::Back(it, pieces), Call::SetQuantity { key, quantity, .. }) => pieces == quantity && holds(*key, it),
        (Due::Back(it, pieces), Call::Add { product, quantity, .. }) => it == product && pieces == quantity,
        (Due::Clear, Call::Clear) => true,
        _ => false,
    }
}

/// Charges a call to the first consent that it fits, and says which. Older ones are over, and so is every other press on
/// the same thing.
pub fn charge(consents: &mut Vec<Consent>, call: &Call, cart: Option<&Cart>) -> Option<Pressed> {
    let fits = |consent: &Consent| consent.dues.iter().position(|due| pays(due, call, cart));
    let (at, due) = consents.iter().enumerate().find_map(|(at, one)| Some((at, fits(one)?)))?;
    let mut paid = consents[at].clone();
    paid.dues.remove(due);
    consents.drain(..=at);
    consents.retain(|other| paid.by == Pressed::Line || other.by != paid.by);
    let by = paid.by;
    if !paid.dues.is_empty() {
        consents.insert(0, paid);
    }
    Some(by)
}

/// A card as an observer knows it.
#[derive(Clone, Debug)]
pub struct Card {
    /// As it is drawn.
    pub ask: Rc<Ask>,
    /// It has been still from then on.
    armed: Millis,
    expires: Millis,
}

impl Hash for Card {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // What is drawn is the engine's, which is hashed itself.
        (self.armed, self.expires).hash(state);
    }
}

impl Card {
    /// A card that is drawn, given how it was drawn before. `own`: the shopper changed it.
    pub fn drawn(now: Millis, ask: &Rc<Ask>, before: Option<&Self>, own: bool, policy: &Policy) -> Self {
        let still = before.filter(|card| own || card.says(ask));
        Self {
            ask: ask.clone(),
            armed: still.map_or(now + policy.arming, |card| card.armed),
            expires: before.map_or(now + policy.prompt, |card| card.expires),
        }
    }

    /// It said that it lapses soon, and is kept: its time begins anew.
    pub fn keep(&mut self, now: Millis, policy: &Policy) -> bool {
        let keeps = self.ask.soon && self.is_open() && self.in_time(now);
        if keeps {
            self.expires = now + policy.prompt;
        }
        keeps
    }

    /// Whether it says truly that it lapses soon.
    pub fn warns_well(&self, now: Millis, policy: &Policy) -> bool {
        self.ask.soon == (now + policy.warning >= self.expires)
    }

    /// Something on the screen moved.
    pub fn moved(&mut self, now: Millis, policy: &Policy) {
        self.armed = now + policy.arming;
    }

    fn says(&self, ask: &Ask) -> bool {
        self.ask.deed == ask.deed && self.ask.choosing == ask.choosing
    }

    /// Whether this drawing says what the one before said, if it has the same revision.
    pub fn keeps_its_word(&self, ask: &Ask) -> bool {
        self.ask.rev != ask.rev || self.says(ask)
    }

    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        self.ask.stage != Stage::Working
    }

    /// Whether its time is not over.
    pub fn in_time(&self, now: Millis) -> bool {
        now < self.expires
    }

    /// Whether a press on this drawing is a consent.
    pub fn counts(&self, now: Millis, rev: u32, trusted: bool) -> bool {
        trusted && rev == self.ask.rev && self.is_open() && now >= self.armed && self.in_time(now)
    }
}

/// What on an open card is not so in the cart that is drawn with it.
pub fn differs(deed: &Deed, cart: &Cart) -> bool {
    if deed.total_now.as_ref() != Some(&cart.total) || deed.count_now != cart.count {
        return true;
    }
    match &deed.action {
        Action::SetQuantity { key, .. } | Action::Remove { key } => cart.line(*key).is_none_or(|line| {
            line.name != deed.name || line.quantity != Some(deed.before) || Some(&line.price) != deed.price.as_ref()
        }),
        Action::Add { product, .. } => {
            let lines = cart.lines.iter().filter(|line| line.product == product.id);
            lines.filter_map(|line| line.quantity).sum::<u32>() != deed.before
        }
        Action::Clear => {
            let listed = deed.goes.iter().map(|goes| (goes.key, &goes.name, goes.quantity));
            !listed.eq(cart.lines.iter().map(|line| (line.key, &line.name, line.quantity)))
        }
        Action::Plan(_) => {
            let there = deed.rows.iter().filter(|row| matches!(row.tick, Tick::On | Tick::Off));
            there.into_iter().any(|row| differs(&row.deed, cart))
        }
        Action::SetCountry(_) | Action::Checkout => false,
    }
}
