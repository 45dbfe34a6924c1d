//! Plans: several changes on one card, confirmed as one, run and told row by row, and taken back row by row.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Text};
use handcart::engine::clock::Policy;
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Undo, Verdict};
use handcart::engine::row::{Row, Tick};
use handcart::engine::view::Difference;

use super::again::Repeats;
use super::changes::{Job, Origin, on_line};
use super::ends::{Ended, changed};
use super::{Twin, facts};

/// A confirmed plan under way. Nothing else begins before its last row has ended.
pub struct Plan {
    pub job: Job,
    /// For each row that has ended what its call was.
    repeats: Vec<(usize, Option<Repeats>)>,
}

type Shown<'c> = Option<&'c Rc<Cart>>;

/// Whether it can be proposed: not too long, and no two rows about one article.
pub fn admit(steps: &[Action], cart: Shown<'_>, rules: &Policy) -> Result<(), Code> {
    if steps.is_empty() || steps.len() > rules.plan {
        return Err(Code::Policy);
    }
    let clash = |(at, step): (usize, &Action)| steps[..at].iter().any(|other| meet(step, other, cart));
    if steps.iter().enumerate().any(clash) { Err(Code::Conflict) } else { Ok(()) }
}

/// Whether two rows are about one article: the same line, the same product, or a product and the line that holds it. An add
/// whose variant is not chosen is about none yet.
fn meet(a: &Action, b: &Action, cart: Shown<'_>) -> bool {
    let product = |action: &Action| match action {
        Action::Add { product, variant: None, .. } if !product.options.is_empty() => None,
        Action::Add { product, variant, .. } => {
            let label = variant.map(|at| product.variants[at].label.clone());
            Some((facts::bought(product, *variant).clone(), product.name.clone(), label))
        }
        _ => None,
    };
    let holds = |key, article: Option<(Text, Text, Option<Text>)>| {
        let line = facts::line(cart, key);
        line.zip(article)
            .is_some_and(|(line, (id, name, label))| line.product == id || line.name == name && line.variant == label)
    };
    match (on_line(a), on_line(b)) {
        (Some(a), Some(b)) => a == b,
        (Some(key), None) => holds(key, product(b)),
        (None, Some(key)) => holds(key, product(a)),
        (None, None) => product(a).zip(product(b)).is_some_and(|(a, b)| a.0 == b.0),
    }
}

/// The rows of a new plan, all ticked.
pub fn rows(steps: &[Action], cart: Shown<'_>, rules: &Policy) -> Vec<Row> {
    let row = |action: &Action| {
        let (most, step) = bounds(action, cart, rules);
        let choosing = facts::choosing(action);
        Row { deed: Rc::new(facts::deed(action, cart, rules)), tick: Tick::On, choosing, most, step, changed: None }
    };
    let mut rows: Vec<_> = steps.iter().map(row).collect();
    settle_all(&mut rows, cart, rules);
    rows
}

/// The largest quantity of a row, and its step.
fn bounds(action: &Action, cart: Shown<'_>, rules: &Policy) -> (u32, u32) {
    let Some(line) = on_line(action).and_then(|key| facts::line(cart, key)) else { return (rules.most, 1) };
    (line.max.unwrap_or(rules.most).min(rules.most).max(line.quantity.unwrap_or(0)), line.step)
}

/// Each add is of the variant that is chosen in it, unless that stands in another row.
fn settle_all(rows: &mut [Row], cart: Shown<'_>, rules: &Policy) {
    for at in 0..rows.len() {
        let (Some((product, values)), Action::Add { quantity, .. }) = (&rows[at].choosing, &rows[at].deed.action)
        else {
            continue;
        };
        let (product, quantity) = (product.clone(), *quantity);
        let of = |variant| Action::Add { product: product.clone(), variant, quantity };
        let wanted = of(facts::variant_of(&product, values).unwrap_or(None));
        let other = |(place, row): (usize, &Row)| {
            place != at && row.tick != Tick::Gone && meet(&wanted, &row.deed.action, cart)
        };
        let taken = rows.iter().enumerate().any(other);
        let action = if taken { of(None) } else { wanted };
        if facts::applies(&action, cart, rules).is_ok() {
            rows[at].deed = Rc::new(facts::deed(&action, cart, rules));
        }
    }
}

/// Whether nothing but time stands in the way of the deed: a row is ticked, and each ticked one knows its variant.
pub fn can_be_pressed(rows: &[Row]) -> bool {
    let ticked = || rows.iter().filter(|row| row.tick == Tick::On);
    let settled = |row: &Row| match (&row.choosing, &row.deed.action) {
        (Some((product, values)), Action::Add { variant, .. }) => {
            facts::variant_of(product, values).is_ok_and(|chosen| chosen == *variant)
        }
        _ => true,
    };
    ticked().count() > 0 && ticked().all(settled)
}

fn restate(deed: &mut Deed) {
    deed.action = Action::Plan(deed.rows.iter().map(|row| row.deed.action.clone()).collect());
}

