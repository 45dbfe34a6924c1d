//! The page as the driver's outside: performs effects by asking the edge's JavaScript half, and draws.

use crate::contract::atom::atom;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

use wasm_bindgen::prelude::*;

use super::call::call as host_call;
use super::out::out;
use super::value::Js;
use crate::contract::action::Shop;
use crate::contract::answer;
use crate::contract::cart as reader;
use crate::contract::dialect::neuroon;
use crate::contract::problem::Problem;
use crate::contract::product::Format;
use crate::contract::text::MESSAGE;
use crate::contract::url;
use crate::contract::value::Value;
use crate::contract::{codes, drawing, id, wire};
use crate::driver::Host;
use crate::engine::cart::{Cart, Text};
use crate::engine::clock::Millis;
use crate::engine::effect::{Effect, Warning};
use crate::engine::event::{Answer, Turn};
use crate::engine::outcome::{Code, Outcome};
use crate::engine::product::{Permit, Product};
use crate::engine::view::View;

/// Products of earlier answers that a proposal may name.
const KNOWN: usize = 200;

#[wasm_bindgen]
extern "C" {
    /// The JavaScript half of the edge (`edge.ts`). None of its methods throws before the instance is lost.
    pub type Edge;

    #[wasm_bindgen(method)]
    fn now(this: &Edge) -> f64;
    #[wasm_bindgen(method)]
    fn wake(this: &Edge, at: f64);
    #[wasm_bindgen(method)]
    fn read(this: &Edge, ticket: u32);
    #[wasm_bindgen(method)]
    fn mutate(this: &Edge, ticket: u32, call: JsValue);
    #[wasm_bindgen(method)]
    fn abort(this: &Edge, ticket: u32);
    #[wasm_bindgen(method)]
    fn checkout(this: &Edge);
    #[wasm_bindgen(method)]
    fn ask(this: &Edge, ticket: u32, body: JsValue);
    #[wasm_bindgen(method)]
    fn copy(this: &Edge, cart: &JsValue) -> JsValue;
    #[wasm_bindgen(method)]
    fn permit(this: &Edge, product: &JsValue) -> JsValue;
    #[wasm_bindgen(method)]
    fn price(this: &Edge, amount: f64, currency: &str) -> String;
    #[wasm_bindgen(method)]
    fn decimal(this: &Edge, number: f64) -> String;
    #[wasm_bindgen(method)]
    fn stamp(this: &Edge) -> String;
    #[wasm_bindgen(method)]
    fn prefix(this: &Edge) -> String;
    #[wasm_bindgen(method)]
    fn report(this: &Edge, reply: u32, outcome: JsValue);
    #[wasm_bindgen(method)]
    fn keep(this: &Edge, id: &str);
    #[wasm_bindgen(method)]
    fn reread(this: &Edge, reply: u32, worked: bool);
    #[wasm_bindgen(method)]
    fn changed(this: &Edge, outcome: JsValue);
    #[wasm_bindgen(method)]
    fn warn(this: &Edge, text: &str);
    #[wasm_bindgen(method)]
    fn draw(this: &Edge, drawing: JsValue);
    #[wasm_bindgen(method)]
    fn speak(this: &Edge, speech: JsValue, urgent: bool);
    #[wasm_bindgen(method)]
    fn focus(this: &Edge, spot: &str, number: u32);
}

/// The page.
pub struct Page {
    edge: Edge,
    /// Makes ids of this page unlike those of other pages.
    prefix: String,
    scheme: url::Page,
    most: u32,
    /// The cart that the intake handed over last: what it compares with.
    cart: RefCell<Option<Rc<Cart>>>,
    /// When it was read.
    read_at: RefCell<String>,
    known: RefCell<Vec<Rc<Product>>>,
    /// How many of them, the last ones, came with the newest answer that had any.
    shown: Cell<usize>,
    conversation: RefCell<Option<Text>>,
    /// The view that was drawn last.
    drawn: RefCell<Option<View>>,
}

struct Printer<'a>(&'a Edge);

impl Format for Printer<'_> {
    fn money(&self, amount: f64, currency: &str) -> Text {
        self.0.price(amount, currency).into()
    }

    fn decimal(&self, number: f64) -> Text {
        self.0.decimal(number).into()
    }
}

impl Page {
    /// A page that nothing was drawn on.
    pub fn new(edge: Edge, scheme: url::Page, most: u32) -> Self {
        let prefix = edge.prefix();
        Self {
            edge,
            prefix,
            scheme,
            most,
            cart: RefCell::default(),
            read_at: RefCell::default(),
            known: RefCell::default(),
            shown: Cell::default(),
            conversation: RefCell::default(),
            drawn: RefCell::default(),
        }
    }

    /// The number in an id of this page.
    pub fn number(&self, text: &str) -> Option<u32> {
        id::number(&self.prefix, text)
    }

    fn outcome(&self, outcome: &Outcome) -> JsValue {
        let cart = self.cart.borrow().clone();
        let names = |key| cart.as_ref()?.line(key).map(|line| &*line.key_text);
        out(|to| wire::outcome(to, outcome, &self.prefix, &names))
    }

