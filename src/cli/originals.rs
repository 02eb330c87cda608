//! The originals to be made: one document, or one for each Party, which names that Party first.

use super::Failure;
use super::args::Build;
use crate::draft::Settlement;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One of them.
pub struct Original {
    /// The Party whose original it is; none where there is one document for all.
    pub party: Option<String>,
    pub settlement: Settlement,
    pub languages: Vec<String>,
    pub output: Option<PathBuf>,
}

/// Every original that is asked for.
pub fn of(build: &Build, settlement: Settlement, languages: Vec<String>) -> Result<Vec<Original>, Failure> {
    if !build.alternat {
        return Ok(vec![Original { party: None, settlement, languages, output: build.output.clone() }]);
    }
    let parties = settlement.parties();
    if parties.len() < 2 {
        return Err(Failure::Usage(format!(
            "`--alternat` makes one original for each Party, and `{}` is concluded by none: leave it out",
            settlement.book
        )));
    }
    let Some(output) = &build.output else {
        return Err(Failure::Usage("`--alternat` writes several files: add `-o accord.docx`".into()));
    };
    let mut taken = BTreeSet::new();
    let original = |(at, party): (usize, &String)| Original {
        settlement: settlement.original(at),
        languages: settlement.original_languages(party, &languages),
        output: Some(named(output, party, at, &mut taken)),
        party: Some(party.clone()),
    };
    Ok(parties.iter().enumerate().map(original).collect())
}

/// `accord.docx` → `accord.arlandia.docx`: of the Party's id, what is safe in the name of a file.
fn named(output: &Path, party: &str, at: usize, taken: &mut BTreeSet<String>) -> PathBuf {
    let safe: String = party.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let safe = safe.trim_matches('-');
    let free = !safe.is_empty() && taken.insert(safe.to_lowercase());
    let name = if free { safe.to_string() } else { format!("{safe}{}", at + 1) };
    match output.extension().and_then(|extension| extension.to_str()) {
        Some(extension) => output.with_extension(format!("{name}.{extension}")),
        None => {
            let mut whole = output.as_os_str().to_os_string();
            whole.push(format!(".{name}"));
            whole.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_parties_and_stay_in_their_folder() {
        let mut taken = BTreeSet::new();
        let mut name = |output: &str, party: &str, at| named(Path::new(output), party, at, &mut taken);
        assert_eq!(name("out/accord.docx", "arlandia", 0), Path::new("out/accord.arlandia.docx"));
        assert_eq!(name("out/accord.docx", "../../Côte d'Or", 1), Path::new("out/accord.Côte-d-Or.docx"));
        assert_eq!(name("accord.docx", "ARLANDIA", 2), Path::new("accord.ARLANDIA3.docx"));
        assert_eq!(name("accord.docx", "///", 3), Path::new("accord.4.docx"));
        assert_eq!(name("accord", "borduria", 1), Path::new("accord.borduria"));
    }
}
