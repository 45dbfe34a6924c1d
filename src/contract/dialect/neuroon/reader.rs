//! Reads the answer of the search endpoint.

use crate::contract::atom::{Atom, atom};
use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::contract::action::{self, Shop};
use crate::contract::problem::Problem;
use crate::contract::text::{LABEL, Manner, SPEECH};
use crate::contract::value::{Kind, Value};
use crate::engine::action::Source;
use crate::engine::cart::Text;
use crate::engine::event::Turn;
use crate::engine::product::Product;

/// Most products that are read.
const PRODUCTS: usize = 50;
/// Most quick replies that are shown.
const REPLIES: usize = 6;

/// An answer.
#[derive(Debug, Default, PartialEq)]
pub struct Read {
    /// What the assistant says.
    pub turn: Turn,
    /// Goes back with the next message.
    pub conversation: Option<Text>,
}

/// Reads an answer. Unknown fields are ignored, broken products left out, broken actions become refused proposals.
///
/// # Errors
/// When it is no object at all.
pub fn read<V: Value>(v: &V, shop: &Shop<'_, V>) -> Result<Read, Problem> {
    if v.kind(atom!("")) != Kind::Object {
        return Err(Problem::new("answer", "an object", v.show(atom!(""))));
    }
    let mut products = list(v, atom!("results"), shop);
    if products.is_empty() {
        products = list(v, atom!("topProducts"), shop);
    }
    let mut turn = Turn { text: speech(v), replies: replies(v), ..Turn::default() };
    if let Some(actions) = v.get(atom!("cartAction")) {
        let wishes = action::read(&actions, "cartAction", shop, &products, &Source::Agent);
        (turn.proposals, turn.show_cart) = (wishes.proposals, wishes.show_cart);
    }
    turn.products = products;
    Ok(Read { turn, conversation: v.name(atom!("conversationId")) })
}

fn list<V: Value>(v: &V, key: Atom, shop: &Shop<'_, V>) -> Vec<Rc<Product>> {
    let rows = v.list(key, PRODUCTS).unwrap_or_default();
    rows.iter().filter_map(|row| shop.product(row).ok()).collect()
}

/// `aiResponse` is a text, or an object with one.
fn speech<V: Value>(v: &V) -> Option<Text> {
    let words = |v: &V, key| v.words(key, SPEECH, Manner::Paragraphs);
    words(v, atom!("aiResponse")).or_else(|| {
        let inner = v.get(atom!("aiResponse"))?;
        words(&inner, atom!("text")).or_else(|| words(&inner, atom!("message")))
    })
}

/// `quickReplies` are texts, or objects with one.
fn replies<V: Value>(v: &V) -> Vec<Text> {
    let rows = v.list(atom!("quickReplies"), REPLIES).unwrap_or_default();
    let words = |row: &V| {
        row.line(atom!(""), LABEL)
            .or_else(|| row.line(atom!("text"), LABEL))
            .or_else(|| row.line(atom!("label"), LABEL))
    };
    rows.iter().filter_map(words).collect()
}
