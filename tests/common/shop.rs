//! The shop of the tests: five articles with a stock, one cart, and what its callbacks would do to it. It is the truth
//! that the widget can only hear of.

use std::rc::Rc;

use handcart::engine::caps::PARTS;
use handcart::engine::cart::{Amounts, Cart, Country, Discount, Key, Line, Shipping, Stock, Text};
use handcart::engine::effect::Call;
use handcart::engine::product::{Choice, Permit, Product, Variant};

/// A headlamp, 20 €.
pub const LAMP: usize = 0;
/// A tent, 200 €.
pub const TENT: usize = 1;
/// A mug, 8 €.
pub const MUG: usize = 2;
/// Hiking boots, size 41.
pub const BOOTS_41: usize = 3;
/// Hiking boots, size 42.
pub const BOOTS_42: usize = 4;

const NAMES: [&str; 5] = ["Headlamp", "Tent", "Mug", "Hiking boots", "Hiking boots"];
const IDS: [&str; 5] = ["lamp", "tent", "mug", "boots-41", "boots-42"];
const SIZES: [Option<&str>; 5] = [None, None, None, Some("Size 41"), Some("Size 42")];

/// The texts of the shop, made once.
pub struct Catalogue {
    names: Vec<Text>,
    ids: Vec<Text>,
    sizes: Vec<Option<Text>>,
    prices: Vec<Text>,
    empty: Text,
    page: Text,
    discount: Discount,
    currency: Text,
    /// Lamp, tent, mug and boots, as an agent shows them. The boots want a size.
    pub products: Vec<Rc<Product>>,
}

impl Catalogue {
    /// All of it.
    pub fn new() -> Rc<Self> {
        let text = |words: &str| Text::from(words);
        let product = |at: usize, id: &str, options: Vec<Choice>, variants: Vec<Variant>| {
            Rc::new(Product {
                id: text(id),
                external: None,
                name: text(NAMES[at]),
                price: Some(text("20,00 €")),
                amount: Some(20 * PARTS),
                currency: text("EUR"),
                was: None,
                image: None,
                url: None,
                rating: None,
                stock: Stock::In,
                options,
                variants,
                permit: Permit::Allowed,
            })
        };
        let size = |at: usize, value: u8| Variant {
            id: text(IDS[at]),
            external: None,
            values: vec![value],
            label: text(SIZES[at].unwrap()),
            stock: Stock::In,
            image: None,
        };
        let sizes = vec![Choice { name: text("Size"), values: vec![text("41"), text("42")] }];
        let mut products: Vec<_> = (0..3).map(|at| product(at, IDS[at], Vec::new(), Vec::new())).collect();
        products.push(product(3, "boots", sizes, vec![size(3, 0), size(4, 1)]));
        Rc::new(Self {
            names: NAMES.map(text).to_vec(),
            ids: IDS.map(text).to_vec(),
            sizes: SIZES.map(|size| size.map(text)).to_vec(),
            prices: (0..60).map(|rise| Text::from(format!("{},00 €", 20 + rise))).collect(),
            empty: text(""),
            page: text("https://shop.example/article"),
            discount: Discount { label: text("Autumn"), amount: text("1,00 €") },
            currency: text("EUR"),
            products,
        })
    }
}

/// One line of the shop's cart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    pub key: u32,
    pub article: usize,
    pub quantity: u32,
}

/// The shop.
#[derive(Clone)]
pub struct Shop {
    catalogue: Rc<Catalogue>,
    /// What is in the cart.
    pub items: Vec<Item>,
    /// How many of each article can be in one cart.
    pub stock: [u32; 5],
    /// How much dearer everything is than at first.
    pub rise: usize,
    /// Where it goes.
    pub country: Country,
    /// Where it can go; anywhere, if it does not say.
    pub countries: Vec<Country>,
    /// Lines are named by their place: the key of a line changes when one above it goes.
    pub by_place: bool,
    /// Every line has the key 7.
    pub double_keys: bool,
    last: u32,
    told: Option<Rc<Cart>>,
}

impl Shop {
    /// A shop with an empty cart.
    pub fn new(catalogue: Rc<Catalogue>) -> Self {
        Self {
            catalogue,
            items: Vec::new(),
            stock: [50; 5],
            rise: 0,
            country: Country(*b"DE"),
            countries: Vec::new(),
            by_place: false,
            double_keys: false,
            last: 100,
            told: None,
        }
    }

