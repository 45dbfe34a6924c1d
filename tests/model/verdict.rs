//! The outcome agrees with the carts: the pieces of the article in question before the first call of an action, and when it
//! ended. Each row of a plan is an action of its own; the plan is their sum.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Key};
use handcart::engine::outcome::{Outcome, Verdict};

type Wrong = Option<&'static str>;

/// A call, as far as its verdict goes. A cart is absent where the host's last word was none.
#[derive(Clone, Hash, Debug)]
struct Doing {
    operation: u32,
    before: Option<Rc<Cart>>,
    late: bool,
    yes: bool,
    /// The cart that ended it: that of the answer, or of the first read after it.
    after: Option<Option<Rc<Cart>>>,
}

/// Calls whose action has not been told of, and those of which is not known whether the shop did what was asked.
#[derive(Clone, Hash, Default, Debug)]
pub struct Doings {
    open: Vec<Doing>,
    unsure: Vec<Doing>,
}

impl Doings {
    /// Whether the next call goes on with the action of the last one.
    pub fn goes_on(&self) -> bool {
        self.open.last().is_some_and(|doing| doing.after.is_none())
    }

    /// Whether a call was made of which no outcome told yet.
    pub fn in_hand(&self) -> bool {
        !self.open.is_empty()
    }

    /// The host is called. `cart`: what it has told.
    pub fn called(&mut self, operation: u32, cart: Option<Rc<Cart>>) {
        self.open.push(Doing { operation, before: cart, late: false, yes: false, after: None });
    }

    /// The last call was answered, with a cart that counts or without.
    pub fn answered(&mut self, yes: bool, cart: Option<&Rc<Cart>>) {
        if let Some(doing) = self.open.last_mut() {
            doing.yes = yes;
            doing.after = cart.map(|cart| Some(cart.clone()));
        }
    }

    /// The last call was given up.
    pub fn timed_out(&mut self) {
        self.open.iter_mut().last().into_iter().for_each(|doing| doing.late = true);
    }

    /// A read ended.
    pub fn read_ended(&mut self, cart: Option<&Rc<Cart>>) {
        if let Some(doing) = self.open.last_mut().filter(|doing| doing.after.is_none()) {
            doing.after = Some(cart.cloned());
        }
    }

    /// An action has ended. Returns what is wrong with that, and, of each part of it that changed something, the cart before
    /// it. `cart`: what the host has told.
    pub fn told<'o>(&mut self, outcome: &'o Outcome, cart: Option<&Cart>) -> (Wrong, Vec<(&'o Outcome, Rc<Cart>)>) {
        let mut changed = Vec::new();
        if let Action::Plan(_) = outcome.deed.action {
            let mut wrong = wrong_sum(outcome);
            for line in &outcome.lines {
                let at = self.open.iter().position(|doing| Some(doing.operation) == line.operation);
                wrong = wrong.or(match at.map(|at| self.open.remove(at)) {
                    Some(doing) => {
                        let after = doing.after.clone().flatten();
                        let wrong = self.judge(&doing, line, after.as_deref());
                        changed.extend(doing.before.filter(|_| is_change(line)).map(|before| (&**line, before)));
                        wrong
                    }
                    None if line.operation.is_some() => Some("a row of no call"),
                    None => wrong_uncalled(line),
                });
            }
            return (wrong.or((!self.open.is_empty()).then_some("a call of no row")), changed);
        }
        let Some(operation) = outcome.operation else { return (wrong_uncalled(outcome), changed) };
        let calls = std::mem::take(&mut self.open);
        // Without a call, "Try again" found that the shop has done it by now.
        let unsure = || self.unsure.iter().find(|doing| doing.operation == operation).cloned();
        let doing = calls.last().cloned().map(|last| Doing { before: calls[0].before.clone(), ..last }).or_else(unsure);
        let Some(doing) = doing.filter(|doing| doing.operation == operation) else {
            return (Some("an outcome of another call"), changed);
        };
        let wrong = self.judge(&doing, outcome, cart);
        changed.extend(doing.before.filter(|_| is_change(outcome)).map(|before| (outcome, before)));
        (wrong, changed)
    }

    fn judge(&mut self, doing: &Doing, outcome: &Outcome, after: Option<&Cart>) -> Wrong {
        self.unsure.retain(|other| other.operation != doing.operation);
        if outcome.verdict == Verdict::Unknown {
            self.unsure.push(Doing { late: true, ..doing.clone() });
        }
        wrong(doing, outcome, after)
    }
}

