//! What the tests of the readers share.

use handcart::atom;
use handcart::engine::cart::Text;

use handcart::contract::action::Shop;
use handcart::contract::product::Format;
use handcart::contract::url::Page;
use handcart::engine::cart::Cart;
use handcart::engine::product::{Permit, Product};
use serde_json::Value;

pub struct Plain;

impl Format for Plain {
    fn money(&self, amount: f64, currency: &str) -> Text {
        format!("{amount:.2} {currency}").into()
    }
    fn decimal(&self, number: f64) -> Text {
        format!("{number:.1}").into()
    }
}

pub fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub fn shop<'a>(cart: Option<&'a Cart>, permit: &'a dyn Fn(&Value, &Product) -> Permit) -> Shop<'a, Value> {
    Shop { page: Page::Https, format: &Plain, permit, cart, known: &[], most: 99 }
}

pub const YES: &dyn Fn(&Value, &Product) -> Permit = &|_, _| Permit::Allowed;

/// A cart as a host gets it back.
pub fn cart_out(cart: &handcart::engine::cart::Cart) -> serde_json::Value {
    use handcart::contract::sink::{Sink, json::written};
    use handcart::contract::wire;
    written(|to| {
        wire::cart(to, cart);
        let items = to.list(atom!("items"));
        cart.lines.iter().for_each(|line| wire::item(&items.object(atom!("")), line));
        if let Some(known) = &cart.shipping {
            wire::shipping(&to.object(atom!("shipping")), known);
        }
    })
}
