//! Reads an agreement as a lawyer would, from its text alone: what it cites, and what is there.
//!
//! It shares nothing with the program: no draft, no library, only the text that LibreOffice exports, and
//! for each language the words by which a provision is cited.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How a language names what it cites.
struct Speech {
    /// A heading above articles.
    chapter: Regex,
    /// The heading of an article, with its number.
    article: Regex,
    annex: Regex,
    /// A list of articles, cited from anywhere.
    articles: Regex,
    /// A list of paragraphs, and what they are said to belong to.
    paragraphs: Regex,
    annexes: Regex,
    /// A definition: the term, and what follows.
    defined: Regex,
    /// The paragraph that names every annex says nothing of what an annex is for.
    integral: &'static str,
    first: &'static str,
}

/// One paragraph of an article, or the whole where it has no numbers.
#[derive(Debug, Default)]
struct Unit {
    heading: String,
    paragraphs: Vec<(String, Vec<String>)>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    paragraph: String,
    text: String,
}

/// A text, read.
#[derive(Debug, Default)]
pub struct Page {
    articles: BTreeMap<String, Unit>,
    annexes: BTreeMap<String, Unit>,
    /// What stands in no article: title, preamble, signatures; and all of a text without articles.
    loose: Vec<String>,
    wrong: Vec<String>,
}

const LIST: &str = r"(?:premier|\d+)(?:(?:, | and | or | to | et | ou | à )(?:(?:l’article|l’annexe|articles?|to Articles?|of Articles?|de l’article|à l’article|des articles|aux articles) )?(?:premier|\d+))*";
const PARTS: &str =
    r"\(?\d+\)?(?: ?\(?[a-z]{1,4}\))*(?:(?:, | and | or | to | et | ou | à )\(?\d+\)?(?: ?\(?[a-z]{1,4}\))*)*";

fn regex(pattern: &str) -> Regex {
    let pattern = pattern.replace("LIST", LIST).replace("PARTS", PARTS);
    Regex::new(&pattern).expect("a pattern")
}

/// The same for a treaty, whose articles bear their name, and a memorandum, whose paragraphs are the articles.
fn speech(language: &str, memorandum: bool) -> &'static Speech {
    static ALL: LazyLock<[Speech; 4]> = LazyLock::new(|| {
        let letters = r"[A-Z]+(?:(?:, | and | or | to | et | ou | à )[A-Z]+)*\b";
        let treaty_en = || Speech {
            chapter: regex(r"^(?:Chapter|Section|Part) [IVXLC\d]+ "),
            article: regex(r"^Article (\d+) (.*[^.;:,])$"),
            annex: regex(r"^Annex ([A-Z]+) (.*[^.;:,])$"),
            articles: regex(r"\b[Aa]rticles? (LIST)"),
            paragraphs: regex(
                r"\bparagraphs? (PARTS)(?: of (?:(this) Article|Article (\d+)|(this) Annex|Annex ([A-Z]+)))?",
            ),
            annexes: regex(&format!(r"\bAnnex(?:es)? ({letters})")),
            defined: regex(r"^\(?[a-z]+\) “([^”]+)” means (.*)$"),
            integral: "integral part",
            first: "1",
        };
        let treaty_fr = || Speech {
            chapter: regex(r"^(?:Chapitre|Section|Partie) (?:[IVXLC\d]+|premier|première) "),
            article: regex(r"^Article (premier|\d+) (.*[^.;:,])$"),
            annex: regex(r"^Annexe ([A-Z]+) (.*[^.;:,])$"),
            articles: regex(r"\b[Aa]rticles? (LIST)"),
            paragraphs: regex(
                r"\bparagraphes? (PARTS)(?: (?:du (présent) article|de l’article (premier|\d+)|de la (présente) annexe|de l’annexe ([A-Z]+)))?",
            ),
            annexes: regex(&format!(r"\b[Aa]nnexes? ({letters})")),
            defined: regex(r"^\(?[a-z]+\) « ([^»]+) » (?:désigne|désignent|s’entend) (.*)$"),
            integral: "partie intégrante",
            first: "premier",
        };
        let memorandum_en = Speech {
            article: regex(r"^(\d+)\. (.*[^.;:,])$"),
            articles: regex(r"(?:^|[^-\w])paragraphs? (LIST)"),
            paragraphs: regex(
                r"\bsub-paragraphs? (PARTS)(?: of (?:(this) paragraph|paragraph (\d+)|(this) Annex|Annex ([A-Z]+)))?",
            ),
            ..treaty_en()
        };
        let memorandum_fr = Speech {
            article: regex(r"^(\d+)\. (.*[^.;:,])$"),
            articles: regex(r"(?:^|[^-\w])paragraphes? (LIST)"),
            paragraphs: regex(
                r"\bsous-paragraphes? (PARTS)(?: (?:du (présent) paragraphe|du paragraphe (premier|\d+)|de la (présente) annexe|de l’annexe ([A-Z]+)))?",
            ),
            first: "1",
            ..treaty_fr()
        };
        [treaty_en(), treaty_fr(), memorandum_en, memorandum_fr]
    });
    &ALL[usize::from(language == "fr") + 2 * usize::from(memorandum)]
}

