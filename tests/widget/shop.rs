//! A small shop for the states of the widget: products, lines, carts, deeds, outcomes.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Cart, Country, Discount, Key, Line, Shipping, Stock, Text};
use handcart::engine::event::ProposalId;
use handcart::engine::outcome::{Deed, Goes, Outcome, OutcomeId, Undo, Verdict};
use handcart::engine::product::{Choice, Permit, Product, Variant};
use handcart::engine::view::{
    Ask, CartView, CheckoutButton, Entry, EntryId, Face, Freshness, Kind, Offer, Panel, Stage, Talk, View,
};

pub const BOOT: &str = "Trail Runner GTX";
pub const SOCK: &str = "Merino-Wandersocken mit verstärkter Ferse, 2er‑Pack";
pub const MAT: &str = "Isomatte Federleicht R 4.2";
pub const LAMP: &str = "Stirnlampe Lumen 400";

pub fn t(text: &str) -> Text {
    text.into()
}

pub fn eur(amount: &str) -> Text {
    format!("{amount}\u{a0}€").into()
}

pub fn pic(name: &str) -> Option<Text> {
    let colour = if name.contains('-') { "" } else { "-pine" };
    (!name.is_empty()).then(|| format!("pictures/{name}{colour}.svg").into())
}

/// A product with sizes; one that begins with `-` is sold out.
pub fn product(name: &str, image: &str, price: &str, was: &str, sizes: &[&str]) -> Product {
    let size = |size: &&str| t(size.trim_start_matches('-'));
    Product {
        id: t(name),
        external: None,
        name: t(name),
        price: Some(eur(price)),
        was: (!was.is_empty()).then(|| eur(was)),
        image: pic(image),
        url: Some(t("/product")),
        rating: None,
        stock: Stock::In,
        options: if sizes.is_empty() {
            vec![]
        } else {
            vec![Choice { name: t("Size"), values: sizes.iter().map(size).collect() }]
        },
        variants: sizes
            .iter()
            .zip(0..)
            .map(|(name, at)| Variant {
                id: t(name),
                external: None,
                values: vec![at],
                label: t(&format!("Size {name}")),
                stock: if name.starts_with('-') { Stock::Out } else { Stock::In },
                image: None,
            })
            .collect(),
        permit: Permit::Allowed,
    }
}

pub fn offer(product: Product, chosen: Option<u8>) -> Offer {
    let chosen = product.options.iter().map(|_| chosen).collect();
    Offer { product: Rc::new(product), chosen, adding: false }
}

pub fn boots() -> Vec<Offer> {
    let one = product(BOOT, "boots", "109,95", "139,95", &["40", "41", "42", "43", "-44"]);
    let two = product("Almweg Mid Damen", "boots-sand", "129,00", "", &["40", "41", "42", "43"]);
    let three = product("Gletscher Pro GTX", "boots-slate", "149,90", "", &["-41", "42", "43", "44"]);
    vec![
        offer(Product { rating: Some((t("4,6"), 212)), ..one }, Some(2)),
        offer(Product { rating: Some((t("4,4"), 87)), stock: Stock::Low(3), ..two }, Some(2)),
        offer(Product { rating: Some((t("4,8"), 341)), ..three }, Some(1)),
    ]
}

pub fn line(key: u32, name: &str, image: &str, variant: &str, prices: [&str; 2], quantity: u32) -> Line {
    Line {
        key: Some(Key(key)),
        key_text: t(&key.to_string()),
        product: t(name),
        external: None,
        name: t(name),
        variant: (!variant.is_empty()).then(|| t(variant)),
        price: eur(prices[0]),
        total: (!prices[1].is_empty()).then(|| eur(prices[1])),
        was: None,
        quantity: Some(quantity),
        max: Some(10),
        min: 1,
        step: 1,
        image: pic(image),
        url: None,
        stock: Stock::Unknown,
        discounts: vec![],
    }
}

pub fn lines() -> Vec<Line> {
    let boots = line(1, BOOT, "boots", "Size 42 · Pine green", ["109,95", "219,90"], 2);
    vec![
        Line { discounts: vec![Discount { label: t("Herbstaktion"), amount: eur("−20,00") }], ..boots },
        line(2, LAMP, "headlamp", "", ["39,95", "39,95"], 1),
        line(3, SOCK, "socks", "Size 39–42 · Oat", ["12,58", "12,58"], 1),
    ]
}

