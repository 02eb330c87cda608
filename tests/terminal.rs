//! What the program says on a terminal, to a pipe, and to those who want quiet.
//!
//! A terminal is made by `script`, of util-linux; where it lacks, that is said.

mod support;

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

/// Every command, with arguments with which it succeeds and would have something to remark.
const COMMANDS: [&[&str]; 11] = [
    &["build", "paid", "--set", "season=open"],
    &["list"],
    &["show", "bridge/toll"],
    &["new", "bridge"],
    &["check"],
    &["check", "paid"],
    &["explain", "refused"],
    &["why", "paid"],
    &["schema", "draft"],
    &["completions", "bash"],
    &["man"],
];

fn clausier() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausier"));
    command.current_dir(support::root()).args(["--library", "tests/toy"]);
    command
}

/// Runs on a terminal: everything that appears on it.
fn on_a_terminal(arguments: &str, environment: &[(&str, &str)]) -> Option<String> {
    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_clausier"));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).current_dir(support::root()).env_remove("NO_COLOR");
    command.env("TERM", "xterm").envs(environment.iter().copied()).stdin(std::process::Stdio::null());
    match command.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            let _ = writeln!(std::io::stderr(), "SKIPPED: `script` is not installed; nothing was tested on a terminal");
            None
        }
    }
}

#[test]
fn quiet_is_quiet_in_every_command() {
    let mut remarks = 0;
    for arguments in COMMANDS {
        let loud = clausier().args(arguments).output().expect("clausier runs");
        let quiet = clausier().args(arguments).arg("--quiet").output().expect("clausier runs");
        assert!(loud.status.success() && quiet.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&quiet.stderr), "", "{arguments:?}");
        assert!(quiet.stdout == loud.stdout, "{arguments:?}: the result is the same");
        remarks += usize::from(!loud.stderr.is_empty());
    }
    assert!(remarks >= 2, "no command has anything to remark");
}

#[test]
fn no_colour_where_none_is_wanted_and_none_in_a_pipe() {
    let wrong = "--library tests/toy build paid --set toll=gold";
    let unknown = "bild";
    for arguments in [wrong, unknown] {
        let piped = Command::new(env!("CARGO_BIN_EXE_clausier"))
            .args(arguments.split(' '))
            .current_dir(support::root())
            .output()
            .expect("clausier runs");
        assert!(!String::from_utf8_lossy(&piped.stderr).contains('\u{1b}'), "{arguments}");
        let Some(plain) = on_a_terminal(arguments, &[("NO_COLOR", "1")]) else { return };
        assert!(plain.contains("error") && !plain.contains('\u{1b}'), "{plain:?}");
        let coloured = on_a_terminal(arguments, &[]).unwrap_or_default();
        assert!(coloured.contains("\u{1b}["), "the terminal is none: {coloured:?}");
    }
}

#[test]
fn progress_shows_on_a_terminal_only_and_not_at_once() {
    let doing = "proving every combination";
    // One instrument of the library, which takes long enough.
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in support::only(support::files(&support::root()), "police-agreement") {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    let check = format!("check --library {}", folder.path().display());
    let piped = Command::new(env!("CARGO_BIN_EXE_clausier")).args(check.split(' ')).output().expect("clausier runs");
    assert!(!String::from_utf8_lossy(&piped.stderr).contains(doing));
    // What takes no time needs no line.
    let Some(short) = on_a_terminal("check --library tests/toy full 2>&1 | cat", &[]) else { return };
    assert!(!short.contains(doing));
    let quiet = on_a_terminal(&format!("{check} --quiet"), &[]).unwrap_or_default();
    assert!(!quiet.contains(doing), "{quiet}");
    let begun = Instant::now();
    let seen = on_a_terminal(&check, &[]).unwrap_or_default();
    if begun.elapsed() > Duration::from_secs(6) {
        assert!(seen.contains(doing), "{seen}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let commands =
        ["build", "list", "show", "new", "check", "explain", "why", "verify", "schema", "completions", "man"];
    let print = |arguments: &[&str]| {
        let output = clausier().args(arguments).output().expect("clausier runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = print(&["completions", shell]);
        for word in commands.iter().chain(&["embed-answers", "rejected"]) {
            assert!(text.contains(word), "{shell} does not complete {word}");
        }
    }
    let whole = print(&["man"]);
    for command in commands {
        assert!(whole.contains(&format!("clausier\\-{command}(1)")), "{command}\n{whole}");
        let page = print(&["man", command]);
        assert!(page.contains(&format!("clausier\\-{command} \\- ")), "{page}");
    }
    assert_eq!(clausier().args(["man", "bild"]).output().expect("clausier runs").status.code(), Some(2));
    assert_eq!(clausier().args(["completions", "csh"]).output().expect("clausier runs").status.code(), Some(2));
    // Bash itself reads what is for it.
    if let Ok(done) = Command::new("bash").args(["-n", "-c", &print(&["completions", "bash"])]).output() {
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
