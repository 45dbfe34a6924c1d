//! What goes out, by the names of the public types.

use std::rc::Rc;

use handcart::browser::call as edge;
use handcart::contract::sink::json::written;
use handcart::contract::url::Page;
use handcart::contract::{cart, product, wire};
use handcart::engine::action::{Action, Source};
use handcart::engine::cart::{Country, Key, Stock};
use handcart::engine::effect::{Call, Operation};
use handcart::engine::memory::Memory;
use handcart::engine::outcome::{Code, Deed, Outcome, OutcomeId, Refusal, Undo, Verdict};
use handcart::engine::product::Product;
use handcart::engine::row::{Row, Tick, whole};
use serde_json::{Value, json};

use super::common::{Plain, cart_out, fixture};

fn outcome(action: Action, verdict: Verdict) -> Outcome {
    let deed = Deed {
        action,
        name: "Trail Runner".into(),
        variant: None,
        image: None,
        url: None,
        line: None,
        stock: Stock::In,
        price: None,
        was: None,
        before: 2,
        after: 7,
        unusual: false,
        total_now: None,
        count_now: 4,
        goes: Vec::new(),
        country_before: None,
        rows: Vec::new(),
    };
    Outcome {
        id: OutcomeId(3),
        deed: Rc::new(deed),
        proposal: None,
        verdict,
        source: Source::Agent,
        operation: Some(9),
        delta: 3,
        count: Some(7),
        total: Some("500,00 €".into()),
        said: Some("Only 3 left".into()),
        available: Some(3),
        undo: Undo::Ready,
        undoes: None,
        lines: Vec::new(),
    }
}

fn sent(outcome: &Outcome) -> Value {
    written(|to| wire::outcome(to, outcome, "h3k9", &|key| (key == Key(0)).then_some("a1")))
}

#[test]
fn a_plan_goes_out_with_the_end_of_each_row() {
    let (remove, set) = (Action::Remove { key: Key(0) }, Action::SetQuantity { key: Key(1), quantity: 3 });
    let lines = [(remove.clone(), Verdict::Applied), (set.clone(), Verdict::Declined)];
    let mut plan = outcome(Action::Plan(vec![remove, set]), Verdict::Adjusted { asked: 2, got: 1 });
    plan.lines = lines.map(|(action, verdict)| Rc::new(outcome(action, verdict))).to_vec();
    plan.operation = None;
    let rows = plan.lines.iter().map(|line| Row {
        deed: line.deed.clone(),
        tick: Tick::On,
        choosing: None,
        most: 0,
        step: 1,
        changed: None,
    });
    plan.deed = Rc::new(whole(rows.collect(), None));
    let sent = sent(&plan);
    let actions = json!([{"type": "REMOVE", "itemKey": "a1"}, {"type": "UPDATE_QUANTITY", "quantity": 3}]);
    assert_eq!(sent["action"], json!({"type": "PLAN", "actions": actions}));
    assert_eq!((&sent["asked"], &sent["got"], &sent["operation"]), (&json!(2), &json!(1), &Value::Null));
    let results: Vec<_> = (0..2).map(|at| sent["lines"][at]["result"].as_str()).collect();
    assert_eq!((results, sent["lines"][0].get("lines")), (vec![Some("applied"), Some("declined")], None));
}

#[test]
fn an_outcome_names_its_proposal_and_a_line_that_went() {
    let mut gone = outcome(Action::Remove { key: Key(4) }, Verdict::Applied);
    assert_eq!((sent(&gone).get("proposal"), sent(&gone)["action"].get("itemKey")), (None, None));
    let mut deed = Deed::clone(&gone.deed);
    deed.line = Some("z9".into());
    (gone.deed, gone.proposal) = (Rc::new(deed), Some("p-1".into()));
    let sent = sent(&gone);
    assert_eq!((&sent["proposal"], &sent["action"]), (&json!("p-1"), &json!({"type": "REMOVE", "itemKey": "z9"})));
}

