//! choose → assemble → number → refer: from answers to a draft, one pure pass after another.

mod assemble;
mod bearing;
mod choose;
mod cite;
mod cited;
mod define;
mod demands;
mod effects;
mod fill;
mod front;
mod judge;
mod lacking;
mod needs;
mod number;
mod numerals;
mod open;
mod outward;
mod piece;
mod polish;
mod refer;
mod status;
mod summary;
mod tagged;
mod targets;
mod text;
mod values;
mod vocabulary;

pub use choose::{Given, Settlement, choose, reason};
pub use outward::{Reader, outward, outward_abreast};
pub use summary::question;

use crate::diag::{Message, fatal, tidy};
use crate::model::Library;
use crate::model::draft::Draft;

/// The draft in one language, or everything that is wrong.
///
/// `settlement` comes from [`choose`]; the messages returned with a draft are warnings.
pub fn draft(
    library: &Library,
    settlement: &Settlement,
    language: &str,
) -> Result<(Draft, Vec<Message>), Vec<Message>> {
    made(library, settlement, language, language, true)
}

/// The same without commentary and origins: what a clean edition prints. The
/// commentary is not even read.
///
/// A fault in commentary does not stop it.
pub fn without_commentary(
    library: &Library,
    settlement: &Settlement,
    language: &str,
) -> Result<(Draft, Vec<Message>), Vec<Message>> {
    made(library, settlement, language, language, false)
}

/// The same text in several languages, to stand side by side: paragraph answers to paragraph.
///
/// Where the form orders definitions by the alphabet, that of the first language orders them in all.
pub fn abreast(
    library: &Library,
    settlement: &Settlement,
    languages: &[String],
    commented: bool,
) -> Result<(Vec<Draft>, Vec<Message>), Vec<Message>> {
    let (mut drafts, mut messages, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let alphabet = languages.first().map_or("", String::as_str);
    for language in languages {
        match made(library, settlement, language, alphabet, commented) {
            Ok((draft, more)) => {
                drafts.push(draft);
                messages.extend(more);
            }
            Err(more) => wrong.extend(more),
        }
    }
    if wrong.is_empty() { Ok((drafts, tidy(messages))) } else { Err(tidy(wrong)) }
}

fn made(
    library: &Library,
    settlement: &Settlement,
    language: &str,
    alphabet: &str,
    commented: bool,
) -> Result<(Draft, Vec<Message>), Vec<Message>> {
    let effects = effects::of_main(library, settlement, language)?;
    let wanted = effects::Wanted { alphabet, commented, bearing: false, effects: &effects };
    let assembled = assemble::assemble(library, settlement, language, wanted)?;
    let (refused, warned) = demands::judge(&assembled);
    if fatal(&refused) {
        return Err(tidy(refused));
    }
    let numbered = number::number(assembled);
    let (mut draft, messages) = refer::refer(numbered);
    draft.warnings.extend(summary::warned(library, settlement, &warned, language));
    let messages = tidy(messages);
    if fatal(&messages) { Err(messages) } else { Ok((draft, messages)) }
}
