//! Actions: when two of them do the same to the same line.

use handcart::engine::action::Action;
use handcart::engine::cart::{Country, Key};

#[test]
fn actions_address_the_same_if_line_and_quantity_are_the_same() {
    let set = |key, quantity| Action::SetQuantity { key: Key(key), quantity };
    let remove = |key| Action::Remove { key: Key(key) };
    assert!(set(1, 2).addresses_the_same(&set(1, 2)));
    assert!(!set(1, 2).addresses_the_same(&set(1, 3)) && !set(1, 2).addresses_the_same(&set(2, 2)));
    assert!(remove(1).addresses_the_same(&remove(1)) && !remove(1).addresses_the_same(&remove(2)));
    assert!(!set(1, 2).addresses_the_same(&remove(1)));
    let to = |code: &[u8; 2]| Action::SetCountry(Country(*code));
    assert!(to(b"CL").addresses_the_same(&to(b"PE")) && !to(b"CL").addresses_the_same(&Action::Clear));
}
