//! Actions: when two of them do the same to the same article.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Country, Key};

use crate::kit::product;

#[test]
fn actions_do_the_same_if_article_and_quantity_are_the_same() {
    let add = |id, quantity| Action::Add { product: Rc::new(product(id)), variant: None, quantity };
    let set = |key, quantity| Action::SetQuantity { key: Key(key), quantity };
    let remove = |key| Action::Remove { key: Key(key) };
    let to = |code| Action::SetCountry(Country(code));
    let all = [add("lamp", 1), add("lamp", 2), add("mug", 1), set(1, 1), set(1, 2), set(2, 1), remove(1), remove(2)];
    let all: Vec<_> = all.into_iter().chain([to(*b"CL"), to(*b"PE")]).collect();
    for (at, one) in all.iter().enumerate() {
        for (other_at, other) in all.iter().enumerate() {
            assert_eq!(one.does_the_same(other), at == other_at, "{one:?} and {other:?}");
        }
    }
}
