//! Proposals: what is admitted, and what a new cart means for a card (law I3).

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed, Source};
use handcart::engine::cart::{Cart, Key, Line};
use handcart::engine::clock::{Millis, Policy};
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Code, OutcomeId};
use handcart::engine::propose::{Propose, Review};
use handcart::engine::undo::Undoable;
use handcart::engine::view::Stage;

use crate::kit::{cart, line, product, text};

const START: Millis = Millis(1_000);

fn by(source: Source, action: Action) -> Proposed {
    Proposed { action: Ok(action), words: None, source, reply: None, id: None }
}

/// One card that waits for an answer.
fn open(action: Action, cart: &Cart) -> (Propose, ProposalId) {
    open_under(action, cart, &policy())
}

fn open_under(action: Action, cart: &Cart, policy: &Policy) -> (Propose, ProposalId) {
    let mut propose = Propose::default();
    let proposed = Rc::new(by(Source::Agent, action));
    let id = propose.take(START, proposed, (None, None), Some(cart), policy).unwrap();
    (propose, id)
}

fn policy() -> Policy {
    Policy::default()
}

fn review(propose: &mut Propose, cart: &Cart) -> Review {
    review_with(propose, cart, &[])
}

fn review_with(propose: &mut Propose, cart: &Cart, undoable: &[Undoable]) -> Review {
    let found = propose.review(Millis(5_000), cart, undoable, &Policy::default());
    assert_eq!(found.len(), 1);
    found[0].1
}

#[test]
fn after_three_refusals_in_a_row_an_agent_rests_for_30_s_and_a_seller_does_not() {
    let policy = Policy::default();
    let mut propose = Propose::default();
    let (agent, seller) = (by(Source::Agent, Action::Clear), by(Source::Seller(text("Desk")), Action::Clear));
    for _ in 0..3 {
        assert_eq!(propose.admit(START, &agent), Ok(()));
        propose.refused(START, &Source::Agent, &policy);
    }
    assert_eq!(propose.admit(Millis(30_999), &agent), Err(Code::Policy));
    assert_eq!(propose.admit(Millis(30_999), &seller), Ok(()));
    assert_eq!(propose.admit(Millis(31_000), &agent), Ok(()));
    let mut sellers = Propose::default();
    (0..5).for_each(|_| sellers.refused(START, &seller.source, &policy));
    assert_eq!((sellers.admit(START, &agent), sellers.admit(START, &seller)), (Ok(()), Ok(())));
}

#[test]
fn a_card_stays_as_it_is_while_its_facts_do() {
    let before = cart([line(1, "lamp", 2), line(2, "tent", 1)]);
    let (mut propose, id) = open(Action::SetQuantity { key: Key(1), quantity: 3 }, &before);
    let elsewhere = cart([line(1, "lamp", 2), Line { price: text("99,00 €"), ..line(2, "tent", 1) }]);
    assert_eq!(review(&mut propose, &elsewhere), Review::Same);
    let card = propose.get_mut(id).unwrap();
    assert_eq!((card.rev, card.stage(Millis(5_000)), card.changed.clone()), (1, Stage::Ready, None));
}

#[test]
fn a_card_whose_facts_changed_is_a_new_drawing_with_the_difference_marked() {
    let (mut propose, id) = open(Action::SetQuantity { key: Key(1), quantity: 3 }, &cart([line(1, "lamp", 2)]));
    let dearer = cart([Line { price: text("21,00 €"), ..line(1, "lamp", 2) }]);
    assert_eq!(review(&mut propose, &dearer), Review::Changed);
    let card = propose.get_mut(id).unwrap();
    let was = card.changed.clone().unwrap();
    assert_eq!((card.rev, was.price, was.before, was.total), (2, Some(text("20,00 €")), None, None));
    assert_eq!([card.stage(Millis(5_499)), card.stage(Millis(5_500))], [Stage::Arming, Stage::Ready]);
    assert_eq!(review(&mut propose, &cart([line(1, "lamp", 5)])), Review::Changed);
    let was = propose.get_mut(id).unwrap().changed.clone().unwrap();
    assert_eq!((was.price, was.before), (None, Some(2)), "told against what was shown first");
}

#[test]
fn a_card_whose_line_holds_another_article_or_is_gone_does_not_apply() {
    for after in
        [cart([line(1, "mug", 2)]), cart([Line { variant: Some(text("red")), ..line(1, "lamp", 2) }]), cart([])]
    {
        let (mut propose, _) = open(Action::Remove { key: Key(1) }, &cart([line(1, "lamp", 2)]));
        assert_eq!(review(&mut propose, &after), Review::Gone);
    }
}

