//! What agents send.

use std::rc::Rc;

use handcart::atom;
use handcart::contract::cart;
use handcart::contract::dialect::neuroon;
use handcart::contract::url::Page;
use handcart::contract::value::Value as _;
use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Country, Key, Stock};
use handcart::engine::outcome::Code;
use handcart::engine::product::{Permit, Product};
use serde_json::{Value, json};

use super::common::{Plain, YES, fixture, shop};

#[test]
fn an_agents_answer_is_read() {
    let cart = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    let read = neuroon::read(&fixture("answer"), &shop(Some(&cart), YES)).unwrap();
    let turn = read.turn;
    assert_eq!(read.conversation.as_deref(), Some("c-17"));
    assert_eq!(turn.text.as_deref(), Some("Two pairs keep water out.\n\nThe first is lighter."));
    assert_eq!(turn.replies.iter().map(|r| &**r).collect::<Vec<_>>(), ["Size 42", "Cheaper", "In green"]);
    assert!(turn.show_cart);
    let [boots, socks] = &turn.products[..] else { panic!("two products") };
    assert_eq!((boots.price.as_deref(), boots.was.as_deref()), (Some("89.90 EUR"), Some("99.90 EUR")));
    assert_eq!((&boots.stock, &boots.rating), (&Stock::Low(4), &Some(("4.6".into(), 120))));
    assert_eq!(boots.options.len(), 2);
    assert_eq!(boots.options[0].values.iter().map(|v| &**v).collect::<Vec<_>>(), ["41", "42", "43"]);
    let labels: Vec<&str> = boots.variants.iter().map(|v| &*v.label).collect();
    assert_eq!(labels, ["Size 41 · Pine green", "Size 42 · Pine green", "Size 43 · Sand"]);
    assert_eq!(boots.variants[2].values, [2, 1]);
    assert_eq!((boots.variants[1].stock, boots.variants[1].external.as_deref()), (Stock::Out, Some("1042-42")));
    assert!(socks.variants.is_empty() && socks.was.is_none());
    let actions: Vec<&Action> = turn.proposals.iter().map(|p| p.action.as_ref().unwrap()).collect();
    let [add, tent, remove, update, clear, country, checkout] = &actions[..] else { panic!("seven: {actions:?}") };
    assert!(matches!(add, Action::Add { product, variant: Some(0), quantity: 2 } if Rc::ptr_eq(product, boots)));
    assert!(matches!(tent, Action::Add { product, variant: None, quantity: 1 } if &*product.name == "Tent"));
    assert_eq!(**remove, Action::Remove { key: Key(1) });
    assert_eq!(**update, Action::SetQuantity { key: Key(0), quantity: 3 });
    assert_eq!((*clear, *checkout), (&Action::Clear, &Action::Checkout));
    assert_eq!(**country, Action::SetCountry(Country(*b"AT")));
    assert_eq!(turn.proposals[0].words.as_deref(), Some("Shall I add it?"));
    assert_eq!((turn.proposals[2].id.as_deref(), &turn.proposals[2].source), (Some("p-1"), &Source::Agent));
}

