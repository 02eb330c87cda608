//! What is sent says nothing of those who sent it.
//!
//! A library laid on top brings an option, its labels, a commentary and an origin that are made of
//! marked words; the answers, their folder, the output, the home and the user are marked too. Then every
//! preset is built in every language for both readers, every part of every document is unpacked, and no
//! marked word may be in it, nor any commentary, origin or label of the library itself.

mod support;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// In every word that must not leave the house.
const MARK: &str = "zqx";
/// The label of the wording left open: part of the text for our own side.
const LABEL: &str = "Zqxlabel of the first";
const BOOK: &str = "clauses/police-agreement";
/// Formats that can be sent. JSON holds the answers by design, and is refused for the counterpart.
const FORMATS: [&str; 3] = ["docx", "html", "md"];

struct House {
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let house = House { folder };
        let library = house.path("zqxlibrary").join(BOOK);
        std::fs::create_dir_all(library.join("limits")).expect("folders");
        let own = support::root().join(BOOK);
        let write = |name: &str, text: String| std::fs::write(library.join(name), text).expect("an overlay");
        write(
            "instrument.toml",
            "[option.zqxoption]\nvalues = [\"zqxone\", \"zqxtwo\"]\ndefault = \"zqxtwo\"\n".into(),
        );
        write(
            "limits/provision.toml",
            std::fs::read_to_string(own.join("limits/provision.toml")).expect("a provision").replacen(
                "origin     = [",
                "origin     = [\n  { instrument = \"Zqxsource, 1999\", place = \"zqxplace\", relation = \"follows\" },",
                1,
            ),
        );
        for language in ["en", "fr"] {
            let read = |name: &str| std::fs::read_to_string(own.join(name)).expect("words");
            let about = read(&format!("{language}.md"));
            let question = format!(
                "\n## option.zqxoption\nZqxquestion?\n\nZqxhelp.\n\n- zqxone: {LABEL}\n- zqxtwo: Zqxlabel of the second\n"
            );
            write(&format!("{language}.md"), about + &question);
            let name = format!("limits/{language}.md");
            let wording = " {{#when zqxoption=\"zqxone\"}} alpha{{else}} omega{{/when}} {#law}";
            let text = read(&name).replacen(" {#law}", wording, 1);
            write(&name, text + "\nZqxcommentary says why.\n");
        }
        for preset in presets() {
            let answers = format!(
                "# zqxremark\nextends = \"{preset}\"\nopen = [\"zqxoption\"]\n\n[accept]\nshort-data = \"zqxreason\"\n\n\
                 [[records.parties]]\nid = \"zqxparty-one\"\n\n[[records.parties]]\nid = \"zqxparty-two\"\n"
            );
            let place = house.path("zqxanswers");
            std::fs::create_dir_all(&place).expect("a folder");
            std::fs::write(place.join(format!("zqx-{preset}.toml")), answers).expect("answers");
        }
        house
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Builds, and returns where the document is.
    fn build(&self, preset: &str, language: &str, format: &str, more: &[&str]) -> PathBuf {
        let out = self.path("zqxout");
        std::fs::create_dir_all(&out).expect("a folder");
        let out = out.join(format!("{preset}.{language}{}.{format}", more.concat()));
        let output = Command::new(env!("CARGO_BIN_EXE_clausier"))
            .current_dir(self.folder.path())
            .env("HOME", "/home/zqxhome")
            .env("USER", "zqxuser")
            .env("LOGNAME", "zqxuser")
            .args(["--library", "zqxlibrary", "build", &format!("zqxanswers/zqx-{preset}.toml"), "--lang", language])
            .arg("-o")
            .arg(&out)
            .args(more)
            .output()
            .expect("clausier runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        out
    }
}

/// The presets of the agreement: it is what goes to another delegation.
fn presets() -> Vec<String> {
    let law = |path: &Path| std::fs::read_to_string(path).expect("a preset").contains("-law\"");
    let mut names: Vec<String> = std::fs::read_dir(support::root().join("presets"))
        .expect("presets")
        .flatten()
        .filter(|entry| !law(&entry.path()))
        .map(|entry| entry.path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 3, "{names:?}");
    names
}

/// Every part of a document with its name; the bytes of the file themselves too.
fn parts(path: &Path) -> Vec<(String, String)> {
    let bytes = std::fs::read(path).expect("a document");
    let mut all = vec![("the file".to_string(), String::from_utf8_lossy(&bytes).into_owned())];
    if path.extension().is_some_and(|e| e == "docx") {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a package");
        assert!(archive.len() > 10, "{} parts", archive.len());
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let name = file.name().expect("a name").into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            all.push((name.clone(), format!("{name} {text}")));
        }
    }
    all
}

