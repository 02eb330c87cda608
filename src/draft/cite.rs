//! References: which numbers, in which words, merged into lists and ranges.

use crate::model::draft::{Label, Level, Run};
use crate::model::form::{CiteStyle, FormWords};

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
    /// How many of the fields the number before has said already.
    said: usize,
    open: bool,
}

impl Numbers {
    /// How many units above its own this number has in common with another.
    fn shared(&self, other: &Numbers) -> usize {
        let above = self.fields.len().saturating_sub(1).min(other.fields.len().saturating_sub(1));
        (0..above).take_while(|at| self.fields[*at] == other.fields[*at]).count()
    }
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
            said: 0,
            open: target.open,
        })
    }

    /// Paragraphs and points of one provision, in the style of the form.
    fn inside(&self, targets: &[&Target]) -> Vec<Run> {
        let Some(first) = targets.first() else { return vec![] };
        let top = first.top.as_ref().filter(|_| first.home != self.home);
        match (self.words.cite.style, top) {
            (CiteStyle::Nested, None) => {
                let level = first.below.first().map_or(Level::Paragraph, |(_, label)| label.level);
                self.run_in(targets, level, targets.len(), None)
            }
            (CiteStyle::Path, _) => {
                let level = first.below.first().map_or(Level::Paragraph, |(_, label)| label.level);
                self.up(self.group(self.prep, level, targets.iter().map(|t| self.below(t)).collect()), top)
            }
            (CiteStyle::Nested, Some((_, label))) => self.run_in(targets, label.level, 1, top),
            (CiteStyle::Lowest, _) => {
                let level = first.below.last().map_or(Level::Paragraph, |(_, label)| label.level);
                self.run_in(targets, level, targets.len(), top)
            }
            (CiteStyle::Climb, _) => self.climb(targets, top),
        }
    }

    /// `section 5(2)(a) and (b)`: the numbers of all levels run together behind one word, what several
    /// share being said once.
    fn run_in(&self, targets: &[&Target], level: Level, count: usize, top: Option<&(String, Label)>) -> Vec<Run> {
        let (before, after) = self.unit_words(self.prep, level, count);
        let mut runs = vec![Run::text(before)];
        if let Some((anchor, label)) = top {
            runs.push(Run::Ref { anchor: anchor.clone(), text: label.cited.clone() });
            runs.push(Run::text(self.words.cite.path.clone()));
        }
        let mut numbers: Vec<Numbers> = targets.iter().map(|target| self.below(target)).collect();
        for (numbers, target) in numbers.iter_mut().zip(targets) {
            numbers.position = target.below.last().map(|(_, label)| label.number);
        }
        runs.extend(self.numbers(numbers, true));
        runs.push(Run::text(after));
        runs.retain(|run| !run.printed().is_empty());
        runs
    }

    /// `le 1° et le 2° du deuxième alinéa de l'article 5`: what stands under one parent is named
    /// together, then each level above it.
    fn climb(&self, targets: &[&Target], top: Option<&(String, Label)>) -> Vec<Run> {
        let above = |target: &Target| target.below[..target.below.len() - 1].to_vec();
        let mut parents: Vec<Vec<(String, Label)>> = targets.iter().map(|t| above(t)).collect();
        parents.dedup();
        let named = parents.iter().map(|parent| {
            let children: Vec<&&Target> = targets.iter().filter(|t| above(t) == *parent).collect();
            let level = children[0].below.last().map_or(Level::Paragraph, |(_, label)| label.level);
            let numbers = children.iter().map(|target| {
                let last = target.below[target.below.len() - 1..].to_vec();
                self.below(&Target { below: last, ..(**target).clone() })
            });
            let runs = self.group(self.prep, level, numbers.collect());
            parent.iter().rev().fold(runs, |runs, unit| self.up(runs, Some(unit)))
        });
        self.up(self.join(named.collect()), top)
    }

    /// The runs, within the unit above them.
    fn up(&self, mut runs: Vec<Run>, unit: Option<&(String, Label)>) -> Vec<Run> {
        if let Some((anchor, label)) = unit {
            let (before, after) = self.unit_words(&self.words.cite.within, label.level, 1);
            runs.push(Run::text(format!(" {before}")));
            runs.push(Run::Ref { anchor: anchor.clone(), text: label.cited.clone() });
            runs.extend(Some(Run::text(after)).filter(|run| !run.printed().is_empty()));
        }
        runs
    }

    fn below(&self, target: &Target) -> Numbers {
        let fields: Vec<(String, String)> =
            target.below.iter().map(|(anchor, l)| (anchor.clone(), l.cited.clone())).collect();
        let position = match target.below.as_slice() {
            [(_, label)] => Some(label.number),
            _ => None,
        };
        let level = target.below.first().map(|(_, l)| l.level).unwrap_or(Level::Paragraph);
        Numbers { level, order: target.order, position, fields, said: 0, open: target.open }
    }

    /// Unit words and numbers: `Articles 5 to 7`.
    fn group(&self, prep: &str, level: Level, numbers: Vec<Numbers>) -> Vec<Run> {
        let (before, after) = self.unit_words(prep, level, numbers.len());
        let mut runs = vec![Run::text(before)];
        runs.extend(self.numbers(numbers, false));
        runs.push(Run::text(after));
        runs.retain(|run| !run.printed().is_empty());
        runs
    }

    /// The words before the numbers, with the space that follows them, and those after.
    fn unit_words(&self, prep: &str, level: Level, count: usize) -> (String, String) {
        let Some(unit) = self.words.unit.get(level.key()) else { return Default::default() };
        let Some(words) = unit.prep.get(prep).or_else(|| unit.prep.get("")) else { return Default::default() };
        let words = match (count, &words.two) {
            (0 | 1, _) => &words.one,
            (2, Some(two)) => two,
            _ => &words.other,
        };
        match words.split_once("{n}") {
            Some((before, after)) => (unbroken(before), unbroken(after)),
            None => (format!("{words}\u{a0}"), String::new()),
        }
    }

    /// `5`, `5 and 6`, `5 to 7 and 9`. With `once`, what a number shares with the one before is left out.
    fn numbers(&self, mut numbers: Vec<Numbers>, once: bool) -> Vec<Run> {
        numbers.sort_by_key(|n| n.order);
        if once {
            for at in (1..numbers.len()).rev() {
                let shared = numbers[at].shared(&numbers[at - 1]);
                numbers[at].said = shared;
            }
        }
        let mut items: Vec<Vec<Run>> = Vec::new();
        let mut at = 0;
        while at < numbers.len() {
            let mut end = at;
            while end + 1 < numbers.len() && follows(&numbers[end], &numbers[end + 1]) {
                end += 1;
            }
            if end - at >= 2 {
                let mut range = self.field(&numbers[at]);
                range.splice(0..0, Some(Run::text(&self.words.cite.from)).filter(|run| !run.printed().is_empty()));
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
        for (index, (anchor, text)) in numbers.fields.iter().skip(numbers.said).enumerate() {
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

/// The last space before a number, and the first one after it, do not break.
fn unbroken(words: &str) -> String {
    let words = words.strip_suffix(' ').map_or(words.to_string(), |words| format!("{words}\u{a0}"));
    words.strip_prefix(' ').map_or(words.clone(), |words| format!("\u{a0}{words}"))
}

fn follows(a: &Numbers, b: &Numbers) -> bool {
    let next = a.position.zip(b.position).is_some_and(|(a, b)| b == a + 1);
    let siblings = a.fields.len() == b.fields.len() && b.shared(a) + 1 == b.fields.len();
    next && siblings && a.level == b.level && !a.open && !b.open
}
