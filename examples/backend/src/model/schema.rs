//! The part of JSON Schema that the tools use: what a model sends is held against it before it is looked at.

use serde_json::Value;

/// Why a value does not fit, with its place; nothing when it fits.
pub(super) fn misfit(schema: &Value, value: &Value, place: &str) -> Option<String> {
    let wrong = |expected: String| Some(format!("{place}: expected {expected}, got {}", short(value)));
    if let Some(wanted) = schema.get("const")
        && wanted != value
    {
        return wrong(wanted.to_string());
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let mut first = None;
        for choice in choices {
            let problem = misfit(choice, value, place)?;
            // The choice that names the same type explains best.
            let named = choice.pointer("/properties/type/const") == value.get("type");
            if first.is_none() || named {
                first = Some(problem);
            }
        }
        return first;
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        return wrong(format!("one of {}", Value::Array(choices.clone())));
    }
    let number = |key: &str| schema.get(key).and_then(Value::as_f64);
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => object(schema, value, place),
        Some("array") => {
            let Some(items) = value.as_array() else { return wrong("a list".into()) };
            let count = items.len() as f64;
            if number("minItems").is_some_and(|least| count < least)
                || number("maxItems").is_some_and(|most| count > most)
            {
                return Some(format!("{place}: too few or too many elements ({count})"));
            }
            let of = schema.get("items")?;
            items.iter().enumerate().find_map(|(at, item)| misfit(of, item, &format!("{place}[{at}]")))
        }
        Some("string") => {
            let Some(text) = value.as_str() else { return wrong("a text".into()) };
            let count = text.chars().count() as f64;
            let fits = number("minLength").is_none_or(|least| count >= least)
                && number("maxLength").is_none_or(|most| count <= most);
            if fits { None } else { Some(format!("{place}: too short or too long ({count} characters)")) }
        }
        Some("integer" | "number") => {
            let whole = schema.get("type").and_then(Value::as_str) == Some("integer");
            let fits = value.as_f64().is_some_and(|count| {
                (!whole || count.fract() == 0.0)
                    && number("minimum").is_none_or(|least| count >= least)
                    && number("maximum").is_none_or(|most| count <= most)
            });
            let range = match (number("minimum"), number("maximum")) {
                (Some(least), Some(most)) => format!("a number from {least} to {most}"),
                _ => "a number in range".into(),
            };
            if fits { None } else { wrong(range) }
        }
        Some("boolean") if !value.is_boolean() => wrong("true or false".into()),
        _ => None,
    }
}

fn object(schema: &Value, value: &Value, place: &str) -> Option<String> {
    let Some(fields) = value.as_object() else {
        return Some(format!("{place}: expected an object, got {}", short(value)));
    };
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            return Some(format!("{place}.{name}: missing"));
        }
    }
    let known = schema.get("properties");
    for (name, field) in fields {
        let path = format!("{place}.{name}");
        let rest = schema.get("additionalProperties");
        let of = known.and_then(|known| known.get(name)).or(rest.filter(|rest| rest.is_object()));
        let problem = match of {
            Some(of) => misfit(of, field, &path),
            None if rest == Some(&Value::Bool(false)) => Some(format!("{path}: not a field of this tool")),
            None => None,
        };
        if problem.is_some() {
            return problem;
        }
    }
    None
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(60).chain(['…']).collect() }
}
