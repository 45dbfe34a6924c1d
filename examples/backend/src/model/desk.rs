//! Where a model's calls are answered: reads at once, changes as proposals that wait for the shopper.

use std::collections::HashSet;

use handcart::contract::dialect::neuroon::{CartSnapshot, WireAction, WireProposal};
use serde_json::{Value, json};

use crate::{
    agent::{Agent, wire},
    app::random_id,
    catalogue::Shelf,
};

use super::{claims::claims, provider::Call, tools::Tools};

/// Proposals in one answer.
const MOST: usize = 12;
/// Products in one answer.
const SHOWN: usize = 6;
/// Variants of a product that a model is told.
const VARIANTS: usize = 40;

/// The desk of one message.
pub(super) struct Desk<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) agent: &'a Agent,
    pub(super) tools: &'a Tools,
    pub(super) cart: Option<&'a CartSnapshot>,
    pub(super) proposals: Vec<WireProposal>,
    pub(super) shown: Vec<String>,
    pub(super) total: usize,
    seen: HashSet<(String, String)>,
    ids: HashSet<String>,
}

impl<'a> Desk<'a> {
    /// `used` are the names of earlier proposals: none is given twice.
    pub(super) fn new(
        shelf: &'a Shelf,
        agent: &'a Agent,
        tools: &'a Tools,
        cart: Option<&'a CartSnapshot>,
        used: HashSet<String>,
    ) -> Self {
        let (proposals, shown, seen) = (Vec::new(), Vec::new(), HashSet::new());
        Self { shelf, agent, tools, cart, proposals, shown, total: 0, seen, ids: used }
    }

    /// The call under a name that was never used.
    pub(super) fn named(&mut self, mut call: Call) -> Call {
        if call.id.is_empty() || !self.ids.insert(call.id.clone()) {
            call.id = random_id();
            self.ids.insert(call.id.clone());
        }
        call
    }

    /// Answers a call, in words for the model.
    pub(super) fn answer(&mut self, call: &Call) -> Value {
        let arguments = match self.tools.arguments(&call.name, &call.arguments) {
            Ok(arguments) => arguments,
            Err(problem) => return json!({ "error": problem }),
        };
        if !self.seen.insert((call.name.clone(), arguments.to_string())) {
            return json!({ "error": "You made this very call already. Its answer stands above." });
        }
        let done = match call.name.as_str() {
            "get_cart" => self.cart.map_or_else(|| Err(NOT_ENABLED.to_owned()), |cart| Ok(json!(cart))),
            "search_products" => Ok(self.search(&arguments)),
            name => self.propose(name, &call.id, &arguments),
        };
        done.unwrap_or_else(|problem| json!({ "error": problem }))
    }

    fn search(&mut self, arguments: &Value) -> Value {
        let phrase = arguments.get("query").and_then(Value::as_str).unwrap_or("");
        let found = self.agent.search(self.shelf, phrase);
        self.total = found.len();
        let page: Vec<String> = found.into_iter().take(SHOWN).collect();
        let products = page.iter().filter_map(|id| self.shelf.catalogue.product(id)).map(|product| {
            let mut product = json!(wire::product(self.shelf, product));
            if let Some(variants) = product.get_mut("variants").and_then(Value::as_array_mut) {
                variants.truncate(VARIANTS);
            }
            product
        });
        let answer = json!({ "products": products.collect::<Vec<_>>(), "total": self.total });
        if !page.is_empty() {
            self.shown = page;
        }
        answer
    }

