//! Every state of the comps as a view, made by hand.

use std::rc::Rc;

use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Country, Key, Line, Stock};
use handcart::engine::outcome::{Code, Deed, Outcome, Verdict};
use handcart::engine::view::{
    Ask, CheckoutButton, Difference, Face, Freshness, Kind, Notice, Panel, Pending, Stage, Talk, Toast, ToastId, View,
};

use crate::more;
use crate::shop::{
    BOOT, LAMP, MAT, SOCK, add, ask, boot_deed, boots, cart, cart_view, clear_ask, deed, eur, line, lines, me, offer,
    outcome, product, say, t, view,
};

/// A state: its group in the gallery, its name, how much room it needs, what is in it.
pub struct State {
    pub group: &'static str,
    pub name: &'static str,
    pub size: &'static str,
    pub view: View,
}

pub fn state(name: &'static str, size: &'static str, view: View) -> State {
    State { group: "", name, size, view }
}

pub fn one(kind: Kind) -> View {
    view(vec![kind])
}

pub fn done(outcomes: Vec<Outcome>) -> View {
    view(outcomes.into_iter().map(|outcome| Kind::Done(Rc::new(outcome))).collect())
}

pub fn full(more: Vec<Line>) -> View {
    let all: Vec<_> = lines().into_iter().chain(more).collect();
    View { panel: Panel::Open(Face::Cart), badge: 4, cart: Some(cart_view(Some(cart(all)))), ..view(vec![]) }
}

pub fn toast(id: u32, outcome: Outcome) -> Rc<Toast> {
    Rc::new(Toast { id: ToastId(id), outcome: Rc::new(outcome), until: Default::default() })
}

pub fn removed() -> Outcome {
    outcome(Verdict::Applied, deed(Action::Remove { key: Key(4) }, MAT, "mat", "", "89,00", [1, 0]))
}

pub fn all() -> Vec<State> {
    let groups = [
        ("Launcher", launcher()),
        ("Conversation", conversation()),
        ("Conversation", more::conversation()),
        ("Proposals", proposals()),
        ("Plans", super::plans::plans()),
        ("Outcomes", outcomes()),
        ("Outcomes", more::outcomes()),
        ("Cart", carts()),
        ("Cart", more::carts()),
        ("Something missing", missing()),
        ("Something missing", more::missing()),
        ("Small parts", more::parts()),
        ("Fitting in", fitting()),
    ];
    let mut all: Vec<State> = vec![];
    for (group, states) in groups {
        all.extend(states.into_iter().map(|state| State { group, ..state }));
    }
    all
}

fn launcher() -> Vec<State> {
    let closed = View { panel: Panel::Closed, badge: 3, ..view(vec![]) };
    let empty = View { panel: Panel::Closed, badge: 0, ..view(vec![]) };
    let teased = state("A teaser beside the launcher", "small", closed.clone());
    vec![state("Closed, with badge", "small", closed), state("Closed, nothing in the cart", "small", empty), teased]
}

fn conversation() -> Vec<State> {
    let three =
        "Three pairs fit: waterproof, under 150\u{a0}€ and in stock in 42. The first is the lightest at 390\u{a0}g.";
    let list = vec![
        offer(product("Zweipersonenzelt Kar 2", "tent", "289,00", "349,00", &[]), None),
        offer(
            handcart::engine::product::Product { stock: Stock::Low(3), ..product(MAT, "mat", "89,00", "", &[]) },
            None,
        ),
        offer(product(LAMP, "headlamp", "39,95", "", &[]), None),
    ];
    let replies = ["Add all three", "Something lighter", "Only the tent"].map(t).to_vec();
    let stream = "The Federleicht R 4.2. Its R-value of 4.2 keeps you warm on ground down to about −8 °C; the foam mat is made for summer.\n\nIt packs to the size of a one-litre bottle and weighs";
    vec![
        state("First run", "panel", View { badge: 0, cart: Some(cart_view(Some(cart(vec![])))), ..view(vec![]) }),
        state(
            "Products as a carousel",
            "panel",
            view(vec![me("Waterproof boots in 42, under 150 €"), say(three), Kind::Products(boots())]),
        ),
        state(
            "The answer is streaming",
            "panel",
            View {
                talk: Talk::Waiting,
                ..view(vec![
                    me("Which of these is warmer? I camp down to −5 °C in October."),
                    Kind::Say { text: t(stream), live: true },
                ])
            },
        ),
        state(
            "Products as a list, quick replies",
            "panel",
            view(vec![
                me("Something for a weekend in the Karwendel"),
                say("These three go together. All can be with you on Thursday."),
                Kind::Products(list),
                Kind::Replies(replies),
            ]),
        ),
        state(
            "Waiting for the first words",
            "panel",
            View { talk: Talk::Waiting, ..view(vec![me("Do you have the jacket in clay, too?")]) },
        ),
    ]
}

