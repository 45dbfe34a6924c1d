//! Which product or which line of the cart is meant.

use handcart::contract::dialect::neuroon::{CartSnapshot, CartSnapshotItem};

use crate::catalogue::{Product, Shelf};

use super::{
    filter::Filter,
    memory::Memory,
    mention::Mention,
    tag::Sort,
    words::{fold, words},
};

/// What was found for a mention.
#[derive(Debug, Clone)]
pub enum Found<'s> {
    /// These, all of them.
    These(Vec<&'s Product>),
    /// One of these; which one is not said.
    OneOf(Vec<&'s Product>),
    /// A place in a list that is not so long.
    NoSuchPlace,
    /// Nothing was shown or spoken of yet.
    Nothing,
    /// Nothing in the shop is like this.
    Unlike,
}

/// The products that a mention means.
#[must_use]
pub fn products<'s>(shelf: &'s Shelf, memory: &Memory, mention: &Mention) -> Found<'s> {
    let shown: Vec<&Product> = memory.shown.iter().filter_map(|id| shelf.catalogue.product(id)).collect();
    let focus = memory.focus.as_deref().and_then(|id| shelf.catalogue.product(id));
    // Size and colour choose a variant of what is meant; they do not say what is meant.
    let looks = Filter { sizes: Vec::new(), sort: None, ..mention.filter.clone() };
    let plain = Filter { colours: Vec::new(), ..looks.clone() };
    let among = |list: &[&'s Product], filter: &Filter| -> Vec<&'s Product> {
        list.iter().copied().filter(|product| filter.fits(shelf, product)).collect()
    };
    if !mention.ordinals.is_empty() {
        return places(&shown, &among(&shown, &plain), &mention.ordinals);
    }
    if mention.all && !mention.cart {
        let list = among(&shown, &plain);
        return if list.is_empty() { Found::Nothing } else { Found::These(list) };
    }
    if let Some(sort) = mention.filter.sort.filter(|_| mention.one || mention.definite) {
        let mut list = among(&shown, &plain);
        if list.is_empty() {
            list = among(&shelf.catalogue.products().iter().collect::<Vec<_>>(), &plain);
        }
        let sort = if sort == Sort::Cheaper { Sort::Cheapest } else { sort };
        Filter { sort: Some(sort), ..Filter::default() }.order(shelf, &mut list);
        return list.first().map_or(Found::Unlike, |best| Found::These(vec![best]));
    }
    if mention.other && !mention.colour_word && !plain.has_noun() {
        let rest: Vec<&Product> =
            shown.iter().copied().filter(|product| focus.is_none_or(|focus| focus.id != product.id)).collect();
        return one_or_more(rest, focus);
    }
    if !plain.is_empty() {
        return described(shelf, &shown, focus, mention, &looks, &plain);
    }
    if let Some(focus) = focus {
        let other = mention.one && !looks.is_empty() && !looks.fits(shelf, focus);
        if !other {
            return Found::These(vec![focus]);
        }
    }
    let list = if looks.is_empty() { shown.clone() } else { among(&shown, &looks) };
    one_or_more(list, None)
}

