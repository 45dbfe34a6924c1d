//! Conversations, minute by minute, with a shop that is rude, slow or silent. Each name is the sentence that it shows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

#[path = "scenarios/capping.rs"]
mod capping;
#[path = "scenarios/changing.rs"]
mod changing;
#[path = "scenarios/containing.rs"]
mod containing;
#[path = "scenarios/lasting.rs"]
mod lasting;
#[path = "scenarios/page.rs"]
mod page;
#[path = "scenarios/planned.rs"]
mod planned;
#[path = "scenarios/planning.rs"]
mod planning;
#[path = "scenarios/pressing.rs"]
mod pressing;
#[path = "scenarios/proposing.rs"]
mod proposing;
#[path = "scenarios/reading.rs"]
mod reading;
#[path = "scenarios/recovering.rs"]
mod recovering;
#[path = "scenarios/retrying.rs"]
mod retrying;
#[path = "scenarios/streaming.rs"]
mod streaming;
#[path = "scenarios/talking.rs"]
mod talking;
#[path = "scenarios/undoing.rs"]
mod undoing;
#[path = "scenarios/verifying.rs"]
mod verifying;