pub fn cart(lines: Vec<Line>) -> Cart {
    Cart {
        count: lines.iter().filter_map(|line| line.quantity).sum(),
        lines: lines.into_iter().map(Rc::new).collect(),
        subtotal: eur("272,43"),
        total: eur("257,33"),
        currency: t("EUR"),
        amounts: Default::default(),
        shipping: Some(Shipping {
            needs_country: false,
            progress: Some(84),
            reached: false,
            missing: Some(eur("47,57")),
            cost: Some(eur("4,90")),
            country: Some(Country(*b"DE")),
            label: Some(t("Germany")),
            countries: vec![
                (Country(*b"DE"), t("Germany")),
                (Country(*b"AT"), t("Austria")),
                (Country(*b"CH"), t("Switzerland")),
            ],
        }),
    }
}

pub fn cart_view(cart: Option<Cart>) -> CartView {
    CartView {
        freshness: if cart.is_some() { Freshness::Current } else { Freshness::Reading },
        cart: cart.map(Rc::new),
        pending: vec![],
        clearing: false,
        country: None,
        checkout: CheckoutButton::Ready,
        countries: true,
    }
}

/// A conversation; the cart holds one pair of socks.
pub fn view(feed: Vec<Kind>) -> View {
    let mut small = cart(lines().into_iter().skip(2).collect());
    small.total = eur("12,58");
    View {
        panel: Panel::Open(Face::Talk),
        badge: 1,
        online: true,
        cart: Some(cart_view(Some(small))),
        talk: Talk::Ready,
        status: None,
        feed: entries(feed),
        dialog: None,
        toasts: vec![],
    }
}

pub fn entries(feed: Vec<Kind>) -> Vec<Rc<Entry>> {
    feed.into_iter().zip(0..).map(|(kind, id)| Rc::new(Entry { id: EntryId(id), kind })).collect()
}

pub fn me(words: &str) -> Kind {
    Kind::Me(t(words))
}

pub fn say(words: &str) -> Kind {
    Kind::Say { text: t(words), live: false }
}

pub fn add(quantity: u32) -> Action {
    Action::Add { product: Rc::new(product(BOOT, "boots", "109,95", "", &[])), variant: None, quantity }
}

pub fn deed(action: Action, name: &str, image: &str, variant: &str, price: &str, numbers: [u32; 2]) -> Deed {
    Deed {
        action,
        name: t(name),
        variant: (!variant.is_empty()).then(|| t(variant)),
        image: pic(image),
        url: Some(t("/product")),
        stock: Stock::In,
        price: (!price.is_empty()).then(|| eur(price)),
        was: None,
        before: numbers[0],
        after: numbers[1],
        unusual: false,
        total_now: Some(eur("12,58")),
        count_now: 1,
        goes: vec![],
        country_before: None,
        rows: vec![],
    }
}

pub fn boot_deed() -> Deed {
    deed(add(2), BOOT, "boots", "Size 42 · Pine green", "109,95", [0, 2])
}

pub fn ask(words: &str, deed: Deed) -> Ask {
    Ask {
        id: ProposalId(7),
        rev: 3,
        source: Source::Agent,
        words: Some(t(words)),
        deed: Rc::new(deed),
        choosing: None,
        stage: Stage::Ready,
        changed: None,
    }
}

pub fn clear_ask() -> Ask {
    let gone = |image: &str, name: &str, variant: &str, quantity| Goes {
        key: None,
        image: pic(image),
        name: t(name),
        variant: (!variant.is_empty()).then(|| t(variant)),
        quantity: Some(quantity),
    };
    let goes = vec![gone("boots", BOOT, "size 42", 2), gone("socks", SOCK, "", 1), gone("headlamp", LAMP, "", 1)];
    let deed = deed(Action::Clear, "", "", "", "", [4, 0]);
    let deed = Deed { goes, count_now: 4, total_now: Some(eur("272,43")), ..deed };
    ask("Let us start again from nothing.", deed)
}

pub fn outcome(verdict: Verdict, deed: Deed) -> Outcome {
    let changed = matches!(verdict, Verdict::Applied | Verdict::Adjusted { .. });
    Outcome {
        id: OutcomeId(5),
        delta: i64::from(deed.after) - i64::from(deed.before),
        deed: Rc::new(deed),
        source: Source::Agent,
        operation: Some(1),
        count: Some(3),
        total: Some(eur("232,48")),
        said: None,
        available: None,
        undo: if changed { Undo::Ready } else { Undo::Never },
        undoes: None,
        lines: vec![],
        verdict,
    }
}
