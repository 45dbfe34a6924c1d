//! Proposing: what was drawn is what runs, once, when a person pressed it in time (laws I1 to I3, I8).

use handcart::engine::Abilities;
use handcart::engine::action::{Action, Source};
use handcart::engine::cart::Country;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, OutcomeId, Verdict};
use handcart::engine::row::Edit;
use handcart::engine::view::{Face, Kind, Panel, Stage};

use super::page::Page;
use crate::common::host::{READ, WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::sim::ALL;
use crate::common::wishes::{add, by_agent, remove, set};

#[test]
fn a_proposal_is_confirmed_executed_verified_and_reported() {
    let page = Page::of(&[(LAMP, 1)]);
    let card = page.propose(add(&page.goods.products[MUG], 2)).unwrap();
    assert_eq!((card.deed.before, card.deed.after, &*card.deed.name), (0, 2, "Mug"));
    assert_eq!(card.words.as_deref(), Some("trust me"));
    page.wait(500);
    page.confirm(card.id);
    assert_eq!(page.ask(card.id).unwrap().stage, Stage::Working);
    page.wait(1_000);
    assert_eq!((page.calls(), page.shown().as_str()), (vec!["add 2 mug".to_owned()], "1 lamp, 2 mug"));
    let (reply, outcome) = page.reports().pop().unwrap();
    assert_eq!((reply, outcome.verdict.clone(), outcome.source.clone()), (Some(1), Verdict::Applied, Source::Agent));
    assert!(page.asks().is_empty() && page.entry(|kind| matches!(kind, Kind::Done(_))).is_some());
}

#[test]
fn a_press_before_half_a_second_does_nothing() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(499);
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    assert_eq!(page.ask(card.id).unwrap().stage, Stage::Arming);
    page.wait(1);
    assert_eq!(page.ask(card.id).unwrap().stage, Stage::Ready);
    page.confirm(card.id);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn a_press_by_a_script_does_nothing() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(5_000);
    page.press(Gesture::Confirm(card.id, card.rev, false));
    page.wait(1_000);
    assert!(page.calls().is_empty());
}

#[test]
fn a_press_on_an_older_drawing_does_nothing() {
    let page = Page::of(&[(LAMP, 1)]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.shop(|shop| shop.dearer());
    page.press(Gesture::Reread);
    page.wait(5_000);
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.press(Gesture::Confirm(card.id, card.rev + 2, true));
    page.wait(1_000);
    assert!(page.calls().is_empty());
}

#[test]
fn a_double_press_executes_once() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(500);
    for rev in 0..4 {
        page.press(Gesture::Confirm(card.id, card.rev, true));
        page.press(Gesture::Confirm(card.id, card.rev + rev, true));
    }
    page.wait(30_000);
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.reports().len()), (1, 1));
}

#[test]
fn a_cart_that_changes_under_a_card_offers_it_again_with_the_difference() {
    let page = Page::of(&[(LAMP, 2)]);
    let card = page.propose(set(page.key(LAMP), 5)).unwrap();
    page.wait(2_000);
    page.shop(|shop| shop.set(LAMP, 3));
    page.event();
    page.wait(400);
    let anew = page.ask(card.id).unwrap();
    assert_eq!((anew.rev, anew.stage, anew.deed.before), (card.rev + 1, Stage::Arming, 3));
    assert_eq!(anew.changed.as_ref().and_then(|changed| changed.before), Some(2));
    assert!(anew.changed.unwrap().total.is_some());
    page.wait(500);
    page.confirm(card.id);
    page.wait(1_000);
    assert_eq!(page.shown(), "5 lamp");
}

#[test]
fn a_card_whose_line_went_away_is_withdrawn() {
    let page = Page::of(&[(LAMP, 2)]);
    let card = page.propose(remove(page.key(LAMP))).unwrap();
    page.shop(|shop| shop.set(LAMP, 0));
    page.event();
    page.wait(1_000);
    assert_eq!((page.ask(card.id), page.verdicts()), (None, vec![Verdict::Withdrawn]));
}

#[test]
fn a_card_goes_with_its_proposer_unless_it_was_pressed() {
    let page = Page::of(&[(LAMP, 2)]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    let other = page.propose_as(by_agent(set(page.key(LAMP), 3), Some(2), None)).unwrap();
    page.wait(1_000);
    page.send(Event::GaveUp(1));
    page.send(Event::GaveUp(1));
    assert_eq!((page.ask(card.id), page.verdicts()), (None, vec![Verdict::Withdrawn]));
    assert_eq!(page.ask(other.id).unwrap().stage, Stage::Arming, "it moved");
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(500);
    page.confirm(other.id);
    page.send(Event::GaveUp(2));
    page.wait(1_000);
    assert_eq!((page.calls().len(), page.verdicts()), (1, vec![Verdict::Withdrawn, Verdict::Applied]));
    assert_eq!(page.shown(), "3 lamp");
}

#[test]
fn a_card_whose_key_came_to_name_another_article_is_withdrawn() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.by_place = true);
    page.shop(|shop| [LAMP, TENT].map(|article| shop.put(article, 1)));
    page.press(Gesture::Reread);
    page.wait(1_000);
    let card = page.propose(remove(page.key(LAMP))).unwrap();
    page.shop(|shop| shop.set(LAMP, 0));
    page.event();
    page.wait(1_000);
    assert_eq!((page.ask(card.id), page.verdicts()), (None, vec![Verdict::Withdrawn]));
}

