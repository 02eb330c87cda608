//! Word documents before outside judges, and the commands of the README.
//!
//! The light agreement, in every complete language and every edition, and with every option left open, is built
//! plain, with everything that can be drawn around the text, and in the look of another document; the other
//! presets, but for laws that differ little from another, are built plain, and of each instrument one is annotated too. All are given to two validators and
//! two readers that share no code with this project. `tests/run` installs
//! them. A judge that is not there is named on the error stream; where `CI` is `true` its
//! absence is a failure.

mod common;
#[path = "oracles/manners.rs"]
mod manners;
#[path = "oracles/pandoc.rs"]
mod pandoc;
mod support;
#[path = "oracles/word.rs"]
mod word;

use clausier::draft::{Given, choose};
use clausier::model::draft::Draft;
use clausier::model::{Answers, Library};
use clausier::read;
use clausier::render::Edition;
use clausier::render::docx::{DocxOptions, House};
use common::judges::{answers, installed, interface, json, languages, needed, one_of_each};
use common::{Commentary, Printed, clausier, normal, printed, root, succeeded, workspace};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, OnceLock};

/// The preset that is tried in every way, and those that are annotated too.
const WHOLE: [&str; 1] = ["light"];
const ANNOTATED: [&str; 2] = ["full", "mla-civil-law"];

/// A document, and what it should print.
struct Document {
    path: PathBuf,
    wanted: Vec<Printed>,
}

/// Every document, built once.
fn documents() -> &'static [Document] {
    static DOCUMENTS: OnceLock<Vec<Document>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let folder = workspace("oracles");
        let mut all = Vec::new();
        let looks = looks(&folder);
        for preset in one_of_each(&["mla-civil-law"]) {
            let questions = draft(&preset, &[], "en").options;
            let open: Vec<(String, String)> = questions.into_iter().map(|option| (option.id, "open".into())).collect();
            let whole = WHOLE.contains(&preset.as_str());
            for language in languages(&draft(&preset, &[], "en").instrument) {
                let clean = draft(&preset, &[], &language);
                for edition in [Edition::Clean, Edition::Annotated, Edition::Footnotes] {
                    let annotated = edition == Edition::Annotated && ANNOTATED.contains(&preset.as_str());
                    if !whole && !annotated && edition != Edition::Clean {
                        continue;
                    }
                    for (look, options) in looks.iter().filter(|(look, _)| whole || *look == "plain") {
                        let options = DocxOptions { edition, ..options.clone() };
                        let path = folder.join(format!("{preset}.{language}.{edition:?}.{look}.docx"));
                        all.push(document(&clean, &options, path));
                    }
                }
                if whole {
                    let path = folder.join(format!("{preset}.{language}.open.docx"));
                    all.push(document(&draft(&preset, &open, &language), &DocxOptions::default(), path));
                }
            }
        }
        assert!(!all.is_empty(), "no preset, or no complete language");
        // Another form, another direction of writing, names that Markdown and XML would stumble over.
        let toys = [
            "paid en",
            "paid fr",
            "note ar",
            "tests/golden/act.toml en",
            "tests/golden/act.toml fr",
            "tests/golden/names.toml fr",
        ];
        for (answers, language) in toys.iter().filter_map(|toy| toy.split_once(' ')) {
            let name = answers.rsplit('/').next().unwrap_or(answers).trim_end_matches(".toml");
            let path = folder.join(format!("toy-{name}.{language}.docx"));
            let common = ["build", answers, "--quiet", "--library", "tests/toy", "--lang", language];
            clausier(&[&common[..], &["--watermark", "-o", path.to_str().expect("a plain path")]].concat());
            let draft = json(&[&common[..], &["--format", "json"]].concat());
            let contents = interface(language, "contents");
            all.push(Document { wanted: printed(&draft, Commentary::Nowhere, Some(&contents)), path });
        }
        // A law, and the agreement, in every drafting form.
        for answers in [manners::law(), manners::preset("light")] {
            for (name, draft) in manners::drafts(&answers) {
                all.push(document(&draft, &DocxOptions::default(), folder.join(format!("form-{name}.docx"))));
            }
        }
        all
    })
}

