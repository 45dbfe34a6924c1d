//! The readers on fixtures, good and bad, and on what has broken one or could.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "contract/agent.rs"]
mod agent;
#[path = "contract/common.rs"]
mod common;
#[path = "contract/fuzz.rs"]
mod fuzz;
#[path = "contract/mutate.rs"]
mod mutate;
#[path = "contract/out.rs"]
mod out;
#[path = "contract/promises.rs"]
mod promises;
#[path = "contract/texts.rs"]
mod texts;

use std::rc::Rc;

use handcart::contract::atom::Atom;
use handcart::contract::dialect::neuroon::CartSnapshot;
use handcart::contract::sink::json::written;
use handcart::contract::url::{self, Page};
use handcart::contract::{answer, cart, codes, id, names, snapshot};
use handcart::engine::cart::Text;
use handcart::engine::cart::{Cart, Country, Key, Stock};
use handcart::engine::event::Said;
use handcart::engine::outcome::Code;
use serde_json::{Value, json};

use common::fixture;

#[test]
fn a_cart_is_read_with_what_is_known_of_it() {
    let cart = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    assert_eq!((cart.count, &*cart.currency, &*cart.total), (4, "EUR", "237,43 €"));
    assert_eq!((cart.amounts.subtotal, cart.amounts.total), (Some(232.48), Some(237.43)));
    let [boots, socks, gift] = &cart.lines[..] else { panic!("three lines") };
    assert_eq!((boots.key, boots.quantity, boots.max, &boots.stock), (Some(Key(0)), Some(2), Some(5), &Stock::Low(0)));
    assert_eq!((boots.total.as_deref(), boots.was.as_deref()), (Some("179,80 €"), Some("99,90 €")));
    assert_eq!(&*boots.discounts[0].amount, "-10,00 €");
    assert_eq!((&*socks.key_text, &*socks.product, socks.quantity), ("7", "1043", Some(1)));
    assert_eq!((gift.key, gift.quantity, &gift.image, &gift.url), (None, None, &None, &None));
    let shipping = cart.shipping.as_ref().unwrap();
    assert_eq!((shipping.progress, shipping.reached, shipping.country), (Some(92), false, Some(Country(*b"DE"))));
    assert_eq!(shipping.cost.as_deref(), Some("4,95 €"));
    assert_eq!(shipping.countries, [(Country(*b"DE"), "Germany".into()), (Country(*b"AT"), "AT".into())]);
}

#[test]
fn a_lines_price_is_counted_with_where_it_can_be_read_in_one_way() {
    let lines =
        ["19,95 €", "1.234 €", "2 für 5 €", "gratis", "-3 €", ""].map(|price| json!({"key": price, "price": price}));
    let amounts = |currency: &str| -> Vec<_> {
        let cart = cart::read(&json!({"items": lines, "currency": currency}), None, Page::Https).unwrap();
        cart.lines.iter().map(|line| line.amount).collect()
    };
    assert_eq!(amounts("eur"), [Some(199_500), Some(12_340_000), None, None, None, None]);
    assert_eq!(amounts("KWD")[1], None);
}

#[test]
fn unchanged_lines_are_shared_with_the_cart_before() {
    let before = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    let next = json!({"items": [{"same": 1, "count": 2}, {"key": "new", "keyNumber": 9}, {"same": 0}]});
    let after = cart::read(&next, Some(&before), Page::Https).unwrap();
    assert_eq!(after.lines.len(), 4);
    assert!(Rc::ptr_eq(&after.lines[0], &before.lines[1]) && Rc::ptr_eq(&after.lines[3], &before.lines[0]));
    for (from, count) in [(2, 2), (9, 1), (999_999, 999_999)] {
        let wrong = json!({"items": [{"same": from, "count": count}]});
        assert!(cart::read(&wrong, Some(&before), Page::Https).is_err());
        assert!(cart::read(&wrong, None, Page::Https).is_err());
    }
}

