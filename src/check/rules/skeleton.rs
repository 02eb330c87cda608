//! The languages have the same skeleton: variants, paragraphs, conditions, blanks, references, terms.

use super::references::every_branch;
use super::walk::{self, tags, whens};
use crate::diag::{Message, Place};
use crate::model::prose::{Cited, ProvisionProse, Section, TagKind};
use crate::model::{Book, Entry, Library};
use crate::prose::{Block, Kind};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(_: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = lacking(book);
    for entry in walk::entries(book) {
        wrong.extend(variants(entry));
        wrong.extend(paragraphs(entry));
        let mut languages = entry.prose.iter();
        let Some((first_name, first)) = languages.next() else { continue };
        for (name, prose) in languages {
            compare(entry, (first_name, first), (name, prose), &mut wrong);
        }
    }
    wrong
}

/// Languages that are begun but not complete: they can't be built, and this is what they lack.
fn lacking(book: &Book) -> Vec<Message> {
    let begun: BTreeSet<&String> = walk::entries(book).flat_map(|e| e.prose.keys()).chain(book.prose.keys()).collect();
    let mut wrong = Vec::new();
    for language in begun {
        let titled = book.prose.contains_key(language);
        let folder = book.file.trim_end_matches("/instrument.toml");
        let lacks = |name: &str, file: String| {
            Message::warning("missing-language", format!("`{name}` has no words in `{language}`"))
                .at(Place::new(&file, 0..0), "expected here")
                .help("until everything is translated, the instrument is built in its other languages only")
        };
        if !titled {
            wrong.push(lacks(&book.id, format!("{folder}/{language}.md")));
        }
        for entry in walk::entries(book).filter(|e| !e.prose.contains_key(language)) {
            wrong.push(lacks(&entry.id, entry.file.replace("provision.toml", &format!("{language}.md"))));
        }
    }
    wrong
}

/// Ids of paragraphs, points and rows in the order of the text.
pub fn ids(section: &Section) -> Vec<String> {
    outline(section)
        .into_iter()
        .filter_map(|line| line.trim_start().split_once('#').map(|(_, id)| id.to_string()))
        .collect()
}

/// One line a block: depth, kind and id.
fn outline(section: &Section) -> Vec<String> {
    fn walk(blocks: &[Block], depth: usize, lines: &mut Vec<String>) {
        for block in blocks {
            let kind = match block.kind {
                Kind::Plain => "text",
                Kind::Item => "item",
                Kind::Bullet => "bullet",
                Kind::Heading => "heading",
                Kind::Table => "table",
            };
            let joiner = block.joiner.map(|j| format!(" {j:?}")).unwrap_or_default();
            let id = block.id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
            lines.push(format!("{}{kind}{joiner} {id}", "  ".repeat(depth)));
            for row in &block.rows {
                let id = row.id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
                lines.push(format!("{}row of {} {id}", "  ".repeat(depth + 1), row.cells.len()));
            }
            walk(&block.children, depth + 1, lines);
        }
    }
    let mut lines = Vec::new();
    walk(&every_branch(section), 0, &mut lines);
    lines
}

/// The variants of the words are those of provision.toml.
fn variants(entry: &Entry) -> Vec<Message> {
    let mut wrong = Vec::new();
    let declared: Vec<&str> = if entry.provision.variant.is_empty() {
        vec![""]
    } else {
        entry.provision.variant.keys().map(String::as_str).collect()
    };
    for (language, prose) in &entry.prose {
        for name in &declared {
            if !prose.wording.contains_key(*name) {
                let section = if name.is_empty() { "## wording".to_string() } else { format!("## wording [{name}]") };
                wrong.push(
                    Message::error("missing-wording", format!("`{}` has no `{section}` in `{language}`", entry.id))
                        .at(prose.heading.place.clone(), "in this file")
                        .at(Place::new(&entry.file, 0..0), "as declared here"),
                );
            }
        }
        for (name, section) in prose.wording.iter().filter(|(name, _)| !declared.contains(&name.as_str())) {
            let help = if name.is_empty() {
                "each wording names its variant".into()
            } else {
                format!("add `[variant.{name}]` to provision.toml")
            };
            wrong.push(
                Message::error("unknown-variant", format!("`{}` has no variant `{name}`", entry.id))
                    .at(head(section), "this wording")
                    .at(Place::new(&entry.file, 0..0), format!("declared: {}", declared.join(", ")))
                    .help(help)
                    .near(name, declared.iter().copied()),
            );
        }
    }
    wrong
}

