//! Two languages side by side: each column, read alone, is that language's own draft.
//!
//! Documents are judged by readers that share no code with this project: pandoc and LibreOffice read the
//! cells of the tables back, column by column, paragraph by paragraph, with the numbers that they count.

mod common;
#[path = "oracles/pandoc.rs"]
mod pandoc;
mod support;

use clausier::draft::{Given, abreast, choose, draft};
use clausier::model::draft::Draft;
use clausier::model::{Answers, Library};
use clausier::render::docx::{DocxOptions, columns, faults};
use clausier::render::json;
use common::judges::{answers, interface, needed, one_of_each};
use common::{Commentary, Printed, normal, printed, root, succeeded, workspace};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{LazyLock, OnceLock};
use support::toy;

/// The library of this project, with the imaginary law laid over it.
static LIBRARY: LazyLock<Library> = LazyLock::new(support::with_law);

/// A document, and what each of its columns should print.
struct Document {
    path: PathBuf,
    wanted: [Vec<Printed>; 2],
}

fn both(library: &Library, given: &Given, languages: [&str; 2]) -> [Draft; 2] {
    let (settlement, _) = choose(library, given).expect("it settles");
    let (drafts, _) = abreast(library, &settlement, &languages.map(str::to_string), false).expect("it drafts");
    drafts.try_into().expect("two languages")
}

fn preset(name: &str) -> Given {
    Given { answers: Answers { extends: Some(name.into()), ..Answers::default() }, ..Given::default() }
}

/// The presets of the agreement and one of each law, clean; the full agreement with every question left open;
/// the story of the two neighbours; the imaginary law, with a language that runs from the right on either side;
/// definitions by the alphabet.
fn drafts() -> Vec<(String, [Draft; 2])> {
    let mut all = Vec::new();
    for name in one_of_each(&[]) {
        let given = preset(&name);
        let clean = both(&LIBRARY, &given, ["en", "fr"]);
        let open = clean[0].options.iter().map(|option| (option.id.clone(), "open".to_string())).collect();
        all.push((name.clone(), clean));
        if name == "full" {
            all.push((format!("{name}.open"), both(&LIBRARY, &Given { sets: open, ..given }, ["fr", "en"])));
        }
    }
    let neighbours = toy::given("examples/arlandia-borduria/answers.toml", &[]);
    all.push(("neighbours".into(), both(&LIBRARY, &neighbours, ["en", "fr"])));
    for (form, languages) in [("gulf", ["en", "ar"]), ("gulf-decree", ["ar", "fr"]), ("cw-act", ["en", "fr"])] {
        let answers = Answers { instrument: Some("orchard-law".into()), form: Some(form.into()), ..Answers::default() };
        all.push((format!("law.{form}"), both(&LIBRARY, &Given { answers, ..Given::default() }, languages)));
    }
    for toy in ["paid", "tests/golden/act.toml"] {
        let name = format!("toy.{}", toy.rsplit('/').next().unwrap_or(toy));
        all.push((name, both(&toy::library(), &toy::given(toy, &[]), ["en", "fr"])));
    }
    all
}

fn documents() -> &'static [Document] {
    static DOCUMENTS: OnceLock<Vec<Document>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let folder = workspace("columns");
        let made = |(name, drafts): (String, [Draft; 2])| {
            let path = folder.join(format!("{name}.docx"));
            let bytes = columns([&drafts[0], &drafts[1]], &DocxOptions::default()).expect("a document");
            assert_eq!(faults(&bytes), Vec::<String>::new(), "{name}");
            std::fs::write(&path, bytes).expect("written");
            let wanted = drafts.each_ref().map(|draft| {
                let json: Value = serde_json::from_str(&json(draft)).expect("JSON");
                printed(&json, Commentary::Nowhere, Some(&interface(&draft.language, "contents")))
            });
            Document { path, wanted }
        };
        drafts().into_iter().map(made).collect()
    })
}