#[test]
fn an_outcome_goes_out_by_the_names_of_the_types() {
    let boots = product::read(&fixture("answer")["results"][0], Page::Https, &Plain).unwrap();
    let add = Action::Add { product: Rc::new(boots), variant: Some(1), quantity: 5 };
    assert_eq!(
        sent(&outcome(add, Verdict::Adjusted { asked: 5, got: 3 })),
        json!({
            "id": "h3k9-3", "name": "Trail Runner", "result": "adjusted", "asked": 5, "got": 3, "available": 3, "source": "agent",
            "action": {"type": "ADD_SUGGESTION", "productId": "boot", "variantId": "boot-42", "quantity": 5},
            "change": {"before": 2, "after": 5}, "cart": {"totalItems": 7, "total": "500,00 €"}, "notice": "Only 3 left",
            "operation": "h3k9-9", "undoable": true
        })
    );
    let rejected = sent(&outcome(Action::Remove { key: Key(0) }, Verdict::Rejected(Code::NotApplied)));
    assert_eq!(
        (&rejected["code"], &rejected["error"], rejected.get("notice")),
        (&json!("not-applied"), &json!("Only 3 left"), None)
    );
    assert_eq!(rejected["action"], json!({"type": "REMOVE", "itemKey": "a1"}));
    let country = sent(&outcome(Action::SetCountry(Country(*b"DE")), Verdict::Applied));
    assert_eq!((&country["action"]["countryCode"], country.get("change")), (&json!("DE"), None));
    let unread = Outcome { count: None, total: None, ..outcome(Action::Clear, Verdict::Unknown) };
    assert_eq!((sent(&unread).get("change"), sent(&unread).get("cart")), (None, None));
    let refusal = Refusal { code: Code::NotEnabled, detail: "why".into() };
    let refused = written(|to| wire::refusal(to, &refusal));
    assert_eq!(refused, json!({"result": "rejected", "code": "not-enabled", "detail": "why"}));
}

#[test]
fn every_name_that_goes_out_stands_in_the_types() {
    let types = include_str!("../../src/contract/types.d.ts");
    let cart = cart::read(&fixture("cart"), None, Page::Https).unwrap();
    let cleared = outcome(Action::Clear, Verdict::Applied);
    let change = written(|to| wire::outcome(to, &cleared, "p", &|_| None));
    let state = cart_out(&cart);
    let mut names = Vec::new();
    collect(&state, &mut names);
    collect(&change, &mut names);
    assert!(names.len() > 30);
    for name in names {
        let stands = [": ", "?: "]
            .iter()
            .any(|end| [" ", "{ ", "("].iter().any(|start| types.contains(&format!("{start}{name}{end}"))));
        assert!(stands, "{name}");
    }
    assert_eq!(cart::read(&state, None, Page::Https).unwrap().lines.len(), 3, "what goes out can come back");
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                names.push(name.clone());
                collect(inner, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

#[test]
fn what_was_kept_of_a_lost_instance_comes_back_as_it_went_out() {
    let add = |id: &str, external: Option<&str>, quantity| {
        let product = Product::bare(id.into(), external.map(Into::into), "Trail Runner".into(), Some("Size 42".into()));
        Action::Add { product: Rc::new(product), variant: Some(0), quantity }
    };
    let calls = [
        (
            Call::Add { product: "boots-42".into(), external: Some("e42".into()), quantity: 2 },
            add("boots-42", Some("e42"), 2),
        ),
        (Call::Add { product: "mug".into(), external: None, quantity: 1 }, add("mug", None, 1)),
        (Call::Remove { key: Key(0), previous: 3 }, Action::Remove { key: Key(0) }),
        (Call::SetQuantity { key: Key(7), quantity: 5, previous: 0 }, Action::SetQuantity { key: Key(7), quantity: 5 }),
        (Call::Clear, Action::Clear),
        (Call::SetCountry(Country(*b"AT")), Action::SetCountry(Country(*b"AT"))),
    ];
    for ((call, action), source) in calls.into_iter().zip([Source::Agent, Source::Shopper].into_iter().cycle()) {
        let reply = (source == Source::Agent).then_some(9);
        let operation = Operation {
            id: 4,
            attempt: 2,
            source,
            reply,
            name: "Trail Runner".into(),
            variant: Some("Size 42".into()),
        };
        let written = written(|to| edge::call(to, &call, &operation, "h3k9"));
        assert_eq!(written["operation"], "h3k9-4");
        let kept = json!({ "ticket": 6, "outcome": "11", "ids": ["p1", "p2"], "call": written });
        let memory =
            Memory { last: 11, proposals: vec!["p1".into(), "p2".into()], unsettled: Some((action, operation)) };
        assert_eq!(edge::memory(&kept).as_deref(), Some(&memory));
    }
}

#[test]
fn what_was_kept_of_an_instance_that_did_little_is_little() {
    let little = Memory { last: 3, ..Memory::default() };
    assert_eq!(edge::memory(&json!({ "ticket": 3, "ids": [] })).as_deref(), Some(&little));
    assert_eq!(edge::memory(&json!({ "ticket": 3 })), None);
}
