//! Reading: nothing is lost, nothing old is shown, and no host can make it spin (laws I5, I6, I6b, I7).

use handcart::engine::clock::Millis;
use handcart::engine::effect::{Effect, Warning};
use handcart::engine::event::{Event, Gesture};
use handcart::engine::view::Freshness;

use super::page::Page;
use crate::common::host::{Does, Fires, Gives, READ, Says, WELL, When};
use crate::common::shop::{BOOTS_41, BOOTS_42, LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::add;

const HOUR: u64 = 3_600_000;

#[test]
fn the_cart_is_read_at_the_start_and_shown() {
    let page = Page::unread(ALL, &[(LAMP, 2)]);
    assert_eq!(page.side().freshness, Freshness::Reading);
    page.wait(100);
    assert_eq!((page.side().freshness, page.shown().as_str(), page.view().badge), (Freshness::Current, "2 lamp", 2));
    page.wait(60_000);
    assert_eq!(page.reads(), 1);
}

#[test]
fn an_event_leads_to_a_read_after_300_ms() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.put(TENT, 1));
    let from = page.now();
    page.event();
    page.wait(1_000);
    assert_eq!(page.read_times()[1..], [from + 300]);
    assert_eq!(page.shown(), "1 tent");
}

#[test]
fn a_thousand_events_lead_to_one_read() {
    let page = Page::of(&[]);
    for _ in 0..1_000 {
        page.event();
    }
    page.wait(60_000);
    assert_eq!(page.reads(), 2);
}

#[test]
fn a_steady_stream_of_events_is_read_every_two_seconds() {
    let page = Page::of(&[]);
    page.wait(5_000);
    let from = page.now();
    for _ in 0..200 {
        page.event();
        page.wait(100);
    }
    let times: Vec<_> = page.read_times()[1..].iter().map(|at| at - from).collect();
    assert_eq!(times[0], 2_000);
    assert!((9..=11).contains(&times.len()), "{times:?}");
}

#[test]
fn an_event_during_a_change_leads_to_a_read_after_it() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::After(3_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(1_000);
    page.shop(|shop| shop.put(TENT, 1));
    page.event();
    page.wait(1_900);
    assert_eq!(page.reads(), 1, "no read while the change is in flight");
    page.wait(1_000);
    assert_eq!((page.reads(), page.shown().as_str()), (2, "2 lamp, 1 tent"));
}

#[test]
fn an_event_during_a_read_leads_to_another_read() {
    let page = Page::of(&[]);
    page.reads_give(&[READ.when(When::After(2_000)).gives(Gives::EarlyCart)]);
    page.event();
    page.wait(1_000);
    page.shop(|shop| shop.put(MUG, 3));
    page.event();
    page.wait(2_000);
    assert_eq!((page.reads(), page.shown().as_str()), (3, "3 mug"));
}

#[test]
fn a_change_that_begins_during_a_read_drops_and_repeats_it() {
    let page = Page::of(&[(LAMP, 1)]);
    page.reads_give(&[READ.when(When::After(400)).gives(Gives::EarlyCart)]);
    page.press(Gesture::Reread);
    page.wait(100);
    page.answers(&[WELL.when(When::After(100))]);
    page.press(Gesture::SetLine(page.key(LAMP), 5));
    page.wait(350);
    assert_eq!(page.shown(), "5 lamp", "the read from before the change is not shown");
    assert_eq!(page.reads(), 3);
}

#[test]
fn an_event_with_our_own_operation_id_leads_to_no_read() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.fires(Fires::Ours)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(5_000);
    assert_eq!((page.reads(), page.shown().as_str()), (1, "2 lamp"));
}

