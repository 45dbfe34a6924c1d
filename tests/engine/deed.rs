//! Deeds: the facts of an action in the shop's own words, and what does not apply (law I4).

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Cart, Country, Key, Line, Shipping, Stock};
use handcart::engine::clock::Policy;
use handcart::engine::deed::{describe, product_of};
use handcart::engine::outcome::{Code, Deed};
use handcart::engine::product::{Permit, Product};

use crate::kit::{boots, cart, line, product, text};

fn deed(action: &Action, cart: &Cart) -> Result<Rc<Deed>, Code> {
    describe(action, Some(cart), &Policy::default())
}

fn add(product: Product, variant: Option<usize>, quantity: u32) -> Action {
    Action::Add { product: Rc::new(product), variant, quantity }
}

fn set(quantity: u32) -> Action {
    Action::SetQuantity { key: Key(1), quantity }
}

/// A cart with so many lamps on line 1.
fn lamps(pieces: u32) -> Cart {
    cart([line(1, "lamp", pieces)])
}

#[test]
fn an_add_says_how_many_there_will_be() {
    let held = cart([line(1, "lamp", 2), line(2, "tent", 9), line(3, "lamp", 4)]);
    let deed = deed(&add(product("lamp"), None, 3), &held).unwrap();
    assert_eq!((deed.before, deed.after, deed.count_now), (6, 9, 15));
    let unread = describe(&add(product("lamp"), None, 3), None, &Policy::default()).unwrap();
    assert_eq!((unread.before, unread.after, unread.total_now.as_ref()), (0, 3, None));
}

#[test]
fn an_add_tells_the_variants_facts_before_the_products() {
    let mut boots = boots();
    (boots.image, boots.url, boots.was) = (Some(text("all.jpg")), Some(text("/boots")), Some(text("30,00 €")));
    boots.variants[0].image = Some(text("red.jpg"));
    let of = |at| deed(&add(boots.clone(), at, 1), &cart([])).unwrap();
    let facts = |deed: &Deed| (deed.variant.clone(), deed.image.clone(), deed.stock);
    assert_eq!(facts(&of(Some(0))), (Some(text("41, red")), Some(text("red.jpg")), Stock::In));
    assert_eq!(facts(&of(Some(1))), (Some(text("41, green")), Some(text("all.jpg")), Stock::Out));
    assert_eq!(facts(&of(None)), (None, Some(text("all.jpg")), Stock::In));
    let whole = of(None);
    let texts = [whole.url.as_deref(), whole.price.as_deref(), whole.was.as_deref()];
    assert_eq!((&*whole.name, texts), ("The boots", [Some("/boots"), Some("20,00 €"), Some("30,00 €")]));
    assert_eq!(deed(&add(boots.clone(), Some(3), 1), &cart([])), Err(Code::VariantRequired), "no such variant");
}

#[test]
fn one_to_ninety_nine_pieces_can_be_added_of_what_the_host_lets_be_added() {
    let of = |quantity| deed(&add(product("lamp"), None, quantity), &cart([])).map(|deed| deed.after);
    assert_eq!([of(0), of(1), of(99), of(100)], [Err(Code::Policy), Ok(1), Ok(99), Err(Code::Policy)]);
    let refused = Product { permit: Permit::Refused(None), ..product("lamp") };
    assert_eq!(deed(&add(refused, None, 1), &cart([])), Err(Code::NotSupported));
}

#[test]
fn a_quantity_can_be_set_up_to_the_shops_maximum_and_ninety_nine() {
    let of = |quantity, cart: &Cart| deed(&set(quantity), cart).map(|deed| (deed.before, deed.after));
    assert_eq!([of(0, &lamps(2)), of(100, &lamps(2))], [Err(Code::Policy), Err(Code::Policy)]);
    assert_eq!([of(1, &lamps(2)), of(99, &lamps(2))], [Ok((2, 1)), Ok((2, 99))]);
    let at_most = |max, pieces| cart([Line { max: Some(max), ..line(1, "lamp", pieces) }]);
    assert_eq!([of(5, &at_most(5, 2)), of(6, &at_most(5, 2))], [Ok((2, 5)), Err(Code::QuantityExceeded)]);
}

#[test]
fn what_is_there_already_is_never_too_much() {
    let of = |quantity, cart: &Cart| deed(&set(quantity), cart).map(|deed| deed.after);
    assert_eq!([of(149, &lamps(150)), of(150, &lamps(150))], [Ok(149), Ok(150)]);
    assert_eq!(of(151, &lamps(150)), Err(Code::Policy));
    let scarce = cart([Line { max: Some(5), ..line(1, "lamp", 7) }]);
    assert_eq!([of(6, &scarce), of(7, &scarce)], [Ok(6), Ok(7)]);
    assert_eq!(of(8, &scarce), Err(Code::QuantityExceeded));
}

#[test]
fn a_line_that_is_not_there_once_or_does_not_say_how_many_is_not_set() {
    let uncounted = cart([Line { quantity: None, ..line(1, "lamp", 0) }]);
    for cart in [cart([]), cart([line(1, "lamp", 1), line(1, "mug", 1)]), uncounted] {
        assert_eq!(deed(&set(2), &cart), Err(Code::LineNotFound));
    }
    assert_eq!(describe(&set(2), None, &Policy::default()), Err(Code::LineNotFound));
    assert_eq!(deed(&Action::Remove { key: Key(2) }, &lamps(1)), Err(Code::LineNotFound));
}

