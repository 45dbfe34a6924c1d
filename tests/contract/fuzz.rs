//! A hundred thousand broken inputs: no reader panics, and what they let through can be relied on.

use std::rc::Rc;

use handcart::contract::dialect::neuroon;
use handcart::contract::url::Page;
use handcart::contract::{answer, cart, snapshot};
use handcart::engine::action::Action;
use handcart::engine::cart::Cart;
use serde_json::{Value, json};

use super::common::{YES, cart_out, fixture, shop};

/// Small, seeded, good enough to break things with.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn odd(dice: &mut Dice) -> Value {
    match dice.roll(16) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1.5),
        4 => json!(1e308),
        5 => json!(u64::MAX),
        6 => json!("many"),
        7 => json!(""),
        8 => json!("x".repeat(dice.roll(700))),
        9 => json!([]),
        10 => json!({}),
        11 => json!([[[[[]]]]]),
        12 => json!("\u{202e}\u{0}\u{301}\u{301}javascript:alert(1)"),
        13 => json!(["Size", {"0": "a", "1": null}]),
        14 => json!("1.234.567,89-€"),
        _ => json!(dice.roll(200)),
    }
}

/// Changes, removes, doubles or swaps a random part of the value.
fn mutate(value: &mut Value, dice: &mut Dice) {
    let inner = match value {
        Value::Array(items) if !items.is_empty() && dice.roll(8) > 0 => {
            let at = dice.roll(items.len());
            match dice.roll(10) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => return mutate(&mut items[at], dice),
            }
            return;
        }
        Value::Object(fields) if !fields.is_empty() && dice.roll(8) > 0 => {
            let at = dice.roll(fields.len());
            let name = fields.keys().nth(at).unwrap().clone();
            match dice.roll(10) {
                0 => drop(fields.remove(&name)),
                _ => return mutate(&mut fields[&name], dice),
            }
            return;
        }
        other => other,
    };
    *inner = odd(dice);
}

#[test]
fn no_input_makes_a_reader_panic() {
    let half = |seed: u64| {
        let sources = [fixture("answer"), fixture("answer-bad"), fixture("cart")];
        let cart = cart::read(&sources[2], None, Page::Https).unwrap();
        let mut dice = Dice(seed);
        let mut seen = [0_usize; 4];
        for turn in 0..50_000 {
            let mut value = sources[turn % 3].clone();
            for _ in 0..=dice.roll(6) {
                mutate(&mut value, &mut dice);
            }
            // Now and then a reader gets what was meant for another.
            let strange = dice.roll(16) == 0;
            if turn % 3 < 2 || strange {
                check_answer(&value, &cart, &mut seen);
            }
            if turn % 3 == 2 || strange {
                check_cart(&value, &cart, &mut seen);
            }
        }
        seen
    };
    let (one, two) = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(0x9e37_79b9_7f4a_7c15));
        (half(0x2545_f491_4f6c_dd1d), other.join().unwrap())
    });
    let [adds, refusals, carts, broken] = [0, 1, 2, 3].map(|at| one[at] + two[at]);
    println!("fuzz: 100000 inputs, {adds} adds, {refusals} refusals, {carts} carts, {broken} broken carts, 0 panics");
    assert!(adds > 10_000 && refusals > 10_000 && carts > 10_000 && broken > 1_000);
}

fn check_answer(value: &Value, cart: &Cart, seen: &mut [usize; 4]) {
    let Ok(read) = neuroon::read(value, &shop(Some(cart), YES)) else { return };
    for proposal in &read.turn.proposals {
        match &proposal.action {
            Ok(Action::Add { product, variant, quantity }) => {
                assert!((1..=99).contains(quantity) && variant.is_none_or(|at| at < product.variants.len()));
                seen[0] += 1;
            }
            Ok(Action::SetQuantity { key, quantity }) => {
                assert!((1..=99).contains(quantity) && cart.line(*key).is_some());
            }
            Ok(Action::Remove { key }) => assert!(cart.line(*key).is_some()),
            Ok(_) => {}
            Err(refusal) => {
                assert!(refusal.detail.starts_with("cartAction") && refusal.detail.contains(": expected "));
                seen[1] += 1;
            }
        }
        assert!(proposal.words.as_ref().is_none_or(|words| words.len() <= 600 && !words.contains('\u{202e}')));
    }
    for product in &read.turn.products {
        assert!(product.variants.iter().all(|v| v.values.len() == product.options.len()));
    }
}

fn check_cart(value: &Value, before: &Cart, seen: &mut [usize; 4]) {
    match cart::read(value, Some(before), Page::Https) {
        Ok(cart) => {
            seen[2] += 1;
            assert_eq!(snapshot::hash(&cart).len(), 16);
            assert!(cart_out(&cart).to_string().len() > 2);
        }
        Err(_) => seen[3] += 1,
    }
    answer::failed(value);
    answer::settled(value, |v| cart::read(&v, None, Page::Https).ok().map(Rc::new));
}