#[test]
fn runs_of_lines_add_up_to_no_more_than_a_cart_may_have() {
    let rows: Vec<Value> = (0..4_000).map(|at| json!({"key": at})).collect();
    let before = cart::read(&json!({"items": rows}), None, Page::Https).unwrap();
    let run = json!({"same": 0, "count": 4_000});
    let cart = cart::read(&json!({"items": [run, run, run, {"key": "last"}]}), Some(&before), Page::Https).unwrap();
    assert_eq!(cart.lines.len(), 10_000);
}

#[test]
fn a_broken_cart_is_refused_with_the_place_and_the_reason() {
    for (value, text) in [
        (json!({"items": "none"}), "items: expected an array, got \"none\""),
        (json!({}), "items: expected an array, got nothing"),
        (json!({"items": {"0": {}}}), "items: expected an array, got an object"),
        (json!([]), "cart: expected an object, got an array"),
        (json!(null), "cart: expected an object, got nothing"),
        (json!(12.5), "cart: expected an object, got 12.5"),
    ] {
        let problem = cart::read(&value, None, Page::Https).unwrap_err();
        assert_eq!((problem.code, &*problem.text()), (Code::InvalidAnswer, text));
    }
    for (quantity, wanted) in [
        (json!(2), Some(2)),
        (json!("2"), Some(2)),
        (json!(2.0), Some(2)),
        (json!(0), Some(0)),
        (json!(999_999), Some(999_999)),
        (json!(1_000_000), None),
        (json!(-1), None),
        (json!(1.5), None),
        (json!(1e308), None),
        (json!(4_294_967_297_u64), None),
        (json!("many"), None),
        (json!(null), None),
        (json!(true), None),
        (json!([2]), None),
    ] {
        let cart = cart::read(&json!({"items": [{"quantity": quantity}]}), None, Page::Https).unwrap();
        assert_eq!(cart.lines[0].quantity, wanted, "{quantity}");
    }
}

#[test]
fn each_shape_of_an_answer_is_read() {
    use Said::{No, Nothing, Yes};
    let some = |text: &str| Some(text.to_owned());
    for (value, said, code, words, cart) in [
        (json!(true), Yes, None, None, false),
        (json!(false), No, None, None, false),
        (json!({"success": true, "cart": {"items": []}, "notice": "Saved"}), Yes, None, some("Saved"), true),
        (json!({"success": true}), Yes, None, None, false),
        (json!({"success": true, "cart": "broken"}), Yes, None, None, false),
        (json!({"success": false, "cart": {"items": []}, "error": "Sorry\u{202e}"}), No, None, some("Sorry"), false),
        (
            json!({"success": false, "code": "quantity-exceeded", "available": 3}),
            No,
            Some(Code::QuantityExceeded),
            None,
            false,
        ),
        (json!({"success": false, "reason": "out-of-stock"}), No, Some(Code::OutOfStock), None, false),
        (
            json!({"success": false, "reason": "custom-error", "message": "Members only"}),
            No,
            Some(Code::HostError),
            some("Members only"),
            false,
        ),
        (json!({"ok": true}), Yes, None, None, false),
        (json!({"ok": false, "reason": "not_in_cart"}), No, Some(Code::LineNotFound), None, false),
        (json!({"ok": false, "reason": "max_3_per_customer"}), No, Some(Code::QuantityExceeded), None, false),
        (
            json!({"success": false, "error": "InsufficientStockError", "quantityAvailable": 0}),
            No,
            Some(Code::OutOfStock),
            None,
            false,
        ),
        (json!({"success": false, "error": {"message": "Sorry"}}), No, None, some("Sorry"), false),
        (json!({"success": "yes", "cart": {"items": []}}), No, Some(Code::InvalidAnswer), None, false),
        (json!({"success": 1}), No, Some(Code::InvalidAnswer), None, false),
        (json!({"success": "yes", "ok": true}), No, Some(Code::InvalidAnswer), None, false),
        (json!({}), No, Some(Code::InvalidAnswer), None, false),
        (json!(null), No, Some(Code::InvalidAnswer), None, false),
        (json!(1), No, Some(Code::InvalidAnswer), None, false),
        (json!("ok"), No, Some(Code::InvalidAnswer), None, false),
        (json!([true]), No, Some(Code::InvalidAnswer), None, false),
    ] {
        let read = |v: Value| cart::read(&v, None, Page::Https).ok().map(Rc::new);
        let answer = answer::settled(&value, read);
        assert_eq!((answer.said, answer.code, answer.words.map(|w| w.to_string())), (said, code, words), "{value}");
        assert_eq!(answer.cart.is_some(), cart, "{value}");
    }
    let absent = answer::settled(&Absent, |_| None);
    assert_eq!((absent.said, absent.code), (Nothing, None));
}

