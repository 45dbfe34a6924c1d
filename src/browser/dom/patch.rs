//! The page as a surface. Text that is part of the program crosses to JavaScript once; only what comes from outside
//! crosses again.

use wasm_bindgen::prelude::*;

use super::diff::Surface;
use super::node::Str;

#[wasm_bindgen]
extern "C" {
    /// A node of the page, or the document: whatever has these methods. One type, because our own tree says which node is
    /// what.
    #[derive(Clone)]
    pub type Dom;

    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Dom;

    #[wasm_bindgen(method, structural, js_name = createElement)]
    fn create_element(this: &Dom, tag: &JsValue) -> Dom;
    #[wasm_bindgen(method, structural, js_name = createElementNS)]
    fn create_element_ns(this: &Dom, space: &JsValue, tag: &JsValue) -> Dom;
    #[wasm_bindgen(method, structural, js_name = createTextNode)]
    fn create_text(this: &Dom, text: &JsValue) -> Dom;

    #[wasm_bindgen(method, structural, js_name = setAttribute)]
    fn set_attribute(this: &Dom, name: &JsValue, value: &JsValue);
    #[wasm_bindgen(method, structural, js_name = removeAttribute)]
    pub(super) fn remove_attribute(this: &Dom, name: &JsValue);
    #[wasm_bindgen(method, structural, js_name = appendChild)]
    fn append_child(this: &Dom, kid: &Dom);
    #[wasm_bindgen(method, structural, js_name = insertBefore)]
    fn insert_before(this: &Dom, kid: &Dom, before: &Dom);
    #[wasm_bindgen(method, structural, js_name = removeChild)]
    fn remove_child(this: &Dom, kid: &Dom);
    #[wasm_bindgen(method, structural, js_name = appendData)]
    fn append_data(this: &Dom, tail: &str);
    #[wasm_bindgen(method, structural, setter)]
    fn set_data(this: &Dom, text: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_checked(this: &Dom, on: bool);
    #[wasm_bindgen(method, structural, catch, js_name = showModal)]
    fn show_modal(this: &Dom) -> Result<(), JsValue>;
    #[wasm_bindgen(method, structural)]
    fn close(this: &Dom);

    /// What has the focus in a shadow root.
    #[wasm_bindgen(method, structural, getter, js_name = activeElement)]
    pub fn active(this: &Dom) -> Option<Dom>;
    /// The first descendant that a selector names.
    #[wasm_bindgen(method, structural, js_name = querySelector)]
    pub fn query(this: &Dom, selector: &str) -> Option<Dom>;
    /// The nearest that a selector names, from this one outwards.
    #[wasm_bindgen(method, structural)]
    pub fn closest(this: &Dom, selector: &str) -> Option<Dom>;
    /// An attribute.
    #[wasm_bindgen(method, structural, js_name = getAttribute)]
    pub fn attribute(this: &Dom, name: &str) -> Option<String>;
    /// The value of a field.
    #[wasm_bindgen(method, structural, getter)]
    pub fn value(this: &Dom) -> Option<String>;
    /// Sets the value of a field.
    #[wasm_bindgen(method, structural, setter)]
    pub fn set_value(this: &Dom, value: &JsValue);
    /// All text inside.
    #[wasm_bindgen(method, structural, getter, js_name = textContent)]
    pub fn text(this: &Dom) -> Option<String>;
    /// Replaces all text inside.
    #[wasm_bindgen(method, structural, setter, js_name = textContent)]
    pub fn set_text(this: &Dom, text: &str);
    /// Gives it the focus.
    #[wasm_bindgen(method, structural)]
    pub fn focus(this: &Dom);
    /// How far it is scrolled.
    #[wasm_bindgen(method, structural, getter, js_name = scrollTop)]
    pub fn scroll_top(this: &Dom) -> f64;
    /// Scrolls it.
    #[wasm_bindgen(method, structural, setter, js_name = scrollTop)]
    pub fn set_scroll_top(this: &Dom, to: f64);
    /// How high its content is.
    #[wasm_bindgen(method, structural, getter, js_name = scrollHeight)]
    pub fn scroll_height(this: &Dom) -> f64;
    /// How high it is.
    #[wasm_bindgen(method, structural, getter, js_name = clientHeight)]
    pub fn client_height(this: &Dom) -> f64;
    /// Where it begins in what scrolls.
    #[wasm_bindgen(method, structural, getter, js_name = offsetTop)]
    pub fn offset_top(this: &Dom) -> f64;
}

/// Text of the program as JavaScript has it, found by its address.
#[derive(Default)]
struct Names {
    slots: Vec<Option<(usize, usize, JsValue)>>,
}

const SLOTS: usize = 1024;

impl Names {
    fn get(&mut self, text: &'static str) -> JsValue {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || None);
        }
        let (place, size) = (text.as_ptr() as usize, text.len());
        for step in 0..8 {
            let Some(slot) = self.slots.get_mut((place.wrapping_mul(31) + size + step) % SLOTS) else { break };
            match slot {
                Some((at, long, known)) if (*at, *long) == (place, size) => return known.clone(),
                Some(_) => {}
                None => return slot.insert((place, size, JsValue::from_str(text))).2.clone(),
            }
        }
        JsValue::from_str(text)
    }
}

/// The page.
#[derive(Default)]
pub struct Page {
    names: Names,
    modal: Vec<Dom>,
}

impl Page {
    fn js(&mut self, text: &Str) -> JsValue {
        match text {
            Str::Fixed(text) => self.names.get(text),
            Str::Text(text) => JsValue::from_str(text),
        }
    }

    /// What can only be done once everything stands on the page.
    pub fn finish(&mut self) {
        for dialog in std::mem::take(&mut self.modal) {
            // It is open already, or was taken away again.
            let _ = dialog.show_modal();
        }
    }
}

impl Surface for Page {
    type At = Dom;

    fn element(&mut self, tag: &'static str) -> Dom {
        let name = self.names.get(tag);
        DOCUMENT.with(|document| match tag {
            "svg" | "path" => document.create_element_ns(&self.names.get("http://www.w3.org/2000/svg"), &name),
            _ => document.create_element(&name),
        })
    }

    fn text(&mut self, text: &Str) -> Dom {
        let text = self.js(text);
        DOCUMENT.with(|document| document.create_text(&text))
    }

    fn set(&mut self, at: &Dom, name: &'static str, value: Option<&Str>) {
        let plain = name.strip_prefix('.');
        let key = self.names.get(plain.unwrap_or(name));
        match (plain, value) {
            (Some("modal"), Some(_)) => return self.modal.push(at.clone()),
            (Some("modal"), None) => return at.close(),
            _ => {}
        }
        // The attribute keeps what was drawn last, for `Screen` to go back to.
        match value {
            Some(value) => {
                let value = self.js(value);
                at.set_attribute(&key, &value);
                if plain == Some("value") {
                    at.set_value(&value);
                }
            }
            None => at.remove_attribute(&key),
        }
        if plain == Some("checked") {
            at.set_checked(value.is_some());
        }
    }

    fn write(&mut self, at: &Dom, text: &Str) {
        let text = self.js(text);
        at.set_data(&text);
    }

    fn append(&mut self, at: &Dom, tail: &str) {
        at.append_data(tail);
    }

    fn put(&mut self, parent: &Dom, kid: &Dom, before: Option<&Dom>) {
        match before {
            Some(before) => parent.insert_before(kid, before),
            None => parent.append_child(kid),
        }
    }

    fn take(&mut self, parent: &Dom, kid: &Dom) {
        parent.remove_child(kid);
    }
}
