//! Undo: of what really changed, once, verified too.

use std::rc::Rc;

use handcart::engine::Abilities;
use handcart::engine::action::Action;
use handcart::engine::cart::Country;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, OutcomeId, Undo, Verdict};
use handcart::engine::row::Edit;
use handcart::engine::view::{Kind, Stage};

use super::page::Page;
use crate::common::host::{Does, Says, WELL};
use crate::common::shop::{BOOTS_41, BOOTS_42, LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::{add, remove};

/// Takes the last outcome back and waits for it.
fn undo(page: &Page) {
    let outcome = page.last();
    assert_eq!(outcome.undo, Undo::Ready);
    page.press(Gesture::Undo(outcome.id));
    page.wait(2_000);
    let undone = page.last();
    assert_eq!((undone.verdict.clone(), undone.undoes, undone.undo), (Verdict::Applied, Some(outcome.id), Undo::Never));
}

#[test]
fn an_add_is_taken_back_by_a_removal_or_by_less() {
    let page = Page::of(&[]);
    for start in ["", "2 mug"] {
        page.agree(add(&page.goods.products[MUG], 2));
        page.wait(1_000);
        undo(&page);
        assert_eq!(page.shown(), start);
        page.shop(|shop| shop.set(MUG, 2));
        page.press(Gesture::Reread);
        page.wait(1_000);
    }
}

#[test]
fn an_adjusted_add_is_taken_back_by_what_came_in() {
    let page = Page::of(&[(MUG, 1)]);
    page.answers(&[WELL.does(Does::Only(3))]);
    page.agree(add(&page.goods.products[MUG], 5));
    page.wait(1_000);
    undo(&page);
    assert_eq!(page.shown(), "1 mug");
}

#[test]
fn an_add_is_not_taken_back_from_another_size() {
    let page = Page::of(&[(BOOTS_41, 2)]);
    page.propose(add(&page.goods.products[3], 1)).unwrap();
    page.press(Gesture::Edit(page.newest().id, 0, Edit::Choose(0, 1)));
    page.wait(500);
    page.confirm(page.newest().id);
    page.wait(1_000);
    let added = page.last().id;
    page.press(Gesture::RemoveLine(page.key(BOOTS_42)));
    page.wait(1_000);
    page.press(Gesture::Undo(added));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.calls().len()), ("2 boots-41", 2));
}

#[test]
fn a_quantity_is_taken_back() {
    let page = Page::of(&[(MUG, 4)]);
    page.press(Gesture::SetLine(page.key(MUG), 1));
    page.wait(1_000);
    undo(&page);
    assert_eq!(page.shown(), "4 mug");
}

#[test]
fn a_removal_is_taken_back_with_its_size() {
    let page = Page::of(&[(BOOTS_41, 1), (BOOTS_42, 2)]);
    page.press(Gesture::RemoveLine(page.key(BOOTS_42)));
    page.wait(1_000);
    undo(&page);
    assert_eq!(page.shown(), "1 boots-41, 2 boots-42");
}

#[test]
fn a_removal_is_taken_back_though_another_article_has_its_place() {
    let page = Page::of(&[]);
    page.shop(|shop| {
        shop.by_place = true;
        shop.put(LAMP, 3);
        shop.put(TENT, 1);
    });
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.press(Gesture::RemoveLine(page.key(LAMP)));
    page.wait(1_000);
    assert_eq!(page.shown(), "1 tent");
    undo(&page);
    assert_eq!(page.shown(), "1 tent, 3 lamp");
}

#[test]
fn a_clear_is_taken_back_line_by_line() {
    for clear in [false, true] {
        let page = Page::with(Abilities { clear, ..ALL }, &[(BOOTS_41, 1), (BOOTS_42, 2), (LAMP, 3)]);
        page.agree(Action::Clear);
        page.wait(1_000);
        assert_eq!(page.shown(), "");
        undo(&page);
        assert_eq!(page.shop(|shop| [BOOTS_41, BOOTS_42, LAMP].map(|article| shop.pieces(article))), [1, 2, 3]);
    }
}

#[test]
fn a_country_is_taken_back() {
    let page = Page::of(&[]);
    page.press(Gesture::ChooseCountry(Country(*b"AT")));
    page.wait(1_000);
    undo(&page);
    assert_eq!(page.shop(|shop| shop.country), Country(*b"DE"));
}

