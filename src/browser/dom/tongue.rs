//! Messages and language from the browser.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::words::{Category, Tongue, Words};
use crate::engine::cart::{Country, Text};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: u32) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;
}

struct Browser {
    plural: Option<PluralRules>,
    names: Option<DisplayNames>,
}

impl Tongue for Browser {
    fn plural(&self, number: u32) -> Category {
        self.plural.as_ref().map_or(Category::Other, |rules| Category::named(&rules.select(number)))
    }

    fn country(&self, country: Country) -> Option<Text> {
        let code: String = country.0.iter().map(|letter| char::from(*letter)).collect();
        self.names.as_ref()?.of(&code).ok()?.map(Text::from)
    }
}

/// The messages of a catalogue (the object that `sdk/messages/<language>.json` holds) in a language. A language the browser
/// does not know counts like English.
#[must_use]
pub fn words(catalogue: &JsValue, locale: &str) -> Words {
    let get = |of: &JsValue, key: &str| Reflect::get(of, &JsValue::from_str(key)).ok();
    let read = |key: &str, form: &str| {
        let found = get(catalogue, key)?;
        let text = if form.is_empty() { found } else { get(&found, form)? };
        text.as_string().map(Text::from)
    };
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    let plural = PluralRules::new(locale).or_else(|_| PluralRules::new("en")).ok();
    let names = DisplayNames::new(locale, &options).or_else(|_| DisplayNames::new("en", &options)).ok();
    Words::new(&read, Box::new(Browser { plural, names }))
}
