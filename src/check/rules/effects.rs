//! Effects have their lines, alike in all languages; tables of them stand in companions.

use super::references::every_branch;
use super::shared::place;
use super::walk;
use crate::diag::{Message, Place};
use crate::model::prose::{ProvisionProse, Section, TagKind};
use crate::model::{Book, Entry, Library};
use std::collections::BTreeSet;

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    for entry in book.provisions.values() {
        let wanted = wanted(entry);
        for prose in entry.prose.values() {
            lines(entry, prose, &wanted, &mut wrong);
        }
        alike(entry, &mut wrong);
        tables(library, book, entry, &mut wrong);
    }
    wrong
}

/// Effect → the variants that have it.
fn wanted(entry: &Entry) -> Vec<(&'static str, BTreeSet<&str>)> {
    let provision = &entry.provision;
    let of = |effect| {
        let bears = provision.variant.iter().filter(|(_, variant)| variant.effect.contains(&effect));
        let all =
            provision.effect.contains(&effect) || provision.paragraph.values().any(|p| p.effect.contains(&effect));
        let names: BTreeSet<&str> = match all {
            true => provision.variant.keys().map(String::as_str).collect(),
            false => bears.map(|(name, _)| name.as_str()).collect(),
        };
        (effect.key(), names)
    };
    provision.effects().into_iter().map(of).collect()
}

/// One line for all variants, or one for each that has the effect; and none that nothing has.
fn lines(entry: &Entry, prose: &ProvisionProse, wanted: &[(&str, BTreeSet<&str>)], wrong: &mut Vec<Message>) {
    let file = Place::new(&prose.file, prose.heading.place.start..prose.heading.place.end);
    let declared = Place::new(&entry.file, 0..0);
    for (effect, variants) in wanted {
        let there = |variant: &str| prose.effect.get(*effect).and_then(|lines| lines.get(variant)).is_some_and(said);
        let mut lacking: Vec<String> = variants
            .iter()
            .filter(|variant| !there(variant))
            .map(|variant| format!("effect.{effect} [{variant}]"))
            .collect();
        if variants.is_empty() {
            lacking.push(format!("effect.{effect}"));
        }
        for key in lacking.iter().filter(|_| !there("")) {
            wrong.push(
                Message::error("missing-words", format!("`{key}` of `{}` has no words", entry.id))
                    .at(file.clone(), "in this file")
                    .at(declared.clone(), "the effect is declared here")
                    .help(format!("add a section `## {key}` with one line")),
            );
        }
    }
    for (effect, lines) in &prose.effect {
        let variants = wanted.iter().find(|(name, _)| name == effect).map(|(_, variants)| variants);
        for (variant, section) in lines {
            if variants.is_some_and(|variants| variant.is_empty() || variants.contains(variant.as_str())) {
                continue;
            }
            let name =
                if variant.is_empty() { format!("effect.{effect}") } else { format!("effect.{effect} [{variant}]") };
            wrong.push(
                Message::error("unknown-section", format!("unknown section `{name}`"))
                    .at(section.place.clone(), "nothing in provision.toml has this effect")
                    .near(effect, wanted.iter().map(|(effect, _)| *effect)),
            );
        }
    }
}

fn said(section: &Section) -> bool {
    !section.source.trim().is_empty()
}

/// The lines ask for the same blanks, references, terms and conditions in each language.
fn alike(entry: &Entry, wrong: &mut Vec<Message>) {
    let mut languages = entry.prose.iter();
    let Some((first, ours)) = languages.next() else { return };
    for (other, theirs) in languages {
        for (effect, lines) in &ours.effect {
            for (variant, line) in lines {
                let Some(same) = theirs.effect.get(effect).and_then(|lines| lines.get(variant)) else { continue };
                if super::skeleton::asked(line) != super::skeleton::asked(same) {
                    let text =
                        format!("`{}`: the lines of `{effect}` differ between `{first}` and `{other}`", entry.id);
                    wrong.push(
                        Message::error("uneven-languages", text)
                            .at(same.place.clone(), "here")
                            .at(line.place.clone(), "and here")
                            .help("bring both to the same blanks, references, terms and conditions"),
                    );
                }
            }
        }
    }
}

/// A row for each effect is the row of a table, and in a companion; what speaks of an effect is in one.
fn tables(library: &Library, book: &Book, entry: &Entry, wrong: &mut Vec<Message>) {
    let mut misplaced = |at: Place, text: String, help: &str| {
        wrong.push(Message::error("misplaced-effect", text).at(at, "here").help(help));
    };
    let companions: BTreeSet<&String> = book.instrument.companion.values().map(|companion| &companion.plan).collect();
    let main = book.instrument.plan.iter().filter(|(name, _)| !companions.contains(name));
    let in_main = main.flat_map(|(_, plan)| &plan.part).any(|part| part.provisions.contains(&entry.id));
    let rows: BTreeSet<String> = entry
        .prose
        .values()
        .flat_map(|prose| prose.wording.values())
        .flat_map(|section| every_branch(section).into_iter().flat_map(|block| block.rows).filter_map(|row| row.id))
        .collect();
    let mut some = false;
    for (id, _) in entry.provision.paragraph.iter().filter(|(_, paragraph)| paragraph.each_effect.is_some()) {
        some = true;
        let at = || place(library, &entry.file, &["paragraph", id, "each_effect"]);
        if !rows.contains(id) {
            misplaced(at(), format!("`{id}` is no row of a table"), "give the id to a row: `| … | … {#id} |`");
        }
        if in_main {
            let text = format!("`{}` lists effects in the text that has them", entry.id);
            misplaced(at(), text, "name the provision in the plan of a companion alone");
        }
    }
    for prose in entry.prose.values() {
        for section in prose.sections() {
            let tags = walk::tags(section).into_iter().filter(|tag| matches!(tag.kind, TagKind::Effect { .. }));
            let wording = prose.wording.values().any(|wording| wording.place == section.place);
            for tag in tags.filter(|_| !some || !wording) {
                let text = "`{{effect}}` stands in no row that effects repeat".to_string();
                misplaced(tag.place.clone(), text, "put it into a row with `each_effect` in provision.toml");
            }
        }
    }
}