/// One column is what one language prints; `same` judges a paragraph.
fn compare(document: &Document, column: usize, read: &[String], same: impl Fn(&Printed, &str) -> bool) {
    let name = format!("{}, column {}", document.path.display(), column + 1);
    let wanted = &document.wanted[column];
    for (at, (wanted, read)) in wanted.iter().zip(read).enumerate() {
        assert!(same(wanted, read), "{name}, paragraph {}:\nwanted: {}\n  read: {read}", at + 1, wanted.whole());
    }
    let (lacking, more) = (wanted.get(read.len()..), read.get(wanted.len()..));
    assert_eq!(wanted.len(), read.len(), "{name}: lacking {lacking:#?}, too many {more:#?}");
}

#[test]
fn in_the_treaty_form_each_language_is_what_it_is_alone() {
    for (answers, languages) in [("full", ["en", "fr"]), ("memorandum", ["fr", "en"])] {
        let (settlement, _) = choose(&LIBRARY, &preset(answers)).expect("it settles");
        for beside in both(&LIBRARY, &preset(answers), languages) {
            let alone = clausier::draft::without_commentary(&LIBRARY, &settlement, &beside.language);
            assert_eq!(json(&alone.expect("it drafts").0), json(&beside), "{answers} in {}", beside.language);
        }
    }
}

#[test]
fn where_the_alphabet_orders_definitions_that_of_the_first_language_does() {
    let library = toy::library();
    let given = toy::given("tests/golden/act.toml", &[]);
    let (settlement, _) = choose(&library, &given).expect("it settles");
    let terms = |draft: &Draft| -> Vec<String> {
        let blocks = draft.provisions().flat_map(|provision| &provision.blocks);
        blocks.filter_map(|block| block.id.clone()).filter(|id| id.starts_with("terms#")).collect()
    };
    let [english, french] = both(&library, &given, ["en", "fr"]);
    assert_eq!(terms(&english), terms(&french));
    let [french, english] = both(&library, &given, ["fr", "en"]);
    assert_eq!(terms(&english), terms(&french));
    let alone = draft(&library, &settlement, "fr").expect("it drafts").0;
    assert_eq!(terms(&french), terms(&alone));
}

#[test]
fn the_same_drafts_make_the_same_bytes() {
    let [one, two] = both(&LIBRARY, &preset("light"), ["en", "fr"]);
    let make = || columns([&one, &two], &DocxOptions::default()).expect("a document");
    assert!(make() == make());
}

