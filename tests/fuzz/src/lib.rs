//! What the fuzz targets share: the promises of the readers, and a way to break JSON so that it is JSON still.
//!
//! The targets run without a sanitizer: the readers have no unsafe code for one to watch, and without it they are faster.

#[allow(dead_code, reason = "the ordinary tests use all of it")]
#[path = "../../contract/common.rs"]
mod common;
#[path = "../../contract/mutate.rs"]
mod mutate;
#[path = "../../contract/promises.rs"]
pub mod promises;

use mutate::Dice;

/// Changes the input. Three in four times as JSON, if it is JSON; else as libFuzzer does, its dictionary included.
pub fn change(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    let json = || serde_json::from_slice::<serde_json::Value>(data.get(..size)?).ok();
    if dice.roll(4) > 0
        && let Some(mut value) = json()
    {
        for _ in 0..=dice.roll(4) {
            mutate::value(&mut value, &mut dice);
        }
        let text = value.to_string();
        if let Some(room) = data.get_mut(..text.len().min(most)).filter(|room| room.len() == text.len()) {
            room.copy_from_slice(text.as_bytes());
            return text.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(data, size, most)
}