fn proposals() -> Vec<State> {
    let two = "Two pairs of the waterproof one, as you wear them out in a season.";
    let premium = || ask(two, boot_deed());
    let jacket = Deed {
        stock: Stock::Low(1),
        was: Some(eur("329,00")),
        total_now: Some(eur("232,48")),
        ..deed(add(1), "Hardshelljacke Föhn 3L", "jacket", "Size M · Slate blue", "279,00", [0, 1])
    };
    let seller = Ask {
        source: Source::Seller(t("Shop team")),
        ..ask("For the hut you want the warmer one. I set one aside for you.", jacket)
    };
    let sizes = product(BOOT, "boots", "109,95", "", &["39", "40", "41", "42", "43", "-44", "45"]);
    let missing = Ask {
        choosing: Some((Rc::new(sizes), vec![None])),
        stage: Stage::Missing(0),
        ..ask(
            "The waterproof pair, then. Which size do you take?",
            deed(add(1), BOOT, "boots", "Pine green", "109,95", [0, 1]),
        )
    };
    let to = |quantity| Action::SetQuantity { key: Key(1), quantity };
    let three = Deed {
        total_now: Some(eur("122,53")),
        ..deed(to(3), BOOT, "boots", "Size 42 · Pine green", "109,95", [1, 3])
    };
    let dozen = Deed {
        unusual: true,
        total_now: Some(eur("122,53")),
        ..deed(to(12), SOCK, "socks", "Size 39–42", "12,58", [1, 12])
    };
    let remove = Deed {
        total_now: Some(eur("321,48")),
        ..deed(Action::Remove { key: Key(4) }, MAT, "mat", "Regular, 183 cm", "", [1, 0])
    };
    let again = Ask {
        deed: Rc::new(Deed { price: Some(eur("119,95")), ..boot_deed() }),
        changed: Some(Difference { price: Some(eur("109,95")), ..Difference::default() }),
        ..premium()
    };
    let country = Deed {
        country_before: Some(Country(*b"DE")),
        ..deed(Action::SetCountry(Country(*b"AT")), "", "", "", "", [0, 0])
    };
    let card = |name, ask| state(name, "card", one(Kind::Ask(Rc::new(ask))));
    vec![
        card("Add: the premium card", premium()),
        card("A seller proposes", seller),
        card("Missing variant", missing),
        card("Change a quantity", ask("Three, so one for each of you.", three)),
        card("An unusual quantity is marked", ask("A dozen for the whole hiking club.", dozen)),
        card("Just appeared: not armed yet", Ask { stage: Stage::Arming, ..premium() }),
        card("Remove", ask("The mat is sold out, so I would take it off.", remove)),
        card("Pending: the shop is working", Ask { stage: Stage::Working, ..premium() }),
        card("It lapses soon, and can be kept", Ask { soon: true, ..premium() }),
        card("Offered again, the difference marked", again),
        card("A country", ask("It is shorter from there.", country)),
        card("To the checkout", ask("That is all you asked for.", deed(Action::Checkout, "", "", "", "", [0, 0]))),
        state(
            "Clear: alert dialog, the way out focused",
            "panel",
            View {
                dialog: Some(Rc::new(clear_ask())),
                ..view(vec![
                    me("Start over, please"),
                    say("I can empty the cart for you. Have a look at what would go."),
                ])
            },
        ),
    ]
}

