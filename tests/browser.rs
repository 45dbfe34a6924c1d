//! The wasm in a real browser, between its own exports and a recorded edge: what only a browser can show. Values of the
//! page are read and written, hostile ones included; entries from inside a call are taken; after the end nothing is asked.
#![cfg(target_arch = "wasm32")]

use handcart::browser::exports::Widget;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
const ASKED = ['wake', 'read', 'mutate', 'abort', 'checkout', 'ask', 'report', 'reread', 'changed', 'draw', 'speak', 'focus', 'warn', 'keep']
export function stage() {
  const edge = { seen: [], clock: 1000 }
  for (const name of ASKED) edge[name] = (...args) => { edge.seen.push([name, ...args]) }
  edge.now = () => edge.clock
  edge.copy = (cart) => cart
  edge.permit = () => true
  edge.price = (amount, currency) => `${amount} ${currency}`
  edge.decimal = String
  edge.prefix = () => 'hcx'
  edge.stamp = () => '2026-11-22T10:00:00.000Z'
  return edge
}
const told = (edge, name) => edge.seen.filter(([other]) => other === name)
export const times = (edge, name) => told(edge, name).length
export const last = (edge, name) => JSON.stringify(told(edge, name).at(-1)?.slice(1) ?? null)
export const ticket = (edge, name) => told(edge, name).at(-1)[1]
export const value = (text) => new Function(`return (${text})`)()
export const tick = (edge, by) => { edge.clock += by }
export const answerAtOnce = (edge, widget, cart) => {
  edge.read = (ticket) => { edge.seen.push(['read', ticket]); widget.cartRead(ticket, cart) }
}
export const start = (widget) => widget.start()
"#)]
extern "C" {
    fn stage() -> JsValue;
    fn times(edge: &JsValue, name: &str) -> u32;
    fn last(edge: &JsValue, name: &str) -> String;
    fn ticket(edge: &JsValue, name: &str) -> u32;
    fn value(text: &str) -> JsValue;
    fn tick(edge: &JsValue, by: f64);
    #[wasm_bindgen(js_name = answerAtOnce)]
    fn answer_at_once(edge: &JsValue, widget: &JsValue, cart: &JsValue);
    fn start(widget: &JsValue);
}

const OPTIONS: &str = "{ cart: true, agent: true, checkout: true, secure: true, open: true }";

fn cart(quantity: u32) -> JsValue {
    value(&format!(
        "{{ items: [{{ key: 'a/1', keyNumber: 1, id: 'boots', name: 'Boots', price: '79,95 €', quantity: {quantity} }}], \
         totalItems: {quantity}, subtotal: '79,95 €', total: '84,85 €', currency: 'EUR' }}"
    ))
}

/// A widget whose first read was answered.
fn ready() -> (JsValue, Widget) {
    let edge = stage();
    let widget = Widget::new(edge.clone().unchecked_into(), value(OPTIONS));
    widget.start();
    widget.cart_read(ticket(&edge, "read"), cart(1));
    (edge, widget)
}

#[wasm_bindgen_test]
fn the_cart_is_read_once_at_the_start_and_drawn() {
    let (edge, _widget) = ready();
    assert_eq!(times(&edge, "read"), 1);
    let drawn = last(&edge, "draw");
    for part in ["\"name\":\"Boots\"", "\"keyNumber\":1", "\"price\":\"79,95 €\"", "\"freshness\":\"current\""] {
        assert!(drawn.contains(part), "{part} in {drawn}");
    }
}

#[wasm_bindgen_test]
fn only_a_trusted_press_calls_the_host_and_the_cart_decides_how_it_ended() {
    let (edge, widget) = ready();
    widget.act("set 1 2", "", false);
    assert_eq!(times(&edge, "mutate"), 0, "a script's press is no consent");
    widget.act("set 1 2", "", true);
    assert_eq!(times(&edge, "mutate"), 1);
    let call = last(&edge, "mutate");
    for part in
        ["\"type\":\"UPDATE_QUANTITY\"", "\"key\":1", "\"quantity\":2", "\"previous\":1", "\"operation\":\"hcx-1\""]
    {
        assert!(call.contains(part), "{part} in {call}");
    }
    widget.settled(ticket(&edge, "mutate"), value("{ success: true }"));
    assert_eq!(times(&edge, "report"), 0, "a yes without a cart is compared first");
    widget.cart_read(ticket(&edge, "read"), cart(1));
    let told = last(&edge, "report");
    assert!(told.contains("\"result\":\"rejected\"") && told.contains("\"code\":\"not-applied\""), "{told}");
}