/// Whether an outcome says that something changed.
pub fn is_change(outcome: &Outcome) -> bool {
    matches!(outcome.verdict, Verdict::Applied | Verdict::Adjusted { .. })
}

fn pieces(cart: &Cart, product: Option<&str>) -> i64 {
    let lines = cart.lines.iter().filter(|line| product.is_none_or(|product| *line.product == *product));
    lines.map(|line| i64::from(line.quantity.unwrap_or(0))).sum()
}

fn wrong(doing: &Doing, outcome: &Outcome, after: Option<&Cart>) -> Wrong {
    let (Some(before), Some(after)) = (doing.before.as_deref(), after) else {
        return (outcome.verdict != Verdict::Unknown).then_some("a verdict without two carts");
    };
    let product = |key: &Key| before.lines.iter().find(|line| line.key == Some(*key)).map(|line| line.product.clone());
    let change = |product: Option<&str>| pieces(after, product) - pieces(before, product);
    let (asked, got) = match &outcome.deed.action {
        Action::Add { product, quantity, .. } => (i64::from(*quantity), change(Some(&product.id))),
        Action::SetQuantity { key, quantity } => match product(key) {
            Some(product) => (i64::from(*quantity) - pieces(before, Some(&product)), change(Some(&product))),
            None => return Some("a line that was not there"),
        },
        Action::Remove { key } => match product(key) {
            Some(product) => (-pieces(before, Some(&product)), change(Some(&product))),
            None => return Some("a line that was not there"),
        },
        Action::Clear => (-pieces(before, None), change(None)),
        Action::Plan(_) | Action::SetCountry(_) | Action::Checkout => return None,
    };
    // A shop may name its lines otherwise than the catalogue: then a yes with one new article of just so many pieces tells.
    let newcomer = || {
        let mut new = after.lines.iter().filter(|line| pieces(before, Some(&line.product)) == 0);
        let one = new.next().is_some_and(|line| line.quantity.map(i64::from) == Some(asked)) && new.next().is_none();
        matches!(outcome.deed.action, Action::Add { .. }) && doing.yes && got == 0 && one && outcome.delta == asked
    };
    if outcome.verdict == Verdict::Applied && newcomer() {
        return None;
    }
    let right = match outcome.verdict {
        Verdict::Applied => got == asked,
        Verdict::Adjusted { .. } => got != asked && got != 0,
        Verdict::Unknown => got == 0 && asked != 0 && doing.late,
        Verdict::Rejected(_) => got == 0 && asked != 0 && !doing.late,
        _ => false,
    };
    if !right {
        return Some("a verdict that the carts do not show");
    }
    (outcome.delta != got).then_some("a difference that the carts do not show")
}

/// What is wrong with an outcome of which the host was never called.
fn wrong_uncalled(outcome: &Outcome) -> Wrong {
    let there = matches!(outcome.deed.action, Action::SetQuantity { quantity, .. } if quantity == outcome.deed.before);
    match outcome.verdict {
        Verdict::Applied if there && outcome.delta == 0 => None,
        Verdict::Rejected(_) | Verdict::Declined | Verdict::Expired | Verdict::Withdrawn => None,
        _ => Some("a change of which the host knows nothing"),
    }
}

/// What is wrong with a plan as the sum of its rows. Rows that were left out, or gone, do not count.
fn wrong_sum(outcome: &Outcome) -> Wrong {
    let lines = &outcome.lines;
    let count = |is: &dyn Fn(&Verdict) -> bool| lines.iter().filter(|line| is(&line.verdict)).count();
    let asked = lines.len() - count(&|verdict| matches!(verdict, Verdict::Declined | Verdict::Withdrawn));
    let applied = count(&|verdict| *verdict == Verdict::Applied);
    let some = applied + count(&|verdict| matches!(verdict, Verdict::Adjusted { .. })) > 0;
    let right = match outcome.verdict {
        Verdict::Applied => applied == asked && applied > 0,
        Verdict::Adjusted { asked: rows, got } => {
            (rows as usize, got as usize) == (asked, applied) && some && applied < asked
        }
        Verdict::Unknown => !some && count(&|verdict| *verdict == Verdict::Unknown) > 0,
        Verdict::Rejected(_) => !some && count(&|verdict| matches!(verdict, Verdict::Rejected(_))) == asked,
        Verdict::Declined | Verdict::Expired | Verdict::Withdrawn => lines.is_empty(),
    };
    let sum = lines.iter().map(|line| line.delta).sum::<i64>() == outcome.delta;
    (!right || !sum).then_some("a plan that is not the sum of its rows")
}