/// What provision.toml says of paragraphs is said of paragraphs that exist; ids are unique.
fn paragraphs(entry: &Entry) -> Vec<Message> {
    let mut wrong = Vec::new();
    for prose in entry.prose.values() {
        let mut all = Vec::new();
        for section in prose.wording.values() {
            let own = ids(section);
            for (_, id) in own.iter().enumerate().filter(|(index, id)| own[..*index].contains(id)) {
                wrong.push(
                    Message::error("repeated-id", format!("`{{#{id}}}` stands twice in one wording"))
                        .at(at_id(section, id), "here")
                        .help("ids are permanent and unique: choose another"),
                );
            }
            all.extend(own);
        }
        for (id, paragraph) in &entry.provision.paragraph {
            let named = [Some(id), paragraph.same.as_ref()];
            for id in named.into_iter().flatten().filter(|id| !all.contains(id)) {
                wrong.push(
                    Message::error("unknown-paragraph", format!("no paragraph bears `{{#{id}}}`"))
                        .at(prose.heading.place.clone(), "in this file")
                        .at(Place::new(&entry.file, 0..0), "named here")
                        .near(id, all.iter().map(String::as_str)),
                );
            }
        }
    }
    wrong
}

/// The place of `{#id}`.
fn at_id(section: &Section, id: &str) -> Place {
    let mark = format!("{{#{id}}}");
    let start = section.source.rfind(&mark).unwrap_or(0);
    let from = section.place.start + start;
    Place::new(&section.place.file, from..from + mark.len())
}

fn head(section: &Section) -> Place {
    let length = section.source.trim_start().lines().next().map(str::len).unwrap_or(0);
    let start = section.place.start + (section.source.len() - section.source.trim_start().len());
    Place::new(&section.place.file, start..start + length)
}

fn compare(
    entry: &Entry,
    first: (&String, &ProvisionProse),
    other: (&String, &ProvisionProse),
    wrong: &mut Vec<Message>,
) {
    for (variant, ours) in &first.1.wording {
        let Some(theirs) = other.1.wording.get(variant) else { continue };
        let mut report = |what: &str, in_first: Vec<String>, in_other: Vec<String>| {
            let Some(difference) = difference(&in_first, &in_other) else { return };
            wrong.push(
                Message::error(
                    "uneven-languages",
                    format!("`{}`: {what} differ between `{}` and `{}`", entry.id, first.0, other.0),
                )
                .at(head(theirs), format!("here: {}", difference.1))
                .at(head(ours), format!("here: {}", difference.0))
                .help("bring both to the same paragraphs, blanks, references, terms and conditions"),
            );
        };
        report("paragraphs", outline(ours), outline(theirs));
        report("conditions", conditions(ours), conditions(theirs));
        report("tags", counted(ours), counted(theirs));
    }
}

/// The first thing in which two lists differ, as each has it.
fn difference(first: &[String], other: &[String]) -> Option<(String, String)> {
    let at = (0..first.len().max(other.len())).find(|&i| first.get(i) != other.get(i))?;
    let show =
        |list: &[String]| list.get(at).map(|s| format!("`{}`", s.trim())).unwrap_or_else(|| "nothing more".into());
    Some((show(first), show(other)))
}

/// What a section asks for: its conditions and tags.
pub fn asked(section: &Section) -> Vec<String> {
    [conditions(section), counted(section)].concat()
}

fn conditions(section: &Section) -> Vec<String> {
    let mut all: Vec<String> = whens(section)
        .iter()
        .flat_map(|when| when.branches.iter().map(|(test, _)| format!("{:?} {:?}", test.named, test.table)))
        .collect();
    all.sort();
    all
}

/// Blanks, references and terms with how often each stands (articles and prepositions may differ).
fn counted(section: &Section) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for tag in tags(section) {
        let name = match &tag.kind {
            TagKind::Blank { name, .. } => format!("blank {name}"),
            TagKind::Term { id, .. } => format!("term {id}"),
            TagKind::Ref { cited: Cited::Targets(targets), .. } => format!("ref {}", targets.join(" ")),
            TagKind::Ref { cited: Cited::Query(query), .. } => format!("ref query {query}"),
            // A language may say "this Agreement", agree, or use a modal where another does not.
            TagKind::Own { .. } | TagKind::Agree { .. } | TagKind::Modal { .. } => continue,
            TagKind::Effect { part } => format!("effect {part}"),
        };
        *count.entry(name).or_default() += 1;
    }
    count.into_iter().map(|(name, count)| format!("{name} × {count}")).collect()
}
