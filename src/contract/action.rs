//! Reads what an agent, a tool or the host's page proposes to do with the cart.
//!
//! One language for all of them: Neuroon's `cartAction`. `propose(answer.cartAction)` is a host's whole work.

use crate::contract::atom::atom;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use super::problem::{Problem, item};
use super::product::{self, Format};
use super::text::{KEY, Manner, PROMPT, put_int};
use super::url::Page;
use super::value::{Kind, Value};
use super::{codes, country};
use crate::engine::action::{Action, Proposed, Source};
use crate::engine::caps;
use crate::engine::cart::{Cart, Country, Key};
use crate::engine::outcome::Code;
use crate::engine::product::{Permit, Product};

/// Most actions that are read from one list: one more than a plan has, so that a longer one is refused and not cut.
pub const ACTIONS: usize = 13;

/// What a reader of proposals needs to know of the shop.
pub struct Shop<'a, V> {
    /// How the page was loaded.
    pub page: Page,
    /// Prints prices.
    pub format: &'a dyn Format,
    /// Asks the host whether it lets this product be added (`canAddToCart`), with the product as it came.
    pub permit: &'a dyn Fn(&V, &Product) -> Permit,
    /// The cart as it is known.
    pub cart: Option<&'a Cart>,
    /// Products that were shown before.
    pub known: &'a [Rc<Product>],
    /// The largest quantity that can be proposed.
    pub most: u32,
}

impl<V: Value> Shop<'_, V> {
    /// Reads a product and asks the host about it.
    ///
    /// # Errors
    /// As [`product::read`].
    pub fn product(&self, v: &V) -> Result<Rc<Product>, Problem> {
        let mut product = product::read(v, self.page, self.format)?;
        product.permit = (self.permit)(v, &product);
        Ok(Rc::new(product))
    }
}

/// What was proposed, and whether the cart is to be shown.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Proposals, the broken ones with their reason.
    pub proposals: Vec<Proposed>,
    /// Whether the cart is to be shown.
    pub show_cart: bool,
}

/// Reads one action or a list of them. A list of adds, removals and quantities is one plan. `found` are the products that came with it. `path` names it in errors.
pub fn read<V: Value>(v: &V, path: &str, shop: &Shop<'_, V>, found: &[Rc<Product>], source: &Source) -> Wishes {
    let mut wishes = Wishes::default();
    match v.list(atom!(""), ACTIONS) {
        Some(rows) => {
            for (at, row) in rows.iter().enumerate() {
                one(row, &item(path, at), shop, found, source, &mut wishes);
            }
            if rows.len() > 1 && rows.len() == wishes.proposals.len() {
                together(&mut wishes.proposals);
            }
        }
        None => one(v, path, shop, found, source, &mut wishes),
    }
    wishes
}

/// Makes one plan of proposals that are all rows of one, with the first words and all the ids.
fn together(all: &mut Vec<Proposed>) {
    let (mut steps, mut words, mut ids) = (Vec::new(), None, String::new());
    for proposed in &*all {
        let Ok(action @ (Action::Add { .. } | Action::SetQuantity { .. } | Action::Remove { .. })) = &proposed.action
        else {
            return;
        };
        steps.push(action.clone());
        words = words.or_else(|| proposed.words.clone());
        ids.push_str(proposed.id.as_deref().unwrap_or_default());
        ids.push('\n');
    }
    all.truncate(1);
    if let Some(first) = all.first_mut() {
        first.words = words;
        first.id = (ids.len() > steps.len()).then(|| ids.into());
        first.action = Ok(Action::Plan(steps));
    }
}

fn one<V: Value>(v: &V, path: &str, shop: &Shop<'_, V>, found: &[Rc<Product>], source: &Source, wishes: &mut Wishes) {
    let action = match deed(v, shop, found) {
        Ok(None) => {
            wishes.show_cart = true;
            return;
        }
        Ok(Some(action)) => Ok(action),
        Err(problem) => Err(problem.under(path).into()),
    };
    let words = v.line(atom!("confirmationPrompt"), PROMPT);
    // One line, so that the ids of a plan's rows stay apart.
    let id = v.words(atom!("id"), KEY, Manner::Id);
    wishes.proposals.push(Proposed { action, words, source: source.clone(), reply: None, id });
}