/// Those documents; the light agreement and the imaginary law in every form, language and edition; the agreement
/// in two languages and as an original, and one law in two: for the judges of what is allowed.
fn packages() -> &'static [PathBuf] {
    static PACKAGES: OnceLock<Vec<PathBuf>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        let folder = workspace("packages");
        let mut all: Vec<PathBuf> = documents().iter().map(|document| document.path.clone()).collect();
        for answers in WHOLE.into_iter().map(manners::preset).chain([manners::law()]) {
            for (name, draft) in manners::drafts(&answers) {
                // The clean ones are among the documents.
                for edition in [Edition::Annotated, Edition::Footnotes] {
                    let path = folder.join(format!("{name}.{edition:?}.docx"));
                    let options = DocxOptions { edition, ..DocxOptions::default() };
                    let bytes = clausier::render::docx::docx(&draft, &options).expect("a document");
                    std::fs::write(&path, bytes).expect("written");
                    all.push(path);
                }
            }
        }
        // Two languages side by side, and the original of the second Party, in every look.
        let looks = looks(&folder);
        for preset in one_of_each(&[]) {
            let given = Given { answers: manners::preset(&preset), ..Given::default() };
            let (settlement, _) = choose(&LIBRARY, &given).expect("the preset settles");
            let parties = settlement.parties().len().max(1);
            for (at, languages) in [["en", "fr"], ["fr", "en"]].into_iter().enumerate().take(parties) {
                let languages = languages.map(str::to_string);
                let drafts = clausier::draft::abreast(&LIBRARY, &settlement.original(at), &languages, false);
                let (drafts, _) = drafts.expect("the preset drafts");
                for (look, options) in looks.iter().filter(|(look, _)| at == 0 && preset == "light" || *look == "plain")
                {
                    let options = DocxOptions { line_numbers: false, ..options.clone() };
                    let path = folder.join(format!("{preset}.{at}.{look}.columns.docx"));
                    let bytes = clausier::render::docx::columns([&drafts[0], &drafts[1]], &options);
                    std::fs::write(&path, bytes.expect("a document")).expect("written");
                    all.push(path);
                }
            }
        }
        // Tables of treaty duties, in each language and order.
        let (full, state) = ("full", "examples/arlandia-borduria/arlandia.toml");
        for (language, order) in [("en", "untoc"), ("fr", "fatf")] {
            let path = folder.join(format!("coverage.{language}.docx"));
            let asked = ["coverage", full, "--quiet", "--state", state, "--all", "--order", order, "--lang", language];
            clausier(&[&asked[..], &["-o", path.to_str().expect("a plain path")]].concat());
            all.push(path);
        }
        all
    })
}

/// The library of this project.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::library(&support::files(root()), None).0);

fn draft(preset: &str, sets: &[(String, String)], language: &str) -> Draft {
    let answers = Answers { extends: Some(preset.into()), ..Answers::default() };
    let given = Given { answers, sets: sets.into(), ..Given::default() };
    let (settlement, _) = choose(&LIBRARY, &given).expect("the preset settles");
    clausier::draft::draft(&LIBRARY, &settlement, language).expect("the preset drafts").0
}

fn document(draft: &Draft, options: &DocxOptions, path: PathBuf) -> Document {
    let bytes = clausier::render::docx::docx(draft, options).expect("a document");
    std::fs::write(&path, bytes).expect("written");
    let json = serde_json::from_str(&clausier::render::json(draft)).expect("JSON");
    let commentary = match options.edition {
        Edition::Clean => Commentary::Nowhere,
        Edition::Annotated => Commentary::Under(&draft.interface["commentary"], "–"),
        Edition::Footnotes => Commentary::Footnotes,
    };
    Document { wanted: printed(&json, commentary, Some(&draft.interface["contents"])), path }
}

/// Plain; with all that is drawn around the text; and in a look that this project did not make: that of
/// the document which pandoc carries.
fn looks(folder: &Path) -> Vec<(&'static str, DocxOptions)> {
    let drawn = DocxOptions {
        status: Some("Third reading <&\"'>".into()),
        watermark: true,
        line_numbers: true,
        ..DocxOptions::default()
    };
    let mut looks = vec![("plain", DocxOptions::default()), ("drawn", drawn)];
    if let Some(pandoc) = needed("pandoc", answers("pandoc", &["--version"])) {
        let path = folder.join("ministry.docx");
        let output =
            Command::new(pandoc).arg("-o").arg(&path).args(["--print-default-data-file", "reference.docx"]).output();
        succeeded("pandoc --print-default-data-file", output.expect("pandoc starts"));
        let house = House::read(&std::fs::read(&path).expect("the document")).expect("its look");
        looks.push(("styled", DocxOptions { house: Some(house), ..DocxOptions::default() }));
    }
    looks
}

