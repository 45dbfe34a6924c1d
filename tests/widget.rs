//! How the widget looks, natively: markup facts, the differ, and the gallery (`GALLERY=1` writes `target/gallery/`).

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
