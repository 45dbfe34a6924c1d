//! Time: it neither runs over nor backwards.

use handcart::engine::clock::{Millis, sooner};

#[test]
fn time_stops_at_its_ends() {
    assert_eq!(Millis(300) + Millis(2_000), Millis(2_300));
    assert_eq!(Millis(2_000) - Millis(300), Millis(1_700));
    assert_eq!(Millis(u64::MAX) + Millis(1), Millis(u64::MAX), "a moment that never comes");
    assert_eq!(Millis(1) - Millis(2), Millis(0), "nothing is longer ago than the beginning");
}

#[test]
fn of_two_moments_the_earlier_counts_and_of_one_that_one() {
    let (early, late) = (Some(Millis(300)), Some(Millis(2_000)));
    assert_eq!([sooner(early, late), sooner(late, early)], [early, early]);
    assert_eq!([sooner(late, None), sooner(None, late), sooner(None, None)], [late, late, None]);
}
