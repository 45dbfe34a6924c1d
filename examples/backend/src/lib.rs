//! The reference backend: a small outdoor shop with a cart of its own, and a rule-based shopping agent that
//! proposes changes to that cart. It never changes a cart because the agent said so: the agent only answers, and
//! the shopper's browser decides.
//!
//! In reading order: `catalogue` (what is sold), `database`, `shop` (the cart), `agent` (sentences), `model` (a language
//! model in its place), `widget` (the agent over HTTP), `stores` (carts behind webhooks), `socket` (the agent over a
//! WebSocket), `guard` (limits), `pages`, `server`.

pub mod agent;
pub mod app;
pub mod catalogue;
pub mod database;
pub mod error;
pub mod faults;
pub mod guard;
pub mod model;
pub mod options;
pub mod pages;
pub mod server;
pub mod shop;
pub mod socket;
pub mod stores;
pub mod widget;
