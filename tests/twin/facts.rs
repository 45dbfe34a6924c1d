//! The shop's facts: counting pieces, finding lines, an action said in them, and what the cart before and after say of it.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::caps::PARTS;
use handcart::engine::cart::{Cart, Key, Line, Stock, Text};
use handcart::engine::clock::Policy;
use handcart::engine::event::Said;
use handcart::engine::outcome::{Code, Deed, Goes, Verdict};
use handcart::engine::product::{Permit, Product};
use handcart::engine::row::Tick;

use super::changes::Job;
use super::plans;

/// The one line with this key.
pub fn line(cart: Option<&Rc<Cart>>, key: Key) -> Option<&Rc<Line>> {
    let all: Vec<_> = cart?.lines.iter().filter(|line| line.key == Some(key)).collect();
    if let [line] = all.as_slice() { Some(line) } else { None }
}

/// Pieces of a product in the cart; of all of them without one.
pub fn pieces(cart: &Cart, product: Option<&str>) -> u32 {
    let lines = cart.lines.iter().filter(|line| product.is_none_or(|product| *line.product == *product));
    lines.filter_map(|line| line.quantity).sum()
}

/// What the host would be given first for this product in this variant.
pub fn bought(product: &Product, variant: Option<usize>) -> &Text {
    variant.map_or(&product.id, |at| &product.variants[at].id)
}

/// The values to begin with: where there is one only, that.
pub fn first_values(product: &Product) -> Vec<Option<u8>> {
    product.options.iter().map(|option| (option.values.len() == 1).then_some(0)).collect()
}

/// The variant that chosen values come to: `Ok(None)` where there are none to choose, `Err` while one is missing or the
/// combination cannot be bought.
pub fn variant_of(product: &Product, chosen: &[Option<u8>]) -> Result<Option<usize>, ()> {
    if product.variants.is_empty() {
        return Ok(None);
    }
    let values: Option<Vec<u8>> = chosen.iter().copied().collect();
    let values = values.ok_or(())?;
    let at = product.variants.iter().position(|variant| variant.values == values).ok_or(())?;
    if product.variants[at].stock == Stock::Out { Err(()) } else { Ok(Some(at)) }
}

/// What is to be chosen on a card for this action: nothing, where it names its variant.
pub fn choosing(action: &Action) -> Option<(Rc<Product>, Vec<Option<u8>>)> {
    match action {
        Action::Add { product, variant: None, .. } if !product.options.is_empty() => {
            Some((product.clone(), first_values(product)))
        }
        // Or names one that is sold out.
        Action::Add { product, variant: Some(at), .. } if product.variants[*at].stock == Stock::Out => {
            Some((product.clone(), product.variants[*at].values.iter().copied().map(Some).collect()))
        }
        _ => None,
    }
}

/// Whether both do the same to the same article.
pub fn same_change(a: &Action, b: &Action) -> bool {
    match (a, b) {
        (Action::Add { product, quantity, .. }, Action::Add { product: other, quantity: pieces, .. }) => {
            (&product.id, quantity) == (&other.id, pieces)
        }
        (Action::Plan(_) | Action::Clear | Action::Checkout, _) => false,
        _ => a == b,
    }
}

/// A line as a clear lists it.
pub fn goes(line: &Line) -> Goes {
    let Line { key, image, name, variant, quantity, .. } = line.clone();
    Goes { key, image, name, variant, quantity }
}

/// Whether an action can be offered, and done, with this cart.
pub fn applies(action: &Action, cart: Option<&Rc<Cart>>, rules: &Policy) -> Result<(), Code> {
    match action {
        Action::Add { product, quantity, variant } => match product.permit {
            Permit::Refused(_) => Err(Code::NotSupported),
            Permit::Allowed if *quantity == 0 || *quantity > rules.most => Err(Code::Policy),
            Permit::Allowed if variant.is_some_and(|at| at >= product.variants.len()) => Err(Code::VariantRequired),
            Permit::Allowed => Ok(()),
        },
        Action::SetQuantity { key, quantity } => {
            let line = line(cart, *key).ok_or(Code::LineNotFound)?;
            let had = line.quantity.ok_or(Code::LineNotFound)?;
            if *quantity == 0 || *quantity > had.max(rules.most) {
                return Err(Code::Policy);
            }
            let beyond = *quantity > had && line.max.is_some_and(|max| *quantity > max);
            if beyond { Err(Code::QuantityExceeded) } else { Ok(()) }
        }
        Action::Remove { key } => line(cart, *key).map(drop_it).ok_or(Code::LineNotFound),
        Action::Clear if cart.is_none_or(|cart| cart.lines.is_empty()) => Err(Code::LineNotFound),
        Action::SetCountry(country) => {
            let listed = cart.and_then(|cart| cart.shipping.as_ref()).map_or(&[][..], |shipping| &shipping.countries);
            let known = listed.is_empty() || listed.iter().any(|(code, _)| code == country);
            if known { Ok(()) } else { Err(Code::InvalidCountry) }
        }
        Action::Plan(steps) => steps.iter().try_for_each(|step| match step {
            Action::Add { .. } | Action::SetQuantity { .. } | Action::Remove { .. } => applies(step, cart, rules),
            _ => Err(Code::NotSupported),
        }),
        Action::Clear | Action::Checkout => Ok(()),
    }
}

