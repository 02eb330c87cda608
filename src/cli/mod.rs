//! The command line: the only place with a terminal and a disk.

mod args;
mod build;
mod check;
mod coverage;
mod explain;
mod input;
mod languages;
mod list;
mod manifest;
mod new;
mod originals;
mod pdf;
mod progress;
mod report;
mod rules;
mod schema;
mod sections;
mod shell;
mod show;
mod source;
mod state;
mod unmet;
mod verdict;
mod verify;
mod why;
mod write;

use clap::Parser;
use std::process::ExitCode;

/// Parses the command line, runs the command, and returns its exit code (see `clausier --help`).
pub fn run() -> ExitCode {
    let args = args::Args::parse();
    let report = report::Report::new(args.json, args.quiet);
    let outcome = match &args.command {
        args::Command::Build(build) => build::run(&args, build, &report),
        args::Command::Coverage(asked) => coverage::run(&args, asked, &report),
        args::Command::List(list) => list::run(&args, list, &report),
        args::Command::Show(show) => show::run(&args, show, &report),
        args::Command::New(new) => new::run(&args, new, &report),
        args::Command::Check(check) => check::run(&args, check, &report),
        args::Command::Explain(explain) => explain::run(&args, explain, &report),
        args::Command::Why(why) => why::run(&args, why, &report),
        args::Command::Verify(verify) => verify::run(&args, verify, &report),
        args::Command::Schema(schema) => schema::run(schema, &report),
        args::Command::Completions(wanted) => shell::completions(wanted, &report),
        args::Command::Man(wanted) => shell::man(wanted, &report),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report.failure(&failure);
            failure.code()
        }
    }
}

/// Why a command failed; each kind has an exit code of its own.
#[derive(Debug)]
pub enum Failure {
    /// 1: the library or the answers are wrong; messages and the texts they point into.
    Wrong(Vec<crate::diag::Message>, std::sync::Arc<crate::diag::Sources>),
    /// 1: a draft that came back differs; all was said.
    Differs,
    /// 2: the command itself is wrong.
    Usage(String),
    /// 3: something can't be read.
    Input(String),
    /// 4: something can't be written.
    Output(String),
}

impl Failure {
    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Wrong(..) | Failure::Differs => 1,
            Failure::Usage(_) => 2,
            Failure::Input(_) => 3,
            Failure::Output(_) => 4,
        })
    }
}
