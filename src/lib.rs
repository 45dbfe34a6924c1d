//! Handcart. See `ARCHITECTURE.md` in this folder.
pub mod contract;
pub mod driver;
pub mod engine;
