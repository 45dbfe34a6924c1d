//! What the shop sells: data in `data/catalogue.json`, read once; prices and stock live in the database.

mod colour;
mod money;
mod product;
mod shelf;

use std::collections::HashMap;

pub use colour::Colour;
pub use money::{Money, euros, round_euros};
pub use product::{Category, Choice, Product, Variant};
pub use shelf::Shelf;

/// Why the catalogue's file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("catalogue.json: {0}")]
pub struct CatalogueError(#[from] serde_json::Error);

/// Every product, in the shop's own order.
#[derive(Debug)]
pub struct Catalogue {
    products: Vec<Product>,
    place: HashMap<String, usize>,
}

impl Catalogue {
    /// Reads the catalogue that is built into the program.
    ///
    /// # Errors
    /// When the file is not what [`Product`] expects.
    pub fn read() -> Result<Self, CatalogueError> {
        let products = product::read(include_str!("../../data/catalogue.json"))?;
        let mut place = HashMap::new();
        for (at, product) in products.iter().enumerate() {
            place.insert(product.id.clone(), at);
            for variant in &product.variants {
                place.insert(variant.id.clone(), at);
            }
        }
        Ok(Self { products, place })
    }

    /// All products.
    #[must_use]
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// A product by its id.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.of_variant(id).filter(|product| product.id == id)
    }

    /// The product that has this variant; a product's own id finds it as well.
    #[must_use]
    pub fn of_variant(&self, id: &str) -> Option<&Product> {
        self.place.get(id).and_then(|&at| self.products.get(at))
    }

    /// A variant and its product.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<(&Product, &Variant)> {
        let product = self.of_variant(id)?;
        product.variants.iter().find(|variant| variant.id == id).map(|variant| (product, variant))
    }
}