#[test]
fn an_unusually_large_number_is_marked() {
    let added = |quantity| deed(&add(product("lamp"), None, quantity), &cart([])).unwrap().unusual;
    assert_eq!([added(10), added(11)], [false, true], "more than ten");
    let set = |quantity, pieces| deed(&set(quantity), &lamps(pieces)).unwrap().unusual;
    assert_eq!([set(3, 1), set(4, 1)], [false, true], "more than three, where there was one");
    assert_eq!([set(6, 3), set(7, 3)], [false, true], "more than double");
    assert_eq!([set(10, 8), set(11, 8)], [false, true], "more than ten");
    assert_eq!([set(15, 20), set(20, 20), set(21, 20)], [false, false, true], "less is never unusual");
}

#[test]
fn a_change_of_a_line_tells_the_lines_facts() {
    let (url, image, was) = (Some(text("/lamp")), Some(text("lamp.jpg")), Some(text("30,00 €")));
    let full = Line { variant: Some(text("red")), url, image, was, stock: Stock::Low(2), ..line(1, "lamp", 4) };
    for action in [set(4), Action::Remove { key: Key(1) }] {
        let deed = deed(&action, &cart([full.clone(), line(2, "mug", 3)])).unwrap();
        let texts =
            [&deed.variant, &deed.image, &deed.url, &deed.price, &deed.was].map(|text| text.as_deref().unwrap());
        assert_eq!((&*deed.name, texts), ("The lamp", ["red", "lamp.jpg", "/lamp", "20,00 €", "30,00 €"]));
        assert_eq!((deed.stock, deed.before, deed.count_now), (Stock::Low(2), 4, 7));
        assert_eq!(deed.after, if action == set(4) { 4 } else { 0 });
    }
}

#[test]
fn a_clear_lists_what_goes_and_needs_something_to_go() {
    let held = cart([line(1, "lamp", 2), Line { key: None, ..line(2, "mug", 3) }]);
    let clear = deed(&Action::Clear, &held).unwrap();
    let goes: Vec<_> = clear.goes.iter().map(|goes| (goes.key, &*goes.name, goes.quantity)).collect();
    assert_eq!(goes, [(Some(Key(1)), "The lamp", Some(2)), (None, "The mug", Some(3))]);
    assert_eq!((clear.before, clear.after), (5, 0));
    assert_eq!(deed(&Action::Clear, &cart([])), Err(Code::LineNotFound));
}

#[test]
fn a_country_must_be_on_the_shops_list_where_there_is_one() {
    let to = |countries: &[&[u8; 2]]| {
        let countries = countries.iter().map(|code| (Country(**code), text("a country"))).collect();
        let country = Some(Country(*b"AR"));
        let cart = Cart { shipping: Some(Shipping { country, countries, ..Shipping::default() }), ..cart([]) };
        deed(&Action::SetCountry(Country(*b"CL")), &cart).map(|deed| deed.country_before)
    };
    assert_eq!([to(&[]), to(&[b"PE", b"CL"])], [Ok(Some(Country(*b"AR"))), Ok(Some(Country(*b"AR")))]);
    assert_eq!([to(&[b"PE"]), to(&[b"PE", b"BO"])], [Err(Code::InvalidCountry), Err(Code::InvalidCountry)]);
    assert!(deed(&Action::SetCountry(Country(*b"CL")), &cart([])).is_ok(), "the shop has told no list");
}

#[test]
fn facts_are_the_same_only_if_each_of_them_is() {
    let goes = deed(&Action::Clear, &lamps(1)).unwrap().goes.clone();
    let shown = deed(&set(2), &lamps(1)).unwrap();
    let changes: [fn(&mut Deed); 10] = [
        |deed| deed.name = text("The torch"),
        |deed| deed.variant = Some(text("red")),
        |deed| deed.image = Some(text("new.jpg")),
        |deed| deed.url = Some(text("/new")),
        |deed| deed.price = Some(text("21,00 €")),
        |deed| deed.was = Some(text("30,00 €")),
        |deed| deed.total_now = None,
        |deed| deed.stock = Stock::Out,
        |deed| deed.before = 7,
        |deed| deed.count_now = 7,
    ];
    assert!(shown.says_the_same(&shown.clone()) && shown.means_the_same(&shown.clone()));
    for (at, change) in changes.iter().enumerate() {
        let mut now = Deed::clone(&shown);
        change(&mut now);
        assert!(!now.says_the_same(&shown), "change {at}");
        assert_eq!(now.means_the_same(&shown), at > 1, "another article is another deed, other facts are not: {at}");
    }
    let elsewhere = Deed { country_before: Some(Country(*b"CL")), ..Deed::clone(&shown) };
    assert!(!elsewhere.says_the_same(&shown));
    assert!(!Deed { goes, ..Deed::clone(&shown) }.means_the_same(&shown), "a clear takes what was listed");
}

#[test]
fn what_a_line_holds_can_be_put_back() {
    let sized = Line { variant: Some(text("41, red")), external: Some(text("sku")), ..line(1, "boots-41-red", 2) };
    let (product, variant) = product_of(&sized);
    assert_eq!((variant, product.variants[0].label.clone()), (Some(0), text("41, red")));
    assert_eq!(product.variants[0].external, Some(text("sku")));
    let (product, variant) = product_of(&line(1, "lamp", 2));
    assert_eq!((&*product.id, &*product.name, variant, product.variants.len()), ("lamp", "The lamp", None, 0));
}
