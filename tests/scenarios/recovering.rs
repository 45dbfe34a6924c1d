//! Recovering: the instance is lost, another one follows, and nobody's cart pays for it (law I11).

use handcart::engine::action::Action;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, OutcomeId, Verdict};
use handcart::engine::view::{Kind, Notice};

use super::page::Page;
use crate::common::host::{Does, Fires, READ, Says, WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::wishes::{add, by_agent};

fn restarted(page: &Page) -> bool {
    page.entry(|kind| *kind == Kind::Notice(Notice::Restarted)).is_some()
}

#[test]
fn a_widget_that_is_lost_while_it_rests_reads_the_cart_and_says_so() {
    let page = Page::of(&[(LAMP, 1)]);
    page.shop(|shop| shop.put(MUG, 2));
    let reads = page.reads();
    page.lose();
    assert_eq!(page.reads(), reads + 1);
    assert!(restarted(&page) && page.side().cart.is_none());
    page.wait(1_000);
    assert_eq!(page.shown(), "1 lamp, 2 mug");
    assert!(page.reports().is_empty() && page.calls().is_empty());
}

#[test]
fn the_first_widget_of_a_page_was_not_restarted() {
    assert!(!restarted(&Page::of(&[])));
}

#[test]
fn a_card_and_what_was_pressed_on_it_are_gone() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(1_000);
    page.lose();
    assert!(page.asks().is_empty());
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(130_000);
    assert!(page.calls().is_empty() && page.reports().is_empty());
}

#[test]
fn what_waits_in_line_is_not_done() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.answers(&[WELL.when(When::Never)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.press(Gesture::SetLine(page.key(TENT), 2));
    page.lose();
    page.wait(60_000);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn a_change_in_flight_is_unknown_once_and_is_not_sent_again() {
    let page = Page::of(&[]);
    page.answers(&[WELL.when(When::After(5_000))]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(100);
    let operation = page.outs(|effect| if let Effect::Mutate(.., named) = effect { Some(named.id) } else { None });
    page.lose();
    page.wait(1_000);
    let [(reply, outcome)] = page.reports().try_into().unwrap();
    assert_eq!((reply, outcome.verdict.clone(), outcome.operation), (Some(1), Verdict::Unknown, Some(operation[0])));
    assert_eq!(&*outcome.deed.name, "Mug");
    page.wait(60_000);
    assert_eq!((page.calls().len(), page.reports().len()), (1, 1));
}

#[test]
fn the_late_answer_to_a_change_of_the_lost_widget_leads_to_a_read() {
    let page = Page::of(&[]);
    page.answers(&[WELL.when(When::After(5_000)).does(Does::ItAtTheEnd)]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.lose();
    page.wait(1_000);
    assert_eq!(page.shown(), "");
    page.wait(5_000);
    assert_eq!(page.shown(), "2 mug");
}

#[test]
fn a_change_that_was_answered_and_not_reported_is_unknown_too() {
    let page = Page::of(&[]);
    page.reads_give(&[READ.when(When::Never)]);
    page.answers(&[WELL.says(Says::Yes).when(When::After(10))]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.wait(100);
    page.lose();
    page.wait(1_000);
    assert_eq!((page.verdicts(), page.calls().len()), (vec![Verdict::Unknown], 1));
}

#[test]
fn a_change_that_was_lost_twice_is_reported_once() {
    let page = Page::of(&[]);
    page.answers(&[WELL.when(When::Never)]);
    page.world().usual_read = READ.when(When::Never);
    page.agree(add(&page.goods.products[MUG], 1));
    page.lose();
    page.wait(10);
    page.lose();
    page.world().usual_read = READ;
    page.wait(30_000);
    assert_eq!((page.verdicts(), page.calls().len()), (vec![Verdict::Unknown], 1));
}

#[test]
fn a_change_whose_outcome_was_told_is_not_told_again() {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.wait(1_000);
    page.lose();
    page.wait(1_000);
    assert_eq!(page.verdicts(), [Verdict::Applied]);
}

#[test]
fn the_next_change_waits_for_the_read_and_has_a_number_of_its_own() {
    let page = Page::of(&[(LAMP, 1)]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.wait(1_000);
    page.lose();
    page.wait(1_000);
    page.press(Gesture::SetLine(page.key(LAMP), 3));
    page.wait(1_000);
    let numbers = page.outs(|effect| if let Effect::Mutate(.., named) = effect { Some(named.id) } else { None });
    assert!(numbers[1] > numbers[0], "{numbers:?}");
    let outcomes: Vec<_> = page.reports().iter().map(|(_, outcome)| outcome.id).collect();
    assert!(outcomes[1] > outcomes[0], "{outcomes:?}");
}

#[test]
fn a_proposal_that_was_taken_before_is_refused_after() {
    let page = Page::of(&[]);
    let proposed = by_agent(add(&page.goods.products[MUG], 1), Some(1), Some("once"));
    page.propose_as(proposed.clone()).unwrap();
    page.lose();
    page.wait(1_000);
    assert_eq!(page.propose_as(proposed).unwrap_err(), Code::Policy);
}

#[test]
fn a_change_of_the_lost_widget_cannot_be_taken_back_by_its_number() {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.wait(1_000);
    let OutcomeId(number) = page.last().id;
    page.lose();
    page.wait(1_000);
    page.press(Gesture::Undo(OutcomeId(number)));
    page.send(Event::UndoWanted(OutcomeId(number), Some(7)));
    page.wait(1_000);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn an_event_that_names_a_change_of_the_lost_widget_is_heard() {
    let page = Page::of(&[]);
    page.answers(&[WELL.when(When::Never).fires(Fires::OursAfter(3_000))]);
    page.agree(add(&page.goods.products[MUG], 1));
    page.lose();
    page.wait(2_000);
    let reads = page.reads();
    page.wait(2_000);
    assert_eq!(page.reads(), reads + 1);
}

#[test]
fn a_loss_between_two_effects_does_not_do_the_second() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(500);
    page.world().kept.lost_in = Some(0);
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(1_000);
    assert!(page.calls().is_empty() && restarted(&page));
}

#[test]
fn a_lost_change_can_be_tried_again_as_what_it_was_under_the_same_id() {
    let page = Page::of(&[]);
    page.answers(&[WELL.when(When::Never).does(Does::Nothing)]);
    let boots = page.goods.products[3].clone();
    page.agree(Action::Add { product: boots, variant: Some(1), quantity: 2 });
    page.lose();
    page.wait(1_000);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(1_000);
    let card = page.newest();
    assert_eq!((&*card.deed.name, card.deed.variant.as_deref(), card.deed.after), ("Hiking boots", Some("Size 42"), 2));
    page.confirm(card.id);
    page.wait(1_000);
    let named = page.outs(|effect| if let Effect::Mutate(.., it) = effect { Some((it.id, it.attempt)) } else { None });
    assert_eq!((page.calls(), named), (vec!["add 2 boots-42".to_owned(); 2], vec![(1, 1), (1, 2)]));
}

#[test]
fn an_event_with_any_id_from_before_the_loss_is_an_event() {
    let page = Page::of(&[(LAMP, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(1_000);
    page.lose();
    page.wait(5_000);
    for operation in 1..=6 {
        let reads = page.reads();
        page.send(Event::CartChanged { operation: Some(operation) });
        page.wait(35_000);
        assert_eq!(page.reads(), reads + 1, "operation {operation}");
    }
}
