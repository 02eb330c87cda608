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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub label: String,
    pub text: String,
    /// The numbers cited in it.
    pub cited: Vec<String>,
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

/// The paragraphs that a draft in JSON prints, in order; with commentary where its heading is given.
pub fn printed(draft: &Value, commentary: Option<&str>) -> Vec<Printed> {
    let mut page = Page { commentary, out: Vec::new() };
    page.add("", &draft["title"]);
    for layer in list(&draft["layers"]) {
        page.add(label(layer), &layer["title"]);
        for division in list(&layer["divisions"]) {
            let chapter = &division["chapter"];
            page.add(label(chapter), &chapter["title"]);
            list(&division["provisions"]).iter().for_each(|provision| page.provision(provision));
        }
    }
    page.out
}

struct Page<'a> {
    commentary: Option<&'a str>,
    out: Vec<Printed>,
}

impl Page<'_> {
    fn add(&mut self, label: &str, runs: &Value) {
        let printed = |run: &Value| run["text"].as_str().unwrap_or_default().to_string();
        let text: String = list(runs).iter().map(printed).collect();
        let cited = list(runs).iter().filter(|run| run["run"] == "ref").map(printed).collect();
        let printed = Printed { label: normal(label), text: normal(&text), cited };
        if !printed.whole().is_empty() {
            self.out.push(printed);
        }
    }

    fn provision(&mut self, provision: &Value) {
        self.add(label(provision), &provision["heading"]);
        list(&provision["blocks"]).iter().for_each(|block| self.block(block));
        if let (Some(heading), false) = (self.commentary, list(&provision["commentary"]).is_empty()) {
            self.add("", &json!([{ "run": "text", "text": heading }]));
            list(&provision["commentary"]).iter().for_each(|block| self.block(block));
        }
    }

    fn block(&mut self, block: &Value) {
        self.add(label(block), &block["runs"]);
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