/// `undefined`, which JSON does not have.
struct Absent;

impl handcart::contract::value::Value for Absent {
    fn kind(&self, _: Atom) -> handcart::contract::value::Kind {
        handcart::contract::value::Kind::Missing
    }
    fn get(&self, _: Atom) -> Option<Self> {
        None
    }
    fn text(&self, _: Atom, _: usize) -> Option<Text> {
        None
    }
    fn id(&self, _: Atom, _: usize) -> Option<Text> {
        None
    }
    fn number(&self, _: Atom) -> Option<f64> {
        None
    }
    fn flag(&self, _: Atom) -> Option<bool> {
        None
    }
    fn list(&self, _: Atom, _: usize) -> Option<Vec<Self>> {
        None
    }
    fn entries(&self, _: Atom, _: usize) -> Option<Vec<Self>> {
        None
    }
    fn show(&self, _: Atom) -> Text {
        "nothing".into()
    }
}

#[test]
fn what_was_thrown_is_a_refusal() {
    for (value, code, words) in [
        (json!("Shop is closed"), Code::HostError, Some("Shop is closed")),
        (json!({"name": "Error", "message": "Shop is closed"}), Code::HostError, Some("Shop is closed")),
        (json!({"name": "TypeError", "message": "Failed to fetch"}), Code::Network, None),
        (
            json!({"name": "AbortError", "message": "The operation was aborted."}),
            Code::Timeout,
            Some("The operation was aborted."),
        ),
        (json!({"code": "SESSION_EXPIRED", "message": "Log in"}), Code::SessionExpired, Some("Log in")),
        (json!(null), Code::HostError, None),
        (json!(42), Code::HostError, None),
    ] {
        let answer = answer::failed(&value);
        assert_eq!((answer.said, answer.code, answer.words.as_deref()), (Said::No, Some(code), words), "{value}");
    }
}

#[test]
fn a_snapshot_tells_the_cart_and_changes_with_it() {
    let value = fixture("cart");
    let read = |v: &Value| cart::read(v, None, Page::Https).unwrap();
    let cart = read(&value);
    let made = written(|to| snapshot::write(to, &cart, "2026-11-22T10:00:00Z"));
    assert_eq!(
        (&made["subtotal"], &made["total"], &made["truncated"]),
        (&json!(232.48), &json!(237.43), &json!(false))
    );
    assert_eq!(
        made["items"][1],
        json!({"key": "7", "id": "1043", "name": "Socks", "quantity": 1, "formattedPrice": "12,88 €"})
    );
    assert_eq!(made["updatedAt"], "2026-11-22T10:00:00Z");
    let hash = snapshot::hash(&cart);
    assert_eq!(hash, "05b666bc00f6b3b2");
    let mut turned = serde_json::Map::new();
    for (name, field) in value.as_object().unwrap().iter().rev() {
        turned.insert(name.clone(), field.clone());
    }
    assert_eq!(snapshot::hash(&read(&Value::Object(turned))), hash);
    let mut seen = vec![hash];
    for pointer in [
        "/total",
        "/subtotal",
        "/currency",
        "/totalItems",
        "/items/0/name",
        "/items/0/price",
        "/items/0/quantity",
        "/items/0/variant",
        "/items/0/key",
        "/items/0/id",
        "/items/0/externalId",
        "/items/0/lineTotal",
        "/items/0/compareAtPrice",
        "/items/0/maxQuantity",
        "/items/0/image",
        "/items/0/url",
        "/items/0/stock",
        "/items/0/discounts",
        "/items/0/discounts/0/label",
        "/items/0/discounts/0/amount",
        "/items/2",
        "/shipping",
        "/shipping/destinationCountry",
        "/shipping/formattedDelta",
        "/shipping/formattedCost",
        "/shipping/currentAmount",
    ] {
        let mut other = value.clone();
        let field = other.pointer_mut(pointer).unwrap();
        *field = match (&*field, pointer) {
            (_, "/currency") => json!("USD"),
            (_, "/items/0/stock") => json!("out"),
            (_, "/shipping/destinationCountry") => json!("FR"),
            (Value::Number(n), _) => json!(n.as_f64().unwrap() / 2.0 - 0.5 * (n.as_f64().unwrap() % 2.0)),
            (Value::String(text), _) => json!(format!("{text}x")),
            _ => Value::Null,
        };
        let hash = snapshot::hash(&read(&other));
        assert!(!seen.contains(&hash), "{pointer}");
        seen.push(hash);
    }
    let lines: Vec<Value> = (0..51).map(|at| json!({"key": at, "name": "x"})).collect();
    // What goes out is what a server reads.
    let server = |cart: &Cart| -> CartSnapshot {
        serde_json::from_value(written(|to| snapshot::write(to, cart, "2026-11-22T10:00:00Z"))).unwrap()
    };
    let long = server(&read(&json!({"items": lines, "subtotal": "1.234", "currency": "KWD"})));
    assert_eq!((long.items.len(), long.truncated, long.subtotal), (50, true, None));
    assert_eq!(&*long.formatted_subtotal, "1.234");
    let empty = server(&read(&json!({"items": []})));
    assert!(empty.items.is_empty() && empty.hash.len() == 16);
}

