//! Drafts that come back: edited, saved by other programs, damaged, hostile.

mod support;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exit code, output, errors.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let toy = support::root().join("tests/toy");
        let out = Command::new(env!("CARGO_BIN_EXE_clausier"))
            .arg("--library")
            .arg(toy)
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .expect("clausier runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (out.status.code().unwrap_or(-1), text(&out.stdout), text(&out.stderr))
    }

    /// The toy agreement as `name`.
    fn build(&self, name: &str, more: &[&str]) {
        let (code, _, err) = self.run(&[&["build", "paid", "-q", "-o", name], more].concat());
        assert_eq!(code, 0, "{err}");
    }

    fn verify(&self, name: &str) -> (i32, String) {
        let (code, out, err) = self.run(&["verify", name, "--answers", "paid", "-q"]);
        assert_eq!(err, "");
        (code, out)
    }

    /// Changes the text of the document.
    fn rewrite(&self, name: &str, change: impl Fn(String) -> String) {
        let path = self.path(name);
        let old = parts(&std::fs::read(&path).expect("a draft"));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        let new = old.into_iter().map(|(part, bytes)| match part.as_str() {
            "word/document.xml" => {
                let before = text(bytes);
                let after = change(before.clone());
                assert_ne!(before, after, "nothing was changed");
                (part, after.into_bytes())
            }
            _ => (part, bytes),
        });
        std::fs::write(path, pack(&new.collect::<Vec<_>>())).expect("written");
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        (file.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(bytes).expect("bytes");
    }
    out.finish().expect("packed").into_inner()
}

/// Where the paragraphs from one bookmark up to another stand.
fn between(xml: &str, from: &str, to: &str) -> std::ops::Range<usize> {
    let start = |mark: &str| {
        let at = xml.find(&format!("w:name=\"{mark}\"")).expect("a mark");
        xml[..at].rfind("<w:p ").expect("a paragraph")
    };
    start(from)..start(to)
}

/// What follows the provision on the night.
const NEXT: &str = "p_chapter_care";

/// Each provision named in a report: the lines that are not indented.
fn named(report: &str) -> Vec<&str> {
    report.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with(' ')).collect()
}

#[test]
fn an_untouched_draft_is_the_same_bytes() {
    let desk = Desk::new();
    for (name, more) in [
        ("a.docx", &["--lang", "fr"][..]),
        ("b.docx", &["--annotated"]),
        ("c.docx", &["--for", "counterpart", "--set", "season=open"]),
        ("d.docx", &["--embed-answers"]),
        ("e.docx", &["--companion", "letter"]),
        ("a.md", &["--annotated", "--lang", "fr"]),
        ("a.json", &[]),
    ] {
        desk.build(name, more);
        assert_eq!(desk.verify(name), (0, format!("{name}: byte for byte what these answers make\n")));
    }
}

#[test]
fn without_its_manifest_the_nearest_edition_is_found() {
    let desk = Desk::new();
    desk.build("c.docx", &["--for", "counterpart", "--set", "season=open", "--no-manifest"]);
    let (code, out, err) = desk.run(&["verify", "c.docx", "-a", "paid", "--set", "season=open"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "c.docx: byte for byte what these answers make\n", ""));
    // The language is told by the document.
    desk.build("f.docx", &["--lang", "fr", "--annotated", "--no-manifest"]);
    assert_eq!(desk.verify("f.docx").0, 0);
    // Other answers are other text.
    assert_eq!(desk.verify("c.docx").0, 1);
}

