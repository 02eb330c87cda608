//! Conditions name options and values that exist.

use super::walk;
use crate::diag::{Message, Place, locate};
use crate::model::condition::{Condition, Conditions};
use crate::model::{Book, Library};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut look = Look { library, book, wrong: vec![] };
    let instrument = &book.instrument;
    let root = book.file.as_str();
    for (name, conditions) in &instrument.when {
        look.conditions(conditions, root, &["when", name]);
    }
    for (id, option) in &instrument.option {
        look.conditions(&option.when, root, &["option", id, "when"]);
        look.option(id);
    }
    for (index, constraint) in instrument.constraint.iter().enumerate() {
        let at = index.to_string();
        look.conditions(&constraint.when, root, &["constraint", &at, "when"]);
        for (key, part) in [("requires", &constraint.requires), ("excludes", &constraint.excludes)] {
            part.iter().for_each(|c| look.conditions(c, root, &["constraint", &at, key]));
        }
    }
    for (index, rule) in instrument.rule.iter().enumerate() {
        look.conditions(&rule.when, root, &["rule", &index.to_string(), "when"]);
    }
    for (id, chapter) in &instrument.chapter {
        for (index, rule) in chapter.title.iter().enumerate() {
            look.conditions(&rule.when, root, &["chapter", id, "title", &index.to_string(), "when"]);
        }
    }
    for (index, rule) in instrument.form_when.iter().enumerate() {
        look.conditions(&rule.when, root, &["form_when", &index.to_string(), "when"]);
    }
    for (id, companion) in &instrument.companion {
        look.conditions(&companion.when, root, &["companion", id, "when"]);
    }
    for entry in walk::entries(book) {
        let (file, provision) = (entry.file.as_str(), &entry.provision);
        look.conditions(&provision.present, file, &["present"]);
        for (name, variant) in &provision.variant {
            look.conditions(&variant.when, file, &["variant", name, "when"]);
        }
        for (name, conditions) in &provision.when {
            look.conditions(conditions, file, &["when", name]);
        }
        for (name, paragraph) in &provision.paragraph {
            look.conditions(&paragraph.present, file, &["paragraph", name, "present"]);
            for option in &paragraph.same_when {
                if !instrument.option.contains_key(option) {
                    look.unknown_option(option, look.toml(file, &["paragraph", name, "same_when"]));
                }
            }
        }
    }
    for site in walk::sites(book) {
        for when in walk::whens(site.section) {
            for (test, _) in &when.branches {
                look.table(&test.table, &mut |_| test.place.clone());
                let Some(name) = &test.named else { continue };
                let own = site.provision().map(|p| &p.when);
                if !instrument.when.contains_key(name) && own.is_none_or(|w| !w.contains_key(name)) {
                    let known = instrument.when.keys().chain(own.into_iter().flat_map(|w| w.keys()));
                    look.wrong.push(
                        Message::error("unknown-condition", format!("unknown condition `{name}`"))
                            .at(test.place.clone(), "no `[when.…]` of this provision or instrument has this name")
                            .near(name, known.map(String::as_str)),
                    );
                }
            }
        }
    }
    look.wrong
}

struct Look<'a> {
    library: &'a Library,
    book: &'a Book,
    wrong: Vec<Message>,
}

impl Look<'_> {
    fn toml(&self, file: &str, path: &[&str]) -> Place {
        locate(file, self.library.sources.get(file).map(String::as_str).unwrap_or(""), path)
    }

    fn conditions(&mut self, conditions: &Conditions, file: &str, path: &[&str]) {
        for (index, table) in conditions.alternatives().iter().enumerate() {
            let text = self.library.sources.get(file).map(String::as_str).unwrap_or("");
            let at = index.to_string();
            let mut place = |key: &str| {
                let mut full = path.to_vec();
                if matches!(conditions, Conditions::Any(_)) {
                    full.push(&at);
                }
                full.push(key);
                locate(file, text, &full)
            };
            self.table(table, &mut place);
        }
    }

    fn table(&mut self, table: &Condition, place: &mut dyn FnMut(&str) -> Place) {
        for (id, values) in table {
            let Some(option) = self.book.instrument.option.get(id) else {
                self.unknown_option(id, place(id));
                continue;
            };
            let declared = self.toml(&self.book.file, &["option", id]);
            for value in values.values().into_iter().filter(|v| !option.values.iter().any(|o| o == v)) {
                self.wrong.push(
                    Message::error("unknown-value", format!("`{id}` has no value `{value}`"))
                        .at(place(id), format!("its values are {}", option.values.join(", ")))
                        .at(declared.clone(), "declared here")
                        .near(value, option.values.iter().map(String::as_str)),
                );
            }
        }
    }

    fn unknown_option(&mut self, id: &str, place: Place) {
        let known: Vec<&str> = self.book.instrument.option.keys().map(String::as_str).collect();
        let mut message = Message::error("unknown-option", format!("unknown option `{id}`"))
            .at(place, "no option of this instrument has this name")
            .near(id, known.iter().copied());
        if let Some(near) = crate::diag::did_you_mean(id, known) {
            message = message.at(self.toml(&self.book.file, &["option", &near]), "declared here");
        }
        self.wrong.push(message);
    }

    /// An option's own default, and the number of values it takes.
    fn option(&mut self, id: &str) {
        let option = &self.book.instrument.option[id];
        let place = self.toml(&self.book.file, &["option", id, "default"]);
        let values = option.default.as_ref().map(|d| d.values()).unwrap_or_default();
        for value in values.iter().filter(|v| !option.values.iter().any(|o| o == *v)) {
            self.wrong.push(
                Message::error("unknown-value", format!("`{id}` has no value `{value}`"))
                    .at(place.clone(), format!("its values are {}", option.values.join(", ")))
                    .near(value, option.values.iter().map(String::as_str)),
            );
        }
        if !option.many && values.len() > 1 {
            self.wrong.push(
                Message::error("too-many-values", format!("`{id}` takes one value"))
                    .at(place, "its default has several")
                    .help("add `many = true`, or keep one value"),
            );
        }
    }
}
