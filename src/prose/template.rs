//! One section: the tags that the scan found, in the tree that `handlebars` makes of them.

use super::scan::{Found, Shape, scan};
use crate::diag::{Message, Place};
use crate::model::condition::OneOrMany;
use crate::model::prose::{Cited, Node, Section, Tag, TagKind, Test, When};
use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement};
use serde_json::Value;

/// Parses the text of a section, which starts at `offset` in `file`.
///
/// What can't be parsed is reported, and the section is then empty.
pub fn section(file: &str, text: &str, offset: usize) -> (Section, Vec<Message>) {
    let place = Place::new(file, offset..offset + text.trim_end().len());
    let mut parsed = Section { nodes: vec![], place: place.clone(), source: text.to_string() };
    let found = match scan(file, text, offset) {
        Ok(found) => found,
        Err(wrong) => return (parsed, wrong),
    };
    match Template::compile(text) {
        Ok(template) => {
            let mut walk = Walk { found: found.into_iter(), wrong: vec![] };
            parsed.nodes = walk.nodes(&template);
            (parsed, walk.wrong)
        }
        Err(error) => {
            let message = Message::error("broken-tag", "the tags of this section can't be read")
                .at(place, error.reason().to_string())
                .help("compare with the table of tags in clauses/README.md");
            (parsed, vec![message])
        }
    }
}

struct Walk {
    found: std::vec::IntoIter<Found>,
    wrong: Vec<Message>,
}

impl Walk {
    fn nodes(&mut self, template: &Template) -> Vec<Node> {
        let mut nodes = Vec::new();
        for element in &template.elements {
            match element {
                TemplateElement::RawString(text) => nodes.push(Node::Text(text.clone())),
                TemplateElement::HelperBlock(block) => {
                    let when = self.when(block);
                    self.take(Shape::Close);
                    nodes.push(Node::When(when));
                }
                TemplateElement::Expression(tag) | TemplateElement::HtmlExpression(tag) => {
                    let Some(found) = self.take(Shape::Print) else { continue };
                    if let Some(kind) = self.tag(tag, &found) {
                        nodes.push(Node::Tag(Tag { kind, place: found.place }));
                    }
                }
                _ => {}
            }
        }
        nodes
    }

    /// The next tag, if it is of this shape.
    fn take(&mut self, shape: Shape) -> Option<Found> {
        let next = self.found.as_slice().first()?;
        if next.shape == shape { self.found.next() } else { None }
    }

    fn when(&mut self, block: &HelperTemplate) -> When {
        let mut when = When { branches: vec![], otherwise: vec![], place: Place::default() };
        let mut current = block.clone();
        loop {
            let found = self.take(Shape::Open).or_else(|| self.take(Shape::ElseWhen));
            let place = found.map(|f| f.place).unwrap_or_default();
            if when.branches.is_empty() {
                when.place = place.clone();
            }
            let test = self.test(&current, place);
            let inside = current.template.as_ref().map(|t| self.nodes(t)).unwrap_or_default();
            when.branches.push((test, inside));
            let Some(inverse) = &current.inverse else { return when };
            match inverse.elements.as_slice() {
                [TemplateElement::HelperBlock(next)] if next.chain => current = (**next).clone(),
                _ => {
                    self.take(Shape::Else);
                    when.otherwise = self.nodes(inverse);
                    return when;
                }
            }
        }
    }

