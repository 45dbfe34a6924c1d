//! The conversation's entries: kept up to a limit, changed in their place, and each the same until it changes.

use std::rc::Rc;

use handcart::engine::feed::Feed;
use handcart::engine::view::{Ask, EntryId, Kind, Notice, Offer};

use crate::kit::{ask, product, text};

const MOST: usize = 3;

fn me(words: &str) -> Kind {
    Kind::Me(text(words))
}

fn names(feed: &Feed) -> Vec<u32> {
    feed.entries().iter().map(|entry| entry.id.0).collect()
}

#[test]
fn as_many_entries_are_kept_as_there_may_be_and_then_the_oldest_goes() {
    let mut feed = Feed::default();
    for words in ["one", "two", "three"] {
        feed.push(me(words), MOST);
    }
    assert_eq!(names(&feed), [1, 2, 3]);
    assert_eq!(feed.push(me("four"), MOST), EntryId(4));
    assert_eq!(names(&feed), [2, 3, 4]);
}

#[test]
fn an_open_proposal_is_never_the_one_that_goes() {
    let mut feed = Feed::default();
    feed.push(Kind::Ask(ask(1)), MOST);
    feed.push(Kind::Ask(ask(2)), MOST);
    for words in ["three", "four", "five"] {
        feed.push(me(words), MOST);
    }
    assert_eq!(names(&feed), [1, 2, 5]);
    let mut asks = Feed::default();
    for id in 1..=5 {
        asks.push(Kind::Ask(ask(id)), MOST);
    }
    assert_eq!(names(&asks), [1, 2, 3, 4, 5], "not even where there is nothing else");
}

#[test]
fn an_entry_is_changed_in_its_place_and_the_others_stay_the_same() {
    let mut feed = Feed::default();
    feed.push(me("one"), MOST);
    let two = feed.push(me("two"), MOST);
    let before = feed.entries().to_vec();
    feed.set(two, me("deux"));
    assert_eq!((names(&feed), &feed.entries()[1].kind), (vec![1, 2], &me("deux")));
    assert!(Rc::ptr_eq(&before[0], &feed.entries()[0]) && !Rc::ptr_eq(&before[1], &feed.entries()[1]));
    feed.set(EntryId(9), me("nine"));
    assert_eq!(names(&feed), [1, 2]);
}

#[test]
fn the_layout_changes_when_entries_may_have_moved() {
    let mut feed = Feed::default();
    let mut last = feed.layout();
    let mut moved = |feed: &Feed| core::mem::replace(&mut last, feed.layout()) != feed.layout();
    let one = feed.push(Kind::Ask(ask(1)), MOST);
    assert!(moved(&feed), "one more");
    feed.set(one, Kind::Ask(ask(2)));
    assert!(!moved(&feed), "a card stays a card of its size");
    feed.set(one, me("one"));
    assert!(moved(&feed), "another kind of entry has another size");
    feed.push(Kind::Replies(vec![text("Yes")]), MOST);
    assert!(moved(&feed));
    feed.drop_replies();
    assert!(moved(&feed));
    feed.remove(one);
    assert!(moved(&feed) && feed.entries().is_empty());
}

#[test]
fn a_card_is_found_by_its_entry_and_nothing_else_is_one() {
    let mut feed = Feed::default();
    let words = feed.push(me("one"), MOST);
    let card: Rc<Ask> = ask(7);
    let entry = feed.push(Kind::Ask(card.clone()), MOST);
    assert!(feed.ask(entry).is_some_and(|found| Rc::ptr_eq(found, &card)));
    assert_eq!((feed.ask(words), feed.ask(EntryId(9))), (None, None));
}

#[test]
fn the_card_of_a_product_is_changed_and_its_neighbour_is_not() {
    let mut feed = Feed::default();
    let offer = |id| Offer { product: Rc::new(product(id)), chosen: Vec::new(), adding: false };
    let entry = feed.push(Kind::Products(vec![offer("lamp"), offer("mug")]), MOST);
    feed.edit(entry, 1, |offer| offer.adding = true);
    feed.edit(entry, 2, |offer| offer.adding = true);
    let adding = |at| feed.product(entry, at).map(|offer| offer.adding);
    assert_eq!([adding(0), adding(1), adding(2)], [Some(false), Some(true), None]);
    assert_eq!(feed.product(EntryId(9), 0), None);
}

#[test]
fn short_answers_go_and_everything_else_stays() {
    let mut feed = Feed::default();
    feed.push(me("one"), MOST);
    feed.push(Kind::Replies(vec![text("Yes")]), MOST);
    feed.drop_replies();
    assert_eq!(names(&feed), [1]);
}

#[test]
fn a_message_that_was_not_answered_is_taken_out_with_its_notice() {
    let mut feed = Feed::default();
    feed.push(me("first"), 9);
    feed.push(me("second"), 9);
    let stopped = feed.push(Kind::Notice(Notice::Stopped), 9);
    let unsent = feed.push(Kind::Notice(Notice::Unsent(text("second"))), 9);
    let none = feed.push(Kind::Notice(Notice::NoAnswer), 9);
    assert_eq!((feed.unsent(stopped), feed.unsent(EntryId(1)), feed.unsent(EntryId(77))), (None, None, None));
    assert_eq!(feed.unsent(unsent), Some(text("second")));
    assert_eq!(names(&feed), [1, 3, 5]);
    assert_eq!(feed.unsent(none), Some(text("first")));
    assert_eq!(names(&feed), [3]);
}