#[test]
fn broken_actions_are_refused_with_the_place_and_the_reason() {
    let cart = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    let turn = neuroon::read(&fixture("answer-bad"), &shop(Some(&cart), YES)).unwrap().turn;
    let wanted = [
        (Code::InvalidAnswer, "cartAction[0].quantity: expected an integer from 1 to 99, got \"many\""),
        (Code::LineNotFound, "cartAction[1].itemKey: expected the key of one line of the cart, got \"nobody\""),
        (Code::Policy, "cartAction[2].quantity: expected an integer from 1 to 99 (caps.maxQuantity), got 100"),
        (
            Code::ProductNotFound,
            "cartAction[3].productId: expected the id of a product that was shown, or of `product`, got \"ghost\"",
        ),
        (Code::InvalidAnswer, "cartAction[4].quantity: expected an integer from 1 to 99, got 0"),
        (
            Code::ProductNotFound,
            "cartAction[5].variantId: expected the id of a variant of the product, got \"boot-99\"",
        ),
        (Code::InvalidCountry, "cartAction[6].countryCode: expected a country (ISO 3166-1 alpha-2), got \"EU\""),
        (
            Code::NotSupported,
            "cartAction[7].type: expected one of ADD_SUGGESTION, REMOVE, UPDATE_QUANTITY, CLEAR, SET_DESTINATION_COUNTRY, VIEW_CART, CHECKOUT, got \"BUY_EVERYTHING\"",
        ),
        (Code::InvalidAnswer, "cartAction[8].product.name: expected a text, got nothing"),
        (Code::InvalidAnswer, "cartAction[9]: expected an object or a list of objects, got \"CLEAR\""),
    ];
    let got: Vec<_> = turn.proposals.iter().map(|p| p.action.as_ref().unwrap_err()).collect();
    assert_eq!(got.len(), wanted.len());
    for (refusal, (code, detail)) in got.iter().zip(wanted) {
        assert_eq!((refusal.code, &*refusal.detail), (code, detail));
    }
    assert_eq!(turn.products.len(), 1);
    let one = json!({"cartAction": {"type": "REMOVE", "itemKey": "a1", "confirmationPrompt": "x".repeat(400)}});
    let turn = neuroon::read(&one, &shop(Some(&cart), YES)).unwrap().turn;
    assert_eq!(turn.proposals[0].words.as_deref().map(str::len), Some(200));
    let turn = neuroon::read(&one, &shop(None, YES)).unwrap().turn;
    assert_eq!(turn.proposals[0].action.as_ref().unwrap_err().code, Code::LineNotFound);
    assert!(neuroon::read(&json!("hello"), &shop(None, YES)).is_err());
}

#[test]
fn a_list_of_adds_removals_and_quantities_is_one_plan() {
    let cart = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    let read = |actions: Value| {
        let answer = json!({"cartAction": actions});
        neuroon::read(&answer, &shop(Some(&cart), YES)).unwrap().turn
    };
    let add = json!({"type": "ADD_SUGGESTION", "product": {"id": "mug", "name": "Mug"}, "id": "a"});
    let remove = json!({"type": "REMOVE", "itemKey": "a1", "confirmationPrompt": "both, then", "id": "b"});
    let turn = read(json!([add, remove]));
    let [plan] = &turn.proposals[..] else { panic!("{:?}", turn.proposals) };
    assert!(matches!(&plan.action, Ok(Action::Plan(steps)) if steps.len() == 2));
    assert_eq!((plan.words.as_deref(), plan.id.as_deref()), (Some("both, then"), Some("a\nb\n")));
    let mut odd = add.clone();
    odd["id"] = json!("a\nb\n");
    let ids = read(json!([odd, remove])).proposals[0].id.clone();
    assert_eq!(ids.as_deref(), Some("a b\nb\n"), "each row has one id");
    let unnamed = json!({"type": "REMOVE", "itemKey": "a1"});
    let ids = |actions| read(actions).proposals[0].id.clone();
    assert_eq!(ids(json!([unnamed, add])).as_deref(), Some("\na\n"), "a row without one keeps its place");
    assert_eq!(ids(json!([unnamed, {"type": "ADD_SUGGESTION", "product": {"id": "mug", "name": "Mug"}}])), None);
    for other in [json!({"type": "CLEAR"}), json!({"type": "REMOVE", "itemKey": "nobody"})] {
        let turn = read(json!([add, remove, other]));
        assert_eq!(turn.proposals.len(), 3);
        assert!(matches!(turn.proposals[0].action, Ok(Action::Add { .. })));
    }
    assert_eq!(read(json!([add, remove, {"type": "VIEW_CART"}])).proposals.len(), 2);
    assert!(matches!(read(json!([add])).proposals[0].action, Ok(Action::Add { .. })));
    // A list that is too long for a plan is read as such, so that it can be refused.
    let turn = read(json!(vec![add; 40]));
    assert!(
        matches!(&turn.proposals[..], [one] if matches!(&one.action, Ok(Action::Plan(steps)) if steps.len() == 13))
    );
}