    /// Adds pieces; returns how many went in.
    pub fn put(&mut self, article: usize, pieces: u32) -> u32 {
        self.told = None;
        let had = self.pieces(article);
        let room = self.stock[article].saturating_sub(had).min(pieces);
        if room == 0 {
            return 0;
        }
        match self.items.iter_mut().find(|item| item.article == article) {
            Some(item) => item.quantity += room,
            None => {
                self.last += 1;
                self.items.push(Item { key: self.last, article, quantity: room });
            }
        }
        room
    }

    /// Sets the pieces of an article; 0 removes it.
    pub fn set(&mut self, article: usize, pieces: u32) {
        self.told = None;
        self.items.retain(|item| item.article != article || pieces > 0);
        let most = self.stock[article];
        match self.items.iter_mut().find(|item| item.article == article) {
            Some(item) => item.quantity = pieces.min(most).max(1),
            None if pieces > 0 => drop(self.put(article, pieces)),
            None => {}
        }
    }

    /// Makes everything dearer.
    pub fn dearer(&mut self) {
        self.told = None;
        self.rise = (self.rise + 1) % 60;
    }

    /// Sends it elsewhere.
    pub fn send_to(&mut self, country: Country) {
        self.told = None;
        self.country = country;
    }

    /// Pieces of an article in the cart.
    pub fn pieces(&self, article: usize) -> u32 {
        self.items.iter().filter(|item| item.article == article).map(|item| item.quantity).sum()
    }

    /// The key by which the widget knows the line of this article.
    pub fn key(&self, article: usize) -> Key {
        let at = self.items.iter().position(|item| item.article == article).expect("the article is in the cart");
        self.key_at(at)
    }

    fn key_at(&self, at: usize) -> Key {
        if self.double_keys {
            return Key(7);
        }
        Key(if self.by_place { u32::try_from(at).unwrap() } else { self.items[at].key })
    }

    /// Does what a callback asks, at most `limit` pieces of it; returns whether anything changed.
    pub fn obey(&mut self, call: &Call, limit: u32) -> bool {
        let before = (self.items.clone(), self.country);
        let article = |key: &Key| (0..self.items.len()).find(|at| self.key_at(*at) == *key).map(|at| self.items[at]);
        match call {
            Call::Add { product, quantity, .. } => {
                if let Some(article) = IDS.iter().position(|id| **id == **product) {
                    self.put(article, (*quantity).min(limit));
                }
            }
            Call::Remove { key, .. } => {
                if let Some(item) = article(key) {
                    self.set(item.article, 0);
                }
            }
            Call::SetQuantity { key, quantity, .. } => {
                if let Some(item) = article(key) {
                    self.set(item.article, (*quantity).min(limit));
                }
            }
            Call::Clear => {
                self.told = None;
                self.items.clear();
            }
            Call::SetCountry(country) => self.send_to(*country),
        }
        before != (self.items.clone(), self.country)
    }

    /// The cart as the shop tells it now.
    pub fn cart(&mut self) -> Rc<Cart> {
        if let Some(told) = &self.told {
            return told.clone();
        }
        let names = &self.catalogue;
        let price = &names.prices[self.rise];
        let line = |(at, item): (usize, &Item)| {
            Rc::new(Line {
                key: Some(self.key_at(at)),
                key_text: names.ids[item.article].clone(),
                product: names.ids[item.article].clone(),
                external: None,
                name: names.names[item.article].clone(),
                variant: names.sizes[item.article].clone(),
                price: price.clone(),
                amount: Some((20 + self.rise as i64) * PARTS),
                total: None,
                was: None,
                quantity: Some(item.quantity),
                max: Some(self.stock[item.article]),
                min: 1,
                step: 1,
                image: Some(names.page.clone()),
                url: Some(names.page.clone()),
                stock: Stock::In,
                discounts: vec![names.discount.clone()],
            })
        };
        let lines: Vec<_> = self.items.iter().enumerate().map(line).collect();
        let count = self.items.iter().map(|item| item.quantity).sum();
        let sum = u64::from(count) * (20 + self.rise as u64);
        let countries = self.countries.iter().map(|country| (*country, names.empty.clone())).collect();
        let cart = Rc::new(Cart {
            lines,
            count,
            subtotal: names.empty.clone(),
            total: if sum == 0 { names.empty.clone() } else { Text::from(format!("{sum},00 €")) },
            currency: names.currency.clone(),
            amounts: Amounts { total: Some(sum as f64), ..Amounts::default() },
            shipping: Some(Shipping { country: Some(self.country), countries, ..Shipping::default() }),
        });
        self.told = Some(cart.clone());
        cart
    }
}