fn drop_it<T>(_: T) {}

/// Whether the host lets this be proposed: of a plan every row.
pub fn allowed(action: &Action, rules: &Policy) -> bool {
    let names = &rules.caps.actions;
    match action {
        _ if names.is_empty() => true,
        Action::Plan(steps) => steps.iter().all(|step| allowed(step, rules)),
        _ => names.iter().any(|name| **name == *action.name()),
    }
}

/// Whether what a deed would lead to is above a cap. Only what adds pieces can be; what is not known is.
pub fn above(deed: &Deed, cart: Option<&Rc<Cart>>, rules: &Policy) -> bool {
    let caps = &rules.caps;
    let parts: Vec<&Deed> = match &deed.action {
        Action::Plan(_) => deed.rows.iter().filter(|row| row.tick != Tick::Gone).map(|row| &*row.deed).collect(),
        _ => vec![deed],
    };
    let parts: Vec<&Deed> = parts.into_iter().filter(|part| part.after > part.before).collect();
    let price = |part: &Deed| match &part.action {
        Action::Add { product, variant, .. } => {
            let id = bought(product, *variant);
            let held = cart?.lines.iter().filter(|line| line.product == *id).map(|line| line.amount);
            held.chain([product.amount]).collect::<Option<Vec<_>>>()?.into_iter().max()
        }
        Action::SetQuantity { key, .. } => line(cart, *key)?.amount,
        _ => None,
    };
    let dear = |part: &&Deed| {
        let limit = caps.line.unwrap_or(i64::MAX);
        caps.line.is_some() && price(part).is_none_or(|price| price * i64::from(part.after) > limit)
    };
    let many = |part: &&Deed| part.after > caps.quantity;
    let gained: Option<i64> = parts.iter().map(|part| Some(price(part)? * i64::from(part.after - part.before))).sum();
    let worth = cart.map(|cart| if cart.lines.is_empty() { 0.0 } else { cart.amounts.total.unwrap_or(f64::INFINITY) });
    let whole = caps.cart.is_some_and(|limit| {
        let sum = gained.zip(worth).map(|(gained, worth)| gained as f64 + worth * PARTS as f64);
        !parts.is_empty() && sum.is_none_or(|sum| sum > limit as f64)
    });
    parts.iter().any(|part| dear(part) || many(part)) || whole
}

