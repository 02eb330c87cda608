//! Pages before a browser that shares no code with this project, and two judges of markup.
//!
//! `tests/run` installs them. A judge that is not there is named on the error stream; where `CI` is
//! `true` its absence is a failure.

mod common;

use common::judges::{answers, installed, interface, json, languages, needed, one_of_each, text};
use common::{Commentary, Printed, clausier, normal, printed, root, succeeded, workspace};
use scraper::{Html, Selector};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

/// A page, and what it should print.
struct Page {
    path: PathBuf,
    toy: bool,
    rtl: bool,
    wanted: Vec<Printed>,
}

impl Page {
    fn html(&self) -> String {
        std::fs::read_to_string(&self.path).expect("a page")
    }
}

/// The presets of the agreement and four laws in every complete language, clean, and one of each instrument
/// annotated; and toys; built once.
fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let folder = workspace("browser");
        let mut all = Vec::new();
        for preset in one_of_each(&["mla-gulf", "tip-civil-law"]) {
            let draft = json(&["build", &preset, "--quiet", "--format", "json"]);
            for language in languages(text(&draft["instrument"])) {
                let whole = ["full", "mla-gulf"].contains(&preset.as_str());
                for edition in [&[][..], &["--annotated"]].into_iter().take(1 + usize::from(whole)) {
                    let name = format!("{preset}.{language}{}.html", edition.concat());
                    all.push(page(&preset, &language, edition, folder.join(name)));
                }
            }
        }
        assert!(!all.is_empty(), "no preset, or no complete language");
        for (name, answers, language, more) in [
            ("open", "paid", "en", &["--set=works=deck", "--set=toll=open", "--set=night=open", "--annotated"][..]),
            ("note", "note", "ar", &["--annotated"]),
            ("act", "tests/golden/act.toml", "en", &[]),
            ("names", "tests/golden/names.toml", "fr", &[]),
        ] {
            let more = [&["--library", "tests/toy"], more].concat();
            all.push(page(answers, language, &more, folder.join(format!("toy-{name}.{language}.html"))));
        }
        all
    })
}

fn page(answers: &str, language: &str, more: &[&str], path: PathBuf) -> Page {
    let common = [&["build", answers, "--quiet", "--lang", language], more].concat();
    clausier(&[&common[..], &["-o", path.to_str().expect("a plain path")]].concat());
    let draft = json(&[&common[..], &["--format", "json"]].concat());
    let heading = interface(language, "commentary");
    let commentary = match more.contains(&"--annotated") {
        true => Commentary::Under(&heading, ""),
        false => Commentary::Nowhere,
    };
    let wanted = printed(&draft, commentary, None);
    Page { path, toy: common.contains(&"--library"), rtl: draft["direction"] == "rtl", wanted }
}

/// Chromium without a window, in a profile of its own; one at a time, since each is several processes.
struct Browser {
    program: PathBuf,
}

static ONE: Mutex<()> = Mutex::new(());

impl Browser {
    fn find() -> Option<Browser> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let program = needed("Chromium", names.iter().find_map(|name| answers(name, &["--version"])))?;
        Some(Browser { program })
    }

    fn run(&self, arguments: &[&str], page: &Path) -> String {
        let _one = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let profile = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(&self.program);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]);
        command.args(["--disable-background-networking", "--disable-dev-shm-usage"]).args(arguments);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        let output = command.arg(format!("file://{}", page.display())).output().expect("Chromium starts");
        succeeded(&format!("chromium {}", page.display()), output)
    }

    /// What a page of our own making leaves in its `#result`.
    fn result(&self, name: &str, page: &str, arguments: &[&str]) -> Value {
        let path = workspace(&format!("browser-{name}")).join("page.html");
        std::fs::write(&path, page).expect("written");
        let dom = Html::parse_document(&self.run(&[&["--dump-dom"], arguments].concat(), &path));
        let result = dom.select(&Selector::parse("#result").expect("a selector")).next().expect("a result");
        serde_json::from_str(&result.text().collect::<String>()).expect("JSON")
    }

    /// Every page in a frame as wide as a small telephone, and what a script sees in each.
    fn look(&self, name: &str, scheme: &str) -> Vec<Value> {
        let frame = |page: &Page| {
            let page = page.html().replace('&', "&amp;").replace('"', "&quot;");
            format!("<iframe width=320 height=640 style=\"border:0\" srcdoc=\"{page}\"></iframe>\n")
        };
        let frames: String = pages().iter().map(frame).collect();
        let look = include_str!("oracles/look.js");
        let harness =
            format!("<!DOCTYPE html><meta charset=utf-8><body>{frames}<pre id=result></pre><script>{look}</script>");
        self.result(name, &harness, &[scheme]).as_array().expect("a list").clone()
    }
}

const LIGHT: &str = "--blink-settings=preferredColorScheme=1";
const DARK: &str = "--blink-settings=preferredColorScheme=0";

/// What the browser sees of each page where the reader wants it light; looked at once.
fn seen(browser: &Browser) -> impl Iterator<Item = (&'static Page, &'static Value)> {
    static SEEN: OnceLock<Vec<Value>> = OnceLock::new();
    pages().iter().zip(SEEN.get_or_init(|| browser.look("light", LIGHT)))
}

#[test]
fn nothing_sticks_out_of_a_small_telephone() {
    let Some(browser) = Browser::find() else { return };
    for (page, seen) in seen(&browser) {
        assert_eq!((&seen["width"], &seen["out"]), (&320.into(), &Value::Array(vec![])), "{}", page.path.display());
    }
}

