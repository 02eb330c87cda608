//! What a draft leaves undone of what binds the State, told when it is built.

use super::state::Stated;
use crate::cover::{Asked, cover};
use crate::diag::{Message, locate};
use crate::draft::Settlement;
use crate::model::Library;
use crate::model::draft::Draft;

/// Most duties named in a message.
const NAMED: usize = 12;

/// One message about the counted musts that nothing meets, and what is wrong with the files of the treaties.
/// None where neither a profile nor a State's file says what binds, and of companions.
pub fn unmet(library: &Library, settlement: &Settlement, state: Option<&Stated>, draft: &Draft) -> Vec<Message> {
    if settlement.companion.is_some() || (settlement.treaties.is_empty() && state.is_none()) {
        return vec![];
    }
    let asked = Asked {
        profile: settlement.treaties.clone(),
        state: state.and_then(|stated| stated.state.as_ref()),
        date: settlement.document.date,
        ..Asked::default()
    };
    let (coverage, mut messages) = cover(library, &library.books[&settlement.book], draft, &asked);
    let unmet = coverage.unmet_musts();
    if unmet.is_empty() {
        return messages;
    }
    let mut names: Vec<String> = unmet.iter().take(NAMED).map(|row| format!("`{}`", row.duty)).collect();
    if unmet.len() > NAMED {
        names.push(format!("{} more", unmet.len() - NAMED));
    }
    let count = match unmet.len() {
        1 => "1 duty that binds is not met".to_string(),
        n => format!("{n} duties that bind are not met"),
    };
    let place = match state {
        Some(stated) => locate(&stated.file, &stated.text, &["treaty"]),
        None => locate(&settlement.file, &settlement.text, &["profile"]),
    };
    messages.push(
        Message::warning("unmet-duty", format!("{count}: {}", names.join(", ")))
            .at(place, "what binds is said here")
            .help("`clausier coverage` with the same answers says what would meet each, and which answer keeps it out")
            .help("what is done elsewhere stands in the State's file: [elsewhere.\"untoc.18.13\"] law = \"…\""),
    );
    messages
}
