//! What the wasm offers to its JavaScript half. Every method takes `&self` and may be entered again from inside anything
//! that it calls.

use crate::contract::atom::{Atom, atom};
use core::mem::ManuallyDrop;

use wasm_bindgen::prelude::*;

use super::act::{self, consents};
use super::call;
use super::page::{Edge, Page, code};
use super::value::Js;
use crate::contract::problem::Problem;
use crate::contract::text::{Manner, SPEECH};
use crate::contract::value::Value;
use crate::contract::{action, url};
use crate::driver::{Driver, Host};
use crate::engine::action::Source;
#[cfg(feature = "caps")]
use crate::engine::caps;
use crate::engine::cart::Text;
use crate::engine::clock::{Millis, Policy};
use crate::engine::event::{Event, Gesture, Heard, Ticket};
use crate::engine::outcome::{Code, OutcomeId, Refusal};
use crate::engine::view::Panel;
use crate::engine::{Abilities, Setup};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../contract/types.d.ts");

/// What the build makes of wasm-bindgen's own `initSync` (`www/tools/glue.mjs`).
#[wasm_bindgen(typescript_custom_section)]
const FRESH: &str = "export function fresh(module: WebAssembly.Module): typeof Widget;";

/// One widget.
#[wasm_bindgen]
pub struct Widget {
    /// Never taken apart: when a widget ends, its instance and the memory go as a whole.
    driver: ManuallyDrop<Driver<Page>>,
}

#[wasm_bindgen]
impl Widget {
    /// A widget that waits for `start`. The options were checked; after a loss what was kept stands beside them.
    #[wasm_bindgen(constructor)]
    pub fn new(edge: Edge, options: JsValue) -> Self {
        let options = Js(options);
        let on = |key: Atom| options.flag(key) == Some(true);
        let mut policy = Policy::default();
        if let Some(limits) = options.get(atom!("timeouts")) {
            let limit = |key: Atom, slot: &mut Millis| {
                if let Some(value) = limits.int(key) {
                    *slot = Millis(value.into());
                }
            };
            limit(atom!("mutation"), &mut policy.mutation);
            limit(atom!("read"), &mut policy.read);
            limit(atom!("prompt"), &mut policy.prompt);
        }
        #[cfg(feature = "caps")]
        if let Some(set) = options.get(atom!("caps")) {
            let amount = |key: Atom| set.number(key).and_then(caps::amount);
            let names = set.list(atom!("actions"), 99).unwrap_or_default();
            policy.caps = caps::Caps {
                quantity: set.int(atom!("maxQuantity")).unwrap_or(policy.most),
                line: amount(atom!("maxLineValue")),
                cart: amount(atom!("maxCartValue")),
                minute: set.int(atom!("perMinute")),
                actions: names.iter().filter_map(|name| name.name(atom!(""))).collect(),
            };
            policy.most = policy.most.max(policy.caps.quantity);
        }
        let scheme = if on(atom!("secure")) { url::Page::Https } else { url::Page::Http };
        let page = Page::new(edge, scheme, policy.proposed());
        let setup = Setup {
            abilities: Abilities {
                cart: on(atom!("cart")),
                clear: on(atom!("clear")),
                country: on(atom!("country")),
                checkout: on(atom!("checkout")),
                agent: on(atom!("agent")),
                waits: on(atom!("waiting")),
            },
            policy,
            initial_count: options.int(atom!("initialCount")).unwrap_or(0),
            open: on(atom!("open")) || on(atom!("inline")),
            memory: call::memory(&options),
        };
        Self { driver: ManuallyDrop::new(Driver::new(setup, page)) }
    }

    /// Begins: draws, and reads the cart.
    pub fn start(&self) {
        self.driver.send(Event::Started);
    }

    /// The moment that was asked for has come.
    pub fn tick(&self) {
        self.driver.send(Event::DeadlineReached);
    }

    /// The host's cart changed elsewhere, or by the operation of this number.
    #[wasm_bindgen(js_name = cartChanged)]
    pub fn cart_changed(&self, operation: u32) {
        self.driver.send(Event::CartChanged { operation: (operation != 0).then_some(operation) });
    }

    /// The page came back from the back/forward cache.
    pub fn restored(&self) {
        self.driver.send(Event::Restored);
    }

    /// The page became visible after so many milliseconds.
    pub fn returned(&self, away: f64) {
        self.driver.send(Event::Returned(Millis(away as u64)));
    }

    /// The connection came or went.
    pub fn online(&self, online: bool) {
        self.driver.send(Event::Online(online));
    }

    /// `onGetCart` was answered.
    #[wasm_bindgen(js_name = cartRead)]
    pub fn cart_read(&self, ticket: u32, cart: JsValue) {
        let read = self.driver.host().take_cart(&cart).map_err(|problem| (problem.code, problem.text()));
        self.driver.send(Event::CartRead(Ticket(ticket), read));
    }

