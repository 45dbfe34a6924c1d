//! Lists: something is taken out of the middle, and what is not there is not taken.

use handcart::engine::list::take;

#[test]
fn what_stands_at_a_place_is_taken_out_and_the_rest_stays_in_order() {
    let mut list = vec!['a', 'b', 'c'];
    assert_eq!((take(&mut list, 3), list.as_slice()), (None, ['a', 'b', 'c'].as_slice()));
    assert_eq!((take(&mut list, 1), list.as_slice()), (Some('b'), ['a', 'c'].as_slice()));
    assert_eq!((take(&mut list, 1), list.as_slice()), (Some('c'), ['a'].as_slice()));
    assert_eq!((take(&mut list, 0), take(&mut list, 0)), (Some('a'), None));
}
