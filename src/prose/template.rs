//! One section: the tags that the scan found, in the tree of conditions that `handlebars` makes of them.

use super::scan::{Found, Shape, scan};
use super::tag::{broken, literal, tag, unreadable};
use crate::diag::{Message, Place};
use crate::model::Later;
use crate::model::condition::OneOrMany;
use crate::model::prose::{Node, Section, Tag, Test, When};
use handlebars::template::{HelperTemplate, Template, TemplateElement};
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
    let mut bare = Bare { text: String::new(), blocks: vec![], runs: vec![], run: Run::default(), wrong: vec![] };
    let mut at = 0;
    for tag in found {
        let (start, end) = (tag.place.start - offset, tag.place.end - offset);
        bare.words(&text[at..start]);
        bare.tag(&text[start..end], tag);
        at = end;
    }
    bare.words(&text[at..]);
    if bare.blocks.is_empty() {
        return (bare.run.nodes, bare.wrong);
    }
    bare.stand_in();
    match Template::compile(&bare.text) {
        Ok(template) => {
            let mut walk = Walk { found: bare.blocks.into_iter(), runs: bare.runs.into_iter(), wrong: bare.wrong };
            (walk.nodes(&template), walk.wrong)
        }
        Err(error) => (vec![], vec![unreadable(place, &error)]),
    }
}

/// Stands for a run of words and printing tags.
const STAND_IN: char = 'x';

/// The conditions of a section, with a stand-in for each run between them: the parser's time is that
/// of the conditions alone. The white space around a run stays, since the parser takes away the line
/// of a condition that stands alone on it.
struct Bare {
    text: String,
    blocks: Vec<Found>,
    runs: Vec<Vec<Node>>,
    run: Run,
    wrong: Vec<Message>,
}

/// What stands between two conditions.
#[derive(Default)]
struct Run {
    nodes: Vec<Node>,
    /// It is more than white space.
    spoken: bool,
}

impl Bare {
    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.run.nodes.push(Node::Text(words.to_string()));
            self.run.spoken |= !words.trim().is_empty();
        }
    }

    fn tag(&mut self, text: &str, found: Found) {
        if found.shape == Shape::Print {
            self.run.spoken = true;
            let kind = tag(text, &found, &mut self.wrong);
            self.run.nodes.extend(kind.map(|kind| Node::Tag(Tag { kind, place: found.place })));
        } else {
            self.stand_in();
            self.text.push_str(text);
            self.blocks.push(found);
        }
    }

    fn stand_in(&mut self) {
        let Run { mut nodes, spoken } = std::mem::take(&mut self.run);
        if !spoken {
            nodes.iter().for_each(|node| self.text.extend(words(node)));
            return;
        }
        if let Some(Node::Text(first)) = nodes.first_mut() {
            let lead = first.len() - first.trim_start().len();
            self.text.push_str(&first[..lead]);
            first.drain(..lead);
        }
        self.text.push(STAND_IN);
        if let Some(Node::Text(last)) = nodes.last_mut() {
            let kept = last.trim_end().len();
            self.text.push_str(&last[kept..]);
            last.truncate(kept);
        }
        self.runs.push(nodes);
    }
}

fn words(node: &Node) -> Option<&str> {
    if let Node::Text(text) = node { Some(text) } else { None }
}

struct Walk {
    found: std::vec::IntoIter<Found>,
    /// The runs that the stand-ins stand for.
    runs: std::vec::IntoIter<Vec<Node>>,
    wrong: Vec<Message>,
}

impl Walk {
    fn nodes(&mut self, template: &Template) -> Vec<Node> {
        let mut nodes = Vec::new();
        for element in &template.elements {
            match element {
                TemplateElement::RawString(text) => match text.split_once(STAND_IN) {
                    Some((before, after)) => {
                        nodes.push(Node::Text(before.to_string()));
                        nodes.extend(self.runs.next().into_iter().flatten());
                        nodes.push(Node::Text(after.to_string()));
                    }
                    None => nodes.push(Node::Text(text.clone())),
                },
                TemplateElement::HelperBlock(block) => {
                    let when = self.when(block);
                    self.take(Shape::Close);
                    nodes.push(Node::When(when));
                }
                _ => {}
            }
        }
        // White space that the parser took away leaves nothing.
        nodes.retain(|node| words(node) != Some(""));
        nodes
    }

    fn next_is(&self, shape: Shape) -> bool {
        self.found.as_slice().first().is_some_and(|next| next.shape == shape)
    }

    /// The next tag, if it is of this shape.
    fn take(&mut self, shape: Shape) -> Option<Found> {
        if self.next_is(shape) { self.found.next() } else { None }
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
                // A chained condition alone under `{{else}}` looks the same in the parser's tree.
                [TemplateElement::HelperBlock(next)] if self.next_is(Shape::ElseWhen) => current = next,
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

    fn wrong(&mut self, place: &Place, text: &str) {
        self.wrong.push(broken(place, text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as the parser alone makes it of the whole text.
    fn whole(text: &str, found: Vec<Found>) -> String {
        let template = Template::compile(text).expect("every tag is closed");
        told(&Plain { found: found.into_iter() }.nodes(&template))
    }

    struct Plain {
        found: std::vec::IntoIter<Found>,
    }

    impl Plain {
        fn nodes(&mut self, template: &Template) -> Vec<Node> {
            let elements = template.elements.iter();
            elements
                .map(|element| match element {
                    TemplateElement::RawString(text) => Node::Text(text.clone()),
                    TemplateElement::HelperBlock(block) => Node::When(self.when(block)),
                    TemplateElement::Expression(_) => {
                        let found = self.found.next().expect("a tag");
                        let text = match found.word.as_str() {
                            "blank" => "{{blank \"d\"}}",
                            _ => "{{ref \"a\" else=\"of it\"}}",
                        };
                        Node::Tag(Tag { kind: tag(text, &found, &mut vec![]).expect("a tag"), place: found.place })
                    }
                    other => panic!("{other:?}"),
                })
                .collect()
        }

        fn when(&mut self, block: &HelperTemplate) -> When {
            let mut when = When { branches: vec![], otherwise: vec![], place: Place::default() };
            let mut current = block;
            loop {
                self.found.next();
                let inside = current.template.as_ref().map(|t| self.nodes(t)).unwrap_or_default();
                when.branches.push((Test::default(), inside));
                match current.inverse.as_ref().map(|inverse| (inverse, inverse.elements.as_slice())) {
                    None => break,
                    Some((_, [TemplateElement::HelperBlock(next)]))
                        if self.found.as_slice()[0].shape == Shape::ElseWhen =>
                    {
                        current = next
                    }
                    Some((inverse, _)) => {
                        self.found.next();
                        when.otherwise = self.nodes(inverse);
                        break;
                    }
                }
            }
            self.found.next();
            when
        }
    }

    /// The tree in one line; texts that touch are one.
    fn told(nodes: &[Node]) -> String {
        let mut line = String::new();
        for node in nodes {
            match node {
                Node::Text(text) => line.extend(text.chars().flat_map(char::escape_debug)),
                Node::Tag(tag) => line.push_str(&format!("<{:?} at {}>", tag.kind, tag.place.start)),
                Node::When(when) => {
                    let inside: Vec<String> = when.branches.iter().map(|(_, inside)| told(inside)).collect();
                    line.push_str(&format!("<when {} | else {}>", inside.join(" | "), told(&when.otherwise)));
                }
            }
        }
        line
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
            prop_assert_eq!(wrong, vec![]);
            prop_assert_eq!(told(&nodes), whole(&text, found));
        }
    }
}