#[wasm_bindgen_test]
fn hostile_values_end_in_a_code_and_never_in_a_trap() {
    let (edge, widget) = ready();
    let hostile = [
        "{ get items() { throw new Error('no') } }",
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
        "new Proxy({}, { get() { throw 1 }, has() { throw 2 }, ownKeys() { throw 3 } })",
        "null",
        "Symbol('cart')",
        "{ items: { length: 3 } }",
        "{ items: [null, 7, { get name() { throw 0 } }], total: 10n ** 400n }",
    ];
    for text in hostile {
        widget.reread(0);
        widget.cart_read(ticket(&edge, "read"), value(text));
        widget.act("set 1 3", "", true);
        if times(&edge, "mutate") > 0 {
            widget.settled(ticket(&edge, "mutate"), value(text));
            widget.failed(ticket(&edge, "mutate"), value(text));
        }
        widget.propose(value(text), 1);
        widget.answered(1, value(text));
        tick(&edge, 20_000.0);
        widget.tick();
    }
    widget.reread(0);
    widget.cart_read(ticket(&edge, "read"), cart(4));
    assert!(last(&edge, "draw").contains("\"freshness\":\"current\""), "it can be used afterwards");
}

#[wasm_bindgen_test]
fn an_answer_from_inside_the_call_is_taken() {
    let edge = stage();
    let widget: JsValue = Widget::new(edge.clone().unchecked_into(), value(OPTIONS)).into();
    answer_at_once(&edge, &widget, &cart(3));
    start(&widget);
    assert_eq!(times(&edge, "read"), 1);
    assert!(last(&edge, "draw").contains("\"totalItems\":3"));
}

#[wasm_bindgen_test]
fn a_proposal_is_drawn_in_the_shops_facts_and_refused_with_a_path() {
    let (edge, widget) = ready();
    widget.propose(value("{ type: 'REMOVE', itemKey: 'a/1', confirmationPrompt: 'Marked <b>words</b>' }"), 7);
    let drawn = last(&edge, "draw");
    assert!(drawn.contains("\"words\":\"Marked <b>words</b>\"") && drawn.contains("\"kind\":\"remove\""), "{drawn}");
    widget.propose(value("{ type: 'UPDATE_QUANTITY', itemKey: 'a/1', quantity: 'many' }"), 8);
    let refused = last(&edge, "report");
    assert!(refused.starts_with("[8,") && refused.contains("quantity") && refused.contains("many"), "{refused}");
    assert_eq!(times(&edge, "mutate"), 0);
}

#[wasm_bindgen_test]
fn after_a_loss_it_goes_on_with_what_was_kept() {
    let edge = stage();
    let call =
        "{ type: 'UPDATE_QUANTITY', key: 1, quantity: 2, id: 3, attempt: 1, source: 'agent', reply: 7, name: 'Boots' }";
    let kept = format!("{}, ids: ['p1'], ticket: 4, outcome: '9', call: {call} }}", OPTIONS.trim_end_matches(" }"));
    let widget = Widget::new(edge.clone().unchecked_into(), value(&kept));
    widget.start();
    assert_eq!((times(&edge, "report"), times(&edge, "mutate")), (0, 0));
    assert!(last(&edge, "draw").contains("\"kind\":\"restarted\""));
    assert_eq!(last(&edge, "read"), "[10]", "numbers go on");
    widget.cart_read(ticket(&edge, "read"), cart(1));
    let told = last(&edge, "report");
    for part in
        ["[7,", "\"result\":\"unknown\"", "\"operation\":\"hcx-3\"", "\"itemKey\":\"a/1\"", "\"name\":\"Boots\""]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
    widget.propose(value("{ type: 'REMOVE', itemKey: 'a/1', id: 'p1' }"), 8);
    assert!(last(&edge, "report").contains("\"code\":\"policy\""));
    widget.propose(value("{ type: 'REMOVE', itemKey: 'a/1', id: 'p2' }"), 9);
    assert_eq!(last(&edge, "keep"), "[\"p2\"]");
    assert_eq!((times(&edge, "report"), times(&edge, "mutate")), (2, 0));
}

#[wasm_bindgen_test]
fn nothing_is_asked_after_the_end() {
    let (edge, widget) = ready();
    widget.end();
    let before = last(&edge, "draw");
    let reads = times(&edge, "read");
    widget.cart_changed(0);
    widget.act("set 1 2", "", true);
    widget.cart_read(1, cart(9));
    tick(&edge, 60_000.0);
    widget.tick();
    assert_eq!((times(&edge, "read"), times(&edge, "mutate"), last(&edge, "draw")), (reads, 0, before));
}