static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:(\d+)\.|\((\d+)\)) (.+)$"));
static POINT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\(?([a-z]{1,4})\) .+$"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"premier|\d+|[A-Z]+|[a-z]{1,4}\)|, | and | or | to | et | ou | à "));
static LEFTOVER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\{\{|\}\}|\{#|\{and\}|\{or\}|[\u{E000}-\u{F8FF}\u{FFFD}]| ,| \.(?:$|[^.\d])|\(\)|,,|\bundefined\b|\bnull\b|Error:|Erreur",
    )
});

impl Page {
    /// Reads an exported text; what is wrong with its numbering is told by [`Page::findings`].
    pub fn read(text: &str, language: &str, memorandum: bool) -> Page {
        let speech = speech(language, memorandum);
        let mut page = Page::default();
        // Where the text stands: in an article, in an annex, or in neither.
        let mut within: Option<(bool, String)> = None;
        let (mut paragraph, mut chapter) = (String::new(), None::<String>);
        for raw in body(text) {
            let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() {
                continue;
            }
            if LEFTOVER.is_match(&line) && !line.starts_with("Pour ") {
                page.wrong.push(format!("unfilled: {line}"));
            }
            let indented = raw.starts_with(' ') || raw.contains('\t');
            if indented && speech.chapter.is_match(&line) {
                page.bare(chapter.replace(line));
                (within, paragraph) = (None, String::new());
            } else if let Some(found) =
                speech.article.captures(&line).filter(|_| indented && !numbered(&line, memorandum, raw))
            {
                chapter = None;
                page.open(false, &found[1], &found[2], speech.first);
                (within, paragraph) = (Some((false, found[1].to_string())), String::new());
            } else if let Some(found) = speech.annex.captures(&line).filter(|_| indented) {
                page.bare(chapter.take());
                page.open(true, &found[1], &found[2], "I");
                (within, paragraph) = (Some((true, found[1].to_string())), String::new());
            } else if let Some((annex, number)) = &within {
                let closing = !annex && !indented && page.closes(number);
                if closing {
                    within = None;
                    page.loose.push(line);
                    continue;
                }
                let unit = if *annex { page.annexes.get_mut(number) } else { page.articles.get_mut(number) };
                let Some(unit) = unit else { continue };
                if let Some(found) = PARAGRAPH.captures(&line) {
                    paragraph = found.get(1).or(found.get(2)).map(|n| n.as_str().to_string()).unwrap_or_default();
                    unit.paragraphs.push((paragraph.clone(), vec![]));
                } else if let (Some(found), Some((_, points))) = (POINT.captures(&line), unit.paragraphs.last_mut()) {
                    points.push(found[1].to_string());
                }
                unit.lines.push(Line { paragraph: paragraph.clone(), text: line });
            } else {
                if chapter.is_some() {
                    chapter = None;
                }
                page.loose.push(line);
            }
        }
        page.bare(chapter);
        page
    }

    /// A chapter heading beneath which nothing stands.
    fn bare(&mut self, chapter: Option<String>) {
        self.wrong.extend(chapter.map(|heading| format!("empty chapter: {heading}")));
    }

