//! A product as the catalogue has it, and the choice of its variant.

use alloc::vec::Vec;

use super::caps::{Amount, Currency};
use super::cart::{Stock, Text};

/// An option of a product with its values: `Size` and `39`, `40`, ...
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Name.
    pub name: Text,
    /// Values, in the catalogue's order.
    pub values: Vec<Text>,
}

/// One buyable variant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// What the host gets first.
    pub id: Text,
    /// What the host gets third.
    pub external: Option<Text>,
    /// For each option of the product the index of its value.
    pub values: Vec<u8>,
    /// The values in words: `Size 42 · Pine green`.
    pub label: Text,
    /// Stock.
    pub stock: Stock,
    /// Its own picture, checked.
    pub image: Option<Text>,
}

/// Whether the host lets this product be added (`canAddToCart`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Permit {
    /// It does.
    Allowed,
    /// It does not, and may have said why.
    Refused(Option<Text>),
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Product {
    /// What the host gets first.
    pub id: Text,
    /// What the host gets third.
    pub external: Option<Text>,
    /// Name.
    pub name: Text,
    /// Formatted price today.
    pub price: Option<Text>,
    /// The same as a number, where it is known.
    pub amount: Option<Amount>,
    /// What it is in.
    pub currency: Currency,
    /// Formatted regular price, when it is higher.
    pub was: Option<Text>,
    /// Picture, checked.
    pub image: Option<Text>,
    /// Product page, checked.
    pub url: Option<Text>,
    /// Formatted rating (`4,6`) and the number of reviews.
    pub rating: Option<(Text, u32)>,
    /// Stock.
    pub stock: Stock,
    /// Options, none when the product itself is bought.
    pub options: Vec<Choice>,
    /// Variants, none when the product itself is bought.
    pub variants: Vec<Variant>,
    /// The host's word.
    pub permit: Permit,
}

/// What a choice of values comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// The product itself: it has no variants.
    Whole,
    /// This variant.
    Variant(usize),
    /// The option with this index still wants a value.
    Missing(usize),
    /// That combination is not sold.
    Gone,
}

impl Product {
    /// A product of which no more is known than its names, and those of the one variant it is about.
    #[must_use]
    pub fn bare(id: Text, external: Option<Text>, name: Text, variant: Option<Text>) -> Self {
        let mut variants = Vec::new();
        variants.extend(variant.map(|label| Variant {
            id: id.clone(),
            external: external.clone(),
            values: Vec::new(),
            label,
            stock: Stock::Unknown,
            image: None,
        }));
        Self {
            id,
            external,
            name,
            price: None,
            amount: None,
            currency: Currency::default(),
            was: None,
            image: None,
            url: None,
            rating: None,
            stock: Stock::Unknown,
            options: Vec::new(),
            variants,
            permit: Permit::Allowed,
        }
    }

    /// The only variant there is, if it stands for the product.
    #[must_use]
    pub fn sole(&self) -> Option<usize> {
        (!self.variants.is_empty()).then_some(0)
    }

    /// What the chosen values (one per option) come to.
    #[must_use]
    pub fn pick(&self, chosen: &[Option<u8>]) -> Picked {
        if self.variants.is_empty() {
            return Picked::Whole;
        }
        for at in 0..self.options.len() {
            if chosen.get(at).copied().flatten().is_none() {
                return Picked::Missing(at);
            }
        }
        let same = |variant: &Variant| {
            variant.values.iter().enumerate().all(|(at, value)| chosen.get(at).copied().flatten() == Some(*value))
        };
        match self.variants.iter().position(same) {
            Some(at) if self.variants.get(at).is_some_and(|variant| variant.stock != Stock::Out) => Picked::Variant(at),
            _ => Picked::Gone,
        }
    }

    /// The values to begin with: what a known variant says, and else what leaves no choice.
    #[must_use]
    pub fn start(&self, variant: Option<usize>) -> Vec<Option<u8>> {
        let known = variant.and_then(|at| self.variants.get(at));
        let mut chosen = Vec::new();
        for (at, option) in self.options.iter().enumerate() {
            let value = known.and_then(|variant| variant.values.get(at).copied());
            chosen.push(if value.is_none() && option.values.len() == 1 { Some(0) } else { value });
        }
        chosen
    }

    /// Whether this value of this option can still be bought, given the other chosen values.
    #[must_use]
    pub fn offers(&self, chosen: &[Option<u8>], option: usize, value: u8) -> bool {
        self.variants.iter().any(|variant| {
            variant.stock != Stock::Out
                && variant.values.iter().enumerate().all(|(at, has)| {
                    if at == option {
                        *has == value
                    } else {
                        chosen.get(at).copied().flatten().is_none_or(|wanted| wanted == *has)
                    }
                })
        })
    }
}
