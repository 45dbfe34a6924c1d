//! How the widget looks: a [`View`](crate::engine::view::View) becomes a markup tree, the tree becomes the page.
//!
//! Everything up to the differ is pure and tested natively; `patch` and `screen` are the only files that touch the page.

pub mod act;
pub mod ask;
pub mod cart;
pub mod diff;
#[cfg(not(target_arch = "wasm32"))]
pub mod html;
pub mod icon;
pub mod launcher;
pub mod look;
pub mod node;
pub mod outcome;
pub mod panel;
pub mod parts;
#[cfg(target_arch = "wasm32")]
pub mod patch;
pub mod product;
#[cfg(target_arch = "wasm32")]
pub mod screen;
pub mod talk;
pub mod toast;
#[cfg(target_arch = "wasm32")]
pub mod tongue;
pub mod voice;
pub mod words;
