//! The edge: the only folder that names the web. What it is made of in JavaScript stands beside it (`edge.ts`,
//! `intake.js`). What is pure in it compiles natively too.

pub mod act;
pub mod call;
#[cfg(target_arch = "wasm32")]
pub mod exports;
#[cfg(target_arch = "wasm32")]
mod out;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod value;
