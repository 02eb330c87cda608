//! References: which numbers, in which words, merged into lists and ranges.

use crate::model::draft::{Label, Level, Run};
use crate::model::form::FormWords;

/// Something cited: its anchor, and its place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Order in the document.
    pub order: usize,
    /// The provision (or annex) it stands in.
    pub home: String,
    /// The label of the provision or annex; none for an unnumbered one.
    pub top: Option<(String, Label)>,
    /// Labels below it, from paragraph to point, each with its anchor.
    pub below: Vec<(String, Label)>,
    /// What is printed where nothing bears a number.
    pub heading: String,
    /// Possibly absent: bracketed.
    pub open: bool,
}

/// The words of a citation.
pub struct Citation<'a> {
    pub words: &'a FormWords,
    /// The provision in which the reference stands.
    pub home: &'a str,
    pub prep: &'a str,
}

/// A number to print: one field, or several for `1(a)`.
struct Numbers {
    level: Level,
    order: usize,
    /// Position at its level, for ranges; `None` where it can't be part of one.
    position: Option<usize>,
    fields: Vec<(String, String)>,
    open: bool,
}

impl Citation<'_> {
    /// The reference to these targets, in the order of the document.
    pub fn runs(&self, mut targets: Vec<Target>) -> Vec<Run> {
        targets.sort_by_key(|t| t.order);
        targets.dedup();
        let mut groups: Vec<Vec<Run>> = Vec::new();
        for level in [Level::Provision, Level::Annex] {
            let whole: Vec<Numbers> = targets.iter().filter_map(|t| self.whole(t, level)).collect();
            if !whole.is_empty() {
                groups.push(self.group(self.prep, level, whole));
            }
        }
        let inside: Vec<&Target> = targets.iter().filter(|t| !self.is_whole(t)).collect();
        groups.extend(inside.chunk_by(|one, next| one.home == next.home).map(|home| self.inside(home)));
        for target in targets.iter().filter(|t| t.top.is_none() && t.below.is_empty()) {
            groups.push(vec![Run::Ref { anchor: target.home.clone(), text: target.heading.clone() }]);
        }
        self.join(groups)
    }

    /// Cited by the number of its provision or annex alone.
    fn is_whole(&self, target: &Target) -> bool {
        target.below.is_empty()
    }

    fn whole(&self, target: &Target, level: Level) -> Option<Numbers> {
        let (anchor, label) = target.top.as_ref().filter(|(_, label)| label.level == level)?;
        if !self.is_whole(target) {
            return None;
        }
        Some(Numbers {
            level,
            order: target.order,
            position: Some(label.number),
            fields: vec![(anchor.clone(), label.cited.clone())],
            open: target.open,
        })
    }

    /// Paragraphs and points of one provision: `paragraphs 2 and 3 of Article 5`, or `5(2) and (3)`.
    fn inside(&self, targets: &[&Target]) -> Vec<Run> {
        let Some(first) = targets.first() else { return vec![] };
        let same = first.home == self.home;
        let nested = self.words.cite.nested && !same;
        let level = first.below.first().map(|(_, label)| label.level).unwrap_or(Level::Paragraph);
        let numbers: Vec<Numbers> = targets.iter().map(|t| self.below(t)).collect();
        match &first.top {
            Some((anchor, label)) if nested => {
                let mut runs = vec![Run::text(self.unit_words(self.prep, label.level, 1))];
                runs.push(Run::Ref { anchor: anchor.clone(), text: label.cited.clone() });
                runs.extend(self.numbers(numbers));
                runs
            }
            Some((anchor, label)) if !same => {
                let mut runs = self.group(self.prep, level, numbers);
                let within = self.unit_words(&self.words.cite.within, label.level, 1);
                runs.push(Run::text(format!(" {within}")));
                runs.push(Run::Ref { anchor: anchor.clone(), text: label.cited.clone() });
                runs
            }
            _ => self.group(self.prep, level, numbers),
        }
    }

    fn below(&self, target: &Target) -> Numbers {
        let fields: Vec<(String, String)> =
            target.below.iter().map(|(anchor, l)| (anchor.clone(), l.cited.clone())).collect();
        let position = match target.below.as_slice() {
            [(_, label)] => Some(label.number),
            _ => None,
        };
        let level = target.below.first().map(|(_, l)| l.level).unwrap_or(Level::Paragraph);
        Numbers { level, order: target.order, position, fields, open: target.open }
    }

    /// Unit words and numbers: `Articles 5 to 7`.
    fn group(&self, prep: &str, level: Level, numbers: Vec<Numbers>) -> Vec<Run> {
        let mut runs = vec![Run::text(self.unit_words(prep, level, numbers.len()))];
        runs.extend(self.numbers(numbers));
        runs
    }

    /// The words before the numbers, with the space that follows them.
    fn unit_words(&self, prep: &str, level: Level, count: usize) -> String {
        let Some(unit) = self.words.unit.get(level.key()) else { return String::new() };
        let Some(words) = unit.prep.get(prep).or_else(|| unit.prep.get("")) else { return String::new() };
        format!("{}\u{a0}", if count > 1 { &words.other } else { &words.one })
    }

    /// `5`, `5 and 6`, `5 to 7 and 9`.
    fn numbers(&self, mut numbers: Vec<Numbers>) -> Vec<Run> {
        numbers.sort_by_key(|n| n.order);
        let mut items: Vec<Vec<Run>> = Vec::new();
        let mut at = 0;
        while at < numbers.len() {
            let mut end = at;
            while end + 1 < numbers.len() && follows(&numbers[end], &numbers[end + 1]) {
                end += 1;
            }
            if end - at >= 2 {
                let mut range = self.field(&numbers[at]);
                range.push(Run::text(self.words.cite.to.clone()));
                range.extend(self.field(&numbers[end]));
                items.push(range);
            } else {
                items.extend(numbers[at..=end].iter().map(|n| self.field(n)));
            }
            at = end + 1;
        }
        self.join(items)
    }

    /// The numbers of one target, from the paragraph down.
    fn field(&self, numbers: &Numbers) -> Vec<Run> {
        let mut runs = Vec::new();
        for (index, (anchor, text)) in numbers.fields.iter().enumerate() {
            if index > 0 && !self.words.cite.path.is_empty() {
                runs.push(Run::text(self.words.cite.path.clone()));
            }
            runs.push(Run::Ref { anchor: anchor.clone(), text: text.clone() });
        }
        if numbers.open {
            runs.insert(0, Run::Bracket { text: "[".into() });
            runs.push(Run::Bracket { text: "]".into() });
        }
        runs
    }

    fn join(&self, items: Vec<Vec<Run>>) -> Vec<Run> {
        let count = items.len();
        let mut runs = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                let cite = &self.words.cite;
                runs.push(Run::text(if index + 1 == count { cite.and.clone() } else { cite.separator.clone() }));
            }
            runs.extend(item);
        }
        runs
    }
}

fn follows(a: &Numbers, b: &Numbers) -> bool {
    let next = a.position.zip(b.position).is_some_and(|(a, b)| b == a + 1);
    next && a.level == b.level && !a.open && !b.open
}