#[test]
fn ids_belong_to_their_page() {
    assert_eq!((id::id("h3k9", 7), id::number("h3k9", "h3k9-7")), ("h3k9-7".into(), Some(7)));
    for other in ["", "h3k9", "h3k9-", "h3k9-x", "h3k8-7", "h3k9-99999999999", "h3k9--7"] {
        assert_eq!(id::number("h3k9", other), None, "{other}");
    }
}

#[test]
fn hostile_addresses_are_refused() {
    let refused = include_str!("fixtures/urls-refused.txt");
    assert!(refused.lines().count() >= 60);
    for line in refused.lines() {
        let text: String = serde_json::from_str(&format!("\"{line}\"")).unwrap();
        assert_eq!(url::link(&text, Page::Https), None, "{line}");
        assert_eq!(url::image(&text, Page::Https), None, "{line}");
    }
    let allowed = include_str!("fixtures/urls-allowed.txt");
    for line in allowed.lines() {
        assert_eq!(url::link(line, Page::Https).as_deref(), Some(line));
        assert_eq!(url::image(line, Page::Https).as_deref(), Some(line));
    }
    for http in ["http://shop.example/a", "HTTP://shop.example"] {
        assert_eq!((url::link(http, Page::Https), url::link(http, Page::Http).is_some()), (None, true));
    }
    for kind in ["png", "jpeg", "webp", "gif", "avif"] {
        let data = format!("data:image/{kind};base64,iVBORw0KGgo=");
        assert!(url::image(&data, Page::Https).is_some() && url::link(&data, Page::Https).is_none());
    }
    assert!(url::link(&format!("/{}", "a".repeat(2048)), Page::Https).is_none());
}

#[test]
fn the_types_name_the_same_codes_and_events() {
    let types = include_str!("../src/contract/types.d.ts");
    let union = |name: &str| -> Vec<&str> {
        let start = types.find(&format!("export type {name} =")).unwrap_or_else(|| panic!("{name}"));
        let text = types.split_at(start).1.split_once("\n\n").unwrap().0;
        text.split('\n')
            .filter(|l| !l.trim_start().starts_with("/**"))
            .flat_map(|l| l.split('\'').skip(1).step_by(2))
            .collect()
    };
    let codes: Vec<&str> = codes::CODES.iter().map(|row| row.1).collect();
    assert_eq!(union("Code"), codes);
    assert_eq!(union("EventName"), names::EVENTS);
    assert_eq!(union("Result"), ["applied", "adjusted", "rejected", "declined", "expired", "withdrawn", "unknown"]);
    assert!(types.contains(&format!("'{}'", names::CART_UPDATE)));
}
