//! Handcart. See `ARCHITECTURE.md` in this folder.
//!
//! The wasm does without the standard library: that is more than 1 KB less.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod browser;
pub mod contract;
pub mod driver;
pub mod engine;