    /// Whether unindented text after this article can no longer belong to it: it has numbered paragraphs, or some text.
    fn closes(&self, number: &str) -> bool {
        self.articles.get(number).is_some_and(|unit| !unit.paragraphs.is_empty())
    }

    fn open(&mut self, annex: bool, number: &str, heading: &str, first: &str) {
        let all = if annex { &mut self.annexes } else { &mut self.articles };
        let expected = match (annex, all.len()) {
            (_, 0) => first.to_string(),
            (false, count) => (count + 1).to_string(),
            (true, count) if number.chars().all(|c| "IVXLC".contains(c)) && all.contains_key("I") => roman(count + 1),
            (true, count) => letter(count),
        };
        // A memorandum counts its annexes by letters.
        let expected = if annex && all.is_empty() && number == "A" { "A".to_string() } else { expected };
        if number != expected {
            self.wrong.push(format!("misnumbered: {number} {heading}, where {expected} was due"));
        }
        let unit = Unit { heading: heading.to_string(), ..Unit::default() };
        if all.insert(number.to_string(), unit).is_some() {
            self.wrong.push(format!("twice: {number} {heading}"));
        }
    }

    /// Everything wrong with the text. What a companion cites stands in the `main` text.
    pub fn findings(&self, language: &str, memorandum: bool, main: Option<&Page>) -> Vec<String> {
        let speech = speech(language, memorandum);
        let mut wrong = self.wrong.clone();
        let target = main.filter(|_| self.articles.is_empty()).unwrap_or(self);
        for (annex, unit_number, unit) in self.units() {
            let name = format!("{}{unit_number} {}", if annex { "annex " } else { "" }, unit.heading);
            if unit.lines.is_empty() {
                wrong.push(format!("empty: {name}"));
            }
            wrong.extend(misnumbered(unit).into_iter().map(|what| format!("misnumbered: {name}: {what}")));
            // In the table of an annex a colon stands before what is to be written in.
            let unfinished = if annex { vec![] } else { unfinished(unit) };
            wrong.extend(unfinished.into_iter().map(|what| format!("unfinished: {name}: {what}")));
            for line in &unit.lines {
                let mut tell = |what: String| wrong.push(format!("{what}, in {name}: {}", line.text));
                target.cited(speech, Some((annex, unit_number, &line.paragraph)), &line.text, &mut tell);
            }
        }
        for line in &self.loose {
            target.cited(speech, None, line, &mut |what| wrong.push(format!("{what}, in: {line}")));
        }
        wrong.extend(self.orphan_annexes(speech));
        wrong.extend(self.orphan_definitions(speech));
        wrong
    }

    fn units(&self) -> impl Iterator<Item = (bool, &str, &Unit)> {
        let articles = self.articles.iter().map(|(number, unit)| (false, number.as_str(), unit));
        articles.chain(self.annexes.iter().map(|(number, unit)| (true, number.as_str(), unit)))
    }

