//! Handcart. See `ARCHITECTURE.md` in this folder.
pub mod browser;
pub mod contract;
pub mod driver;
pub mod engine;
