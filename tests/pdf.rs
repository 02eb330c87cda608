//! PDF: what LibreOffice makes of the Word document, and what is left behind, which is nothing.

mod common;

use common::judges::{answers, json, needed, presets, text};
use common::{binary, normal, root, succeeded};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A user's machine: home, temporary files and documents in folders of its own.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Machine {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["home", "temporary", "documents"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Machine { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(["--library", root().join("tests/toy").to_str().expect("a plain path")]).args(arguments);
        command.env("HOME", self.path("home")).env("TMPDIR", self.path("temporary"));
        command.current_dir(self.path("documents"));
        command
    }

    /// Every file and folder on the machine.
    fn left(&self) -> Vec<String> {
        let mut found = Vec::new();
        for name in ["home", "temporary", "documents"] {
            for entry in std::fs::read_dir(self.path(name)).expect("a folder") {
                found.push(format!("{name}/{}", entry.expect("an entry").file_name().to_string_lossy()));
            }
        }
        found.sort();
        found
    }
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn office() -> Option<PathBuf> {
    needed("LibreOffice", answers("soffice", &["--version"]))
}

fn tool(name: &str, arguments: &[&str], pdf: &Path) -> String {
    let output = Command::new(name).args(arguments).arg(pdf).args((name == "pdftotext").then_some("-")).output();
    succeeded(name, output.expect("it starts"))
}

/// Tagged, with headings as bookmarks, and without a word about whoever made it.
#[test]
fn a_pdf_is_made_and_nothing_else() {
    let (Some(_), Some(_)) = (office(), needed("pdfinfo", answers("pdfinfo", &["-v"]))) else { return };
    let machine = Machine::new();
    let output = machine.command(&["build", "paid", "-o", "draft.pdf"]).output().expect("it starts");
    let (code, said) = said(&output);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("making the PDF with LibreOffice; this takes some seconds\n"), "{said}");
    assert_eq!(machine.left(), ["documents/draft.pdf", "documents/draft.pdf.manifest.json"]);

    let pdf = machine.path("documents/draft.pdf");
    let about = tool("pdfinfo", &[], &pdf);
    let tagged = about.lines().any(|line| normal(line) == "Tagged: yes");
    assert!(tagged && !about.contains("Author"), "{about}");
    let bytes = std::fs::read(&pdf).expect("a PDF");
    let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(holds("/Outlines") && holds("/StructTreeRoot") && holds("/Lang"));
    let folder = machine.folder.path().to_str().expect("a plain path");
    assert!(!holds(folder) && !holds("clausier-"), "a path stands in the PDF");
}

#[test]
fn every_provision_is_in_the_pdf_with_its_number() {
    let (Some(_), Some(_)) = (office(), needed("pdftotext", answers("pdftotext", &["-v"]))) else { return };
    let folder = common::workspace("pdf");
    let preset = presets().into_iter().max_by_key(|preset| titles(preset).len()).expect("a preset");
    let pdf = folder.join("draft.pdf");
    common::clausier(&["build", &preset, "--annotated", "--quiet", "-o", pdf.to_str().expect("a plain path")]);
    let read = tool("pdftotext", &["-enc", "UTF-8"], &pdf);
    let lines: Vec<String> = read.lines().map(normal).collect();
    let titles = titles(&preset);
    assert!(titles.len() > 5, "{titles:?}");
    for (label, heading) in titles {
        // The reader of the PDF may put a number that stands in the margin on a line of its own.
        let numbered = lines.iter().any(|line| *line == label || line.starts_with(&format!("{label} ")));
        assert!(numbered && normal(&read).contains(&heading), "{label} {heading} is not in {}", pdf.display());
    }
}

/// Label and heading of every provision.
fn titles(preset: &str) -> Vec<(String, String)> {
    let draft = json(&["build", preset, "--quiet", "--format", "json"]);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let divisions = list(&draft["layers"]).into_iter().flat_map(|layer| list(&layer["divisions"]));
    let provisions = divisions.flat_map(|division| list(&division["provisions"]));
    let numbered = provisions.filter(|provision| !provision["label"].is_null());
    numbered
        .map(|provision| {
            let runs = list(&provision["heading"]);
            let heading: String = runs.iter().map(|run| text(&run["text"])).collect();
            (normal(text(&provision["label"]["text"])), normal(&heading))
        })
        .collect()
}

#[test]
fn without_libreoffice_it_says_what_to_install() {
    let machine = Machine::new();
    let build = || machine.command(&["build", "paid", "--quiet", "-o", "draft.pdf"]);
    let (code, reason) = said(&build().env("PATH", machine.path("home")).output().expect("it starts"));
    // A machine may have it in one of its usual places all the same.
    if code != Some(0) {
        assert_eq!(code, Some(4));
        assert!(reason.starts_with("error: a PDF is made by LibreOffice, which is not found: install it"), "{reason}");
        assert!(reason.contains("CLAUSIER_SOFFICE"), "{reason}");
        assert_eq!(machine.left(), Vec::<String>::new());
    }
    let (code, reason) = said(&build().env("CLAUSIER_SOFFICE", "nowhere").output().expect("it starts"));
    assert_eq!((code, reason.as_str()), (Some(3), "error: CLAUSIER_SOFFICE names `nowhere`, which is no file\n"));
    let (code, reason) = said(&machine.command(&["build", "paid", "--format", "pdf"]).output().expect("it starts"));
    assert_eq!((code, reason.as_str()), (Some(2), "error: a PDF needs a file: add `-o draft.pdf`\n"));
    assert_eq!(machine.left(), Vec::<String>::new());
}

/// Ctrl-C, while LibreOffice works: both end, and what stood there stands as it was.
#[cfg(unix)]
#[test]
fn stopped_it_clears_up() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::new();
    let program = machine.path("office");
    std::fs::write(&program, "#!/bin/sh\necho working > ../working\nsleep 60\n").expect("a program");
    std::fs::write(machine.path("documents/draft.pdf"), "an older draft").expect("a document");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it may run");
    let mut command = machine.command(&["build", "paid", "--quiet", "-o", "draft.pdf"]);
    let running =
        command.env("CLAUSIER_SOFFICE", &program).stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    let working = machine.path("temporary/working");
    let start = std::time::Instant::now();
    while !working.exists() {
        assert!(start.elapsed().as_secs() < 50, "it never got to LibreOffice");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::fs::remove_file(working).expect("gone");
    assert!(Command::new("kill").args(["-INT", &running.id().to_string()]).status().expect("kill starts").success());
    let (code, reason) = said(&running.wait_with_output().expect("it ends"));
    assert_eq!(code, Some(4));
    assert!(reason.ends_with(": stopped\n"), "{reason}");
    assert!(start.elapsed().as_secs() < 55, "it waited for LibreOffice");
    assert_eq!(machine.left(), ["documents/draft.pdf"]);
    assert_eq!(std::fs::read_to_string(machine.path("documents/draft.pdf")).expect("a document"), "an older draft");
}
