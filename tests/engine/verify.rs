//! Verifying: how an action ended is read from the cart before and the cart after.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Country, Key, Line, Shipping, Text};
use handcart::engine::event::Said;
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::product::{Product, Variant};
use handcart::engine::verify::{Finding, Word, holds, is_named, judge, same_article};

use crate::kit::{boots, cart, line, product, text};

const YES: Word = Word { said: Said::Yes, code: None, late: false };
const NO: Word = Word { said: Said::No, code: Some(Code::OutOfStock), late: false };
const NOTHING: Word = Word { said: Said::Nothing, code: None, late: false };
const LATE: Word = Word { said: Said::Nothing, code: Some(Code::Timeout), late: true };

fn add(product: Product, variant: Option<usize>, quantity: u32) -> Action {
    Action::Add { product: Rc::new(product), variant, quantity }
}

fn set(key: u32, quantity: u32) -> Action {
    Action::SetQuantity { key: Key(key), quantity }
}

fn remove(key: u32) -> Action {
    Action::Remove { key: Key(key) }
}

/// The finding after the host said yes.
fn after(action: &Action, before: &Cart, after: &Cart) -> (Verdict, i64) {
    let Finding { verdict, delta } = judge(action, before, after, YES);
    (verdict, delta)
}

fn applied(delta: i64) -> (Verdict, i64) {
    (Verdict::Applied, delta)
}

fn adjusted(asked: u32, got: u32, delta: i64) -> (Verdict, i64) {
    (Verdict::Adjusted { asked, got }, delta)
}

const NOT_APPLIED: (Verdict, i64) = (Verdict::Rejected(Code::NotApplied), 0);

#[test]
fn an_add_is_the_pieces_of_the_article_that_came() {
    let before = cart([line(1, "lamp", 2), line(2, "tent", 1)]);
    let then = |pieces| cart([line(1, "lamp", pieces), line(2, "tent", 5)]);
    let three = add(product("lamp"), None, 3);
    assert_eq!(after(&three, &before, &then(5)), applied(3));
    assert_eq!(after(&three, &before, &then(4)), adjusted(3, 2, 2));
    assert_eq!(after(&three, &before, &then(9)), adjusted(3, 7, 7));
    assert_eq!(after(&three, &before, &then(1)), adjusted(3, 0, -1), "pieces that went are not pieces that came");
    assert_eq!(after(&three, &before, &then(2)), NOT_APPLIED);
    assert_eq!(after(&three, &cart([]), &then(3)), applied(3));
    assert_eq!(after(&three, &then(3), &cart([])), adjusted(3, 0, -3));
}

#[test]
fn two_lines_of_an_article_are_counted_together() {
    let before = cart([line(1, "lamp", 2), line(2, "lamp", 4)]);
    let then = cart([line(1, "lamp", 2), line(2, "lamp", 4), line(3, "lamp", 1)]);
    assert_eq!(after(&add(product("lamp"), None, 1), &before, &then), applied(1));
}

#[test]
fn a_line_that_is_named_by_its_place_went_though_another_has_its_key() {
    let before = cart([line(0, "lamp", 2), line(1, "lamp", 5)]);
    assert_eq!(after(&remove(0), &before, &cart([line(0, "lamp", 5)])), applied(-2));
    assert_eq!(after(&remove(1), &before, &cart([line(0, "lamp", 2)])), applied(-5));
    let same = cart([line(0, "lamp", 2), line(1, "lamp", 2)]);
    assert_eq!(after(&remove(0), &same, &cart([line(0, "lamp", 2)])), applied(-2));
    // The other one went elsewhere, and this one stayed.
    assert_eq!(after(&remove(0), &before, &cart([line(0, "lamp", 2)])), NOT_APPLIED);
    // One piece went, or the lines became one.
    assert_eq!(after(&remove(0), &before, &cart([line(0, "lamp", 1), line(1, "lamp", 5)])), adjusted(0, 1, -1));
    assert_eq!(after(&remove(0), &before, &cart([line(0, "lamp", 7)])), adjusted(0, 7, 5));
}

#[test]
fn a_quantity_is_that_of_the_line() {
    let before = cart([line(1, "lamp", 2), line(2, "tent", 1)]);
    let then = |pieces| cart([line(1, "lamp", pieces), line(2, "tent", 7)]);
    assert_eq!(after(&set(1, 6), &before, &then(6)), applied(4));
    assert_eq!(after(&set(1, 6), &before, &then(5)), adjusted(6, 5, 3));
    assert_eq!(after(&set(1, 6), &before, &then(2)), NOT_APPLIED);
    assert_eq!(after(&set(1, 1), &before, &then(1)), applied(-1));
    assert_eq!(after(&set(1, 6), &before, &cart([line(2, "tent", 1)])), adjusted(6, 0, -2));
}

