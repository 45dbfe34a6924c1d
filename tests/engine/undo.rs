//! Undo: the inverse of what really changed, and of nothing else.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Country, Key, Line, Shipping};
use handcart::engine::clock::Policy;
use handcart::engine::outcome::{Code, OutcomeId};
use handcart::engine::undo::Undoable;

use crate::kit::{cart, line, product};

fn of(action: &Action, before: &Cart, delta: i64) -> Option<Undoable> {
    Undoable::of(OutcomeId(1), action, before, delta)
}

/// What takes the action back, against the cart as it is then.
fn inverse(action: &Action, before: &Cart, delta: i64, then: &Cart) -> Result<Action, Code> {
    of(action, before, delta).expect("it can be taken back").action(then, &Policy::default())
}

fn still_is(undoable: &Undoable, action: &Action, then: &Cart) -> bool {
    undoable.still_is(action, then, &Policy::default())
}

fn add(id: &str) -> Action {
    Action::Add { product: Rc::new(product(id)), variant: None, quantity: 2 }
}

fn set(key: u32, quantity: u32) -> Action {
    Action::SetQuantity { key: Key(key), quantity }
}

fn remove(key: u32) -> Action {
    Action::Remove { key: Key(key) }
}

#[test]
fn an_add_is_taken_back_by_the_pieces_that_came() {
    let then = |pieces| cart([line(5, "tent", 1), line(4, "lamp", pieces)]);
    assert_eq!(inverse(&add("lamp"), &cart([]), 2, &then(2)), Ok(remove(4)));
    assert_eq!(inverse(&add("lamp"), &cart([]), 2, &then(1)), Ok(remove(4)));
    assert_eq!(inverse(&add("lamp"), &cart([]), 2, &then(5)), Ok(set(4, 3)));
    assert_eq!(inverse(&add("lamp"), &cart([]), 2, &cart([])), Err(Code::LineNotFound));
    let two = cart([line(1, "lamp", 1), line(2, "lamp", 1)]);
    assert_eq!(inverse(&add("lamp"), &cart([]), 2, &two), Err(Code::LineNotFound), "which of the two is not known");
    assert_eq!(of(&add("lamp"), &cart([]), 0), None, "nothing came");
    assert_eq!(of(&add("lamp"), &cart([]), -1), None);
}

/// The product and the pieces of an add.
fn added(action: &Result<Action, Code>) -> Option<(&str, u32)> {
    let Ok(Action::Add { product, quantity, .. }) = action else { return None };
    Some((&product.id, *quantity))
}

#[test]
fn a_quantity_is_taken_back_to_what_it_was() {
    let before = cart([line(1, "lamp", 3)]);
    for (action, delta) in [(set(1, 5), 2), (set(1, 1), -2), (remove(1), -2)] {
        assert_eq!(inverse(&action, &before, delta, &cart([line(1, "lamp", 9)])), Ok(set(1, 3)));
        assert_eq!(added(&inverse(&action, &before, delta, &cart([]))), Some(("lamp", 3)));
        assert_eq!(of(&action, &before, 0), None, "nothing changed");
    }
    assert_eq!(of(&set(2, 5), &before, 2), None, "the line was not there");
    assert_eq!(of(&set(1, 5), &cart([line(1, "lamp", 0)]), 5), None, "no quantity to go back to");
    assert_eq!(of(&remove(1), &cart([Line { quantity: None, ..line(1, "lamp", 0) }]), -1), None);
}

#[test]
fn what_went_wholly_is_added_to_what_is_there() {
    let before = cart([line(1, "lamp", 3)]);
    for action in [remove(1), set(1, 5)] {
        for then in [cart([]), cart([line(1, "lamp", 9)])] {
            assert_eq!(added(&inverse(&action, &before, -3, &then)), Some(("lamp", 3)));
        }
    }
}

