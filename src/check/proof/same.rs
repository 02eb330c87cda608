//! A paragraph printed once instead of a repeated one stands only where that one would.

use super::Subject;
use super::part::{Part, at};
use crate::diag::Message;
use crate::space::Formula;

/// `stray-same`.
pub(super) fn check(subject: &Subject) -> Vec<Message> {
    subject.parts().flat_map(|part| stray(subject, part)).collect()
}

fn stray(subject: &Subject, part: &Part) -> Vec<Message> {
    let (id, file) = (&part.entry.id, &part.entry.file);
    let mut messages = Vec::new();
    for (repeated, declared) in &part.entry.provision.paragraph {
        let Some(once) = declared.same.as_ref().filter(|_| declared.each.as_deref() == Some("parties")) else {
            continue;
        };
        let Some(there) = part.paragraph_there(once, None) else { continue };
        let present = Formula::of(&declared.present, &subject.book.instrument);
        let wanted = (0..part.parties()).map(|party| at(&present, Some(party)));
        let stray = Formula::and([there, !Formula::or(wanted)]);
        if subject.possible(&stray) {
            let text = format!("`{id}#{once}` can be printed where `{id}#{repeated}`, which it replaces, is absent");
            messages.push(
                Message::warning("stray-same", text)
                    .at(subject.places.presence(file, Some(repeated)), "absent there by its `present`")
                    .help(subject.example(&stray))
                    .help(format!("give `[paragraph.{once}]` the same `present`")),
            );
        }
    }
    messages
}
