//! A proposal. Words above, facts below: the tinted part is what somebody said, the white part is what the shop says and
//! what the button will do. No word of an agent crosses that line.

use super::act::Act;
use super::icon::{Icon, icon};
use super::look::{Cx, digits};
use super::node::{El, Node, el};
use super::parts::{becomes, button, called, choices, country, facts, mini, number, picture, price, stock, was};
use super::product::lower;
use super::words::W;
use crate::engine::action::{Action, Source};
use crate::engine::cart::Text;
use crate::engine::outcome::Deed;
use crate::engine::product::Product;
use crate::engine::view::{Ask, Stage};

/// The line that names the kind of deed, and the words of its button.
#[must_use]
pub fn deed_words(cx: Cx, deed: &Deed) -> (W, String) {
    match deed.action {
        Action::Add { quantity, .. } => (W::DeedAdd, cx.n(W::AddN, quantity, &[])),
        Action::SetQuantity { quantity, .. } => (W::DeedSet, cx.n(W::SetN, quantity, &[])),
        Action::Remove { .. } => (W::DeedRemove, cx.n(W::RemoveN, deed.before, &[])),
        Action::Clear => (W::DeedClear, cx.n(W::RemoveAll, deed.count_now, &[])),
        Action::SetCountry(to) => (W::DeedCountry, cx.f(W::SetCountry, &[("country", &country(cx, to))])),
        Action::Checkout => (W::DeedCheckout, cx.f(W::Checkout, &[])),
        Action::Refill(_) => (W::DeedAdd, cx.n(W::AddN, deed.after.saturating_sub(deed.before), &[])),
    }
}

/// The words of the way out.
#[must_use]
pub fn out_words(cx: Cx, deed: &Deed) -> String {
    match deed.action {
        Action::SetQuantity { .. } => cx.n(W::KeepN, deed.before, &[]),
        Action::Remove { .. } => cx.f(W::KeepIt, &[]),
        Action::Clear => cx.f(W::KeepAll, &[]),
        _ => cx.f(W::NotNow, &[]),
    }
}

fn working(cx: Cx, deed: &Deed) -> String {
    match deed.action {
        Action::Add { quantity, .. } => cx.n(W::AddingN, quantity, &[]),
        Action::SetQuantity { quantity, .. } => cx.n(W::SettingN, quantity, &[]),
        Action::Remove { .. } => cx.n(W::RemovingN, deed.before, &[]),
        _ => cx.f(W::Working, &[]),
    }
}

/// The card.
#[must_use]
pub fn ask(cx: Cx, ask: &Ask) -> El {
    let busy = ask.stage == Stage::Working;
    let missing = matches!(ask.stage, Stage::Missing(_));
    let deed = &*ask.deed;
    let mut body = el("div", "hc-deed").put(what(cx, ask));
    let rows = (!busy && !missing).then(|| rows(cx, ask)).filter(|rows| !rows.is_empty());
    body = body.put(rows.map(facts));
    let choosing = ask.choosing.as_ref().filter(|_| !busy);
    body = body.put(choosing.map(|(product, chosen)| options(ask, product, chosen)));
    let unusual = || el("p", "hc-note hc-warn").put(icon(Icon::Alert, "hc-i")).put(cx.t(W::Unusual));
    body = body.put((deed.unusual && !busy).then(unusual)).put(acts(cx, ask));
    el("article", "hc-ask")
        .a("part", "proposal")
        .flag("aria-busy", busy)
        .put(mark(cx, ask))
        .put(said(cx, ask))
        .put(body)
}

/// What changed since it was last shown.
fn mark(cx: Cx, ask: &Ask) -> Node {
    let word = |price: bool| if price { W::ChangedPrice } else { W::ChangedCart };
    let words = ask.changed.as_ref().map(|changed| cx.t(word(changed.price.is_some())));
    words.map(|words| el("p", "hc-mark").put(icon(Icon::Info, "hc-i hc-warn")).put(el("span", "").put(words))).into()
}

/// At most 200 characters.
fn short(words: &Text) -> Text {
    match words.char_indices().nth(200).and_then(|(end, _)| words.get(..end)) {
        Some(start) => [start, "…"].concat().into(),
        None => words.clone(),
    }
}

/// Who proposes, and their words.
fn said(cx: Cx, ask: &Ask) -> El {
    let by = el("p", "hc-by");
    let by = match &ask.source {
        Source::Agent => by.put(el("span", "").put(cx.t(W::ByAssistant))),
        Source::Shopper => by.put(el("span", "").put(cx.t(W::ByYou))),
        Source::Seller(name) => {
            let first = |word: &str| word.chars().next();
            let letters = first(name).into_iter().chain(name.rsplit_once(' ').and_then(|(_, last)| first(last)));
            let face = el("span", "hc-face").a("aria-hidden", "true").put(letters.collect::<String>());
            let name = el("span", "hc-b hc-ink").put(name);
            let shop = cx.look.title.clone();
            let line = cx.rich(el("span", ""), W::BySeller, vec![("name", name.into()), ("shop", shop.into())]);
            by.put(face).put(line)
        }
    };
    let words = ask.words.as_ref().map(|words| el("p", "").put(el("q", "").a("dir", "auto").put(short(words))));
    el("div", "hc-words").put(by).put(words)
}

