//! What crosses to JavaScript or over the wire, as data. Readers for what comes in, writers for what goes out.

pub mod action;
pub mod answer;
pub mod atom;
pub mod cart;
pub mod codes;
pub mod country;
pub mod dialect;
pub mod drawing;
pub mod id;
pub mod money;
pub mod names;
pub mod problem;
pub mod product;
pub mod sink;
pub mod snapshot;
pub mod text;
pub mod url;
pub mod value;
pub mod wire;
