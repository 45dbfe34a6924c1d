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

/// The largest quantity that can be set in a row, and its step; 0 where there is nothing to set.
fn bounds(action: &Action, cart: Shown<'_>, rules: &Policy) -> (u32, u32) {
    if matches!(action, Action::Remove { .. }) {
        return (0, 1);
    }
    let cap = rules.most.min(rules.caps.quantity);
    let Some(line) = on_line(action).and_then(|key| facts::line(cart, key)) else { return (cap, 1) };
    (line.max.unwrap_or(cap).min(cap).max(line.quantity.unwrap_or(0)), line.step)
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

/// The plan that these rows are, with the cart as it is.
fn whole(rows: Vec<Row>, cart: Shown<'_>, rules: &Policy) -> Deed {
    let action = Action::Plan(rows.iter().map(|row| row.deed.action.clone()).collect());
    Deed { rows, action, ..facts::deed(&Action::Plan(Vec::new()), cart, rules) }
}

/// What the card of a plan says with another cart; `None` when no row applies any longer. `backs`: for a card that takes a
/// change back what would do so now.
pub fn review(shown: &Deed, backs: Option<&[Action]>, cart: &Rc<Cart>, rules: &Policy) -> Option<Deed> {
    let mut rows = shown.rows.clone();
    for row in rows.iter_mut().filter(|row| row.tick != Tick::Gone) {
        let action = row.deed.action.clone();
        let deed = facts::deed(&action, Some(cart), rules);
        let applies = facts::applies(&action, Some(cart), rules).is_ok()
            && backs.is_none_or(|backs| backs.iter().any(|back| facts::same_change(back, &action)))
            && (&deed.name, &deed.variant) == (&row.deed.name, &row.deed.variant);
        if !applies {
            row.tick = Tick::Gone;
            continue;
        }
        if row.most > 0 {
            (row.most, row.step) = bounds(&action, Some(cart), rules);
        }
        if deed != *row.deed {
            row.changed = Some(difference(row.changed.take().unwrap_or_default(), &row.deed, &deed));
            row.deed = Rc::new(deed);
        }
    }
    if rows.iter().all(|row| row.tick == Tick::Gone) {
        return None;
    }
    Some(if rows == shown.rows { shown.clone() } else { whole(rows, Some(cart), rules) })
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
    fn edit_row(&mut self, id: ProposalId, at: u32, edit: impl Fn(&mut Row) -> Option<Action>) -> bool {
        let (cart, rules) = (self.cart.clone(), self.rules.clone());
        let Some(card) = self.card_to_edit(id) else { return true };
        let mut rows = card.deed.rows.clone();
        let Some(row) = rows.get_mut(at as usize).filter(|row| row.tick != Tick::Gone) else { return true };
        let tick = row.tick.clone();
        let Some(action) = edit(row) else { return true };
        let ticks = row.tick != tick || action == row.deed.action;
        if facts::applies(&action, cart.as_ref(), &rules).is_err() && action != row.deed.action {
            return true;
        }
        if action != row.deed.action {
            row.deed = Rc::new(facts::deed(&action, cart.as_ref(), &rules));
        }
        let now = whole(rows, cart.as_ref(), &rules);
        let fits = ticks || !card.is_capped() || !facts::above(&now, cart.as_ref(), &rules);
        if fits {
            card.now_says(now);
        }
        fits
    }

    pub fn tick(&mut self, id: ProposalId, at: u32, on: bool) {
        self.edit_row(id, at, |row| {
            row.tick = if on { Tick::On } else { Tick::Off };
            Some(row.deed.action.clone())
        });
    }

    /// What is above a cap becomes the largest quantity that is not.
    pub fn set_row(&mut self, id: ProposalId, at: u32, pieces: u32) {
        for pieces in (1..=pieces.clamp(1, 10_000)).rev() {
            let fits = self.edit_row(id, at, |row| {
                let mut action = row.deed.action.clone();
                let (Action::Add { quantity, .. } | Action::SetQuantity { quantity, .. }) = &mut action else {
                    return None;
                };
                *quantity = pieces.min(row.most.max(1));
                (row.most > 0).then_some(action)
            });
            if fits {
                return;
            }
        }
    }

    pub fn choose_in_row(&mut self, id: ProposalId, at: u32, option: u32, value: u8) {
        let (cart, rules) = (self.cart.clone(), self.rules.clone());
        let Some(card) = self.card_to_edit(id) else { return };
        let mut rows = card.deed.rows.clone();
        let Some(row) = rows.get_mut(at as usize).filter(|row| row.tick != Tick::Gone) else { return };
        let Some((_, values)) = &mut row.choosing else { return };
        let Some(place) = values.get_mut(option as usize) else { return };
        *place = Some(value);
        settle_all(&mut rows, cart.as_ref(), &rules);
        let now = whole(rows, cart.as_ref(), &rules);
        if !card.is_capped() || !facts::above(&now, cart.as_ref(), &rules) {
            card.now_says(now);
        }
    }

    pub fn begin_plan(&mut self, job: Job) {
        // From here on its pieces are counted.
        let deed = Rc::new(whole(job.deed.rows.clone(), self.cart.as_ref(), &self.rules));
        let job = Job { deed, ..job };
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
        let id = row_id(&plan.job.id, at);
        Some(Job { repeats, id, ..Job::new(deed, plan.job.source.clone(), Origin::Row(at), None) })
    }

    pub fn row_ended(&mut self, at: usize, outcome: &Rc<Outcome>, repeats: Option<Repeats>) {
        let Some(mut plan) = self.plan.take() else { return };
        let (mut rows, before) = (plan.job.deed.rows.clone(), plan.job.deed.before);
        rows[at].tick = Tick::Done(outcome.clone());
        plan.job.deed = Rc::new(Deed { before, ..whole(rows, self.cart.as_ref(), &self.rules) });
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
        let rows = job.deed.rows.clone();
        let (mut lines, mut steps, mut again, mut ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, row) in rows.into_iter().enumerate() {
            let verdict = match row.tick {
                Tick::Done(outcome) => {
                    if matches!(outcome.verdict, Verdict::Rejected(_) | Verdict::Unknown) {
                        steps.push(row.deed.action.clone());
                        ids.push(outcome.proposal.clone().unwrap_or_default());
                        again.push(repeats.iter().find(|(row, _)| *row == at).and_then(|(_, repeats)| repeats.clone()));
                    }
                    lines.push(outcome);
                    continue;
                }
                Tick::On => Verdict::Rejected(code),
                Tick::Off => Verdict::Declined,
                Tick::Gone => Verdict::Withdrawn,
            };
            let plain = self.plain_outcome(&row.deed, verdict, &job, self.cart.as_ref());
            let line = Rc::new(Outcome { proposal: row_id(&job.id, at), ..plain });
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
        let all: String = ids.iter().map(|id| format!("{id}\n")).collect();
        let one = ids.pop().filter(|id| ids.is_empty() && !id.is_empty());
        let named = if ids.is_empty() { one } else { Some(all.into()) };
        self.tell(&job, &outcome, action.map(|action| (action, again, named)));
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
                lines.map(|line| super::ends::add_back(line)).collect()
            }
            _ => self.back(ended, cart).into_iter().collect(),
        }
    }
}

/// The proposer's id of a row.
fn row_id(ids: &Option<Text>, at: usize) -> Option<Text> {
    ids.as_ref()?.split('\n').nth(at).filter(|id| !id.is_empty()).map(Text::from)
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
