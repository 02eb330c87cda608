//! One rule, one file: a function that is given a library or an instrument, and reports.

mod conditions;
mod demands;
mod documented;
mod duties;
mod effects;
mod forms;
mod lists;
mod plans;
mod prose;
mod reach;
mod references;
mod shared;
mod skeleton;
mod terms;
mod treaties;
mod unused;
mod walk;
mod words;

use crate::diag::Message;
use crate::model::{Book, Library};

/// What is wrong in the files that serve every instrument.
pub fn shared(library: &Library) -> Vec<Message> {
    [shared::check(library), forms::check(library), terms::glossary(library), duties::shared(library)].concat()
}

/// What is wrong in one instrument.
pub fn book(library: &Library, book: &Book) -> Vec<Message> {
    let rules: [fn(&Library, &Book) -> Vec<Message>; 15] = [
        conditions::check,
        demands::check,
        documented::check,
        duties::check,
        effects::check,
        lists::check,
        plans::check,
        prose::check,
        reach::check,
        references::check,
        skeleton::check,
        terms::check,
        treaties::check,
        unused::check,
        words::check,
    ];
    rules.iter().flat_map(|rule| rule(library, book)).collect()
}