#[test]
fn the_open_xml_sdk_finds_no_error() {
    let folder = "node_modules/@xarsh";
    let systems = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];
    let mut found = systems.iter().filter_map(|s| installed(&format!("{folder}/ooxml-validator-{s}/ooxml-validator")));
    let Some(validator) = needed("the Open XML SDK validator", found.next()) else { return };
    let judge = |path: &PathBuf| {
        let output = Command::new(&validator).arg(path).output().expect("the validator starts");
        let report: Value = serde_json::from_slice(&output.stdout).expect("a report in JSON");
        assert!(report["ok"] == true && report["errors"] == Value::Array(vec![]), "{report:#}");
    };
    let paths = packages();
    std::thread::scope(|scope| {
        let halves = paths.chunks(paths.len().div_ceil(2));
        halves.for_each(|half| drop(scope.spawn(move || half.iter().for_each(judge))));
    });
}

#[test]
fn our_own_checks_find_no_fault() {
    for path in packages() {
        let bytes = std::fs::read(path).expect("the document");
        assert_eq!(clausier::render::docx::faults(&bytes), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn ooxml_integrity_finds_no_error() {
    let Some(checker) = needed("ooxml-integrity", installed("venv/bin/ooxml-integrity")) else { return };
    let output = Command::new(&checker).arg("check").args(packages()).output().expect("the checker starts");
    succeeded("ooxml-integrity check", output);
}

/// Each number is LibreOffice's own reckoning, and each reference prints the number of what it points to.
#[test]
fn libreoffice_prints_every_number_and_every_reference() {
    let office = answers("soffice", &["--version"]);
    let python = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| answers(python, &["-c", "import uno"]));
    let Some((_, python)) = needed("LibreOffice with Python", office.zip(python)) else { return };
    // The numbers are those of the plain document, whatever it looks like.
    let plain = |path: &Path| {
        !path.to_string_lossy().ends_with(".drawn.docx") && !path.to_string_lossy().ends_with(".styled.docx")
    };
    let target = |path: &Path| path.with_extension(if plain(path) { "txt" } else { "text" });
    let pairs = documents().iter().flat_map(|document| [document.path.clone(), target(&document.path)]);
    let script = root().join("tests/oracles/lo_text.py");
    let output = Command::new(python).arg(script).args(pairs).output().expect("Python starts");
    succeeded("lo_text.py", output);
    for document in documents() {
        let text = std::fs::read_to_string(target(&document.path)).expect("the exported text");
        let read = text.trim_start_matches('\u{feff}').lines().map(normal).filter(|line| !line.is_empty());
        let mut notes = 0;
        compare(&document.path, &document.wanted, &read.collect::<Vec<_>>(), |wanted, read| {
            notes += usize::from(!wanted.note.is_empty());
            let mark = if wanted.note.is_empty() { String::new() } else { notes.to_string() };
            let whole = format!("{}{mark}", wanted.whole());
            let page = read.strip_prefix(&whole).is_some_and(|page| page.trim().parse::<usize>().is_ok_and(|n| n > 0));
            // LibreOffice counts in abjad without the hamza of the first letter; Word writes it.
            let bare = Printed { label: wanted.label.replace('أ', "ا"), ..wanted.clone() };
            if wanted.entry { page } else { whole == read || format!("{}{mark}", bare.whole()) == read }
        });
        let noted: Vec<Printed> = document.wanted.iter().flat_map(|printed| printed.note.clone()).collect();
        let text = std::fs::read_to_string(document.path.with_extension("notes")).expect("the notes");
        let read: Vec<String> = text.lines().map(normal).filter(|line| !line.is_empty()).collect();
        compare(&document.path, &noted, &read, |wanted, read| wanted.text == read || wanted.whole() == read);
        if !plain(&document.path) {
            continue;
        }
        let labels = std::fs::read_to_string(document.path.with_extension("labels")).expect("the labels");
        cited(document, &labels.lines().filter_map(|line| line.split_once('\t')).collect());
    }
}

/// The references of a document, in order: they are those of the draft, alive, and right.
fn cited(document: &Document, labels: &BTreeMap<&str, &str>) {
    let name = document.path.display();
    let references = word::references(&document.path);
    let read: Vec<&String> = references.iter().map(|(_, text)| text).collect();
    let wanted: Vec<&String> = document.wanted.iter().flat_map(|printed| &printed.cited).collect();
    assert_eq!(wanted, read, "{name}: the references");
    for (target, text) in &references {
        // Of `REF bookmark`, LibreOffice has refreshed the text itself; of a link, the text may be inflected.
        let (bookmark, numbered) = match target.split_whitespace().collect::<Vec<_>>()[..] {
            ["REF" | "#", bookmark, ..] => (bookmark, false),
            [bookmark, ..] => (bookmark, true),
            [] => panic!("{name}: `{text}` points nowhere"),
        };
        let label = labels.get(bookmark).unwrap_or_else(|| panic!("{name}: no bookmark `{bookmark}`"));
        // LibreOffice counts in abjad without the hamza of the first letter.
        let label = if label.trim_matches(['(', ')', '-', '.']) == "ا" { &label.replace('ا', "أ") } else { *label };
        let right = label == text || label.split_whitespace().any(|word| word.trim_end_matches('.') == text);
        assert!(right || !numbered, "{name}: `{text}` cites {bookmark}, which is `{label}`");
    }
}

/// Pandoc reads the cached results and leaves Word's numbers out; a label that is text it prints.
#[test]
fn pandoc_reads_the_same_text() {
    let Some(pandoc) = needed("pandoc", answers("pandoc", &["--version"])) else { return };
    for document in documents() {
        let output = Command::new(&pandoc).args(["-f", "docx", "-t", "json"]).arg(&document.path).output();
        let tree = succeeded("pandoc", output.expect("pandoc starts"));
        let tree: Value = serde_json::from_str(&tree).expect("a tree in JSON");
        let mut read = vec![pandoc::inlines(&tree["meta"]["title"])];
        pandoc::paragraphs(&tree["blocks"], &mut read);
        let read: Vec<String> = read.iter().map(|text| normal(text)).filter(|text| !text.is_empty()).collect();
        let noted = |printed: &Printed| [&[printed.clone()][..], &printed.note].concat();
        let wanted: Vec<Printed> = document.wanted.iter().flat_map(noted).collect();
        let wanted = heard(&wanted, &read);
        compare(&document.path, &wanted, &read, |wanted, read| wanted.text == read || wanted.whole() == read);
    }
}

/// What is printed, without the numbers that stand alone in their lines: where Word counts them, they are
/// no text to this reader.
fn heard(wanted: &[Printed], read: &[String]) -> Vec<Printed> {
    let mut heard: Vec<Printed> = Vec::new();
    for printed in wanted {
        let alone = printed.text.is_empty() && !printed.entry;
        if !alone || read.get(heard.len()).is_some_and(|read| *read == printed.whole()) {
            heard.push(printed.clone());
        }
    }
    heard
}

/// A viewer in a browser draws the same paragraphs. The numbers that it counts are not text there.
#[test]
fn a_browser_viewer_shows_the_same_text() {
    let viewer = installed("node_modules/docx-preview/dist/docx-preview.min.js");
    let browser =
        ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| answers(name, &["--version"]));
    let python = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| answers(python, &["--version"]));
    let Some(((_, _), python)) = needed("docx-preview with Chromium", viewer.zip(browser).zip(python)) else { return };
    let shown = |document: &&Document| {
        let name = document.path.file_name().and_then(|name| name.to_str()).expect("a name");
        name.ends_with("Clean.plain.docx") || name.ends_with(".open.docx") || name.starts_with("form-")
    };
    let shown: Vec<&Document> = documents().iter().filter(shown).collect();
    let target = |document: &Document| document.path.with_extension("viewed");
    let pairs = shown.iter().flat_map(|document| [document.path.clone(), target(document)]);
    let modules = root().join("target/oracles/node_modules");
    let script = root().join("tests/oracles/viewer.py");
    let output = Command::new(python).arg(script).arg(modules).args(pairs).output().expect("Python starts");
    succeeded("viewer.py", output);
    for document in shown {
        let text = std::fs::read_to_string(target(document)).expect("the text shown");
        let read: Vec<String> = text.lines().map(normal).filter(|line| !line.is_empty()).collect();
        let wanted = heard(&document.wanted, &read);
        compare(&document.path, &wanted, &read, |wanted, read| {
            // Of the contents, the pages are counted by whoever prints; a tab is no text.
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let (whole, read) = (squeezed(&wanted.whole()), squeezed(read));
            read == whole || read == squeezed(&wanted.text) || wanted.entry && read.starts_with(&whole)
        });
    }
}

