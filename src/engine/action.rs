//! What can be done with a cart, and where a wish comes from.

use alloc::rc::Rc;
use alloc::vec::Vec;

use super::cart::{Country, Key, Text};
use super::product::Product;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Action {
    /// Add pieces of a product.
    Add {
        /// The product, as the catalogue has it.
        product: Rc<Product>,
        /// Which of its variants; `None` when it has none or it is not chosen yet.
        variant: Option<usize>,
        /// Pieces to add, 1 or more.
        quantity: u32,
    },
    /// Set the quantity of a line, 1 or more.
    SetQuantity {
        /// The line.
        key: Key,
        /// The new quantity.
        quantity: u32,
    },
    /// Remove a line.
    Remove {
        /// The line.
        key: Key,
    },
    /// Remove every line.
    Clear,
    /// Several adds, quantities and removals, each of another article, confirmed as one.
    Plan(Vec<Action>),
    /// Set the country of delivery.
    SetCountry(Country),
    /// Go to the shop's checkout.
    Checkout,
}

impl Action {
    /// Its type, as everybody outside names it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Add { .. } => "ADD_SUGGESTION",
            Self::SetQuantity { .. } => "UPDATE_QUANTITY",
            Self::Remove { .. } => "REMOVE",
            Self::Clear => "CLEAR",
            Self::Plan(_) => "PLAN",
            Self::SetCountry(_) => "SET_DESTINATION_COUNTRY",
            Self::Checkout => "CHECKOUT",
        }
    }

    /// Whether a row's action is the one that was proposed for it.
    #[must_use]
    pub fn is_still(&self, proposed: &Self) -> bool {
        let variant = |action: &Self| if let Self::Add { variant, .. } = action { *variant } else { None };
        self.does_the_same(proposed) && variant(self) == variant(proposed)
    }

    /// Whether both do the same to the same article: for what takes one change back.
    #[must_use]
    pub fn does_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Add { product: a, quantity: some, .. }, Self::Add { product: b, quantity: more, .. }) => {
                a.id == b.id && some == more
            }
            (Self::SetQuantity { key: a, quantity: some }, Self::SetQuantity { key: b, quantity: more }) => {
                a == b && some == more
            }
            (Self::Remove { key: a }, Self::Remove { key: b }) => a == b,
            (Self::SetCountry(a), Self::SetCountry(b)) => a == b,
            _ => false,
        }
    }
}

/// Who wants it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The shopper, by a control of the widget.
    Shopper,
    /// An agent, a browser tool or code of the page.
    Agent,
    /// A seller at the desk, by name.
    Seller(Text),
}

/// A proposal as it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Proposed {
    /// What is proposed, or why it cannot be offered.
    pub action: Result<Action, super::outcome::Refusal>,
    /// The proposer's own words, shown as a quotation and nowhere else.
    pub words: Option<Text>,
    /// Who proposes.
    pub source: Source,
    /// Names the promise that waits for the outcome, if one does.
    pub reply: Option<u32>,
    /// The proposer's own id of this proposal, if it has one: each is taken once. A plan has those of its rows, one a line,
    /// and an empty line where a row has none.
    pub id: Option<Text>,
}
