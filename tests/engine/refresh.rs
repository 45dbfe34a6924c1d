//! When the cart is read, to the millisecond (laws I5, I6 and I6b).

use handcart::engine::clock::{Millis, Policy};
use handcart::engine::event::Ticket;
use handcart::engine::refresh::{Cause, Refresh, Why};

const HALF_AN_HOUR: u64 = 30 * 60_000;

/// The machine, with a host whose reads are numbered.
pub struct Reads {
    pub refresh: Refresh,
    pub policy: Policy,
    last: u32,
}

impl Reads {
    /// Nothing was read yet; it is 1,000 ms.
    pub fn new() -> Self {
        let policy = Policy::default();
        Self { refresh: Refresh::new(Millis(1_000), &policy), policy, last: 0 }
    }

    pub fn want(&mut self, now: u64, cause: Cause) {
        self.refresh.want(Millis(now), cause, &self.policy);
    }

    pub fn event(&mut self, now: u64) {
        self.want(now, Cause::Event);
    }

    pub fn starts(&mut self, now: u64) -> bool {
        let ticket = Ticket(self.last + 1);
        let starts = self.refresh.start(Millis(now), ticket, false, &self.policy);
        self.last += u32::from(starts);
        starts
    }

    pub fn ends(&mut self, now: u64) -> Option<Why> {
        self.refresh.settle(Millis(now), Ticket(self.last))
    }

    /// The read in flight ends with nothing new. Whether the host is found to fire the event by its own read.
    pub fn brings_nothing_new(&mut self, now: u64) -> bool {
        let why = self.ends(now).expect("a read is in flight");
        self.refresh.succeeded(why, false, &self.policy)
    }

    pub fn fails(&mut self, now: u64) -> bool {
        let why = self.ends(now).expect("a read is in flight");
        self.refresh.failed(Millis(now), why, &self.policy)
    }

    /// The moment of the next read, when no change is in flight.
    pub fn due(&self) -> u64 {
        self.refresh.deadline(false).unwrap().0
    }

    /// A read when it is due, which takes 50 ms, fires the event after 10 and brings nothing new.
    pub fn echo(&mut self) -> bool {
        let now = self.due();
        assert!(self.starts(now));
        self.event(now + 10);
        self.brings_nothing_new(now + 50)
    }

    /// Reads until the quiet time is 30 s.
    pub fn slowed() -> Self {
        let mut reads = Self::new();
        reads.event(1_000);
        for _ in 0..11 {
            reads.echo();
        }
        reads
    }
}

#[test]
fn an_event_is_followed_by_a_read_300_ms_later() {
    let mut reads = Reads::new();
    reads.event(1_000);
    assert_eq!(reads.due(), 1_300);
    assert!(!reads.starts(1_299));
    assert!(reads.starts(1_300));
    assert!(!reads.starts(1_300), "one read in flight");
}

#[test]
fn a_burst_is_read_300_ms_after_its_last_event() {
    let mut reads = Reads::new();
    reads.event(1_000);
    reads.event(1_200);
    assert_eq!(reads.due(), 1_500);
}

#[test]
fn a_stream_of_events_is_read_2_s_after_its_first() {
    let mut reads = Reads::new();
    for tenth in 0..20 {
        reads.event(1_000 + 100 * tenth);
    }
    assert_eq!(reads.due(), 3_000);
    assert!(!reads.starts(2_999));
    assert!(reads.starts(3_000));
}

#[test]
fn a_doubt_and_a_wish_are_read_at_once_and_no_event_puts_that_off() {
    for cause in [Cause::Doubt, Cause::Wish] {
        let mut reads = Reads::new();
        reads.want(1_000, cause);
        reads.event(1_000);
        assert!(reads.starts(1_000));
        let mut reads = Reads::new();
        reads.event(1_000);
        reads.want(1_100, cause);
        assert!(reads.starts(1_100));
    }
}

#[test]
fn a_read_is_given_up_after_10_s() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    assert!(reads.starts(1_000));
    assert_eq!([reads.refresh.deadline(false), reads.refresh.deadline(true)], [Some(Millis(11_000)); 2]);
    assert_eq!(reads.refresh.overdue(Millis(10_999)), None);
    assert!(reads.refresh.is_reading());
    assert_eq!(reads.refresh.overdue(Millis(11_000)), Some(Why::Cause));
    assert!(!reads.refresh.is_reading());
    assert_eq!(reads.ends(11_000), None, "what comes after that is not shown");
}

#[test]
fn only_the_read_in_flight_counts() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    assert!(reads.starts(1_000));
    assert_eq!(reads.refresh.settle(Millis(1_050), Ticket(0)), None);
    assert!(reads.refresh.is_reading());
    assert_eq!(reads.ends(1_050), Some(Why::Cause));
    assert!(!reads.refresh.is_reading());
    assert_eq!(reads.ends(1_060), None, "an answer that comes twice counts once");
}

