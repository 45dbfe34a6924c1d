//! A product, its options and its variants, made from one entry of the catalogue's file.

use serde::{Deserialize, Serialize};

use super::{CatalogueError, Colour};

/// The shop's departments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Category {
    Footwear,
    Clothing,
    Packs,
    Camp,
}

impl Category {
    /// As it stands in an address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Footwear => "footwear",
            Self::Clothing => "clothing",
            Self::Packs => "packs",
            Self::Camp => "camp",
        }
    }
}

/// Something to choose: `Size` or `Colour`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its name.
    pub name: &'static str,
    /// What there is.
    pub values: Vec<String>,
}

/// One thing that can be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// For example `trail-runner-gtx--42-pine`; the product's own id when there is nothing to choose.
    pub id: String,
    /// Name and value of each choice, in the product's order.
    pub options: Vec<(&'static str, String)>,
    /// Its colour.
    pub colour: Colour,
    /// Its picture.
    pub image: String,
    /// Pieces on the first day.
    pub opening_stock: i64,
}

impl Variant {
    /// The value of one choice.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(option, _)| *option == name).map(|(_, value)| value.as_str())
    }

    /// `Size 42 · Pine green`; empty when there is nothing to choose.
    #[must_use]
    pub fn label(&self) -> String {
        let words: Vec<String> = self
            .options
            .iter()
            .map(|(name, value)| if *name == "Size" { format!("Size {value}") } else { value.clone() })
            .collect();
        words.join(" · ")
    }
}

/// A product of the catalogue.
#[derive(Debug, Clone)]
pub struct Product {
    /// A readable slug.
    pub id: String,
    /// As the shop shows it.
    pub name: String,
    /// The line below the name.
    pub subtitle: String,
    /// Two sentences.
    pub about: String,
    /// Department.
    pub category: Category,
    /// What it is, in words an agent looks for: `boot`, `tent`.
    pub kinds: Vec<String>,
    /// Colours, the first one first.
    pub colours: Vec<Colour>,
    /// Cents on the first day.
    pub price: i64,
    /// What it cost before, in cents.
    pub was: Option<i64>,
    /// `New`.
    pub tag: Option<String>,
    /// 0 to 5.
    pub rating: f64,
    /// How many reviews.
    pub reviews: u32,
    /// Weight.
    pub grams: u32,
    /// 0 to 3.
    pub warm: u8,
    /// Keeps water out, or takes no harm from it.
    pub waterproof: bool,
    /// `men`, `women`, `kids`.
    pub audience: Vec<String>,
    /// Further words to be found by.
    pub words: Vec<String>,
    /// Facts of the product page.
    pub facts: Vec<(String, String)>,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What can be bought; never empty.
    pub variants: Vec<Variant>,
}

impl Product {
    /// Its picture in the first colour.
    #[must_use]
    pub fn image(&self) -> &str {
        self.variants.first().map_or("", |variant| variant.image.as_str())
    }

    /// Its page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("/product.html?id={}", self.id)
    }

    /// How well it is liked, by rating and number of reviews: what stands first.
    #[must_use]
    pub fn renown(&self) -> f64 {
        self.rating * f64::from(self.reviews + 1).ln()
    }

    /// The weight as the product page shows it.
    #[must_use]
    pub fn weight(&self) -> String {
        let text = if self.grams < 1_000 {
            format!("{} g", self.grams)
        } else {
            format!("{},{} kg", self.grams / 1_000, self.grams % 1_000 / 100)
        };
        if self.category == Category::Footwear { format!("{text} each") } else { text }
    }
}

