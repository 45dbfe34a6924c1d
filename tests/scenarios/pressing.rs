//! Pressing: what a press on the widget itself comes to, and what it leaves to be seen.

use handcart::engine::Abilities;
use handcart::engine::action::Action;
use handcart::engine::cart::Country;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Gesture, Turn};
use handcart::engine::outcome::Verdict;
use handcart::engine::view::{Kind, Notice, Spoken, Spot, Stage};

use super::page::Page;
use crate::common::host::{WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::add;

/// Where the keyboard focus was sent last.
fn focus(page: &Page) -> Option<Spot> {
    page.outs(|effect| if let Effect::Focus(spot) = effect { Some(*spot) } else { None }).pop()
}

#[test]
fn a_country_that_waits_gives_way_to_the_one_chosen_after_it() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::After(2_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    for code in [*b"AT", *b"FR", *b"ES"] {
        page.press(Gesture::ChooseCountry(Country(code)));
        assert_eq!(page.side().country, Some(Country(code)));
    }
    page.wait(5_000);
    assert_eq!(page.calls()[1..], ["country ES"]);
    assert_eq!(page.look().shop.country, Country(*b"ES"));
}

#[test]
fn the_focus_goes_to_what_took_the_place_of_a_removed_line() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1), (MUG, 1)]);
    page.press(Gesture::RemoveLine(page.key(TENT)));
    page.wait(1_000);
    assert_eq!(focus(&page), Some(Spot::Line(1)));
    page.press(Gesture::RemoveLine(page.key(LAMP)));
    page.wait(1_000);
    assert_eq!(focus(&page), Some(Spot::Line(0)));
}

#[test]
fn the_focus_goes_to_what_became_of_a_declined_card() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    assert_eq!(focus(&page), None, "a proposal that arrives moves nobody");
    page.press(Gesture::Decline(card.id));
    assert_eq!(focus(&page), Some(Spot::Outcome(page.last().id)));
}

#[test]
fn a_card_that_opened_the_checkout_goes_and_one_that_did_not_says_so_at_once() {
    let said = |page: &Page| {
        let all = page.outs(|effect| match effect {
            Effect::Announce(Spoken::Outcome(outcome), urgent) => Some((outcome.verdict.clone(), *urgent)),
            _ => None,
        });
        all.into_iter().next_back().expect("it is said")
    };
    let page = Page::of(&[(LAMP, 1)]);
    page.agree(Action::Checkout);
    let feed: Vec<_> = page.view().feed.iter().map(|entry| entry.kind.clone()).collect();
    assert_eq!(feed, [Kind::Notice(Notice::CheckoutOpening)]);
    assert_eq!(said(&page), (Verdict::Applied, false));
    let empty = Page::of(&[]);
    empty.agree(Action::Checkout);
    assert!(said(&empty).1, "what failed is said at once");
}

#[test]
fn a_product_cannot_be_added_where_there_is_no_cart() {
    let page = Page::with(Abilities { cart: false, ..ALL }, &[]);
    page.press(Gesture::Say("a mug".into()));
    page.answer(Turn { products: vec![page.goods.products[MUG].clone()], ..Turn::default() });
    let card = page.entry(|kind| matches!(kind, Kind::Products(_))).unwrap();
    let before = page.view();
    page.press(Gesture::AddProduct(card, 0));
    page.wait(1_000);
    assert!(page.calls().is_empty() && page.view() == before, "it is not even said to be on its way");
}

/// A page that is slow to draw, or busy with something else meanwhile.
#[test]
fn a_card_stands_still_for_500_ms_from_when_it_was_drawn() {
    let page = Page::of(&[(LAMP, 1)]);
    page.world().drawing = 1_500;
    let ask = page.propose(Action::Remove { key: page.key(LAMP) }).unwrap();
    page.world().drawing = 0;
    page.wait(450);
    page.press(Gesture::Confirm(ask.id, ask.rev, true));
    assert!(page.calls().is_empty(), "nobody can have read it");
    page.wait(50);
    assert_eq!(page.newest().stage, Stage::Ready, "it does not wait for something else to happen");
    page.confirm(ask.id);
    assert_eq!(page.calls().len(), 1);
}
