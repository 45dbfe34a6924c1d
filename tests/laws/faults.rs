//! The planted faults, each with the law that it breaks.

use handcart::engine::planted::Fault;

pub const FAULTS: [(Fault, &str); 28] = [
    (Fault::Skip, "I6"),
    (Fault::StaleRead, "I7"),
    (Fault::LateAnswer, "I7"),
    (Fault::NoMaximumWait, "I6"),
    (Fault::NoBreaker, "I6b"),
    (Fault::Retry, "I1"),
    (Fault::NeverLapses, "I8"),
    (Fault::NeverLapses, "I1"),
    (Fault::AnyRevision, "I1"),
    (Fault::AnyPress, "I1"),
    (Fault::NotArmed, "I1"),
    (Fault::PressedTwice, "I2"),
    (Fault::Collapse, "I8"),
    (Fault::GoneLine, "I4"),
    (Fault::OtherArticle, "I1"),
    (Fault::HostsWord, "V"),
    (Fault::ReadMeanwhile, "I5"),
    (Fault::UndoUnverified, "I1"),
    (Fault::UndoAgain, "I1"),
    (Fault::AfterTheEnd, "I9"),
    (Fault::OldFacts, "I3"),
    (Fault::Replay, "I2"),
    (Fault::Gossip, "I12"),
    (Fault::BlindRetry, "I2"),
    (Fault::NewId, "I2"),
    (Fault::PlanTwice, "I1"),
    (Fault::PlanUnticked, "I1"),
    (Fault::PlanUndone, "I1"),
];