fn flat(ask: &Ask) -> bool {
    ask.stage == Stage::Working || !matches!(ask.deed.action, Action::Add { .. })
}

/// The thing: picture, kind of deed, name, variant, stock.
fn what(cx: Cx, ask: &Ask) -> El {
    let deed = &*ask.deed;
    let (kind, _) = deed_words(cx, deed);
    let busy = ask.stage == Stage::Working;
    let (picture, name) = match deed.action {
        Action::SetCountry(to) => (mini(None, Icon::Truck, "hc-i"), el("h3", "").put(country(cx, to))),
        Action::Checkout => (mini(None, Icon::Bag, "hc-i"), el("h3", "").put(cx.t(W::Checkout))),
        Action::Refill(_) => (mini(None, Icon::Bag, "hc-i"), el("h3", "").put(cx.t(W::Cart))),
        _ if busy => (picture(deed.image.as_ref()), cx.named("h3", "", &called(deed).into())),
        _ => (picture(deed.image.as_ref()), cx.named("h3", "", &deed.name)),
    };
    let mut lines = el("p", "hc-s");
    let pieces = matches!(deed.action, Action::Add { .. } | Action::SetQuantity { .. } | Action::Remove { .. });
    let each = |lines: El, amount| cx.rich(lines, W::Each, vec![("price", price(amount).into())]);
    if busy && pieces {
        lines = lines.put(becomes(cx, number("", deed.before).into(), number("", deed.after)));
        if let Some(amount) = &deed.price {
            lines = each(lines.put(" · "), amount);
        }
    } else {
        let add = matches!(deed.action, Action::Add { .. });
        let below = match (&deed.price, ask.stage) {
            (Some(amount), Stage::Missing(_)) => Some(each(el("span", ""), amount)),
            _ => stock(cx, deed.stock).filter(|_| add),
        };
        lines = lines.put(deed.variant.as_ref());
        if let Some(below) = below {
            lines = lines.put(deed.variant.as_ref().map(|_| el("br", ""))).put(below);
        }
    }
    let lines = lines.kids.iter().any(|kid| *kid != Node::Nothing).then_some(lines);
    let kind = (!busy).then(|| el("p", "hc-s").put(cx.t(kind)));
    let class = if flat(ask) { "hc-what is-flat" } else { "hc-what" };
    el("div", class).put(picture).put(el("div", "").put(kind).put(name).put(lines))
}

/// Quantity, price and the cart's total now, with the difference marked where it was offered again.
fn rows(cx: Cx, ask: &Ask) -> Vec<(Text, El)> {
    let deed = &*ask.deed;
    let changed = ask.changed.as_ref();
    let mut rows = Vec::new();
    let before = |value: Option<&Text>| value.map(|value| was(cx, "hc-was", W::Before, value));
    match deed.action {
        Action::SetCountry(to) => {
            let now = deed.country_before.map(|now| Node::from(el("bdi", "").put(country(cx, now))));
            let to = el("bdi", "hc-b").put(country(cx, to));
            let value = match now {
                Some(now) => becomes(cx, now, to),
                None => to,
            };
            rows.push((cx.t(W::DeliverTo), value));
        }
        Action::Checkout | Action::Clear => {}
        _ => {
            let class = if deed.unusual { "hc-new" } else { "hc-b" };
            let old = changed.and_then(|changed| changed.before).map(digits);
            let old = before(old.map(Text::from).as_ref());
            let now = el("span", "").put(old).put(number("", deed.before));
            rows.push((cx.t(W::Quantity), becomes(cx, now.into(), number(class, deed.after))));
        }
    }
    if let (Some(amount), Action::Add { .. } | Action::SetQuantity { .. }) = (&deed.price, &deed.action) {
        let old = changed.and_then(|changed| changed.price.as_ref());
        let value = match (old, &deed.was) {
            (Some(old), _) => {
                el("span", "").put(before(Some(old))).put(" ").put(el("span", "hc-new").put(price(amount)))
            }
            (None, Some(old)) => el("span", "").put(was(cx, "hc-was", W::Was, old)).put(" ").put(price(amount)),
            (None, None) => price(amount),
        };
        rows.push((cx.t(W::PriceEach), value));
    }
    if let Some(total) = &deed.total_now {
        let value = match changed.and_then(|changed| changed.total.as_ref()) {
            Some(old) => el("span", "").put(before(Some(old))).put(" ").put(el("span", "hc-new").put(price(total))),
            None => price(total),
        };
        rows.push((cx.t(W::TotalNow), value));
    }
    rows
}

