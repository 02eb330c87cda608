//! The checker: everything wrong in a library, at once.

pub mod pages;
pub mod proof;
mod rules;

use crate::diag::{Message, tidy};
use crate::model::Library;
use proof::Proof;

/// Number of Parties for which repeated text is proved: the agreements are bilateral.
const PARTIES: usize = 2;

/// Everything that can be seen wrong without looking at combinations of answers.
pub fn library(library: &Library) -> Vec<Message> {
    let mut messages = rules::shared(library);
    for book in library.books.values() {
        messages.extend(rules::book(library, book));
    }
    tidy(messages)
}

/// The proof over the whole option space: instrument, language, result.
pub fn proofs(library: &Library) -> Vec<(String, String, Proof)> {
    let mut all = Vec::new();
    for book in library.books.values() {
        for language in book.languages() {
            let proof = proof::prove(library, book, &language, PARTIES);
            all.push((book.id.clone(), language, proof));
        }
    }
    all
}