#[test]
fn what_happens_during_a_read_is_read_after_it() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    assert!(reads.starts(1_000));
    reads.event(1_100);
    reads.event(1_200);
    assert!(!reads.starts(2_000));
    assert_eq!(reads.ends(1_250), Some(Why::Cause));
    assert_eq!(reads.due(), 1_500);
    reads.event(1_300);
    assert!(!reads.starts(1_599));
    assert!(reads.starts(1_600));
    reads.event(1_700);
    assert_eq!(reads.refresh.overdue(Millis(11_600)), Some(Why::Echo));
    assert!(reads.starts(11_600), "after a read that was given up, too");
}

#[test]
fn while_a_change_is_in_flight_no_read_is_waited_for() {
    let mut reads = Reads::new();
    assert_eq!(reads.refresh.deadline(true), None);
    reads.event(1_000);
    assert_eq!(reads.refresh.deadline(true), None);
}

#[test]
fn the_cart_is_read_half_an_hour_after_the_last_read_without_any_reason() {
    let mut reads = Reads::new();
    let first = 1_000 + HALF_AN_HOUR;
    assert_eq!(reads.due(), first);
    assert!(!reads.starts(first - 1));
    assert!(reads.starts(first));
    assert!(!reads.brings_nothing_new(first + 50));
    assert_eq!(reads.due(), first + HALF_AN_HOUR);
    reads.want(first + 5_000, Cause::Wish);
    assert!(reads.starts(first + 5_000));
    assert!(!reads.brings_nothing_new(first + 5_050));
    assert_eq!(reads.due(), first + 5_000 + HALF_AN_HOUR, "counted from the last one");
}

#[test]
fn an_event_does_not_put_off_the_read_of_the_half_hour() {
    let mut reads = Reads::new();
    let first = 1_000 + HALF_AN_HOUR;
    reads.event(first - 100);
    assert_eq!(reads.due(), first);
    assert!(reads.starts(first));
}

#[test]
fn a_failed_read_is_repeated_after_1_4_and_15_s_and_then_no_more() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    let mut now = 1_000;
    for pause in [1_000, 4_000, 15_000] {
        assert!(reads.starts(now));
        assert!(!reads.fails(now + 50));
        assert_eq!(reads.due(), now + 50 + pause);
        now += 50 + pause;
    }
    assert!(reads.starts(now));
    assert!(!reads.fails(now + 50));
    assert_eq!(reads.due(), now + HALF_AN_HOUR);
}

#[test]
fn a_success_and_a_wish_begin_the_repetitions_anew_and_an_event_does_not() {
    let mut reads = Reads::new();
    let mut now = 1_000;
    let mut pause_after = |reads: &mut Reads, cause| {
        now += 100_000;
        reads.want(now, cause);
        now = reads.due();
        assert!(reads.starts(now));
        reads.fails(now);
        reads.due() - now
    };
    assert_eq!(pause_after(&mut reads, Cause::Doubt), 1_000);
    assert_eq!(pause_after(&mut reads, Cause::Event), 4_000);
    assert_eq!(pause_after(&mut reads, Cause::Wish), 1_000);
    assert_eq!(pause_after(&mut reads, Cause::Doubt), 4_000);
    let again = reads.due();
    assert!(reads.starts(again));
    reads.brings_nothing_new(again);
    assert_eq!(pause_after(&mut reads, Cause::Doubt), 1_000);
}

#[test]
fn what_came_during_a_read_that_failed_is_read_in_its_own_time() {
    let mut reads = Reads::new();
    reads.want(1_000, Cause::Doubt);
    assert!(reads.starts(1_000));
    reads.event(1_040);
    assert!(!reads.fails(1_050));
    assert_eq!(reads.due(), 1_340, "not only after a second");
}

#[test]
fn a_change_that_starts_drops_the_read_in_flight_and_it_is_repeated_at_once() {
    let mut reads = Reads::new();
    assert!(!reads.refresh.drop_read(Millis(1_000)), "there is none");
    reads.event(1_000);
    assert!(!reads.refresh.drop_read(Millis(1_000)), "it has not begun");
    assert_eq!(reads.due(), 1_300);
    assert!(reads.starts(1_300));
    assert!(reads.refresh.drop_read(Millis(1_350)));
    assert_eq!(reads.ends(1_400), None);
    assert_eq!(reads.due(), 1_350);
    assert!(reads.starts(1_400));
    assert_eq!(reads.ends(1_450), Some(Why::Cause));
}

#[test]
fn a_read_that_confirmed_actions_wait_for_is_known() {
    let policy = Policy::default();
    for first in [true, false] {
        let mut refresh = Refresh::new(Millis(1_000), &policy);
        refresh.want(Millis(1_000), Cause::Doubt, &policy);
        assert!(!refresh.goes_first());
        assert!(refresh.start(Millis(1_000), Ticket(1), first, &policy));
        assert_eq!(refresh.goes_first(), first);
    }
}