    /// Every citation in a line names something that is there.
    fn cited(&self, speech: &Speech, at: Option<(bool, &str, &str)>, line: &str, tell: &mut dyn FnMut(String)) {
        for found in speech.articles.captures_iter(line) {
            let list = numbers(&found[1]);
            for number in &list {
                if !self.articles.contains_key(number) {
                    tell(format!("dangling: article {number}"));
                }
            }
            if list.windows(2).any(|pair| value(&pair[0]) >= value(&pair[1])) {
                tell(format!("unsorted: articles {}", &found[1]));
            }
            let whole = line[..found.get(0).map_or(0, |m| m.start())].trim_end();
            let part = whole.ends_with(" of") || whole.ends_with(" de l’") || whole.ends_with(" du");
            if let Some((false, own, _)) = at
                && list.len() == 1
                && list[0] == own
                && !part
            {
                tell(format!("self reference: article {own}"));
            }
        }
        for found in speech.annexes.captures_iter(line) {
            for number in numbers(&found[1]) {
                if !self.annexes.contains_key(&number) {
                    tell(format!("dangling: annex {number}"));
                }
            }
        }
        for found in speech.paragraphs.captures_iter(line) {
            let own = || at.map(|(annex, number, _)| (annex, number.to_string()));
            let unit = match (found.get(3), found.get(5)) {
                (Some(article), _) => Some((false, article.as_str().to_string())),
                (_, Some(annex)) => Some((true, annex.as_str().to_string())),
                _ => own(),
            };
            let Some((annex, number)) = unit else {
                tell(format!("dangling: paragraphs {} of nothing", &found[1]));
                continue;
            };
            let unit = if annex { self.annexes.get(&number) } else { self.articles.get(&number) };
            // An article that is not there has been told of.
            let Some(unit) = unit else { continue };
            let list = numbers(&found[1]);
            let mut last: Option<&(String, Vec<String>)> = None;
            for number in &list {
                if let Some(point) = number.strip_suffix(')') {
                    let points = last.map(|(_, points)| points.as_slice()).unwrap_or_default();
                    if !points.iter().any(|p| p == point) {
                        tell(format!("dangling: point {point} of {}", &found[0]));
                    }
                    continue;
                }
                last = unit.paragraphs.iter().find(|(label, _)| label == number);
                if last.is_none() {
                    tell(format!("dangling: {}", &found[0]));
                }
            }
            let paragraphs: Vec<u32> = list.iter().filter(|n| !n.ends_with(')')).map(|n| value(n)).collect();
            if paragraphs.windows(2).any(|pair| pair[0] > pair[1]) {
                tell(format!("unsorted: {}", &found[0]));
            }
            if let Some((at_annex, at_number, at_paragraph)) = at {
                let whole = list.len() == 1 && list[0] == at_paragraph;
                if whole && (at_annex, at_number) == (annex, number.as_str()) {
                    tell(format!("self reference: {}", &found[0]));
                }
                let named = found.get(3).is_some() && !annex && !at_annex && at_number == number;
                if named {
                    tell(format!("self reference: {}", &found[0]));
                }
            }
        }
    }

    /// Annexes that only the article on annexes names.
    fn orphan_annexes(&self, speech: &Speech) -> Vec<String> {
        let mut cited = BTreeSet::new();
        let whole = |unit: &Unit| unit.lines.iter().any(|line| line.text.contains(speech.integral));
        for (annex, number, unit) in self.units().filter(|(annex, _, unit)| *annex || !whole(unit)) {
            for line in &unit.lines {
                for found in speech.annexes.captures_iter(&line.text) {
                    cited.extend(spread(&found[1]).into_iter().filter(|cited| !annex || cited != number));
                }
            }
        }
        let orphans = self.annexes.iter().filter(|(number, _)| !cited.contains(*number));
        orphans.map(|(number, unit)| format!("orphan annex: {number} {}", unit.heading)).collect()
    }

    /// Defined terms that the rest of the text does not use.
    fn orphan_definitions(&self, speech: &Speech) -> Vec<String> {
        let lines: Vec<&String> = self.units().flat_map(|(.., unit)| &unit.lines).map(|line| &line.text).collect();
        let mut wrong = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(found) = speech.defined.captures(line) else { continue };
            let used = inflected(&found[1]);
            let rest = lines.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, line)| line.as_str());
            if !rest.chain(self.loose.iter().map(String::as_str)).any(|line| used.is_match(line)) {
                wrong.push(format!("orphan definition: {}", &found[1]));
            }
        }
        wrong
    }

    /// How much there is: articles, annexes, definitions, citations.
    pub fn size(&self, language: &str, memorandum: bool) -> [usize; 4] {
        let speech = speech(language, memorandum);
        let lines = || self.units().flat_map(|(.., unit)| &unit.lines).map(|line| line.text.as_str());
        let cited = |line: &str| {
            [&speech.articles, &speech.paragraphs, &speech.annexes]
                .iter()
                .map(|r| r.find_iter(line).count())
                .sum::<usize>()
        };
        let defined = lines().filter(|line| speech.defined.is_match(line)).count();
        [self.articles.len(), self.annexes.len(), defined, lines().map(cited).sum()]
    }
}

/// The lines after the contents, whose entries end with a tab and a page.
fn body(text: &str) -> impl Iterator<Item = &str> {
    let entry = |line: &str| line.rsplit_once('\t').is_some_and(|(_, page)| page.trim().parse::<u32>().is_ok());
    text.trim_start_matches('\u{feff}').lines().filter(move |line| !entry(line))
}