fn places<'s>(shown: &[&'s Product], fitting: &[&'s Product], ordinals: &[i32]) -> Found<'s> {
    if shown.is_empty() {
        return Found::Nothing;
    }
    let list = if fitting.is_empty() { shown } else { fitting };
    let mut found: Vec<&Product> = Vec::new();
    for ordinal in ordinals {
        let place = match usize::try_from(*ordinal) {
            Ok(place) => place.checked_sub(1),
            Err(_) => list.len().checked_sub(ordinal.unsigned_abs() as usize),
        };
        let Some(product) = place.and_then(|place| list.get(place)) else { return Found::NoSuchPlace };
        if !found.iter().any(|known| known.id == product.id) {
            found.push(product);
        }
    }
    Found::These(found)
}

/// By what it is: first among what was shown, then in the whole shop.
fn described<'s>(
    shelf: &'s Shelf,
    shown: &[&'s Product],
    focus: Option<&'s Product>,
    mention: &Mention,
    looks: &Filter,
    plain: &Filter,
) -> Found<'s> {
    let everything: Vec<&Product> = shelf.catalogue.products().iter().collect();
    let named = !plain.names.is_empty();
    let tries: &[(&[&'s Product], &Filter)] = if named {
        &[(&everything, looks), (&everything, plain)]
    } else if mention.one || mention.definite || mention.pronoun {
        &[(shown, looks), (shown, plain), (&everything, looks), (&everything, plain)]
    } else {
        &[(shown, looks), (&everything, looks), (&everything, plain)]
    };
    for (list, filter) in tries {
        let mut fitting: Vec<&Product> = list.iter().copied().filter(|product| filter.fits(shelf, product)).collect();
        if fitting.is_empty() {
            continue;
        }
        if named && fitting.len() > 1 {
            let known: Vec<&Product> =
                fitting.iter().copied().filter(|product| shown.iter().any(|one| one.id == product.id)).collect();
            if !known.is_empty() {
                fitting = known;
            }
            if let Some(exact) = exact(&fitting, plain) {
                return Found::These(vec![exact]);
            }
        }
        if fitting.len() > 1 && !std::ptr::eq(*list, shown) {
            Filter { audience: plain.audience.clone(), ..Filter::default() }.order(shelf, &mut fitting);
        }
        return one_or_more(fitting, focus.filter(|_| mention.definite || mention.pronoun));
    }
    Found::Unlike
}

/// The one whose name says nothing more than what was said: `Thermoflasche Firn`, not `Thermoflasche Firn Groß`.
fn exact<'s>(list: &[&'s Product], filter: &Filter) -> Option<&'s Product> {
    let strange = |product: &Product| {
        words(&product.name)
            .into_iter()
            .filter(|word| !filter.names.contains(&word.text) && !filter.keywords.contains(&word.text))
            .count()
    };
    let least = list.iter().map(|product| strange(product)).min()?;
    let mut best = list.iter().copied().filter(|product| strange(product) == least);
    let first = best.next()?;
    best.next().is_none().then_some(first)
}

fn one_or_more<'s>(list: Vec<&'s Product>, focus: Option<&'s Product>) -> Found<'s> {
    if let Some(focus) = focus
        && list.len() > 1
        && list.iter().any(|product| product.id == focus.id)
    {
        return Found::These(vec![focus]);
    }
    match list.len() {
        0 => Found::Nothing,
        1 => Found::These(list),
        _ => Found::OneOf(list),
    }
}

/// The product behind a line of the cart.
#[must_use]
pub fn product_of<'s>(shelf: &'s Shelf, line: &CartSnapshotItem) -> Option<&'s Product> {
    shelf
        .catalogue
        .of_variant(&line.id)
        .or_else(|| line.external_id.as_deref().and_then(|id| shelf.catalogue.of_variant(id)))
        .or_else(|| shelf.catalogue.products().iter().find(|product| product.name == line.name))
}

