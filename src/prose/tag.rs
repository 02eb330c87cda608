//! One printing tag: what it prints, and with which words.

use super::scan::Found;
use crate::diag::{Message, Place};
use crate::model::prose::{Cited, EFFECT_PARTS, MODALS, TagKind};
use handlebars::TemplateError;
use handlebars::template::{Parameter, Template, TemplateElement};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the tag prints; `None` where it does not say what it needs, which is then noted.
pub fn tag(text: &str, found: &Found, wrong: &mut Vec<Message>) -> Option<TagKind> {
    let place = &found.place;
    let (params, mut hash) = match plain(text) {
        Some(said) => said,
        None => match parsed(text, place) {
            Ok(said) => said,
            Err(message) => {
                wrong.push(message);
                return None;
            }
        },
    };
    let name = found.word.as_str();
    let allowed: &[&str] = match name {
        "blank" | "term" => &["form"],
        "ref" => &["prep", "else", "query"],
        "self" => &["prep"],
        "effect" => &[],
        modal if MODALS.contains(&modal) => &[],
        _ => &["query", "one", "other"],
    };
    for (key, at) in &found.keys {
        if !allowed.contains(&key.as_str()) {
            wrong.push(
                Message::error("unknown-key", format!("the tag `{name}` has no key `{key}`"))
                    .at(at.clone(), format!("it knows {}", allowed.join(", ")))
                    .near(key, allowed.iter().copied()),
            );
        }
    }
    let mut key = |k: &str| hash.remove(k);
    let single = |params: Vec<String>| if params.len() == 1 { params.into_iter().next() } else { None };
    let kind = match name {
        "blank" => single(params).map(|name| TagKind::Blank { name, form: key("form") }),
        "term" => single(params).map(|id| TagKind::Term { id, form: key("form") }),
        "effect" => {
            single(params).filter(|part| EFFECT_PARTS.contains(&part.as_str())).map(|part| TagKind::Effect { part })
        }
        "self" => single(params).map(|unit| TagKind::Own { unit, prep: key("prep") }),
        modal if MODALS.contains(&modal) => match params.as_slice() {
            [] => Some(TagKind::Modal { kind: name.into(), plural: false }),
            [number] if number == "other" => Some(TagKind::Modal { kind: name.into(), plural: true }),
            _ => None,
        },
        "ref" => {
            cited(params, key("query")).map(|cited| TagKind::Ref { cited, prep: key("prep"), otherwise: key("else") })
        }
        _ => match (cited(params, key("query")), key("one"), key("other")) {
            (Some(cited), Some(one), Some(other)) => Some(TagKind::Agree { cited, one, other }),
            _ => None,
        },
    };
    if kind.is_none() {
        wrong.push(broken(place, &format!("the tag `{name}` does not say what it needs")));
    }
    kind
}

/// What a tag names, and what its keys say.
type Said = (Vec<String>, BTreeMap<String, String>);

/// A tag of the common shape, `{{word "a" key="b"}}`, without the parser. Whatever is written in any
/// other way is left to the parser.
fn plain(text: &str) -> Option<Said> {
    let inner = text.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let mut rest = inner[inner.find(char::is_whitespace).unwrap_or(inner.len())..].trim_start();
    let (mut params, mut hash) = (Vec::new(), BTreeMap::new());
    while !rest.is_empty() {
        let key = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|end| *end > 0);
        let quoted = match key {
            Some(end) => rest[end..].strip_prefix('=')?,
            None => rest,
        };
        let (said, after) = quoted.strip_prefix('"')?.split_once('"')?;
        if said.contains('\\') || !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return None;
        }
        match key {
            Some(end) => drop(hash.insert(rest[..end].to_string(), said.to_string())),
            None => params.push(said.to_string()),
        }
        rest = after.trim_start();
    }
    Some((params, hash))
}

fn parsed(text: &str, place: &Place) -> Result<Said, Message> {
    let template = Template::compile(text).map_err(|error| unreadable(place.clone(), &error))?;
    let tag = match template.elements.as_slice() {
        [TemplateElement::Expression(tag) | TemplateElement::HtmlExpression(tag)] => tag,
        _ => return Err(broken(place, "a tag prints one thing")),
    };
    let string = |value: &Parameter, what: &str| match literal(value) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(broken(place, what)),
    };
    let params = tag.params.iter().map(|param| string(param, "what a tag names stands in quotation marks"));
    let hash = tag
        .hash
        .iter()
        .map(|(key, value)| string(value, "what a key says stands in quotation marks").map(|text| (key.clone(), text)));
    Ok((params.collect::<Result<_, _>>()?, hash.collect::<Result<_, _>>()?))
}

fn cited(params: Vec<String>, query: Option<String>) -> Option<Cited> {
    match (params.is_empty(), query) {
        (true, Some(query)) => Some(Cited::Query(query)),
        (false, None) => Some(Cited::Targets(params)),
        _ => None,
    }
}

/// The value of a parameter, where it is one.
pub fn literal(parameter: &Parameter) -> Option<Value> {
    match parameter {
        Parameter::Literal(value) => Some(value.clone()),
        _ => None,
    }
}

/// A tag that is not written as it should be.
pub fn broken(place: &Place, text: &str) -> Message {
    Message::error("broken-tag", text)
        .at(place.clone(), "here")
        .help("compare with the table of tags in clauses/README.md")
}

/// What the parser can't read.
pub fn unreadable(place: Place, error: &TemplateError) -> Message {
    Message::error("broken-tag", "the tags here can't be read")
        .at(place, error.reason().to_string())
        .help("compare with the table of tags in clauses/README.md")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_common_shape_is_read_as_the_parser_reads_it(
            parts in prop::collection::vec("( |\n|  )((else|form|a-b|a1)?=)?(\"[ a-zé{}#=']{0,6}\"|\"\"|[a-z]{1,3}|7|\\[\"a\"\\]| = \"x\")", 0..5),
            end in "( |\n)?"
        ) {
            let text = format!("{{{{ref{}{end}}}}}", parts.concat());
            if let Some(said) = plain(&text) {
                let keys: Vec<&str> = parts.iter().filter_map(|part| part.split_once('=')).map(|(key, _)| key.trim()).collect();
                let once = keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key));
                prop_assert!(!once || parsed(&text, &Place::default()) == Ok(said), "{text}");
            }
        }
    }
}
