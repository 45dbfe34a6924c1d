//! Ids, countries and codes: `contract/id.rs`, `contract/country.rs`, `contract/codes.rs`.
#![no_main]

use handcart_fuzz::promises::keep;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    keep("names", input);
});