    /// `onGetCart` failed.
    #[wasm_bindgen(js_name = cartFailed)]
    pub fn cart_failed(&self, ticket: u32, error: &str) {
        self.driver.send(Event::CartRead(Ticket(ticket), Err((Code::HostError, error.into()))));
    }

    /// A callback that changes the cart was answered.
    pub fn settled(&self, ticket: u32, answer: JsValue) {
        let answer = self.driver.host().take_answer(answer);
        self.driver.send(Event::MutationSettled(Ticket(ticket), answer));
    }

    /// A callback that changes the cart threw.
    pub fn failed(&self, ticket: u32, error: JsValue) {
        let answer = self.driver.host().take_failure(error);
        self.driver.send(Event::MutationSettled(Ticket(ticket), answer));
    }

    /// `onCheckout` ended.
    #[wasm_bindgen(js_name = checkoutEnded)]
    pub fn checkout_ended(&self, worked: bool) {
        self.driver.send(Event::CheckoutEnded(worked));
    }

    /// The agent is answering: its words so far, or what it does meanwhile.
    pub fn heard(&self, ticket: u32, text: JsValue, status: bool) {
        let heard = if status { Heard::Status } else { Heard::Words };
        self.driver.send(Event::Heard(Ticket(ticket), heard(speech(text))));
    }

    /// The agent answered; to ticket 0: nobody asked for it.
    pub fn answered(&self, ticket: u32, answer: JsValue) {
        let cart = self.driver.view().cart.and_then(|side| side.cart);
        let turn = self.driver.host().take_turn(answer, cart.as_deref());
        match (ticket, turn) {
            (0, Ok(turn)) => self.driver.send(Event::Told(turn)),
            (_, turn) => self.driver.send(Event::Answered(Ticket(ticket), turn)),
        }
    }

    /// The agent could not be asked, or did not answer.
    pub fn unanswered(&self, ticket: u32, reason: &str) {
        self.driver.send(Event::Answered(Ticket(ticket), Err(code(reason))));
    }

    /// Somebody used a control of the widget. `trusted`: the browser's word that it was a person.
    pub fn act(&self, name: &str, value: &str, trusted: bool) {
        let gesture = act::gesture(name, value, trusted);
        if let Some(gesture) = gesture.filter(|gesture| trusted || !consents(gesture)) {
            self.driver.send(Event::Did(gesture));
        }
    }

    /// Somebody looks at a toast, or no longer.
    pub fn hold(&self, held: bool) {
        self.driver.send(Event::Did(Gesture::HoldToasts(held)));
    }

    /// The page's code opens or closes the panel.
    pub fn panel(&self, open: bool) {
        let is_open = self.driver.view().panel != Panel::Closed;
        if open != is_open {
            self.driver.send(Event::Did(if open { Gesture::Open } else { Gesture::Close }));
        }
    }

    /// The page's code says something for the shopper.
    pub fn ask(&self, text: JsValue) {
        self.driver.send(Event::Did(Gesture::Say(speech(text))));
    }

    /// The page's code proposes. `reply` names the promise that waits for the outcome.
    pub fn propose(&self, proposal: JsValue, reply: u32) {
        let cart = self.driver.view().cart.and_then(|side| side.cart);
        let wishes = self
            .driver
            .host()
            .with_shop(cart.as_deref(), |shop| action::read(&Js(proposal), "action", shop, &[], &Source::Agent));
        let mut proposals = wishes.proposals;
        match proposals.first_mut() {
            Some(first) => first.reply = Some(reply),
            None => {
                let detail = Problem::new("action", "an action that changes the cart", Text::from("none")).text();
                self.driver.host().perform(crate::engine::effect::Effect::Refuse(
                    Some(reply),
                    Refusal { code: Code::InvalidAnswer, detail },
                ));
            }
        }
        self.driver.send(Event::Proposals(proposals));
        if wishes.show_cart {
            self.driver.send(Event::Did(Gesture::ShowCart));
        }
    }

    /// Who waits with this promise gave up: a card that nobody agreed to goes.
    #[wasm_bindgen(js_name = giveUp)]
    pub fn give_up(&self, reply: u32) {
        self.driver.send(Event::GaveUp(reply));
    }

    /// The page's code wants the cart read.
    pub fn reread(&self, reply: u32) {
        self.driver.send(Event::ReadWanted(Some(reply)));
    }

    /// The page's code wants a change taken back; the shopper is asked.
    pub fn undo(&self, outcome: &str, reply: u32) {
        let id = self.driver.host().number(outcome).unwrap_or(0);
        self.driver.send(Event::UndoWanted(OutcomeId(id), Some(reply)));
    }

    /// Nothing happens any more.
    pub fn end(&self) {
        self.driver.send(Event::Destroyed);
    }
}

/// Words that came as a text.
fn speech(words: JsValue) -> Text {
    Js(words).words(atom!(""), SPEECH, Manner::Paragraphs).unwrap_or_default()
}
