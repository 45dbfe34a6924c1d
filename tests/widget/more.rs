//! More states for the gallery: what happens seldom, and what has much or little to say.

use std::rc::Rc;

use handcart::engine::action::Action;
use handcart::engine::cart::{Country, Key, Line, Stock};
use handcart::engine::outcome::{Code, OutcomeId, Undo, Verdict};
use handcart::engine::product::{Permit, Product};
use handcart::engine::view::{CartView, CheckoutButton, Face, Freshness, Kind, Notice, Panel, Talk, View};

use crate::shop::{
    BOOT, LAMP, MAT, SOCK, boot_deed, boots, cart, cart_view, clear_ask, deed, eur, line, lines, me, offer, outcome,
    product, say, t, view,
};
use crate::states::{State, done, full, removed, state, toast};

fn in_cart(change: impl FnOnce(&mut CartView)) -> View {
    let mut view = full(vec![]);
    if let Some(cart) = &mut view.cart {
        change(cart);
    }
    view
}

pub fn conversation() -> Vec<State> {
    let no = |name: &str, why: &str| Product {
        permit: Permit::Refused((!why.is_empty()).then(|| t(why))),
        ..product(name, "tent", "289,00", "", &[])
    };
    let out = Product { stock: Stock::Out, ..product(MAT, "mat", "89,00", "", &[]) };
    let later = Product { stock: Stock::Backorder, ..product(LAMP, "headlamp", "39,95", "49,95", &[]) };
    let offers = vec![
        offer(no("Zweipersonenzelt Kar 2", "Only in our shops: it is too long for a parcel."), None),
        offer(out, None),
        handcart::engine::view::Offer { adding: true, ..offer(later, None) },
    ];
    let asks = || me("Is the large rucksack in stock in Berlin?");
    let long = "https://nordhang.example/rucksack-grat-28-liter-mit-regenhuelle-und-trinksystem?farbe=tannengruen";
    vec![
        state(
            "What the agent does meanwhile",
            "panel",
            View { talk: Talk::Waiting, status: Some(t("Asking the warehouse")), ..view(vec![asks()]) },
        ),
        state(
            "Products that cannot be added",
            "panel",
            view(vec![me("The tent, and what goes with it"), say("This is what we have:"), Kind::Products(offers)]),
        ),
        state(
            "Long words",
            "panel",
            view(vec![
                me(&format!(
                    "{long} – Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
                )),
                say(&format!("You mean this one, I think: {long}\n\nIt is the same in both colours.")),
                me("مرحبا, do you speak العربية?"),
                say("نعم. Ask in the language that you like best."),
            ]),
        ),
    ]
}

pub fn outcomes() -> Vec<State> {
    let three = Action::SetQuantity { key: Key(1), quantity: 3 };
    let set = outcome(Verdict::Applied, deed(three, BOOT, "boots", "Size 42 · Pine green", "109,95", [1, 3]));
    let clear = handcart::engine::outcome::Outcome {
        id: OutcomeId(6),
        count: Some(0),
        total: Some(eur("0,00")),
        ..outcome(Verdict::Applied, (*clear_ask().deed).clone())
    };
    let shopper = handcart::engine::outcome::Outcome {
        id: OutcomeId(7),
        source: handcart::engine::action::Source::Shopper,
        undo: Undo::Used,
        ..removed()
    };
    vec![
        state(
            "Rejected, with alternatives",
            "panel",
            view(vec![
                Kind::Done(Rc::new(outcome(Verdict::Rejected(Code::OutOfStock), boot_deed()))),
                say("The pair in 42 has just gone. These two are the nearest that are in stock:"),
                Kind::Products(boots().into_iter().skip(1).collect()),
            ]),
        ),
        state("Quantity set, cart emptied, removed by hand", "card", done(vec![set, clear, shopper])),
        state(
            "Withdrawn, asked too late, not in this shop",
            "card",
            done(vec![
                outcome(Verdict::Withdrawn, boot_deed()),
                outcome(Verdict::Rejected(Code::QuantityExceeded), boot_deed()),
                outcome(Verdict::Rejected(Code::Network), boot_deed()),
            ]),
        ),
    ]
}

pub fn carts() -> Vec<State> {
    let delivery = |change: fn(&mut handcart::engine::cart::Shipping)| {
        in_cart(|side| {
            let mut with = cart(lines());
            if let Some(shipping) = &mut with.shipping {
                change(shipping);
            }
            side.cart = Some(Rc::new(with));
        })
    };
    let reached = delivery(|shipping| {
        (shipping.reached, shipping.progress, shipping.missing) = (true, Some(100), None);
        shipping.cost = None;
    });
    let asked = delivery(|shipping| {
        (shipping.needs_country, shipping.country, shipping.label) = (true, None, None);
        (shipping.progress, shipping.missing, shipping.cost) = (None, None, None);
    });
    let mut moving = delivery(|_| {});
    if let Some(cart) = &mut moving.cart {
        cart.country = Some(Country(*b"AT"));
    }
    let odd = vec![
        Line { stock: Stock::Low(2), max: Some(2), ..line(1, BOOT, "boots", "Size 42", ["109,95", "219,90"], 2) },
        Line { min: 6, step: 6, max: Some(60), ..line(2, SOCK, "socks", "", ["12,58", "75,48"], 6) },
        Line { key: None, ..line(3, "Geschenkgutschein", "", "By e-mail", ["50,00", ""], 1) },
        Line { was: Some(eur("349,00")), ..line(4, "Zweipersonenzelt Kar 2", "tent", "", ["289,00", ""], 1) },
        Line { stock: Stock::Out, quantity: None, ..line(5, MAT, "mat", "", ["89,00", ""], 1) },
    ];
    let odd = View { cart: Some(cart_view(Some(cart(odd)))), ..full(vec![]) };
    vec![
        state("Delivery is free", "panel", reached),
        state("A country must be chosen", "panel", asked),
        state("A country is being set", "panel", moving),
        state("Lines with limits of their own", "tall", odd),
        state("The checkout is opening", "panel", in_cart(|side| side.checkout = CheckoutButton::Opening)),
        state("Without a checkout", "panel", in_cart(|side| side.checkout = CheckoutButton::Absent)),
    ]
}

pub fn missing() -> Vec<State> {
    let off = View { online: false, ..in_cart(|side| side.freshness = Freshness::Old) };
    let alone = View { panel: Panel::Open(Face::Cart), talk: Talk::Absent, ..full(vec![]) };
    let unread = view(vec![
        Kind::Done(Rc::new(outcome(Verdict::Unknown, boot_deed()))),
        Kind::Notice(Notice::Unread),
        Kind::Notice(Notice::Gone),
        Kind::Notice(Notice::Refused(Code::NotEnabled)),
    ]);
    vec![
        state("Offline, in the cart", "panel", off),
        state("A shop without an agent", "panel", alone),
        state("Tried again in vain", "card", unread),
    ]
}

pub fn parts() -> Vec<State> {
    let added = outcome(Verdict::Applied, boot_deed());
    let failed = outcome(Verdict::Rejected(Code::SessionExpired), boot_deed());
    let toasts = vec![toast(1, removed()), toast(2, added), toast(3, failed)];
    vec![
        state("Three toasts", "panel", View { toasts, ..full(vec![]) }),
        state("Something is written", "short", view(vec![say("What may it cost?")])),
        state("A long message is written", "short", view(vec![say("Tell me about your tour.")])),
    ]
}