#[test]
fn a_card_that_takes_a_change_back_lasts_as_long_as_it_takes_back_that_change() {
    let held = cart([line(1, "lamp", 2), line(2, "mug", 3)]);
    let undo = |outcome, id: &str| {
        let add = Action::Add { product: Rc::new(product(id)), variant: None, quantity: 1 };
        Undoable::of(OutcomeId(outcome), &add, &cart([]), 1).unwrap()
    };
    let all = [undo(1, "lamp"), undo(2, "mug")];
    let card = |outcome| {
        let mut propose = Propose::default();
        let proposed = Rc::new(by(Source::Agent, all[1].action(&held, &Policy::default()).unwrap()));
        propose.take(START, proposed, (None, outcome), Some(&held), &Policy::default()).unwrap();
        propose
    };
    let back = || card(Some(OutcomeId(2)));
    assert_eq!(review_with(&mut back(), &held, &all), Review::Same);
    assert_eq!(review_with(&mut back(), &held, &all[..1]), Review::Gone, "it was taken back elsewhere");
    let more = cart([line(1, "lamp", 2), line(2, "mug", 4)]);
    assert_eq!(review_with(&mut back(), &more, &all), Review::Gone, "it would leave another number");
    assert_eq!(review_with(&mut card(None), &more, &all), Review::Changed, "this card takes nothing back");
}

#[test]
fn a_short_life_is_half_over_when_a_card_says_that_it_lapses() {
    for (prompt, warns) in [(10_000, 5_000), (59_999, 30_000), (60_000, 30_000), (61_000, 31_000)] {
        let short = Policy { prompt: Millis(prompt), ..policy() };
        let (mut propose, _) = open_under(Action::Checkout, &cart([]), &short);
        assert!(propose.warn(START + Millis(warns - 1), &short).is_empty(), "{prompt}");
        assert_eq!(propose.warn(START + Millis(warns), &short).len(), 1, "{prompt}");
    }
}

#[test]
fn a_card_at_its_end_says_no_more_that_it_lapses() {
    let (mut propose, id) = open(Action::Checkout, &cart([]));
    assert!(propose.warn(Millis(121_000), &policy()).is_empty());
    assert_eq!(propose.expired(Millis(121_000)), [id]);
}

#[test]
fn the_next_moment_of_a_card_is_when_it_can_be_pressed_and_then_when_it_lapses() {
    let (mut propose, id) = open(Action::Checkout, &cart([]));
    assert_eq!(propose.deadline(START), Some(Millis(1_500)));
    assert_eq!(propose.deadline(Millis(1_499)), Some(Millis(1_500)));
    assert_eq!(propose.deadline(Millis(1_500)), Some(Millis(91_000)));
    assert!(propose.warn(Millis(90_999), &policy()).is_empty() && !propose.keep(Millis(90_999), id, &policy()));
    assert_eq!(propose.warn(Millis(91_000), &policy()).len(), 1);
    assert_eq!(propose.deadline(Millis(91_000)), Some(Millis(91_500)), "what it says moves it");
    assert_eq!(propose.deadline(Millis(91_500)), Some(Millis(121_000)));
    assert!(propose.warn(Millis(91_500), &policy()).is_empty(), "it says so once");
    assert!(propose.expired(Millis(120_999)).is_empty());
    assert_eq!(propose.expired(Millis(121_000)), [id]);
    assert!(propose.confirm(Millis(121_000), id, 1, true).is_none(), "it has lapsed");
    assert!(propose.confirm(Millis(120_999), id, 1, true).is_some());
    assert_eq!(
        (propose.deadline(START), propose.expired(Millis(500_000))),
        (None, Vec::new()),
        "a pressed card does not lapse"
    );
}

#[test]
fn what_can_be_pressed_already_stays_so_however_long_drawing_takes() {
    let shop = cart([line(1, "lamp", 1)]);
    let (mut propose, id) = open(Action::Remove { key: Key(1) }, &shop);
    let armed = START + Policy::default().arming;
    let stage = |propose: &mut Propose, now| propose.get_mut(id).unwrap().stage(now);
    // The event that made it ready is drawn late: it was drawn before that, and looked at.
    propose.drawn(armed, armed + Millis(300));
    assert_eq!(stage(&mut propose, armed), Stage::Ready);
    // One that is drawn late itself is looked at later.
    propose.drawn(START, START + Millis(300));
    assert_eq!(stage(&mut propose, armed + Millis(299)), Stage::Arming);
    assert_eq!(stage(&mut propose, armed + Millis(300)), Stage::Ready);
}
