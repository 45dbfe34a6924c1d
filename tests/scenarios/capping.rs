//! Caps: nothing above one is offered, chosen on a card, or called because of a proposal (law I13).

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::caps::{Caps, PARTS};
use handcart::engine::cart::Country;
use handcart::engine::effect::Effect;
use handcart::engine::event::{Event, Gesture};
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::product::Product;
use handcart::engine::row::Edit;
use handcart::engine::view::{Kind, Notice, Stage};

use super::page::Page;
use crate::common::host::{Does, Gives, READ, Says, WELL, When};
use crate::common::shop::{BOOTS_42, LAMP, MUG, TENT};
use crate::common::wishes::{add, by_agent, remove, set};

fn pieces(quantity: u32) -> Caps {
    Caps { quantity, ..Caps::default() }
}

/// What one line may come to, in euros.
fn line(euros: i64) -> Caps {
    Caps { line: Some(euros * PARTS), ..Caps::default() }
}

/// What the cart may come to, in euros.
fn cart(euros: i64) -> Caps {
    Caps { cart: Some(euros * PARTS), ..Caps::default() }
}

#[test]
fn more_pieces_of_a_line_than_its_cap_are_refused_with_the_cap_the_limit_and_what_came() {
    let page = Page::capped(pieces(5), &[(LAMP, 3)]);
    let lamp = page.goods.products[LAMP].clone();
    assert_eq!(page.refusal(add(&lamp, 3)), "caps.maxQuantity: expected at most 5, got 6");
    assert_eq!(page.refusal(set(page.key(LAMP), 6)), "caps.maxQuantity: expected at most 5, got 6");
    assert_eq!(page.refusal(add(&lamp, 2)), "offered");
    assert_eq!(page.refusal(set(page.key(LAMP), 5)), "offered");
    assert_eq!(page.asks().len(), 2);
}

#[test]
fn without_caps_a_line_may_come_to_what_the_shop_has() {
    let page = Page::of(&[(LAMP, 40)]);
    page.shop(|shop| shop.stock = [200; 5]);
    assert_eq!(page.refusal(add(&page.goods.products[LAMP], 60)), "offered");
}

#[test]
fn a_line_dearer_than_its_cap_is_refused() {
    let page = Page::capped(line(100), &[(LAMP, 3), (MUG, 1)]);
    let lamp = page.goods.products[LAMP].clone();
    assert_eq!(page.refusal(add(&lamp, 3)), "caps.maxLineValue: expected at most 100, got 120");
    assert_eq!(page.refusal(set(page.key(MUG), 6)), "caps.maxLineValue: expected at most 100, got 120");
    assert_eq!(page.refusal(add(&lamp, 2)), "offered");
}

#[test]
fn a_cart_dearer_than_its_cap_is_refused() {
    let page = Page::capped(cart(100), &[(LAMP, 3), (MUG, 1)]);
    let tent = page.goods.products[TENT].clone();
    assert_eq!(page.refusal(add(&tent, 2)), "caps.maxCartValue: expected at most 100, got 120");
    assert_eq!(page.refusal(set(page.key(LAMP), 5)), "caps.maxCartValue: expected at most 100, got 120");
    assert_eq!(page.refusal(add(&tent, 1)), "offered");
}

#[test]
fn the_dearer_of_the_agents_price_and_the_carts_counts() {
    let page = Page::capped(line(100), &[(LAMP, 1)]);
    let cheap = |amount| Rc::new(Product { amount, ..(*page.goods.products[LAMP]).clone() });
    assert_eq!(page.refusal(add(&cheap(Some(1)), 5)), "caps.maxLineValue: expected at most 100, got 120");
    assert_eq!(page.refusal(add(&cheap(Some(50 * PARTS)), 2)), "caps.maxLineValue: expected at most 100, got 150");
}

#[test]
fn an_amount_that_cannot_be_known_is_refused() {
    let unknown = "expected at most 100, got an amount that cannot be known";
    for (caps, name) in [(line(100), "caps.maxLineValue"), (cart(100), "caps.maxCartValue")] {
        let page = Page::capped(caps, &[(LAMP, 1)]);
        let goods = (*page.goods.products[MUG]).clone();
        let mut unpriced = goods.clone();
        unpriced.amount = None;
        let mut foreign = goods.clone();
        foreign.currency = "CHF".into();
        for product in [unpriced, foreign] {
            assert_eq!(page.refusal(add(&Rc::new(product), 1)), format!("{name}: {unknown}"));
        }
        let local = Rc::new(Product { currency: "".into(), ..goods });
        assert_eq!(page.refusal(add(&local, 1)), "offered");
        // The last read failed: who knows what is in the cart by now?
        page.reads_give(&[READ.gives(Gives::Fails); 4]);
        page.press(Gesture::Reread);
        page.wait(200);
        assert_eq!(page.refusal(add(&local, 1)), format!("{name}: {unknown}"));
        assert_eq!(page.refusal(remove(page.key(LAMP))), "offered");
    }
}

