//! Products: what a choice of values comes to, and which values can still be chosen.

use handcart::engine::product::{Picked, Product};

use crate::kit::{boots, product};

#[test]
fn a_product_without_variants_is_bought_itself() {
    assert_eq!(product("lamp").pick(&[]), Picked::Whole);
    assert!(product("lamp").start(None).is_empty());
}

#[test]
fn the_first_option_without_a_value_is_asked_for() {
    assert_eq!(boots().pick(&[None, None]), Picked::Missing(0));
    assert_eq!(boots().pick(&[None, Some(0)]), Picked::Missing(0));
    assert_eq!(boots().pick(&[Some(0), None]), Picked::Missing(1));
    assert_eq!(boots().pick(&[Some(0)]), Picked::Missing(1));
}

#[test]
fn a_full_choice_is_its_variant_unless_that_is_not_sold() {
    assert_eq!(boots().pick(&[Some(0), Some(0)]), Picked::Variant(0));
    assert_eq!(boots().pick(&[Some(1), Some(0)]), Picked::Variant(2));
    assert_eq!(boots().pick(&[Some(0), Some(1)]), Picked::Gone, "sold out");
    assert_eq!(boots().pick(&[Some(1), Some(1)]), Picked::Gone, "not made");
}

#[test]
fn a_choice_begins_with_the_known_variant_or_with_what_leaves_no_choice() {
    assert_eq!(boots().start(None), [None, None]);
    assert_eq!(boots().start(Some(1)), [Some(0), Some(1)]);
    assert_eq!(boots().start(Some(2)), [Some(1), Some(0)]);
    assert_eq!(boots().start(Some(3)), [None, None], "no such variant");
    let mut red = boots();
    red.options[1].values.truncate(1);
    assert_eq!(red.start(None), [None, Some(0)], "there is one colour");
}

#[test]
fn a_value_is_offered_if_it_can_be_bought_with_the_other_values() {
    let (size, colour) = (0, 1);
    let offers = |chosen: &[Option<u8>], option, value| Product::offers(&boots(), chosen, option, value);
    assert!(offers(&[None, None], size, 0) && offers(&[None, None], size, 1));
    assert!(offers(&[None, None], colour, 0));
    assert!(!offers(&[None, None], colour, 1), "green is sold out in the only size it is made in");
    assert!(offers(&[None, Some(0)], size, 1));
    assert!(!offers(&[None, Some(1)], size, 1), "42 is not made in green");
    assert!(offers(&[Some(1), Some(1)], colour, 0), "what is chosen of the same option does not count");
    assert!(!offers(&[Some(1), None], colour, 1));
    assert!(!offers(&[None, None], size, 2), "there is no such size");
}