/// What the card of a plan says with another cart; `None` when no row applies any longer. `backs`: for a card that takes a
/// change back what would do so now.
pub fn review(shown: &Deed, backs: Option<&[Action]>, cart: &Rc<Cart>, rules: &Policy) -> Option<Deed> {
    let mut now = shown.clone();
    now.total_now = Some(cart.total.clone());
    (now.count_now, now.before, now.after) = (cart.count, cart.count, cart.count);
    now.country_before = cart.country();
    for row in now.rows.iter_mut().filter(|row| row.tick != Tick::Gone) {
        let action = row.deed.action.clone();
        let deed = facts::deed(&action, Some(cart), rules);
        let applies = facts::applies(&action, Some(cart), rules).is_ok()
            && backs.is_none_or(|backs| backs.contains(&action))
            && (&deed.name, &deed.variant) == (&row.deed.name, &row.deed.variant);
        if !applies {
            row.tick = Tick::Gone;
            continue;
        }
        (row.most, row.step) = bounds(&action, Some(cart), rules);
        if deed != *row.deed {
            let differs = difference(row.changed.take().unwrap_or_default(), &row.deed, &deed);
            row.changed = (differs.price.is_some() || differs.before.is_some()).then_some(differs);
            row.deed = Rc::new(deed);
        }
    }
    if now.rows.iter().all(|row| row.tick == Tick::Gone) {
        return None;
    }
    if now != *shown {
        restate(&mut now);
    }
    Some(now)
}

/// What was otherwise when it was shown first.
fn difference(first: Difference, before: &Deed, now: &Deed) -> Difference {
    Difference {
        price: first.price.or(before.price.clone()).filter(|price| Some(price) != now.price.as_ref()),
        before: first.before.or(Some(before.before)).filter(|pieces| *pieces != now.before),
        total: first.total.or(before.total_now.clone()).filter(|total| Some(total) != now.total_now.as_ref()),
    }
}

impl Twin {
    /// The shopper changes a row of an open plan; the card need not be still anew. A row that is gone stays gone, and what
    /// takes a change back takes back just that.
    fn edit_row(&mut self, id: ProposalId, at: u32, edit: impl FnOnce(&mut Row, bool) -> Option<Action>) {
        let (cart, rules) = (self.cart.clone(), self.rules.clone());
        let Some(card) = self.card_to_edit(id) else { return };
        let back = card.undoes.is_some();
        let mut deed = Deed::clone(&card.deed);
        let Some(row) = deed.rows.get_mut(at as usize).filter(|row| row.tick != Tick::Gone) else { return };
        let Some(action) = edit(row, back) else { return };
        if facts::applies(&action, cart.as_ref(), &rules).is_err() && action != row.deed.action {
            return;
        }
        if action != row.deed.action {
            row.deed = Rc::new(facts::deed(&action, cart.as_ref(), &rules));
        }
        restate(&mut deed);
        card.now_says(deed);
    }

    pub fn tick(&mut self, id: ProposalId, at: u32, on: bool) {
        self.edit_row(id, at, |row, _| {
            row.tick = if on { Tick::On } else { Tick::Off };
            Some(row.deed.action.clone())
        });
    }

    pub fn set_row(&mut self, id: ProposalId, at: u32, pieces: u32) {
        self.edit_row(id, at, |row, back| {
            let mut action = row.deed.action.clone();
            let (Action::Add { quantity, .. } | Action::SetQuantity { quantity, .. }) = &mut action else {
                return None;
            };
            *quantity = pieces.clamp(1, row.most);
            (!back).then_some(action)
        });
    }

    pub fn choose_in_row(&mut self, id: ProposalId, at: u32, option: u32, value: u8) {
        let (cart, rules) = (self.cart.clone(), self.rules.clone());
        let Some(card) = self.card_to_edit(id) else { return };
        let mut deed = Deed::clone(&card.deed);
        let Some(row) = deed.rows.get_mut(at as usize).filter(|row| row.tick != Tick::Gone) else { return };
        let Some((_, values)) = &mut row.choosing else { return };
        let Some(place) = values.get_mut(option as usize) else { return };
        *place = Some(value);
        settle_all(&mut deed.rows, cart.as_ref(), &rules);
        restate(&mut deed);
        card.now_says(deed);
    }

    pub fn begin_plan(&mut self, job: Job) {
        self.plan = Some(Plan { job, repeats: Vec::new() });
    }

    /// The row that runs next: first what adds or sets, in order; then what removes, from the last line of the cart upwards,
    /// because some shops name their lines by their place.
    fn next_row(&self) -> Option<usize> {
        let rows = &self.plan.as_ref()?.job.deed.rows;
        let left = || rows.iter().enumerate().filter(|(_, row)| row.tick == Tick::On);
        let removes = |row: &Row| matches!(row.deed.action, Action::Remove { .. });
        if let Some((at, _)) = left().find(|(_, row)| !removes(row)) {
            return Some(at);
        }
        let lines = self.cart.as_ref().map_or(&[][..], |cart| &cart.lines);
        let place = |row: &Row| lines.iter().position(|line| line.key == on_line(&row.deed.action));
        // The first of those that stand equally low.
        left().rev().max_by_key(|(_, row)| place(row)).map(|(at, _)| at)
    }

