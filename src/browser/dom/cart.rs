//! The shop's cart as the shop last told it. Prices are the shop's own words; nothing is added up here.

use std::rc::Rc;

use super::act::Act;
use super::icon::{Icon, icon};
use super::look::{Cx, Memo, digits};
use super::node::{El, Node, el};
use super::parts::{blank, bones, button, country, link, picture, price, sign, stock, was};
use super::words::W;
use crate::engine::cart::{Cart, Line, Shipping, Stock};
use crate::engine::view::{CartView, CheckoutButton, Freshness, Pending, Talk};

/// The cart side: what it holds, the toasts, total and checkout.
pub fn column(cx: &Cx, view: &CartView, talk: Talk, memo: &mut Memo, top: Node, toasts: Node) -> El {
    let column = el("div", "hc-col").a("part", "cart").put(top);
    let Some(cart) = &view.cart else {
        return if view.freshness == Freshness::Failed {
            column.put(failed(cx)).put(toasts)
        } else {
            let words = el("p", "hc-vh").put(cx.t(W::Reading));
            let rows = el("div", "hc-scroll").put(words).put(bones("", "hc-line", 3));
            column.a("aria-busy", "true").put(rows).put(toasts)
        };
    };
    if cart.lines.is_empty() {
        return column.put(empty(cx, talk)).put(toasts);
    }
    let old = (view.freshness == Freshness::Old).then(|| {
        let again = button("hc-link", Act::Reread).put(cx.t(W::CheckAgain));
        let words = el("span", "").put(cx.t(W::Old)).put(" ").put(again);
        el("p", "hc-note hc-tip").put(icon(Icon::Alert, "hc-i hc-warn")).put(words)
    });
    let shown = el("div", "hc-scroll")
        .a("tabindex", "0")
        .a("role", "region")
        .a("aria-label", cx.t(W::CartContents))
        .put(cart.shipping.as_ref().map_or(Node::Nothing, |shipping| progress(cx, shipping)))
        .put(old)
        .put(lines(cx, cart, view, memo))
        .put(more(cx, cart))
        .put(sums(cx, cart, view));
    column.put(shown).put(toasts).put(foot(cx, cart, view))
}

fn empty(cx: &Cx, talk: Talk) -> El {
    let (words, ask) = match talk {
        Talk::Absent => (W::EmptyMoreNoTalk, None),
        _ => (W::EmptyMore, Some(button("hc-btn is-main", Act::Talk).put(cx.t(W::Ask)))),
    };
    blank(Icon::Bag, cx.t(W::Empty), cx.t(words), el("div", "hc-acts").put(ask))
}

fn failed(cx: &Cx) -> El {
    let page = cx.look.cart_page.as_ref().map(|url| link(cx, "hc-btn", url).put(cx.t(W::CartPage)));
    let acts = el("div", "hc-acts").put(button("hc-btn is-main", Act::Reread).put(cx.t(W::CheckAgain))).put(page);
    blank(Icon::Alert, cx.t(W::Failed), cx.t(W::FailedMore), acts)
}

/// How far it is to free delivery.
fn progress(cx: &Cx, shipping: &Shipping) -> Node {
    let words = match (&shipping.missing, shipping.reached) {
        (_, true) => el("p", "hc-b").put(cx.t(W::ShipFree)),
        (Some(missing), _) => {
            let amount = el("span", "hc-b").put(price(missing));
            cx.rich(el("p", ""), W::ShipMissing, vec![("amount", amount.into())])
        }
        (None, false) if shipping.needs_country => el("p", "").put(cx.t(W::NeedsCountry)),
        (None, false) => return Node::Nothing,
    };
    let percent = if shipping.reached { Some(100) } else { shipping.progress };
    let bar = percent.map(|percent| {
        let bar = el("progress", "").a("max", "100").a("value", digits(percent.into()));
        bar.a("aria-label", cx.t(W::ShipProgress))
    });
    el("div", "hc-ship").put(words).put(bar).into()
}