#[test]
fn what_takes_away_is_above_no_value() {
    let page = Page::capped(Caps { line: Some(0), ..cart(10) }, &[(LAMP, 3), (MUG, 2)]);
    assert_eq!(page.refusal(set(page.key(LAMP), 2)), "offered");
    assert_eq!(page.refusal(remove(page.key(MUG))), "offered");
    assert_eq!(page.refusal(Action::Clear), "offered");
}

#[test]
fn an_empty_cart_is_worth_nothing() {
    let page = Page::capped(cart(60), &[]);
    let mug = page.goods.products[MUG].clone();
    assert_eq!(page.refusal(add(&mug, 4)), "caps.maxCartValue: expected at most 60, got 80");
    assert_eq!(page.refusal(add(&mug, 3)), "offered");
}

#[test]
fn parts_of_a_unit_are_told_as_a_decimal_number() {
    let page = Page::capped(Caps { line: Some(199_950), ..Caps::default() }, &[]);
    assert_eq!(page.refusal(add(&page.goods.products[MUG], 1)), "caps.maxLineValue: expected at most 19.995, got 20");
    let page = Page::capped(Caps { line: Some(0), ..Caps::default() }, &[]);
    let dear = Rc::new(Product { amount: Some(i64::MAX), ..(*page.goods.products[MUG]).clone() });
    let words = page.refusal(add(&dear, 2));
    assert_eq!(words, "caps.maxLineValue: expected at most 0, got 922337203685477.5807");
}

#[test]
fn a_plan_is_held_against_the_caps_as_a_whole() {
    let page = Page::capped(cart(100), &[(LAMP, 3)]);
    let [tent, mug] = [TENT, MUG].map(|at| page.goods.products[at].clone());
    let plan = |lamps| Action::Plan(vec![add(&tent, 1), add(&mug, 1), set(page.key(LAMP), lamps)]);
    assert_eq!(page.refusal(plan(4)), "caps.maxCartValue: expected at most 100, got 120");
    // What it takes away may be left out, or fail.
    assert_eq!(page.refusal(plan(1)), "offered");
    let more = Action::Plan(vec![add(&tent, 2), add(&mug, 1), remove(page.key(LAMP))]);
    assert_eq!(page.refusal(more), "caps.maxCartValue: expected at most 100, got 120");
}

#[test]
fn a_row_of_a_plan_cannot_be_set_above_a_cap() {
    let page = Page::capped(Caps { quantity: 4, ..cart(140) }, &[(LAMP, 1)]);
    let [tent, mug] = [TENT, MUG].map(|at| page.goods.products[at].clone());
    let card = page.propose(Action::Plan(vec![add(&tent, 1), add(&mug, 1)])).unwrap();
    let quantity = |row, pieces| {
        page.press(Gesture::Edit(card.id, row, Edit::Quantity(pieces)));
        page.newest().deed.rows.iter().map(|row| row.deed.after).collect::<Vec<_>>()
    };
    assert_eq!((card.deed.rows[0].most, quantity(0, 9)), (4, vec![4, 1]));
    // The cart has room for one more, whatever was typed; and a tick that is taken away makes none.
    assert_eq!(quantity(1, u32::MAX), [4, 2]);
    page.press(Gesture::Edit(card.id, 0, Edit::Tick(false)));
    assert_eq!(quantity(1, 3), [4, 2]);
    assert_eq!(quantity(0, 2), [2, 2]);
    let before = page.newest().rev;
    assert_eq!((quantity(1, 4), page.newest().rev), (vec![2, 4], before + 1));
}

