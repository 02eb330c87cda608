//! Every wording states its origins, and every provision has a commentary.

use super::walk;
use crate::diag::{Message, Place, locate};
use crate::model::{Book, Library};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    for entry in walk::entries(book) {
        let (file, provision) = (&entry.file, &entry.provision);
        let Some(text) = library.sources.get(file) else { continue };
        let variants_do = !provision.variant.is_empty() && provision.variant.values().all(|v| v.origin.is_some());
        if provision.origin.is_none() && !variants_do {
            wrong.push(
                Message::error("missing-origin", format!("`{}` does not say where its wording comes from", entry.id))
                    .at(Place::new(file, 0..text.lines().next().map(str::len).unwrap_or(0)), "no `origin` in this file")
                    .help("add `origin = [{ instrument = \"…\", relation = \"adapts\" }]`, or `origin = []` if there is none"),
            );
        }
        for prose in entry.prose.values().filter(|p| p.commentary.as_ref().is_none_or(|c| c.source.trim().is_empty())) {
            wrong.push(
                Message::error("missing-commentary", format!("`{}` has no commentary", entry.id))
                    .at(prose.heading.place.clone(), "in this file")
                    .help("add a section `## commentary`: what it does, what to decide and why"),
            );
        }
        let variants = provision.variant.iter().map(|(name, v)| (vec!["variant", name, "obligation"], &v.obligation));
        let paragraphs = provision.paragraph.iter().map(|(id, p)| (vec!["paragraph", id, "obligation"], &p.obligation));
        for (path, duties) in
            [(vec!["obligation"], &provision.obligation)].into_iter().chain(variants).chain(paragraphs)
        {
            for duty in duties {
                let (treaty, id) = duty.split_once('.').unwrap_or((duty, ""));
                let known = library.treaties.get(treaty);
                if known.is_none_or(|treaty| !treaty.duty.contains_key(id)) {
                    let all: Vec<String> = library
                        .treaties
                        .iter()
                        .flat_map(|(t, treaty)| treaty.duty.keys().map(move |d| format!("{t}.{d}")))
                        .collect();
                    wrong.push(
                        Message::error("unknown-obligation", format!("unknown obligation `{duty}`"))
                            .at(locate(file, text, &path), "no file in treaties/ lists it")
                            .near(duty, all.iter().map(String::as_str)),
                    );
                }
            }
        }
    }
    wrong
}