#[test]
fn whatever_moves_makes_every_card_wait_again() {
    let page = Page::of(&[]);
    let first = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(1_000);
    page.propose(add(&page.goods.products[LAMP], 1)).unwrap();
    page.confirm(first.id);
    assert!(page.calls().is_empty());
    page.wait(500);
    page.press(Gesture::Close);
    page.confirm(first.id);
    page.press(Gesture::Open);
    page.confirm(first.id);
    assert!(page.calls().is_empty(), "a closed panel cannot be pressed, and an opened one not at once");
    page.wait(500);
    page.confirm(first.id);
    assert_eq!(page.calls().len(), 1);
}

#[test]
fn a_panel_that_a_proposal_opens_arms_every_card_anew() {
    let page = Page::of(&[(LAMP, 1)]);
    let first = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.press(Gesture::Close);
    page.wait(5_000);
    page.propose(Action::Clear).unwrap();
    assert_eq!(page.view().panel, Panel::Open(Face::Talk));
    page.confirm(first.id);
    assert!(page.calls().is_empty());
}

#[test]
fn a_card_lapses_after_two_minutes_and_can_be_offered_again() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.wait(119_999);
    assert!(page.ask(card.id).is_some());
    page.wait(1);
    assert_eq!((page.ask(card.id), page.verdicts()), (None, vec![Verdict::Expired]));
    page.press(Gesture::Confirm(card.id, card.rev, true));
    page.wait(1_000);
    assert!(page.calls().is_empty());
    let outcome = page.last().id;
    page.press(Gesture::OfferAgain(outcome));
    page.press(Gesture::OfferAgain(outcome));
    assert_eq!(page.asks().len(), 1, "once");
    page.wait(500);
    page.confirm(page.newest().id);
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.reports().last().unwrap().0), ("1 mug", None));
}

#[test]
fn a_declined_card_calls_nobody_and_can_be_offered_again() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    page.press(Gesture::Decline(card.id));
    page.press(Gesture::Decline(card.id));
    assert_eq!(page.verdicts(), [Verdict::Declined]);
    page.press(Gesture::OfferAgain(page.last().id));
    assert_eq!(page.asks().len(), 1);
    page.press(Gesture::OfferAgain(OutcomeId(99)));
    assert_eq!((page.asks().len(), page.calls().len()), (1, 0));
}

#[test]
fn offering_again_never_makes_a_fourth_card() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    let card = page.propose(add(&mug, 1)).unwrap();
    page.press(Gesture::Decline(card.id));
    let ended = page.last().id;
    for quantity in 2..5 {
        page.propose(add(&mug, quantity)).unwrap();
    }
    page.press(Gesture::OfferAgain(ended));
    assert_eq!(page.asks().len(), 3);
    page.press(Gesture::Decline(page.newest().id));
    page.press(Gesture::OfferAgain(ended));
    assert_eq!(page.asks().len(), 3, "the wish is not lost");
}

#[test]
fn an_agent_that_floods_is_refused() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    let all = (0..100).map(|at| by_agent(add(&mug, 1), Some(at), Some(&format!("p{at}")))).collect();
    page.send(Event::Proposals(all));
    assert_eq!(page.asks().len(), 3);
    let refused = page.outs(|effect| if let Effect::Refuse(reply, _) = effect { *reply } else { None });
    assert_eq!(refused.len(), 97);
}

#[test]
fn three_refusals_in_a_row_give_half_a_minute_of_rest() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    for _ in 0..3 {
        let card = page.propose(add(&mug, 1)).unwrap();
        page.press(Gesture::Decline(card.id));
    }
    assert_eq!(page.propose(add(&mug, 1)), Err(Code::Policy));
    let mut country = by_agent(Action::SetCountry(Country(*b"AT")), Some(1), None);
    assert_eq!(page.propose_as(country.clone()), Err(Code::Policy), "a silent action rests too");
    country.source = Source::Seller("Ada".into());
    page.propose_as(country).unwrap_err();
    page.wait(100);
    assert_eq!(page.calls(), ["country AT"], "a person is not told to rest");
    page.wait(30_000);
    assert!(page.propose(add(&mug, 1)).is_ok());
}

#[test]
fn a_confirmation_between_refusals_counts_them_anew() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    for round in 0..4 {
        let card = page.propose(add(&mug, 1)).unwrap();
        page.wait(500);
        if round == 1 {
            page.confirm(card.id)
        } else {
            page.press(Gesture::Decline(card.id))
        }
        page.wait(500);
    }
    assert!(page.propose(add(&mug, 1)).is_ok());
}

