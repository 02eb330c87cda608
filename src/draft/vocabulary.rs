//! The glossary in one language, in the words of the tradition of the answers.

use crate::model::Library;
use crate::model::shared::Glossary;

/// Finds the words of terms.
pub struct Vocabulary<'a> {
    glossary: &'a Glossary,
    /// The tradition of the answers and those it extends, the most special first.
    traditions: Vec<&'a str>,
    pub language: &'a str,
}

impl<'a> Vocabulary<'a> {
    /// The words of this tradition, or those common to all where there is none.
    pub fn new(library: &'a Library, tradition: Option<&str>, language: &'a str) -> Vocabulary<'a> {
        let traditions = library.lineage(tradition).into_iter().map(|(name, _)| name).collect();
        Vocabulary { glossary: &library.glossary, traditions, language }
    }

    /// A term in one of its forms; its id where the glossary has no such words.
    pub fn words<'w>(&'w self, id: &'w str, form: &str) -> &'w str {
        let term = self.glossary.term.get(id);
        let forms = term.and_then(|term| term.forms(self.language, &self.traditions));
        forms.and_then(|forms| forms.get(form)).map_or(id, String::as_str)
    }

    /// The word by which a term is defined.
    pub fn word<'w>(&'w self, id: &'w str) -> &'w str {
        self.words(id, "one")
    }
}