#[test]
fn a_country_that_code_takes_back_touches_no_other_card() {
    let page = Page::of(&[]);
    page.press(Gesture::ChooseCountry(Country(*b"AT")));
    page.wait(1_000);
    let outcome = page.last().id;
    page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.send(Event::UndoWanted(outcome, Some(9)));
    page.wait(1_000);
    assert_eq!((page.calls()[1].as_str(), page.last().undoes), ("country DE", Some(outcome)));
    page.send(Event::UndoWanted(outcome, Some(10)));
    page.confirm(page.newest().id);
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.last().undoes), ("1 mug", None));
}

#[test]
fn nothing_is_taken_back_twice() {
    let page = Page::of(&[(MUG, 5)]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    let outcome = page.last().id;
    page.press(Gesture::Undo(outcome));
    page.press(Gesture::Undo(outcome));
    page.wait(1_000);
    page.press(Gesture::Undo(outcome));
    page.send(Event::UndoWanted(outcome, Some(9)));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.calls().len(), page.asks().len()), ("5 mug", 2, 0));
}

#[test]
fn an_undo_that_failed_can_be_pressed_again() {
    let page = Page::of(&[(MUG, 5)]);
    page.press(Gesture::SetLine(page.key(MUG), 1));
    page.wait(1_000);
    let outcome = page.last().id;
    page.answers(&[WELL.does(Does::Nothing).says(Says::No(Code::HostError))]);
    page.press(Gesture::Undo(outcome));
    page.wait(1_000);
    assert_eq!(page.last().verdict, Verdict::Rejected(Code::HostError));
    let done = |kind: &Kind| matches!(kind, Kind::Done(done) if done.id == outcome && done.undo == Undo::Ready);
    assert!(page.entry(done).is_some());
    page.press(Gesture::Undo(outcome));
    page.wait(1_000);
    assert_eq!(page.shown(), "5 mug");
}

#[test]
fn what_was_not_changed_or_is_not_known_cannot_be_taken_back() {
    let page = Page::of(&[(MUG, 5)]);
    page.answers(&[WELL.does(Does::Nothing)]);
    page.press(Gesture::SetLine(page.key(MUG), 1));
    page.wait(1_000);
    assert_eq!(page.last().undo, Undo::Never);
    page.press(Gesture::Undo(page.last().id));
    page.press(Gesture::Undo(OutcomeId(77)));
    page.wait(1_000);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn code_of_the_page_asks_before_a_change_is_taken_back() {
    let page = Page::of(&[(LAMP, 1)]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    let outcome = page.last().id;
    page.send(Event::UndoWanted(outcome, Some(9)));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.newest().stage), (1, Stage::Ready));
    page.confirm(page.newest().id);
    page.wait(1_000);
    let (reply, undone) = page.reports().pop().unwrap();
    assert_eq!((reply, undone.undoes, page.shown().as_str()), (Some(9), Some(outcome), "1 lamp"));
    page.press(Gesture::Undo(outcome));
    page.wait(1_000);
    assert_eq!(page.calls().len(), 2, "not once more by the button");
}

#[test]
fn a_card_that_takes_back_is_withdrawn_when_it_would_take_more() {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    page.send(Event::UndoWanted(page.last().id, Some(9)));
    page.shop(|shop| shop.set(MUG, 5));
    page.event();
    page.wait(1_000);
    assert_eq!((page.asks().len(), page.last().verdict.clone()), (0, Verdict::Withdrawn), "it said: remove the mugs");
}

#[test]
fn a_card_that_takes_back_what_the_button_took_back_is_withdrawn() {
    let page = Page::of(&[(MUG, 9)]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    let outcome = page.last().id;
    page.send(Event::UndoWanted(outcome, Some(9)));
    page.wait(500);
    let card = page.newest();
    page.press(Gesture::Undo(outcome));
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.shown().as_str(), page.asks().len()), (2, "9 mug", 0));
    assert_eq!(page.reports().iter().filter(|(reply, _)| *reply == Some(9)).count(), 1, "it is answered");
}

#[test]
fn an_undo_that_waits_behind_a_change_does_not_take_more_than_was_added() {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    let added = page.last().id;
    page.press(Gesture::SetLine(page.key(MUG), 6));
    page.press(Gesture::Undo(added));
    page.wait(2_000);
    assert_eq!((page.shown().as_str(), page.last().verdict.clone()), ("6 mug", Verdict::Rejected(Code::Conflict)));
    page.press(Gesture::Undo(added));
    page.wait(2_000);
    assert_eq!(page.shown(), "4 mug");
}

