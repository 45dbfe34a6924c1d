//! Verifying: the outcome is what the cart shows, whatever the host says; and after a timeout nothing is sent twice.

use handcart::engine::action::Action;
use handcart::engine::cart::{Country, Key};
use handcart::engine::effect::Effect;
use handcart::engine::event::Gesture;
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::view::Freshness;

use super::page::Page;
use crate::common::host::{Does, Gives, READ, Reply, Says, WELL, When};
use crate::common::shop::{LAMP, MUG, TENT};
use crate::common::wishes::add;

/// The verdict of "add 3 mugs" when the host answers so.
fn added(reply: Reply) -> (Verdict, i64, String) {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[reply]);
    page.agree(add(&page.goods.products[MUG], 3));
    page.wait(30_000);
    assert_eq!(page.reports().len(), 1, "one outcome");
    assert_eq!(page.calls().len(), 1, "one call");
    let told = page.outs(|effect| matches!(effect, Effect::TellChanged(..)).then_some(())).len();
    let last = page.last();
    let changed = matches!(last.verdict, Verdict::Applied | Verdict::Adjusted { .. });
    assert_eq!(told, usize::from(changed), "the page is told of a verified change, and of no other");
    (last.verdict.clone(), last.delta, page.shown())
}

fn is(verdict: Verdict, delta: i64) -> (Verdict, i64, String) {
    (verdict, delta, if delta == 0 { "1 lamp".to_owned() } else { format!("1 lamp, {delta} mug") })
}

#[test]
fn a_change_that_happened_is_applied_whatever_was_said() {
    let says = [
        Says::YesWithCart,
        Says::Yes,
        Says::Nothing,
        Says::No(Code::HostError),
        Says::NoWithCart,
        Says::Threw,
        Says::Garbage,
    ];
    for says in says {
        assert_eq!(added(WELL.says(says)), is(Verdict::Applied, 3), "{says:?}");
    }
}

#[test]
fn a_change_that_came_out_smaller_is_adjusted() {
    for says in [Says::YesWithCart, Says::Yes, Says::Nothing, Says::No(Code::QuantityExceeded)] {
        let adjusted = Verdict::Adjusted { asked: 3, got: 2 };
        assert_eq!(added(WELL.does(Does::Only(2)).says(says)), is(adjusted, 2), "{says:?}");
    }
}

#[test]
fn a_yes_that_did_nothing_is_said_not_to_have_been_applied() {
    for says in [Says::YesWithCart, Says::Yes, Says::YesWithOldCart, Says::Nothing] {
        let rejected = Verdict::Rejected(Code::NotApplied);
        assert_eq!(added(WELL.does(Does::Nothing).says(says)), is(rejected, 0), "{says:?}");
    }
}

#[test]
fn a_no_that_did_nothing_is_rejected_with_its_code() {
    let codes = [
        (Says::No(Code::SessionExpired), Code::SessionExpired),
        (Says::NoWithCart, Code::OutOfStock),
        (Says::Threw, Code::HostError),
        (Says::Garbage, Code::InvalidAnswer),
    ];
    for (says, code) in codes {
        assert_eq!(added(WELL.does(Does::Nothing).says(says)), is(Verdict::Rejected(code), 0), "{says:?}");
    }
}

#[test]
fn a_cart_that_comes_with_a_no_is_not_shown() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.says(Says::NoWithCart).does(Does::Nothing)]);
    page.reads_give(&[READ.when(When::After(5_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.shop(|shop| shop.set(LAMP, 9));
    page.wait(1_000);
    assert_eq!((page.shown().as_str(), page.reports().len()), ("1 lamp", 0));
    page.wait(5_000);
    assert_eq!(page.shown(), "9 lamp");
}

#[test]
fn a_change_that_does_not_answer_in_time_is_aborted_read_and_unknown() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::Never).does(Does::Nothing)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(14_999);
    assert_eq!(page.reads(), 1);
    page.wait(1);
    assert_eq!(page.outs(|effect| matches!(effect, Effect::Abort(_)).then_some(())).len(), 1);
    page.wait(100);
    assert_eq!((page.reads(), page.verdicts()), (2, vec![Verdict::Unknown]));
    page.wait(120_000);
    assert_eq!(page.calls().len(), 1, "it is never sent again");
}

#[test]
fn a_change_that_happened_without_an_answer_is_applied() {
    assert_eq!(added(WELL.when(When::Never)), is(Verdict::Applied, 3));
}

#[test]
fn a_late_answer_only_leads_to_a_read() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::After(20_000)).does(Does::ItAtTheEnd)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(16_000);
    assert_eq!((page.verdicts(), page.reads()), (vec![Verdict::Unknown], 2));
    page.wait(5_000);
    assert_eq!((page.reports().len(), page.reads(), page.shown().as_str()), (1, 3, "2 lamp"));
}

#[test]
fn an_answer_that_comes_twice_counts_once() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.when(When::Twice(100, 300))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(5_000);
    assert_eq!((page.verdicts(), page.calls().len()), (vec![Verdict::Applied], 1));
}

