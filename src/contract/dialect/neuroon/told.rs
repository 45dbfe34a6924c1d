//! What the widget tells the agent beside the shopper's words: the products shown last, and how changes ended.
//!
//! It is read with patience: an element that cannot be understood is left out, a list and a text that are too long are
//! cut, and fields that nobody knows are ignored. A sentence of the shopper is never refused because of these.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Elements of a list that are kept.
const MOST: usize = 20;
/// Characters of a text that are kept.
const LONGEST: usize = 200;

/// A product that the shopper was shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// Product id.
    pub id: String,
    /// The host platform's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Name as it was shown.
    pub name: String,
}

/// How an action ended: the fields of `Outcome` in `types.d.ts` that an agent gets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Told {
    /// The outcome's id.
    pub id: String,
    /// The `id` that the agent gave its proposal; absent when it gave none, or when the shopper acted by himself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// What was to be done.
    pub action: ToldAction,
    /// The product's name in the shop's words.
    pub name: String,
    /// How it ended.
    pub result: Ending,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Pieces asked for, when it was adjusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<u32>,
    /// Pieces that changed, when it was adjusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub got: Option<u32>,
    /// How many the shop could give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<u32>,
    /// Pieces before and after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Whether the widget can take it back.
    pub undoable: bool,
    /// The outcome that this one took back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    /// Of a plan: how each row ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Told>,
}

/// The action of an outcome. Which fields there are depends on `kind`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ToldAction {
    /// `ADD_SUGGESTION`, `REMOVE`, `UPDATE_QUANTITY`, `CLEAR`, `SET_DESTINATION_COUNTRY`, `CHECKOUT` or `PLAN`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Of an add.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<String>,
    /// Of an add.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
    /// Of a removal and a change of quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_key: Option<String>,
    /// Of an add and a change of quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Of a country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
}

/// Pieces before and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// Before.
    pub before: u32,
    /// After.
    pub after: u32,
}

/// How an action ended. A word that is not known is [`Ending::Unknown`]: nothing may be claimed of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The cart shows what was asked for.
    Applied,
    /// The cart shows another change.
    Adjusted,
    /// Nothing changed.
    Rejected,
    /// The shopper said no.
    Declined,
    /// Nobody answered in time.
    Expired,
    /// It no longer applied.
    Withdrawn,
    /// It is not known.
    #[default]
    Unknown,
}

/// Reads the products shown.
pub(super) fn shown<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Shown>, D::Error> {
    Ok(list(&Value::deserialize(from)?, one_shown).take(MOST).collect())
}

/// Reads the outcomes. The newest count most.
pub(super) fn outcomes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Told>, D::Error> {
    let mut all: Vec<Told> = list(&Value::deserialize(from)?, |value| one_told(value, true)).collect();
    let too_many = all.len().saturating_sub(MOST);
    Ok(all.split_off(too_many))
}

fn list<'a, T: 'a>(value: &'a Value, read: impl Fn(&Value) -> Option<T> + 'a) -> impl Iterator<Item = T> + 'a {
    value.as_array().into_iter().flatten().filter_map(read)
}

fn one_shown(value: &Value) -> Option<Shown> {
    let id = word(value, "id")?;
    let name = word(value, "name").unwrap_or_default();
    Some(Shown { id, external_id: word(value, "externalId"), name })
}

fn one_told(value: &Value, with_lines: bool) -> Option<Told> {
    let action = value.get("action")?;
    let change = value
        .get("change")
        .and_then(|change| Some(Change { before: count(change, "before")?, after: count(change, "after")? }));
    let lines = value.get("lines").filter(|_| with_lines);
    Some(Told {
        id: word(value, "id").unwrap_or_default(),
        proposal: word(value, "proposal"),
        action: ToldAction {
            kind: word(action, "type")?,
            product_id: word(action, "productId"),
            variant_id: word(action, "variantId"),
            item_key: word(action, "itemKey"),
            quantity: count(action, "quantity"),
            country_code: word(action, "countryCode"),
        },
        name: word(value, "name").unwrap_or_default(),
        result: ending(&word(value, "result")?),
        code: word(value, "code"),
        asked: count(value, "asked"),
        got: count(value, "got"),
        available: count(value, "available"),
        change,
        undoable: value.get("undoable").and_then(Value::as_bool).unwrap_or(false),
        undoes: word(value, "undoes"),
        lines: lines.into_iter().flat_map(|lines| list(lines, |line| one_told(line, false))).take(MOST).collect(),
    })
}

fn ending(word: &str) -> Ending {
    match word {
        "applied" => Ending::Applied,
        "adjusted" => Ending::Adjusted,
        "rejected" => Ending::Rejected,
        "declined" => Ending::Declined,
        "expired" => Ending::Expired,
        "withdrawn" => Ending::Withdrawn,
        _ => Ending::Unknown,
    }
}

fn word(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?;
    Some(text.chars().take(LONGEST).collect())
}

fn count(value: &Value, key: &str) -> Option<u32> {
    value.get(key)?.as_u64().and_then(|number| u32::try_from(number).ok())
}
