//! A simulated page: the real engine and driver, a clock that is turned by hand, and a shop that answers as it is told.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod drawn;
pub mod host;
pub mod kept;
pub mod rude;
pub mod shop;
pub mod sim;
pub mod tell;
pub mod wishes;
