//! How long a card lives: it says that it lapses soon, can be kept, lapses, and can be had back (law I8).

use handcart::engine::action::{Action, Proposed};
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, OutcomeId, Undo, Verdict};
use handcart::engine::view::{Spoken, Spot, Stage};

use super::page::Page;
use crate::common::host::{Does, Says, WELL};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::wishes::{add, by_agent, remove, set};

/// How often a screen reader was told that a card lapses soon.
fn warned(page: &Page) -> usize {
    let soon = |effect: &Effect| matches!(effect, Effect::Announce(Spoken::Soon(_), false)).then_some(());
    page.outs(soon).len()
}

#[test]
fn a_card_says_half_a_minute_before_its_end_that_it_lapses_soon() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(89_999);
    assert_eq!((page.newest().soon, warned(&page)), (false, 0));
    page.wait(1);
    let now = page.newest();
    // The line that says so moves what is seen, but what the card says is the same.
    assert_eq!((now.soon, now.rev, now.stage, warned(&page)), (true, card.rev, Stage::Arming, 1));
    page.wait(499);
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    page.wait(1);
    assert_eq!((page.newest().stage, warned(&page)), (Stage::Ready, 1));
    page.confirm(card.id);
    assert_eq!((page.calls().len(), page.newest().soon), (1, false));
}

#[test]
fn a_kept_card_lives_as_long_again_and_no_longer() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(119_999);
    page.press(Gesture::Keep(card.id));
    let now = page.newest();
    assert_eq!((now.soon, now.rev, now.stage), (false, card.rev, Stage::Arming));
    let focus = |effect: &Effect| matches!(effect, Effect::Focus(Spot::Proposal(id)) if *id == card.id).then_some(());
    assert_eq!(page.outs(focus).len(), 1);
    page.wait(500);
    assert_eq!(page.newest().stage, Stage::Ready);
    page.wait(89_499);
    assert!(!page.newest().soon);
    page.wait(1);
    assert_eq!((page.newest().soon, warned(&page)), (true, 2));
    page.wait(29_999);
    assert!(page.ask(card.id).is_some());
    page.wait(1);
    assert_eq!((page.ask(card.id), page.verdicts()), (None, vec![Verdict::Expired]));
}

#[test]
fn a_card_is_kept_only_while_it_says_that_it_lapses() {
    let page = Page::of(&[]);
    let [one, two] = [MUG, LAMP].map(|at| page.propose(add(&page.goods.products[at], 1)).unwrap());
    page.wait(60_000);
    page.press(Gesture::Keep(one.id));
    page.wait(30_000);
    assert!(page.ask(one.id).unwrap().soon && page.ask(two.id).unwrap().soon);
    page.press(Gesture::Keep(two.id));
    // Keeping one moves the other, too.
    assert_eq!(page.ask(one.id).unwrap().stage, Stage::Arming);
    page.wait(500);
    page.confirm(two.id);
    page.press(Gesture::Keep(two.id));
    page.wait(29_500);
    page.press(Gesture::Keep(one.id));
    assert_eq!((page.ask(one.id), page.verdicts()), (None, vec![Verdict::Applied, Verdict::Expired]));
    // Nothing is brought back, or kept, by its old name.
    page.press(Gesture::Keep(one.id));
    assert!(page.asks().is_empty());
}

#[test]
fn a_dialog_and_a_plan_say_so_too_and_can_be_kept() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    let mug = page.goods.products[MUG].clone();
    let plan = page.propose(Action::Plan(vec![add(&mug, 1), remove(page.key(LAMP))])).unwrap();
    let clear = page.propose(Action::Clear).unwrap();
    page.wait(100_000);
    for card in [plan, clear] {
        assert!(page.ask(card.id).unwrap().soon);
        page.press(Gesture::Keep(card.id));
        assert!(!page.ask(card.id).unwrap().soon);
    }
    page.wait(110_000);
    assert_eq!((page.asks().len(), warned(&page)), (2, 4));
}