#[test]
fn an_event_with_the_id_of_a_change_that_timed_out_is_an_event() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::Never).does(Does::Nothing).fires(Fires::OursAfter(20_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(18_000);
    page.shop(|shop| shop.set(LAMP, 2));
    page.wait(3_000);
    assert_eq!(page.shown(), "2 lamp");
}

#[test]
fn a_failed_read_keeps_the_cart_and_is_tried_again_three_times() {
    let page = Page::of(&[(LAMP, 1)]);
    page.world().usual_read = READ.gives(Gives::Fails);
    let from = page.now();
    page.event();
    page.wait(60_000);
    let times: Vec<_> = page.read_times()[1..].iter().map(|at| at - from).collect();
    assert_eq!(times, [300, 1_350, 5_400, 20_450]);
    assert_eq!((page.side().freshness, page.shown().as_str()), (Freshness::Old, "1 lamp"));
    assert_eq!(page.warnings(), [Warning::ReadFailed]);
}

#[test]
fn a_cart_that_could_never_be_read_is_said_to_have_failed() {
    let page = Page::unread(ALL, &[]);
    assert_eq!(page.side().freshness, Freshness::Reading);
    let page = Page::asleep(ALL);
    page.wait(9_999);
    assert_eq!(page.side().freshness, Freshness::Reading);
    page.wait(1);
    assert_eq!((page.side().freshness, page.shown().as_str()), (Freshness::Failed, "nothing"));
    page.wait(300_000);
    page.world().usual_read = READ;
    page.send(Event::Returned(Millis(1)));
    page.wait(100);
    assert_eq!(page.side().freshness, Freshness::Current);
}

#[test]
fn a_read_that_hangs_is_given_up_after_ten_seconds_and_never_shown() {
    let page = Page::of(&[(LAMP, 1)]);
    page.reads_give(&[READ.when(When::After(12_000)).gives(Gives::EarlyCart)]);
    page.press(Gesture::Reread);
    page.wait(500);
    page.shop(|shop| shop.set(LAMP, 4));
    page.wait(11_000);
    assert_eq!((page.reads(), page.shown().as_str()), (3, "4 lamp"));
    page.wait(2_000);
    assert_eq!((page.side().freshness, page.shown().as_str()), (Freshness::Current, "4 lamp"));
}

#[test]
fn a_host_whose_own_read_fires_the_event_is_read_at_most_150_times_an_hour() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.fires(Fires::Inside);
    page.event();
    page.wait(HOUR);
    let reads = page.reads();
    assert!((100..=150).contains(&reads), "{reads}");
    assert_eq!(page.warnings(), [Warning::EventLoop], "one warning");
}

#[test]
fn a_host_whose_failing_read_fires_the_event_is_slowed_down_too() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.gives(Gives::Fails).fires(Fires::After(20));
    page.event();
    page.wait(HOUR);
    assert!(page.reads() <= 150, "{}", page.reads());
}

#[test]
fn a_looping_host_whose_read_fails_now_and_then_is_not_read_more_often() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.fires(Fires::Inside);
    page.event();
    page.wait(60_000);
    let fails = READ.gives(Gives::Fails).fires(Fires::After(60));
    for _ in 0..60 {
        page.reads_give(&[READ.fires(Fires::Inside), fails]);
    }
    let before = page.reads();
    page.wait(HOUR);
    assert!(page.reads() - before <= 150, "{}", page.reads() - before);
}

#[test]
fn a_host_whose_hanging_read_fires_the_event_is_slowed_down_too() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.when(When::Never).fires(Fires::Inside);
    page.event();
    page.wait(HOUR);
    assert!(page.reads() <= 150, "{}", page.reads());
}

#[test]
fn the_slow_down_ends_when_the_cart_changes() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.fires(Fires::Inside);
    page.event();
    page.wait(200_000);
    page.shop(|shop| shop.put(MUG, 1));
    page.wait(31_000);
    assert_eq!(page.shown(), "1 mug");
    let gaps: Vec<_> = page.read_times().windows(2).map(|pair| pair[1] - pair[0]).collect();
    let slowest = gaps.iter().position(|gap| *gap == 30_000).unwrap();
    assert!(gaps[slowest..].contains(&300), "it is quick again: {gaps:?}");
}

#[test]
fn the_slow_down_ends_when_the_shopper_acts() {
    let page = Page::of(&[(LAMP, 1)]);
    page.world().usual_read = READ.fires(Fires::Inside);
    page.event();
    page.wait(200_000);
    page.shop(|shop| shop.put(MUG, 1));
    page.press(Gesture::ShowCart);
    page.wait(2_100);
    assert_eq!(page.shown(), "1 lamp, 1 mug", "what waited behind the slow-down waits no longer");
}

#[test]
fn a_refresh_by_the_pages_code_does_not_end_the_slow_down() {
    let page = Page::of(&[]);
    page.world().usual_read = READ.fires(Fires::Inside);
    page.event();
    page.wait(300_000);
    let before = page.reads();
    page.send(Event::ReadWanted(Some(7)));
    page.wait(20_000);
    assert!(page.reads() - before <= 2, "{}", page.reads() - before);
}

