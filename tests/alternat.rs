//! Each Party's own original: the same text, in which that Party is named first.

mod common;
#[path = "oracles/pandoc.rs"]
mod pandoc;
mod support;

use clausier::draft::{Settlement, choose, draft};
use clausier::model::Library;
use clausier::model::draft::{Draft, DraftProvision, Run};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::toy;

fn originals(library: &Library, settlement: &Settlement, language: &str) -> [Draft; 2] {
    [0, 1].map(|party| draft(library, &settlement.original(party), language).expect("it drafts").0)
}

#[test]
fn each_original_names_its_own_party_first() {
    let library = toy::library();
    let (settlement, _) = choose(&library, &toy::given("tests/golden/names.toml", &[])).expect("it settles");
    let [north, south] = originals(&library, &settlement, "fr").map(|d| clausier::model::draft::plain(&d.title));
    assert_eq!(north, "Accord entre la Ville du Nord et la Ville du Sud sur leur pont");
    assert_eq!(south, "Accord entre la Ville du Sud et la Ville du Nord sur leur pont");
}

/// The words of each provision, counted, whatever their order; a reference counts as what it leads to.
fn words(draft: &Draft) -> BTreeMap<String, BTreeMap<String, usize>> {
    let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    let mut all: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for provision in provisions {
        let counted = all.entry(provision.id.split('@').next().unwrap_or_default().to_string()).or_default();
        for run in runs(provision) {
            let text = match run {
                Run::Ref { anchor, .. } => anchor.clone(),
                other => other.printed().to_string(),
            };
            let words = text.split(|c: char| !c.is_alphanumeric() && !"#@-’".contains(c));
            words
                .filter(|word| !word.is_empty())
                .for_each(|word| *counted.entry(word.to_lowercase()).or_default() += 1);
        }
    }
    all
}

fn runs(provision: &DraftProvision) -> impl Iterator<Item = &Run> {
    let cells = provision.blocks.iter().flat_map(|b| b.rows.iter().flat_map(|r| r.cells.iter().flatten()));
    provision.heading.iter().chain(provision.blocks.iter().flat_map(|b| &b.runs)).chain(cells)
}

#[test]
fn the_originals_differ_in_order_only() {
    let real = clausier::read::library(&support::files(&support::root()), None).0;
    let arlandia = toy::given("examples/arlandia-borduria/answers.toml", &[]);
    for (library, given) in [(&toy::library(), toy::given("paid", &["night.north=closed"])), (&real, arlandia)] {
        let (settlement, _) = choose(library, &given).expect("it settles");
        for language in library.books[&settlement.book].languages() {
            let [one, other] = originals(library, &settlement, &language);
            assert_ne!(clausier::render::json(&one), clausier::render::json(&other), "nothing was turned");
            assert_eq!(words(&one), words(&other), "{language}");
        }
    }
}

#[test]
fn the_languages_differ_in_words_only() {
    let real = clausier::read::library(&support::files(&support::root()), None).0;
    let (settlement, _) =
        choose(&real, &toy::given("examples/arlandia-borduria/answers.toml", &[])).expect("it settles");
    let skeleton = |language: &str| -> Vec<(Option<String>, Option<usize>)> {
        let draft = draft(&real, &settlement.original(1), language).expect("it drafts").0;
        let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
        provisions.flat_map(|p| &p.blocks).map(|b| (b.id.clone(), b.label.as_ref().map(|l| l.number))).collect()
    };
    assert_eq!(skeleton("en"), skeleton("fr"));
}

