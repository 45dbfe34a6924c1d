//! A tree as HTML text, for tests and the gallery. The running widget never makes HTML text.

use super::node::{El, Node};

/// The tree as HTML.
#[must_use]
pub fn html(node: &Node) -> String {
    let mut out = String::new();
    write(node, None, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}

fn attr(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() || name == "alt" {
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
}

fn value<'a>(el: &'a El, wanted: &str) -> Option<&'a str> {
    el.attrs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
}

fn write<'a>(node: &'a Node, mut chosen: Option<&'a str>, out: &mut String) {
    let el = match node.bare() {
        Node::Text(text) => return escape(text.as_str(), out),
        Node::El(el) => el,
        Node::Nothing | Node::Same(_) => return,
    };
    out.push('<');
    out.push_str(el.tag);
    for (name, value) in &el.attrs {
        match *name {
            ".value" if el.tag == "select" => chosen = Some(value.as_str()),
            ".value" => attr("value", value.as_str(), out),
            ".checked" => attr("checked", "", out),
            ".modal" => attr("open", "", out),
            name => attr(name, value.as_str(), out),
        }
    }
    if el.tag == "option" && chosen.is_some() && chosen == value(el, "value") {
        attr("selected", "", out);
    }
    out.push('>');
    if matches!(el.tag, "img" | "input" | "br") {
        return;
    }
    for kid in &el.kids {
        write(kid, chosen, out);
    }
    out.push_str("</");
    out.push_str(el.tag);
    out.push('>');
}
