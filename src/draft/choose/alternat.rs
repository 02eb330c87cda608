//! The alternat: each Party's own original names it first. The originals differ in order only.

use super::Settlement;

impl Settlement {
    /// The same answers for the original of the Party at this place: it comes first, and the others
    /// follow in their order.
    pub fn original(&self, party: usize) -> Settlement {
        let mut turned = self.clone();
        let Some(parties) = turned.records.get_mut("parties").filter(|parties| party < parties.len()) else {
            return turned;
        };
        let count = parties.len();
        parties.rotate_left(party);
        // Answers given per Party stand in the order of the Parties.
        for settled in turned.selection.options.values_mut().filter(|settled| settled.values.len() == count) {
            settled.values.rotate_left(party);
        }
        turned
    }

    /// The languages in the order in which they stand in the original of this Party: its own first, where
    /// the answers say which that is.
    pub fn original_languages(&self, party: &str, languages: &[String]) -> Vec<String> {
        let own = self.document.originals.get(party);
        let mut ordered = languages.to_vec();
        ordered.sort_by_key(|language| Some(language) != own);
        ordered
    }
}