/// The words that a reader sees, and those that tags hide: markup becomes blanks.
fn words(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            '\\' => {}
            c if !tag => out.push(if c == '\u{a0}' || c == '\u{202f}' { ' ' } else { c }),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sentences of commentary, names of origins, labels and ids of options of the library itself, in a
/// language or in several (`en+fr`).
fn secrets(languages: &str) -> BTreeSet<String> {
    let files = support::files(&support::root());
    let (library, _) = clausier::read::library(&files, None);
    let book = &library.books["police-agreement"];
    let plain = |text: &str| text.chars().map(|c| if c == '\u{a0}' || c == '\u{202f}' { ' ' } else { c }).collect();
    let mut secrets: BTreeSet<String> = BTreeSet::new();
    let mut open = String::new();
    for language in languages.split('+') {
        for entry in book.provisions.values().chain(book.definitions.values()) {
            let prose = &files[&entry.prose[language].file];
            let (wording, commentary) = prose.split_once("## commentary").unwrap_or((prose, ""));
            open.push_str(wording);
            let sentences = commentary.split(['.', '\n']).map(str::trim).filter(|s| s.chars().count() > 40);
            secrets.extend(sentences.map(plain));
            let names = entry.provision.origin.iter().flatten().map(|origin| origin.instrument.clone());
            secrets.extend(names.filter(|name| name.len() > 20));
        }
        let about = &files[&format!("{BOOK}/{language}.md")];
        let labels = about.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": ")).map(|(_, label)| label);
        secrets.extend(labels.filter(|label| label.chars().count() > 25).map(plain));
        let translated = library.source_names.get(language).into_iter().flat_map(|names| names.values());
        secrets.extend(translated.filter(|name| name.len() > 20).cloned());
    }
    // A treaty that the text itself names is no secret.
    secrets.retain(|secret| !open.contains(secret.as_str()));
    secrets.extend(book.instrument.option.keys().filter(|id| id.contains('-')).cloned());
    assert!(secrets.len() > 100, "only {} secrets: the library is read wrongly", secrets.len());
    secrets
}

/// What of the house is in a document: part, and what.
fn leaks(path: &Path, secrets: &BTreeSet<String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (part, text) in parts(path) {
        let low = text.to_lowercase();
        // What is packed may hold the three letters of the mark by chance; a word that bears it goes on.
        let goes_on = |word: &String| {
            word.chars().skip(MARK.len()).take_while(|c| "-_ ".contains(*c) || c.is_ascii_alphabetic()).count() > 2
        };
        let marked = low.match_indices(MARK).map(|(at, _)| low[at..].chars().take(24).collect::<String>());
        let marked = marked.filter(|word| part != "the file" || goes_on(word));
        found.extend(marked.map(|word| (part.clone(), word)));
        let words = words(&text);
        found.extend(secrets.iter().filter(|s| words.contains(*s)).map(|s| (part.clone(), s.clone())));
    }
    found
}

