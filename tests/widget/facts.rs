//! What must be true of the markup, whatever the state.

use std::collections::HashSet;
use std::rc::Rc;

use handcart::browser::dom::act::decode;
use handcart::browser::dom::html::html;
use handcart::browser::dom::look::{Cx, Memo};
use handcart::browser::dom::node::{El, Node};
use handcart::browser::dom::panel::draw;
use handcart::browser::dom::voice::spoken;
use handcart::browser::dom::words::KEYS;
use handcart::engine::action::Source;
use handcart::engine::outcome::{Code, Verdict};
use handcart::engine::view::{Ask, CheckoutButton, Entry, EntryId, Kind, Notice, Panel, Spoken, View};

use crate::gallery::words;
use crate::shop::{ask, boot_deed, clear_ask, outcome, t, view};
use crate::states::{State, all, look};

fn tree(view: &View) -> Node {
    draw(view, &look(), &words(), &mut Memo::default())
}

fn drawn(state: &State) -> Node {
    draw(&state.view, &state.look, &words(), &mut Memo::default())
}

/// Every element, with the elements around it.
fn walk<'a>(node: &'a Node, around: &mut Vec<&'a El>, visit: &mut dyn FnMut(&'a El, &[&'a El])) {
    let Node::El(el) = node.bare() else { return };
    visit(el, around);
    around.push(el);
    for kid in &el.kids {
        walk(kid, around, visit);
    }
    around.pop();
}

fn each<'a>(node: &'a Node, mut visit: impl FnMut(&'a El, &[&'a El])) {
    walk(node, &mut Vec::new(), &mut visit);
}

fn attr<'a>(el: &'a El, name: &str) -> Option<&'a str> {
    el.attrs.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

fn has_class(el: &El, class: &str) -> bool {
    attr(el, "class").is_some_and(|all| all.split(' ').any(|one| one == class))
}

/// What is seen: text outside of what is hidden from the eye or from everybody.
fn seen(el: &El) -> String {
    let mut out = String::new();
    for kid in &el.kids {
        match kid.bare() {
            Node::Text(text) => out.push_str(text.as_str()),
            Node::El(inner) if !has_class(inner, "hc-vh") && inner.tag != "svg" => out.push_str(&seen(inner)),
            _ => {}
        }
    }
    out
}

fn buttons(node: &Node) -> Vec<(&El, String)> {
    let mut all = Vec::new();
    each(node, |el, _| {
        if el.tag == "button" {
            all.push((el, attr(el, "aria-label").map_or_else(|| seen(el), String::from)));
        }
    });
    all
}

#[test]
fn the_catalogue_is_complete_and_used() {
    let catalogue: serde_json::Value = serde_json::from_str(include_str!("../../src/sdk/messages/en.json")).unwrap();
    let there: HashSet<&str> = catalogue.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted: HashSet<&str> = KEYS.iter().copied().collect();
    assert_eq!(there.difference(&wanted).collect::<Vec<_>>(), Vec::<&&str>::new(), "not used");
    assert_eq!(wanted.difference(&there).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing");
    assert_eq!(wanted.len(), KEYS.len(), "twice");
    for (key, value) in catalogue.as_object().unwrap() {
        if let Some(forms) = value.as_object() {
            assert!(forms.contains_key("one") && forms.contains_key("other") && forms.len() == 2, "{key}");
        }
        assert!(!value.to_string().contains("Oops"), "{key}");
    }
    // Every message that the code names is in the list, and the other way round: the code is the enum.
    let source =
        ["ask", "cart", "launcher", "outcome", "panel", "parts", "product", "talk", "toast", "voice"].map(|file| {
            std::fs::read_to_string(format!("{}/src/browser/dom/{file}.rs", env!("CARGO_MANIFEST_DIR"))).unwrap()
        });
    let source = source.concat();
    let unused = KEYS.iter().filter(|key| {
        let name = format!("W::{}{}", key[..1].to_uppercase(), &key[1..]);
        let parts = source
            .match_indices(&name)
            .any(|(at, _)| !source[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric()));
        !parts
    });
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&&str>::new(), "no code says this");
}