    fn propose(&mut self, name: &str, id: &str, arguments: &Value) -> Result<Value, String> {
        let changes: Vec<Value> = match name {
            "propose_plan" => arguments.get("changes").and_then(Value::as_array).cloned().unwrap_or_default(),
            _ => {
                let kind = match name {
                    "add_to_cart" => "ADD_SUGGESTION",
                    "remove_from_cart" => "REMOVE",
                    "update_cart_quantity" => "UPDATE_QUANTITY",
                    "clear_cart" => "CLEAR",
                    "go_to_checkout" => "CHECKOUT",
                    _ => return Err("This tool cannot be used here.".into()),
                };
                let mut change = arguments.clone();
                if let Some(fields) = change.as_object_mut() {
                    fields.insert("type".into(), json!(kind));
                }
                vec![change]
            }
        };
        if self.proposals.len() + changes.len() > MOST {
            return Err(format!("At most {MOST} proposals at a time."));
        }
        // All of a plan or nothing of it.
        let actions: Vec<WireAction> = changes.iter().map(|change| self.action(change)).collect::<Result<_, _>>()?;
        for (at, action) in actions.into_iter().enumerate() {
            let id = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
            self.proposals.push(WireProposal { id: Some(id), action });
        }
        Ok(json!({ "status": "proposed", "message": "Proposed; waiting for the shopper. Nothing was changed." }))
    }

    fn action(&self, change: &Value) -> Result<WireAction, String> {
        let cart = self.cart.ok_or(NOT_ENABLED)?;
        let text = |name: &str| change.get(name).and_then(Value::as_str);
        // Its words are shown as a quotation: they may claim nothing, either.
        let words = text("words").filter(|words| claims(words).is_empty()).map(str::to_owned);
        let quantity = change.get("quantity").and_then(Value::as_f64).map(|pieces| pieces as u32);
        let key = || {
            let key = text("itemKey").unwrap_or("");
            match cart.items.iter().filter(|line| line.key == key).count() {
                1 => Ok(key.to_owned()),
                _ => {
                    Err(format!("line-not-found: no line of the cart has the key {key:?}. Ask get_cart for the keys."))
                }
            }
        };
        let filled = || if cart.items.is_empty() { Err("The cart is empty.".to_owned()) } else { Ok(()) };
        match text("type").unwrap_or("") {
            "ADD_SUGGESTION" => self.add(change, quantity.unwrap_or(1), words),
            "REMOVE" => Ok(WireAction::Remove { item_key: key()?, confirmation_prompt: words }),
            "UPDATE_QUANTITY" => Ok(WireAction::UpdateQuantity {
                item_key: key()?,
                quantity: quantity.unwrap_or(1),
                confirmation_prompt: words,
            }),
            "CLEAR" => filled().map(|()| WireAction::Clear { confirmation_prompt: words }),
            "CHECKOUT" => filled().map(|()| WireAction::Checkout { confirmation_prompt: words }),
            other => Err(format!("{other:?} cannot be proposed.")),
        }
    }

    /// Only what the shop sells, with the shop's own facts: what a model says about a product is not looked at.
    fn add(&self, change: &Value, quantity: u32, words: Option<String>) -> Result<WireAction, String> {
        let text = |name: &str| change.get(name).and_then(Value::as_str);
        let id = text("productId").unwrap_or("");
        let product = self.shelf.catalogue.of_variant(id).ok_or_else(|| {
            format!("product-not-found: the shop has no product {id:?}. Ask search_products for the ids.")
        })?;
        let id = text("variantId").or(Some(id).filter(|id| *id != product.id));
        let variant = match id {
            Some(id) => {
                let found = product.variants.iter().find(|variant| variant.id == id);
                Some(found.ok_or_else(|| format!("variant-required: {} has no variant {id:?}.", product.name))?)
            }
            None => product.variants.first().filter(|_| product.options.is_empty()),
        };
        if let Some(variant) = variant {
            let left = self.shelf.left(variant);
            if left == 0 {
                return Err(format!("out-of-stock: {} {} is sold out.", product.name, variant.label()));
            }
            if quantity > left {
                return Err(format!("quantity-exceeded: only {left} are left."));
            }
        } else if !self.shelf.in_stock(product) {
            return Err(format!("out-of-stock: {} is sold out.", product.name));
        }
        Ok(WireAction::AddSuggestion {
            product_id: product.id.clone(),
            variant_id: variant.map(|variant| variant.id.clone()).filter(|id| *id != product.id),
            quantity,
            confirmation_prompt: words,
            product: Some(Box::new(wire::product(self.shelf, product))),
        })
    }
}

const NOT_ENABLED: &str =
    "not-enabled: this shop has not enabled its cart for you. Say so, and name the product's page.";