#[test]
fn when_the_cart_cannot_be_read_the_outcome_is_unknown() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.says(Says::Yes)]);
    page.reads_give(&[READ.gives(Gives::Fails)]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(200);
    assert_eq!((page.verdicts(), page.side().freshness), (vec![Verdict::Unknown], Freshness::Old));
    page.wait(5_000);
    assert_eq!((page.shown().as_str(), page.reports().len()), ("2 lamp", 1));
}

#[test]
fn a_change_is_not_credited_with_what_an_unknown_one_did_before() {
    let page = Page::of(&[(LAMP, 1)]);
    let mug = page.goods.products[MUG].clone();
    page.answers(&[WELL.says(Says::Yes)]);
    page.world().usual_read = READ.gives(Gives::Fails);
    page.agree(add(&mug, 1));
    page.wait(30_000);
    page.world().usual_read = READ;
    page.answers(&[WELL.says(Says::Yes).does(Does::Nothing)]);
    page.agree(add(&mug, 1));
    page.wait(5_000);
    assert_eq!(page.verdicts(), [Verdict::Unknown, Verdict::Rejected(Code::NotApplied)]);
    assert_eq!(page.shown(), "1 lamp, 1 mug");
}

#[test]
fn without_a_cart_from_before_nothing_is_claimed() {
    let page = Page::of(&[(LAMP, 1)]);
    let mug = page.goods.products[MUG].clone();
    page.world().usual_read = READ.gives(Gives::Fails);
    page.press(Gesture::Reread);
    page.wait(60_000);
    page.answers(&[WELL.says(Says::YesWithCart)]);
    page.agree(add(&mug, 1));
    page.wait(5_000);
    assert_eq!((page.verdicts(), page.shown().as_str()), (vec![Verdict::Unknown], "1 lamp, 1 mug"));
}

#[test]
fn a_change_is_not_credited_with_what_another_tab_added() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.says(Says::Yes).does(Does::Nothing)]);
    page.agree(add(&page.goods.products[MUG], 3));
    page.shop(|shop| shop.put(LAMP, 3));
    page.wait(1_000);
    assert_eq!((page.verdicts(), page.last().delta), (vec![Verdict::Rejected(Code::NotApplied)], 0));
}

#[test]
fn an_article_that_the_shop_names_otherwise_is_recognised() {
    for (says, verdict) in [(Says::Yes, Verdict::Applied), (Says::Nothing, Verdict::Rejected(Code::NotApplied))] {
        let page = Page::of(&[(LAMP, 1)]);
        let mut product = (*page.goods.products[MUG]).clone();
        (product.id, product.name) = ("sku-9".into(), "Becher".into());
        page.answers(&[WELL.says(says).does(Does::Nothing)]);
        page.agree(add(&std::rc::Rc::new(product), 3));
        page.shop(|shop| shop.put(MUG, 3));
        page.wait(1_000);
        assert_eq!(page.verdicts(), [verdict]);
    }
}

#[test]
fn a_country_that_the_cart_does_not_show_was_not_set() {
    let page = Page::of(&[(LAMP, 1)]);
    page.answers(&[WELL.does(Does::Nothing), WELL.says(Says::Nothing), WELL.when(When::Never).does(Does::Nothing)]);
    page.press(Gesture::ChooseCountry(Country(*b"AT")));
    page.wait(1_000);
    page.press(Gesture::ChooseCountry(Country(*b"FR")));
    page.wait(1_000);
    page.press(Gesture::ChooseCountry(Country(*b"ES")));
    page.wait(20_000);
    assert_eq!(page.verdicts(), [Verdict::Rejected(Code::NotApplied), Verdict::Applied, Verdict::Unknown]);
}

#[test]
fn a_removal_is_verified_where_keys_are_places() {
    let page = Page::of(&[]);
    page.shop(|shop| shop.by_place = true);
    page.shop(|shop| {
        shop.put(LAMP, 2);
        shop.put(TENT, 3)
    });
    page.press(Gesture::Reread);
    page.wait(1_000);
    page.press(Gesture::RemoveLine(Key(0)));
    page.wait(1_000);
    assert_eq!((page.verdicts(), page.last().delta), (vec![Verdict::Applied], -2));
}

#[test]
fn a_clear_that_did_nothing_is_rejected() {
    let page = Page::of(&[(LAMP, 2)]);
    page.answers(&[WELL.does(Does::Nothing)]);
    page.agree(Action::Clear);
    page.wait(1_000);
    assert_eq!(page.verdicts(), [Verdict::Rejected(Code::NotApplied)]);
}

#[test]
fn a_late_answer_does_not_end_the_change_after_it() {
    let page = Page::of(&[(LAMP, 1), (MUG, 1)]);
    page.answers(&[WELL.when(When::After(16_000)).does(Does::Nothing), WELL.when(When::After(5_000))]);
    page.press(Gesture::SetLine(page.key(LAMP), 2));
    page.wait(15_500);
    page.press(Gesture::SetLine(page.key(MUG), 2));
    page.wait(2_000);
    assert_eq!((page.calls().len(), page.verdicts()), (2, vec![Verdict::Unknown]));
    page.wait(5_000);
    assert_eq!(page.verdicts(), [Verdict::Unknown, Verdict::Applied]);
}
