//! A host's cart: `contract/cart.rs`.
#![no_main]

use handcart_fuzz::{change, promises::keep};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { change(data, size, max_size, seed) });
fuzz_target!(|input: &[u8]| {
    keep("cart", input);
});
