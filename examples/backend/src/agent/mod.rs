//! stub
use crate::catalogue::*;
use handcart::contract::dialect::neuroon::*;
/// s
#[derive(Debug)]
pub struct Agent;
/// s
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Memory;
/// s
pub struct Answer {
    /// s
    pub total: u32,
    /// s
    pub text: String,
    /// s
    pub actions: Vec<WireAction>,
    /// s
    pub quick_replies: Vec<String>,
}
impl Answer {
    /// s
    pub fn products(&self, _: &Shelf) -> Vec<SearchProduct> {
        vec![]
    }
}
impl Agent {
    /// s
    pub fn new(_: &Catalogue) -> Self {
        Agent
    }
    /// s
    pub fn search(&self, _: &Shelf, _: &str) -> Vec<String> {
        vec![]
    }
    /// s
    pub fn answer(&self, _: &Shelf, _: &mut Memory, _: &str, _: Option<&CartSnapshot>) -> Answer {
        Answer { total: 0, text: String::new(), actions: vec![], quick_replies: vec![] }
    }
}