fn outcomes() -> Vec<State> {
    let applied = || outcome(Verdict::Applied, boot_deed());
    let undone = Outcome {
        count: Some(1),
        total: Some(eur("12,58")),
        undo: handcart::engine::outcome::Undo::Used,
        undoes: Some(handcart::engine::outcome::OutcomeId(5)),
        ..outcome(
            Verdict::Applied,
            deed(Action::Remove { key: Key(1) }, BOOT, "boots", "Size 42 · Pine green", "", [2, 0]),
        )
    };
    let adjusted = Outcome {
        available: Some(3),
        ..outcome(
            Verdict::Adjusted { asked: 5, got: 3 },
            deed(add(5), BOOT, "boots", "Size 42 · Pine green", "109,95", [0, 5]),
        )
    };
    let rejected = |code| outcome(Verdict::Rejected(code), boot_deed());
    let said = Outcome { said: Some(t("Maximal 10 Stück pro Bestellung.")), ..rejected(Code::Policy) };
    let country = outcome(
        Verdict::Applied,
        Deed {
            country_before: Some(Country(*b"DE")),
            ..deed(Action::SetCountry(Country(*b"AT")), "", "", "", "", [0, 0])
        },
    );
    let note = |notice| Kind::Notice(notice);
    vec![
        state(
            "Applied, undone, declined",
            "card",
            done(vec![applied(), undone, outcome(Verdict::Declined, boot_deed())]),
        ),
        state("Adjusted: asked 5, got 3", "card", done(vec![adjusted])),
        state("Rejected", "card", done(vec![rejected(Code::OutOfStock), rejected(Code::NotApplied)])),
        state(
            "Unknown, lapsed",
            "card",
            done(vec![outcome(Verdict::Unknown, boot_deed()), outcome(Verdict::Expired, boot_deed())]),
        ),
        state("Country set, with undo", "card", done(vec![country])),
        state("A cap of the shop", "card", done(vec![said, rejected(Code::SessionExpired)])),
        state(
            "Notices",
            "card",
            view(vec![
                note(Notice::Refused(Code::ProductNotFound)),
                note(Notice::NoAnswer),
                note(Notice::Stopped),
                note(Notice::CheckoutOpening),
                note(Notice::CheckoutFailed),
                note(Notice::Restarted),
            ]),
        ),
    ]
}

fn carts() -> Vec<State> {
    let mat = Line { stock: Stock::Out, ..line(4, MAT, "mat", "Regular, 183 cm", ["89,00", ""], 1) };
    let mut pending = full(vec![mat]);
    if let Some(cart) = &mut pending.cart {
        cart.pending = vec![(Key(2), Pending::Quantity(2))];
        cart.checkout = CheckoutButton::Blocked;
    }
    let toasted = View { toasts: vec![toast(1, removed())], ..full(vec![]) };
    let empty = View { badge: 0, cart: Some(cart_view(Some(cart(vec![])))), ..full(vec![]) };
    let reading = View { badge: 3, cart: Some(cart_view(None)), ..full(vec![]) };
    let mut failed = reading.clone();
    let mut old = full(vec![]);
    let mut opening = full(vec![]);
    if let (Some(failed), Some(old), Some(opening)) = (&mut failed.cart, &mut old.cart, &mut opening.cart) {
        failed.freshness = Freshness::Failed;
        old.freshness = Freshness::Old;
        opening.checkout = CheckoutButton::Opening;
        opening.clearing = true;
    }
    vec![
        state("Lines, notices, progress, totals", "tall", pending),
        state("In the panel, with a toast", "panel", toasted),
        state("Empty", "short", empty),
        state("Reading the cart", "short", reading),
        state("The cart cannot be read", "short", failed),
        state("The cart may be old", "panel", old),
        state("Everything is being removed", "panel", opening),
    ]
}

fn missing() -> Vec<State> {
    let tent = offer(product("Zweipersonenzelt Kar 2", "tent", "289,00", "", &[]), None);
    let offline = view(vec![
        say("Three pairs fit: waterproof, under 150\u{a0}€ and in stock in 42."),
        Kind::Notice(Notice::Unsent(t("Which one is wider?"))),
    ]);
    let no_cart = view(vec![
        me("Put the tent in my cart"),
        say("I cannot change the cart in this shop. You can add it on its product page:"),
        Kind::Products(vec![tent]),
    ]);
    vec![
        state("Offline", "short", View { online: false, ..offline }),
        state("Cart not enabled", "short", View { cart: None, ..no_cart }),
    ]
}

fn fitting() -> Vec<State> {
    let bottle = deed(add(1), "Thermoflasche Firn", "bottle", "0,75\u{a0}l · Pine green", "27,50", [0, 1]);
    let bottle = Deed { total_now: Some(eur("257,33")), ..bottle };
    let talk = vec![
        me("Do I need a thermos for the Karwendel?"),
        say("A good one keeps tea hot for twelve hours and fits the side pocket of your pack."),
        Kind::Ask(Rc::new(ask("One bottle between you is enough for the hut.", bottle))),
    ];
    let wide = state(
        "Wide: conversation and cart side by side",
        "wide",
        View { panel: Panel::Open(Face::Talk), ..View { feed: crate::shop::entries(talk), ..full(vec![]) } },
    );
    let inline = state("Inline, in a container of the page", "panel", view(vec![me("Hello")]));
    vec![
        wide,
        inline,
        state(
            "320 px",
            "narrow",
            view(vec![Kind::Ask(Rc::new(ask(
                "Die verstärkte Ferse hält auf langen Etappen länger.",
                deed(add(2), SOCK, "socks", "Größe 39–42 · Hafer", "12,58", [0, 2]),
            )))]),
        ),
    ]
}
