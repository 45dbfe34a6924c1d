//! Plans that were confirmed: one row after the other, an end for each, one way back.

use handcart::engine::action::{Action, Source};
use handcart::engine::effect::{Call, Effect};
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, Undo, Verdict};
use handcart::engine::row::{Edit, Tick};
use handcart::engine::view::{Kind, Stage};

use super::page::Page;
use super::planning::{open, press, rows, verdicts};
use crate::common::host::{Does, Gives, READ, Reply, Says, WELL, When};
use crate::common::shop::{BOOTS_42, LAMP, MUG, TENT};
use crate::common::wishes::{add, remove};

const SOLD_OUT: Reply = WELL.does(Does::Nothing).says(Says::No(Code::OutOfStock));

#[test]
fn one_press_does_each_row_and_tells_of_each() {
    let (page, card) = open();
    assert_eq!((page.asks().len(), card.stage, card.words.as_deref()), (1, Stage::Arming, Some("trust me")));
    let end = press(&page, &[]);
    // Adds and quantities as they stand, then removals.
    assert_eq!(page.calls(), ["add 1 tent", "set #102 to 3", "remove #101"]);
    assert_eq!(page.shown(), "3 mug, 1 tent");
    assert_eq!((end.verdict.clone(), end.delta, end.undo), (Verdict::Applied, 1, Undo::Ready));
    assert_eq!((end.deed.before, end.count), (3, Some(4)));
    let names: Vec<_> = end.lines.iter().map(|line| (&*line.deed.name, line.delta)).collect();
    assert_eq!(names, [("Headlamp", -2), ("Tent", 1), ("Mug", 2)]);
    assert_eq!(verdicts(&end), [Verdict::Applied, Verdict::Applied, Verdict::Applied]);
    let told = page.outs(|effect| if let Effect::TellChanged(told, _) = effect { Some(told.id) } else { None });
    assert_eq!(told, [end.lines[1].id, end.lines[2].id, end.lines[0].id]);
    let operations = page.outs(|effect| if let Effect::Mutate(_, _, named) = effect { Some(named.id) } else { None });
    assert_eq!(operations, [1, 2, 3]);
    assert_eq!(page.reports()[0].0, Some(1));
}

#[test]
fn removals_run_from_the_last_line_upwards() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.by_place = true);
    page.shop(|shop| [LAMP, TENT, MUG].map(|article| shop.put(article, 1)));
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.agree(Action::Plan(vec![remove(page.key(LAMP)), remove(page.key(MUG))]));
    page.wait(2_000);
    assert_eq!((page.shown().as_str(), page.last().verdict.clone()), ("1 tent", Verdict::Applied));
    page.press(Gesture::Undo(page.last().id));
    page.wait(2_000);
    assert_eq!(page.shown(), "1 tent, 1 lamp, 1 mug");
}

#[test]
fn a_row_that_fails_stops_no_other() {
    let (page, _) = open();
    let end = press(&page, &[SOLD_OUT, WELL, WELL]);
    assert_eq!(page.shown(), "3 mug");
    assert_eq!(end.verdict, Verdict::Adjusted { asked: 3, got: 2 });
    assert_eq!(verdicts(&end), [Verdict::Applied, Verdict::Rejected(Code::OutOfStock), Verdict::Applied]);
    assert_eq!(end.lines[1].operation, Some(1));
}

#[test]
fn a_row_of_which_the_shop_had_fewer_is_adjusted() {
    let page = Page::of(&[]);
    page.propose(Action::Plan(vec![add(&page.goods.products[MUG], 5), add(&page.goods.products[TENT], 1)])).unwrap();
    page.wait(500);
    let end = press(&page, &[WELL.does(Does::Only(3)), WELL]);
    assert_eq!(verdicts(&end), [Verdict::Adjusted { asked: 5, got: 3 }, Verdict::Applied]);
    assert_eq!((end.verdict.clone(), end.delta), (Verdict::Adjusted { asked: 2, got: 1 }, 4));
    page.press(Gesture::Undo(end.id));
    page.wait(2_000);
    assert_eq!(page.shown(), "");
}

#[test]
fn a_plan_of_which_nothing_is_done_is_rejected_and_can_be_tried_again() {
    let (page, card) = open();
    let end = press(&page, &[SOLD_OUT, SOLD_OUT, SOLD_OUT]);
    assert_eq!((end.verdict.clone(), end.undo), (Verdict::Rejected(Code::OutOfStock), Undo::Never));
    page.press(Gesture::OfferAgain(end.id));
    assert!(page.asks().is_empty(), "the cart is read first");
    page.wait(600);
    let again = page.newest();
    assert_eq!((again.id > card.id, again.deed.rows.len()), (true, 3));
    page.press(Gesture::Edit(again.id, 1, Edit::Quantity(7)));
    page.confirm(again.id);
    page.wait(2_000);
    let operations = page.outs(|effect| match effect {
        Effect::Mutate(_, _, operation) => Some((operation.id, operation.attempt)),
        _ => None,
    });
    let tried = [(1, 1), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2)];
    assert_eq!(operations, tried, "each row under its own id, and what the shopper changed under a new one");
}

