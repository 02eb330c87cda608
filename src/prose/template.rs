//! One section: the tags that the scan found, in the tree that `handlebars` makes of them.

use super::scan::{Found, Shape, scan};
use crate::diag::{Message, Place};
use crate::model::Later;
use crate::model::condition::OneOrMany;
use crate::model::prose::{Cited, Node, Section, Tag, TagKind, Test, When};
use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement};
use serde_json::Value;
use std::sync::Arc;

/// The section of text that starts at `offset` in `file`; its tags are parsed when they are asked for.
pub fn later(file: &Arc<str>, text: &str, offset: usize) -> Section {
    let place = Place::new(file, offset..offset + text.trim_end().len());
    let source: Arc<str> = text.into();
    let (file, text, whole) = (file.clone(), source.clone(), place.clone());
    Section { nodes: Later::new(move || nodes(&file, &text, offset, whole)), place, source }
}

/// Parses the text of a section, which starts at `offset` in `file`.
///
/// What can't be parsed is reported, and the section is then empty.
pub fn section(file: &str, text: &str, offset: usize) -> (Section, Vec<Message>) {
    let section = later(&file.into(), text, offset);
    let messages = section.nodes.messages().to_vec();
    (section, messages)
}

fn nodes(file: &str, text: &str, offset: usize, place: Place) -> (Vec<Node>, Vec<Message>) {
    let found = match scan(file, text, offset) {
        Ok(found) => found,
        Err(wrong) => return (vec![], wrong),
    };
    if found.is_empty() {
        return (vec![Node::Text(text.to_string())], vec![]);
    }
    let (bare, texts) = bare(text, &found, offset);
    match Template::compile(&bare) {
        Ok(template) => {
            let mut walk = Walk { found: found.into_iter(), texts: texts.into_iter(), wrong: vec![] };
            (walk.nodes(&template), walk.wrong)
        }
        Err(error) => {
            let message = Message::error("broken-tag", "the tags of this section can't be read")
                .at(place, error.reason().to_string())
                .help("compare with the table of tags in clauses/README.md");
            (vec![], vec![message])
        }
    }
}

/// Stands for the text between two tags.
const STAND_IN: char = 'x';

/// The tags with a stand-in for each text between them, and these texts: the parser's time is that of
/// the tags alone. The white space around a text stays, since the parser takes away the line of a tag
/// that stands alone on it.
fn bare<'t>(text: &'t str, found: &[Found], offset: usize) -> (String, Vec<&'t str>) {
    let (mut bare, mut texts, mut at) = (String::new(), Vec::new(), 0);
    let tags = found.iter().map(|tag| (tag.place.start - offset, tag.place.end - offset));
    for (start, end) in tags.chain([(text.len(), text.len())]) {
        let between = &text[at..start];
        let words = between.trim();
        if words.is_empty() {
            bare.push_str(between);
        } else {
            let lead = between.len() - between.trim_start().len();
            bare.push_str(&between[..lead]);
            bare.push(STAND_IN);
            bare.push_str(&between[lead + words.len()..]);
            texts.push(words);
        }
        bare.push_str(&text[start..end]);
        at = end;
    }
    (bare, texts)
}

struct Walk<'t> {
    found: std::vec::IntoIter<Found>,
    /// The texts that the stand-ins stand for.
    texts: std::vec::IntoIter<&'t str>,
    wrong: Vec<Message>,
}

impl Walk<'_> {
    fn nodes(&mut self, template: &Template) -> Vec<Node> {
        let mut nodes = Vec::new();
        for element in &template.elements {
            match element {
                TemplateElement::RawString(text) => nodes.push(Node::Text(self.text(text))),
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

    /// The text with the words that its stand-in stands for.
    fn text(&mut self, text: &str) -> String {
        match text.split_once(STAND_IN) {
            Some((before, after)) => format!("{before}{}{after}", self.texts.next().unwrap_or_default()),
            None => text.to_string(),
        }
    }

    /// The next tag, if it is of this shape.
    fn take(&mut self, shape: Shape) -> Option<Found> {
        let next = self.found.as_slice().first()?;
        if next.shape == shape { self.found.next() } else { None }
    }

    fn when(&mut self, block: &HelperTemplate) -> When {
        let mut when = When { branches: vec![], otherwise: vec![], place: Place::default() };
        let mut current = block;
        loop {
            let found = self.take(Shape::Open).or_else(|| self.take(Shape::ElseWhen));
            let place = found.map(|f| f.place).unwrap_or_default();
            if when.branches.is_empty() {
                when.place = place.clone();
            }
            let test = self.test(current, place);
            let inside = current.template.as_ref().map(|t| self.nodes(t)).unwrap_or_default();
            when.branches.push((test, inside));
            let Some(inverse) = &current.inverse else { return when };
            match inverse.elements.as_slice() {
                [TemplateElement::HelperBlock(next)] if next.chain => current = next,
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as the parser alone makes it of the whole text.
    fn whole(text: &str, found: Vec<Found>) -> Option<String> {
        let template = Template::compile(text).ok()?;
        // What is no stand-in is left as it is: texts of these tests hold no `x`.
        let mut walk = Walk { found: found.into_iter(), texts: vec![].into_iter(), wrong: vec![] };
        Some(format!("{:?} {:?}", walk.nodes(&template), walk.wrong))
    }

    /// Text with tags, conditions inside each other, and white space of every kind around them.
    fn texts() -> impl Strategy<Value = String> {
        let space = "( |\n|\n\n|\t|\r\n|\u{a0}|    ){0,2}";
        let words = "(1\\. words, of a line|\\{#id\\}|\\{\\{blank \"d\"\\}\\}|\\{\\{ref \"a\" else=\"of it\"\\}\\}|)";
        let leaf = (space, words, space).prop_map(|(before, words, after)| before + &words + &after);
        leaf.prop_recursive(3, 12, 3, move |inner| {
            let branch = prop::option::of((space, inner.clone()));
            (prop::collection::vec(inner, 1..4), space, branch.clone(), branch).prop_map(
                |(inside, space, other, last)| {
                    let inside = inside.concat();
                    let other =
                        other.map(|(space, text)| format!("{{{{else when \"c\"}}}}{space}{text}")).unwrap_or_default();
                    let last = last.map(|(space, text)| format!("{{{{else}}}}{space}{text}")).unwrap_or_default();
                    format!("{{{{#when a=[\"b\",\"c\"]}}}}{space}{inside}{other}{last}{{{{/when}}}}{space}")
                },
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn stand_ins_change_nothing(text in texts()) {
            let found = scan("a.md", &text, 0).expect("every tag is closed");
            let (nodes, wrong) = nodes("a.md", &text, 0, Place::default());
            if !found.is_empty() {
                prop_assert_eq!(Some(format!("{nodes:?} {wrong:?}")), whole(&text, found));
            }
        }
    }
}