#[test]
fn a_clear_is_taken_back_by_what_the_lines_held() {
    let uncounted = Line { quantity: None, ..line(3, "rope", 0) };
    let before = cart([line(1, "lamp", 3), line(2, "mug", 0), uncounted, line(4, "tent", 1)]);
    let Ok(Action::Plan(steps)) = inverse(&Action::Clear, &before, -4, &cart([line(4, "tent", 2)])) else {
        panic!("a plan")
    };
    let steps: Vec<_> = steps.into_iter().map(Ok).collect();
    let goods: Vec<_> = steps.iter().map(added).collect();
    assert_eq!(goods, [Some(("lamp", 3)), Some(("tent", 1))], "what held no piece, or did not say, stays away");
}

#[test]
fn a_line_that_got_another_key_is_found_by_its_article() {
    let (before, raise) = (cart([line(1, "lamp", 3)]), set(1, 5));
    let moved = cart([line(1, "mug", 5), line(2, "lamp", 5)]);
    assert_eq!(inverse(&raise, &before, 2, &moved), Ok(set(2, 3)));
    assert_eq!(added(&inverse(&raise, &before, 2, &cart([line(1, "mug", 5)]))), Some(("lamp", 3)));
    let two = cart([line(2, "lamp", 5), line(3, "lamp", 5)]);
    assert_eq!(inverse(&raise, &before, 2, &two), Err(Code::LineNotFound), "which of the two is not known");
    let unnamed = cart([Line { key: None, ..line(2, "lamp", 5) }]);
    assert_eq!(inverse(&raise, &before, 2, &unnamed), Err(Code::LineNotFound));
}

#[test]
fn a_plan_is_taken_back_by_those_of_its_rows_that_changed_something() {
    let back = |outcome, id| Undoable::of(OutcomeId(outcome), &add(id), &cart([]), 2);
    assert_eq!(Undoable::of_all(OutcomeId(9), vec![None, None]), None);
    let all = Undoable::of_all(OutcomeId(9), vec![back(1, "lamp"), None, back(3, "mug")]).unwrap();
    let then = cart([line(1, "lamp", 2), line(2, "mug", 5)]);
    assert_eq!(
        (all.outcome, all.action(&then, &Policy::default())),
        (OutcomeId(9), Ok(Action::Plan(vec![remove(1), set(2, 3)])))
    );
    assert!(still_is(&all, &remove(1), &then) && still_is(&all, &set(2, 3), &then), "row by row");
    assert!(!still_is(&all, &remove(2), &then) && !still_is(&all, &set(2, 4), &then));
    assert_eq!(
        all.action(&cart([line(2, "mug", 5)]), &Policy::default()),
        Ok(Action::Plan(vec![set(2, 3)])),
        "what is left of it"
    );
    assert_eq!(all.action(&cart([]), &Policy::default()), Err(Code::LineNotFound));
}

#[test]
fn a_country_is_taken_back_to_the_earlier_one() {
    let to = |code| Action::SetCountry(Country(code));
    let from = |country| Cart { shipping: Some(Shipping { country, ..Shipping::default() }), ..cart([]) };
    assert_eq!(inverse(&to(*b"CL"), &from(Some(Country(*b"PE"))), 0, &cart([])), Ok(to(*b"PE")));
    assert_eq!(of(&to(*b"CL"), &from(Some(Country(*b"CL"))), 0), None);
    assert_eq!(of(&to(*b"CL"), &from(None), 0), None);
}

#[test]
fn a_checkout_cannot_be_taken_back_and_a_plan_only_row_by_row() {
    assert_eq!(of(&Action::Plan(vec![add("lamp")]), &cart([]), 2), None);
    assert_eq!(of(&Action::Checkout, &cart([]), 0), None);
}

#[test]
fn an_undo_is_still_the_same_only_while_it_does_the_same_to_the_same_line() {
    let undoable = of(&add("lamp"), &cart([]), 2).unwrap();
    let then = |pieces| cart([line(4, "lamp", pieces)]);
    assert!(still_is(&undoable, &set(4, 3), &then(5)));
    assert!(!still_is(&undoable, &set(4, 3), &then(6)), "it would leave four");
    assert!(!still_is(&undoable, &set(4, 3), &then(2)), "it would remove the line");
    assert!(!still_is(&undoable, &set(4, 3), &cart([])));
}