/// A folder in which originals were made of these answers; `more` is what the command line adds.
fn made(answers: &str, more: &[&str]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_clausier"))
        .current_dir(support::root())
        .args(["build", answers, "--alternat", "-o"])
        .arg(folder.path().join("accord.docx"))
        .args(more)
        .output()
        .expect("clausier runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The paragraphs of a document as pandoc reads them, each as its words, sorted.
fn paragraphs(path: &Path) -> Vec<(String, Vec<String>)> {
    let output = Command::new("pandoc").args(["-f", "docx", "-t", "json"]).arg(path).output().expect("pandoc starts");
    let tree = serde_json::from_slice(&output.stdout).expect("a tree in JSON");
    let mut read = Vec::new();
    pandoc::paragraphs(&tree, &mut read);
    let words = |text: String| {
        let split = |text: &str| -> Vec<String> {
            let mut words: Vec<String> = text
                .split(|c: char| !c.is_alphanumeric() && c != '’')
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            words.sort();
            words
        };
        (text.clone(), split(&text))
    };
    read.into_iter().map(words).collect()
}

const NEIGHBOURS: &str = "examples/arlandia-borduria/answers.toml";

#[test]
fn one_file_for_each_party_says_whose_it_is() {
    let (folder, said) = made(NEIGHBOURS, &["--lang", "fr"]);
    for party in ["arlandia", "borduria"] {
        let path = folder.path().join(format!("accord.{party}.docx"));
        assert!(path.is_file() && said.contains(&format!("wrote {}", path.display())), "{said}");
        let manifest = std::fs::read(format!("{}.manifest.json", path.display())).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
        assert_eq!(manifest["document"]["original"], party);
        assert_eq!(manifest["document"]["file"], format!("accord.{party}.docx"));
    }
    let names = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(names, 4, "two originals and their manifests, and nothing else");
}

/// What pandoc reads in the originals: the same paragraphs in the same words, and each Party first in its own.
#[test]
fn the_printed_originals_differ_in_order_only() {
    let pandoc = common::judges::answers("pandoc", &["--version"]);
    let Some(_) = common::judges::needed("pandoc", pandoc) else { return };
    for languages in ["en", "en+fr"] {
        let (folder, _) = made(NEIGHBOURS, &["--lang", languages]);
        let [one, other] =
            ["arlandia", "borduria"].map(|party| paragraphs(&folder.path().join(format!("accord.{party}.docx"))));
        let sorted = |read: &[(String, Vec<String>)]| {
            let mut all: Vec<Vec<String>> = read.iter().map(|(_, words)| words.clone()).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&one), sorted(&other), "{languages}");
        assert_ne!(one, other, "nothing was turned");
        for (read, first, second) in [(&one, "Arlandia", "Borduria"), (&other, "Borduria", "Arlandia")] {
            let both = read.iter().map(|(text, _)| text).filter(|text| text.contains(first) && text.contains(second));
            let listed: Vec<&String> = both.filter(|text| text.starts_with("The Government")).collect();
            assert!(!listed.is_empty(), "no preamble");
            listed.iter().for_each(|text| assert!(text.find(first) < text.find(second), "{text}"));
            let signed: Vec<usize> = [first, second]
                .iter()
                .map(|state| {
                    let line = |(text, _): &(String, Vec<String>)| text.starts_with("For the") && text.contains(state);
                    read.iter().position(line).expect("a signature")
                })
                .collect();
            assert!(signed[0] < signed[1], "{first} signs first");
        }
    }
}

/// The ids and numbers of an original in two languages are the same in both, paragraph by paragraph.
#[test]
fn the_languages_of_an_original_stand_in_the_order_that_the_answers_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(support::root().join(NEIGHBOURS)).expect("answers");
    let answers = folder.path().join("answers.toml");
    let more = "[document]\noriginals = { arlandia = \"en\", borduria = \"fr\" }\n\n[options]";
    std::fs::write(&answers, text.replacen("[options]", more, 1)).expect("written");
    let (made, _) = made(answers.to_str().expect("a plain path"), &["--lang", "en+fr", "--quiet"]);
    for (party, languages, first) in [("arlandia", "en+fr", "Agreement between"), ("borduria", "fr+en", "Accord entre")]
    {
        let path = made.path().join(format!("accord.{party}.docx"));
        let manifest = std::fs::read(format!("{}.manifest.json", path.display())).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
        assert_eq!(manifest["document"]["language"], languages);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).expect("the document")).expect("a package");
        let core = std::io::read_to_string(archive.by_name("docProps/core.xml").expect("properties")).expect("UTF-8");
        assert!(core.contains(&format!("<dc:title>{first}")), "{core}");
    }
}

#[test]
fn an_original_comes_back_as_that_of_its_party() {
    let (folder, _) = made(NEIGHBOURS, &["--lang", "en+fr"]);
    let path = folder.path().join("accord.borduria.docx");
    let verify = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_clausier"))
            .current_dir(support::root())
            .arg("verify")
            .arg(&path)
            .args(["--answers", NEIGHBOURS, "--quiet"])
            .args(more)
            .output()
            .expect("clausier runs");
        (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (code, said) = verify(&[]);
    assert!(code == Some(0) && said.contains("byte for byte"), "{said}");
    // Without its manifest the nearest original is found.
    std::fs::remove_file(format!("{}.manifest.json", path.display())).expect("the manifest goes");
    let (code, said) = verify(&[]);
    assert!(code == Some(0) && said.contains("byte for byte") && said.contains("the original of `borduria`"), "{said}");
    assert_eq!(verify(&["--original", "arlandia"]).0, Some(1));
    let (code, said) = verify(&["--original", "syldavia"]);
    assert!(code == Some(2) && said.contains("arlandia, borduria"), "{said}");
}

#[test]
fn companions_have_originals_and_laws_have_none() {
    let (folder, _) = made("full", &["--companion", "team-agreement"]);
    assert!(folder.path().join("accord.first-party.docx").is_file());
    let law = folder.path().join("law.toml");
    std::fs::write(&law, "instrument = \"orchard-law\"\n").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_clausier"))
        .current_dir(support::root())
        .args(["build", law.to_str().expect("a plain path"), "--library", "tests/law", "--alternat", "-o"])
        .arg(folder.path().join("law.docx"))
        .output()
        .expect("clausier runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("is concluded by none"), "{said}");
    assert!(!folder.path().join("law.docx").exists());
}
