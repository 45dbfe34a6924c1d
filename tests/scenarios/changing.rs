//! Changing: one at a time, in order, once, and only what was pressed (laws I1, I2, I4, I5).

use handcart::engine::Abilities;
use handcart::engine::action::Action;
use handcart::engine::cart::{Country, Key};
use handcart::engine::effect::{Effect, Warning};
use handcart::engine::event::{Event, Gesture, Turn};
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::view::{CheckoutButton, Kind, Pending};

use super::page::Page;
use crate::common::host::{Fires, Says, WELL, When};
use crate::common::shop::{BOOTS_42, LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::{add, by_agent, remove, set};

#[test]
fn a_step_on_a_line_changes_it_and_marks_it_while_it_waits() {
    let page = Page::of(&[(LAMP, 1)]);
    let key = page.key(LAMP);
    page.press(Gesture::SetLine(key, 2));
    assert_eq!(page.side().pending, [(key, Pending::Quantity(2))]);
    assert_eq!(page.shown(), "1 lamp", "nothing is shown that the shop has not said");
    page.wait(100);
    assert_eq!((page.shown().as_str(), page.side().pending.len()), ("2 lamp", 0));
    assert_eq!(page.verdicts(), [Verdict::Applied]);
    assert_eq!(page.calls(), [format!("set #{} to 2", key.0)]);
}

#[test]
fn a_step_to_zero_removes_the_line() {
    let page = Page::of(&[(LAMP, 1)]);
    let key = page.key(LAMP);
    page.press(Gesture::SetLine(key, 0));
    assert_eq!(page.side().pending, [(key, Pending::Removal)]);
    page.wait(100);
    assert_eq!(page.calls(), [format!("remove #{}", key.0)]);
    assert_eq!((page.verdicts(), page.last().delta), (vec![Verdict::Applied], -1));
}

#[test]
fn a_step_beyond_the_shops_maximum_asks_for_the_maximum() {
    let page = Page::of(&[(LAMP, 1)]);
    page.shop(|shop| shop.stock[LAMP] = 4);
    page.shop(|shop| shop.set(LAMP, 1));
    page.press(Gesture::Reread);
    page.wait(100);
    page.press(Gesture::SetLine(page.key(LAMP), 40));
    page.wait(100);
    assert_eq!((page.shown().as_str(), page.verdicts()), ("4 lamp", vec![Verdict::Applied]));
}

#[test]
fn steps_that_wait_collapse_into_the_last() {
    let page = Page::of(&[(LAMP, 1)]);
    let key = page.key(LAMP);
    for pieces in 2..=6 {
        page.press(Gesture::SetLine(key, pieces));
    }
    assert_eq!(page.side().pending, [(key, Pending::Quantity(6))]);
    page.wait(1_000);
    assert_eq!(page.calls(), [format!("set #{} to 2", key.0), format!("set #{} to 6", key.0)]);
    assert_eq!(page.verdicts(), [Verdict::Applied, Verdict::Applied]);
}

#[test]
fn steps_on_two_lines_do_not_collapse_into_each_other() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1), (MUG, 1)]);
    for article in [LAMP, TENT, MUG] {
        page.press(Gesture::SetLine(page.key(article), 3));
    }
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.shown().as_str()), (3, "3 lamp, 3 tent, 3 mug"));
}

#[test]
fn a_step_back_to_where_it_was_calls_nobody_and_tells_the_page_nothing() {
    let page = Page::of(&[(LAMP, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 1));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.verdicts()), (0, vec![Verdict::Applied]));
    assert!(page.outs(|effect| matches!(effect, Effect::TellChanged(..)).then_some(())).is_empty());
}

#[test]
fn changes_go_one_after_the_other_in_the_order_of_their_confirmation() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    let card = page.propose(add(&page.goods.products[MUG], 2)).unwrap();
    page.wait(500);
    page.press(Gesture::RemoveLine(page.key(TENT)));
    page.confirm(card.id);
    page.press(Gesture::SetLine(page.key(LAMP), 3));
    assert_eq!(page.calls().len(), 1, "one in flight");
    page.wait(2_000);
    let calls = page.calls();
    assert!(calls[0].starts_with("remove") && calls[1] == "add 2 mug" && calls[2].ends_with("to 3"), "{calls:?}");
    assert_eq!(page.shown(), "3 lamp, 2 mug");
}

#[test]
fn an_answer_from_inside_the_call_is_taken() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::Inside).fires(Fires::Inside)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    assert_eq!((page.shown().as_str(), page.verdicts()), ("2 lamp", vec![Verdict::Applied]));
    page.wait(1_000);
    assert_eq!(page.reads(), 2, "the event from inside the call is not lost");
}

#[test]
fn a_line_that_went_away_while_the_change_waited_is_refused() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.press(Gesture::SetLine(page.key(TENT), 2));
    page.shop(|shop| shop.set(TENT, 0));
    page.wait(1_000);
    assert_eq!(page.calls().len(), 1);
    assert_eq!(page.verdicts(), [Verdict::Applied, Verdict::Rejected(Code::LineNotFound)]);
}