fn nothing_leaks(language: &str) {
    let house = House::new();
    let secrets = secrets(language);
    let label = LABEL.to_lowercase();
    // Two languages are no Markdown.
    let formats = if language.contains('+') { &FORMATS[..2] } else { &FORMATS[..] };
    for preset in presets() {
        for format in formats {
            let sent = house.build(&preset, language, format, &["--for=counterpart"]);
            assert_eq!(leaks(&sent, &secrets), vec![], "{}", sent.display());
            let own = house.build(&preset, language, format, &[]);
            let mut found = leaks(&own, &secrets);
            let all = found.len();
            // For our own side the label of a wording left open is part of the text, and of nothing else.
            found.retain(|(part, word)| {
                !((part == "word/document.xml" || part == "the file") && word.starts_with("zqxlabel of the"))
            });
            assert_eq!(found, vec![], "{}", own.display());
            assert!(all > 0, "the label {label} is not printed: the option is not open");
        }
    }
}

#[test]
fn nothing_of_the_house_is_in_an_english_document() {
    nothing_leaks("en");
}

#[test]
fn nothing_of_the_house_is_in_a_french_document() {
    nothing_leaks("fr");
}

#[test]
fn nothing_of_the_house_is_in_a_document_of_two_languages() {
    nothing_leaks("en+fr");
}

/// Nor in the original of a Party, whose name only its file bears.
#[test]
fn nothing_of_the_house_is_in_the_originals() {
    let house = House::new();
    let secrets = secrets("en+fr");
    let whole = house.build("full", "en+fr", "docx", &["--for=counterpart", "--alternat"]);
    for party in ["zqxparty-one", "zqxparty-two"] {
        let original = whole.with_extension(format!("{party}.docx"));
        assert_eq!(leaks(&original, &secrets), vec![], "{}", original.display());
    }
}

/// The search finds what is there: documents for ourselves hold what the others must not.
#[test]
fn the_search_finds_what_is_put_in() {
    let house = House::new();
    let secrets = secrets("en");
    let has = |path: &Path, wanted: &[&str]| {
        let found = leaks(path, &secrets);
        for word in wanted {
            assert!(found.iter().any(|(_, leak)| leak.starts_with(word)), "{word} is not found in {}", path.display());
        }
        found.len()
    };
    for format in FORMATS {
        let path = house.build("full", "en", format, &["--annotated"]);
        let count =
            has(&path, &["zqxcommentary", "zqxsource", "zqxplace", "zqxlabel of the first", "Every duty in the"]);
        assert!(count > 100, "{count}");
    }
    let path = house.build("full", "en", "docx", &["--embed-answers"]);
    has(&path, &["zqxremark", "zqxreason", "zqxparty-one", "zqxoption", "observation-targets"]);
    let beside = PathBuf::from(format!("{}.manifest.json", path.display()));
    has(&beside, &["zqxremark", "zqxreason", "zqxparty-one", "zqxoption", "zqxsource"]);
    let manifest = std::fs::read_to_string(beside).expect("a manifest");
    for never in ["zqxanswers", "zqxlibrary", "zqxout", "zqxhome", "zqxuser", "/tmp"] {
        assert!(!manifest.contains(never), "the manifest holds {never}");
    }
}

#[test]
fn same_answers_same_manifest_and_none_where_none_is_wanted() {
    let house = House::new();
    let read = |path: &Path| std::fs::read(format!("{}.manifest.json", path.display())).expect("a manifest");
    let path = house.build("light", "en", "docx", &[]);
    let (first, document) = (read(&path), std::fs::read(&path).expect("a document"));
    house.build("light", "en", "docx", &[]);
    assert!(first == read(&path));
    let manifest: serde_json::Value = serde_json::from_slice(&first).expect("JSON");
    assert_eq!(manifest["document"]["sha256"], clausier::model::fingerprint::of_bytes(&document));
    assert_eq!(manifest["document"]["file"], "light.en.docx");
    assert_eq!(manifest["answers"]["name"], "zqx-light.toml");
    assert_eq!(manifest["answers"]["presets"], serde_json::json!(["light"]));
    assert_eq!(manifest["accepted"][0]["accepted"], "zqxreason");
    let without = house.build("light", "en", "md", &["--no-manifest"]);
    assert!(!PathBuf::from(format!("{}.manifest.json", without.display())).exists());
}