    fn test(&mut self, block: &HelperTemplate, place: Place) -> Test {
        let mut test = Test { place: place.clone(), ..Test::default() };
        match block.params.as_slice() {
            [] => {}
            [one] => match literal(one) {
                Some(Value::String(name)) => test.named = Some(name),
                _ => self.wrong(&place, "a named condition is written `{{#when \"name\"}}`"),
            },
            _ => self.wrong(&place, "a condition takes one name at most"),
        }
        for (key, value) in &block.hash {
            match literal(value) {
                Some(Value::String(one)) => {
                    test.table.insert(key.clone(), OneOrMany::One(one));
                }
                Some(Value::Array(many)) if many.iter().all(Value::is_string) => {
                    let values = many.iter().filter_map(|v| v.as_str().map(str::to_string)).collect();
                    test.table.insert(key.clone(), OneOrMany::Many(values));
                }
                _ => self.wrong(&place, "values are written `\"a\"` or `[\"a\",\"b\"]`"),
            }
        }
        if test.named.is_none() && test.table.is_empty() {
            self.wrong(&place, "a condition names an option or a named condition");
        }
        test
    }

    fn tag(&mut self, tag: &HelperTemplate, found: &Found) -> Option<TagKind> {
        let place = &found.place;
        let name = found.word.clone();
        let mut params = Vec::new();
        for param in &tag.params {
            match literal(param) {
                Some(Value::String(text)) => params.push(text),
                _ => {
                    self.wrong(place, "what a tag names stands in quotation marks");
                    return None;
                }
            }
        }
        let mut hash = std::collections::BTreeMap::new();
        for (key, value) in &tag.hash {
            match literal(value) {
                Some(Value::String(text)) => hash.insert(key.clone(), text),
                _ => {
                    self.wrong(place, "what a key says stands in quotation marks");
                    return None;
                }
            };
        }
        let allowed: &[&str] = match name.as_str() {
            "blank" | "term" => &["form"],
            "ref" => &["prep", "else", "query"],
            "self" => &["prep"],
            "duty" | "prohibition" | "power" => &[],
            _ => &["query", "one", "other"],
        };
        for (key, at) in &found.keys {
            if !allowed.contains(&key.as_str()) {
                self.wrong.push(
                    Message::error("unknown-key", format!("the tag `{name}` has no key `{key}`"))
                        .at(at.clone(), format!("it knows {}", allowed.join(", ")))
                        .near(key, allowed.iter().copied()),
                );
            }
        }
        let mut key = |k: &str| hash.remove(k);
        let single = |params: Vec<String>| if params.len() == 1 { params.into_iter().next() } else { None };
        let kind = match name.as_str() {
            "blank" => single(params).map(|name| TagKind::Blank { name, form: key("form") }),
            "term" => single(params).map(|id| TagKind::Term { id, form: key("form") }),
            "self" => single(params).map(|unit| TagKind::Own { unit, prep: key("prep") }),
            "duty" | "prohibition" | "power" => match params.as_slice() {
                [] => Some(TagKind::Modal { kind: name.clone(), plural: false }),
                [number] if number == "other" => Some(TagKind::Modal { kind: name.clone(), plural: true }),
                _ => None,
            },
            "ref" => cited(params, key("query")).map(|cited| TagKind::Ref {
                cited,
                prep: key("prep"),
                otherwise: key("else"),
            }),
            _ => match (cited(params, key("query")), key("one"), key("other")) {
                (Some(cited), Some(one), Some(other)) => Some(TagKind::Agree { cited, one, other }),
                _ => None,
            },
        };
        if kind.is_none() {
            self.wrong(place, &format!("the tag `{name}` does not say what it needs"));
        }
        kind
    }

    fn wrong(&mut self, place: &Place, text: &str) {
        self.wrong.push(
            Message::error("broken-tag", text)
                .at(place.clone(), "here")
                .help("compare with the table of tags in clauses/README.md"),
        );
    }
}

fn cited(params: Vec<String>, query: Option<String>) -> Option<Cited> {
    match (params.is_empty(), query) {
        (true, Some(query)) => Some(Cited::Query(query)),
        (false, None) => Some(Cited::Targets(params)),
        _ => None,
    }
}

fn literal(parameter: &Parameter) -> Option<Value> {
    match parameter {
        Parameter::Literal(value) => Some(value.clone()),
        _ => None,
    }
}
