//! Answers as typed: a file or a preset, and `--set`.

use super::state::{Stated, stated};
use super::{Failure, args, source::read_text};
use crate::diag::{Message, Sources, fatal};
use crate::draft::{Given, Settlement, choose};
use crate::model::{Answers, Library};
use crate::read::typed;
use std::path::Path;
use std::sync::Arc;

/// The answers that the arguments name.
pub fn given(library: &Library, args: &args::Given) -> Result<(Given, Vec<Message>), Failure> {
    let mut sets = Vec::new();
    for set in &args.sets {
        match set.split_once('=') {
            Some((option, "open")) if option.contains('.') => {
                let whole = option.split('.').next().unwrap_or(option);
                return Err(Failure::Usage(format!(
                    "`--set {set}`: an option is left open for everybody: write --set {whole}=open"
                )));
            }
            Some((option, value)) if !option.is_empty() => sets.push((option.trim().into(), value.trim().into())),
            _ => return Err(Failure::Usage(format!("`--set {set}`: write --set option=value"))),
        }
    }
    let (mut given, messages) = file_or_preset(library, &args.answers)?;
    given.sets = sets;
    given.answers.form = args.form.clone().or(given.answers.form);
    Ok((given, messages))
}

/// A file on disk, or a preset by its name.
pub fn file_or_preset(library: &Library, name: &str) -> Result<(Given, Vec<Message>), Failure> {
    let path = Path::new(name);
    let stem = preset(name);
    if !path.exists() && library.presets.contains_key(stem) {
        let answers = Answers { extends: Some(stem.to_string()), ..Answers::default() };
        return Ok((Given { answers, ..Given::default() }, vec![]));
    }
    if !path.exists() {
        let near = crate::diag::did_you_mean(stem, library.presets.keys().map(String::as_str));
        let hint = near.map(|n| format!("; did you mean the preset `{n}`?")).unwrap_or_default();
        return Err(Failure::Input(format!("there is no file and no preset `{name}`{hint}")));
    }
    let text = read_text(path)?;
    let (answers, messages) = typed::<Answers>(name, &text);
    let given = Given { answers: answers.unwrap_or_default(), file: name.to_string(), text, ..Given::default() };
    Ok((given, messages))
}

/// The name of a preset in what was typed: `presets/full.toml` is `full`.
pub fn preset(name: &str) -> &str {
    let stem = name.strip_prefix("presets/").unwrap_or(name);
    stem.strip_suffix(".toml").unwrap_or(stem)
}

/// Answers, settled, and the State's file where there is one.
pub struct Settled {
    pub settlement: Settlement,
    pub state: Option<Stated>,
    /// Warnings.
    pub messages: Vec<Message>,
}

/// The settlement of these answers, or everything that is wrong with them.
pub fn settled(library: &Library, args: &args::Given) -> Result<Settled, Failure> {
    let (mut given, mut messages) = given(library, args)?;
    let state = if fatal(&messages) { None } else { stated(library, args.state.as_deref(), &given)? };
    if let Some(stated) = &state {
        messages.extend(stated.messages.iter().cloned());
        let day = given.answers.document.date;
        let treaties = stated.state.iter().flat_map(|state| &state.treaty);
        let bound = treaties.filter(|(_, party)| day.is_none_or(|day| party.since <= day));
        given.treaties = bound.map(|(id, _)| id.clone()).collect();
    }
    let sources = || sources(library, &given.file, &given.text, state.as_ref());
    if fatal(&messages) {
        return Err(Failure::Wrong(messages, sources()));
    }
    match choose(library, &given) {
        Ok((settlement, more)) => {
            messages.extend(more);
            Ok(Settled { settlement, state, messages })
        }
        Err(more) => {
            messages.extend(more);
            Err(Failure::Wrong(messages, sources()))
        }
    }
}

/// The texts that messages may point into: the library's, the answers and the State's file.
pub fn sources(library: &Library, file: &str, text: &str, state: Option<&Stated>) -> Arc<Sources> {
    let mut sources = library.sources.clone();
    let all = Arc::make_mut(&mut sources);
    all.insert(file.to_string(), text.to_string());
    all.extend(state.map(|state| (state.file.clone(), state.text.clone())));
    sources
}
