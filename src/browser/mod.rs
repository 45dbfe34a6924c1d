//! The edge: the only folder that names the page. What is pure in it compiles natively too.

pub mod dom;
