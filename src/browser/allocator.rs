//! The allocator: smaller than the standard library's, for a program that lives on one thread.
#![allow(unsafe_code, reason = "the target has one thread, which is what the constructor asks to be promised")]

use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

// SAFETY: without the `atomics` target feature wasm32 has no second thread.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = unsafe { new_wasm_dynamic_allocator() };