#[test]
fn every_state_keeps_the_rules() {
    for state in all() {
        let (tree, name) = (drawn(&state), state.name);
        let (mut ids, mut wanted) = (HashSet::new(), Vec::new());
        let mut live = Vec::new();
        each(&tree, |el, around| {
            assert!(attr(el, "style").is_none(), "{name}: no inline style");
            for (attribute, value) in &el.attrs {
                assert!(!value.as_str().contains('{'), "{name}: {attribute} has an open placeholder");
            }
            if let Some(id) = attr(el, "id") {
                assert!(ids.insert(id), "{name}: {id} twice");
            }
            for reference in ["for", "aria-labelledby"] {
                wanted.extend(attr(el, reference));
            }
            if let Some(act) = attr(el, "data-a") {
                assert!(decode(act).is_some(), "{name}: {act}");
            }
            match el.tag {
                "img" => assert_eq!(attr(el, "alt"), Some(""), "{name}: the name stands beside the picture"),
                "button" => assert_eq!(attr(el, "type"), Some("button"), "{name}"),
                "input" | "select" | "textarea" => {
                    let named = attr(el, "aria-label").is_some()
                        || attr(el, "id").is_some()
                        || around.iter().any(|outer| outer.tag == "label");
                    assert!(named, "{name}: a field without a name");
                }
                _ => {}
            }
            if let Some(role @ ("status" | "alert")) = attr(el, "role") {
                live.push(role);
                assert!(
                    el.kids.is_empty() && around.len() == 1,
                    "{name}: {role} is there, empty, and not in the panel"
                );
            }
            if has_class(el, "hc-ask") {
                let mut main = 0;
                each(&Node::El(el.clone()), |inner, _| main += usize::from(has_class(inner, "is-main")));
                assert!(main <= 1, "{name}: one filled button on a card");
            }
        });
        assert_eq!(live, ["status", "alert"], "{name}");
        for id in wanted {
            assert!(ids.contains(id), "{name}: nothing has the id {id}");
        }
        assert!(!html(&tree).contains('{'), "{name}: an open placeholder");
        for (button, spoken) in buttons(&tree) {
            assert!(!spoken.trim().is_empty(), "{name}: a button without a name: {button:?}");
            let seen = seen(button);
            let same = attr(button, "class") == Some("hc-bag") || attr(button, "class") == Some("hc-launch");
            assert!(same || spoken.starts_with(&seen), "{name}: “{spoken}” does not begin with “{seen}”");
        }
    }
}

#[test]
fn buttons_say_the_deed() {
    let has = |wanted: &str| {
        let all = all();
        let found = all.iter().any(|state| buttons(&drawn(state)).iter().any(|(_, name)| name == wanted));
        assert!(found, "no button is called “{wanted}”");
    };
    for name in [
        "Add Trail Runner GTX",
        "Remove 2 Trail Runner GTX",
        "Add 2 to cart",
        "Change to 3",
        "Keep 1",
        "Remove 1 from cart",
        "Keep it",
        "Keep everything",
        "Remove all 4 items",
        "Increase quantity of Trail Runner GTX",
        "Check out",
        "Cart, 12,58\u{a0}€, 1 item",
        "Open the assistant, 3 items in cart",
        "Undo: Added 2 Trail Runner GTX, Size 42 · Pine green.",
        "Choose the size",
    ] {
        has(name);
    }
}

#[test]
fn no_word_of_an_agent_leaves_its_quotation() {
    let mark = "AGENTWORD";
    let quoted = |words: &str| Ask { ..ask(words, boot_deed()) };
    let feed = vec![
        Kind::Say { text: t(mark), live: true },
        Kind::Ask(quoted(mark)),
        Kind::Ask(Ask { source: Source::Seller(t("Marta")), ..quoted(mark) }),
    ];
    let dialog = Ask { words: Some(t(mark)), ..clear_ask() };
    let tree = tree(&View { dialog: Some(Rc::new(dialog)), ..view(feed) });
    let mut places = 0;
    each(&tree, |el, around| {
        for (name, value) in &el.attrs {
            assert!(!value.as_str().contains(mark), "in {name}");
        }
        for kid in &el.kids {
            if matches!(kid.bare(), Node::Text(text) if text.as_str().contains(mark)) {
                places += 1;
                let said = el.tag == "q" || around.last().is_some_and(|outer| has_class(outer, "hc-say"));
                assert!(said, "outside of the quotation: {el:?}");
            }
        }
    });
    assert_eq!(places, 4);
}

#[test]
fn a_proposal_is_read_from_top_to_bottom_and_its_way_out_is_never_off() {
    for state in all() {
        let tree = drawn(&state);
        each(&tree, |el, _| {
            if !has_class(el, "hc-ask") {
                return;
            }
            let node = Node::El(el.clone());
            let acts: Vec<_> = buttons(&node).into_iter().filter_map(|(el, _)| attr(el, "data-a")).collect();
            assert!(acts[0].starts_with("confirm 7 3"), "{}: {acts:?}", state.name);
            if attr(el, "aria-busy").is_none() {
                assert_eq!(acts[1], "decline 7", "{}", state.name);
                assert_eq!(attr(buttons(&node)[1].0, "aria-disabled"), None, "{}", state.name);
            }
        });
    }
    let long = "word ".repeat(100);
    let cut = html(&tree(&view(vec![Kind::Ask(ask(&long, boot_deed()))])));
    assert!(cut.contains('…') && !cut.contains(&"word ".repeat(41)), "at most 200 characters");
}

