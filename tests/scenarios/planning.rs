//! Plans: several changes as one card. What can be proposed so, and what the shopper can do to it.

use std::rc::Rc;

use handcart::engine::action::{Action, Proposed};
use handcart::engine::effect::Effect;
use handcart::engine::event::Gesture;
use handcart::engine::outcome::{Code, Outcome, Verdict};
use handcart::engine::row::{Edit, Row, Tick};
use handcart::engine::view::{Ask, Stage};

use super::page::Page;
use crate::common::host::{Gives, READ, Reply, Says, WELL};
use crate::common::shop::{BOOTS_41, BOOTS_42, LAMP, MUG, TENT};
use crate::common::wishes::{add, by_agent, remove, set};

/// One of a tent, three of what is already there once, and no lamps.
fn usual(page: &Page) -> Action {
    let tent = add(&page.goods.products[TENT], 1);
    Action::Plan(vec![remove(page.key(LAMP)), tent, set(page.key(MUG), 3)])
}

/// A page with lamps and a mug, and the usual plan on it.
pub fn open() -> (Page, Ask) {
    let page = Page::of(&[(LAMP, 2), (MUG, 1)]);
    let card = page.propose(usual(&page)).unwrap();
    page.wait(500);
    (page, card)
}

pub fn rows(page: &Page) -> Vec<Row> {
    page.newest().deed.rows.clone()
}

pub fn verdicts(outcome: &Outcome) -> Vec<Verdict> {
    outcome.lines.iter().map(|line| line.verdict.clone()).collect()
}

/// Presses, with these answers of the shop to the calls, and waits for the end.
pub fn press(page: &Page, answers: &[Reply]) -> Rc<Outcome> {
    page.answers(answers);
    page.confirm(page.newest().id);
    page.wait(60_000);
    assert_eq!(page.reports().len(), 1);
    page.last()
}

#[test]
fn a_row_without_a_tick_stays_as_it_is() {
    let (page, card) = open();
    page.press(Gesture::Edit(card.id, 0, Edit::Tick(false)));
    let now = page.newest();
    // The shopper's own change: another drawing, but no half second.
    assert_eq!((now.rev, now.stage), (card.rev + 1, Stage::Ready));
    page.press(Gesture::Confirm(card.id, card.rev, true));
    assert!(page.calls().is_empty());
    let end = press(&page, &[]);
    assert_eq!(page.shown(), "2 lamp, 3 mug, 1 tent");
    assert_eq!((end.verdict.clone(), verdicts(&end)[0].clone()), (Verdict::Applied, Verdict::Declined));
}

#[test]
fn nothing_ticked_is_nothing_to_press() {
    let (page, card) = open();
    (0..3).for_each(|row| page.press(Gesture::Edit(card.id, row, Edit::Tick(false))));
    assert_eq!(page.newest().stage, Stage::Nothing);
    page.confirm(card.id);
    page.press(Gesture::Edit(card.id, 2, Edit::Tick(true)));
    page.press(Gesture::Edit(card.id, 9, Edit::Tick(true)));
    assert_eq!((page.newest().stage, page.calls().len()), (Stage::Ready, 0));
}

#[test]
fn a_rows_quantity_is_the_shoppers_within_the_bounds() {
    let (page, card) = open();
    page.shop(|shop| {
        shop.stock[MUG] = 8;
        shop.set(MUG, 1);
    });
    page.press(Gesture::Reread);
    page.wait(1_000);
    for (row, asked, got) in [(1, 4, 4), (1, 0, 1), (1, 500, 99), (2, 500, 8), (2, 0, 1)] {
        page.press(Gesture::Edit(card.id, row, Edit::Quantity(asked)));
        assert_eq!(rows(&page)[row as usize].deed.after, got, "{asked} in row {row}");
    }
    page.press(Gesture::Edit(card.id, 1, Edit::Quantity(2)));
    page.press(Gesture::Edit(card.id, 2, Edit::Quantity(5)));
    page.confirm(card.id);
    page.wait(2_000);
    assert_eq!(page.shown(), "5 mug, 2 tent");
}

#[test]
fn the_quantity_of_a_removal_cannot_be_changed() {
    let (page, card) = open();
    page.press(Gesture::Edit(card.id, 0, Edit::Quantity(1)));
    page.press(Gesture::Edit(card.id, 0, Edit::Choose(0, 1)));
    assert_eq!((page.newest().rev, rows(&page)[0].deed.after), (card.rev, 0));
}

