//! A State's file, as the command line or the answers name it.

use super::Failure;
use super::source::read_text;
use crate::cover::check_state;
use crate::diag::Message;
use crate::draft::Given;
use crate::model::Library;
use crate::model::state::State;
use crate::read::typed;
use std::path::{Path, PathBuf};

/// A State, and where it was read.
#[derive(Clone, Debug)]
pub struct Stated {
    /// None where the file can't be read as one; the messages say why.
    pub state: Option<State>,
    pub file: String,
    pub text: String,
    pub messages: Vec<Message>,
}

/// The State of the command line, else of the answers, whose path begins in their folder.
pub fn stated(library: &Library, typed_in: Option<&Path>, given: &Given) -> Result<Option<Stated>, Failure> {
    let beside = |name: &String| Path::new(&given.file).parent().unwrap_or(Path::new("")).join(name);
    let path: Option<PathBuf> =
        typed_in.map(Path::to_path_buf).or_else(|| given.answers.state_file.as_ref().map(beside));
    let Some(path) = path else { return Ok(None) };
    let (file, text) = (path.display().to_string(), read_text(&path)?);
    let (state, mut messages) = typed::<State>(&file, &text);
    if let Some(state) = &state {
        messages.extend(check_state(library, state, &file, &text));
    }
    Ok(Some(Stated { state, file, text, messages }))
}