#[test]
fn a_doubled_key_names_no_line() {
    let two = json!({"items": [{"keyNumber": 0, "key": "a"}, {"keyNumber": 0, "key": "a"}]});
    let cart = cart::read(&two, None, Page::Https).unwrap();
    let turn = neuroon::read(&json!({"cartAction": {"type": "REMOVE", "itemKey": "a"}}), &shop(Some(&cart), YES))
        .unwrap()
        .turn;
    assert_eq!(turn.proposals[0].action.as_ref().unwrap_err().code, Code::LineNotFound);
}

#[test]
fn the_host_is_asked_about_each_product() {
    let permit: &dyn Fn(&Value, &Product) -> Permit = &|raw, product| match &*product.id {
        "socks" => Permit::Refused(raw.text(atom!("name"), 9)),
        _ => Permit::Allowed,
    };
    let turn = neuroon::read(&fixture("answer"), &shop(None, permit)).unwrap().turn;
    assert_eq!(turn.products[1].permit, Permit::Refused(Some("Socks".into())));
}

#[test]
fn too_many_options_values_and_variants_are_left_out() {
    let variant = |at: usize| json!({"id": format!("v{at}"), "options": [["Size", at.to_string()]], "inStock": true});
    let many: Vec<Value> = (0..300).map(variant).collect();
    let read = |variants: Value| {
        let product = json!({"id": "p", "name": "P", "variants": variants});
        handcart::contract::product::read(&product, Page::Https, &Plain)
    };
    let product = read(json!(many)).unwrap();
    assert_eq!((product.options[0].values.len(), product.variants.len()), (40, 40));
    let four = json!([{"id": "v", "options": [["a", "1"], ["b", "1"], ["c", "1"], ["d", "1"]]}]);
    assert_eq!(
        &*read(four).unwrap_err().text(),
        "variants[0].options: expected 1 to 3 pairs of a name and a value, got an array"
    );
}

#[test]
fn a_price_is_counted_with_if_its_number_and_its_text_are_one_amount() {
    let amount = |more: Value| {
        let mut raw = json!({"id": "mug", "name": "Mug", "price": 1234.5, "currency": "eur"});
        raw.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let product = handcart::contract::product::read(&raw, Page::Https, &Plain).unwrap();
        (product.amount, product.currency.to_string())
    };
    let known = |amount: i64| (Some(amount), "eur".to_owned());
    assert_eq!(amount(json!({})), known(12_345_000));
    assert_eq!(amount(json!({"formattedPrice": "1.234,50 €"})), known(12_345_000));
    assert_eq!(amount(json!({"formattedPrice": "1.234,51 €"})).0, None);
    assert_eq!(amount(json!({"salePrice": 999, "formattedPrice": "1.234,51 €"})), known(9_990_000));
    assert_eq!(amount(json!({"salePrice": 999, "formattedSalePrice": "9,99 €"})).0, None);
    // A text that could be two amounts, or is none, does not speak against the number.
    assert_eq!(amount(json!({"formattedPrice": "ab 1.234,50 € (netto)"})), known(12_345_000));
    assert_eq!(amount(json!({"formattedPrice": "auf Anfrage"})), known(12_345_000));
    assert_eq!(amount(json!({"price": null})).0, None);
    assert_eq!(amount(json!({"price": 1e12})).0, None);
}

#[test]
fn a_price_beyond_all_shops_is_no_price() {
    for (price, shown) in [(999.5e9, Some("999500000000.00 EUR")), (1e15, None), (1e308, None)] {
        let product = json!({"id": "p", "name": "P", "price": price, "currency": "EUR"});
        let read = handcart::contract::product::read(&product, Page::Https, &Plain).unwrap();
        assert_eq!(read.price.as_deref(), shown);
    }
}
