//! Products as the catalogue has them: a row of cards, or a list.

use super::act::Act;
use super::icon::{Icon, icon};
use super::look::{Cx, digits};
use super::node::{El, Node, Str, el};
use super::parts::{button, choices, link, picture, price, stock, was};
use super::words::W;
use crate::engine::cart::{Stock, Text};
use crate::engine::product::{Permit, Picked, Product};
use crate::engine::view::{EntryId, Offer};

/// The products of one entry: cards where there is something to choose, else a list.
#[must_use]
pub fn products(cx: &Cx, entry: EntryId, offers: &[Offer]) -> El {
    let count = u32::try_from(offers.len()).unwrap_or(u32::MAX);
    let cards = offers.iter().any(|offer| !offer.product.options.is_empty());
    let list = if cards { el("ul", "hc-rail").a("tabindex", "0") } else { el("ul", "hc-list") };
    let each = |(offer, at)| if cards { card(cx, entry, at, offer) } else { row(cx, entry, at, offer) };
    list.a("aria-label", cx.n(W::Products, count, &[])).all(offers.iter().zip(0..).map(each).map(Node::from))
}

fn name(cx: &Cx, product: &Product) -> El {
    match &product.url {
        Some(url) => {
            let name = link(cx, "", url).put(&product.name);
            el("h3", "").maybe("lang", cx.look.names.as_ref()).put(name)
        }
        None => cx.named("h3", "", &product.name),
    }
}

fn card(cx: &Cx, entry: EntryId, at: u32, offer: &Offer) -> El {
    let product = &*offer.product;
    let picture = picture(product.image.as_ref());
    let picture = match &product.url {
        Some(url) => link(cx, "", url).a("tabindex", "-1").a("aria-hidden", "true").put(picture),
        None => picture,
    };
    let prices = el("p", "hc-row")
        .put(product.price.as_ref().map(|amount| el("span", "hc-b").put(price(amount))))
        .put(product.was.as_ref().map(|amount| was(cx, "hc-was", W::Was, amount)));
    let rating = product.rating.as_ref().map(|(rating, count)| stars(cx, rating, *count));
    let short = stock(cx, product.stock).filter(|_| product.stock != Stock::In);
    let more = (rating.is_some() || short.is_some()).then(|| el("p", "hc-row hc-s").put(rating).put(short));
    let options = product.options.iter().zip(0..).filter(|(option, _)| option.values.len() > 1);
    let options = options.map(|(option, option_at)| {
        let title = cx.f(W::OptionOf, &[("option", &option.name), ("name", &product.name)]);
        let mut group = String::from("hc-o");
        for number in [entry.0, at, option_at] {
            group.push('-');
            group.push_str(&digits(number));
        }
        let place = usize::try_from(option_at).unwrap_or(usize::MAX);
        let chosen = offer.chosen.get(place).copied().flatten();
        let legend = el("legend", "hc-vh").put(title);
        let act = |value| Act::Choose(entry.0, at, option_at, value);
        let sold = |value| product.offers(&offer.chosen, place, value);
        Node::from(choices(legend, group, &option.values, chosen, sold, act))
    });
    let options = el("div", "hc-opts").all(options);
    let words = el("div", "")
        .put(name(cx, product))
        .put(prices)
        .put(more)
        .put((!options.kids.is_empty()).then_some(options))
        .put(deed(cx, entry, at, offer, "hc-btn"));
    el("li", "hc-prod").key(at + 1).put(picture).put(words)
}

fn row(cx: &Cx, entry: EntryId, at: u32, offer: &Offer) -> El {
    let product = &*offer.product;
    let prices = el("p", "hc-row")
        .put(product.price.as_ref().map(|amount| el("span", "").put(price(amount))))
        .put(product.was.as_ref().map(|amount| was(cx, "hc-was hc-s", W::Was, amount)));
    let short = stock(cx, product.stock).filter(|_| product.stock != Stock::In);
    let words = el("div", "").put(name(cx, product)).put(prices).put(short.map(|short| el("p", "hc-s").put(short)));
    el("li", "").key(at + 1).put(picture(product.image.as_ref())).put(words).put(deed(
        cx,
        entry,
        at,
        offer,
        "hc-btn is-small",
    ))
}

/// What can be done with it: add it, choose first, or look at its page.
fn deed(cx: &Cx, entry: EntryId, at: u32, offer: &Offer, class: &'static str) -> Node {
    let product = &*offer.product;
    let name: &str = &product.name;
    let page = |words: W, full: W| {
        let url = product.url.as_ref()?;
        Some(link(cx, class, url).a("aria-label", cx.f(full, &[("name", name)])).put(cx.t(words)))
    };
    let refused = match &product.permit {
        Permit::Refused(why) => Some(why.as_ref()),
        Permit::Allowed => None,
    };
    if !cx.cart {
        return page(W::View, W::ViewName).into();
    }
    if let Some(why) = refused {
        return page(W::See, W::SeeName).or_else(|| why.map(|why| el("p", "hc-s").put(why))).into();
    }
    if product.stock == Stock::Out {
        return page(W::See, W::SeeName).into();
    }
    let button = button(class, Act::Add(entry.0, at));
    let waiting = |words: Str| button.clone().a("aria-disabled", "true").put(words);
    if offer.adding {
        let spin = icon(Icon::Spin, "hc-i is-small hc-spin");
        return button.a("aria-disabled", "true").put(spin).put(cx.t(W::Adding)).into();
    }
    match product.pick(&offer.chosen) {
        Picked::Missing(option) => {
            let raw = product.options.get(option).map_or("", |option| &option.name);
            let option = lower(raw);
            let full = cx.f(W::ChooseName, &[("option", &option), ("Option", raw), ("name", name)]);
            waiting(cx.f(W::Choose, &[("option", &option), ("Option", raw)]).into()).a("aria-label", full).into()
        }
        Picked::Gone => waiting(cx.t(W::Gone).into()).into(),
        Picked::Whole | Picked::Variant(_) => {
            let full = cx.f(W::AddName, &[("name", name)]);
            button.a("aria-label", full).put(cx.t(W::Add)).into()
        }
    }
}

/// The name of an option inside a sentence.
#[must_use]
pub fn lower(name: &str) -> String {
    let mut name = String::from(name);
    let plain = name.bytes().skip(1).all(|letter| !letter.is_ascii_uppercase());
    if let (true, Some(first)) = (plain, name.get_mut(..1)) {
        first.make_ascii_lowercase();
    }
    name
}

fn stars(cx: &Cx, rating: &Text, count: u32) -> El {
    let name = cx.n(W::Rating, count, &[("rating", rating)]);
    let mut short = String::from(&**rating);
    short.push_str(" (");
    short.push_str(&digits(count));
    short.push(')');
    el("span", "hc-row")
        .a("role", "img")
        .a("aria-label", name)
        .put(icon(Icon::Star, "hc-i is-small hc-star"))
        .put(el("span", "").a("aria-hidden", "true").put(short))
}