/// An entry of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: String,
    subtitle: String,
    category: Category,
    is: String,
    picture: String,
    colours: String,
    #[serde(default)]
    sizes: String,
    /// Sold out: `44`, `XL/clay`.
    #[serde(default)]
    out: String,
    /// Few left: `42:3`, `M/slate:1`, `*:3`.
    #[serde(default)]
    low: String,
    price: i64,
    was: Option<i64>,
    tag: Option<String>,
    rating: f64,
    reviews: u32,
    grams: u32,
    #[serde(default)]
    warm: u8,
    waterproof: bool,
    #[serde(rename = "for")]
    audience: String,
    words: String,
    about: String,
    facts: Vec<(String, String)>,
    #[serde(default)]
    litres: Option<u32>,
    #[serde(default)]
    persons: Option<u32>,
}

pub(super) fn read(text: &str) -> Result<Vec<Product>, CatalogueError> {
    let entries: Vec<Entry> = serde_json::from_str(text)?;
    entries.into_iter().map(product).collect()
}

fn product(entry: Entry) -> Result<Product, CatalogueError> {
    let colours: Vec<Colour> = list(&entry.colours)
        .into_iter()
        .map(|word| serde_json::from_value(serde_json::Value::String(word)))
        .collect::<Result<_, _>>()?;
    let sizes = list(&entry.sizes);
    let variants = variants(&entry, &sizes, &colours);
    let mut options = Vec::new();
    if !sizes.is_empty() {
        options.push(Choice { name: "Size", values: sizes });
    }
    if colours.len() > 1 {
        options.push(Choice { name: "Colour", values: colours.iter().map(|colour| colour.name().into()).collect() });
    }
    let mut words = list(&entry.words);
    words.extend(entry.litres.map(|litres| format!("{litres}l")));
    words.extend(entry.persons.map(|persons| format!("{persons}p")));
    Ok(Product {
        kinds: list(&entry.is),
        audience: list(&entry.audience),
        id: entry.id,
        name: entry.name,
        subtitle: entry.subtitle,
        about: entry.about,
        category: entry.category,
        colours,
        price: entry.price,
        was: entry.was,
        tag: entry.tag,
        rating: entry.rating,
        reviews: entry.reviews,
        grams: entry.grams,
        warm: entry.warm,
        waterproof: entry.waterproof,
        words,
        facts: entry.facts,
        options,
        variants,
    })
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn variants(entry: &Entry, sizes: &[String], colours: &[Colour]) -> Vec<Variant> {
    let several = colours.len() > 1;
    let sizes: Vec<Option<&String>> = if sizes.is_empty() { vec![None] } else { sizes.iter().map(Some).collect() };
    let mut variants = Vec::new();
    for &colour in colours {
        for size in &sizes {
            let mut parts = Vec::new();
            let mut options = Vec::new();
            if let Some(size) = size {
                parts.push(size.replace('–', "_").to_ascii_lowercase());
                options.push(("Size", (*size).clone()));
            }
            if several {
                parts.push(colour.slug().to_owned());
                options.push(("Colour", colour.name().to_owned()));
            }
            let id = if parts.is_empty() { entry.id.clone() } else { format!("{}--{}", entry.id, parts.join("-")) };
            let image = format!("/pictures/{}-{}.svg", entry.picture, colour.slug());
            let opening_stock = opening(entry, size.map(String::as_str), colour, variants.len());
            variants.push(Variant { id, options, colour, image, opening_stock });
        }
    }
    variants
}

fn opening(entry: &Entry, size: Option<&str>, colour: Colour, place: usize) -> i64 {
    let names = |mark: &str| match mark.split_once('/') {
        Some((of_size, of_colour)) => size == Some(of_size) && of_colour == colour.slug(),
        None => mark == "*" || size == Some(mark) || mark == colour.slug(),
    };
    if entry.out.split_whitespace().any(names) {
        return 0;
    }
    let low = entry.low.split_whitespace().filter_map(|mark| mark.split_once(':'));
    for (mark, left) in low {
        if names(mark) {
            return left.parse().unwrap_or(1);
        }
    }
    // Any steady number between 7 and 24 will do.
    7 + ((entry.id.len() * 7 + place * 5) % 18) as i64
}
