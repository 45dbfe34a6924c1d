//! The catalogue at one moment: with the prices and the stock of now.

use std::{collections::HashMap, sync::Arc};

use super::{Catalogue, Category, Product, Variant};

/// The catalogue with the prices and the stock of one moment.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// What does not change.
    pub catalogue: Arc<Catalogue>,
    prices: HashMap<String, i64>,
    stock: HashMap<String, i64>,
}

impl Shelf {
    /// Prices by product, stock by variant.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, prices: HashMap<String, i64>, stock: HashMap<String, i64>) -> Self {
        Self { catalogue, prices, stock }
    }

    /// As on the first day, without a database.
    #[must_use]
    pub fn opening(catalogue: Arc<Catalogue>) -> Self {
        let prices = catalogue.products().iter().map(|product| (product.id.clone(), product.price)).collect();
        let variants = catalogue.products().iter().flat_map(|product| &product.variants);
        let stock = variants.map(|variant| (variant.id.clone(), variant.opening_stock)).collect();
        Self { catalogue, prices, stock }
    }

    /// Today's price in cents.
    #[must_use]
    pub fn price(&self, product: &Product) -> i64 {
        self.prices.get(&product.id).copied().unwrap_or(product.price)
    }

    /// The price before, when it was higher.
    #[must_use]
    pub fn was(&self, product: &Product) -> Option<i64> {
        product.was.filter(|&was| was > self.price(product))
    }

    /// Pieces left.
    #[must_use]
    pub fn left(&self, variant: &Variant) -> u32 {
        u32::try_from(self.stock.get(&variant.id).copied().unwrap_or(0)).unwrap_or(0)
    }

    /// Whether any variant can be bought.
    #[must_use]
    pub fn in_stock(&self, product: &Product) -> bool {
        product.variants.iter().any(|variant| self.left(variant) > 0)
    }

    /// The variants that can be bought.
    pub fn buyable<'p>(&self, product: &'p Product) -> impl Iterator<Item = &'p Variant> {
        product.variants.iter().filter(|variant| self.left(variant) > 0)
    }

    /// Products of a category's page; `sale` is those that are reduced. `None` when there is no such page.
    #[must_use]
    pub fn page(&self, category: &str) -> Option<Vec<&Product>> {
        let all = self.catalogue.products().iter();
        if category == "sale" {
            return Some(all.filter(|product| self.was(product).is_some()).collect());
        }
        let wanted = [Category::Footwear, Category::Clothing, Category::Packs, Category::Camp]
            .into_iter()
            .find(|known| known.slug() == category)?;
        Some(all.filter(|product| product.category == wanted).collect())
    }
}