    /// Takes a cart of the host's in. An unchanged one is the very same value as before.
    pub fn take_cart(&self, raw: &JsValue) -> Result<Rc<Cart>, Problem> {
        let copy = self.edge.copy(raw);
        let before = self.cart.borrow().clone();
        *self.read_at.borrow_mut() = self.edge.stamp();
        if let (true, Some(before)) = (copy.is_undefined(), &before) {
            return Ok(before.clone());
        }
        let cart = Rc::new(reader::read(&Js(copy), before.as_deref(), self.scheme)?);
        *self.cart.borrow_mut() = Some(cart.clone());
        Ok(cart)
    }

    /// Reads what a callback answered.
    pub fn take_answer(&self, value: JsValue) -> Answer {
        answer::settled(&Js(value), |cart| self.take_cart(&cart.0).ok())
    }

    /// Reads what a callback threw.
    pub fn take_failure(&self, error: JsValue) -> Answer {
        answer::failed(&Js(error))
    }

    /// What a reader of products and proposals needs to know.
    pub fn with_shop<T>(&self, cart: Option<&Cart>, work: impl FnOnce(&Shop<'_, Js>) -> T) -> T {
        let known = self.known.borrow().clone();
        let permit = |raw: &Js, _: &Product| {
            let answer = Js(self.edge.permit(&raw.0));
            match answer.flag(atom!("")) {
                Some(true) => Permit::Allowed,
                _ => Permit::Refused(answer.line(atom!(""), MESSAGE)),
            }
        };
        let format = Printer(&self.edge);
        work(&Shop { page: self.scheme, format: &format, permit: &permit, cart, known: &known, most: self.most })
    }

    /// Reads an agent's answer.
    pub fn take_turn(&self, value: JsValue, cart: Option<&Cart>) -> Result<Turn, Code> {
        let read = self.with_shop(cart, |shop| neuroon::read(&Js(value), shop));
        let read = read.map_err(|problem| {
            self.edge.warn(&problem.text());
            problem.code
        })?;
        for proposed in &read.turn.proposals {
            if let Err(refusal) = &proposed.action {
                self.edge.warn(&["a proposal of the agent was refused: ", &refusal.detail].concat());
            }
        }
        self.remember(&read.turn.products);
        if read.conversation.is_some() {
            *self.conversation.borrow_mut() = read.conversation;
        }
        Ok(read.turn)
    }

    fn remember(&self, products: &[Rc<Product>]) {
        if !products.is_empty() {
            self.shown.set(products.len());
        }
        let mut known = self.known.borrow_mut();
        known.retain(|old| !products.iter().any(|new| new.id == old.id));
        known.extend(products.iter().cloned());
        let over = known.len().saturating_sub(KNOWN);
        known.drain(..over);
    }

    fn request(&self, words: &Text, cart: Option<&Cart>) -> JsValue {
        let (read_at, conversation) = (self.read_at.borrow(), self.conversation.borrow());
        out(|to| {
            let cart = cart.map(|cart| (cart, read_at.as_str()));
            let known = self.known.borrow();
            let shown = known.get(known.len().saturating_sub(self.shown.get())..).unwrap_or_default();
            neuroon::ask(to, words, conversation.as_deref(), cart, shown);
        })
    }
}

impl Host for Page {
    fn now(&self) -> Millis {
        Millis(self.edge.now() as u64)
    }

    fn perform(&self, effect: Effect) {
        let edge = &self.edge;
        match effect {
            Effect::ReadCart(ticket) => edge.read(ticket.0),
            Effect::Mutate(ticket, call, operation) => {
                edge.mutate(ticket.0, out(|to| host_call(to, &call, &operation, &self.prefix)));
            }
            Effect::Abort(ticket) | Effect::StopAsking(ticket) => edge.abort(ticket.0),
            Effect::Checkout => edge.checkout(),
            Effect::Ask(ticket, words, cart) => edge.ask(ticket.0, self.request(&words, cart.as_deref())),
            Effect::Report(reply, outcome) => edge.report(reply.unwrap_or(0), self.outcome(&outcome)),
            Effect::Refuse(reply, refusal) => {
                edge.report(reply.unwrap_or(0), out(|to| wire::refusal(to, &refusal)));
            }
            Effect::TellChanged(outcome, _) => edge.changed(self.outcome(&outcome)),
            Effect::Keep(id) => edge.keep(&id),
            Effect::ReadEnded(reply, cart) => edge.reread(reply, cart.is_some()),
            Effect::Announce(spoken, urgent) => edge.speak(out(|to| drawing::speech(to, &spoken)), urgent),
            Effect::Focus(spot) => {
                let (name, number) = drawing::spot(spot);
                edge.focus(name, number);
            }
            Effect::Warn(warning) => edge.warn(match warning {
                Warning::EventLoop => "reading the cart fires the cart-update event; it is read less often",
                Warning::DoubleKeys => "two lines of the cart share a key; they cannot be changed",
                Warning::ReadFailed => "onGetCart failed; it is tried again",
            }),
        }
    }

    fn draw(&self, view: &View) {
        let before = self.drawn.replace(Some(view.clone()));
        self.edge.draw(out(|to| drawing::drawing(to, view, before.as_ref())));
    }

    fn wake(&self, at: Option<Millis>) {
        self.edge.wake(at.map_or(-1.0, |at| at.0 as f64));
    }
}

/// The engine's code for a name of the edge's.
pub fn code(name: &str) -> Code {
    codes::read(name).unwrap_or(Code::HostError)
}
