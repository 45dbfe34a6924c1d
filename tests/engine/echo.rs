//! A host whose own read fires the event: the third echo slows the reads down, and what ends that (law I6b).

use handcart::engine::clock::{Millis, Policy};
use handcart::engine::refresh::{Cause, Why};

use crate::refresh::Reads;

#[test]
fn an_event_up_to_a_second_after_our_own_read_may_come_from_it() {
    let why_of = |after: u64| {
        let mut reads = Reads::new();
        reads.want(1_000, Cause::Doubt);
        assert!(reads.starts(1_000));
        assert!(!reads.brings_nothing_new(5_000));
        reads.event(5_000 + after);
        assert!(reads.starts(5_300 + after));
        reads.ends(5_350 + after)
    };
    assert_eq!([why_of(0), why_of(1_000), why_of(1_001)], [Some(Why::Echo), Some(Why::Echo), Some(Why::Cause)]);
}

#[test]
fn the_third_echo_in_a_row_slows_the_reads_down_and_is_told_once() {
    let mut reads = Reads::new();
    reads.event(1_000);
    let told: Vec<_> = (0..12).map(|_| reads.echo()).collect();
    assert_eq!(told.iter().position(|told| *told), Some(3), "the first read had a cause of its own: {told:?}");
    assert_eq!(told.iter().filter(|told| **told).count(), 1);
}

#[test]
fn the_quiet_time_doubles_with_each_echo_up_to_30_s() {
    let mut reads = Reads::new();
    reads.event(1_000);
    let mut gaps = Vec::new();
    for _ in 0..12 {
        let before = reads.due();
        reads.echo();
        gaps.push(reads.due() - before - 10);
    }
    assert_eq!(gaps, [300, 300, 300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 30_000, 30_000, 30_000]);
}

#[test]
fn a_slowed_stream_of_events_is_read_once_its_quiet_time_is_over() {
    let mut reads = Reads::slowed();
    let due = reads.due();
    for back in (0..30_000).rev().step_by(1_000) {
        reads.event(due - back);
    }
    assert_eq!(reads.due(), due, "no longer, however many come");
}

#[test]
fn a_change_of_the_cart_or_another_cause_ends_the_counting_of_echoes() {
    for changed in [true, false] {
        let mut reads = Reads::new();
        reads.event(1_000);
        (0..3).for_each(|_| assert!(!reads.echo()));
        if !changed {
            reads.want(reads.due(), Cause::Doubt);
        }
        assert!(reads.starts(reads.due()));
        reads.event(reads.due());
        let now = reads.refresh.deadline(true).unwrap().0 - 9_000;
        let why = reads.ends(now).unwrap();
        assert!(!reads.refresh.succeeded(why, changed, &reads.policy));
        assert_eq!([reads.echo(), reads.echo(), reads.echo()], [false, false, true], "changed: {changed}");
    }
}

#[test]
fn a_repeated_read_is_no_echo_and_does_not_end_the_counting() {
    let mut reads = Reads::new();
    reads.event(1_000);
    (0..3).for_each(|_| assert!(!reads.echo()));
    let now = reads.due();
    assert!(reads.starts(now));
    assert!(reads.fails(now), "this was the third echo");
    assert_eq!(reads.due(), now + 1_000);
    assert!(reads.starts(now + 1_000));
    assert!(!reads.fails(now + 1_000));
    assert_eq!(reads.due(), now + 5_000);
    assert!(reads.starts(now + 5_000));
    reads.event(now + 5_000);
    assert!(!reads.brings_nothing_new(now + 5_000));
    assert_eq!(reads.due(), now + 5_600, "neither quicker nor slower by the repetition");
}

#[test]
fn a_cause_of_its_own_does_not_end_the_slow_down() {
    let mut reads = Reads::slowed();
    let now = reads.due();
    reads.want(now, Cause::Doubt);
    assert!(reads.starts(now));
    reads.event(now);
    assert!(!reads.brings_nothing_new(now + 50));
    assert_eq!(reads.due(), now + 30_000);
}

#[test]
fn a_failed_read_is_not_repeated_before_the_quiet_time_is_over() {
    let mut reads = Reads::slowed();
    let now = reads.due();
    assert!(reads.starts(now));
    assert!(!reads.fails(now));
    assert_eq!(reads.due(), now + 30_000);
}

#[test]
fn a_doubt_beside_an_echo_is_not_slowed_down() {
    let mut reads = Reads::new();
    reads.event(1_000);
    (0..3).for_each(|_| assert!(!reads.echo()));
    let now = reads.due();
    assert!(reads.starts(now));
    reads.event(now + 10);
    reads.want(now + 20, Cause::Doubt);
    assert!(reads.brings_nothing_new(now + 50));
    assert_eq!(reads.due(), now + 20);
}

#[test]
fn when_the_slow_down_ends_what_waited_waits_the_usual_time_from_now() {
    let calm = |reads: &mut Reads, now| reads.refresh.calm_down(Millis(now), &Policy::default());
    let mut reads = Reads::slowed();
    let now = reads.due() - 20_000;
    calm(&mut reads, now);
    assert_eq!(reads.due(), now + 300);
    for tenth in 2..20 {
        reads.event(now + 100 * tenth);
    }
    assert_eq!(reads.due(), now + 2_000, "and no stream of events keeps it away longer");
    let mut reads = Reads::slowed();
    let now = reads.due();
    assert!(reads.starts(now));
    reads.event(now + 10);
    calm(&mut reads, now + 20);
    assert!(!reads.brings_nothing_new(now + 50));
    assert_eq!(reads.due(), now + 320, "during a read, too");
    assert!(!reads.echo(), "the echoes are counted anew");
    assert_eq!(reads.due(), now + 630);
}

#[test]
fn where_nothing_was_slowed_down_nothing_is_brought_forward() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    for now in [1_000, 2_000] {
        assert!(reads.starts(now));
        reads.fails(now);
    }
    reads.refresh.calm_down(Millis(2_100), &Policy::default());
    assert_eq!(reads.due(), 6_000, "a failed read is repeated after 4 s");
}
