//! "Try again": a new gesture, after a read, under the same operation id; and nothing at all where the shop has done it
//! since.

use handcart::engine::Abilities;
use handcart::engine::action::Action;
use handcart::engine::effect::{Effect, Operation};
use handcart::engine::event::Gesture;
use handcart::engine::outcome::{Code, Undo, Verdict};
use handcart::engine::view::{Kind, Notice};

use super::page::Page;
use crate::common::host::{Does, Gives, READ, Reply, Says, WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::add;

/// The operation ids and attempts of all calls.
fn operations(page: &Page) -> Vec<(u32, u32)> {
    let of = |operation: &Operation| (operation.id, operation.attempt);
    page.outs(|effect| if let Effect::Mutate(_, _, operation) = effect { Some(of(operation)) } else { None })
}

fn noticed(page: &Page, notice: &Notice) -> bool {
    page.entry(|kind| *kind == Kind::Notice(notice.clone())).is_some()
}

/// A shop that answers the first call so, and was asked for two mugs.
fn asked_once(reply: Reply) -> Page {
    let page = Page::of(&[]);
    page.answers(&[reply]);
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(16_000);
    page
}

const SILENT: Reply = WELL.when(When::Never).does(Does::Nothing);
const REFUSES: Reply = WELL.says(Says::No(Code::Network)).does(Does::Nothing);

#[test]
fn a_second_attempt_reads_first_and_keeps_the_operation_id() {
    for (reply, verdict) in [(REFUSES, Verdict::Rejected(Code::Network)), (SILENT, Verdict::Unknown)] {
        let page = asked_once(reply);
        assert_eq!(page.last().verdict, verdict);
        let reads = page.reads();
        page.press(Gesture::OfferAgain(page.last().id));
        assert_eq!((page.asks().len(), page.reads()), (0, reads + 1), "the cart is read before anything is offered");
        page.wait(50);
        let card = page.newest();
        assert_eq!(operations(&page), [(1, 1)], "and nothing is sent without a press");
        page.wait(500);
        page.confirm(card.id);
        page.wait(1_000);
        assert_eq!(operations(&page), [(1, 1), (1, 2)]);
        assert_eq!((page.last().verdict.clone(), page.last().operation), (Verdict::Applied, Some(1)));
        assert_eq!(page.shown(), "2 mug");
        assert_eq!(page.last().undo, Undo::Ready);
    }
}

#[test]
fn attempts_are_counted_on_and_other_changes_get_their_own_id() {
    let page = asked_once(REFUSES);
    page.answers(&[REFUSES]);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(600);
    page.confirm(page.newest().id);
    page.wait(1_000);
    let failed = page.last().id;
    page.agree(add(&page.goods.products[LAMP], 1));
    page.wait(1_000);
    page.press(Gesture::OfferAgain(failed));
    page.wait(600);
    page.confirm(page.newest().id);
    page.wait(1_000);
    assert_eq!(operations(&page), [(1, 1), (1, 2), (2, 1), (1, 3)]);
    assert_eq!(page.shown(), "1 lamp, 2 mug");
}

#[test]
fn what_the_shop_has_done_since_is_told_and_not_sent_again() {
    let page = asked_once(SILENT);
    page.shop(|shop| shop.put(MUG, 2));
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(100);
    let last = page.last();
    assert_eq!((last.verdict.clone(), last.operation, last.delta), (Verdict::Applied, Some(1), 2));
    assert_eq!((page.asks().len(), operations(&page).len()), (0, 1));
    let told = page.outs(|effect| matches!(effect, Effect::TellChanged(..)).then_some(())).len();
    assert_eq!(told, 1, "the page is told");
    page.press(Gesture::Undo(last.id));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.last().verdict.clone()), ("", Verdict::Applied));
}

#[test]
fn what_another_change_did_is_not_taken_for_the_one_in_doubt() {
    let page = asked_once(SILENT);
    let doubt = page.last().id;
    page.agree(add(&page.goods.products[MUG], 2));
    page.wait(1_000);
    page.press(Gesture::OfferAgain(doubt));
    page.wait(600);
    assert_eq!((page.asks().len(), page.newest().deed.before), (1, 2), "it is offered, with the cart as it is now");
}

#[test]
fn what_another_second_attempt_did_is_not_taken_for_the_one_in_doubt() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    page.answers(&[REFUSES, SILENT]);
    page.agree(add(&mug, 2));
    page.wait(1_000);
    let refused = page.last().id;
    page.agree(add(&mug, 2));
    page.wait(16_000);
    let doubt = page.last().id;
    page.press(Gesture::OfferAgain(refused));
    page.wait(600);
    page.confirm(page.newest().id);
    page.wait(1_000);
    page.press(Gesture::OfferAgain(doubt));
    page.wait(600);
    assert_eq!((page.shown().as_str(), page.asks().len()), ("2 mug", 1));
}

#[test]
fn without_a_cart_nothing_is_tried_and_the_wish_stays() {
    let page = asked_once(REFUSES);
    let failed = page.last().id;
    page.reads_give(&[READ.gives(Gives::Fails)]);
    page.press(Gesture::OfferAgain(failed));
    page.wait(100);
    assert!(page.asks().is_empty() && noticed(&page, &Notice::Unread));
    page.press(Gesture::OfferAgain(failed));
    page.wait(100);
    assert_eq!(page.asks().len(), 1);
}

#[test]
fn pressing_it_twice_offers_one_card() {
    let page = asked_once(REFUSES);
    let failed = page.last().id;
    page.press(Gesture::OfferAgain(failed));
    page.press(Gesture::OfferAgain(failed));
    page.wait(1_000);
    assert_eq!(page.asks().len(), 1);
}

#[test]
fn a_line_that_went_away_is_not_tried_again() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    page.answers(&[REFUSES]);
    page.press(Gesture::SetLine(page.key(TENT), 2));
    page.wait(1_000);
    page.shop(|shop| shop.set(TENT, 0));
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(1_000);
    assert!(page.asks().is_empty() && noticed(&page, &Notice::Gone));
}

#[test]
fn a_declined_second_attempt_stays_a_second_attempt() {
    let page = asked_once(REFUSES);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(100);
    page.press(Gesture::Decline(page.newest().id));
    let reads = page.reads();
    page.press(Gesture::OfferAgain(page.last().id));
    assert_eq!((page.reads(), page.asks().len()), (reads + 1, 0), "it is read before it, too");
    page.wait(600);
    page.confirm(page.newest().id);
    page.wait(1_000);
    assert_eq!(operations(&page), [(1, 1), (1, 2)]);
}

#[test]
fn a_clear_by_one_call_keeps_its_id_and_one_by_lines_begins_anew() {
    for clear in [true, false] {
        let page = Page::with(Abilities { clear, ..ALL }, &[(LAMP, 1)]);
        page.answers(&[REFUSES]);
        page.agree(Action::Clear);
        page.wait(1_000);
        page.press(Gesture::OfferAgain(page.last().id));
        page.wait(600);
        page.confirm(page.newest().id);
        page.wait(1_000);
        assert_eq!(operations(&page), if clear { [(1, 1), (1, 2)] } else { [(1, 1), (2, 1)] });
        assert_eq!(page.shown(), "");
    }
}

#[test]
fn an_event_of_a_second_attempt_is_our_own() {
    let page = asked_once(REFUSES);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(600);
    page.confirm(page.newest().id);
    let reads = page.reads();
    page.wait(50);
    page.send(handcart::engine::event::Event::CartChanged { operation: Some(1) });
    page.wait(5_000);
    assert_eq!(page.reads(), reads);
}
