//! JavaScript objects, as somewhere to write to.

use wasm_bindgen::prelude::*;

use crate::contract::atom::Atom;
use crate::contract::sink::Sink;

#[wasm_bindgen(module = "/src/browser/intake.js")]
extern "C" {
    #[wasm_bindgen(js_name = put)]
    fn put_text(object: &JsValue, key: u16, value: &str);
    #[wasm_bindgen(js_name = put)]
    fn put_number(object: &JsValue, key: u16, value: f64);
    #[wasm_bindgen(js_name = put)]
    fn put_flag(object: &JsValue, key: u16, value: bool);
    fn nest(object: &JsValue, key: u16, list: bool) -> JsValue;
}

#[wasm_bindgen(module = "/src/contract/atoms.js")]
extern "C" {
    #[wasm_bindgen(js_name = name)]
    fn put_name(object: &JsValue, key: u16, word: u16);
}

/// An object or a list of the page.
pub struct Out(JsValue);

impl Sink for Out {
    #[inline(never)]
    fn text(&self, key: Atom, value: &str) {
        put_text(&self.0, key.0, value);
    }

    #[inline(never)]
    fn atom(&self, key: Atom, word: Atom) {
        put_name(&self.0, key.0, word.0);
    }

    #[inline(never)]
    fn number(&self, key: Atom, value: f64) {
        put_number(&self.0, key.0, value);
    }

    #[inline(never)]
    fn flag(&self, key: Atom, value: bool) {
        put_flag(&self.0, key.0, value);
    }

    #[inline(never)]
    fn object(&self, key: Atom) -> Self {
        Self(nest(&self.0, key.0, false))
    }

    #[inline(never)]
    fn list(&self, key: Atom) -> Self {
        Self(nest(&self.0, key.0, true))
    }

    #[inline(never)]
    fn int(&self, key: Atom, value: u32) {
        put_number(&self.0, key.0, f64::from(value));
    }
}

/// The object that `write` writes.
pub fn out(write: impl FnOnce(&Out)) -> JsValue {
    // Without something to stand in, an object stands alone.
    let made = Out(nest(&JsValue::UNDEFINED, 0, false));
    write(&made);
    made.0
}