#[test]
fn a_removal_is_the_pieces_that_went() {
    let before = cart([line(1, "lamp", 2), line(2, "tent", 1)]);
    assert_eq!(after(&remove(1), &before, &cart([line(2, "tent", 1)])), applied(-2));
    assert_eq!(after(&remove(1), &before, &cart([line(1, "lamp", 1)])), adjusted(0, 1, -1));
    assert_eq!(after(&remove(1), &before, &before), NOT_APPLIED);
}

#[test]
fn a_line_that_got_another_key_is_followed_by_its_article() {
    let before = cart([line(1, "mug", 1), line(2, "lamp", 2), line(3, "lamp", 4)]);
    let moved = |pieces| cart([line(11, "mug", 1), line(12, "lamp", pieces), line(13, "lamp", 4)]);
    assert_eq!(after(&set(2, 3), &before, &moved(3)), applied(1), "4 lamps were and are on the other line");
    assert_eq!(after(&set(2, 3), &cart([line(2, "lamp", 2)]), &cart([line(9, "lamp", 3)])), applied(1));
    assert_eq!(after(&remove(2), &before, &cart([line(1, "lamp", 4)])), applied(-2));
    assert_eq!(after(&remove(2), &before, &cart([])), applied(-2), "not fewer than none are left");
    let taken = cart([line(2, "mug", 5)]);
    assert_eq!(after(&remove(2), &cart([line(2, "lamp", 2)]), &taken), applied(-2), "another article has the key now");
}

#[test]
fn a_clear_leaves_an_empty_cart() {
    let uncounted = Line { quantity: None, ..line(2, "tent", 0) };
    let before = cart([line(1, "lamp", 2), uncounted.clone(), line(3, "mug", 3)]);
    let clear = Action::Clear;
    assert_eq!(after(&clear, &before, &cart([])), applied(-6), "a line that does not say how many holds at least one");
    assert_eq!(after(&clear, &before, &cart([uncounted.clone()])), adjusted(6, 5, -5));
    assert_eq!(after(&clear, &before, &before), NOT_APPLIED);
    let nothing = cart([line(1, "lamp", 0)]);
    assert_eq!(after(&clear, &nothing, &cart([])), applied(0));
    assert_eq!(after(&clear, &cart([line(1, "lamp", 2)]), &nothing).0, Verdict::Applied, "no piece is left");
}

#[test]
fn what_changed_nothing_is_rejected_with_the_hosts_reason_or_unknown_if_it_may_still_act() {
    let same = cart([line(1, "lamp", 2)]);
    let verdict = |word| judge(&set(1, 6), &same, &same, word).verdict;
    assert_eq!(verdict(YES), Verdict::Rejected(Code::NotApplied));
    assert_eq!(verdict(NOTHING), Verdict::Rejected(Code::NotApplied));
    assert_eq!(verdict(NO), Verdict::Rejected(Code::OutOfStock));
    assert_eq!(verdict(Word { code: None, ..NO }), Verdict::Rejected(Code::HostError));
    assert_eq!(verdict(LATE), Verdict::Unknown);
}

#[test]
fn what_changed_as_asked_is_applied_whatever_the_host_said() {
    let (before, then) = (cart([line(1, "lamp", 2)]), cart([line(1, "lamp", 6)]));
    for word in [YES, NO, NOTHING, LATE] {
        assert_eq!(judge(&set(1, 6), &before, &then, word), Finding { verdict: Verdict::Applied, delta: 4 });
    }
}

#[test]
fn a_country_is_the_one_that_the_cart_says_after() {
    let (chile, peru) = (Country(*b"CL"), Country(*b"PE"));
    let to = |country| Cart { shipping: Some(Shipping { country, ..Shipping::default() }), ..cart([]) };
    let verdict = |now, word| judge(&Action::SetCountry(chile), &to(Some(peru)), &to(now), word).verdict;
    for word in [YES, NO, NOTHING, LATE] {
        assert_eq!(verdict(Some(chile), word), Verdict::Applied);
    }
    assert_eq!(verdict(Some(peru), YES), Verdict::Rejected(Code::NotApplied));
    assert_eq!(verdict(Some(peru), NOTHING), Verdict::Rejected(Code::NotApplied));
    assert_eq!(verdict(Some(peru), NO), Verdict::Rejected(Code::OutOfStock));
    assert_eq!(verdict(None, Word { code: None, ..NO }), Verdict::Rejected(Code::HostError));
    assert_eq!(verdict(Some(peru), LATE), Verdict::Unknown, "it may still be set");
    assert_eq!(verdict(Some(peru), Word { late: true, ..NO }), Verdict::Unknown);
    assert_eq!(verdict(None, YES), Verdict::Unknown, "the cart does not say which country it is for");
}

