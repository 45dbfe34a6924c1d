//! The engine's parts, one by one: each test is a rule of the product at its exact boundary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "engine/kit.rs"]
mod kit;

#[path = "engine/abilities.rs"]
mod abilities;
#[path = "engine/action.rs"]
mod action;
#[path = "engine/caps.rs"]
mod caps;
#[path = "engine/cart.rs"]
mod cart;
#[path = "engine/clock.rs"]
mod clock;
#[path = "engine/deed.rs"]
mod deed;
#[path = "engine/echo.rs"]
mod echo;
#[path = "engine/feed.rs"]
mod feed;
#[path = "engine/list.rs"]
mod list;
#[path = "engine/product.rs"]
mod product;
#[path = "engine/propose.rs"]
mod propose;
#[path = "engine/refresh.rs"]
mod refresh;
#[path = "engine/row.rs"]
mod row;
#[path = "engine/text.rs"]
mod text;
#[path = "engine/undo.rs"]
mod undo;
#[path = "engine/verify.rs"]
mod verify;
