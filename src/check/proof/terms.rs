//! Every term that needs a definition has one, and every definition a use.

use super::Subject;
use super::part::Part;
use crate::diag::Message;
use crate::model::prose::{Tag, TagKind};
use crate::space::Formula;
use std::collections::{BTreeMap, BTreeSet};

/// Definitions within definitions are followed so far; beyond, a definition counts as used.
const DEPTH: usize = 6;

/// A use of a term, and when it is printed, leaving out of account whether its definition is.
struct Use<'a> {
    tag: &'a Tag,
    printed: Formula,
}

/// Term → its uses in one text.
fn uses<'p>(part: &'p Part<'_>) -> BTreeMap<&'p str, Vec<Use<'p>>> {
    let mut uses: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    for wording in &part.wordings {
        for site in &wording.walk.sites {
            if let TagKind::Term { id, .. } = &site.tag.kind {
                let printed = part.printed(&wording.when, &wording.walk, site.item, &site.path);
                let printed = Formula::or(printed.into_iter().map(|(_, formula)| formula));
                uses.entry(id).or_default().push(Use { tag: site.tag, printed });
            }
        }
    }
    uses
}

/// Term → when text that is printed uses it, through other definitions too.
pub(super) fn used<'s>(subject: &'s Subject) -> BTreeMap<&'s str, Formula> {
    let anywhere = |uses: &[Use]| Formula::or(uses.iter().map(|one| one.printed.clone()));
    let mut direct: BTreeMap<&str, Formula> = BTreeMap::new();
    for part in subject.provisions.values() {
        for (term, uses) in uses(part) {
            let before = direct.remove(term).unwrap_or(Formula::False);
            direct.insert(term, Formula::or([before, anywhere(&uses)]));
        }
    }
    // Term → the definitions that use it, and when they do if they are printed.
    let mut through: BTreeMap<&str, Vec<(&str, Formula)>> = BTreeMap::new();
    for (definition, part) in &subject.definitions {
        for (term, uses) in uses(part) {
            through.entry(term).or_default().push((definition, anywhere(&uses)));
        }
    }
    let terms: BTreeSet<&str> = direct.keys().chain(through.keys()).copied().collect();
    terms.into_iter().map(|term| (term, follow(term, &direct, &through, &mut vec![]))).collect()
}

fn follow<'s>(
    term: &'s str,
    direct: &BTreeMap<&'s str, Formula>,
    through: &BTreeMap<&'s str, Vec<(&'s str, Formula)>>,
    seen: &mut Vec<&'s str>,
) -> Formula {
    if seen.len() >= DEPTH {
        return Formula::True;
    }
    seen.push(term);
    let mut ways = vec![direct.get(term).cloned().unwrap_or(Formula::False)];
    for (definition, printed) in through.get(term).into_iter().flatten() {
        if !seen.contains(definition) {
            ways.push(Formula::and([printed.clone(), follow(definition, direct, through, seen)]));
        }
    }
    seen.pop();
    Formula::or(ways)
}

/// `undefined-term` and `unused-definition`.
pub(super) fn check(subject: &Subject) -> Vec<Message> {
    let mut messages = Vec::new();
    let used = used(subject);
    let list = list(subject);
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut unlisted = false;
    for part in subject.parts() {
        let definition = subject.definitions.contains_key(part.entry.id.as_str())
            && !subject.provisions.contains_key(part.entry.id.as_str());
        let around = if definition {
            used.get(part.entry.id.as_str()).cloned().unwrap_or(Formula::False)
        } else {
            Formula::True
        };
        for (term, uses) in uses(part) {
            let needed = subject.library.glossary.term.get(term).is_some_and(|term| !term.undefined);
            for Use { tag, printed } in uses.iter().filter(|_| needed) {
                let printed = Formula::and([printed.clone(), around.clone()]);
                let wrong = Message::error("undefined-term", format!("`{term}` is used without a definition"));
                let there = match subject.book.definitions.get(term) {
                    None if said.insert(term) => {
                        messages.push(
                            wrong
                                .at(tag.place.clone(), "has no definition in this instrument")
                                .help(format!("add `definitions/{term}`, or say `undefined = true` in terms.toml")),
                        );
                        continue;
                    }
                    None => continue,
                    Some(_) => subject.definitions.get(term).map_or(Formula::True, |part| part.there(None)),
                };
                let missing = Formula::and([printed.clone(), !there]);
                if !said.contains(term) && subject.possible(&missing) {
                    said.insert(term);
                    let file = subject.book.definitions.get(term).map(|entry| entry.file.as_str()).unwrap_or_default();
                    messages.push(
                        wrong
                            .at(tag.place.clone(), "its definition can be absent here")
                            .at(subject.places.presence(file, None), "the definition stands only in some combinations")
                            .help(subject.example(&missing))
                            .help("widen `present` of the definition"),
                    );
                    continue;
                }
                let homeless = Formula::and([printed, !list.clone()]);
                if !unlisted && subject.possible(&homeless) {
                    unlisted = true;
                    let text = format!("`{term}` is used where no provision lists the definitions");
                    messages.push(
                        Message::error("undefined-term", text)
                            .at(tag.place.clone(), "its definition has no place to stand")
                            .help(subject.example(&homeless))
                            .help("say `definitions = true` of a paragraph that is always present"),
                    );
                }
            }
        }
    }
    for (term, part) in &subject.definitions {
        let printed = Formula::and([part.there(None), used.get(term).cloned().unwrap_or(Formula::False)]);
        if !subject.possible(&printed) {
            messages.push(
                Message::warning("unused-definition", format!("the definition of `{term}` can never be printed"))
                    .at(subject.places.presence(&part.entry.file, None), "nothing that can be printed uses the term")
                    .help("use the term with `{{term}}`, or remove the definition"),
            );
        }
    }
    messages
}

/// When some paragraph lists the definitions.
fn list(subject: &Subject) -> Formula {
    let lists = subject.provisions.values().flat_map(|part| {
        let paragraphs = part.entry.provision.paragraph.iter().filter(|(_, paragraph)| paragraph.definitions);
        paragraphs.filter_map(|(id, _)| part.paragraph_there(id, None))
    });
    Formula::or(lists.collect::<Vec<_>>())
}
