//! Lists out of whose middle something is taken.

use alloc::vec::Vec;

/// Takes out what stands at this place, if anything does.
#[inline(never)]
pub fn take<T>(list: &mut Vec<T>, at: usize) -> Option<T> {
    if at < list.len() { Some(list.remove(at)) } else { None }
}
