//! One small pure decoder for each agent protocol.
pub mod neuroon;
