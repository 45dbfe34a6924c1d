//! What a product must be to be meant, and in which order such products come.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Colour, Product, Shelf, Variant};

use super::{
    tag::{Sort, Trait},
    words::words,
};

/// A description of products.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Any of these kinds.
    pub kinds: Vec<String>,
    /// A department, or `sale`.
    pub category: Option<String>,
    /// All of these properties.
    pub traits: Vec<Trait>,
    /// Any of these colours.
    pub colours: Vec<Colour>,
    /// Any of these sizes.
    pub sizes: Vec<String>,
    /// For whom.
    pub audience: Option<String>,
    /// All of these words.
    pub keywords: Vec<String>,
    /// All of these parts of a name.
    pub names: Vec<String>,
    /// None of these properties.
    pub not_traits: Vec<Trait>,
    /// None of these words.
    pub not_words: Vec<String>,
    /// The order.
    pub sort: Option<Sort>,
    /// Cents, at most.
    pub max: Option<i64>,
    /// Weighs at most so much.
    pub grams: Option<u32>,
    /// Cents, at least.
    pub min: Option<i64>,
}

impl Filter {
    /// Whether it describes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it says what the thing is, and not only how it should be.
    #[must_use]
    pub fn has_noun(&self) -> bool {
        !self.kinds.is_empty() || !self.names.is_empty() || self.category.is_some()
    }

    /// Whether it says something besides size and colour.
    #[must_use]
    pub fn describes(&self) -> bool {
        let rest = Self { colours: Vec::new(), sizes: Vec::new(), ..self.clone() };
        !rest.is_empty()
    }

    /// This one, with what the other says changed or added.
    #[must_use]
    pub fn refined(&self, by: &Self) -> Self {
        let longer =
            |one: &Vec<String>, other: &Vec<String>| if other.is_empty() { one.clone() } else { other.clone() };
        let mut traits = self.traits.clone();
        traits.extend(by.traits.iter().copied().filter(|wanted| !self.traits.contains(wanted)));
        Self {
            kinds: longer(&self.kinds, &by.kinds),
            category: by.category.clone().or_else(|| self.category.clone()),
            traits,
            colours: if by.colours.is_empty() { self.colours.clone() } else { by.colours.clone() },
            sizes: longer(&self.sizes, &by.sizes),
            audience: by.audience.clone().or_else(|| self.audience.clone()),
            keywords: longer(&self.keywords, &by.keywords),
            names: longer(&self.names, &by.names),
            not_traits: [self.not_traits.as_slice(), by.not_traits.as_slice()].concat(),
            not_words: [self.not_words.as_slice(), by.not_words.as_slice()].concat(),
            sort: by.sort.or(self.sort),
            max: by.max.or(self.max),
            grams: by.grams.or(self.grams),
            min: by.min.or(self.min),
        }
    }

    /// Whether a product is meant.
    #[must_use]
    pub fn fits(&self, shelf: &Shelf, product: &Product) -> bool {
        let price = shelf.price(product);
        self.names_it(product)
            && (self.kinds.is_empty() || self.kinds.iter().any(|kind| product.kinds.contains(kind)))
            && self.in_category(shelf, product)
            && self.traits.iter().all(|wanted| has_trait(shelf, product, *wanted))
            && !self.not_traits.iter().any(|unwanted| has_trait(shelf, product, *unwanted))
            && !self.not_words.iter().any(|word| says(product, word))
            && self.audience.as_ref().is_none_or(|whom| product.audience.contains(whom))
            && self.grams.is_none_or(|grams| product.grams <= grams)
            && self.max.is_none_or(|max| price <= max)
            && self.min.is_none_or(|min| price >= min)
            && (self.sizes.is_empty() && self.colours.is_empty()
                || shelf.buyable(product).any(|variant| self.fits_variant(product, variant)))
    }

    /// Whether a variant has one of the sizes and one of the colours.
    #[must_use]
    pub fn fits_variant(&self, product: &Product, variant: &Variant) -> bool {
        let sized = product.options.iter().any(|choice| choice.name == "Size");
        let size = self.sizes.is_empty()
            || (sized && variant.value("Size").is_some_and(|value| self.sizes.iter().any(|size| is_size(value, size))));
        size && (self.colours.is_empty() || self.colours.contains(&variant.colour))
    }

    fn names_it(&self, product: &Product) -> bool {
        if self.names.is_empty() && self.keywords.is_empty() {
            return true;
        }
        let name: Vec<String> = words(&product.name).into_iter().map(|word| word.text).collect();
        self.names.iter().all(|word| name.contains(word)) && self.keywords.iter().all(|word| says(product, word))
    }

    fn in_category(&self, shelf: &Shelf, product: &Product) -> bool {
        match self.category.as_deref() {
            None => true,
            Some("sale") => shelf.was(product).is_some(),
            Some(category) => product.category.slug() == category,
        }
    }

    /// The products that are meant, the best first.
    #[must_use]
    pub fn find<'s>(&self, shelf: &'s Shelf) -> Vec<&'s Product> {
        let mut found: Vec<&Product> =
            shelf.catalogue.products().iter().filter(|product| self.fits(shelf, product)).collect();
        // What is made for children only is meant only when it is said.
        let grown_up = |product: &&Product| product.audience.iter().any(|whom| whom != "kids");
        if self.audience.is_none() && self.names.is_empty() && found.iter().any(grown_up) {
            found.retain(grown_up);
        }
        self.order(shelf, &mut found);
        found
    }

    /// Puts products in order.
    pub fn order(&self, shelf: &Shelf, products: &mut [&Product]) {
        products.sort_by(|one, other| {
            let rank = |product: &Product| -> f64 {
                match self.sort {
                    Some(Sort::Cheapest | Sort::Cheaper) => shelf.price(product) as f64,
                    Some(Sort::Dearest) => -(shelf.price(product) as f64),
                    Some(Sort::Lightest | Sort::Lighter) => f64::from(product.grams),
                    Some(Sort::Warmest | Sort::Warmer) => -f64::from(product.warm),
                    Some(Sort::Best) => -product.rating,
                    None => 0.0,
                }
            };
            let gone = |product: &Product| !shelf.in_stock(product);
            gone(one)
                .cmp(&gone(other))
                .then(rank(one).total_cmp(&rank(other)))
                .then(other.renown().total_cmp(&one.renown()))
        });
    }
}

/// Whether a word stands in the name, below it, or among the words by which the product is found.
fn says(product: &Product, word: &str) -> bool {
    product.words.iter().any(|known| known == word)
        || words(&product.name).iter().any(|part| part.text == word)
        || words(&product.subtitle).iter().any(|part| part.text == word)
}

fn has_trait(shelf: &Shelf, product: &Product, wanted: Trait) -> bool {
    match wanted {
        Trait::Waterproof => product.waterproof,
        // What is light for a tent is not light for a sock: `Light` is an order, see `Reading`.
        Trait::Light => true,
        Trait::Warm => product.warm >= 2,
        Trait::Reduced => shelf.was(product).is_some(),
    }
}

/// Whether a size of the catalogue is the one that was asked for; `39–42` is 42 as well.
#[must_use]
pub fn is_size(value: &str, asked: &str) -> bool {
    if value.eq_ignore_ascii_case(asked) {
        return true;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let range = value.split_once('–').and_then(|(low, high)| Some(number(low)?..=number(high)?));
    range.zip(number(asked)).is_some_and(|(range, asked)| range.contains(&asked))
}