#[test]
fn a_variant_that_leads_above_a_cap_is_not_taken() {
    let page = Page::capped(pieces(3), &[(BOOTS_42, 2)]);
    let boots = page.goods.products[3].clone();
    let card = page.propose(add(&boots, 2)).unwrap();
    let choose = |id, value| {
        page.press(Gesture::Edit(id, 0, Edit::Choose(0, value)));
        page.ask(id).unwrap()
    };
    assert_eq!(choose(card.id, 1).stage, Stage::Missing(0));
    let chosen = choose(card.id, 0);
    assert_eq!((chosen.deed.after, chosen.choosing.unwrap().1), (2, vec![Some(0)]));
    let back = choose(card.id, 1);
    assert_eq!((back.deed.after, back.choosing.unwrap().1), (2, vec![Some(0)]));
    let plan = page.propose(Action::Plan(vec![add(&boots, 2), add(&page.goods.products[MUG], 1)])).unwrap();
    assert_eq!(choose(plan.id, 1).rev, plan.rev);
    assert_eq!(choose(plan.id, 0).deed.rows[0].deed.after, 2);
}

#[test]
fn a_card_that_comes_to_lead_above_a_cap_is_withdrawn() {
    let page = Page::capped(cart(100), &[(LAMP, 1)]);
    let [tent, mug] = [TENT, MUG].map(|at| page.goods.products[at].clone());
    let one = page.propose(add(&tent, 4)).unwrap();
    let plan = page.propose(Action::Plan(vec![add(&mug, 3), remove(page.key(LAMP))])).unwrap();
    page.shop(|shop| shop.put(LAMP, 1));
    page.event();
    page.wait(400);
    assert_eq!((page.ask(one.id), page.verdicts()), (None, vec![Verdict::Withdrawn]));
    assert_eq!(page.ask(plan.id).unwrap().rev, plan.rev + 1);
    page.shop(|shop| shop.dearer());
    page.event();
    page.wait(400);
    assert_eq!((page.ask(plan.id), page.verdicts().len()), (None, 2));
}

#[test]
fn what_waits_is_not_carried_out_above_a_cap() {
    let page = Page::capped(cart(100), &[(LAMP, 1)]);
    let [tent, mug] = [TENT, MUG].map(|at| page.goods.products[at].clone());
    let (one, two) = (page.propose(add(&tent, 3)).unwrap(), page.propose(add(&mug, 2)).unwrap());
    page.answers(&[WELL.when(When::After(5_000))]);
    page.wait(500);
    page.confirm(one.id);
    page.confirm(two.id);
    page.wait(10_000);
    assert_eq!(page.verdicts(), [Verdict::Applied, Verdict::Rejected(Code::Policy)]);
    assert_eq!((page.calls(), page.last().operation), (vec!["add 3 tent".to_owned()], None));
}

#[test]
fn what_waits_is_not_carried_out_while_the_cart_is_not_known() {
    let page = Page::capped(cart(100), &[(LAMP, 1)]);
    let mug = page.goods.products[MUG].clone();
    let one = page.propose(add(&mug, 1)).unwrap();
    let two = page.propose(remove(page.key(LAMP))).unwrap();
    page.reads_give(&[READ.gives(Gives::Fails); 9]);
    page.press(Gesture::Reread);
    page.wait(30_000);
    page.confirm(one.id);
    page.confirm(two.id);
    page.wait(30_000);
    assert_eq!(page.calls(), ["remove lamp"].map(|_| page.calls()[0].clone()));
    assert_eq!(page.verdicts()[0], Verdict::Rejected(Code::Policy));
}

#[test]
fn the_rows_of_a_plan_are_held_against_the_cart_at_their_turn() {
    let page = Page::capped(cart(100), &[(LAMP, 1)]);
    let [tent, mug] = [TENT, MUG].map(|at| page.goods.products[at].clone());
    let card = page.propose(Action::Plan(vec![add(&tent, 2), add(&mug, 2)])).unwrap();
    page.answers(&[WELL.when(When::After(2_000))]);
    page.wait(500);
    page.confirm(card.id);
    page.shop(|shop| shop.put(LAMP, 1));
    page.wait(10_000);
    let end = page.last();
    assert_eq!(end.verdict, Verdict::Adjusted { asked: 2, got: 1 });
    assert_eq!(end.lines[1].verdict, Verdict::Rejected(Code::Policy));
}

