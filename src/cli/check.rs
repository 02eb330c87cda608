//! `clausier check`

use super::args::{Args, Check};
use super::progress::Progress;
use super::report::Report;
use super::{Failure, input, source};
use crate::check;
use crate::diag::{fatal, tidy};
use crate::draft::{Given, choose, draft};
use crate::model::Answers;
use std::sync::Arc;

pub fn run(args: &Args, arguments: &Check, report: &Report) -> Result<(), Failure> {
    let (library, mut messages) = source::load(args)?;
    let mut sources = library.sources.clone();
    let mut drafted = 0;
    if arguments.answers.is_empty() {
        if !fatal(&messages) {
            messages.extend(check::library(&library));
        }
        if !fatal(&messages) {
            let progress = Progress::new(report, "proving every combination of answers");
            let proofs = check::proofs(&library);
            drop(progress);
            for (book, language, proof) in proofs {
                report.note(&format!(
                    "{book} in {language}: {} combinations of answers, {} questions proved",
                    proof.count, proof.queries
                ));
                messages.extend(proof.messages);
            }
            for name in library.presets.keys() {
                let answers = Answers { extends: Some(name.clone()), ..Answers::default() };
                match choose(&library, &Given { answers, ..Given::default() }) {
                    Err(wrong) => messages.extend(wrong),
                    Ok((settlement, _)) => {
                        for language in library.books[&settlement.book].languages() {
                            drafted += 1;
                            messages.extend(draft(&library, &settlement, &language).err().into_iter().flatten());
                        }
                    }
                }
            }
        }
    } else if fatal(&messages) {
        return Err(Failure::Wrong(messages, sources));
    }
    for name in &arguments.answers {
        let (given, wrong) = input::file_or_preset(&library, name)?;
        Arc::make_mut(&mut sources).insert(given.file.clone(), given.text.clone());
        let broken = fatal(&wrong);
        messages.extend(wrong);
        if broken {
            continue;
        }
        match choose(&library, &given) {
            Err(wrong) => messages.extend(wrong),
            Ok((settlement, more)) => {
                messages.extend(more);
                for language in &arguments.lang {
                    drafted += 1;
                    messages.extend(draft(&library, &settlement, language).err().into_iter().flatten());
                }
            }
        }
    }
    let messages = tidy(messages);
    if fatal(&messages) {
        return Err(Failure::Wrong(messages, sources));
    }
    report.messages(&messages, &sources);
    if report.json() {
        report.print("[]\n");
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    report.note(&format!("nothing wrong; {} assembled, {}", count(drafted, "draft"), count(messages.len(), "warning")));
    Ok(())
}
