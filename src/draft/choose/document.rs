//! What the document is: its stage, its date, its State.

use super::Choice;
use crate::model::answers::Document;

impl Choice<'_> {
    /// What the answers say of the document; the State is one that the form knows.
    pub(super) fn document(&mut self, form: &str) -> Document {
        let document = self.merged.document.clone();
        let known = self.library.forms.get(form).map(|form| &form.state);
        if let (Some(state), Some(known)) = (&document.state, known)
            && !known.contains_key(state)
        {
            let known = known.keys().cloned().collect();
            self.unknown("state", state, &["document", "state"], known);
        }
        document
    }

    /// Whose original puts which language first: Parties there are, languages of the library.
    pub(super) fn originals(&mut self, parties: &[String]) {
        for (party, language) in &self.merged.document.originals {
            let path = ["document", "originals", party.as_str()];
            if !parties.contains(party) {
                self.unknown("party", party, &path, parties.to_vec());
            } else if !self.library.languages.contains_key(language) {
                self.unknown("language", language, &path, self.library.languages.keys().cloned().collect());
            }
        }
    }
}
