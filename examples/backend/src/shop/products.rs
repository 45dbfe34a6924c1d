//! The products as the shop's pages show them.

use std::collections::HashSet;

use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    app::App,
    catalogue::{Choice, Money, Product, Shelf},
    error::ApiError,
};

#[derive(Deserialize)]
pub(super) struct Wanted {
    category: Option<String>,
    q: Option<String>,
    max: Option<usize>,
}

/// A product as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'p> {
    id: &'p str,
    name: &'p str,
    subtitle: &'p str,
    description: &'p str,
    category: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
    price: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Money>,
    image: &'p str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    colour_images: Vec<Value>,
    rating: f64,
    reviews: u32,
    options: &'p [Choice],
    variants: Vec<Value>,
    facts: Vec<(&'p str, String)>,
    waterproof: bool,
}

fn page<'p>(shelf: &Shelf, product: &'p Product) -> Page<'p> {
    let price = shelf.price(product);
    let was = shelf.was(product);
    let reduced = was.map(|was| format!("−{}\u{a0}%", ((was - price) * 100 + was / 2) / was));
    let mut seen = HashSet::new();
    let colour_images = product
        .variants
        .iter()
        .filter(|_| product.colours.len() > 1)
        .filter(|variant| seen.insert(variant.colour))
        .map(|variant| json!({ "colour": variant.colour.name(), "image": variant.image }))
        .collect();
    let variants = product.variants.iter().map(|variant| {
        let options: serde_json::Map<String, Value> =
            variant.options.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({ "id": variant.id, "options": options, "stock": shelf.left(variant), "image": variant.image })
    });
    let mut facts = vec![("Weight", product.weight())];
    facts.extend(product.facts.iter().map(|(name, value)| (name.as_str(), value.clone())));
    Page {
        id: &product.id,
        name: &product.name,
        subtitle: &product.subtitle,
        description: &product.about,
        category: product.category.slug(),
        tag: reduced.or_else(|| product.tag.clone()),
        price: price.into(),
        was: was.map(Into::into),
        image: product.image(),
        colour_images,
        rating: product.rating,
        reviews: product.reviews,
        options: &product.options,
        variants: variants.collect(),
        facts,
        waterproof: product.waterproof,
    }
}

pub(super) async fn list(
    State(app): State<App>,
    wanted: Result<Query<Wanted>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Value>, ApiError> {
    let Query(wanted) = wanted.map_err(|error| ApiError::bad(error.body_text()))?;
    let shelf = app.shelf().await?;
    let mut found: Vec<&Product> = match wanted.category.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => {
            shelf.page(name).ok_or_else(|| ApiError::missing("not-found", format!("There is no category {name}.")))?
        }
        None => shelf.catalogue.products().iter().collect(),
    };
    if let Some(query) = wanted.q.as_deref().map(str::trim).filter(|query| !query.is_empty()) {
        let fit = app.agent.search(&shelf, query);
        found.retain(|product| fit.contains(&product.id));
        found.sort_by_key(|product| fit.iter().position(|id| *id == product.id));
    }
    found.truncate(wanted.max.unwrap_or(usize::MAX));
    let products: Vec<Page<'_>> = found.into_iter().map(|product| page(&shelf, product)).collect();
    Ok(Json(json!({ "products": products })))
}

pub(super) async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let shelf = app.shelf().await?;
    let product = app
        .catalogue
        .product(&id)
        .ok_or_else(|| ApiError::missing("product-not-found", "There is no such product."))?;
    Ok(Json(serde_json::to_value(page(&shelf, product))?))
}
