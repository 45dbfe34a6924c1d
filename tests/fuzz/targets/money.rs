//! Formatted amounts: `contract/money.rs`.
#![no_main]

use handcart_fuzz::promises::keep;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    keep("money", input);
});