/// Top-level rows of a document: the bookmarks in each of their cells.
fn rows(xml: &str) -> Vec<Vec<Vec<String>>> {
    let (mut rows, mut depth) = (Vec::new(), 0);
    for tag in xml.split('<').skip(1) {
        let name = tag.split([' ', '>', '/']).next().unwrap_or_default();
        match name {
            "w:tbl" => depth += 1,
            "w:tr" if depth == 1 => rows.push(Vec::new()),
            "w:tc" if depth == 1 => rows.last_mut().expect("a row").push(Vec::new()),
            "w:bookmarkStart" if depth > 0 => {
                let name = tag.split("w:name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
                rows.last_mut().and_then(|row| row.last_mut()).expect("a cell").push(name.to_string());
            }
            "" if tag.starts_with("/w:tbl>") => depth -= 1,
            _ => {}
        }
    }
    rows
}

/// The bookmarks of a row are the same ids in both cells, and each id stands in one row.
#[test]
fn rows_are_aligned_by_permanent_ids() {
    for document in documents() {
        let mut archive =
            zip::ZipArchive::new(std::fs::File::open(&document.path).expect("the document")).expect("a package");
        let xml = std::io::read_to_string(archive.by_name("word/document.xml").expect("the text")).expect("UTF-8");
        let mut aligned = 0;
        for row in rows(&xml) {
            let [left, right] = row.as_slice() else { panic!("{}: {row:?}", document.path.display()) };
            // A literal label has a bookmark more.
            let ids = |cell: &[String], prefix: &str| -> Vec<String> {
                // A name that had to be shortened ends with a hash of the whole.
                let cut = |name: &str| name.chars().take(28).collect::<String>();
                cell.iter().filter_map(|name| name.strip_prefix(prefix).map(cut)).collect()
            };
            assert_eq!(ids(left, "p_"), ids(right, "p2_"), "{}", document.path.display());
            aligned += usize::from(!left.is_empty());
        }
        assert!(aligned > 8, "{}: {aligned} rows", document.path.display());
    }
}

#[test]
fn pandoc_reads_each_language_in_its_column() {
    let Some(pandoc) = needed("pandoc", answers("pandoc", &["--version"])) else { return };
    for document in documents() {
        let output = Command::new(&pandoc).args(["-f", "docx", "-t", "json"]).arg(&document.path).output();
        let tree: Value =
            serde_json::from_str(&succeeded("pandoc", output.expect("pandoc starts"))).expect("a tree in JSON");
        let mut read = [Vec::new(), Vec::new()];
        for table in tree["blocks"].as_array().expect("blocks").iter().filter(|block| block["t"] == "Table") {
            for row in table_rows(&table["c"]) {
                let cells = row[1].as_array().expect("cells");
                assert_eq!(cells.len(), 2, "{}", document.path.display());
                for (column, cell) in cells.iter().enumerate() {
                    pandoc::paragraphs(&cell[4], &mut read[column]);
                }
            }
        }
        for (column, read) in read.iter().enumerate() {
            let read: Vec<String> = read.iter().map(|text| normal(text)).filter(|text| !text.is_empty()).collect();
            compare(document, column, &read, |wanted, read| wanted.text == read || wanted.whole() == read);
        }
    }
}

/// The rows of a table of pandoc's: head, bodies and foot.
fn table_rows(table: &Value) -> Vec<&Value> {
    let list = |value: &'static str, from: &Value| from.as_array().unwrap_or_else(|| panic!("no {value}")).len();
    assert_eq!(list("table", table), 6);
    let bodies = table[4].as_array().expect("bodies").iter();
    let inner = bodies.flat_map(|body| [&body[2], &body[3]]).flat_map(|rows| rows.as_array().expect("rows"));
    let head = table[3][1].as_array().expect("the head");
    head.iter().chain(inner).chain(table[5][1].as_array().expect("the foot")).collect()
}

/// Numbers are LibreOffice's own reckoning, of each language by itself; every entry of the contents ends
/// with a page.
#[test]
fn libreoffice_reads_and_numbers_each_language_in_its_column() {
    let office = answers("soffice", &["--version"]);
    let python = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| answers(python, &["-c", "import uno"]));
    let Some((_, python)) = needed("LibreOffice with Python", office.zip(python)) else { return };
    // LibreOffice takes minutes over a long table: of the drafts of one kind it numbers the shortest.
    let kinds = ["light", "neighbours", "law.", "toy."];
    let named = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let read: Vec<&Document> =
        documents().iter().filter(|d| kinds.iter().any(|kind| named(&d.path).starts_with(kind))).collect();
    assert!(read.len() >= 7, "{} documents", read.len());
    let pairs = read.iter().flat_map(|document| [document.path.clone(), document.path.with_extension("")]);
    let script = root().join("tests/oracles/lo_cells.py");
    succeeded("lo_cells.py", Command::new(python).arg(script).args(pairs).output().expect("Python starts"));
    for document in read {
        let lines = |name: &str| -> Vec<String> {
            let path = format!("{}.{name}", document.path.with_extension("").display());
            let text = std::fs::read_to_string(path).expect("what LibreOffice read");
            text.lines().map(normal).filter(|line| !line.is_empty()).collect()
        };
        for (column, name) in ["left", "right"].into_iter().enumerate() {
            compare(document, column, &lines(name), |wanted, read| {
                let paged = |page: &str| page.trim().parse::<usize>().is_ok_and(|page| page > 0);
                let whole = wanted.whole();
                // LibreOffice counts in abjad without the hamza of the first letter; Word writes it.
                let bare = Printed { label: wanted.label.replace('أ', "ا"), ..wanted.clone() }.whole();
                if wanted.entry { read.strip_prefix(&whole).is_some_and(paged) } else { whole == read || bare == read }
            });
        }
        assert_eq!(lines("outside"), Vec::<String>::new(), "{}", document.path.display());
    }
}
