//! By which treaty a rule binds, and where it is found there.

use super::Settlement;
use crate::model::Library;
use crate::model::condition::OneOrMany;
use crate::model::provision::Origin;

/// The treaties of the profile on which the rule hangs, with the places that it names; none where it
/// hangs on no treaty.
pub fn basis(
    library: &Library,
    settled: &Settlement,
    treaty: Option<&OneOrMany>,
    origin: &[Origin],
    language: &str,
) -> Option<String> {
    let declared = treaty?.values();
    let bound = declared.iter().filter(|id| settled.treaties.contains(**id));
    let names: Vec<String> = bound.map(|id| treaty_name(library, id, language)).collect();
    let words = library.source_names.get(language);
    let word = |text: &str| words.and_then(|words| words.get(text)).cloned().unwrap_or_else(|| text.to_string());
    // Of one treaty the place is enough; of several it must be said whose it is.
    let place = |origin: &Origin| match (&origin.place, declared.len()) {
        (Some(place), 1) => Some(word(place)),
        (Some(place), _) => Some(format!("{}, {}", word(&origin.instrument), word(place))),
        (None, _) => None,
    };
    let places: Vec<String> = origin.iter().filter_map(place).collect();
    let separator = if declared.len() > 1 { "; " } else { ", " };
    let all: Vec<String> = names.into_iter().chain(places).collect();
    (!all.is_empty()).then(|| all.join(separator))
}

/// A treaty's name in a language, or in the first that has it.
pub fn treaty_name(library: &Library, id: &str, language: &str) -> String {
    let names = library.treaties.get(id).map(|treaty| &treaty.name);
    let found = names.and_then(|names| names.get(language).or(names.values().next()));
    found.cloned().unwrap_or_else(|| id.to_string())
}