#[test]
fn a_missing_variant_is_chosen_in_its_row() {
    let page = Page::of(&[]);
    let boots = &page.goods.products[3];
    let card = page.propose(Action::Plan(vec![add(&page.goods.products[MUG], 1), add(boots, 2)])).unwrap();
    page.wait(500);
    assert_eq!(page.newest().stage, Stage::Missing(0));
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    page.press(Gesture::Edit(card.id, 1, Edit::Choose(0, 1)));
    assert_eq!((page.newest().stage, rows(&page)[1].deed.variant.as_deref()), (Stage::Ready, Some("Size 42")));
    page.press(Gesture::Edit(card.id, 1, Edit::Quantity(3)));
    press(&page, &[]);
    assert_eq!(page.calls(), ["add 1 mug", "add 3 boots-42"]);
}

#[test]
fn a_row_that_is_not_ticked_needs_no_variant() {
    let page = Page::of(&[]);
    let boots = &page.goods.products[3];
    let card = page.propose(Action::Plan(vec![add(&page.goods.products[MUG], 1), add(boots, 2)])).unwrap();
    page.wait(500);
    page.press(Gesture::Edit(card.id, 1, Edit::Tick(false)));
    press(&page, &[]);
    assert_eq!(page.calls(), ["add 1 mug"]);
}

#[test]
fn two_rows_cannot_become_the_same_article() {
    let page = Page::of(&[(BOOTS_41, 1)]);
    let boots = &page.goods.products[3];
    let line = set(page.key(BOOTS_41), 2);
    let card = page.propose(Action::Plan(vec![add(boots, 1), add(boots, 2), line])).unwrap();
    page.wait(500);
    page.press(Gesture::Edit(card.id, 0, Edit::Choose(0, 1)));
    page.press(Gesture::Edit(card.id, 1, Edit::Choose(0, 1)));
    assert_eq!(page.newest().stage, Stage::Twice);
    page.press(Gesture::Edit(card.id, 1, Edit::Choose(0, 0)));
    assert_eq!(page.newest().stage, Stage::Twice);
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    page.press(Gesture::Edit(card.id, 1, Edit::Tick(false)));
    press(&page, &[]);
    assert_eq!(page.calls(), ["add 1 boots-42", &format!("set #{} to 2", page.key(BOOTS_41).0)]);
    assert_eq!(page.shop(|shop| shop.pieces(BOOTS_42)), 1);
}

#[test]
fn the_same_article_twice_is_refused_with_a_reason() {
    let page = Page::of(&[(LAMP, 2), (MUG, 1)]);
    let (lamp, mug) = (page.key(LAMP), &page.goods.products[MUG]);
    for twice in [
        vec![set(lamp, 3), remove(lamp)],
        vec![add(mug, 1), add(mug, 2)],
        vec![add(mug, 1), set(page.key(MUG), 4)],
        vec![remove(lamp), add(&page.goods.products[LAMP], 1)],
    ] {
        assert_eq!(page.propose(Action::Plan(twice)), Err(Code::Conflict));
    }
    let why = page.outs(|effect| if let Effect::Refuse(_, why) = effect { Some(why.detail.to_string()) } else { None });
    assert!(why[0].contains("one article"), "{why:?}");
}

#[test]
fn what_is_no_plan_is_refused() {
    let page = Page::of(&[(LAMP, 2)]);
    let lamp = &page.goods.products[LAMP];
    assert_eq!(page.propose(Action::Plan(Vec::new())), Err(Code::Policy));
    assert_eq!(page.propose(Action::Plan(vec![set(page.key(LAMP), 1); 13])), Err(Code::Policy));
    assert_eq!(page.propose(Action::Plan(vec![add(lamp, 1), Action::Clear])), Err(Code::NotSupported));
    let nested = Action::Plan(vec![add(lamp, 1)]);
    assert_eq!(page.propose(Action::Plan(vec![nested])), Err(Code::NotSupported));
    let gone = handcart::engine::cart::Key(4_711);
    assert_eq!(page.propose(Action::Plan(vec![add(lamp, 1), remove(gone)])), Err(Code::LineNotFound));
}