#[test]
fn a_word_edited_names_its_provision_and_no_other() {
    let desk = Desk::new();
    desk.build("a.docx", &[]);
    desk.rewrite("a.docx", |xml| xml.replacen("necessary", "needful", 1));
    let (code, out) = desk.verify("a.docx");
    assert_eq!(code, 1, "{out}");
    assert_eq!(named(&out).len(), 1, "{out}");
    assert!(out.starts_with("a.docx: 1 provision differs from the clean edition\n"), "{out}");
    assert!(out.contains("[-necessary,-] {+needful,+}"), "{out}");
    // As data, for other programs.
    let (_, json, _) = desk.run(&["verify", "a.docx", "-a", "paid", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["differences"]["provisions"].as_array().expect("a list").len(), 1);
    assert_eq!(report["same"], false);
}

#[test]
fn what_was_moved_removed_and_added_is_told() {
    let desk = Desk::new();
    desk.build("a.docx", &[]);
    let original = std::fs::read(desk.path("a.docx")).expect("a draft");
    // One provision before the other.
    desk.rewrite("a.docx", |mut xml| {
        let range = between(&xml, "p_night", NEXT);
        let text = xml[range.clone()].to_string();
        xml.replace_range(range, "");
        let at = between(&xml, "p_crossing", "p_crossing").start;
        xml.insert_str(at, &text);
        xml
    });
    let (code, out) = desk.verify("a.docx");
    assert_eq!(code, 1);
    assert_eq!(named(&out).len(), 1, "{out}");
    assert!(out.contains("(night): moved") || out.contains("(crossing): moved"), "{out}");
    // Taken away whole.
    std::fs::write(desk.path("a.docx"), &original).expect("a draft");
    desk.rewrite("a.docx", |mut xml| {
        xml.replace_range(between(&xml, "p_night", NEXT), "");
        xml
    });
    let (_, out) = desk.verify("a.docx");
    assert!(out.contains("(night): removed"), "{out}");
    assert_eq!(named(&out).len(), 1, "{out}");
    // A paragraph of their own.
    std::fs::write(desk.path("a.docx"), &original).expect("a draft");
    desk.rewrite("a.docx", |mut xml| {
        let at = between(&xml, NEXT, NEXT).start;
        xml.insert_str(at, "<w:p><w:r><w:t>Geese cross\u{a0}free. &#x1b;[2J\u{202e}</w:t></w:r></w:p>");
        xml
    });
    let (_, out) = desk.verify("a.docx");
    assert!(out.contains("  added:   Geese cross free. \\u{1b}[2J\\u{202e}"), "the terminal is not commanded: {out}");
}

#[test]
fn tracked_changes_are_never_accepted_in_silence() {
    let desk = Desk::new();
    desk.build("a.docx", &[]);
    desk.rewrite("a.docx", |mut xml| {
        let by = "w:id=\"900\" w:author=\"x\" w:date=\"2026-01-01T00:00:00Z\"";
        let at = between(&xml, NEXT, NEXT).start;
        // In the last paragraph of what stands before: an insertion, and a paragraph of its own.
        let end = xml[..at].rfind("</w:p>").expect("a paragraph");
        xml.insert_str(at, &format!(
            "<w:p><w:pPr><w:rPr><w:ins {by}/></w:rPr></w:pPr><w:ins {by}><w:r><w:t>Wholly new.</w:t></w:r></w:ins></w:p>"
        ));
        xml.insert_str(end, &format!("<w:ins {by}><w:r><w:t xml:space=\"preserve\"> and dogs</w:t></w:r></w:ins><w:del {by}><w:r><w:delText>never there</w:delText></w:r></w:del>"));
        xml
    });
    let (code, out) = desk.verify("a.docx");
    assert_eq!(code, 1);
    assert!(out.contains("tracked changes are pending: 4 of text, 0 of formatting; read as if accepted"), "{out}");
    assert!(out.contains("{+and dogs+}") || out.contains("and dogs"), "{out}");
    assert!(out.contains("added:   Wholly new."), "{out}");
    assert!(!out.contains("never there"), "{out}");
    let (code, out, _) = desk.run(&["verify", "a.docx", "-a", "paid", "-q", "--rejected"]);
    assert_eq!(code, 1, "pending changes are a difference");
    assert!(out.contains("read as if rejected") && !out.contains("Wholly new"), "{out}");
    assert!(out.contains("never there"), "what was deleted is there again: {out}");
}

#[test]
fn without_permanent_marks_provisions_are_told_by_their_text() {
    let desk = Desk::new();
    desk.build("a.docx", &[]);
    desk.rewrite("a.docx", |xml| {
        xml.replace("w:bookmarkStart", "w:proofErr").replace("w:bookmarkEnd", "w:proofErr").replacen(
            "necessary",
            "needful",
            1,
        )
    });
    let (code, out) = desk.verify("a.docx");
    assert_eq!(code, 1);
    assert!(out.contains("the permanent marks are gone"), "{out}");
    assert!(out.contains("[-necessary,-] {+needful,+}"), "{out}");
}

#[test]
fn pages_markdown_and_json_are_told_by_provision() {
    let desk = Desk::new();
    for name in ["a.html", "a.md", "a.json"] {
        desk.build(name, &[]);
        let text = std::fs::read_to_string(desk.path(name)).expect("a draft");
        std::fs::write(desk.path(name), text.replacen("necessary", "needful", 1)).expect("a draft");
        let (code, out) = desk.verify(name);
        assert_eq!(code, 1);
        assert_eq!(named(&out).len(), 1, "{out}");
        assert!(out.contains("[-necessary,-] {+needful,+}"), "{out}");
    }
}

#[test]
fn another_library_is_told() {
    let desk = Desk::new();
    desk.build("a.docx", &["--no-manifest"]);
    desk.rewrite("a.docx", |xml| xml.replacen("necessary", "needful", 1));
    let mut all = parts(&std::fs::read(desk.path("a.docx")).expect("a draft"));
    for (name, bytes) in all.iter_mut().filter(|(name, _)| name == "docProps/custom.xml") {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let at = text.find("ClausierFingerprint").expect("the hash");
        let (head, tail) = text.split_at(at);
        let value = tail.find("lpwstr>").expect("a value") + 7;
        *bytes = format!("{head}{}000000000000{}", &tail[..value], &tail[value + 12..]).into_bytes();
        assert_eq!(name, "docProps/custom.xml");
    }
    std::fs::write(desk.path("a.docx"), pack(&all)).expect("a draft");
    let (code, _, err) = desk.run(&["verify", "a.docx", "-a", "paid"]);
    assert_eq!(code, 1);
    assert!(err.contains("made with other files of the library (000000000000)"), "{err}");
}

/// LibreOffice opens the draft and saves it.
#[test]
fn saved_by_another_program_it_is_the_same_text() {
    let Some(office) = ["/usr/bin/soffice", "/usr/bin/libreoffice"].iter().map(Path::new).find(|p| p.exists()) else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: LibreOffice is not installed; no draft was saved by it");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "LibreOffice is not installed");
        return;
    };
    let desk = Desk::new();
    std::fs::create_dir(desk.path("saved")).expect("a folder");
    let drafts =
        [("a.docx", &["--set", "season=open"][..]), ("b.docx", &["--lang", "fr"]), ("c.docx", &["--annotated"])];
    for (name, more) in drafts {
        desk.build(name, more);
        let profile = format!("-env:UserInstallation=file://{}", desk.path("profile").display());
        let done = Command::new(office)
            .args(["--headless", &profile, "--convert-to", "docx", "--outdir", "saved", name])
            .current_dir(desk.folder.path())
            .output()
            .expect("LibreOffice runs");
        assert!(desk.path("saved").join(name).exists(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::copy(desk.path("saved").join(name), desk.path(name)).expect("the draft comes back");
        let (code, out) = desk.verify(name);
        assert_eq!(code, 0, "{out}");
        assert!(out.contains("only the packaging differs"), "{out}");
        // And an edit in what it saved is found there.
        desk.rewrite(name, |xml| {
            let at = xml.find("w:name=\"p_bounds\"").expect("the mark is kept");
            let end = at + xml[at..].find("</w:t>").expect("text");
            format!("{} indeed{}", &xml[..end], &xml[end..])
        });
        let (code, out) = desk.verify(name);
        assert_eq!((code, named(&out).len()), (1, 1), "{out}");
        assert!(out.contains("(bounds)"), "{out}");
    }
}

/// A document of one part.
fn document(xml: String) -> Vec<u8> {
    pack(&[("word/document.xml".into(), xml.into_bytes())])
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

#[test]
fn damaged_and_hostile_documents_are_refused_with_a_sentence() {
    let desk = Desk::new();
    desk.build("good.docx", &["--no-manifest"]);
    let good = std::fs::read(desk.path("good.docx")).expect("a draft");
    let body = |inside: String| document(format!("<w:document {W}><w:body>{inside}</w:body></w:document>"));
    let nested = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(10_000), "</w:tc></w:tr></w:tbl>".repeat(10_000));
    let bomb = pack(&[("word/document.xml".into(), vec![b' '; 40 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000, "a bomb is small: {}", bomb.len());
    let crowd = pack(&(0..5000).map(|at| (format!("p{at}"), vec![])).collect::<Vec<_>>());
    for (what, bytes, expected) in [
        ("empty", vec![], "is not a Word document, or is damaged"),
        ("text", b"PK but no more".to_vec(), "is not a Word document, or is damaged"),
        ("truncated", good[..good.len() / 2].to_vec(), "is not a Word document, or is damaged"),
        (
            "old",
            [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat(),
            "is protected by a password, or of the old format",
        ),
        ("no document", pack(&[("other.xml".into(), b"<a/>".to_vec())]), "has no part `word/document.xml`"),
        ("bomb", bomb, "unpacks to more than 33554432 bytes"),
        ("crowd", crowd, "has 5000 parts; at most 4096 are read"),
        ("nested tables", body(nested), "is nested more than 256 deep"),
        ("paragraphs", body("<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(100_001)), "has more than 100000 paragraphs"),
        ("cut off", document(format!("<w:document {W}><w:body>")), "it ends in the middle"),
        ("crossed", body("<w:p></w:r>".into()), "is damaged in its part"),
        (
            "entities",
            document(format!("<!DOCTYPE x [<!ENTITY e \"boom\">]><w:document {W}>&e;</w:document>")),
            "document type",
        ),
        ("unknown entity", body("<w:p><w:r><w:t>&boom;</w:t></w:r></w:p>".into()), "is damaged in its part"),
        ("another kind", document("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into()), "is no Word document"),
        ("not UTF-8", pack(&[("word/document.xml".into(), vec![0xff, 0xfe, 0x3c])]), "not text in UTF-8"),
    ] {
        std::fs::write(desk.path("bad.docx"), bytes).expect("written");
        let (code, out, err) = desk.run(&["verify", "bad.docx", "-a", "paid"]);
        assert_eq!((code, out.as_str()), (3, ""), "{what}: {err}");
        assert!(err.starts_with("error: `bad.docx` ") && err.contains(expected), "{what}: {err}");
        assert_eq!(err.lines().count(), 1, "{what}: {err}");
    }
}

/// Any byte turned over, any cut: an answer or a sentence, never a crash.
#[test]
fn whatever_is_broken_in_a_document_nothing_crashes() {
    let desk = Desk::new();
    desk.build("good.docx", &["--no-manifest"]);
    let good = std::fs::read(desk.path("good.docx")).expect("a draft");
    let word = |bytes: &[u8]| clausier::read::word::word(bytes, clausier::read::word::Revisions::Accepted);
    let text = word(&good).expect("a document").paragraphs.len();
    assert!(text > 20, "{text}");
    let (mut refused, mut read) = (0, 0);
    for at in 0..400 {
        let mut bytes = good.clone();
        let place = at * good.len() / 400;
        bytes[place] ^= 1 << (at % 8);
        match word(&bytes) {
            Ok(_) => read += 1,
            Err(sentence) => {
                assert!(!sentence.is_empty());
                refused += 1;
            }
        }
        assert!(word(&good[..place]).is_err(), "half a package is none");
    }
    assert!(refused > 0 && read > 0, "{refused} refused, {read} read");
    // The same inside the text, where the package is sound.
    let all = parts(&good);
    let xml = &all.iter().find(|(name, _)| name == "word/document.xml").expect("the text").1;
    for at in 0..200 {
        let mut bytes = xml.clone();
        let place = at * xml.len() / 200;
        bytes[place] = b"<>&\"/x"[at % 6];
        let _ = word(&document(String::from_utf8_lossy(&bytes).into_owned()));
    }
}

#[test]
fn exit_codes() {
    let desk = Desk::new();
    desk.build("a.docx", &[]);
    std::fs::write(desk.path("a.odt"), "x").expect("written");
    std::fs::create_dir(desk.path("d.docx")).expect("a folder");
    std::fs::write(desk.path("wrong.toml"), "extends = \"paid\"\n[options]\ntoll = \"gold\"\n").expect("answers");
    for (code, args) in [
        (0, &["verify", "a.docx", "-a", "paid"][..]),
        (1, &["verify", "a.docx", "-a", "paid", "--set", "toll=free", "--set", "works=deck"]),
        (1, &["verify", "a.docx", "-a", "wrong.toml"]),
        (2, &["verify", "a.docx"]),
        (2, &["verify", "a.odt", "-a", "paid"]),
        (2, &["verify", "a.docx", "-a", "paid", "--lnag", "fr"]),
        (3, &["verify", "absent.docx", "-a", "paid"]),
        (3, &["verify", "d.docx", "-a", "paid"]),
        (3, &["verify", "a.docx", "-a", "absent.toml"]),
    ] {
        let (is, out, err) = desk.run(args);
        assert_eq!(is, code, "{args:?}\n{out}{err}");
    }
}
