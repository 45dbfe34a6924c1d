//! The rows of a plan on its card: which of them are ticked, with what quantity and variant, and what a newly read cart means
//! for them.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Action;
use super::caps::KNOWN;
use super::cart::{Cart, Key, Stock, Text};
use super::clock::Policy;
use super::deed::describe;
use super::outcome::{Code, Deed, Outcome};
use super::planted::{Fault, planted};
use super::product::{Picked, Product};
use super::propose::{Open, Review, difference};
use super::undo::Undoable;
use super::verify::{holds, is_named};
use super::view::{Difference, Stage};

/// A product whose variant is chosen on a card, with the value chosen for each option.
pub type Choosing = Option<(Rc<Product>, Vec<Option<u8>>)>;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its facts.
    pub deed: Rc<Deed>,
    /// Whether it runs.
    pub tick: Tick,
    /// For an add with options: what is chosen.
    pub choosing: Choosing,
    /// The largest quantity that can be set here; 0 where it is not to be changed.
    pub most: u32,
    /// Quantities are multiples of this.
    pub step: u32,
    /// What changed since it was first shown.
    pub changed: Option<Difference>,
}

/// The state of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tick {
    /// It runs when the deed is pressed; after the press it waits for its turn, or runs.
    On,
    /// The shopper left it out.
    Off,
    /// It does not apply any longer.
    Gone,
    /// It has run.
    Done(Rc<Outcome>),
}

impl Row {
    /// Whether it is ticked, and has not run.
    #[must_use]
    pub fn is_on(&self) -> bool {
        matches!(self.tick, Tick::On)
    }

    /// Whether it no longer applies.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self.tick, Tick::Gone)
    }
}

/// The plan that these rows are.
#[inline(never)]
pub fn whole(rows: Vec<Row>, cart: Option<&Cart>) -> Deed {
    let mut steps = Vec::new();
    for row in &rows {
        steps.push(row.deed.action.clone());
    }
    let mut deed = Deed::of(Action::Plan(steps), cart);
    (deed.before, deed.after) = (deed.count_now, deed.count_now);
    deed.rows = rows;
    deed
}

/// What the shopper does to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Ticks it, or takes the tick away.
    Tick(bool),
    /// Sets its quantity.
    Quantity(u32),
    /// Chooses a value of an option.
    Choose(u32, u8),
}

/// What is to be chosen on a card for this action.
pub fn choosing(action: &Action) -> Choosing {
    match action {
        // A proposal that names its variant is a proposal of exactly that one, unless it cannot be bought.
        Action::Add { product, variant, .. } if !product.options.is_empty() => {
            let sold_out = |at: &usize| product.variants.get(*at).is_some_and(|one| one.stock == Stock::Out);
            let named = variant.is_some() && !variant.as_ref().is_some_and(sold_out);
            (!named).then(|| (product.clone(), product.start(*variant)))
        }
        _ => None,
    }
}

/// A plan, all its rows ticked; or why one of them does not apply.
pub fn plan(steps: &[Action], cart: Option<&Cart>, policy: &Policy) -> Result<Rc<Deed>, Code> {
    let mut rows = Vec::new();
    for action in steps {
        if !matches!(action, Action::Add { .. } | Action::SetQuantity { .. } | Action::Remove { .. }) {
            return Err(Code::NotSupported);
        }
        let deed = describe(action, cart, policy)?;
        let (most, step) = bounds(action, cart, policy);
        rows.push(Row { deed, tick: Tick::On, choosing: choosing(action), most, step, changed: None });
    }
    for at in 0..rows.len() {
        settle(&mut rows, at, cart, policy);
    }
    Ok(Rc::new(whole(rows, cart)))
}

/// The largest quantity that can be set in a row, and its step.
fn bounds(action: &Action, cart: Option<&Cart>, policy: &Policy) -> (u32, u32) {
    if let Action::Remove { .. } = action {
        return (0, 1);
    }
    let line = line_of(action).and_then(|key| cart?.line(key));
    let cap = policy.proposed();
    line.map_or((cap, 1), |line| {
        let most = line.max.unwrap_or(cap).min(cap);
        (most.max(line.quantity.unwrap_or(0)), line.step)
    })
}

/// Whether a plan can be proposed so: not too long, and no two rows about the same article, so that each can be taken back
/// without the others.
pub fn admit(steps: &[Action], cart: Option<&Cart>, policy: &Policy) -> Result<(), Code> {
    if steps.is_empty() || steps.len() > policy.plan {
        return Err(Code::Policy);
    }
    for (at, action) in steps.iter().enumerate() {
        if steps.iter().skip(at + 1).any(|other| meet(action, other, cart)) {
            return Err(Code::Conflict);
        }
    }
    Ok(())
}

/// Whether two rows are about the same article.
fn meet(a: &Action, b: &Action, cart: Option<&Cart>) -> bool {
    match (line_of(a), line_of(b)) {
        (Some(a), Some(b)) => a == b,
        (Some(key), None) => lies_in(b, key, cart),
        (None, Some(key)) => lies_in(a, key, cart),
        (None, None) => goods(a).is_some() && goods(a) == goods(b),
    }
}

/// The line that a row addresses.
fn line_of(action: &Action) -> Option<Key> {
    match action {
        Action::SetQuantity { key, .. } | Action::Remove { key } => Some(*key),
        _ => None,
    }
}

/// What the host would get first for an add; `None` while its variant is not chosen.
fn goods(action: &Action) -> Option<&Text> {
    let Action::Add { product, variant, .. } = action else { return None };
    match variant {
        Some(at) => product.variants.get(*at).map(|variant| &variant.id),
        None => product.options.is_empty().then_some(&product.id),
    }
}

