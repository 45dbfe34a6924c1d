//! Handcart. See `ARCHITECTURE.md` in this folder.

extern crate alloc;

pub mod browser;
pub mod contract;
pub mod driver;
pub mod engine;