/// The data alone is changed: the new value stands wherever a control is bound to it, and nowhere else.
#[test]
fn a_value_changed_in_the_data_changes_wherever_it_stands() {
    let office = answers("soffice", &["--version"]);
    let python = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| answers(python, &["-c", "import uno"]));
    let Some((_, python)) = needed("LibreOffice with Python", office.zip(python)) else { return };
    let folder = workspace("refilled");
    let mut filled = Vec::new();
    let mut command = Command::new(python);
    command.arg(root().join("tests/oracles/lo_text.py"));
    for document in documents() {
        let name = document.path.file_name().and_then(|name| name.to_str()).expect("a name");
        if name.ends_with("Clean.plain.docx") || name.starts_with("toy-") {
            let copy = folder.join(name);
            let counts = word::refilled(&document.path, &copy);
            command.arg(&copy).arg(copy.with_extension("text"));
            filled.push((document, copy, counts));
        }
    }
    assert!(filled.iter().any(|(.., counts)| counts.len() > 5 && counts.iter().any(|n| *n > 1)));
    succeeded("lo_text.py", command.output().expect("Python starts"));
    for (document, copy, counts) in filled {
        let text = std::fs::read_to_string(copy.with_extension("text")).expect("the exported text");
        let found: Vec<usize> = (1..=counts.len()).map(|n| text.matches(&format!("value {n};")).count()).collect();
        assert_eq!(found, counts, "{}", document.path.display());
    }
}

