//! JavaScript objects, as somewhere to write to.

use wasm_bindgen::prelude::*;

use crate::contract::sink::Sink;

#[wasm_bindgen(module = "/src/browser/intake.js")]
extern "C" {
    #[wasm_bindgen(js_name = put)]
    fn put_text(object: &JsValue, key: &str, value: &str);
    #[wasm_bindgen(js_name = put)]
    fn put_number(object: &JsValue, key: &str, value: f64);
    #[wasm_bindgen(js_name = put)]
    fn put_flag(object: &JsValue, key: &str, value: bool);
    fn nest(object: &JsValue, key: &str, list: bool) -> JsValue;
}

/// An object or a list of the page.
pub struct Out(JsValue);

impl Sink for Out {
    #[inline(never)]
    fn text(&self, key: &str, value: &str) {
        put_text(&self.0, key, value);
    }

    #[inline(never)]
    fn number(&self, key: &str, value: f64) {
        put_number(&self.0, key, value);
    }

    #[inline(never)]
    fn flag(&self, key: &str, value: bool) {
        put_flag(&self.0, key, value);
    }

    #[inline(never)]
    fn object(&self, key: &str) -> Self {
        Self(nest(&self.0, key, false))
    }

    #[inline(never)]
    fn list(&self, key: &str) -> Self {
        Self(nest(&self.0, key, true))
    }

    #[inline(never)]
    fn int(&self, key: &str, value: u32) {
        put_number(&self.0, key, f64::from(value));
    }
}

/// The object that `write` writes.
pub fn out(write: impl FnOnce(&Out)) -> JsValue {
    // Without something to stand in, an object stands alone.
    let made = Out(nest(&JsValue::UNDEFINED, "", false));
    write(&made);
    made.0
}
