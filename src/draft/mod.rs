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
mod summary;
mod tagged;
mod targets;
mod text;
mod values;
mod vocabulary;

pub use choose::{Given, Settlement, choose, reason};
pub use outward::{Reader, outward};
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
    made(library, settlement, language, true)
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
    made(library, settlement, language, false)
}

fn made(
    library: &Library,
    settlement: &Settlement,
    language: &str,
    commented: bool,
) -> Result<(Draft, Vec<Message>), Vec<Message>> {
    let effects = effects::of_main(library, settlement, language)?;
    let wanted = effects::Wanted { commented, bearing: false, effects: &effects };
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