#[test]
fn lines_hold_the_same_article_if_all_their_ids_are_the_same() {
    let full = Line { external: Some(text("e")), variant: Some(text("v")), ..line(1, "lamp", 1) };
    let other = |change: fn(&mut Line)| {
        let mut line = Line { key: Some(Key(2)), quantity: Some(9), ..full.clone() };
        change(&mut line);
        same_article(&full, &line)
    };
    assert!(other(|_| {}));
    assert!(!other(|line| line.product = text("mug")));
    assert!(!other(|line| line.external = None));
    assert!(!other(|line| line.variant = Some(text("w"))));
}

#[test]
fn a_line_holds_a_product_by_any_id_that_names_it() {
    let coded = Product { external: Some(text("sku")), ..product("lamp") };
    let sku = |external: Option<&str>, id: &str| Line { external: external.map(text), ..line(1, id, 1) };
    assert!(holds(&sku(None, "lamp"), &coded, None), "by the product's id");
    assert!(holds(&sku(Some("sku"), "other"), &coded, None), "by its code");
    assert!(holds(&sku(Some("lamp"), "other"), &coded, None), "by its id in the place of the code");
    assert!(!holds(&sku(Some("else"), "other"), &coded, None));
    assert!(!holds(&sku(None, "other"), &product("lamp"), None), "two codes that are not there are not the same code");
}

#[test]
fn a_line_holds_a_variant_by_the_variants_own_ids() {
    let mut boots = boots();
    boots.external = Some(text("sku of all"));
    let red = Variant { external: Some(text("sku")), ..boots.variants[0].clone() };
    let plain = boots.variants[2].clone();
    let sku = |external: Option<&str>, id: &str| Line { external: external.map(text), ..line(1, id, 1) };
    assert!(holds(&sku(None, "boots-41-red"), &boots, Some(&red)));
    assert!(holds(&sku(Some("sku"), "boots"), &boots, Some(&red)));
    assert!(holds(&sku(Some("boots-41-red"), "boots"), &boots, Some(&red)));
    assert!(!holds(&sku(None, "boots"), &boots, Some(&red)), "the product's id names no variant");
    assert!(!holds(&sku(Some("sku of all"), "boots"), &boots, Some(&red)));
    assert!(!holds(&sku(None, "boots"), &boots, Some(&plain)));
}

#[test]
fn a_line_is_named_like_a_product_by_its_name_and_its_variant() {
    let boots = boots();
    let red = Some(&boots.variants[0]);
    let named = |name: &str, variant: Option<&str>| Line {
        name: text(name),
        variant: variant.map(text),
        ..line(1, "an id of its own", 1)
    };
    assert!(is_named(&named("The boots", Some("41, red")), &boots, red));
    assert!(!is_named(&named("The boots", Some("42, red")), &boots, red));
    assert!(!is_named(&named("The boots", None), &boots, red));
    assert!(!is_named(&named("The tent", Some("41, red")), &boots, red));
    assert!(is_named(&named("The lamp", None), &product("lamp"), None));
}

#[test]
fn an_add_is_found_by_the_name_where_the_shop_has_other_ids() {
    let other = |pieces| Line { name: text("The lamp"), ..line(5, "4711", pieces) };
    let two = add(product("lamp"), None, 2);
    assert_eq!(after(&two, &cart([other(1)]), &cart([other(3)])), applied(2));
    assert_eq!(after(&two, &cart([]), &cart([other(1)])), adjusted(2, 1, 1));
    assert_eq!(after(&two, &cart([other(1)]), &cart([])), adjusted(2, 0, -1));
    let known = cart([line(1, "lamp", 3), other(1)]);
    assert_eq!(after(&two, &cart([line(1, "lamp", 1), other(1)]), &known), applied(2), "an id goes before a name");
}

#[test]
fn an_add_is_at_last_the_one_new_article_if_the_shop_says_so_and_the_pieces_are_right() {
    let strange = |key, id: &str, pieces| Line { name: Text::from(format!("No {id}")), ..line(key, id, pieces) };
    let two = add(product("lamp"), None, 2);
    let before = cart([line(1, "tent", 1)]);
    let with = |lines: &[Line]| cart([line(1, "tent", 4)].into_iter().chain(lines.iter().cloned()));
    assert_eq!(after(&two, &before, &with(&[strange(2, "x", 2)])), applied(2));
    assert_eq!(after(&two, &before, &with(&[strange(2, "x", 3)])), NOT_APPLIED, "another number of pieces");
    assert_eq!(after(&two, &before, &with(&[strange(2, "x", 1), strange(3, "y", 1)])), NOT_APPLIED, "two articles");
    assert_eq!(after(&two, &before, &with(&[])), NOT_APPLIED, "more of what was there");
    let silent = judge(&two, &before, &with(&[strange(2, "x", 2)]), NOTHING);
    assert_eq!((silent.verdict, silent.delta), NOT_APPLIED, "the shop did not say that it added it");
}
