//! Proof over the option space: in every combination of answers, the text says one thing and cites
//! only what is there.
//!
//! Texts are proved over the sound space (contradictions only), because a user may set refusals
//! aside; values and constraints over the allowed one. How text is read:
//!
//! * outside repeated text a line of a condition speaks of some Party; inside, of this Party. A
//!   `when` around a repeated paragraph is read for this Party too, because a section is settled
//!   as a whole for each entry; a `when` around its lead-in is not;
//! * a paragraph repeated with `same` is absent where the Parties answer alike, and the paragraph
//!   named by `same` is absent elsewhere; each also obeys its own `present`;
//! * a paragraph drops out where a query in it finds no provision that is declared present;
//! * commentary must cite what is there, but does not count as using a term.

mod demands;
mod part;
mod places;
mod references;
mod rules;
mod same;
mod sites;
mod terms;
#[cfg(test)]
mod tests;
mod wording;

use crate::diag::{Message, tidy};
use crate::model::{Book, Library};
use crate::space::{Count, Formula, Given, Space};
use part::Part;
use places::Places;
use std::collections::{BTreeMap, BTreeSet};

/// What the proof found.
#[derive(Clone, Debug)]
pub struct Proof {
    pub messages: Vec<Message>,
    /// How many combinations of answers are allowed.
    pub count: Count,
    /// How many questions the solvers answered.
    pub queries: usize,
}

/// Proves one language of an instrument, for so many Parties.
///
/// What is misspelt (options, provisions, paragraphs, terms that do not exist) is left to the other
/// checks: it is passed over here.
pub fn prove(library: &Library, book: &Book, language: &str, parties: usize) -> Proof {
    let space = Space::sound(&book.instrument, parties);
    // What a treaty forbids is allowed to those whom it does not bind.
    let allowed = Space::new(&book.instrument, parties, &book.instrument.unconcerned(&BTreeSet::new()));
    let parts = |entries| parts(book, entries, language, parties);
    let subject = Subject {
        library,
        book,
        places: Places { sources: &library.sources },
        provisions: parts(&book.provisions),
        definitions: parts(&book.definitions),
        space: &space,
    };
    let bound = Space::new(&book.instrument, parties, &BTreeSet::new());
    let mut messages = rules::check(&subject, &allowed, &bound);
    // Where nothing is allowed, everything would be said of the text.
    if space.contradictory().is_none() {
        messages.extend(wording::check(&subject));
        messages.extend(same::check(&subject));
        messages.extend(references::check(&subject));
        messages.extend(terms::check(&subject));
        messages.extend(demands::check(&subject, parties));
    }
    let count = allowed.count();
    Proof { messages: tidy(messages), count, queries: space.queries() + allowed.queries() + bound.queries() }
}

fn parts<'a>(
    book: &'a Book,
    entries: &'a BTreeMap<String, crate::model::Entry>,
    language: &str,
    parties: usize,
) -> BTreeMap<&'a str, Part<'a>> {
    entries.iter().filter_map(|(id, entry)| Some((id.as_str(), Part::new(book, entry, language, parties)?))).collect()
}

/// What is being proved.
struct Subject<'a> {
    library: &'a Library,
    book: &'a Book,
    places: Places<'a>,
    provisions: BTreeMap<&'a str, Part<'a>>,
    definitions: BTreeMap<&'a str, Part<'a>>,
    space: &'a Space<'a>,
}

impl<'a> Subject<'a> {
    /// Provisions, then definitions.
    fn parts(&self) -> impl Iterator<Item = &Part<'a>> {
        self.provisions.values().chain(self.definitions.values())
    }

    fn possible(&self, formula: &Formula) -> bool {
        self.space.possible(formula, &Given::default())
    }

    /// The answers that show it, as a remedy's first line.
    fn example(&self, formula: &Formula) -> String {
        let choices = self.space.witness(formula).unwrap_or_default();
        if choices.is_empty() {
            return "happens in every combination".into();
        }
        let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
        format!("happens for example with {}", choices.join(", "))
    }
}
