//! The rows of a plan: what can stand beside what, and what a new cart means for each.

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Cart, Key, Line};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Code, OutcomeId};
use handcart::engine::product::Product;
use handcart::engine::propose::{Propose, Review};
use handcart::engine::row::{Edit, Row, admit};
use handcart::engine::undo::Undoable;
use handcart::engine::view::{Difference, Stage};

use crate::kit::{boots, cart, line, product, text};

fn add(product: Product) -> Action {
    Action::Add { product: Rc::new(product), variant: None, quantity: 1 }
}

fn set(key: u32, quantity: u32) -> Action {
    Action::SetQuantity { key: Key(key), quantity }
}

fn open(steps: Vec<Action>, cart: &Cart, undoes: Option<OutcomeId>) -> (Propose, ProposalId) {
    let mut propose = Propose::default();
    let proposed =
        Proposed { action: Ok(Action::Plan(steps)), words: None, source: Source::Agent, reply: None, id: None };
    let taken = propose.take(Millis(1_000), Rc::new(proposed), (None, undoes), Some(cart), &Policy::default());
    (propose, taken.unwrap())
}

fn rows(propose: &Propose) -> &[Row] {
    &propose.open[0].deed.rows
}

fn review(propose: &mut Propose, cart: &Cart, undoable: &[Undoable]) -> Review {
    propose.review(Millis(5_000), cart, undoable, &Policy::default())[0].1
}

#[test]
fn a_plan_has_up_to_twelve_rows() {
    let plan = |rows: usize| {
        let steps: Vec<_> = (0..rows).map(|at| add(product(&format!("lamp {at}")))).collect();
        admit(&steps, None, &Policy::default())
    };
    assert_eq!([plan(0), plan(1), plan(12), plan(13)], [Err(Code::Policy), Ok(()), Ok(()), Err(Code::Policy)]);
}

#[test]
fn no_two_rows_are_about_the_same_article_by_whatever_it_is_known() {
    let named = Line { name: text("The lamp"), ..line(2, "4711", 1) };
    let held = cart([line(1, "tent", 1), named]);
    let both = |a: &Action, b: &Action| admit(&[a.clone(), b.clone()], Some(&held), &Policy::default());
    let remove = Action::Remove { key: Key(1) };
    for (one, other) in [
        (set(1, 2), remove),
        (set(1, 2), add(product("tent"))),
        (set(2, 3), add(product("lamp"))),
        (add(product("mug")), add(product("mug"))),
    ] {
        assert_eq!([both(&one, &other), both(&other, &one)], [Err(Code::Conflict); 2]);
    }
    assert_eq!(both(&set(1, 2), &set(2, 2)), Ok(()));
    assert_eq!(both(&set(1, 2), &add(product("lamp"))), Ok(()));
    assert_eq!(both(&add(product("lamp")), &add(product("mug"))), Ok(()));
    assert_eq!(both(&add(boots()), &add(boots())), Ok(()), "the sizes are still to be chosen");
}

#[test]
fn a_row_that_is_missing_a_value_or_is_not_sold_so_holds_the_plan_back() {
    let (mut propose, id) = open(vec![add(boots()), add(product("lamp"))], &cart([]), None);
    assert!(rows(&propose)[0].choosing.is_some() && rows(&propose)[1].choosing.is_none(), "a lamp is a lamp");
    let mut after = |option, value| {
        propose.edit(id, 0, Edit::Choose(option, value), Some(&cart([])), &Policy::default());
        propose.open[0].stage(Millis(5_000))
    };
    assert_eq!(after(0, 0), Stage::Missing(1));
    assert_eq!(after(1, 1), Stage::Gone, "41 is sold out in green");
    assert_eq!(after(1, 0), Stage::Ready);
}

#[test]
fn what_changed_in_a_row_is_marked_in_it_and_a_price_on_the_card() {
    let held = |price: &str, pieces| cart([Line { price: text(price), ..line(1, "lamp", pieces) }, line(2, "tent", 1)]);
    let (mut propose, _) = open(vec![set(1, 5), set(2, 2)], &held("20,00 €", 2), None);
    assert_eq!(review(&mut propose, &held("20,00 €", 2), &[]), Review::Same);
    assert_eq!(review(&mut propose, &held("20,00 €", 3), &[]), Review::Changed);
    let was = rows(&propose)[0].changed.clone().unwrap();
    assert_eq!((was.before, was.price, propose.open[0].changed.clone().unwrap().price), (Some(2), None, None));
    assert_eq!(rows(&propose)[1].changed.clone().unwrap_or_default(), Difference::default());
    assert_eq!(review(&mut propose, &held("25,00 €", 2), &[]), Review::Changed);
    let was = rows(&propose)[0].changed.clone().unwrap();
    assert_eq!((was.before, was.price), (None, Some(text("20,00 €"))), "told against what was shown first");
    assert_eq!(propose.open[0].changed.clone().unwrap().price, Some(text("20,00 €")));
}

#[test]
fn a_row_that_takes_a_change_back_keeps_its_number_whatever_the_cart() {
    let add = |id: &str| Action::Add { product: Rc::new(product(id)), variant: None, quantity: 1 };
    let back = |outcome, id| Undoable::of(OutcomeId(outcome), &add(id), &cart([]), 1);
    let undo = Undoable::of_all(OutcomeId(9), vec![back(1, "lamp"), back(2, "mug")]).unwrap();
    let held = |price: &str| cart([Line { price: text(price), ..line(1, "lamp", 3) }, line(2, "mug", 4)]);
    let Ok(Action::Plan(steps)) = undo.action(&held("20,00 €"), &Policy::default()) else { panic!("a plan") };
    let (mut propose, id) = open(steps, &held("20,00 €"), Some(OutcomeId(9)));
    assert_eq!(review(&mut propose, &held("25,00 €"), &[undo]), Review::Changed);
    assert_eq!(rows(&propose).iter().map(|row| row.most).collect::<Vec<_>>(), [0, 0]);
    propose.edit(id, 0, Edit::Quantity(1), Some(&held("25,00 €")), &Policy::default());
    assert_eq!(rows(&propose)[0].deed.after, 2);
}
