//! The mark of a state: a hash of all of it, in which moments count from now.
//!
//! Two states that differ only in when they are, are one. A moment that is past by more than two seconds is like any other
//! such: the longest that anybody looks back is one second (an event right after a read). A number is a moment when it is
//! as large as the model's clock, which starts far from zero; durations are small.

use std::hash::{Hash, Hasher};

/// Where the model's clock starts.
pub const EPOCH: u64 = 1 << 40;
const PAST: i64 = -2_000;
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

struct Mark {
    now: u64,
    mark: u64,
}

impl Mark {
    fn mix(&mut self, more: u64) {
        let wide = u128::from(self.mark ^ more) * u128::from(ODD);
        self.mark = (wide as u64) ^ ((wide >> 64) as u64).rotate_left(29) ^ more.rotate_left(17);
    }
}

impl Hasher for Mark {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        if number < EPOCH {
            return self.mix(number);
        }
        self.mix((number.wrapping_sub(self.now) as i64).max(PAST) as u64);
    }

    fn write_i64(&mut self, number: i64) {
        self.mix(number as u64);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(number as u64);
    }

    fn finish(&self) -> u64 {
        self.mark
    }
}

/// The mark of something at this moment.
pub fn mark(now: u64, of: &impl Hash) -> u64 {
    let mut mark = Mark { now, mark: ODD };
    of.hash(&mut mark);
    mark.finish()
}
