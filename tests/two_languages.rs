//! Two languages in one document, as built and read back from the command line.

use std::path::{Path, PathBuf};
use std::process::Command;

mod support;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Exit code, and everything that was said.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_clausier"))
            .arg("--library")
            .arg(support::root().join("tests/toy"))
            .args(args)
            .current_dir(self.0.path())
            .output()
            .expect("clausier runs");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&said).into_owned())
    }

    fn build(&self, name: &str) {
        let (code, said) = self.run(&["build", "paid", "--lang", "en+fr", "-q", "-o", name]);
        assert_eq!(code, 0, "{said}");
    }

    fn verify(&self, name: &str) -> (i32, String) {
        self.run(&["verify", name, "--answers", "paid", "-q"])
    }

    /// Changes the text of a page, or of the main part of a document.
    fn edit(&self, name: &str, old: &str, new: &str) {
        let path = self.path(name);
        let bytes = std::fs::read(&path).expect("a draft");
        let changed = |text: String| {
            assert!(text.contains(old), "no `{old}` in {name}");
            text.replacen(old, new, 1)
        };
        if !name.ends_with("docx") {
            let text = String::from_utf8(bytes).expect("text");
            return std::fs::write(path, changed(text)).expect("written");
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
        let mut out = zip::ZipWriter::new(std::fs::File::create(path).expect("the draft"));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let part = file.name().expect("a name").into_owned();
            let text = std::io::read_to_string(&mut file).expect("UTF-8");
            let text = if part == "word/document.xml" { changed(text) } else { text };
            out.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
            std::io::Write::write_all(&mut out, text.as_bytes()).expect("written");
        }
        out.finish().expect("a package");
    }
}

#[test]
fn a_word_edited_in_either_language_names_its_provision_in_that_language() {
    let desk = Desk::new();
    for name in ["a.docx", "a.html", "a.json"] {
        for (old, new, heading, language) in [
            ("nécessaires", "utiles", "Article 4 — Entretien", "fr"),
            ("necessary", "needful", "Article 4 — Upkeep", "en"),
        ] {
            desk.build(name);
            let (code, said) = desk.verify(name);
            assert_eq!((code, said), (0, format!("{name}: byte for byte what these answers make\n")));
            desk.edit(name, old, new);
            let (code, said) = desk.verify(name);
            assert_eq!(code, 1, "{said}");
            let named: Vec<&str> =
                said.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
            assert_eq!(named, [format!("{heading} (upkeep {language})")], "{said}");
        }
    }
}

#[test]
fn what_two_languages_can_t_have_is_refused_with_what_to_do() {
    let desk = Desk::new();
    for (more, reason) in [
        (&["--lang", "en+fr"][..], "-o draft.docx"),
        (&["--lang", "en+fr", "-o", "a.md"], "build each language by itself"),
        (&["--lang", "en+fr", "-o", "a.docx", "--annotated"], "leave out `--annotated`"),
        (&["--lang", "en+fr", "-o", "a.html", "--edition", "footnotes"], "leave out `--annotated`"),
        (&["--lang", "en+fr", "-o", "a.docx", "--line-numbers"], "leave out `--line-numbers`"),
        (&["--lang", "en+en", "-o", "a.docx"], "write --lang en"),
        (&["--lang", "en+", "-o", "a.docx"], "as in en+fr"),
        (&["--lang", "en+fr+ar", "-o", "a.docx"], "build a third by itself"),
        (&["--alternat"], "-o accord.docx"),
    ] {
        let (code, said) = desk.run(&[&["build", "paid"], more].concat());
        assert!(code == 2 && said.contains(reason), "{more:?}: {said}");
    }
    let (code, said) = desk.run(&["build", "paid", "--lang", "en+xx", "-o", "a.docx"]);
    assert!(code == 1 && said.contains("can't be printed in `xx`"), "{said}");
    assert_eq!(std::fs::read_dir(desk.0.path()).expect("the folder").count(), 0, "nothing is written");
}

#[test]
fn answers_name_parties_and_languages_that_there_are() {
    let desk = Desk::new();
    for (originals, code) in [("{ noth = \"en\" }", "unknown-party"), ("{ north = \"english\" }", "unknown-language")] {
        let text = format!(
            "extends = \"paid\"\n[document]\noriginals = {originals}\n[[records.parties]]\nid = \"north\"\n[[records.parties]]\nid = \"south\"\n"
        );
        std::fs::write(desk.path("answers.toml"), text).expect("answers");
        let (exit, said) = desk.run(&["check", "answers.toml"]);
        assert!(exit == 1 && said.contains(code) && said.contains("answers.toml:3"), "{said}");
    }
}

/// The ids of a page are each there once, and every link in it leads to one.
#[test]
fn a_page_of_two_languages_leads_within_each_language() {
    let desk = Desk::new();
    desk.build("a.html");
    let page = std::fs::read_to_string(desk.path("a.html")).expect("a page");
    let values = |name: &str| -> Vec<String> {
        page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).map(String::from).collect()
    };
    let (ids, links) = (values("id"), values("href"));
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    assert!(links.len() > 20);
    for link in links {
        assert!(unique.contains(&link.trim_start_matches('#').to_string()), "{link} leads nowhere");
    }
    let french: Vec<&str> =
        page.split("<div class=\"cell\" ").skip(1).filter(|cell| cell.contains("lang=\"fr")).collect();
    assert!(french.len() > 15);
    for cell in french {
        let cell = cell.split("</div>").next().unwrap_or_default();
        assert!(!cell.contains("href=\"#") || cell.contains("href=\"#fr."), "{cell}");
        assert!(cell.contains("data-language=\"Français\""), "{cell}");
    }
}

#[test]
fn a_page_of_two_languages_is_good_html() {
    let judge = support::root().join("target/oracles/node_modules/html-validate/bin/html-validate.mjs");
    if !judge.is_file() {
        eprintln!("SKIPPED: html-validate is not installed; nothing was tested with it (see tests/run)");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"));
        return;
    }
    let desk = Desk::new();
    desk.build("a.html");
    let library = support::root();
    let real = desk.path("full.html");
    let built = Command::new(env!("CARGO_BIN_EXE_clausier"))
        .current_dir(&library)
        .args(["build", "full", "--lang", "fr+en", "-q", "-o"])
        .arg(&real)
        .status();
    assert!(built.expect("clausier runs").success());
    let pages: [&Path; 2] = [&desk.path("a.html"), &real];
    let output = Command::new("node")
        .arg(judge)
        .arg("--config")
        .arg(library.join("tests/oracles/html-validate.json"))
        .args(pages)
        .output()
        .expect("node starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