#[test]
fn an_undo_by_code_of_what_is_not_there_is_refused() {
    let page = Page::of(&[(TENT, 1)]);
    page.send(Event::UndoWanted(OutcomeId(4), Some(1)));
    assert!(page.asks().is_empty());
    page.agree(remove(page.key(TENT)));
    page.wait(1_000);
    page.shop(|shop| shop.put(TENT, 7));
    page.press(Gesture::Reread);
    page.wait(100);
    undo(&page);
    assert_eq!(page.shown(), "8 tent", "what was removed is added to what is there now");
}

/// How the conversation shows each outcome.
fn shown_undos(page: &Page) -> Vec<Undo> {
    let undo = |kind: &Kind| if let Kind::Done(outcome) = kind { Some(outcome.undo) } else { None };
    page.view().feed.iter().filter_map(|entry| undo(&entry.kind)).collect()
}

#[test]
fn a_record_shows_whether_its_change_can_be_taken_back() {
    let page = Page::of(&[]);
    for article in [MUG, LAMP] {
        page.agree(add(&page.goods.products[article], 2));
        page.wait(1_000);
    }
    assert_eq!(shown_undos(&page), [Undo::Ready, Undo::Ready]);
    let records = page.view().feed;
    page.answers(&[WELL.does(Does::Nothing).says(Says::No(Code::Conflict))]);
    page.press(Gesture::Undo(page.last().id));
    assert_eq!(shown_undos(&page), [Undo::Ready, Undo::Used]);
    assert!(Rc::ptr_eq(&records[0], &page.view().feed[0]), "the other record stays as it is");
    page.wait(1_000);
    assert_eq!(shown_undos(&page), [Undo::Ready, Undo::Ready, Undo::Never], "it failed, so it can be pressed again");
}

#[test]
fn fifty_changes_can_be_taken_back() {
    let page = Page::of(&[(LAMP, 1)]);
    page.shop(|shop| shop.stock[MUG] = 99);
    for _ in 0..51 {
        page.agree(add(&page.goods.products[MUG], 1));
        page.wait(1_000);
    }
    let undos = shown_undos(&page);
    assert_eq!((undos[0], &undos[1..]), (Undo::Never, [Undo::Ready; 50].as_slice()));
    let reports = page.reports();
    page.press(Gesture::Undo(reports[0].1.id));
    page.wait(1_000);
    assert_eq!(page.shown(), "1 lamp, 51 mug");
    page.press(Gesture::Undo(reports[1].1.id));
    page.wait(1_000);
    assert_eq!(page.shown(), "1 lamp, 50 mug");
}

#[test]
fn the_toast_of_a_change_that_is_taken_back_goes_and_no_other() {
    let page = Page::of(&[(LAMP, 1), (MUG, 1)]);
    page.press(Gesture::ShowCart);
    for article in [LAMP, MUG] {
        page.press(Gesture::SetLine(page.key(article), 2));
        page.wait(200);
    }
    let toasts = page.view().toasts;
    page.press(Gesture::Undo(toasts[1].outcome.id));
    assert_eq!(page.view().toasts, toasts[..1]);
}

#[test]
fn an_undo_that_failed_is_pressed_again_and_not_offered_again() {
    let page = Page::of(&[(LAMP, 1)]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    let added = page.last().id;
    page.answers(&[WELL.does(Does::Nothing)]);
    page.press(Gesture::Undo(added));
    page.wait(1_000);
    assert_eq!(page.last().verdict, Verdict::Rejected(Code::NotApplied));
    for outcome in [page.last().id, added] {
        page.press(Gesture::OfferAgain(outcome));
        page.wait(1_000);
        assert!(page.asks().is_empty(), "neither the undo nor what was applied");
    }
}

#[test]
fn a_quantity_is_taken_back_at_its_article_where_lines_are_named_by_their_place() {
    for below in [&[MUG][..], &[]] {
        let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
        page.shop(|shop| {
            shop.by_place = true;
            shop.set(LAMP, 2);
            for article in below {
                shop.put(*article, 5);
            }
        });
        page.press(Gesture::Reread);
        page.wait(1_000);
        page.press(Gesture::SetLine(page.key(TENT), 3));
        page.wait(1_000);
        let raised = page.last().id;
        page.press(Gesture::RemoveLine(page.key(LAMP)));
        page.wait(1_000);
        page.press(Gesture::Undo(raised));
        page.wait(1_000);
        assert_eq!(page.last().undoes, Some(raised));
        assert_eq!(page.shown(), if below.is_empty() { "1 tent" } else { "1 tent, 5 mug" });
    }
}