#[test]
fn a_change_of_the_cart_does_not_give_a_card_its_time_anew() {
    let page = Page::of(&[(LAMP, 2)]);
    let card = page.propose(set(page.key(LAMP), 3)).unwrap();
    page.wait(100_000);
    page.shop(|shop| shop.dearer());
    page.event();
    page.wait(1_000);
    let now = page.ask(card.id).unwrap();
    assert!(now.soon && now.rev == card.rev + 1);
    page.wait(19_000);
    assert_eq!(page.verdicts(), [Verdict::Expired]);
}

#[test]
fn a_lapsed_card_can_be_had_back_and_is_a_new_one() {
    let page = Page::of(&[]);
    let first = page.propose_as(by_agent(add(&page.goods.products[MUG], 1), Some(1), Some("p1"))).unwrap();
    page.wait(120_000);
    page.press(Gesture::OfferAgain(page.last().id));
    let card = page.newest();
    assert!(card.id != first.id && !card.soon && card.stage == Stage::Arming);
    page.press(Gesture::Confirm(first.id, first.rev, true));
    page.wait(500);
    page.confirm(card.id);
    page.wait(1_000);
    // It is still what the proposer named so.
    assert_eq!((page.last().verdict.clone(), page.last().proposal.as_deref()), (Verdict::Applied, Some("p1")));
}

#[test]
fn an_outcome_names_the_proposal_that_it_is_the_end_of() {
    let page = Page::of(&[(LAMP, 1)]);
    let proposal = |page: &Page| page.last().proposal.as_deref().map(str::to_owned);
    let named = |action, id| page.propose_as(by_agent(action, Some(1), id)).unwrap();
    let mug = page.goods.products[MUG].clone();
    named(add(&mug, 1), Some("a"));
    page.press(Gesture::Decline(page.newest().id));
    assert_eq!(proposal(&page).as_deref(), Some("a"));
    named(Action::Checkout, Some("b"));
    page.wait(500);
    page.confirm(page.newest().id);
    assert_eq!(proposal(&page).as_deref(), Some("b"));
    let country = Action::SetCountry(handcart::engine::cart::Country(*b"AT"));
    page.send(Event::Proposals(vec![by_agent(country, Some(1), Some("c"))]));
    page.wait(1_000);
    assert_eq!(proposal(&page).as_deref(), Some("c"));
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(1_000);
    assert_eq!(proposal(&page), None);
    named(set(page.key(LAMP), 4), None);
    page.press(Gesture::Decline(page.newest().id));
    assert_eq!(proposal(&page), None);
}

#[test]
fn the_rows_of_a_plan_keep_their_own_ids() {
    let page = Page::of(&[(LAMP, 1), (TENT, 1)]);
    let mug = page.goods.products[MUG].clone();
    let steps = vec![add(&mug, 1), remove(page.key(LAMP)), remove(page.key(TENT))];
    let plan = page.propose_as(by_agent(Action::Plan(steps), Some(1), Some("x\n\nz\n"))).unwrap();
    page.press(Gesture::Edit(plan.id, 2, handcart::engine::row::Edit::Tick(false)));
    page.answers(&[WELL.does(Does::Nothing).says(Says::No(Code::Network)), WELL]);
    page.wait(500);
    page.confirm(plan.id);
    page.wait(1_000);
    let end = page.last();
    let ids: Vec<_> = end.lines.iter().map(|line| line.proposal.as_deref()).collect();
    assert_eq!((end.proposal.as_deref(), ids), (None, vec![Some("x"), None, Some("z")]));
    // The one that failed is tried again under its own id.
    page.press(Gesture::OfferAgain(end.id));
    page.wait(1_500);
    page.confirm(page.newest().id);
    page.wait(1_000);
    assert_eq!((page.last().verdict.clone(), page.last().proposal.as_deref()), (Verdict::Applied, Some("x")));
}