#[test]
fn an_id_is_taken_once() {
    let page = Page::of(&[]);
    let wish = by_agent(add(&page.goods.products[MUG], 1), Some(1), Some("once"));
    page.propose_as(wish.clone()).unwrap();
    assert_eq!(page.propose_as(wish.clone()), Err(Code::Policy));
    page.wait(500);
    page.confirm(page.newest().id);
    page.wait(1_000);
    for at in 0..300 {
        page.propose_as(by_agent(add(&page.goods.products[MUG], 1), None, Some(&format!("other{at}")))).ok();
        if let Some(card) = page.asks().pop() {
            page.press(Gesture::Decline(card.id));
        }
        page.wait(31_000);
    }
    assert_eq!(page.propose_as(wish), Err(Code::Policy), "however long ago");
}

#[test]
fn an_id_that_was_refused_for_want_of_room_is_not_used_up() {
    let page = Page::of(&[]);
    let mug = page.goods.products[MUG].clone();
    for quantity in 1..4 {
        page.propose(add(&mug, quantity)).unwrap();
    }
    let wish = by_agent(add(&mug, 9), Some(1), Some("later"));
    assert_eq!(page.propose_as(wish.clone()), Err(Code::Policy));
    page.press(Gesture::Decline(page.newest().id));
    assert!(page.propose_as(wish).is_ok());
}

#[test]
fn a_size_that_is_missing_is_chosen_on_the_card() {
    let page = Page::of(&[]);
    let card = page.propose(add(&page.goods.products[3], 1)).unwrap();
    assert_eq!(card.stage, Stage::Missing(0));
    page.wait(1_000);
    page.confirm(card.id);
    assert!(page.calls().is_empty());
    page.press(Gesture::Edit(card.id, 0, Edit::Choose(0, 1)));
    let chosen = page.ask(card.id).unwrap();
    assert_eq!((chosen.stage, chosen.deed.variant.as_deref()), (Stage::Ready, Some("Size 42")));
    page.press(Gesture::Confirm(card.id, card.rev, true));
    assert!(page.calls().is_empty(), "the press was meant for the drawing without a size");
    page.confirm(card.id);
    page.wait(1_000);
    assert_eq!(page.calls(), ["add 1 boots-42"]);
    page.propose(add(&page.goods.products[3], 1)).unwrap();
    page.press(Gesture::Edit(page.newest().id, 0, Edit::Choose(0, 9)));
    assert_eq!(page.newest().stage, Stage::Gone);
    page.press(Gesture::Edit(page.newest().id, 0, Edit::Choose(7, 0)));
}

#[test]
fn a_product_that_the_host_refuses_is_not_offered() {
    let page = Page::of(&[]);
    let mut product = (*page.goods.products[MUG]).clone();
    product.permit = handcart::engine::product::Permit::Refused(None);
    assert_eq!(page.propose(add(&std::rc::Rc::new(product), 1)), Err(Code::NotSupported));
}

#[test]
fn a_clear_is_a_dialog_that_lists_what_goes_and_there_is_one() {
    let page = Page::of(&[(LAMP, 2), (TENT, 1)]);
    assert_eq!(Page::of(&[]).propose(Action::Clear), Err(Code::LineNotFound));
    page.propose(Action::Clear).unwrap();
    let dialog = page.view().dialog.unwrap();
    assert_eq!((dialog.deed.goes.len(), dialog.deed.before), (2, 3));
    assert_eq!(page.propose(Action::Clear), Err(Code::Policy));
    page.press(Gesture::Decline(dialog.id));
    assert_eq!((page.view().dialog, page.verdicts()), (None, vec![Verdict::Declined]));
}

#[test]
fn a_proposal_from_outside_opens_the_panel_and_one_that_is_refused_does_not() {
    let page = Page::with(Abilities { agent: false, ..ALL }, &[]);
    page.press(Gesture::Close);
    page.propose(remove(handcart::engine::cart::Key(3))).unwrap_err();
    assert_eq!(page.view().panel, Panel::Closed);
    page.propose(add(&page.goods.products[MUG], 1)).unwrap();
    assert_eq!(page.view().panel, Panel::Open(Face::Talk));
}

#[test]
fn a_confirmed_card_ends_even_when_the_shop_is_silent() {
    let page = Page::of(&[(LAMP, 1)]);
    page.world().usual_change = WELL.when(When::Never);
    page.world().usual_read = READ.when(When::Never);
    let lamp = page.goods.products[LAMP].clone();
    for quantity in 1..4 {
        page.propose(add(&lamp, quantity)).unwrap();
    }
    page.wait(500);
    for card in page.asks() {
        page.confirm(card.id);
    }
    page.wait(3 * (15_000 + 10_000));
    assert_eq!(page.verdicts(), [Verdict::Unknown, Verdict::Unknown, Verdict::Unknown]);
    assert_eq!(page.calls().len(), 3);
    assert!(page.asks().is_empty() && page.side().pending.is_empty());
}