#[test]
fn an_id_of_any_row_is_taken_once() {
    let page = Page::of(&[]);
    let offer = |ids: &str, article: usize| {
        let wish = add(&page.goods.products[article], 1);
        page.propose_as(by_agent(wish, None, Some(ids))).map(|_| ())
    };
    let both = Action::Plan(vec![add(&page.goods.products[MUG], 1), add(&page.goods.products[TENT], 1)]);
    page.propose_as(by_agent(both, None, Some("a\nb"))).unwrap();
    assert_eq!(
        (offer("b", LAMP), offer("c\na", LAMP), offer("c", LAMP)),
        (Err(Code::Policy), Err(Code::Policy), Ok(()))
    );
}

#[test]
fn a_row_that_goes_is_marked_and_the_others_go_on() {
    let (page, card) = open();
    page.shop(|shop| shop.set(LAMP, 0));
    page.event();
    page.wait(400);
    let now = page.newest();
    assert_eq!((now.rev, now.stage, now.changed.is_some()), (card.rev + 1, Stage::Arming, true));
    assert_eq!((&now.deed.rows[0].tick, &*now.deed.rows[0].deed.name), (&Tick::Gone, "Headlamp"));
    page.press(Gesture::Edit(card.id, 0, Edit::Tick(true)));
    assert_eq!(rows(&page)[0].tick, Tick::Gone);
    page.wait(500);
    let end = press(&page, &[]);
    assert_eq!((page.calls().len(), verdicts(&end)[0].clone()), (2, Verdict::Withdrawn));
    assert_eq!(end.verdict, Verdict::Applied);
}

#[test]
fn a_plan_of_which_no_row_is_left_is_withdrawn() {
    let page = Page::of(&[(LAMP, 2), (MUG, 1)]);
    page.propose(Action::Plan(vec![remove(page.key(LAMP)), set(page.key(MUG), 3)])).unwrap();
    page.shop(|shop| [LAMP, MUG].map(|article| shop.set(article, 0)));
    page.event();
    page.wait(1_000);
    assert_eq!((page.asks().len(), page.verdicts()), (0, vec![Verdict::Withdrawn]));
    assert!(page.last().lines.is_empty());
}

#[test]
fn a_price_that_changes_is_marked_in_its_row_and_arms_the_card_anew() {
    let (page, card) = open();
    page.shop(|shop| shop.dearer());
    page.event();
    page.wait(400);
    let now = page.newest();
    assert_eq!((now.rev, now.stage), (card.rev + 1, Stage::Arming));
    let price = |row: &Row| row.changed.as_ref().and_then(|changed| changed.price.clone());
    let marked: Vec<_> = now.deed.rows.iter().map(|row| price(row).is_some()).collect();
    assert_eq!(marked, [true, false, true]);
    assert!(now.changed.as_ref().is_some_and(|changed| changed.price.is_some() && changed.total.is_some()));
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    page.wait(500);
    page.confirm(card.id);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn saying_no_and_saying_nothing_end_the_plan() {
    let (page, card) = open();
    page.press(Gesture::Decline(card.id));
    assert_eq!(page.verdicts(), [Verdict::Declined]);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(121_000);
    assert_eq!((page.verdicts().pop(), page.calls().len()), (Some(Verdict::Expired), 0));
}

#[test]
fn a_plan_is_offered_in_the_conversation_with_its_own_words() {
    let page = Page::of(&[]);
    page.press(Gesture::Say("two things".into()));
    let action = Action::Plan(vec![add(&page.goods.products[MUG], 1), add(&page.goods.products[TENT], 1)]);
    let proposed = Proposed { words: Some("both are light".into()), ..by_agent(action, None, None) };
    page.answer(handcart::engine::event::Turn { proposals: vec![proposed], ..Default::default() });
    assert_eq!(page.newest().words.as_deref(), Some("both are light"));
}

#[test]
fn a_plan_that_ended_says_what_is_in_the_cart_if_that_is_known() {
    let (page, _) = open();
    assert_eq!(press(&page, &[]).count, Some(4));
    let (page, _) = open();
    page.world().usual_read = READ.gives(Gives::Fails);
    assert_eq!(press(&page, &[WELL.says(Says::Yes); 3]).count, None);
}