/// What still has to be chosen, or can be chosen otherwise.
fn options(ask: &Ask, product: &Product, chosen: &[Option<u8>]) -> El {
    let mut all = el("div", "hc-opts");
    for ((option, at), place) in product.options.iter().zip(0..).zip(0..) {
        if option.values.len() < 2 {
            continue;
        }
        let group = ["hc-p", &digits(ask.id.0), "-", &digits(at)].concat();
        let legend = el("legend", "hc-b").put(&option.name);
        let sold = |value| product.offers(chosen, place, value);
        let act = |value| Act::ChooseIn(ask.id.0, at, value);
        all = all.put(choices(legend, group, &option.values, chosen.get(place).copied().flatten(), sold, act));
    }
    all
}

/// The deed, then the way out: always this order. The way out never waits.
fn acts(cx: Cx, ask: &Ask) -> El {
    let deed = &*ask.deed;
    let row = el("div", "hc-acts");
    let act = Act::Confirm(ask.id.0, ask.rev);
    let off = |words: String| button("hc-btn is-main", act).a("aria-disabled", "true").put(words);
    let (_, words) = deed_words(cx, deed);
    let risk = matches!(deed.action, Action::Remove { .. });
    let yes = match ask.stage {
        Stage::Working => {
            let spin = icon(Icon::Spin, "hc-i is-small hc-spin");
            let button = button("hc-btn is-main", act).a("aria-disabled", "true").put(spin).put(working(cx, deed));
            return row.put(button);
        }
        Stage::Missing(at) => {
            let option = ask.choosing.as_ref().and_then(|(product, _)| product.options.get(at));
            let name = option.map_or("", |option| &option.name);
            off(cx.f(W::Choose, &[("option", &lower(name)), ("Option", name)]))
        }
        Stage::Gone => off(cx.f(W::Gone, &[])),
        Stage::Arming if risk => button("hc-btn is-risk is-arming", act).a("aria-disabled", "true").put(words),
        Stage::Arming => button("hc-btn is-main is-arming", act).a("aria-disabled", "true").put(words),
        Stage::Ready if risk => button("hc-btn is-risk", act).put(words),
        Stage::Ready => button("hc-btn is-main", act).put(words),
    };
    row.put(yes.a("part", "deed")).put(button("hc-btn", Act::Decline(ask.id.0)).put(out_words(cx, deed)))
}

/// The alert dialog before everything goes: it lists what goes, and the way out is first, filled and focused.
#[must_use]
pub fn dialog(cx: Cx, ask: &Ask) -> El {
    let deed = &*ask.deed;
    let quote = |words: &Text| Node::from(el("q", "").a("dir", "auto").put(short(words)));
    let by = ask.words.as_ref().and_then(|words| {
        let line = el("p", "hc-s");
        match &ask.source {
            Source::Agent => Some(cx.rich(line, W::ClearByAssistant, vec![("words", quote(words))])),
            Source::Seller(name) => {
                Some(cx.rich(line, W::ClearBySeller, vec![("name", name.into()), ("words", quote(words))]))
            }
            Source::Shopper => None,
        }
    });
    let mut goes = el("ul", "");
    for gone in &deed.goes {
        let mut name = String::from(&*gone.name);
        if let Some(variant) = &gone.variant {
            name.push_str(", ");
            name.push_str(variant);
        }
        let count = gone.quantity.map(|count| cx.n(W::Times, count, &[])).unwrap_or_default();
        goes = goes.put(
            el("li", "")
                .put(picture(gone.image.as_ref()))
                .put(cx.named("span", "", &name.into()))
                .put(el("span", "hc-n").put(count)),
        );
    }
    let total = el("p", "hc-total")
        .put(el("span", "").put(cx.n(W::Items, deed.count_now, &[])))
        .put(deed.total_now.as_ref().map(price));
    let arming = ask.stage != Stage::Ready;
    let class = if arming { "hc-btn is-risk is-arming" } else { "hc-btn is-risk" };
    let (_, words) = deed_words(cx, deed);
    let out = button("hc-btn is-main", Act::Decline(ask.id.0)).a("autofocus", "");
    let yes = button(class, Act::Confirm(ask.id.0, ask.rev)).flag("aria-disabled", arming).put(words);
    let title = el("h2", "").a("id", "hc-t").put(cx.t(W::ClearTitle));
    el("dialog", "hc-dialog")
        .key(ask.id.0.saturating_add(1))
        .a("part", "dialog")
        .a("role", "alertdialog")
        .a("aria-labelledby", "hc-t")
        .a("data-esc", Act::Decline(ask.id.0).encode())
        .a(".modal", "")
        .put(title)
        .put(mark(cx, ask))
        .put(by)
        .put(goes)
        .put(total)
        .put(el("div", "hc-acts").put(out.put(out_words(cx, deed))).put(yes))
}