/// The action; `None` only shows the cart.
fn deed<V: Value>(v: &V, shop: &Shop<'_, V>, found: &[Rc<Product>]) -> Result<Option<Action>, Problem> {
    if v.kind(atom!("")) != Kind::Object {
        return Err(Problem::new("", "an object or a list of objects", v.show(atom!(""))));
    }
    let name = v.text(atom!("type"), 64).map(|name| codes::squeeze(&name)).unwrap_or_default();
    Ok(Some(match name.as_str() {
        "addsuggestion" | "add" => add(v, shop, found)?,
        "remove" => Action::Remove { key: line(v, shop)? },
        "updatequantity" | "update" => Action::SetQuantity { key: line(v, shop)?, quantity: quantity(v, shop.most)? },
        "clear" => Action::Clear,
        "setdestinationcountry" => Action::SetCountry(destination(v, shop)?),
        "checkout" => Action::Checkout,
        "viewcart" | "view" => return Ok(None),
        _ => {
            let known =
                "one of ADD_SUGGESTION, REMOVE, UPDATE_QUANTITY, CLEAR, SET_DESTINATION_COUNTRY, VIEW_CART, CHECKOUT";
            return Err(Problem::new("type", known, v.show(atom!("type"))).code(Code::NotSupported));
        }
    }))
}

/// The product is one that came along, else one that was shown before, else the one inside the action.
fn add<V: Value>(v: &V, shop: &Shop<'_, V>, found: &[Rc<Product>]) -> Result<Action, Problem> {
    let quantity = match v.kind(atom!("quantity")) {
        Kind::Missing | Kind::Null => 1,
        _ => quantity(v, shop.most)?,
    };
    let wanted = v.name(atom!("productId"));
    let same = |product: &&Rc<Product>| wanted.as_ref() == Some(&product.id);
    let listed = found.iter().find(same).or_else(|| shop.known.iter().rev().find(same)).cloned();
    let embedded = || {
        let inner = v.get(atom!("product"))?;
        Some(shop.product(&inner).map_err(|problem| problem.under("product")))
    };
    let product = match listed.map(Ok).or_else(embedded).transpose()? {
        Some(product) if wanted.is_none() || wanted.as_ref() == Some(&product.id) => product,
        _ => {
            let known = "the id of a product that was shown, or of `product`";
            return Err(Problem::new("productId", known, v.show(atom!("productId"))).code(Code::ProductNotFound));
        }
    };
    let variant = match v.name(atom!("variantId")) {
        None => None,
        Some(id) => match product.variants.iter().position(|variant| variant.id == id) {
            // Some catalogues name a product's only variant after the product.
            None if product.variants.is_empty() && id == product.id => None,
            None => {
                let known = "the id of a variant of the product";
                return Err(Problem::new("variantId", known, v.show(atom!("variantId"))).code(Code::ProductNotFound));
            }
            at => at,
        },
    };
    Ok(Action::Add { product, variant, quantity })
}

/// The one line that `itemKey` names.
fn line<V: Value>(v: &V, shop: &Shop<'_, V>) -> Result<Key, Problem> {
    let key = v.name(atom!("itemKey")).and_then(|key| shop.cart?.named(&key));
    key.ok_or_else(|| {
        Problem::new("itemKey", "the key of one line of the cart", v.show(atom!("itemKey"))).code(Code::LineNotFound)
    })
}

fn quantity<V: Value>(v: &V, most: u32) -> Result<u32, Problem> {
    let came = v.int(atom!("quantity"));
    came.filter(|quantity| (1..=most).contains(quantity)).ok_or_else(|| {
        let mut bounds = String::from("an integer from 1 to ");
        put_int(&mut bounds, most);
        let above = caps::KNOWN && came.is_some_and(|quantity| quantity > most);
        bounds.push_str(if above { " (caps.maxQuantity)" } else { "" });
        let problem = Problem::new("quantity", &bounds, v.show(atom!("quantity")));
        if above { problem.code(Code::Policy) } else { problem }
    })
}

fn destination<V: Value>(v: &V, shop: &Shop<'_, V>) -> Result<Country, Problem> {
    let text = v.text(atom!("countryCode"), 4).unwrap_or_default();
    let shipping = shop.cart.and_then(|cart| cart.shipping.as_ref());
    let listed = |country: &Country| shipping.is_some_and(|s| s.countries.iter().any(|(code, _)| code == country));
    country::read(&text).or_else(|| country::letters(&text).filter(listed)).ok_or_else(|| {
        Problem::new("countryCode", "a country (ISO 3166-1 alpha-2)", v.show(atom!("countryCode")))
            .code(Code::InvalidCountry)
    })
}
