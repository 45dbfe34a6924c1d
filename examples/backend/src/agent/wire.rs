//! Products of the catalogue as the widget's protocol has them.

use handcart::contract::dialect::neuroon::{SearchProduct, SearchVariant};

use crate::catalogue::{Product, Shelf, euros};

/// A product with today's price and stock.
#[must_use]
pub fn product(shelf: &Shelf, product: &Product) -> SearchProduct {
    let price = shelf.price(product);
    let was = shelf.was(product);
    let left: u32 = product.variants.iter().map(|variant| shelf.left(variant)).sum();
    let variants = product.variants.iter().filter(|_| !product.options.is_empty()).map(|variant| {
        let pieces = shelf.left(variant);
        SearchVariant {
            id: variant.id.clone(),
            external_id: None,
            options: variant.options.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            in_stock: pieces > 0,
            stock_count: Some(pieces),
            image_url: (variant.image != product.image()).then(|| variant.image.clone()),
        }
    });
    SearchProduct {
        id: product.id.clone(),
        external_id: None,
        name: product.name.clone(),
        price: decimal(was.unwrap_or(price)),
        sale_price: was.map(|_| decimal(price)),
        formatted_price: Some(euros(was.unwrap_or(price))),
        formatted_sale_price: was.map(|_| euros(price)),
        currency: "EUR".to_owned(),
        url: product.url(),
        image_url: product.image().to_owned(),
        in_stock: left > 0,
        stock_count: Some(left),
        rating: Some(product.rating),
        review_count: Some(product.reviews),
        variants: variants.collect(),
    }
}

fn decimal(cents: i64) -> f64 {
    // Prices are far below 2^53 cents.
    cents as f64 / 100.0
}
