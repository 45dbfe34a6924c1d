//! The cursor over values of the page. Each read is one function of `intake.js`, which never throws and never copies
//! more than it was asked for.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::contract::atom::Atom;
use crate::contract::text::Manner;
use crate::contract::url::Page;
use crate::contract::value::{Kind, Value};
use crate::engine::cart::Text;

#[wasm_bindgen(module = "/src/browser/intake.js")]
extern "C" {
    fn text(object: &JsValue, key: u16, cap: usize) -> Option<String>;
    fn id(object: &JsValue, key: u16, cap: usize) -> Option<String>;
    fn number(object: &JsValue, key: u16) -> f64;
    fn flag(object: &JsValue, key: u16) -> u8;
    fn get(object: &JsValue, key: u16) -> JsValue;
    fn list(object: &JsValue, key: u16, cap: usize) -> Option<Vec<JsValue>>;
    fn entries(object: &JsValue, key: u16, cap: usize) -> Option<Vec<JsValue>>;
    fn kind(object: &JsValue, key: u16) -> u8;
    fn show(object: &JsValue, key: u16) -> String;
}

// The page reads addresses and words by the same rules in fewer bytes.
#[wasm_bindgen(module = "/src/browser/address.js")]
extern "C" {
    fn link(object: &JsValue, key: u16, https: u8) -> Option<String>;
    fn image(object: &JsValue, key: u16, https: u8) -> Option<String>;
}

#[wasm_bindgen(module = "/src/browser/clean.js")]
extern "C" {
    fn clean(object: &JsValue, key: u16, cap: usize, manner: u8) -> Option<String>;
}

/// A value of the page.
pub struct Js(pub JsValue);

impl Value for Js {
    #[inline(never)]
    fn kind(&self, key: Atom) -> Kind {
        match kind(&self.0, key.0) {
            0 => Kind::Missing,
            1 => Kind::Null,
            2 => Kind::Flag,
            3 => Kind::Number,
            4 => Kind::Text,
            5 => Kind::List,
            6 => Kind::Object,
            _ => Kind::Other,
        }
    }

    #[inline(never)]
    fn get(&self, key: Atom) -> Option<Self> {
        let value = get(&self.0, key.0);
        (!value.is_undefined()).then_some(Self(value))
    }

    #[inline(never)]
    fn text(&self, key: Atom, cap: usize) -> Option<Text> {
        text(&self.0, key.0, cap).map(Into::into)
    }

    #[inline(never)]
    fn id(&self, key: Atom, cap: usize) -> Option<Text> {
        id(&self.0, key.0, cap).map(Into::into)
    }

    #[inline(never)]
    fn number(&self, key: Atom) -> Option<f64> {
        Some(number(&self.0, key.0)).filter(|number| !number.is_nan())
    }

    #[inline(never)]
    fn flag(&self, key: Atom) -> Option<bool> {
        match flag(&self.0, key.0) {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    #[inline(never)]
    fn list(&self, key: Atom, cap: usize) -> Option<Vec<Self>> {
        Some(list(&self.0, key.0, cap)?.into_iter().map(Self).collect())
    }

    #[inline(never)]
    fn entries(&self, key: Atom, cap: usize) -> Option<Vec<Self>> {
        Some(entries(&self.0, key.0, cap)?.into_iter().map(Self).collect())
    }

    #[inline(never)]
    fn words(&self, key: Atom, cap: usize, manner: Manner) -> Option<Text> {
        clean(&self.0, key.0, cap, manner as u8).map(Into::into)
    }

    #[inline(never)]
    fn link(&self, key: Atom, page: Page) -> Option<Text> {
        link(&self.0, key.0, (page == Page::Https).into()).map(Into::into)
    }

    #[inline(never)]
    fn image(&self, key: Atom, page: Page) -> Option<Text> {
        image(&self.0, key.0, (page == Page::Https).into()).map(Into::into)
    }

    #[inline(never)]
    fn show(&self, key: Atom) -> Text {
        show(&self.0, key.0).into()
    }
}
