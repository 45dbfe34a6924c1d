//! What is shipped to the shopper's browser: the widget of `handcart::browser`. It is a package of its own because cargo
//! leaves the link-time optimisation out (`lto`) where the same target is also a library of others.
#![cfg(target_arch = "wasm32")]

pub use handcart::browser::exports;

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

/// Smaller than the standard library's, for a program that lives on one thread.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();
