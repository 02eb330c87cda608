//! Which keys a type knows at a path, from its JSON Schema.

use schemars::Schema;
use serde_json::Value;

/// The property names at `path` of the schema; empty where any key is allowed.
pub fn known_keys(schema: &Schema, path: &[&str]) -> Vec<String> {
    let root = schema.as_value();
    let mut here = vec![root];
    for part in path {
        here = here.into_iter().flat_map(|node| step(root, node, part)).collect();
    }
    let mut keys: Vec<String> = here
        .into_iter()
        .flat_map(|node| expand(root, node, 0))
        .filter_map(|node| node.get("properties").and_then(Value::as_object))
        .flat_map(|properties| properties.keys().cloned())
        .collect();
    keys.dedup();
    keys
}

fn step<'a>(root: &'a Value, node: &'a Value, part: &str) -> Vec<&'a Value> {
    expand(root, node, 0)
        .into_iter()
        .filter_map(|node| {
            let properties = node.get("properties").and_then(|p| p.get(part));
            let additional = node.get("additionalProperties").filter(|a| a.is_object());
            properties.or(additional).or_else(|| node.get("items"))
        })
        .collect()
}

/// The node with references and alternatives followed.
fn expand<'a>(root: &'a Value, node: &'a Value, depth: usize) -> Vec<&'a Value> {
    if depth > 8 {
        return vec![];
    }
    let mut nodes = vec![node];
    if let Some(target) = node.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix('#')) {
        nodes.extend(root.pointer(target).into_iter().flat_map(|n| expand(root, n, depth + 1)));
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        let alternatives = node.get(key).and_then(Value::as_array);
        nodes.extend(alternatives.into_iter().flatten().flat_map(|n| expand(root, n, depth + 1)));
    }
    nodes
}
