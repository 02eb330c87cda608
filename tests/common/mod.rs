//! What several integration tests need.

#![allow(dead_code)]

pub mod judges;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built program.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_clausier")
}

/// Runs the program in the root of the repository and returns what it printed.
pub fn clausier(arguments: &[&str]) -> String {
    let output = Command::new(binary()).args(arguments).current_dir(root()).output().expect("the program starts");
    succeeded(&format!("clausier {}", arguments.join(" ")), output)
}

/// What a command printed; panics with everything it said where it failed.
pub fn succeeded(command: &str, output: Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{command}` failed, {}:\n{stdout}\n{stderr}", output.status);
    stdout
}

/// A folder of its own under target/, emptied.
pub fn workspace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old folder goes");
    }
    std::fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// A printed paragraph, or the cell of a table. White space is normal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    pub label: String,
    pub text: String,
    /// The numbers cited in it.
    pub cited: Vec<String>,
    /// An entry of the contents: it ends with a page.
    pub entry: bool,
    /// The paragraphs of the footnote that it bears.
    pub note: Vec<Printed>,
}

/// Where commentary is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commentary<'a> {
    Nowhere,
    /// Under each provision, beneath this heading; items without a label have this one.
    Under(&'a str, &'static str),
    Footnotes,
}

impl Printed {
    /// Label and text, as on paper.
    pub fn whole(&self) -> String {
        normal(&format!("{} {}", self.label, self.text))
    }
}

/// Every stretch of white space as one space, none at the ends.
pub fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs that a draft in JSON prints, in order; the contents beneath their heading, where they
/// are printed and the text is long enough to have some.
pub fn printed(draft: &Value, commentary: Commentary, contents: Option<&str>) -> Vec<Printed> {
    let mut page = Page { commentary, out: Vec::new(), entries: Vec::new() };
    for line in ["notice", "stage_line"] {
        page.add("", &json!([{ "run": "text", "text": draft[line] }]));
    }
    page.add("", &draft["title"]);
    let title = page.out.len();
    list(&draft["front"]).iter().for_each(|line| page.add("", &line["runs"]));
    let mut labelled = 0;
    for layer in list(&draft["layers"]) {
        page.heading(label(layer), &layer["title"]);
        for division in list(&layer["divisions"]) {
            for heading in [&division["group"], &division["chapter"]] {
                page.heading(label(heading), &heading["title"]);
            }
            for provision in list(&division["provisions"]) {
                labelled += usize::from(!provision["label"].is_null());
                page.provision(provision);
            }
        }
    }
    if let Some(contents) = contents.filter(|_| labelled >= 8) {
        page.entries.insert(0, Printed { text: normal(contents), ..Printed::default() });
        page.out.splice(title..title, page.entries);
    }
    page.out
}

struct Page<'a> {
    commentary: Commentary<'a>,
    out: Vec<Printed>,
    entries: Vec<Printed>,
}

impl Page<'_> {
    fn add(&mut self, label: &str, runs: &Value) {
        let printed = |run: &Value| run["text"].as_str().unwrap_or_default().to_string();
        let text: String = list(runs).iter().map(printed).collect();
        let cited = list(runs).iter().filter(|run| run["run"] == "ref").map(printed).collect();
        let printed = Printed { label: normal(label), text: normal(&text), cited, ..Printed::default() };
        if !printed.whole().is_empty() {
            self.out.push(printed);
        }
    }

    /// A heading, which the contents list too.
    fn heading(&mut self, label: &str, runs: &Value) {
        let before = self.out.len();
        self.add(label, runs);
        let entry = |heading: &Printed| Printed { entry: true, ..heading.clone() };
        self.entries.extend(self.out[before..].iter().map(entry));
    }

    fn provision(&mut self, provision: &Value) {
        let begin = self.out.len();
        self.heading(label(provision), &provision["heading"]);
        list(&provision["blocks"]).iter().for_each(|block| self.block(block, ""));
        let commentary = list(&provision["commentary"]);
        let end = self.out.len();
        match self.commentary {
            _ if commentary.is_empty() => {}
            Commentary::Nowhere => {}
            Commentary::Under(heading, bullet) => {
                self.add("", &json!([{ "run": "text", "text": heading }]));
                commentary.iter().for_each(|block| self.block(block, bullet));
            }
            Commentary::Footnotes => {
                commentary.iter().for_each(|block| self.block(block, "–"));
                self.out[begin].note = self.out.split_off(end);
            }
        }
    }

    /// A block; an item without a label of its own has this one.
    fn block(&mut self, block: &Value, bullet: &str) {
        let item = block["kind"] == "bullet" || block["kind"] == "item";
        let own = label(block);
        self.add(if own.is_empty() && item { bullet } else { own }, &block["runs"]);
        for cell in list(&block["rows"]).iter().flat_map(|row| list(&row["cells"])) {
            self.add("", cell);
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn label(value: &Value) -> &str {
    value["label"]["text"].as_str().unwrap_or_default()
}
