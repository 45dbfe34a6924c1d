//! Containing: entered again from anywhere, ended at any moment, and then quiet (law I9).

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};

use super::page::Page;
use crate::common::host::{Fires, READ, WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::sim::{ALL, Moment};
use crate::common::wishes::add;

/// What was asked of the page after the widget had been taken away.
fn after_the_end(page: &Page) -> usize {
    let world = page.look();
    let end = world.trace.iter().position(|(_, moment)| matches!(moment, Moment::In(Event::Destroyed))).unwrap();
    world.trace[end..].iter().filter(|(_, moment)| matches!(moment, Moment::Out(_) | Moment::Drew(_))).count()
}

#[test]
fn after_the_end_nothing_is_asked() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.press(Gesture::SetLine(page.key(TENT), 2));
    page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.event();
    page.send(Event::Destroyed);
    page.send(Event::Destroyed);
    page.event();
    page.press(Gesture::SetLine(page.key(TENT), 3));
    page.wait(3_600_000);
    assert_eq!(after_the_end(&page), 0);
}

#[test]
fn an_end_from_inside_a_change_is_the_end() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.answers(&[WELL.when(When::Inside).fires(Fires::Destroy)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(60_000);
    assert_eq!(after_the_end(&page), 0);
}

#[test]
fn an_end_from_inside_a_read_is_the_end() {
    let page = Page::of(&[(LAMP, 1)]);
    page.reads_give(&[READ.when(When::Inside).fires(Fires::Destroy)]);
    page.press(Gesture::Reread);
    page.wait(60_000);
    assert_eq!(after_the_end(&page), 0);
}

#[test]
fn an_end_between_two_effects_of_one_event_is_the_end() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.press(Gesture::SetLine(page.key(TENT), 2));
    // The answer to the first brings its report, then the page is told, then the second begins: all in one batch.
    page.world().page_code = Some(|effect| matches!(effect, Effect::Report(..)).then_some(Event::Destroyed));
    page.wait(60_000);
    assert_eq!(after_the_end(&page), 0);
}

#[test]
fn events_from_inside_a_read_are_queued_and_make_no_recursion() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.when(When::Inside).fires(Fires::Inside);
    page.event();
    page.wait(3_000);
    assert!(page.reads() > 2 && page.reads() < 12, "{}", page.reads());
}

#[test]
fn a_refresh_from_inside_a_change_is_answered_after_it() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.fires(Fires::Refresh(5))]);
    page.press(Gesture::SetLine(page.key(LAMP), 4));
    page.wait(1_000);
    let ended = page.outs(|effect| match effect {
        Effect::ReadEnded(5, Some(cart)) => Some(cart.count),
        _ => None,
    });
    assert_eq!(ended, [4]);
}

#[test]
fn a_view_that_did_not_change_is_the_same_view() {
    let page = Page::of(&[(LAMP, 1)]);
    let before = page.view();
    for _ in 0..10 {
        page.event();
        page.wait(2_000);
        assert!(page.view() == before);
    }
}

#[test]
fn a_card_that_did_not_change_is_the_same_card() {
    let page = Page::of(&[(LAMP, 1)]);
    page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.propose(Action::Clear).unwrap();
    page.wait(500);
    let before = page.view();
    assert!(before.dialog.is_some() && before.feed.len() == 1);
    page.press(Gesture::HoldToasts(true));
    page.event();
    page.wait(2_000);
    assert!(Rc::ptr_eq(&page.view().feed[0], &before.feed[0]));
    assert!(Rc::ptr_eq(page.view().dialog.as_ref().unwrap(), before.dialog.as_ref().unwrap()));
}

#[test]
fn a_page_that_was_never_started_does_nothing() {
    let page = Page::unread(handcart::engine::Abilities { agent: false, ..ALL }, &[]);
    page.send(Event::Destroyed);
    page.wait(60_000);
    assert_eq!(after_the_end(&page), 0);
    page.press(Gesture::Say("hello".into()));
    assert_eq!(after_the_end(&page), 0);
}