    pub fn row_job(&self) -> Option<Job> {
        let (at, plan) = (self.next_row()?, self.plan.as_ref()?);
        let repeats = vec![plan.job.repeats.get(at).cloned().flatten()];
        let deed = plan.job.deed.rows[at].deed.clone();
        Some(Job { repeats, ..Job::new(deed, plan.job.source.clone(), Origin::Row(at), None) })
    }

    pub fn row_ended(&mut self, at: usize, outcome: &Rc<Outcome>, repeats: Option<Repeats>) {
        let Some(mut plan) = self.plan.take() else { return };
        let mut deed = Deed::clone(&plan.job.deed);
        deed.rows[at].tick = Tick::Done(outcome.clone());
        plan.job.deed = Rc::new(deed);
        plan.repeats.push((at, repeats));
        self.plan = Some(plan);
        if self.next_row().is_none() {
            if let Some(Plan { job, repeats }) = self.plan.take() {
                self.end_plan(job, &repeats, Code::Conflict);
            }
        } else if self.told == super::reads::Told::Failure {
            // There must be a cart from before the next row to compare with.
            self.wish();
        }
    }

    /// Every row has its end, and the whole says how many of those that were wanted were applied. What failed can be tried
    /// again, as a plan of its own or as the one action that it is.
    pub fn end_plan(&mut self, job: Job, repeats: &[(usize, Option<Repeats>)], code: Code) {
        let mut deed = Deed::clone(&job.deed);
        let rows = std::mem::take(&mut deed.rows);
        let job = Job { deed: Rc::new(deed), ..job };
        let (mut lines, mut steps, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for (at, row) in rows.into_iter().enumerate() {
            let verdict = match row.tick {
                Tick::Done(outcome) => {
                    if matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown) {
                        steps.push(row.deed.action.clone());
                        again.push(repeats.iter().find(|(row, _)| *row == at).and_then(|(_, repeats)| repeats.clone()));
                    }
                    lines.push(outcome);
                    continue;
                }
                Tick::On => Verdict::Rejected(code),
                Tick::Off => Verdict::Declined,
                Tick::Gone => Verdict::Withdrawn,
            };
            let line = Rc::new(self.plain_outcome(&row.deed, verdict, &job, self.cart.as_ref()));
            self.ended.push(Ended { outcome: line.clone(), before: None });
            lines.push(line);
        }
        let cart = self.cart.clone().filter(|_| self.told == super::reads::Told::Cart);
        let back = lines.iter().any(|line| self.can_go_back(line.id));
        let outcome = Rc::new(Outcome {
            delta: lines.iter().map(|line| line.delta).sum(),
            undo: if back && job.undoes.is_none() { Undo::Ready } else { Undo::Never },
            undoes: job.undoes,
            lines: lines.clone(),
            ..self.plain_outcome(&job.deed, of_rows(&lines), &job, cart.as_ref())
        });
        self.ended.push(Ended { outcome: outcome.clone(), before: None });
        let action = if steps.len() == 1 { steps.pop() } else { (!steps.is_empty()).then_some(Action::Plan(steps)) };
        self.tell(&job, &outcome, action.map(|action| (action, again)));
    }

    /// The single actions that take an outcome back with the cart as it is.
    pub fn backs(&self, id: OutcomeId) -> Vec<Action> {
        let Some(ended) = self.ended.iter().find(|ended| ended.outcome.id == id) else { return Vec::new() };
        let Some(cart) = &self.cart else { return Vec::new() };
        match &ended.outcome.deed.action {
            Action::Plan(_) => {
                let lines = ended.outcome.lines.iter().filter(|line| self.can_go_back(line.id));
                lines.flat_map(|line| self.backs(line.id)).collect()
            }
            Action::Clear => {
                let lines = ended.before.iter().flat_map(|before| &before.lines);
                let lines = lines.filter(|line| line.quantity.is_some_and(|pieces| pieces > 0));
                lines.map(|line| super::ends::put_back(line, cart)).collect()
            }
            _ => self.back(ended, cart).into_iter().collect(),
        }
    }
}

/// How a plan ended, by the rows that were wanted.
fn of_rows(lines: &[Rc<Outcome>]) -> Verdict {
    let left_out =
        |line: &&Rc<Outcome>| matches!(line.verdict, Verdict::Declined | Verdict::Expired | Verdict::Withdrawn);
    let wanted: Vec<_> = lines.iter().filter(|line| !left_out(line)).map(|line| &line.verdict).collect();
    let applied = wanted.iter().filter(|verdict| ***verdict == Verdict::Applied).count();
    let code = wanted.iter().find_map(|verdict| if let Verdict::Rejected(code) = verdict { Some(*code) } else { None });
    match applied {
        all if all == wanted.len() => Verdict::Applied,
        some if wanted.iter().any(|verdict| changed(verdict)) => {
            Verdict::Adjusted { asked: wanted.len() as u32, got: some as u32 }
        }
        _ if wanted.contains(&&Verdict::Unknown) => Verdict::Unknown,
        _ => Verdict::Rejected(code.unwrap_or(Code::Conflict)),
    }
}