/// Both are the same, paragraph by paragraph; else the first difference.
fn compare(path: &Path, wanted: &[Printed], read: &[String], mut same: impl FnMut(&Printed, &str) -> bool) {
    let name = path.display();
    for (at, (wanted, read)) in wanted.iter().zip(read).enumerate() {
        assert!(same(wanted, read), "{name}, paragraph {}:\nwanted: {}\n  read: {read}", at + 1, wanted.whole());
    }
    let (wanted_rest, read_rest) = (wanted.get(read.len()..), read.get(wanted.len()..));
    assert_eq!(wanted.len(), read.len(), "{name}: lacking {wanted_rest:#?}, too many {read_rest:#?}");
}

/// Each line of a ```sh block, and the answers in the ```toml block, in a copy of what they need.
#[test]
fn every_command_of_the_readme_runs() {
    let Some(shell) = needed("a shell", answers("sh", &["-c", "true"])) else { return };
    let scratch = tempfile::tempdir().expect("a folder");
    for name in ["clauses", "presets", "examples", "Cargo.toml", "README.md"] {
        copy(&root().join(name), &scratch.path().join(name));
    }
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let answers = blocks(&readme, "toml").next().expect("an answers file in README.md");
    std::fs::write(scratch.path().join("example.toml"), answers).expect("written");
    let mut commands: Vec<&str> = blocks(&readme, "sh").flat_map(str::lines).collect();
    assert!(commands.len() > 1, "no command found in README.md");
    commands.push("target/release/clausier check example.toml");
    for command in commands {
        let here = ["cargo run --release --", "target/release/clausier"];
        let built = here.iter().fold(command.to_string(), |line, name| line.replace(name, common::binary()));
        let output = Command::new(&shell).args(["-c", &built]).current_dir(scratch.path()).output();
        succeeded(command, output.expect("the shell starts"));
    }
}

/// The fenced blocks of a kind.
fn blocks<'a>(page: &'a str, kind: &'a str) -> impl Iterator<Item = &'a str> {
    page.split("\n```").filter_map(move |part| part.strip_prefix(kind)?.strip_prefix('\n'))
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        std::fs::copy(from, to).expect("a copy");
    }
}
