//! One TOML file → its type; every unknown key is reported, not only the first.

use super::known::known_keys;
use crate::diag::{Message, Place, locate};
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_ignored::Path as IgnoredPath;

/// Largest TOML file read. Unit: bytes.
const MAX_TOML: usize = 1024 * 1024;
/// Deepest nesting of brackets. Deeper text can't be parsed in bounded memory of the stack.
const MAX_NESTING: usize = 64;

/// Reads the text of `file` as a `T`.
///
/// Errors: `broken-toml` (not TOML, or a value of the wrong type), `unknown-key`.
pub fn typed<T: DeserializeOwned + JsonSchema>(file: &str, text: &str) -> (Option<T>, Vec<Message>) {
    if let Some(message) = too_much(file, text) {
        return (None, vec![message]);
    }
    let deserializer = match toml::Deserializer::parse(text) {
        Ok(deserializer) => deserializer,
        Err(error) => return (None, vec![broken(file, text, &error)]),
    };
    let mut unknown = Vec::new();
    let result: Result<T, _> = serde_ignored::deserialize(deserializer, |path| unknown.push(parts(&path)));
    let mut wrong: Vec<Message> = unknown.iter().map(|path| unknown_key::<T>(file, text, path)).collect();
    match result {
        Ok(value) => (Some(value), wrong),
        Err(error) => {
            wrong.push(broken(file, text, &error));
            (None, wrong)
        }
    }
}

fn too_much(file: &str, text: &str) -> Option<Message> {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if text.len() <= MAX_TOML && deepest <= MAX_NESTING {
        return None;
    }
    Some(
        Message::error("file-too-long", "the file is too long, or nested too deep").at(
            Place::new(file, 0..0),
            format!("at most {MAX_TOML} bytes and {MAX_NESTING} brackets inside each other"),
        ),
    )
}

fn broken(file: &str, text: &str, error: &toml::de::Error) -> Message {
    let span = error.span().unwrap_or(0..0);
    let end = span.end.min(text.len()).max(span.start);
    Message::error("broken-toml", "the file can't be read")
        .at(Place::new(file, span.start..end), error.message().to_string())
        .help("strings stand in quotation marks, lists in [ ], tables in { }; clauses/README.md shows each key")
}

/// The keys of a path, each whole: a key can hold dots.
fn parts(path: &IgnoredPath) -> Vec<String> {
    match path {
        IgnoredPath::Root => vec![],
        IgnoredPath::Seq { parent, index } => joined(parent, index.to_string()),
        IgnoredPath::Map { parent, key } => joined(parent, key.clone()),
        IgnoredPath::Some { parent }
        | IgnoredPath::NewtypeStruct { parent }
        | IgnoredPath::NewtypeVariant { parent } => parts(parent),
    }
}

fn joined(parent: &IgnoredPath, last: String) -> Vec<String> {
    let mut all = parts(parent);
    all.push(last);
    all
}

fn unknown_key<T: JsonSchema>(file: &str, text: &str, path: &[String]) -> Message {
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let (key, above) = parts.split_last().map(|(k, a)| (*k, a)).unwrap_or(("", &[]));
    let known = known_keys(&schema_for!(T), above);
    let place = locate(file, text, &parts);
    let mut message = Message::error("unknown-key", format!("unknown key `{key}`"))
        .at(place, "no key of the format has this name here")
        .near(key, known.iter().map(String::as_str));
    if message.help.is_empty() && !known.is_empty() {
        message = message.help(format!("known here: {}", known.join(", ")));
    }
    message
}
