//! The tiny shop of the model: two lines at most, small quantities. Equal contents come as the very same cart, as the
//! intake of the widget hands an unchanged one on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use handcart::engine::cart::Cart;
use handcart::engine::effect::Call;

use crate::common::shop::{Catalogue, Item, LAMP, MUG, Shop, TENT};

thread_local! {
    static CATALOGUE: Rc<Catalogue> = Catalogue::new();
    static CARTS: RefCell<HashMap<Store, Rc<Cart>>> = RefCell::default();
}

/// The shop's articles, the same ones as long as the thread lives.
pub fn catalogue() -> Rc<Catalogue> {
    CATALOGUE.with(Rc::clone)
}

/// What happens to the shop's cart elsewhere: in another tab, in the shop's office.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// The first line goes.
    Goes,
    /// One piece more of the first line.
    More,
    /// Everything gets dearer.
    Dearer,
    /// The first line's key now names another article.
    Swaps,
}

/// One line of the shop's cart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Row {
    key: u32,
    article: u8,
    pieces: u32,
}

/// What the shop holds.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Store {
    rows: Vec<Row>,
    rise: u8,
    last: u32,
}

impl Store {
    /// Two lamps and a tent.
    pub fn new() -> Self {
        let row = |key, article: usize, pieces| Row { key, article: article as u8, pieces };
        Self { rows: vec![row(1, LAMP, 2), row(2, TENT, 1)], rise: 0, last: 2 }
    }

    /// The cart as the shop tells it now.
    pub fn cart(&self) -> Rc<Cart> {
        CARTS.with_borrow_mut(|carts| match carts.get(self) {
            Some(cart) => cart.clone(),
            None => {
                let mut shop = Shop::new(catalogue());
                let item = |row: &Row| Item { key: row.key, article: row.article.into(), quantity: row.pieces };
                shop.items = self.rows.iter().map(item).collect();
                shop.rise = self.rise.into();
                let cart = shop.cart();
                carts.insert(self.clone(), cart.clone());
                cart
            }
        })
    }

    /// The key of a line.
    pub fn key(&self, at: usize) -> Option<u32> {
        self.rows.get(at).map(|row| row.key)
    }

    /// Something happens to the cart elsewhere.
    pub fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::Goes if !self.rows.is_empty() => drop(self.rows.remove(0)),
            Turn::Dearer => self.rise += 1,
            Turn::More => self.rows.iter_mut().take(1).for_each(|row| row.pieces += 1),
            Turn::Swaps => self.rows.iter_mut().take(1).for_each(|row| row.article = MUG as u8),
            Turn::Goes => {}
        }
    }

    /// Does what a callback asks, all of it or one piece less.
    pub fn obey(&mut self, call: &Call, part: bool) {
        let less = u32::from(part);
        match call {
            Call::Add { product, quantity, .. } => {
                let Some(article) = catalogue().products.iter().position(|other| other.id == *product) else { return };
                let pieces = quantity - less;
                match self.rows.iter_mut().find(|row| usize::from(row.article) == article) {
                    Some(row) => row.pieces += pieces,
                    None => {
                        self.last += 1;
                        self.rows.push(Row { key: self.last, article: article as u8, pieces });
                    }
                }
            }
            Call::Remove { key, .. } => self.rows.retain(|row| row.key != key.0),
            Call::SetQuantity { key, quantity, .. } => {
                self.rows.iter_mut().filter(|row| row.key == key.0).for_each(|row| row.pieces = quantity - less);
            }
            Call::Clear => self.rows.truncate(usize::from(part)),
            Call::SetCountry(_) => {}
        }
    }

    /// Whether this can be done in part.
    pub fn can_part(call: &Call) -> bool {
        match call {
            Call::Add { quantity, .. } => *quantity > 1,
            Call::SetQuantity { quantity, previous, .. } => *quantity > previous + 1,
            Call::Remove { .. } | Call::Clear | Call::SetCountry(_) => false,
        }
    }
}
