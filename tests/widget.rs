//! How the widget looks, natively: markup facts, the differ, and the gallery (`GALLERY=1` writes `target/gallery/`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

#[path = "widget/differ.rs"]
mod differ;
#[path = "widget/facts.rs"]
mod facts;
#[path = "widget/gallery.rs"]
mod gallery;
#[path = "widget/shop.rs"]
mod shop;
#[path = "widget/states.rs"]
mod states;
