//! Fields: what they compute is text, how they compute it is not.

/// The fields that are open at this place of the text, the outermost first.
#[derive(Default)]
pub struct Fields(Vec<Field>);

#[derive(Default)]
struct Field {
    instruction: String,
    /// Behind the mark that parts the instruction from what it computes.
    computed: bool,
}

/// Most fields inside one another.
const MAX_NESTED: usize = 64;

impl Fields {
    /// A mark: `begin`, `separate`, `end`.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.0.len() < MAX_NESTED => self.0.push(Field::default()),
            "separate" => self.0.last_mut().into_iter().for_each(|field| field.computed = true),
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.computed) {
            field.instruction.push_str(text);
        }
    }

    /// Whether text at this place is part of the document.
    pub fn shown(&self) -> bool {
        self.0.iter().all(|field| field.computed && lasting(&field.instruction))
    }
}

/// Page numbers and tables of contents follow from the layout: a document that was only opened and
/// saved by another program has others.
pub fn lasting(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
    !["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC"].contains(&name.as_str())
}
