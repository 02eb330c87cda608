//! Where a table of a structure file stands.

use crate::diag::{Place, Sources, locate};

pub(super) struct Places<'a> {
    pub sources: &'a Sources,
}

impl Places<'_> {
    /// The name in `[name]`; the head of the file where the table is written otherwise.
    pub fn table(&self, file: &str, name: &str) -> Place {
        let found =
            self.line(file, |line| line.trim_end().strip_prefix('[')?.strip_suffix(']').filter(|it| *it == name));
        found.unwrap_or_else(|| Place::new(file, 0..0))
    }

    /// The id of a constraint.
    pub fn constraint(&self, file: &str, id: &str) -> Place {
        let found = self.line(file, |line| {
            let value = line.strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
            value.split('"').next().filter(|it| *it == id)
        });
        found.unwrap_or_else(|| Place::new(file, 0..0))
    }

    /// The id of the rule at this place in the file's list.
    pub fn rule(&self, file: &str, index: usize) -> Place {
        let text = self.sources.get(file).map(String::as_str).unwrap_or("");
        locate(file, text, &["rule", &index.to_string(), "id"])
    }

    /// What decides whether a paragraph stands (its table), or a provision (its `present`).
    pub fn presence(&self, file: &str, paragraph: Option<&str>) -> Place {
        let table = paragraph.map(|id| self.table(file, &format!("paragraph.{id}"))).filter(|place| place.end > 0);
        let present = || self.line(file, |line| line.get(..7).filter(|key| *key == "present"));
        table.or_else(present).unwrap_or_else(|| Place::new(file, 0..0))
    }

    /// The first stretch that `pick` takes out of a line without its indent.
    fn line(&self, file: &str, pick: impl Fn(&str) -> Option<&str>) -> Option<Place> {
        let mut at = 0;
        for line in self.sources.get(file)?.split_inclusive('\n') {
            let text = line.trim_start();
            if let Some(found) = pick(text.trim_end()) {
                let inside = text.find(found).unwrap_or(0);
                let start = at + (line.len() - text.len()) + inside;
                return Some(Place::new(file, start..start + found.len()));
            }
            at += line.len();
        }
        None
    }
}
