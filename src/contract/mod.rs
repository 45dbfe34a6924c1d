//! What crosses to JavaScript or over the wire, as data.
pub mod dialect;
