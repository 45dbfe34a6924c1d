//! A change of a server-side cart that the shopper has confirmed, and how it ended.

use serde_json::{Value, json};

use crate::catalogue::{Product, Shelf, Variant};

use super::{Cart, Failure, Item, Place};

/// No change is about more pieces.
const MOST: u32 = 999;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Put this many more of it in.
    Add {
        /// What.
        sku: String,
        /// Pieces.
        quantity: u32,
    },
    /// Take the line out.
    Remove {
        /// What.
        sku: String,
    },
    /// Make it this many.
    UpdateQuantity {
        /// What.
        sku: String,
        /// Pieces.
        quantity: u32,
    },
    /// Take everything out.
    Clear,
}

impl Change {
    /// Reads the fields of an `action` frame. An error is one of VIZOCHOK's reasons.
    ///
    /// # Errors
    /// `missing_sku` and `missing_params`.
    pub fn read(action: &str, sku: Option<String>, quantity: Option<u32>) -> Result<Self, &'static str> {
        let sku = || sku.filter(|sku| !sku.is_empty() && sku.len() <= 200).ok_or("missing_sku");
        let quantity = || quantity.filter(|pieces| (1..=MOST).contains(pieces)).ok_or("missing_params");
        match action {
            "add" => Ok(Self::Add { sku: sku()?, quantity: quantity()? }),
            "remove" => Ok(Self::Remove { sku: sku()? }),
            "update_quantity" => Ok(Self::UpdateQuantity { sku: sku()?, quantity: quantity()? }),
            "clear" => Ok(Self::Clear),
            _ => Err("missing_params"),
        }
    }

    /// What it is about.
    #[must_use]
    pub fn sku(&self) -> Option<&str> {
        match self {
            Self::Add { sku, .. } | Self::Remove { sku } | Self::UpdateQuantity { sku, .. } => Some(sku),
            Self::Clear => None,
        }
    }

    /// Its name in `cart_changed`.
    #[must_use]
    pub fn event(&self) -> &'static str {
        match self {
            Self::Add { .. } => "item_selected",
            Self::Remove { .. } => "item_removed",
            Self::UpdateQuantity { .. } => "quantity_updated",
            Self::Clear => "cart_cleared",
        }
    }

    fn pieces(&self) -> Option<u32> {
        match self {
            Self::Add { quantity, .. } | Self::UpdateQuantity { quantity, .. } => Some(*quantity),
            Self::Remove { .. } | Self::Clear => None,
        }
    }
}

/// A change as the store is asked for it. It is made once: whoever tries again sends the same text under the same key.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The operation's id: what the store knows a repetition by.
    pub key: String,
    /// What is to be done.
    pub change: Change,
    /// The product's facts as they were when it was asked for.
    pub item: Item,
    /// The text of the request.
    pub body: String,
}

impl Asked {
    /// The request for a change.
    ///
    /// # Errors
    /// `product_not_found`: nobody can put in what the catalogue does not have.
    pub fn new(shelf: &Shelf, place: &Place, key: String, change: Change) -> Result<Self, &'static str> {
        let found = change.sku().and_then(|sku| shelf.catalogue.variant(sku));
        if found.is_none() && matches!(change, Change::Add { .. }) {
            return Err("product_not_found");
        }
        let item = found.map_or_else(Item::default, |(product, variant)| item(shelf, product, variant, &change));
        let (store, session) = (&place.store, &place.session);
        let body = match &change {
            Change::Add { sku, quantity } => json!({ "action": "add", "store_id": store, "session_id": session,
                "sku": sku, "name": item.name, "quantity": quantity, "price": item.promo_price.unwrap_or(item.price) }),
            Change::Remove { sku } => {
                json!({ "action": "remove", "store_id": store, "session_id": session, "sku": sku })
            }
            Change::UpdateQuantity { sku, quantity } => json!({ "action": "update_quantity", "store_id": store,
                "session_id": session, "sku": sku, "quantity": quantity }),
            Change::Clear => json!({ "action": "clear", "store_id": store, "session_id": session }),
        };
        Ok(Self { key, change, item, body: body.to_string() })
    }
}

fn item(shelf: &Shelf, product: &Product, variant: &Variant, change: &Change) -> Item {
    let label = variant.label();
    let name = if label.is_empty() { product.name.clone() } else { format!("{} · {label}", product.name) };
    let decimal = |cents: i64| cents as f64 / 100.0;
    let (price, was) = (shelf.price(product), shelf.was(product));
    Item {
        sku: variant.id.clone(),
        name,
        price: decimal(was.unwrap_or(price)),
        promo_price: was.map(|_| decimal(price)),
        quantity: change.pieces().unwrap_or(0),
        image_url: Some(variant.image.clone()),
        url: Some(product.url()),
        ..Item::default()
    }
}

/// How it ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// Done. The cart is what it became.
    Done(Cart),
    /// The store refused: nothing was changed.
    Refused {
        /// The store's own word for it.
        reason: String,
        /// The store's own sentence.
        message: Option<String>,
        /// How many can be had.
        available: Option<u32>,
        /// The cart, when it is known.
        cart: Option<Cart>,
    },
    /// The store did not say. The cart, when it can be had, shows no such change; it may still come.
    Unclear {
        /// Why.
        failure: Failure,
        /// The cart after that.
        cart: Option<Cart>,
    },
}

impl Told {
    /// A refusal of ours.
    #[must_use]
    pub fn refused(reason: &str, cart: Option<Cart>) -> Self {
        Self::Refused { reason: reason.to_owned(), message: None, available: None, cart }
    }

    /// `action_result`, without its `seq`.
    #[must_use]
    pub fn frame(&self, id: &str) -> Value {
        let mut frame = json!({ "type": "action_result", "id": id, "ok": matches!(self, Self::Done(_)) });
        let mut set = |name: &str, value: Option<Value>| {
            if let (Some(fields), Some(value)) = (frame.as_object_mut(), value) {
                fields.insert(name.to_owned(), value);
            }
        };
        match self {
            Self::Done(cart) => set("cart", Some(json!(cart))),
            Self::Refused { reason, message, available, cart } => {
                set("reason", Some(json!(reason)));
                set("message", message.as_ref().map(|message| json!(message)));
                set("available", available.map(|pieces| json!(pieces)));
                set("cart", cart.as_ref().map(|cart| json!(cart)));
            }
            Self::Unclear { failure, cart } => {
                set("reason", Some(json!(failure.reason())));
                let message = if cart.is_some() {
                    "The store did not say whether it was done. The cart shows no such change."
                } else {
                    "The store did not say whether it was done, and it cannot be asked for the cart."
                };
                set("message", Some(json!(message)));
                set("cart", cart.as_ref().map(|cart| json!(cart)));
            }
        }
        frame
    }
}
