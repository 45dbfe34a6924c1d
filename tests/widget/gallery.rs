//! The gallery: every state on one page, to look at.

use handcart::browser::dom::html::html;
use handcart::browser::dom::look::Memo;
use handcart::browser::dom::panel::draw;
use handcart::browser::dom::words::{Category, English, Tongue, Words};
use handcart::engine::cart::{Country, Text};

use crate::states::all;

/// The English messages, read from the catalogue.
pub fn words() -> Words {
    let catalogue: serde_json::Value = serde_json::from_str(include_str!("../../src/sdk/messages/en.json")).unwrap();
    let read = |key: &str, form: &str| {
        let found = catalogue.get(key)?;
        let text = if form.is_empty() { found } else { found.get(form)? };
        text.as_str().map(Text::from)
    };
    Words::new(&read, Box::new(Tongued))
}

/// English with the names of two countries.
struct Tongued;

impl Tongue for Tongued {
    fn plural(&self, number: u32) -> Category {
        English.plural(number)
    }
    fn country(&self, country: Country) -> Option<Text> {
        Some(if country.0 == *b"DE" { "Germany" } else { "Austria" }.into())
    }
}

const PAGE: &str = "html { background: #eceae6; font: 13px/18px system-ui } @media (prefers-color-scheme: dark) { html { background: #121211; color: #ddd } }
body { margin: 24px auto; max-inline-size: 1280px; padding-inline: 16px; display: flex; flex-wrap: wrap; gap: 32px 16px; align-items: flex-start }
h1, h2 { font: 600 13px/18px system-ui; margin: 0 0 8px; inline-size: 100% }
article { inline-size: 400px; max-inline-size: 100% }
.stage { position: relative; contain: layout; block-size: 704px; border-radius: 16px; overflow: clip; --in: 0px }
.small .stage { block-size: 224px; background: #8882 }
.tall .stage { block-size: 1064px } .short .stage { block-size: 456px }
.wide { inline-size: 880px } .narrow { inline-size: 320px } .card .stage { block-size: auto }";

const STAGE: &str = ".stage-in .hc .hc-panel { inset: 0; inline-size: auto; block-size: auto; border-width: 1px; border-radius: 16px; box-shadow: none; animation: none }
.card .hc .hc-panel { position: static; border: 0 } .card :is(.hc-head, .hc-foot) { display: none } .card .hc-log { overflow: visible }
.hc-line { content-visibility: visible }
.scrim { position: absolute; inset: 0; background: rgb(0 0 0/.4); z-index: 2147483000; border-radius: 16px }
.stage-in .hc-dialog { position: absolute; inset: auto 12px 12px; inline-size: auto; z-index: 2147483001 }";

#[test]
fn gallery() {
    if std::env::var("GALLERY").is_err() {
        return;
    }
    let css = [include_str!("../../src/sdk/styles/tokens.css"), include_str!("../../src/sdk/styles/widget.css"), STAGE];
    let css = css.concat();
    let words = words();
    let mut page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Handcart gallery</title><style>{PAGE}</style><body><main style='display:contents'><h1>Handcart, every state</h1>"
    );
    for state in all() {
        let tree = draw(&state.view, &state.look, &words, &mut Memo::default());
        let scrim = if state.view.dialog.is_some() { "<div class=scrim></div>" } else { "" };
        let (name, size) = (state.name, state.size);
        let shadow = format!(
            "<template shadowrootmode=open><style>{css}</style><div class='stage-in {size}' style='height:100%'>{scrim}{}</div></template>",
            html(&tree)
        );
        // Many widgets on one page: each gets a name of its own.
        let shadow = shadow.replace(" loading=\"lazy\"", "").replace("\"Nordhang\"", &format!("\"Nordhang, {name}\""));
        let shadow = shadow.replace("\"Cart contents\"", &format!("\"Cart contents, {name}\""));
        page.push_str(&format!("<article class={size}><h2>{name}</h2><div class=stage><hand-cart inline>{shadow}</hand-cart></div></article>"));
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/gallery");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), page).unwrap();
}