/// An action in the shop's facts.
pub fn deed(action: &Action, cart: Option<&Rc<Cart>>, rules: &Policy) -> Deed {
    let count = cart.map_or(0, |cart| cart.count);
    let plain = Deed {
        action: action.clone(),
        name: "".into(),
        variant: None,
        image: None,
        url: None,
        line: None,
        stock: Stock::Unknown,
        price: None,
        was: None,
        before: 0,
        after: 0,
        unusual: false,
        total_now: cart.map(|cart| cart.total.clone()),
        count_now: count,
        goes: Vec::new(),
        rows: Vec::new(),
        country_before: cart.and_then(|cart| cart.country()),
    };
    match action {
        Action::Add { product, variant, quantity } => {
            let chosen = variant.map(|at| &product.variants[at]);
            let before = cart.map_or(0, |cart| pieces(cart, Some(bought(product, *variant))));
            Deed {
                name: product.name.clone(),
                variant: chosen.map(|variant| variant.label.clone()),
                image: chosen.and_then(|variant| variant.image.clone()).or(product.image.clone()),
                url: product.url.clone(),
                stock: chosen.map_or(product.stock, |variant| variant.stock),
                price: product.price.clone(),
                was: product.was.clone(),
                before,
                after: before + quantity,
                unusual: *quantity > 10,
                ..plain
            }
        }
        Action::SetQuantity { key, .. } | Action::Remove { key } => {
            let Some(line) = line(cart, *key) else { return plain };
            let before = line.quantity.unwrap_or(0);
            let after = if let Action::SetQuantity { quantity, .. } = action { *quantity } else { 0 };
            Deed {
                name: line.name.clone(),
                variant: line.variant.clone(),
                image: line.image.clone(),
                url: line.url.clone(),
                line: Some(line.key_text.clone()),
                stock: line.stock,
                price: Some(line.price.clone()),
                was: line.was.clone(),
                before,
                after,
                // Above ten, or more than double; up to three is never much.
                unusual: after > before && (after > 10 || after > 3 && after > 2 * before),
                ..plain
            }
        }
        Action::Clear => {
            let goes = cart.iter().flat_map(|cart| &cart.lines).map(|line| goes(line)).collect();
            Deed { goes, before: count, ..plain }
        }
        Action::Plan(steps) => Deed { before: count, after: count, rows: plans::rows(steps, cart, rules), ..plain },
        Action::SetCountry(_) | Action::Checkout => plain,
    }
}

/// What really happened, and how many pieces came or went: by the cart before and after (and by nothing else, if both are
/// known). With an adjusted quantity of a line the outcome says how many there are now, of how many wanted.
pub fn verdict(job: &Job, after: Option<&Rc<Cart>>) -> (Verdict, i64) {
    let Some(begun) = &job.begun else { return (Verdict::Unknown, 0) };
    let (Some(before), Some(after)) = (&begun.before, after) else { return (Verdict::Unknown, 0) };
    let answer = begun.answers.last().cloned().flatten();
    let no = answer.as_ref().filter(|answer| answer.said == Said::No).map(|no| no.code.unwrap_or(Code::HostError));
    let nothing = match answer {
        None => Verdict::Unknown,
        Some(_) => Verdict::Rejected(no.unwrap_or(Code::NotApplied)),
    };
    let of = |cart: &Cart, product: Option<&str>| i64::from(pieces(cart, product));
    let (asked, got, said) = match &job.deed.action {
        Action::Add { product, variant, quantity } => {
            let yes = answer.as_ref().is_some_and(|answer| answer.said == Said::Yes);
            let got = came(before, after, bought(product, *variant), *quantity, yes);
            (i64::from(*quantity), got, (i64::from(*quantity), got))
        }
        Action::SetQuantity { key, .. } | Action::Remove { key } => {
            let wanted =
                if let Action::SetQuantity { quantity, .. } = job.deed.action { i64::from(quantity) } else { 0 };
            let Some(line) = line(Some(before), *key) else { return (Verdict::Unknown, 0) };
            let (had, has) = (of(before, Some(&line.product)), of(after, Some(&line.product)));
            (wanted - had, has - had, (wanted, has))
        }
        Action::Clear => {
            let (had, has) = (of(before, None), of(after, None));
            (-had, has - had, (had, had - has))
        }
        Action::SetCountry(country) if after.country() == Some(*country) => return (Verdict::Applied, 0),
        Action::SetCountry(_) => return (nothing, 0),
        Action::Plan(_) | Action::Checkout => return (Verdict::Unknown, 0),
    };
    let number = |pieces: i64| u32::try_from(pieces.max(0)).unwrap_or(u32::MAX);
    match got {
        _ if got == asked => (Verdict::Applied, got),
        0 => (nothing, 0),
        _ => (Verdict::Adjusted { asked: number(said.0), got: number(said.1) }, got),
    }
}

/// Pieces of an article that came. If it is in neither cart, a yes with one new article of just so many pieces is it.
fn came(before: &Cart, after: &Cart, product: &str, asked: u32, yes: bool) -> i64 {
    let has = |cart: &Cart| cart.lines.iter().any(|line| *line.product == *product);
    if has(before) || has(after) {
        return i64::from(pieces(after, Some(product))) - i64::from(pieces(before, Some(product)));
    }
    let new = |line: &&Rc<Line>| !before.lines.iter().any(|other| other.product == line.product);
    let new: Vec<_> = after.lines.iter().filter(new).collect();
    match new.as_slice() {
        [line] if yes && line.quantity == Some(asked) => i64::from(asked),
        _ => 0,
    }
}
