//! `clausier completions` and `clausier man`: the commands themselves, for shells and for readers.

use super::Failure;
use super::args::{Args, Completions, Man};
use super::report::Report;
use clap::CommandFactory;

pub fn completions(wanted: &Completions, report: &Report) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(wanted.shell, &mut Args::command(), env!("CARGO_PKG_NAME"), &mut text);
    report.print(&String::from_utf8_lossy(&text));
    Ok(())
}

pub fn man(wanted: &Man, report: &Report) -> Result<(), Failure> {
    let mut all = Args::command();
    // Global options come down to the subcommands only when it is built.
    all.build();
    let command = match &wanted.command {
        None => all,
        Some(name) => {
            let known: Vec<String> = all.get_subcommands().map(|command| command.get_name().to_string()).collect();
            let Some(found) = all.find_subcommand(name) else {
                return Err(Failure::Usage(format!("unknown command `{name}`; known: {}", known.join(", "))));
            };
            found.clone()
        }
    };
    let mut page = Vec::new();
    let unmade = |error: std::io::Error| Failure::Output(format!("the page could not be made: {error}"));
    clap_mangen::Man::new(command).render(&mut page).map_err(unmade)?;
    report.print(&String::from_utf8_lossy(&page));
    Ok(())
}