fn lines(cx: &Cx, cart: &Cart, view: &CartView, memo: &mut Memo) -> El {
    let mut list = el("ul", "");
    for (line, at) in cart.lines.iter().zip(0..).take(cx.look.shown) {
        let waits = |key| view.pending.iter().find(|(waiting, _)| *waiting == key).map(|(_, pending)| *pending);
        let pending = if view.clearing { Some(Pending::Removal) } else { line.key.and_then(waits) };
        let same = |a: &(Rc<Line>, Option<Pending>), b: &(Rc<Line>, Option<Pending>)| {
            (Rc::ptr_eq(&a.0, &b.0) || a.0 == b.0) && a.1 == b.1
        };
        // Lines that share a key cannot be told apart by it: their place does.
        let key = line.key.filter(|key| cart.lines.iter().take(at).all(|other| other.key != Some(*key)));
        let key = key.map_or(0, |key| key.0.saturating_add(1));
        list =
            list.put(memo.lines.get((line.clone(), pending), same, |(line, pending)| one(cx, line, *pending).key(key)));
    }
    list
}

fn one(cx: &Cx, line: &Line, pending: Option<Pending>) -> El {
    let out = line.stock == Stock::Out;
    let each = line.total.as_ref().map(|_| {
        let mut each = cx.rich(el("span", ""), W::Each, vec![("price", price(&line.price).into())]);
        if let Some(old) = &line.was {
            each = each.put(" ").put(was(cx, "hc-was", W::Was, old));
        }
        each
    });
    let brk = (line.variant.is_some() && each.is_some()).then(|| el("br", ""));
    let name = match &line.url {
        Some(url) => {
            let name = link(cx, "", url).put(&line.name);
            el("p", "hc-b").maybe("lang", cx.look.names.as_ref()).put(name)
        }
        None => cx.named("p", "hc-b", &line.name),
    };
    let words = el("div", "").put(name).put(el("p", "hc-s").put(line.variant.as_ref()).put(brk).put(each));
    let total = price(line.total.as_ref().unwrap_or(&line.price));
    let total = if pending.is_some() { el("span", "hc-s").put(total) } else { total };
    let total = el("p", "hc-b").put((!out).then_some(total));

    let mut below = el("div", "");
    for discount in &line.discounts {
        below = below.put(el("p", "hc-s hc-good").put(&discount.label).put(" ").put(price(&discount.amount)));
    }
    if out {
        let words = icon(Icon::Alert, "hc-i");
        below = below.put(el("p", "hc-note hc-bad").put(words).put(cx.t(W::SoldOutRemove)));
    } else if line.stock != Stock::In {
        below = below.put(stock(cx, line.stock).map(|stock| el("p", "hc-s").put(stock)));
    }
    below = below.put(tools(cx, line, pending, out));
    el("li", if out { "hc-line is-out" } else { "hc-line" })
        .a("part", "line")
        .flag("aria-busy", pending.is_some())
        .put(picture(line.image.as_ref()))
        .put(words)
        .put(total)
        .put(below)
}

/// The stepper and the way to remove it; a line without a key of its own has neither.
fn tools(cx: &Cx, line: &Line, pending: Option<Pending>, out: bool) -> El {
    let tools = el("div", "hc-tools");
    let (Some(key), Some(quantity)) = (line.key, line.quantity) else {
        let count = line.quantity.map_or_else(|| "?".into(), digits);
        let count = el("span", "hc-n").put(cx.f(W::Times, &[("n", &count)]));
        return tools.put(count).put(el("span", "hc-s").put(cx.t(W::Fixed)));
    };
    let asked = match pending {
        Some(Pending::Quantity(asked)) => asked,
        _ => quantity,
    };
    let stepper = (!out).then(|| stepper(cx, line, key.0, asked, pending == Some(Pending::Removal)));
    let name = || cx.n(W::RemoveName, asked, &[("name", &line.name)]);
    let end = match pending {
        Some(pending) => {
            let word = if pending == Pending::Removal { W::Removing } else { W::Updating };
            el("span", "hc-note hc-s").put(icon(Icon::Spin, "hc-i hc-spin")).put(cx.t(word))
        }
        None => {
            let class = if out { "hc-btn is-small" } else { "hc-link" };
            button(class, Act::Remove(key.0)).a("aria-label", name()).put(cx.t(W::Remove))
        }
    };
    tools.put(stepper).put(end)
}

