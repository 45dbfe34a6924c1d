//! Faults planted on purpose, one at a time, so that a run of the laws can show that it would find them. They exist only
//! in a build with the feature `planted`; in any other [`planted`] is `false` and vanishes.

/// What is done wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An event during a change is skipped, not put off.
    Skip,
    /// A read during which a change began is shown.
    StaleRead,
    /// The cart of a late answer is shown.
    LateAnswer,
    /// A stream of events puts the read off for ever.
    NoMaximumWait,
    /// A host whose own read fires the event is read without end.
    NoBreaker,
    /// A change that the host refused is sent again.
    Retry,
    /// A card never lapses.
    NeverLapses,
    /// A press counts for another drawing.
    AnyRevision,
    /// A script may press.
    AnyPress,
    /// A card can be pressed as soon as it is there.
    NotArmed,
    /// A card can be pressed again.
    PressedTwice,
    /// Steps on one line swallow those on another.
    Collapse,
    /// A line that went away is addressed.
    GoneLine,
    /// A key that names another article now is addressed.
    OtherArticle,
    /// The outcome is the host's word.
    HostsWord,
    /// The cart is read while a change is in flight.
    ReadMeanwhile,
    /// What was not seen in the cart can be taken back.
    UndoUnverified,
    /// A change can be taken back again and again.
    UndoAgain,
    /// What was to be done is done after the end.
    AfterTheEnd,
    /// A card keeps the facts of an earlier cart.
    OldFacts,
    /// An id is taken again.
    Replay,
    /// Numbers and ids begin anew after a loss.
    ForgetsIds,
    /// A change whose end nobody knows is made again after a loss.
    ReissuesUnsettled,
    /// The agent is told how a change ended, unasked.
    Gossip,
    /// "Try again" does not read the cart first.
    BlindRetry,
    /// "Try again" calls the shop under a new id.
    NewId,
    /// A row of a plan runs twice.
    PlanTwice,
    /// A row without a tick runs.
    PlanUnticked,
    /// A row that changed nothing is taken back with the others.
    PlanUndone,
    /// No cap holds.
    Uncapped,
    /// A cap holds when a proposal is offered, and no longer when it is carried out.
    CappedOnce,
    /// "Keep open" does not lengthen a card's time.
    KeptInVain,
    /// A card that has said that it lapses soon never does.
    WarnedStays,
}

#[cfg(feature = "planted")]
thread_local! {
    static NOW: core::cell::Cell<Option<Fault>> = const { core::cell::Cell::new(None) };
}

/// From now on this is done wrong, and nothing else.
#[cfg(feature = "planted")]
pub fn plant(fault: Option<Fault>) {
    NOW.set(fault);
}

/// Whether this is to be done wrong.
#[cfg(feature = "planted")]
#[must_use]
pub fn planted(fault: Fault) -> bool {
    NOW.get() == Some(fault)
}

/// Nothing is to be done wrong.
#[cfg(not(feature = "planted"))]
#[must_use]
pub const fn planted(_fault: Fault) -> bool {
    false
}