#[test]
fn rows_that_failed_are_tried_again_as_a_plan_under_their_own_ids() {
    let page = Page::of(&[]);
    let [mug, tent] = [MUG, TENT].map(|at| page.goods.products[at].clone());
    let plan = page.propose_as(by_agent(Action::Plan(vec![add(&mug, 1), add(&tent, 1)]), None, Some("\ny\n"))).unwrap();
    page.answers(&[
        WELL.does(Does::Nothing).says(Says::No(Code::Network)),
        WELL.does(Does::Nothing).says(Says::No(Code::Network)),
    ]);
    page.wait(500);
    page.confirm(plan.id);
    page.wait(1_000);
    page.press(Gesture::OfferAgain(page.last().id));
    page.wait(1_500);
    page.confirm(page.newest().id);
    page.wait(1_000);
    let ids: Vec<_> = page.last().lines.iter().map(|line| line.proposal.as_deref().map(str::to_owned)).collect();
    assert_eq!(ids, [None, Some("y".to_owned())]);
}

/// A lamp that was added, and a card of code's that takes it back.
fn asked_undo() -> (Page, OutcomeId) {
    let page = Page::of(&[]);
    page.agree(add(&page.goods.products[LAMP], 1));
    page.wait(1_000);
    let outcome = page.last().id;
    page.send(Event::UndoWanted(outcome, Some(5)));
    page.wait(500);
    (page, outcome)
}

#[test]
fn an_undo_that_nobody_wanted_is_asked_for_anew_and_not_offered_again() {
    let (page, outcome) = asked_undo();
    page.press(Gesture::Decline(page.newest().id));
    let end = page.last();
    assert_eq!((end.verdict.clone(), end.undoes, end.undo), (Verdict::Declined, Some(outcome), Undo::Never));
    page.press(Gesture::OfferAgain(end.id));
    page.wait(2_000);
    assert!(page.asks().is_empty());
}

#[test]
fn an_undo_that_failed_is_asked_for_anew_and_not_offered_again() {
    let (page, outcome) = asked_undo();
    page.answers(&[WELL.does(Does::Nothing).says(Says::No(Code::Network))]);
    page.confirm(page.newest().id);
    page.wait(1_000);
    let end = page.last();
    assert_eq!((end.verdict.clone(), end.undoes), (Verdict::Rejected(Code::Network), Some(outcome)));
    page.press(Gesture::OfferAgain(end.id));
    page.wait(2_000);
    assert!(page.asks().is_empty());
}

#[test]
fn an_undo_that_came_too_late_is_not_offered_again() {
    let (page, outcome) = asked_undo();
    page.press(Gesture::Undo(outcome));
    page.confirm(page.newest().id);
    page.wait(2_000);
    let late = page.reports().into_iter().find(|(reply, _)| *reply == Some(5)).unwrap().1;
    assert_eq!((late.verdict.clone(), late.undoes), (Verdict::Rejected(Code::Conflict), Some(outcome)));
    page.press(Gesture::OfferAgain(late.id));
    page.wait(2_000);
    assert!(page.asks().is_empty());
}

#[test]
fn a_variant_that_is_sold_out_is_asked_for_on_the_card() {
    use handcart::engine::cart::Stock;
    let page = Page::of(&[]);
    let mut boots = (*page.goods.products[3]).clone();
    boots.variants[1].stock = Stock::Out;
    let wish = |variant| {
        let product = std::rc::Rc::new(boots.clone());
        Action::Add { product, variant: Some(variant), quantity: 1 }
    };
    let card = page.propose(wish(1)).unwrap();
    assert_eq!((card.stage, card.choosing.unwrap().1), (Stage::Gone, vec![Some(1)]));
    page.press(Gesture::Edit(card.id, 0, handcart::engine::row::Edit::Choose(0, 0)));
    page.wait(500);
    page.confirm(card.id);
    page.wait(1_000);
    assert_eq!(page.shown(), "1 boots-41");
    // One that can be bought is exactly what was proposed.
    assert_eq!(page.propose(wish(0)).unwrap().choosing, None);
    let proposed =
        Proposed { id: None, ..by_agent(Action::Plan(vec![wish(1), add(&page.goods.products[MUG], 1)]), None, None) };
    assert_eq!(page.propose_as(proposed).unwrap().stage, Stage::Gone);
}
