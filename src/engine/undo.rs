//! Taking a change back: the inverse of what really happened, computed from the cart before it, and itself verified.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::action::Action;
use super::cart::{Cart, Country, Line};
use super::clock::Policy;
use super::deed::{describe, product_of};
use super::outcome::{Code, OutcomeId};
use super::product::Product;
use super::verify::{holds, is_named, same_article};

/// What takes a change back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Inverse {
    /// So many pieces of a product less.
    Less { product: Rc<Product>, variant: Option<usize>, pieces: u32 },
    /// What a line held that went.
    More { line: Rc<Line>, pieces: u32 },
    /// The line back to its earlier quantity, or back at all.
    Restore { line: Rc<Line>, pieces: u32 },
    /// The country of before.
    Country(Country),
    /// Each of these that is still possible.
    Plan(Vec<Inverse>),
}

/// A change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Undoable {
    /// Its outcome.
    pub outcome: OutcomeId,
    inverse: Inverse,
}

impl Undoable {
    /// How to take back what an action really changed; `None` where nothing can be.
    #[must_use]
    pub fn of(outcome: OutcomeId, action: &Action, before: &Cart, delta: i64) -> Option<Self> {
        let inverse = match action {
            Action::Add { product, variant, .. } => {
                let pieces = u32::try_from(delta).ok().filter(|pieces| *pieces > 0)?;
                Inverse::Less { product: product.clone(), variant: *variant, pieces }
            }
            Action::SetQuantity { key, .. } | Action::Remove { key } => {
                let line = before.line(*key)?.clone();
                let pieces = line.quantity.filter(|pieces| *pieces > 0 && delta != 0)?;
                if delta == -i64::from(pieces) {
                    Inverse::More { line, pieces }
                } else {
                    Inverse::Restore { line, pieces }
                }
            }
            Action::Clear => {
                let mut all = Vec::new();
                for line in &before.lines {
                    if let Some(pieces) = line.quantity {
                        all.push(Inverse::More { line: line.clone(), pieces });
                    }
                }
                Inverse::Plan(all)
            }
            Action::SetCountry(country) => {
                let earlier = before.country().filter(|earlier| earlier != country)?;
                Inverse::Country(earlier)
            }
            Action::Plan(_) | Action::Checkout => return None,
        };
        Some(Self { outcome, inverse })
    }

    /// What takes back those rows of a plan that changed something; `None` where nothing can be.
    #[must_use]
    pub fn of_all(outcome: OutcomeId, rows: Vec<Option<Self>>) -> Option<Self> {
        let mut all = Vec::new();
        for row in rows.into_iter().flatten() {
            all.push(row.inverse);
        }
        if all.is_empty() { None } else { Some(Self { outcome, inverse: Inverse::Plan(all) }) }
    }

    /// The action that takes it back, against the cart as it is now.
    pub fn action(&self, cart: &Cart, policy: &Policy) -> Result<Action, Code> {
        self.inverse.action(cart, policy)
    }

    /// Whether this action, or this row of a plan, still takes it back.
    #[must_use]
    pub fn still_is(&self, action: &Action, cart: &Cart, policy: &Policy) -> bool {
        let is = |inverse: &Inverse| inverse.action(cart, policy).is_ok_and(|now| now.does_the_same(action));
        match &self.inverse {
            Inverse::Plan(all) => all.iter().any(is),
            one => is(one),
        }
    }
}

impl Inverse {
    fn action(&self, cart: &Cart, policy: &Policy) -> Result<Action, Code> {
        match self {
            Inverse::Country(country) => Ok(Action::SetCountry(*country)),
            Inverse::Plan(all) => {
                let mut steps = Vec::new();
                for one in all {
                    if let Ok(step) = one.action(cart, policy)
                        && describe(&step, Some(cart), policy).is_ok()
                    {
                        steps.push(step);
                    }
                }
                if steps.is_empty() { Err(Code::LineNotFound) } else { Ok(Action::Plan(steps)) }
            }
            Inverse::Less { product, variant, pieces } => {
                let chosen = variant.and_then(|at| product.variants.get(at));
                let held = only(cart, &|line| holds(line, product, chosen))?;
                let line = match held {
                    Some(line) => line,
                    None => only(cart, &|line| is_named(line, product, chosen))?.ok_or(Code::LineNotFound)?,
                };
                let (Some(key), Some(quantity)) = (line.key, line.quantity) else { return Err(Code::LineNotFound) };
                Ok(match quantity.saturating_sub(*pieces) {
                    0 => Action::Remove { key },
                    rest => Action::SetQuantity { key, quantity: rest },
                })
            }
            Inverse::More { line, pieces } => Ok(put_back(line, *pieces)),
            Inverse::Restore { line, pieces } => {
                // The key may name another article by now.
                let same = |other: &Line| same_article(other, line);
                let here = line.key.and_then(|key| cart.line(key)).filter(|line| same(line));
                let here = match here {
                    Some(line) => Some(&**line),
                    None => only(cart, &same)?,
                };
                if let Some(line) = here {
                    let key = line.key.ok_or(Code::LineNotFound)?;
                    return Ok(Action::SetQuantity { key, quantity: *pieces });
                }
                Ok(put_back(line, *pieces))
            }
        }
    }
}

fn put_back(line: &Line, quantity: u32) -> Action {
    let (product, variant) = product_of(line);
    Action::Add { product, variant, quantity }
}

/// The one line of which this is so, if it is so of any; more than one are too many.
fn only<'c>(cart: &'c Cart, is: &dyn Fn(&Line) -> bool) -> Result<Option<&'c Line>, Code> {
    let mut found = None;
    for line in &cart.lines {
        if is(line) && found.replace(&**line).is_some() {
            return Err(Code::LineNotFound);
        }
    }
    Ok(found)
}