fn stepper(cx: &Cx, line: &Line, key: u32, asked: u32, still: bool) -> El {
    let name = [("name", &*line.name)];
    let step = line.step.max(1);
    let less = asked.checked_sub(step).filter(|less| *less >= line.min.max(1));
    let most = line.max.unwrap_or(u32::MAX);
    let more = asked.checked_add(step).filter(|more| *more <= most);
    let end = |icon: Icon, word: W, to: Option<u32>| {
        let button = sign(icon, "hc-i is-small", cx.f(word, &name), Act::Set(key, to.unwrap_or(asked)));
        button.flag("aria-disabled", to.is_none() || still)
    };
    let label = cx.f(W::QuantityOf, &name);
    let mut field = el("input", "")
        .a("type", "number")
        .a("inputmode", "numeric")
        .a("min", "0")
        .a("step", digits(step))
        .a("aria-label", label.clone())
        .flag("readonly", still)
        .on(Act::Line(key));
    if let Some(most) = line.max {
        field = field.a("max", digits(most));
    }
    el("div", "hc-step")
        .a("part", "stepper")
        .a("role", "group")
        .a("aria-label", label)
        .put(end(Icon::Minus, W::Less, less))
        .put(field.a(".value", digits(asked)))
        .put(end(Icon::Plus, W::More, more))
}

/// The rest of a long cart.
fn more(cx: &Cx, cart: &Cart) -> Node {
    let left = cart.lines.len().saturating_sub(cx.look.shown).min(250);
    let words = || cx.n(W::ShowMore, u32::try_from(left).unwrap_or(250), &[]);
    (left > 0).then(|| el("div", "hc-acts hc-tip").put(button("hc-btn", Act::More).put(words()))).into()
}

fn sums(cx: &Cx, cart: &Cart, view: &CartView) -> El {
    let row = |list: El, name: W, value: Node| list.put(el("dt", "").put(cx.t(name))).put(el("dd", "").put(value));
    let mut list = el("dl", "hc-facts hc-sum");
    if let Some(shipping) = &cart.shipping {
        list = deliver(cx, shipping, view, list);
    }
    if !cart.subtotal.is_empty() {
        list = row(list, W::Subtotal, price(&cart.subtotal).into());
    }
    if let Some(cost) = cart.shipping.as_ref().and_then(|shipping| shipping.cost.as_ref()) {
        list = row(list, W::Delivery, price(cost).into());
    }
    list
}

/// The country of delivery: a choice where the host lets it be chosen.
fn deliver(cx: &Cx, shipping: &Shipping, view: &CartView, list: El) -> El {
    let now = view.country.or(shipping.country);
    if !view.countries || shipping.countries.is_empty() {
        let known = || now.map(|now| country(cx, now));
        let Some(label) = shipping.label.clone().or_else(known) else { return list };
        return list.put(el("dt", "").put(cx.t(W::DeliverTo))).put(el("dd", "").put(label));
    }
    let code = |of: crate::engine::cart::Country| of.0.iter().map(|letter| char::from(*letter)).collect::<String>();
    let mut select = el("select", "").a("id", "hc-to").on(Act::Country);
    if now.is_none_or(|now| shipping.countries.iter().all(|(country, _)| *country != now)) {
        select = select.put(el("option", "").a("value", "").put("–"));
    }
    for (country, name) in &shipping.countries {
        select = select.put(el("option", "").a("value", code(*country)).put(name));
    }
    select = select.flag("aria-busy", view.country.is_some()).a(".value", now.map(code).unwrap_or_default());
    let drop = el("span", "hc-drop").put(select).put(icon(Icon::Down, "hc-i is-small"));
    let label = el("label", "").a("for", "hc-to").put(cx.t(W::DeliverTo));
    list.put(el("dt", "").put(label)).put(el("dd", "").put(drop))
}

/// The total and the way to the shop's checkout stay in sight.
fn foot(cx: &Cx, cart: &Cart, view: &CartView) -> El {
    let total = el("p", "hc-total").put(el("span", "").put(cx.t(W::Total))).put(price(&cart.total));
    let checkout = || button("hc-btn is-main", Act::Checkout).a("part", "checkout");
    let checkout = match view.checkout {
        CheckoutButton::Absent => None,
        CheckoutButton::Ready => Some(checkout().put(cx.t(W::Checkout))),
        CheckoutButton::Blocked => Some(checkout().a("aria-disabled", "true").put(cx.t(W::Checkout))),
        CheckoutButton::Opening => {
            let spin = icon(Icon::Spin, "hc-i is-small hc-spin");
            Some(checkout().a("aria-disabled", "true").put(spin).put(cx.t(W::OpeningCheckout)))
        }
    };
    el("div", "hc-foot").put(total).put(checkout)
}