#[test]
fn only_the_rows_that_failed_are_tried_again() {
    let (page, _) = open();
    let end = press(&page, &[WELL, SOLD_OUT, WELL]);
    assert_eq!(end.verdict, Verdict::Adjusted { asked: 3, got: 2 });
    page.press(Gesture::OfferAgain(end.id));
    page.wait(600);
    let again = page.newest();
    assert!(again.deed.rows.is_empty(), "one change is no plan");
    page.confirm(again.id);
    page.wait(1_000);
    assert_eq!((page.last().verdict.clone(), page.last().operation), (Verdict::Applied, Some(2)));
}

#[test]
fn silence_in_the_middle_is_one_rows_matter() {
    let (page, _) = open();
    let end = press(&page, &[WELL, WELL.does(Does::Nothing).when(When::Never), WELL]);
    assert_eq!(verdicts(&end), [Verdict::Applied, Verdict::Applied, Verdict::Unknown]);
    assert_eq!(end.verdict, Verdict::Adjusted { asked: 3, got: 2 });
    assert_eq!(page.calls().len(), 3);
}

#[test]
fn a_cart_that_cannot_be_read_is_tried_again_before_the_next_row() {
    let (page, _) = open();
    page.reads_give(&[READ.gives(Gives::Fails)]);
    let end = press(&page, &[WELL.says(Says::Yes), WELL, WELL]);
    assert_eq!(verdicts(&end), [Verdict::Applied, Verdict::Unknown, Verdict::Applied]);
    assert_eq!(page.shown(), "3 mug, 1 tent");
}

#[test]
fn nothing_known_of_any_row_is_unknown() {
    let (page, _) = open();
    let end = press(&page, &[WELL.does(Does::Nothing).when(When::Never); 3]);
    assert_eq!((end.verdict.clone(), page.calls().len()), (Verdict::Unknown, 3));
}

#[test]
fn what_else_is_wanted_waits_until_the_plan_is_through() {
    let (page, card) = open();
    page.confirm(card.id);
    page.press(Gesture::SetLine(page.key(MUG), 7));
    page.wait(2_000);
    assert_eq!(page.calls(), ["add 1 tent", "set #102 to 3", "remove #101", "set #102 to 7"]);
}

#[test]
fn while_it_runs_the_card_shows_what_is_done_and_the_cart_what_waits() {
    let (page, card) = open();
    page.answers(&[WELL, WELL.when(When::After(5_000))]);
    page.confirm(card.id);
    assert_eq!(page.side().pending.len(), 2);
    page.wait(1_000);
    let now = page.newest();
    assert_eq!(now.stage, Stage::Working);
    let done: Vec<_> = now.deed.rows.iter().map(|row| matches!(row.tick, Tick::Done(_))).collect();
    assert_eq!(done, [false, true, false]);
    page.press(Gesture::Edit(card.id, 0, Edit::Tick(false)));
    page.press(Gesture::Edit(card.id, 2, Edit::Quantity(9)));
    page.wait(9_000);
    assert_eq!((page.shown().as_str(), page.asks().len()), ("3 mug, 1 tent", 0));
}

#[test]
fn after_the_end_no_row_runs() {
    let (page, card) = open();
    page.confirm(card.id);
    page.wait(50);
    page.send(Event::Destroyed);
    page.wait(60_000);
    assert_eq!((page.calls().len(), page.reports().len()), (1, 0));
}

#[test]
fn a_line_that_changes_while_the_plan_waits_is_checked_at_its_own_beginning() {
    let (page, _) = open();
    page.answers(&[WELL.when(When::After(5_000))]);
    page.confirm(page.newest().id);
    page.shop(|shop| shop.set(LAMP, 0));
    page.wait(10_000);
    let end = page.last();
    assert_eq!(page.calls().len(), 2);
    assert_eq!(verdicts(&end), [Verdict::Rejected(Code::LineNotFound), Verdict::Applied, Verdict::Applied]);
}

#[test]
fn a_plan_is_taken_back_with_one_press() {
    let (page, _) = open();
    let done = press(&page, &[WELL, SOLD_OUT, WELL]);
    assert_eq!((page.shown().as_str(), done.undo), ("1 mug, 1 tent", Undo::Ready));
    page.press(Gesture::Undo(done.id));
    page.press(Gesture::Undo(done.id));
    page.wait(2_000);
    let back = page.last();
    assert_eq!((page.shown().as_str(), back.undoes, back.undo), ("1 mug, 2 lamp", Some(done.id), Undo::Never));
    // What failed is not taken back.
    assert_eq!((back.lines.len(), page.calls().len()), (2, 5));
    let shown = page.view().feed.iter().find_map(|entry| match &entry.kind {
        Kind::Done(outcome) if outcome.id == done.id => Some(outcome.undo),
        _ => None,
    });
    assert_eq!(shown, Some(Undo::Used));
}

