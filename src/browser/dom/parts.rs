//! The small parts that repeat: buttons, pictures, prices, steppers, tables of facts.

use super::act::Act;
use super::icon::{Icon, icon, named};
use super::look::{Cx, digits};
use super::node::{El, Node, Str, Value, el};
use super::words::W;
use crate::engine::cart::{Country, Stock, Text};
use crate::engine::outcome::Deed;

/// A button.
#[must_use]
pub fn button(class: &'static str, act: Act) -> El {
    el("button", class).a("type", "button").on(act)
}

/// A button with a sign and a name instead of words.
#[must_use]
pub fn sign(sign: Icon, class: &'static str, name: impl Value, act: Act) -> El {
    button("hc-icon", act).a("aria-label", name).put(icon(sign, class))
}

/// A square picture beside its name, or its empty place.
#[must_use]
pub fn picture(image: Option<&Text>) -> El {
    match image {
        Some(url) => el("img", "").a("loading", "lazy").a("alt", "").a("src", url),
        None => el("span", "hc-pic"),
    }
}

/// A link to a page of the shop.
#[must_use]
pub fn link(cx: &Cx, class: &'static str, url: &Text) -> El {
    let target = cx.look.target.as_ref();
    el("a", class).maybe("target", target).a("href", url)
}

/// A price as the host wrote it.
#[must_use]
pub fn price(amount: &Text) -> El {
    el("bdi", "hc-n").put(amount)
}

/// An earlier value, struck through, with a word for those who do not see that.
#[must_use]
pub fn was(cx: &Cx, class: &'static str, word: W, value: &Text) -> El {
    el("s", class).put(el("span", "hc-vh").put(cx.t(word))).put(price(value))
}

/// The picture of an outcome with the sign of how it ended at its corner.
#[must_use]
pub fn mini(image: Option<&Text>, sign: Icon, class: &'static str) -> El {
    el("div", "hc-mini").put(image.map(|url| picture(Some(url)))).put(icon(sign, class))
}

/// Names and values; the last row stands below a line.
#[must_use]
pub fn facts(rows: Vec<(Text, El)>) -> El {
    let last = rows.len().wrapping_sub(1);
    let mut list = el("dl", "hc-facts");
    for (at, (name, value)) in rows.into_iter().enumerate() {
        let cut = at == last && at > 0;
        list = list.put(el("dt", if cut { "is-cut" } else { "" }).put(name)).put(el("dd", "").put(value));
    }
    list
}

/// What the shop says of the stock, in a few words.
#[must_use]
pub fn stock(cx: &Cx, stock: Stock) -> Option<El> {
    let (class, words) = match stock {
        Stock::Unknown => return None,
        Stock::In => ("hc-good", Str::Text(cx.t(W::InStock))),
        Stock::Low(0) => ("hc-warn", Str::Text(cx.t(W::LowSome))),
        Stock::Low(left) => ("hc-warn", cx.n(W::Low, left, &[]).into()),
        Stock::Out => ("hc-bad", Str::Text(cx.t(W::SoldOut))),
        Stock::Backorder => ("hc-warn", Str::Text(cx.t(W::Backorder))),
    };
    Some(el("span", class).put(words))
}

/// One number becomes another.
#[must_use]
pub fn becomes(cx: &Cx, before: Node, after: El) -> El {
    let arrow = named(Icon::Arrow, "hc-i is-small is-flip", cx.t(W::Becomes));
    el("span", "").put(before).put(" ").put(arrow).put(" ").put(after)
}

/// A number on its own.
#[must_use]
pub fn number(class: &'static str, number: u32) -> El {
    el("bdi", class).put(digits(number))
}

/// The values of an option as chips. `act` gives what each value does.
pub fn choices(
    legend: El,
    group: String,
    values: &[Text],
    chosen: Option<u8>,
    offers: impl Fn(u8) -> bool,
    act: impl Fn(u32) -> Act,
) -> El {
    let group: Text = group.into();
    let mut row = el("div", "hc-pick");
    for (value, at) in values.iter().zip(0..=u8::MAX) {
        let on = chosen == Some(at);
        let input = el("input", "")
            .a("type", "radio")
            .a("name", &group)
            .a("value", value)
            .flag("disabled", !on && !offers(at))
            .flag(".checked", on)
            .on(act(at.into()));
        row = row.put(el("label", "").put(input).put(value));
    }
    el("fieldset", "").put(legend).put(row)
}

/// A list of waiting rows, for the eye only.
#[must_use]
pub fn bones(list: &'static str, row: &'static str, count: usize) -> El {
    let bone = || {
        let lines = el("div", "").put(el("span", "hc-bone")).put(el("span", "hc-bone"));
        Node::from(el("li", row).put(el("span", "hc-bone is-pic")).put(lines))
    };
    el("ul", list).a("aria-hidden", "true").all(std::iter::repeat_with(bone).take(count))
}

/// A centred message where there is nothing else to show.
#[must_use]
pub fn blank(sign: Icon, title: Text, words: Text, acts: El) -> El {
    let sign = icon(sign, "hc-i");
    el("div", "hc-empty").put(sign).put(el("h3", "").put(title)).put(el("p", "").put(words)).put(acts)
}

/// The name of a country: the cart's word for it, else the language's.
#[must_use]
pub fn country(cx: &Cx, country: Country) -> Text {
    cx.words.country(country)
}

/// The product with its variant, as it stands in a sentence.
#[must_use]
pub fn called(deed: &Deed) -> String {
    let mut name = String::from(&*deed.name);
    if let Some(variant) = &deed.variant {
        name.push_str(", ");
        name.push_str(variant);
    }
    name
}
