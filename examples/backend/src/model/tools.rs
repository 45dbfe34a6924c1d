//! The tools that a model may call: the SDK's own list, from the same file.

use serde_json::{Value, json};

use super::schema::misfit;

/// The tools.
#[derive(Debug)]
pub(super) struct Tools(Vec<Value>);

impl Tools {
    /// Reads the list that is built into the program.
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../../../../src/contract/tools.json")).map(Self)
    }

    /// As a provider wants them. Without a cart only those that need none.
    pub(super) fn offered(&self, cart: bool) -> Value {
        let named = |tool: &&Value| cart || tool.get("name") == Some(&json!("search_products"));
        let tools = self.0.iter().filter(named).map(|tool| {
            let field = |name: &str| tool.get(name).cloned().unwrap_or(Value::Null);
            json!({ "type": "function", "function": {
                "name": field("name"), "description": field("description"), "parameters": field("inputSchema"),
            }})
        });
        Value::Array(tools.collect())
    }

    /// The arguments of a call, or what is wrong with the call, in words for the model.
    pub(super) fn arguments(&self, name: &str, text: &str) -> Result<Value, String> {
        let Some(tool) = self.0.iter().find(|tool| tool.get("name").and_then(Value::as_str) == Some(name)) else {
            let known: Vec<&str> = self.0.iter().filter_map(|tool| tool.get("name").and_then(Value::as_str)).collect();
            return Err(format!("There is no such tool. There are: {}.", known.join(", ")));
        };
        let text = if text.trim().is_empty() { "{}" } else { text };
        let arguments: Value =
            serde_json::from_str(text).map_err(|error| format!("The arguments are not JSON: {error}."))?;
        let schema = tool.get("inputSchema").unwrap_or(&Value::Null);
        match misfit(schema, &arguments, name) {
            Some(problem) => Err(problem),
            None => Ok(arguments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tools;

    #[test]
    fn the_list_is_the_sdks_and_its_limits_hold() -> Result<(), Box<dyn std::error::Error>> {
        let tools = Tools::read()?;
        assert_eq!(tools.offered(true).as_array().map(Vec::len), Some(8));
        assert_eq!(tools.offered(false).as_array().map(Vec::len), Some(1));
        for (name, text, fits) in [
            ("get_cart", "", true),
            ("get_cart", "{}", true),
            ("get_cart", "[]", false),
            ("search_products", r#"{"query":"tents"}"#, true),
            ("search_products", r#"{"query":""}"#, false),
            ("search_products", "{}", false),
            ("add_to_cart", r#"{"productId":"zelt-kar-2","quantity":2}"#, true),
            ("add_to_cart", r#"{"productId":"zelt-kar-2","quantity":0}"#, false),
            ("add_to_cart", r#"{"productId":"zelt-kar-2","quantity":1.5}"#, false),
            ("add_to_cart", r#"{"productId":"zelt-kar-2","quantity":100}"#, false),
            ("add_to_cart", r#"{"productId":"zelt-kar-2","price":1}"#, false),
            ("add_to_cart", r#"{"productId":"zelt-"#, false),
            ("propose_plan", r#"{"changes":[{"type":"REMOVE","itemKey":"a"}]}"#, false),
            ("propose_plan", r#"{"changes":[{"type":"REMOVE","itemKey":"a"},{"type":"REMOVE","itemKey":"b"}]}"#, true),
            ("propose_plan", r#"{"changes":[{"type":"CLEAR"},{"type":"REMOVE","itemKey":"b"}]}"#, false),
            ("delete_shop", "{}", false),
        ] {
            assert_eq!(tools.arguments(name, text).is_ok(), fits, "{name} {text}: {:?}", tools.arguments(name, text));
        }
        Ok(())
    }
}