/// What is marked and copied is the text with its numbers, each in the line of what it numbers.
#[test]
fn what_is_copied_is_the_text_with_its_numbers() {
    let Some(browser) = Browser::find() else { return };
    for (page, seen) in seen(&browser) {
        let name = page.path.display();
        let copied = seen["copied"].as_array().expect("a list").iter().map(text);
        let copied: Vec<&str> = copied.filter(|text| !text.trim().is_empty()).collect();
        for (wanted, copied) in page.wanted.iter().zip(&copied) {
            assert_eq!(wanted.whole(), normal(copied), "{name}");
            // Only a unit and its number stand on a line of their own, above a title.
            let broken = copied.trim().contains('\n') && !wanted.label.contains(' ');
            assert!(!broken, "{name}: {copied:?}");
        }
        assert_eq!(page.wanted.len(), copied.len(), "{name}");
    }
}

#[test]
fn dark_where_the_reader_wants_it() {
    let Some(browser) = Browser::find() else { return };
    let bright = |colour: &Value| -> u32 {
        let parts = text(colour).split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
        parts.take(3).sum()
    };
    for ((page, light), dark) in seen(&browser).zip(browser.look("dark", DARK)) {
        let name = page.path.display();
        assert!(bright(&light["paper"]) > bright(&light["ink"]), "{name}");
        assert!(bright(&dark["paper"]) < bright(&dark["ink"]), "{name}");
    }
}

/// On paper: the text, numbered pages, no contents and no links to click.
#[test]
fn printed_it_is_the_same_text() {
    let Some(browser) = Browser::find() else { return };
    let Some(reader) = needed("pdftotext", answers("pdftotext", &["-v"])) else { return };
    // One edition of each text: the other has less.
    let fullest = pages().iter().filter(|page| page.path.to_string_lossy().contains("annotated") || page.toy);
    for page in fullest {
        let pdf = page.path.with_extension("pdf");
        // What is printed in the dark is printed on white paper all the same.
        let to = format!("--print-to-pdf={}", pdf.display());
        browser.run(&["--no-pdf-header-footer", &to, DARK], &page.path);
        let output = Command::new(&reader).args(["-raw", "-enc", "UTF-8"]).arg(&pdf).arg("-").output();
        let read = succeeded("pdftotext", output.expect("pdftotext starts"));
        let sheets = read.matches('\u{c}').count();
        let mut numbers = 0;
        let mut lines = Vec::new();
        for line in read.lines().map(|line| line.trim_matches(['\u{c}', ' '])) {
            if line == format!("{} / {sheets}", numbers + 1) {
                numbers += 1;
            } else {
                lines.push(line);
            }
        }
        let name = page.path.display();
        assert_eq!(numbers, sheets, "{name}: numbered pages");
        // The reader gives Arabic in the order and the shapes of the paper: letters can't be compared one by one.
        if !page.rtl {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let wanted: String = page.wanted.iter().map(|printed| squeezed(&printed.whole())).collect();
            let read = squeezed(&lines.concat());
            let alike = wanted.chars().zip(read.chars()).take_while(|(wanted, read)| wanted == read).count();
            let from = |text: &str| text.chars().skip(alike.saturating_sub(40)).take(120).collect::<String>();
            assert!(wanted == read, "{name}:\nwanted: …{}…\n  read: …{}…", from(&wanted), from(&read));
        }
    }
}

/// The rules of WCAG 2 that a program can judge, on a wide screen and in both schemes of colour.
#[test]
fn axe_finds_no_barrier() {
    let Some(browser) = Browser::find() else { return };
    let Some(axe) = needed("axe-core", installed("node_modules/axe-core/axe.min.js")) else { return };
    let axe = std::fs::read_to_string(axe).expect("axe");
    let run = "axe.run().then(found => { const result = document.createElement('pre'); result.id = 'result'; \
        result.textContent = JSON.stringify(found.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html)])); \
        document.documentElement.append(result); });";
    let names = ["full.fr--annotated.html", "toy-open.en.html", "toy-note.ar.html"];
    for page in pages().iter().filter(|page| names.iter().any(|name| page.path.ends_with(name))) {
        // The page itself runs no script: its policy is lifted for the judge.
        let (head, rest) =
            page.html().split_once("<meta http-equiv").map(|(a, b)| (a.to_string(), b.to_string())).expect("a policy");
        let rest = rest.split_once('>').expect("its end").1.to_string();
        let judged = format!("{head}{rest}<script>{axe}</script><script>{run}</script>");
        for scheme in [LIGHT, DARK] {
            let arguments = [scheme, "--window-size=1280,900", "--virtual-time-budget=60000"];
            let found = browser.result("axe", &judged, &arguments);
            assert_eq!(found, Value::Array(vec![]), "{}: {found:#}", page.path.display());
        }
    }
}

/// Points are lists by role: see `src/render/html/blocks.rs`. Ids hold the full stop.
#[test]
fn html_validate_finds_no_error() {
    let Some(node) = needed("Node.js", answers("node", &["--version"])) else { return };
    let Some(judge) = needed("html-validate", installed("node_modules/html-validate/bin/html-validate.mjs")) else {
        return;
    };
    let mut command = Command::new(node);
    command.arg(judge).arg("--config").arg(root().join("tests/oracles/html-validate.json")).arg("--formatter=stylish");
    let output = command.args(pages().iter().map(|page| &page.path)).output().expect("Node.js starts");
    succeeded("html-validate", output);
}
