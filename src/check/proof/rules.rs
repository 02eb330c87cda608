//! Values and constraints that can never matter, and constraints that leave nothing.

use super::Subject;
use crate::diag::Message;
use crate::space::Space;

/// `contradictory-constraints`, `dead-value` and `dead-constraint`. `bound`: by every treaty at once.
pub(super) fn check(subject: &Subject, allowed: &Space, bound: &Space) -> Vec<Message> {
    let file = &subject.book.file;
    if let Some(core) = bound.contradictory() {
        let mut message = Message::error("contradictory-constraints", "no combination of answers is allowed");
        for id in &core {
            message = message.at(subject.places.constraint(file, id), "together with the others leaves nothing");
        }
        if core.is_empty() {
            message =
                message.at(crate::diag::Place::new(file, 0..0), "some option can't be answered as it is declared");
        }
        return vec![message.help("narrow the `when` of one of them")];
    }
    let mut messages = Vec::new();
    for (option, value) in allowed.dead_values() {
        messages.push(
            Message::warning("dead-value", format!("`{value}` of `{option}` can never be chosen"))
                .at(subject.places.table(file, &format!("option.{option}")), "declared here")
                .help("remove the value, or the constraint that excludes it"),
        );
    }
    for rule in &subject.book.instrument.constraint {
        if !subject.space.applies(rule) {
            messages.push(
                Message::warning("dead-constraint", format!("the constraint `{}` can never apply", rule.id))
                    .at(subject.places.constraint(file, &rule.id), "its `when` never holds")
                    .help("remove it, or correct its `when`"),
            );
        }
    }
    messages
}
