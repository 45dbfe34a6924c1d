//! What a word or a phrase can mean.

use serde::{Deserialize, Serialize};

use crate::catalogue::Colour;

/// The meaning of a word or of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// Says nothing.
    Filler,
    /// Says what to do.
    Verb(Verb),
    /// Kind of product: `boot`.
    Kind(&'static str),
    /// Department, or `sale`.
    Category(&'static str),
    /// One of these colours.
    Colour(&'static [Colour]),
    /// A size, as written in the catalogue or as a number.
    Size(String),
    /// The word `size`.
    SizeWord,
    /// The word `colour`.
    ColourWord,
    /// A property.
    Trait(Trait),
    /// An order: the cheapest.
    Sort(Sort),
    /// For whom.
    Audience(&'static str),
    /// A word by which products are found.
    Keyword(String),
    /// Part of the name of a product.
    Name(String),
    /// Part of a name that says little alone: `Mid`.
    WeakName(String),
    /// The first, the second; −1 is the last.
    Ordinal(i32),
    /// Pieces.
    Number(u32),
    /// `it`, `that`, `those`.
    Pronoun,
    /// `one` or `ones`, standing for a noun.
    One {
        /// `ones`.
        many: bool,
    },
    /// `other`.
    Other,
    /// `more`.
    More,
    /// `less`.
    Less,
    /// The cart.
    Cart,
    /// `everything`, `all`.
    Everything,
    /// `both`.
    Both,
    /// A country of delivery.
    Country(&'static str),
    /// `under`.
    Max,
    /// `over`.
    Min,
    /// `between`.
    Between,
    /// `about`.
    Around,
    /// A weight.
    Grams(u32),
    /// Nights outside: a tent, a mat and a lamp.
    Occasion,
    /// An amount in cents.
    Money(i64),
    /// `out`, `off`, `back`.
    Away,
    /// `to`.
    To,
    /// `in`.
    In,
    /// `of`.
    Of,
    /// `and`.
    And,
    /// `the`.
    Definite,
    /// `a`.
    Indefinite,
    /// `only`, `just`, `instead`.
    Only,
    /// `any`, `whichever`.
    Any,
    /// Good day.
    Greeting,
    /// Thank you.
    Thanks,
    /// What can you do?
    Help,
    /// Yes.
    Yes,
    /// No.
    No,
    /// `not`.
    Not,
    /// `nothing`.
    Nothing,
    /// `keep`: it stays as it is.
    Keep,
    /// `if`: what would happen.
    Suppose,
    /// What did you just do?
    Report,
    /// Why not?
    Why,
    /// Undo that.
    Undo,
    /// Start over.
    StartOver,
    /// To the till.
    Checkout,
    /// What is in my cart, without naming it.
    View,
    /// Something about the shop.
    Topic(Topic),
    /// Something about a product.
    Fact(Fact),
    /// `is`, `does`, `how`: asks.
    Asks,
    /// Not known.
    Unknown,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Add, buy, order.
    Add,
    /// Take: add, or with `out` remove.
    Take,
    /// Want, need: add what is pointed at, else look for it.
    Want,
    /// Show, find.
    Show,
    /// Remove.
    Remove,
    /// Make it, change to, set.
    Set,
    /// Increase.
    Raise,
    /// Reduce.
    Lower,
    /// Double.
    Double,
    /// Empty.
    Clear,
    /// Deliver, send, live in.
    Deliver,
}

/// A property that a product has or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Trait {
    Waterproof,
    Light,
    Warm,
    Reduced,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Sort {
    Cheapest,
    Cheaper,
    Dearest,
    Lightest,
    Lighter,
    Warmest,
    Warmer,
    Best,
}

/// What the shop can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Topic {
    Delivery,
    Returns,
    Payment,
    Repairs,
    Orders,
}

/// What can be asked about a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Fact {
    Weight,
    Price,
    Stock,
    About,
}