#[test]
fn a_refresh_waits_for_a_read_that_starts_after_it() {
    let page = Page::of(&[]);
    page.reads_give(&[READ.when(When::After(1_000)).gives(Gives::EarlyCart)]);
    page.press(Gesture::Reread);
    page.wait(500);
    page.shop(|shop| shop.put(TENT, 1));
    page.send(Event::ReadWanted(Some(7)));
    page.wait(2_000);
    let ended = page.outs(|effect| match effect {
        Effect::ReadEnded(7, cart) => cart.as_ref().map(|cart| cart.count),
        _ => None,
    });
    assert_eq!(ended, [1]);
}

#[test]
fn a_refresh_of_a_cart_that_is_not_enabled_ends_at_once() {
    let page = Page::with(handcart::engine::Abilities { cart: false, ..ALL }, &[]);
    page.send(Event::ReadWanted(Some(7)));
    let ended = page.outs(|effect| if let Effect::ReadEnded(7, cart) = effect { Some(cart.is_none()) } else { None });
    assert_eq!((ended.as_slice(), page.reads()), ([true].as_slice(), 0));
}

#[test]
fn coming_back_reads_when_it_was_long_or_the_cart_is_old() {
    let page = Page::of(&[]);
    page.send(Event::Returned(Millis(59_999)));
    page.wait(1_000);
    assert_eq!(page.reads(), 1);
    page.send(Event::Returned(Millis(60_000)));
    page.wait(1_000);
    assert_eq!(page.reads(), 2);
    page.send(Event::Restored);
    page.wait(1_000);
    assert_eq!(page.reads(), 3);
    page.send(Event::Online(false));
    page.send(Event::Online(true));
    page.wait(1_000);
    assert_eq!(page.reads(), 4);
}

#[test]
fn without_any_reason_the_cart_is_read_every_half_hour() {
    let page = Page::of(&[]);
    page.wait(HOUR);
    assert_eq!(page.reads(), 3);
}

#[test]
fn a_stream_of_changes_cannot_keep_a_read_away() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1), (MUG, 1)]);
    for article in [LAMP, TENT, MUG] {
        page.press(Gesture::SetLine(page.key(article), 2));
    }
    page.event();
    page.wait(420);
    assert_eq!(page.reads(), 2, "the read goes between two changes");
    assert_eq!(page.calls().len(), 3);
}

#[test]
fn nothing_is_done_before_the_first_read() {
    let page = Page::unread(ALL, &[]);
    let card = page.propose(add(&page.goods.products[LAMP], 1)).unwrap();
    page.wait(20);
    assert!(page.calls().is_empty());
    page.wait(600);
    page.confirm(card.id);
    page.wait(1_000);
    assert_eq!(page.shown(), "1 lamp");
}

#[test]
fn a_change_without_a_cart_in_its_answer_is_followed_by_a_read() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.says(Says::Yes)]);
    page.press(Gesture::SetLine(page.key(LAMP), 3));
    page.wait(110);
    assert!(page.reports().is_empty(), "nothing is claimed before the read");
    page.wait(100);
    assert_eq!((page.reads(), page.shown().as_str(), page.reports().len()), (2, "3 lamp", 1));
}

#[test]
fn a_read_that_is_due_goes_between_two_changes_and_is_not_dropped() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1), (MUG, 1), (BOOTS_41, 1), (BOOTS_42, 1)]);
    page.event();
    for article in [LAMP, TENT, MUG, BOOTS_41, BOOTS_42] {
        page.press(Gesture::SetLine(page.key(article), 2));
    }
    page.wait(340);
    assert_eq!((page.reads(), page.calls().len()), (2, 3), "the fourth change waits for the read");
    page.wait(2_000);
    assert_eq!((page.reads(), page.calls().len()), (2, 5));
}

#[test]
fn nothing_starts_a_read_while_a_change_is_in_flight() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::After(3_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.event();
    for gesture in [Gesture::Reread, Gesture::ShowCart, Gesture::ShowTalk] {
        page.wait(500);
        page.press(gesture);
        assert_eq!(page.reads(), 1);
    }
}