/// Whether an add is of what this line holds.
fn lies_in(action: &Action, key: Key, cart: Option<&Cart>) -> bool {
    let Action::Add { product, variant, .. } = action else { return false };
    if goods(action).is_none() {
        return false;
    }
    let chosen = variant.and_then(|at| product.variants.get(at));
    let line = cart.and_then(|cart| cart.line(key));
    line.is_some_and(|line| holds(line, product, chosen) || is_named(line, product, chosen))
}

/// Brings a row in line with the values chosen in it. A variant that stands in another row is not taken.
fn settle(rows: &mut [Row], at: usize, cart: Option<&Cart>, policy: &Policy) {
    let Some(row) = rows.get(at) else { return };
    let (Some((product, chosen)), Action::Add { quantity, .. }) = (&row.choosing, &row.deed.action) else { return };
    let variant = match product.pick(chosen) {
        Picked::Variant(at) => Some(at),
        _ => None,
    };
    let mut action = Action::Add { product: product.clone(), variant, quantity: *quantity };
    let mut taken = false;
    for (other, row) in rows.iter().enumerate() {
        taken |= other != at && !row.is_gone() && meet(&action, &row.deed.action, cart);
    }
    if let Action::Add { variant, .. } = &mut action
        && taken
    {
        *variant = None;
    }
    if let (Ok(deed), Some(row)) = (describe(&action, cart, policy), rows.get_mut(at)) {
        row.deed = deed;
    }
}

/// What stands in the way of the deed, beside time.
pub fn missing(rows: &[Row]) -> Option<Stage> {
    let mut none = true;
    for row in rows {
        if !row.is_on() {
            continue;
        }
        none = false;
        let chosen = row.choosing.as_ref().map(|(product, chosen)| product.pick(chosen));
        match (chosen, &row.deed.action) {
            (Some(Picked::Missing(option)), _) => return Some(Stage::Missing(option)),
            (Some(Picked::Gone), _) => return Some(Stage::Gone),
            (Some(Picked::Variant(_)), Action::Add { variant: None, .. }) => return Some(Stage::Twice),
            _ => {}
        }
    }
    none.then_some(Stage::Nothing)
}

/// The shopper changes a row: a quantity that leads above a cap becomes the largest that does not, and a variant that does is
/// not taken. Returns whether anything is another way than before.
pub fn edit(open: &mut Open, at: usize, mut edit: Edit, cart: Option<&Cart>, policy: &Policy) -> bool {
    if !KNOWN {
        return change(open, at, edit, cart, policy);
    }
    let shown = open.deed.clone();
    let most = shown.rows.get(at).map_or(0, |row| row.most);
    while change(open, at, edit, cart, policy) {
        match &mut edit {
            Edit::Quantity(pieces) if *pieces > 1 && open.is_above(cart, policy) => *pieces = most.min(*pieces) - 1,
            Edit::Choose(..) if open.is_above(cart, policy) => {
                open.deed = shown;
                return false;
            }
            _ => return true,
        }
    }
    false
}

fn change(open: &mut Open, at: usize, edit: Edit, cart: Option<&Cart>, policy: &Policy) -> bool {
    let mut rows = open.deed.rows.clone();
    let Some(row) = rows.get_mut(at).filter(|row| !row.is_gone()) else { return false };
    match edit {
        Edit::Tick(on) => row.tick = if on { Tick::On } else { Tick::Off },
        Edit::Quantity(pieces) => {
            let mut action = row.deed.action.clone();
            let (Action::Add { quantity, .. } | Action::SetQuantity { quantity, .. }) = &mut action else {
                return false;
            };
            if row.most == 0 {
                return false;
            }
            *quantity = pieces.clamp(1, row.most);
            let Ok(now) = describe(&action, cart, policy) else { return false };
            row.deed = now;
        }
        Edit::Choose(option, value) => {
            let Some((_, chosen)) = &mut row.choosing else { return false };
            let Some(slot) = chosen.get_mut(option as usize) else { return false };
            *slot = Some(value);
            for at in 0..rows.len() {
                settle(&mut rows, at, cart, policy);
            }
        }
    }
    open.deed = Rc::new(whole(rows, cart));
    true
}

/// A cart was read. A row that does not apply any longer is marked; when none is left the plan is gone.
pub fn review(open: &mut Open, undoes: Option<&Undoable>, cart: &Cart, policy: &Policy) -> Review {
    if planted(Fault::OldFacts) {
        return Review::Same;
    }
    let mut rows = open.deed.rows.clone();
    let (mut any, mut other, mut price) = (false, false, None);
    for row in &mut rows {
        if row.is_gone() {
            continue;
        }
        let now = describe(&row.deed.action, Some(cart), policy).ok();
        let back = undoes.is_none_or(|undoable| undoable.still_is(&row.deed.action, cart, policy));
        let now = now.filter(|now| back && now.name == row.deed.name && now.variant == row.deed.variant);
        let Some(now) = now else {
            (row.tick, other) = (Tick::Gone, true);
            continue;
        };
        any = true;
        if row.most > 0 {
            let bounds = bounds(&now.action, Some(cart), policy);
            other |= bounds != (row.most, row.step);
            (row.most, row.step) = bounds;
        }
        if !now.says_the_same(&row.deed) {
            row.changed = Some(difference(row.changed.take(), &row.deed, &now));
            row.deed = now;
            other = true;
        }
        if let Some(changed) = &row.changed {
            price = price.or_else(|| changed.price.clone());
        }
    }
    if !any {
        return Review::Gone;
    }
    if !other {
        return Review::Same;
    }
    let now = Rc::new(whole(rows, Some(cart)));
    open.changed = Some(Difference { price, ..difference(open.changed.take(), &open.deed, &now) });
    open.deed = now;
    Review::Changed
}
