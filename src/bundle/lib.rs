//! What is shipped to the shopper's browser: the widget of `handcart::browser`. It is a package of its own because cargo
//! leaves the link-time optimisation out (`lto`) where the same target is also a library of others.
#![cfg(target_arch = "wasm32")]
#![no_std]

pub use handcart::browser::exports;

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

/// Smaller than the standard library's, for a program that lives on one thread.
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    // SAFETY: this target has no threads; each widget has an instance and a memory of its own.
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

/// Lints keep what can panic out of the shipped code; should it happen all the same, the instance traps and the edge goes
/// on without it.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
