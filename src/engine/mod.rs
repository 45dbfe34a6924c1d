//! What the widget decides. It knows no clock, no timer, no callback, no page and no wire format: time and events come
//! in, effects go out.

pub mod action;
pub mod cart;
pub mod clock;
pub mod effect;
pub mod event;
pub mod outcome;
pub mod product;
pub mod view;