#[test]
fn a_key_that_came_to_name_another_article_is_refused() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.by_place = true);
    page.shop(|shop| [LAMP, TENT, MUG].map(|article| shop.put(article, 1)));
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.press(Gesture::RemoveLine(Key(0)));
    page.press(Gesture::RemoveLine(Key(1)));
    page.wait(1_000);
    assert_eq!(page.shown(), "1 tent, 1 mug", "the mug, now at place 1, was not meant");
    assert_eq!(page.verdicts(), [Verdict::Applied, Verdict::Rejected(Code::Conflict)]);
}

#[test]
fn lines_that_share_a_key_are_shown_and_never_changed() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.double_keys = true);
    page.shop(|shop| [LAMP, TENT].map(|article| shop.put(article, 1)));
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.press(Gesture::SetLine(Key(7), 2));
    page.press(Gesture::RemoveLine(Key(7)));
    assert_eq!(page.propose(remove(Key(7))), Err(Code::LineNotFound));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.warnings()), (0, vec![Warning::DoubleKeys]));
}

#[test]
fn a_key_that_the_cart_does_not_have_reaches_nobody() {
    let page = Page::of(&[(LAMP, 1)]);
    assert_eq!(page.propose(remove(Key(4_711))), Err(Code::LineNotFound));
    assert_eq!(page.propose(set(Key(4_711), 2)), Err(Code::LineNotFound));
    page.press(Gesture::RemoveLine(Key(4_711)));
    page.wait(1_000);
    assert!(page.calls().is_empty() && page.reports().is_empty());
}

#[test]
fn absurd_quantities_are_not_even_offered() {
    let page = Page::of(&[(LAMP, 1)]);
    let lamp = page.goods.products[LAMP].clone();
    for quantity in [0, 100, u32::MAX] {
        assert_eq!(page.propose(add(&lamp, quantity)), Err(Code::Policy));
        assert_eq!(page.propose(set(page.key(LAMP), quantity)), Err(Code::Policy));
    }
    assert_eq!(page.propose(set(page.key(LAMP), 60)), Err(Code::QuantityExceeded), "the shop has 50");
}

#[test]
fn a_clear_without_its_callback_removes_line_by_line_under_one_confirmation() {
    let page = Page::of(&[(LAMP, 1), (TENT, 2), (MUG, 3)]);
    page.agree(Action::Clear);
    assert!(page.side().clearing);
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.shown().as_str()), (3, ""));
    assert_eq!((page.verdicts(), page.last().delta), (vec![Verdict::Applied], -6));
    assert_eq!(page.reads(), 1, "every answer brought its cart");
}

#[test]
fn a_clear_works_where_keys_are_places() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.by_place = true);
    page.shop(|shop| [LAMP, TENT, MUG].map(|article| shop.put(article, 1)));
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.agree(Action::Clear);
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.verdicts()), ("", vec![Verdict::Applied]));
}

#[test]
fn a_clear_with_its_callback_is_one_call() {
    let page = Page::with(Abilities { clear: true, ..ALL }, &[(LAMP, 1), (TENT, 2)]);
    page.agree(Action::Clear);
    page.wait(1_000);
    assert_eq!((page.calls(), page.verdicts()), (vec!["clear".to_owned()], vec![Verdict::Applied]));
}

#[test]
fn a_clear_leaves_a_line_that_another_tab_changed_meanwhile() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1), (MUG, 3)]);
    page.agree(Action::Clear);
    page.shop(|shop| shop.set(TENT, 4));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.calls().len()), ("4 tent", 2));
    assert_eq!(page.verdicts(), [Verdict::Adjusted { asked: 5, got: 1 }]);
}

#[test]
fn a_clear_stops_at_the_first_failure_and_says_how_far_it_came() {
    let page = Page::of(&[(LAMP, 1), (TENT, 2), (MUG, 3)]);
    page.answers(&[WELL, WELL.says(Says::No(Code::HostError)).does(crate::common::host::Does::Nothing)]);
    page.agree(Action::Clear);
    page.wait(1_000);
    assert_eq!(page.calls().len(), 2);
    assert_eq!(page.verdicts(), [Verdict::Adjusted { asked: 6, got: 3 }]);
}

#[test]
fn a_clear_of_a_cart_that_is_no_longer_the_listed_one_is_refused() {
    let page = Page::of(&[(LAMP, 1), (TENT, 2)]);
    let card = page.propose(Action::Clear).unwrap();
    page.wait(500);
    page.press(Gesture::SetLine(page.key(LAMP), 5));
    page.confirm(card.id);
    page.wait(1_000);
    assert_eq!(page.verdicts(), [Verdict::Applied, Verdict::Rejected(Code::Conflict)]);
    assert_eq!(page.shown(), "5 lamp, 2 tent");
}