#[test]
fn what_can_no_longer_be_taken_back_stops_no_other() {
    let (page, _) = open();
    let done = press(&page, &[]);
    page.press(Gesture::RemoveLine(page.key(TENT)));
    page.wait(1_000);
    page.press(Gesture::Undo(done.id));
    page.wait(2_000);
    assert_eq!((page.shown().as_str(), page.last().lines.len()), ("1 mug, 2 lamp", 2));
    assert_eq!(page.last().undoes, Some(done.id));
}

#[test]
fn an_undo_that_changes_nothing_can_be_pressed_again() {
    let (page, _) = open();
    let done = press(&page, &[]);
    page.answers(&[SOLD_OUT, SOLD_OUT, SOLD_OUT]);
    page.press(Gesture::Undo(done.id));
    page.wait(2_000);
    assert_eq!(page.last().verdict, Verdict::Rejected(Code::OutOfStock));
    page.press(Gesture::Undo(done.id));
    page.wait(2_000);
    assert_eq!(page.shown(), "1 mug, 2 lamp");
}

#[test]
fn code_that_takes_a_plan_back_asks_with_a_plan() {
    let (page, _) = open();
    let done = press(&page, &[]);
    page.send(Event::UndoWanted(done.id, Some(9)));
    let card = page.newest();
    assert_eq!((card.deed.rows.len(), card.source.clone()), (3, Source::Agent));
    page.wait(500);
    // What is taken back is not the shopper's to change, but which of it is.
    page.press(Gesture::Edit(card.id, 1, Edit::Quantity(9)));
    assert_eq!(page.newest().rev, card.rev);
    page.press(Gesture::Edit(card.id, 0, Edit::Tick(false)));
    page.confirm(card.id);
    page.wait(2_000);
    assert_eq!(page.shown(), "1 mug");
    assert_eq!((page.reports().pop().unwrap().0, page.last().undoes), (Some(9), Some(done.id)));
}

#[test]
fn a_row_of_an_undo_that_would_do_something_else_is_gone() {
    let (page, _) = open();
    let done = press(&page, &[]);
    page.send(Event::UndoWanted(done.id, Some(9)));
    page.shop(|shop| shop.set(TENT, 3));
    page.event();
    page.wait(1_000);
    let ticks: Vec<_> = rows(&page).iter().map(|row| row.tick == Tick::Gone).collect();
    assert_eq!(ticks, [false, true, false]);
    page.confirm(page.newest().id);
    page.wait(2_000);
    assert_eq!(page.shown(), "1 mug, 3 tent, 2 lamp");
}

#[test]
fn an_undo_pressed_beside_its_card_leaves_the_card_nothing() {
    let (page, _) = open();
    let done = press(&page, &[]);
    page.send(Event::UndoWanted(done.id, Some(9)));
    page.wait(500);
    page.press(Gesture::Undo(done.id));
    page.confirm(page.newest().id);
    let end = page.last();
    assert_eq!((end.verdict.clone(), end.lines.len()), (Verdict::Rejected(Code::Conflict), 3));
    page.wait(2_000);
    assert_eq!(page.shown(), "1 mug, 2 lamp");
}

#[test]
fn a_clear_that_code_takes_back_is_a_plan_of_any_length() {
    let page = Page::of(&[(LAMP, 2), (MUG, 1), (BOOTS_42, 3)]);
    page.agree(Action::Clear);
    page.wait(2_000);
    let cleared = page.last();
    page.send(Event::UndoWanted(cleared.id, Some(9)));
    page.wait(500);
    assert_eq!(page.newest().deed.rows.len(), 3);
    page.confirm(page.newest().id);
    page.wait(2_000);
    assert_eq!((page.shown().as_str(), page.last().lines.len()), ("2 lamp, 1 mug, 3 boots-42", 3));
    assert!(page.outs(|effect| matches!(effect, Effect::Mutate(_, Call::Add { .. }, _)).then_some(())).len() == 3);
}

#[test]
fn an_undo_of_a_plan_does_not_take_what_came_in_meanwhile() {
    let page = Page::of(&[]);
    let [mug, tent] = [MUG, TENT].map(|article| add(&page.goods.products[article], 2));
    page.agree(Action::Plan(vec![mug, tent]));
    page.wait(2_000);
    assert_eq!(page.shown(), "2 mug, 2 tent");
    page.answers(&[WELL.when(When::After(1_000))]);
    page.press(Gesture::Undo(page.last().id));
    page.wait(500);
    page.shop(|shop| shop.put(MUG, 3));
    page.wait(5_000);
    assert_eq!(page.shown(), "5 mug", "each row is looked at anew before it runs");
}