#[test]
fn the_way_out_of_the_dialog_comes_first_and_has_the_focus() {
    let tree = tree(&View { dialog: Some(Rc::new(clear_ask())), ..view(vec![]) });
    let mut found = false;
    each(&tree, |el, _| {
        if el.tag == "dialog" {
            found = true;
            let node = Node::El(el.clone());
            let all = buttons(&node);
            assert_eq!(attr(all[0].0, "data-a"), Some("decline 7"));
            assert!(attr(all[0].0, "autofocus").is_some() && has_class(all[0].0, "is-main"));
            assert!(all[1].1.starts_with("Remove all 4"));
            assert_eq!(attr(el, "data-esc"), Some("decline 7"));
        }
    });
    assert!(found);
}

#[test]
fn nothing_is_offered_that_the_host_cannot_do() {
    let cart = |button| {
        let mut view =
            crate::states::all().into_iter().find(|state| state.name == "In the panel, with a toast").unwrap();
        view.view.cart.as_mut().unwrap().checkout = button;
        html(&drawn(&view))
    };
    assert!(cart(CheckoutButton::Ready).contains("data-a=\"checkout\""));
    assert!(!cart(CheckoutButton::Absent).contains("data-a=\"checkout\""));
    let without = html(&tree(&View { cart: None, ..view(vec![Kind::Products(crate::shop::boots())]) }));
    assert!(!without.contains("data-a=\"add") && !without.contains("data-a=\"cart\""));
    assert!(without.contains("View Trail Runner GTX"));
}

#[test]
fn a_closed_panel_costs_nothing_until_it_was_opened() {
    let closed = View { panel: Panel::Closed, ..view(vec![Kind::Me(t("hi"))]) };
    let mut memo = Memo::default();
    let draw = |view: &View, memo: &mut Memo| html(&draw(view, &look(), &words(), memo));
    assert!(!draw(&closed, &mut memo).contains("<section"));
    assert!(draw(&view(vec![]), &mut memo).contains("<section class=\"hc-panel\""));
    assert!(draw(&closed, &mut memo).contains(" hidden><header"), "it keeps its place and its draft");
}

#[test]
fn an_entry_that_is_the_same_is_not_built_again() {
    let entry = Rc::new(Entry { id: EntryId(0), kind: Kind::Me(t("hi")) });
    let one = View { feed: vec![entry.clone()], ..view(vec![]) };
    let two = View { feed: vec![entry, Rc::new(Entry { id: EntryId(1), kind: Kind::Me(t("ho")) })], ..one.clone() };
    let (words, mut memo) = (words(), Memo::default());
    let kept = |node: &Node| {
        let mut all = Vec::new();
        each(node, |el, _| {
            all.extend(
                el.kids.iter().filter_map(|kid| if let Node::Same(kid) = kid { Some(kid.clone()) } else { None }),
            );
        });
        all
    };
    let first = kept(&draw(&one, &look(), &words, &mut memo));
    let second = kept(&draw(&two, &look(), &words, &mut memo));
    assert!(Rc::ptr_eq(&first[0], &second[0]) && second.len() == 2);
}

#[test]
fn every_code_and_notice_has_a_sentence() {
    let words = words();
    let look = look();
    let cx = Cx { look: &look, words: &words, cart: true };
    let codes = [
        Code::OutOfStock,
        Code::QuantityExceeded,
        Code::ProductNotFound,
        Code::VariantRequired,
        Code::LineNotFound,
        Code::SessionExpired,
        Code::Conflict,
        Code::InvalidCountry,
        Code::NotSupported,
        Code::NotEnabled,
        Code::Policy,
        Code::Timeout,
        Code::Network,
        Code::InvalidAnswer,
        Code::HostError,
        Code::NotApplied,
    ];
    let mut told = HashSet::new();
    for code in codes {
        let said = spoken(cx, &Spoken::Outcome(Rc::new(outcome(Verdict::Rejected(code), boot_deed()))));
        assert!(said.contains("Nothing was added."), "{said}");
        assert!(told.insert(said), "{code:?} says what another code says");
        let refused = spoken(cx, &Spoken::Notice(Notice::Refused(code)));
        assert!(refused.ends_with('.') && !refused.contains('{'), "{refused}");
    }
    let applied = spoken(cx, &Spoken::Outcome(Rc::new(outcome(Verdict::Applied, boot_deed()))));
    assert_eq!(applied, "Added 2 Trail Runner GTX, Size 42 · Pine green. Your cart: 3 items, 232,48\u{a0}€");
    let asked = spoken(cx, &Spoken::Ask(Rc::new(boot_deed())));
    assert_eq!(asked, "Proposal: Add to your cart. Trail Runner GTX, Size 42 · Pine green. Add 2 to cart, or Not now.");
    assert_eq!(spoken(cx, &Spoken::Products(1)), "1 product is shown");
}