#[test]
fn a_country_is_set_without_asking_but_not_without_telling() {
    let page = Page::of(&[(LAMP, 1)]);
    page.press(Gesture::Close);
    page.send(Event::Proposals(vec![by_agent(Action::SetCountry(Country(*b"AT")), Some(3), None)]));
    assert_eq!(page.side().country, Some(Country(*b"AT")));
    page.wait(1_000);
    assert_eq!(page.calls(), ["country AT"]);
    assert_eq!(page.reports()[0].0, Some(3));
    assert!(page.entry(|kind| matches!(kind, Kind::Done(_))).is_some());
    assert_eq!(page.view().toasts.len(), 1);
}

#[test]
fn a_country_that_is_set_already_calls_nobody() {
    let page = Page::of(&[(LAMP, 1)]);
    page.send(Event::Proposals(vec![by_agent(Action::SetCountry(Country(*b"DE")), Some(3), None)]));
    page.press(Gesture::ChooseCountry(Country(*b"DE")));
    page.wait(1_000);
    assert!(page.calls().is_empty());
    assert_eq!(page.verdicts(), [Verdict::Applied], "the agent is answered");
}

#[test]
fn a_replayed_country_is_set_once() {
    let page = Page::of(&[]);
    let wish = |code: &[u8; 2]| by_agent(Action::SetCountry(Country(*code)), Some(3), Some("c-1"));
    page.send(Event::Proposals(vec![wish(b"AT")]));
    page.wait(1_000);
    page.press(Gesture::ChooseCountry(Country(*b"FR")));
    page.wait(1_000);
    page.send(Event::Proposals(vec![wish(b"AT")]));
    page.wait(1_000);
    assert_eq!(page.calls(), ["country AT", "country FR"]);
}

#[test]
fn add_on_a_product_card_adds_once_however_often_it_is_pressed() {
    let page = Page::of(&[]);
    page.press(Gesture::Say("boots".into()));
    page.answer(Turn { products: page.goods.products.clone(), ..Turn::default() });
    let card = page.entry(|kind| matches!(kind, Kind::Products(_))).unwrap();
    page.press(Gesture::AddProduct(card, 3));
    assert!(page.calls().is_empty(), "the size is not chosen");
    page.press(Gesture::Choose(card, 3, 0, 1));
    page.press(Gesture::AddProduct(card, 3));
    page.press(Gesture::AddProduct(card, 3));
    page.wait(1_000);
    assert_eq!(page.calls(), ["add 1 boots-42"]);
    assert_eq!(page.shop(|shop| shop.pieces(BOOTS_42)), 1);
    page.press(Gesture::AddProduct(card, 3));
    page.wait(1_000);
    assert_eq!(page.shown(), "2 boots-42");
}

#[test]
fn the_checkout_is_called_once_a_press_and_can_be_pressed_again() {
    let page = Page::of(&[(LAMP, 1)]);
    let opened = || page.outs(|effect| matches!(effect, Effect::Checkout).then_some(())).len();
    page.press(Gesture::Checkout);
    page.press(Gesture::Checkout);
    assert_eq!((opened(), page.side().checkout), (1, CheckoutButton::Opening));
    page.wait(3_000);
    assert_eq!(page.side().checkout, CheckoutButton::Ready);
    page.press(Gesture::Checkout);
    page.send(Event::CheckoutEnded(false));
    assert_eq!((opened(), page.side().checkout), (2, CheckoutButton::Ready));
    let without = Page::with(Abilities { checkout: false, ..ALL }, &[(LAMP, 1)]);
    without.press(Gesture::Checkout);
    assert_eq!(without.side().checkout, CheckoutButton::Absent);
    assert_eq!(Page::of(&[]).side().checkout, CheckoutButton::Blocked);
}

#[test]
fn a_checkout_that_cannot_be_opened_leaves_a_record() {
    let page = Page::of(&[]);
    page.agree(Action::Checkout);
    assert_eq!(page.verdicts(), [Verdict::Rejected(Code::NotSupported)]);
    assert!(page.entry(|kind| matches!(kind, Kind::Done(_))).is_some());
    page.shop(|shop| shop.put(LAMP, 1));
    page.press(Gesture::Reread);
    page.wait(100);
    page.agree(Action::Checkout);
    assert_eq!(page.verdicts()[1], Verdict::Applied);
}

#[test]
fn what_the_host_cannot_do_is_refused() {
    let page = Page::with(Abilities { country: false, checkout: false, ..ALL }, &[(LAMP, 1)]);
    assert_eq!(page.propose(Action::SetCountry(Country(*b"AT"))), Err(Code::NotSupported));
    assert_eq!(page.propose(Action::Checkout), Err(Code::NotSupported));
    let off = Page::with(Abilities { cart: false, ..ALL }, &[]);
    assert_eq!(off.propose(add(&off.goods.products[LAMP], 1)), Err(Code::NotEnabled));
    off.wait(60_000);
    assert_eq!((off.reads(), off.view().cart), (0, None));
}

#[test]
fn more_than_thirty_two_waiting_changes_are_refused() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::Never)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    for at in 0..33u8 {
        let country = Country([b'A' + at / 26, b'A' + at % 26]);
        page.send(Event::Proposals(vec![by_agent(Action::SetCountry(country), Some(u32::from(at)), None)]));
    }
    assert_eq!(page.verdicts(), [Verdict::Rejected(Code::Policy)]);
}