#[test]
fn the_shoppers_own_controls_are_not_capped() {
    let page = Page::capped(Caps { actions: vec!["CLEAR".into()], minute: Some(1), ..cart(0) }, &[(LAMP, 1)]);
    page.press(Gesture::SetLine(page.key(LAMP), 9));
    page.wait(1_000);
    page.press(Gesture::RemoveLine(page.key(LAMP)));
    page.wait(1_000);
    page.press(Gesture::Undo(page.last().id));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.calls().len()), ("9 lamp", 3));
    // The same, asked for by code of the page.
    page.press(Gesture::RemoveLine(page.key(LAMP)));
    page.wait(1_000);
    page.send(Event::UndoWanted(page.last().id, Some(7)));
    let refused = page.outs(|effect| if let Effect::Refuse(Some(7), why) = effect { Some(why.clone()) } else { None });
    assert_eq!(&*refused[0].detail, "caps.maxCartValue: expected at most 0, got 180");
}

#[test]
fn what_the_shopper_tries_again_is_not_capped_and_an_agents_is() {
    let page = Page::capped(pieces(5), &[(LAMP, 1), (MUG, 1)]);
    page.answers(&[
        WELL.does(Does::Nothing).says(Says::No(Code::Network)),
        WELL.does(Does::Nothing).says(Says::No(Code::Network)),
    ]);
    page.press(Gesture::SetLine(page.key(LAMP), 9));
    page.wait(1_000);
    let own = page.last().id;
    page.agree(add(&page.goods.products[MUG], 4));
    page.wait(1_000);
    let agents = page.last().id;
    page.shop(|shop| shop.put(MUG, 1));
    for outcome in [own, agents] {
        page.press(Gesture::OfferAgain(outcome));
        page.wait(1_000);
    }
    let sources: Vec<_> = page.asks().into_iter().map(|ask| (ask.source, ask.deed.after)).collect();
    assert_eq!(sources, [(Source::Shopper, 9)]);
    assert!(page.entry(|kind| *kind == Kind::Notice(Notice::Gone)).is_some());
}

#[test]
fn so_many_proposals_are_taken_within_any_minute() {
    let page = Page::capped(Caps { minute: Some(2), ..Caps::default() }, &[]);
    let mug = page.goods.products[MUG].clone();
    let over = "caps.perMinute: expected at most 2, got 3";
    assert_eq!(page.refusal(add(&mug, 1)), "offered");
    page.wait(30_000);
    assert_eq!(page.refusal(Action::SetCountry(Country(*b"AT"))), "offered");
    assert_eq!(page.refusal(add(&mug, 1)), over);
    page.wait(29_999);
    assert_eq!(page.refusal(add(&mug, 1)), over);
    page.wait(1);
    // What was refused does not count; the country still does.
    assert_eq!(page.refusal(add(&mug, 1)), "offered");
    assert_eq!(page.refusal(add(&mug, 1)), over);
    // An ended one that the shopper wants back is the shopper's wish.
    page.press(Gesture::Decline(page.newest().id));
    page.press(Gesture::OfferAgain(page.last().id));
    assert_eq!(page.asks().len(), 2);
}

#[test]
fn only_what_is_allowed_can_be_proposed() {
    let names = ["ADD_SUGGESTION", "UPDATE_QUANTITY"].map(handcart::engine::cart::Text::from);
    let page = Page::capped(Caps { actions: names.to_vec(), ..Caps::default() }, &[(LAMP, 1), (TENT, 1)]);
    let mug = page.goods.products[MUG].clone();
    let country = Action::SetCountry(Country(*b"AT"));
    for (action, name) in [
        (remove(page.key(LAMP)), "REMOVE"),
        (Action::Clear, "CLEAR"),
        (country, "SET_DESTINATION_COUNTRY"),
        (Action::Checkout, "CHECKOUT"),
        (Action::Plan(vec![add(&mug, 1), remove(page.key(LAMP))]), "REMOVE"),
    ] {
        assert_eq!(page.refusal(action), format!("caps.actions: {name} is not among them"));
    }
    assert_eq!(page.refusal(add(&mug, 1)), "offered");
    assert_eq!(page.refusal(set(page.key(LAMP), 2)), "offered");
    // Code may have a change taken back, whatever that comes to.
    let card = page.asks().remove(0);
    page.wait(500);
    page.confirm(card.id);
    page.wait(1_000);
    page.send(Event::UndoWanted(page.last().id, Some(8)));
    assert!(matches!(page.newest().deed.action, Action::Remove { .. }));
}

#[test]
fn what_does_not_apply_is_refused_for_that() {
    let page = Page::capped(cart(0), &[]);
    let gone = page.propose(set(handcart::engine::cart::Key(4_711), 2));
    assert_eq!(gone.err(), Some(Code::LineNotFound));
    assert_eq!(page.propose_as(by_agent(Action::Clear, None, None)).err(), Some(Code::LineNotFound));
}
