//! Which variant of a product: from what was said to one that can be bought, or to a question.

use crate::catalogue::{Colour, Product, Shelf, Variant};

use super::filter::{Filter, is_size};

/// What is known about the variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick<'p> {
    /// This one, and it can be bought.
    This(&'p Variant),
    /// A choice is open: its name, and the values that can be bought.
    Open(&'static str, Vec<String>),
    /// What was asked for is sold out: its words, and the values nearest to it that can be bought.
    SoldOut(String, Vec<String>),
    /// The product is not made like this: the words, and what there is.
    NotMade(String, Vec<String>),
    /// Nothing of the product can be bought.
    Gone,
}

/// Picks a variant by sizes and colours.
#[must_use]
pub fn pick<'p>(shelf: &Shelf, product: &'p Product, asked: &Filter, any: bool) -> Pick<'p> {
    let has = |name: &str| product.options.iter().any(|choice| choice.name == name);
    if !shelf.in_stock(product) {
        return Pick::Gone;
    }
    let sizes: &[String] = if has("Size") { &asked.sizes } else { &[] };
    if let Some(strange) = strange_size(product, sizes) {
        return Pick::NotMade(format!("size {strange}"), values(shelf, product, "Size", &Filter::default()));
    }
    if !asked.colours.is_empty() && !product.colours.iter().any(|colour| asked.colours.contains(colour)) {
        let made = product.colours.iter().map(|colour| colour.name().to_owned()).collect();
        return Pick::NotMade(colour_words(&asked.colours), made);
    }
    let wanted = Filter { sizes: sizes.to_vec(), colours: asked.colours.clone(), ..Filter::default() };
    let made: Vec<&Variant> = product.variants.iter().filter(|variant| wanted.fits_variant(product, variant)).collect();
    let buyable: Vec<&Variant> = made.iter().copied().filter(|variant| shelf.left(variant) > 0).collect();
    match buyable.as_slice() {
        [] => sold_out(shelf, product, &wanted),
        [only] => Pick::This(only),
        [first, ..] if any => Pick::This(first),
        [first, rest @ ..] => {
            let open = product
                .options
                .iter()
                .find(|choice| rest.iter().any(|variant| variant.value(choice.name) != first.value(choice.name)));
            match open {
                Some(choice) => Pick::Open(choice.name, values(shelf, product, choice.name, &wanted)),
                None => Pick::This(first),
            }
        }
    }
}

/// The values of a choice that can be bought, given the rest.
#[must_use]
pub fn values(shelf: &Shelf, product: &Product, name: &str, given: &Filter) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let Some(choice) = product.options.iter().find(|choice| choice.name == name) else { return values };
    for value in &choice.values {
        let can = shelf
            .buyable(product)
            .any(|variant| variant.value(name) == Some(value) && given.fits_variant(product, variant));
        if can {
            values.push(value.clone());
        }
    }
    values
}

fn strange_size<'a>(product: &Product, sizes: &'a [String]) -> Option<&'a String> {
    let choice = product.options.iter().find(|choice| choice.name == "Size")?;
    sizes.iter().find(|size| !choice.values.iter().any(|value| is_size(value, size)))
}

fn sold_out<'p>(shelf: &Shelf, product: &'p Product, wanted: &Filter) -> Pick<'p> {
    let mut words = Vec::new();
    words.extend(wanted.sizes.iter().map(|size| format!("size {size}")));
    if !wanted.colours.is_empty() && product.colours.len() > 1 {
        words.push(colour_words(&wanted.colours));
    }
    let same_colour = Filter { sizes: Vec::new(), ..wanted.clone() };
    let mut near = values(shelf, product, "Size", &same_colour);
    if let (Some(choice), Some(asked)) =
        (product.options.iter().find(|choice| choice.name == "Size"), wanted.sizes.first())
    {
        let place = |value: &String| choice.values.iter().position(|known| known == value).unwrap_or(0);
        let at = choice.values.iter().position(|value| is_size(value, asked)).unwrap_or(0);
        near.sort_by_key(|value| place(value).abs_diff(at));
        near.truncate(3);
        near.sort_by_key(place);
    }
    if near.is_empty() {
        let same_size = Filter { colours: Vec::new(), ..wanted.clone() };
        near = values(shelf, product, "Colour", &same_size);
    }
    Pick::SoldOut(words.join(" in "), near)
}

/// `green`, `Clay`.
#[must_use]
pub fn colour_words(colours: &[Colour]) -> String {
    match colours {
        [Colour::Pine, Colour::Moss] => "green".to_owned(),
        [Colour::Sky, Colour::Ink, Colour::Slate] => "blue".to_owned(),
        [Colour::Berry, Colour::Clay] => "red".to_owned(),
        [Colour::Clay, Colour::Sand] => "brown".to_owned(),
        [Colour::Ochre, Colour::Clay] => "orange".to_owned(),
        [first, ..] => first.name().to_lowercase(),
        [] => String::new(),
    }
}