/// In a memorandum, `1. ` opens an article; a treaty's paragraphs open so.
fn numbered(line: &str, memorandum: bool, raw: &str) -> bool {
    let depth = raw.len() - raw.trim_start_matches(' ').len();
    memorandum && (depth > 4 || line.starts_with('('))
}

/// Paragraphs from 1, points from a, none left out; one alone bears no number.
fn misnumbered(unit: &Unit) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, (label, points)) in unit.paragraphs.iter().enumerate() {
        if *label != (at + 1).to_string() {
            wrong.push(format!("paragraph {label}, where {} was due", at + 1));
        }
        let mut due = 0;
        for point in points {
            if *point == small(due) {
                due += 1;
            } else if *point == "a" {
                due = 1;
            } else if !point.chars().all(|c| "ivx".contains(c)) {
                wrong.push(format!("point {point} of paragraph {label}, where {} was due", small(due)));
            }
        }
    }
    wrong
}

/// A lead-in without its points.
fn unfinished(unit: &Unit) -> Vec<String> {
    let open = |at: usize| {
        unit.lines[at].text.ends_with(':') && !unit.lines.get(at + 1).is_some_and(|next| POINT.is_match(&next.text))
    };
    (0..unit.lines.len()).filter(|at| open(*at)).map(|at| unit.lines[at].text.clone()).collect()
}

/// The numbers in a list, as printed; a point keeps its bracket.
fn numbers(list: &str) -> Vec<String> {
    let found = NUMBER.find_iter(list).map(|found| found.as_str());
    found.filter(|text| !text.contains(' ')).map(String::from).collect()
}

/// The numbers in a list of annexes, with those between.
fn spread(list: &str) -> Vec<String> {
    let ends = numbers(list);
    if !(list.contains(" to ") || list.contains(" à ")) {
        return ends;
    }
    let all: Vec<String> = if ends[0] == "A" || !ends[0].chars().all(|c| "IVXLC".contains(c)) {
        (0..26).map(letter).collect()
    } else {
        (1..40).map(roman).collect()
    };
    let at = |end: &String| all.iter().position(|one| one == end).unwrap_or_default();
    all[at(&ends[0])..=at(&ends[ends.len() - 1])].to_vec()
}

fn value(number: &str) -> u32 {
    if number == "premier" { 1 } else { number.parse().unwrap_or_default() }
}

fn letter(index: usize) -> String {
    char::from_u32('A' as u32 + index as u32).map(String::from).unwrap_or_default()
}

/// a, b, … z, aa, bb …
fn small(index: usize) -> String {
    let letter = char::from_u32('a' as u32 + (index % 26) as u32).map(String::from).unwrap_or_default();
    letter.repeat(1 + index / 26)
}

fn roman(mut number: usize) -> String {
    let mut out = String::new();
    for (worth, text) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= worth {
            number -= worth;
            out.push_str(text);
        }
    }
    out
}

/// A term in any of its forms: endings may differ.
fn inflected(term: &str) -> Regex {
    let words = term.split_whitespace().map(|word| {
        let stem: String = word.chars().take(word.chars().count().saturating_sub(2).max(3)).collect();
        format!(r"{}[\w’]{{0,5}}", regex::escape(&stem))
    });
    let pattern = words.collect::<Vec<_>>().join(r"[\s\u{a0}]+");
    Regex::new(&format!(r"(?i)\b{pattern}")).expect("a pattern")
}

/// Where the text is not what the draft prints: the first difference.
pub fn difference(text: &str, wanted: &[String]) -> Option<String> {
    let normal = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let read: Vec<String> = body(text).map(normal).filter(|line| !line.is_empty()).collect();
    // The heading of the contents is no part of the draft.
    let at = wanted.iter().zip(&read).position(|(wanted, read)| wanted != read);
    let read = match at {
        Some(at) if read.get(at + 1) == wanted.get(at) => [&read[..at], &read[at + 1..]].concat(),
        _ => read,
    };
    let at = wanted.iter().zip(&read).position(|(wanted, read)| wanted != read);
    let at = at.or_else(|| (wanted.len() != read.len()).then(|| wanted.len().min(read.len())))?;
    Some(format!("unlike the draft: {:?}, where it says {:?}", read.get(at), wanted.get(at)))
}