/// The lines of the cart that a mention means; all of them when it does not say which.
#[must_use]
pub fn lines<'c>(
    shelf: &Shelf,
    memory: &Memory,
    cart: &'c CartSnapshot,
    mention: &Mention,
) -> Vec<&'c CartSnapshotItem> {
    let all: Vec<&CartSnapshotItem> = cart.items.iter().collect();
    let of = |id: &str| -> Vec<&'c CartSnapshotItem> {
        all.iter().copied().filter(|line| product_of(shelf, line).is_some_and(|product| product.id == id)).collect()
    };
    let plain = Filter { colours: Vec::new(), sizes: Vec::new(), sort: None, ..mention.filter.clone() };
    let narrowed = |list: Vec<&'c CartSnapshotItem>| -> Vec<&'c CartSnapshotItem> {
        let fitting: Vec<_> = list.iter().copied().filter(|line| is_variant(shelf, line, &mention.filter)).collect();
        if fitting.is_empty() { list } else { fitting }
    };
    if !mention.ordinals.is_empty() {
        let mut found = Vec::new();
        for ordinal in &mention.ordinals {
            let shown = usize::try_from(*ordinal).ok().and_then(|place| memory.shown.get(place.checked_sub(1)?));
            let by_list = shown.filter(|_| !mention.cart).map(|id| of(id)).unwrap_or_default();
            let place = match usize::try_from(*ordinal) {
                Ok(place) => place.checked_sub(1),
                Err(_) => all.len().checked_sub(ordinal.unsigned_abs() as usize),
            };
            match by_list.as_slice() {
                [] => found.extend(place.and_then(|place| all.get(place).copied())),
                some => found.extend(some.iter().copied()),
            }
        }
        return found;
    }
    if !plain.is_empty() {
        let mut list: Vec<&CartSnapshotItem> = all
            .iter()
            .copied()
            .filter(|line| match product_of(shelf, line) {
                Some(product) => plain.fits(shelf, product),
                None => is_named(line, &plain),
            })
            .collect();
        if list.len() > 1 && !plain.names.is_empty() {
            let products: Vec<_> = list.iter().filter_map(|line| product_of(shelf, line)).collect();
            if let Some(exact) = exact(&products, &plain) {
                list.retain(|line| product_of(shelf, line).is_some_and(|product| product.id == exact.id));
            }
        }
        return narrowed(list);
    }
    if let Some(focus) = &memory.focus {
        let list = of(focus);
        let variant = memory.variant.as_deref().and_then(|id| shelf.catalogue.variant(id));
        if mention.filter.is_empty()
            && list.len() > 1
            && let Some((_, variant)) = variant
        {
            let same: Vec<_> = list
                .iter()
                .copied()
                .filter(|line| {
                    line.id == variant.id || line.variant.as_deref().is_some_and(|text| holds(text, variant))
                })
                .collect();
            if !same.is_empty() {
                return same;
            }
        }
        if !list.is_empty() {
            return narrowed(list);
        }
        if mention.filter.is_empty() && cart.items.len() != 1 {
            return list;
        }
    }
    let list: Vec<_> = all.iter().copied().filter(|line| is_variant(shelf, line, &mention.filter)).collect();
    list
}

fn holds(text: &str, variant: &crate::catalogue::Variant) -> bool {
    let text = fold(text);
    variant.options.iter().all(|(_, value)| text.contains(&fold(value)))
}

/// Whether the line is of the size and the colour that were said.
fn is_variant(shelf: &Shelf, line: &CartSnapshotItem, filter: &Filter) -> bool {
    if filter.sizes.is_empty() && filter.colours.is_empty() {
        return true;
    }
    if let Some((product, variant)) = shelf.catalogue.variant(&line.id)
        && !variant.options.is_empty()
    {
        return filter.fits_variant(product, variant);
    }
    let text = fold(line.variant.as_deref().unwrap_or(""));
    let said: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
    let size = filter.sizes.is_empty()
        || filter.sizes.iter().any(|size| {
            said.iter().any(|word| super::filter::is_size(&word.replace('-', "–"), size) || *word == fold(size))
        });
    let alone = product_of(shelf, line).and_then(|product| match product.colours.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    let colour = filter.colours.is_empty()
        || filter.colours.iter().any(|colour| text.contains(colour.slug()) || alone == Some(*colour));
    size && colour
}

fn is_named(line: &CartSnapshotItem, filter: &Filter) -> bool {
    let name: Vec<String> = words(&line.name).into_iter().map(|word| word.text).collect();
    let said = filter.names.iter().chain(&filter.keywords).chain(&filter.kinds);
    let mut some = false;
    for word in said {
        some = true;
        if !name.iter().any(|part| part.contains(word.as_str())) {
            return false;
        }
    }
    some
}
