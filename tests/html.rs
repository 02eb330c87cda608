//! The page in HTML: whole on the toy library, and sound in every preset, language and edition.
//!
//! `UPDATE_GOLDEN=1 cargo test --test html` writes the pages anew; read the difference before
//! committing it.

mod common;
mod support;

use clausier::draft::{Given, choose, draft};
use clausier::model::draft::Draft;
use clausier::model::{Answers, Library};
use clausier::render::{Edition, HtmlOptions, html};
use common::judges::{languages, one_of_each};
use common::{Commentary, normal, printed};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use support::toy;

const STYLE: &str = include_str!("../src/render/html/style.css");
const EDITIONS: [Edition; 2] = [Edition::Clean, Edition::Annotated];

/// Beside `open.en.md` and `note.ar.md`; the style, which is the same in all, is left out.
#[test]
fn each_page_reads_as_written() {
    // The hash of the library changes with every word of it.
    let library = toy::library();
    let hash = clausier::model::fingerprint::short(&library.fingerprint);
    for (name, answers, language, sets, status) in [
        ("open.en", "paid", "en", &["works=deck", "toll=open", "night=open"][..], Some("second reading")),
        ("names.fr", "tests/golden/names.toml", "fr", &[], None),
        ("note.ar", "note", "ar", &[], None),
    ] {
        let page = toy::page(answers, language, sets, HtmlOptions { edition: Edition::Annotated, status });
        support::golden(&format!("{name}.html"), &page.replace(STYLE, "").replace(hash, "hash"));
    }
}

/// A draft, and what it is called in a failure.
struct Case {
    name: String,
    draft: Draft,
}

/// Every preset in every complete language, as answered and with every question left open; and the toys.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(all_cases)
}

fn all_cases() -> Vec<Case> {
    let mut all = Vec::new();
    let (library, _) = clausier::read::library(&support::files(&support::root()), None);
    for preset in one_of_each(&["mla-civil-law", "mla-gulf"]) {
        let answers = Answers { extends: Some(preset.clone()), ..Answers::default() };
        let given = Given { answers, ..Given::default() };
        let (settlement, _) = choose(&library, &given).expect("settled");
        let book = &library.books[&settlement.book];
        let sets = book.instrument.option.keys().map(|option| (option.clone(), "open".to_string())).collect();
        let open = Given { sets, ..given.clone() };
        for language in languages(&book.id) {
            all.push(case(&library, &format!("{preset} {language}"), &given, &language));
            if ["full", "mla-common-law"].contains(&preset.as_str()) {
                all.push(case(&library, &format!("{preset} {language} open"), &open, &language));
            }
        }
    }
    let library = toy::library();
    for (answers, language, sets) in [
        ("paid", "en", &[][..]),
        ("paid", "fr", &["works=deck", "toll=open", "night=open"]),
        ("note", "ar", &[]),
        ("tests/golden/act.toml", "en", &[]),
        ("tests/golden/act.toml", "fr", &[]),
        ("tests/golden/names.toml", "fr", &[]),
    ] {
        all.push(case(&library, &format!("toy {answers} {language}"), &toy::given(answers, sets), language));
    }
    // A law, with groups and with what stands before its first provision, in every form.
    let library = support::with_law();
    for (form, voices) in &library.forms {
        let answers =
            Answers { instrument: Some("orchard-law".into()), form: Some(form.clone()), ..Answers::default() };
        let given = Given { answers, ..Given::default() };
        let spoken = library.books["orchard-law"].languages();
        for language in voices.language.keys().filter(|language| spoken.iter().any(|l| l == *language)) {
            all.push(case(&library, &format!("law {form} {language}"), &given, language));
        }
    }
    assert!(all.len() > 6, "no preset, or no complete language");
    all
}

fn case(library: &Library, name: &str, given: &Given, language: &str) -> Case {
    let (settlement, _) = choose(library, given).expect(name);
    Case { name: name.into(), draft: draft(library, &settlement, language).expect(name).0 }
}

/// Every case in every edition: its name, the draft as JSON, whether it is annotated, and the page.
fn pages(check: impl Fn(&str, &Case, Edition, &str)) {
    for case in cases() {
        for edition in EDITIONS {
            let page = html(&case.draft, HtmlOptions { edition, status: None });
            check(&format!("{} {edition:?}", case.name), case, edition, &page);
        }
    }
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef) -> String {
    normal(&element.text().collect::<String>())
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    select(page, selector).iter().filter_map(|element| element.attr(name).map(String::from)).collect()
}

#[test]
fn the_text_is_that_of_the_draft() {
    pages(|name, case, edition, page| {
        let json = serde_json::to_value(&case.draft).expect("JSON");
        let commentary = &case.draft.interface["commentary"];
        let commentary = match edition {
            Edition::Annotated => Commentary::Under(commentary, ""),
            _ => Commentary::Nowhere,
        };
        let wanted = printed(&json, commentary, None);
        let wanted: Vec<String> = wanted.iter().map(|printed| printed.whole()).collect();
        let page = Html::parse_document(page);
        let paragraphs = ".notice, .stage, h1, main :is(h2, h3, h4, h5, h6, p, summary, caption, th, td)";
        let read: Vec<String> = select(&page, paragraphs).into_iter().map(text).filter(|t| !t.is_empty()).collect();
        for (wanted, read) in wanted.iter().zip(&read) {
            assert_eq!(wanted, read, "{name}");
        }
        assert_eq!(wanted.len(), read.len(), "{name}");
        // Nothing stands outside paragraphs.
        let above = select(&page, ".notice, .stage").into_iter().map(text).collect::<String>();
        let whole = above + &text(select(&page, "h1")[0]) + " " + &text(select(&page, "main")[0]);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&whole), squeezed(&read.concat()), "{name}");
    });
}

#[test]
fn a_parser_finds_no_error_and_the_head_tells_the_language() {
    pages(|name, case, _, page| {
        let parsed = Html::parse_document(page);
        assert_eq!(parsed.errors, Vec::<String>::new(), "{name}");
        let root = parsed.root_element();
        assert_eq!(root.attr("lang"), Some(case.draft.tag.as_str()), "{name}");
        let direction = if case.draft.language == "ar" { "rtl" } else { "ltr" };
        assert_eq!(root.attr("dir"), Some(direction), "{name}");
        assert_eq!(text(select(&parsed, "title")[0]), text(select(&parsed, "h1")[0]), "{name}");
        for landmark in ["body > header", "body > nav[aria-label]", "body > main"] {
            assert_eq!(select(&parsed, landmark).len(), 1, "{name}: {landmark}");
        }
        for table in select(&parsed, "table") {
            let headers = table.select(&Selector::parse("thead th[scope=col]").expect("a selector")).count();
            assert!(headers > 0, "{name}: a table without headers");
        }
    });
}

#[test]
fn every_link_has_its_target_and_every_id_is_there_once() {
    pages(|name, case, _, page| {
        let parsed = Html::parse_document(page);
        let ids = attributes(&parsed, "[id]", "id");
        let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(ids.len(), known.len(), "{name}: an id stands twice");
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        assert!(ids.iter().all(|id| !id.is_empty() && id.chars().all(plain)), "{name}: {ids:?}");
        for to in attributes(&parsed, "[href]", "href") {
            assert!(to.strip_prefix('#').is_some_and(|id| known.contains(id)), "{name}: {to} leads nowhere");
        }
        // Every reference is a link, and what it leads to bears the number of what the draft cites.
        let json = serde_json::to_value(&case.draft).expect("JSON");
        let (mut labels, mut cited) = (BTreeMap::new(), Vec::new());
        labelled(&json, &mut labels);
        references(&json, &mut cited);
        let mut links = select(&parsed, "main a.ref, h1 a.ref");
        let noted =
            |link: &ElementRef| link.ancestors().filter_map(ElementRef::wrap).any(|e| e.value().name() == "details");
        links.retain(|link| !noted(link));
        assert_eq!(
            links.iter().map(|link| text(*link)).collect::<Vec<_>>(),
            cited.iter().map(|c| c.1.clone()).collect::<Vec<_>>()
        );
        let label = Selector::parse(".label").expect("a selector");
        let targets: BTreeMap<&str, ElementRef> =
            select(&parsed, "[id]").into_iter().filter_map(|target| Some((target.attr("id")?, target))).collect();
        for (link, (anchor, _)) in links.iter().zip(&cited) {
            let to = link.attr("href").expect("a target").trim_start_matches('#');
            if let Some(wanted) = labels.get(anchor.as_str()).filter(|label| !label.is_empty()) {
                let read = targets[to].select(&label).next().map(text);
                assert_eq!(read, Some(normal(wanted)), "{name}: {anchor}");
            }
        }
    });
}

/// Permanent id → printed label, wherever both stand side by side.
fn labelled(value: &Value, out: &mut BTreeMap<String, String>) {
    if let (Some(id), Some(label)) = (value["id"].as_str(), value["label"]["text"].as_str()) {
        // A chapter may be called as a provision is; nothing cites chapters.
        if value["label"]["level"] != "chapter" && value["label"]["level"] != "group" {
            out.insert(id.into(), label.into());
        }
    }
    inner(value).for_each(|value| labelled(value, out));
}

/// Anchor and text of every reference in the text, in order.
fn references(value: &Value, out: &mut Vec<(String, String)>) {
    if value["run"] == "ref" {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_string();
        out.push((text("anchor"), normal(&text("text"))));
    }
    // In the order printed, which is not that of the keys.
    let printed = [
        "title",
        "front",
        "group",
        "layers",
        "chapter",
        "divisions",
        "provisions",
        "heading",
        "blocks",
        "runs",
        "rows",
        "cells",
    ];
    match value {
        Value::Array(values) => values.iter().for_each(|value| references(value, out)),
        Value::Object(values) => printed.iter().filter_map(|key| values.get(*key)).for_each(|v| references(v, out)),
        _ => {}
    }
}

fn inner(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(values) => Box::new(values.iter()),
        Value::Object(values) => Box::new(values.values()),
        _ => Box::new(std::iter::empty()),
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_and_the_contents_name_them_all() {
    pages(|name, _, _, page| {
        let parsed = Html::parse_document(page);
        let headings = select(&parsed, "h1, h2, h3, h4, h5, h6");
        let mut before = 0;
        for heading in &headings {
            let level: usize = heading.value().name()[1..].parse().expect("a level");
            assert!(level <= before + 1, "{name}: {} after level {before}", heading.html());
            before = level;
        }
        assert_eq!(select(&parsed, "h1").len(), 1, "{name}");
        let entries: BTreeSet<String> = attributes(&parsed, "nav a", "href").into_iter().collect();
        for anchor in attributes(&parsed, ".head > .anchor", "href") {
            assert!(entries.contains(&anchor), "{name}: {anchor} is not in the contents");
        }
        for link in select(&parsed, "a") {
            let named = link.attr("aria-label").map_or_else(|| text(link), String::from);
            assert!(!named.trim().is_empty(), "{name}: {} has no name", link.html());
        }
    });
}

#[test]
fn a_page_asks_for_nothing_and_runs_nothing() {
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    pages(|name, _, _, page| {
        let parsed = Html::parse_document(page);
        assert_eq!(attributes(&parsed, "meta[http-equiv=Content-Security-Policy]", "content"), [POLICY], "{name}");
        let foreign = "script, link, img, iframe, object, embed, form, base, svg, audio, video";
        assert_eq!(select(&parsed, foreign).len(), 0, "{name}");
        for element in select(&parsed, "*") {
            for (attribute, value) in element.value().attrs() {
                let harmless = !attribute.starts_with("on") && !["style", "src", "srcset", "ping"].contains(&attribute);
                assert!(harmless && !value.contains("://"), "{name}: {attribute}={value}");
            }
        }
    });
    for word in ["url(", "@import", "http", "expression", "<"] {
        assert!(!STYLE.contains(word), "the style holds {word}");
    }
}

/// What a State may be called, and what it may write into a blank, is text wherever it stands.
#[test]
fn a_hostile_name_stays_text() {
    let hostile = "<script>alert(1)</script>\" onload=\"x' & \u{0}\u{1b}\u{202e}]]>--><!--\n</title></style>";
    let mut draft = case(&toy::library(), "paid", &toy::given("paid", &["toll=open"]), "en").draft;
    let spoil = |text: &mut String| text.push_str(hostile);
    spoil(&mut draft.tag);
    spoil(&mut draft.library);
    draft.interface.values_mut().for_each(spoil);
    draft.open_blanks.iter_mut().for_each(|blank| spoil(&mut blank.label));
    let mut runs = vec![&mut draft.title];
    for layer in &mut draft.layers {
        spoil(&mut layer.id);
        runs.push(&mut layer.title);
        for division in &mut layer.divisions {
            division.chapter.iter_mut().for_each(|chapter| spoil(&mut chapter.id));
            for provision in &mut division.provisions {
                spoil(&mut provision.id);
                spoil(&mut provision.title);
                provision.label.iter_mut().for_each(|label| spoil(&mut label.text));
                runs.push(&mut provision.heading);
                for block in provision.blocks.iter_mut().chain(&mut provision.commentary) {
                    block.id.iter_mut().for_each(spoil);
                    block.label.iter_mut().for_each(|label| spoil(&mut label.text));
                    runs.push(&mut block.runs);
                    runs.extend(block.rows.iter_mut().flat_map(|row| &mut row.cells));
                }
            }
        }
    }
    let whole = runs.iter().flat_map(|runs| runs.iter()).count();
    for run in runs.into_iter().flatten() {
        use clausier::model::draft::Run::{Blank, Bracket, Ref, Term, Text};
        let (Text { text, .. } | Blank { text, .. } | Ref { text, .. } | Term { text, .. } | Bracket { text }) = run;
        spoil(text);
    }
    let page = html(&draft, HtmlOptions { edition: Edition::Annotated, status: Some(hostile) });
    let parsed = Html::parse_document(&page);
    assert_eq!(parsed.errors, Vec::<String>::new());
    assert_eq!((select(&parsed, "script").len(), select(&parsed, "[onload]").len()), (0, 0));
    let read = text(parsed.root_element());
    assert!(
        read.matches("<script>alert(1)</script>\" onload=\"x' & \u{202e}]]>--><!-- </title></style>").count() > whole
    );
}

/// The ratios of WCAG 2: text at least 4.5, rules and borders at least 3, on light and on dark.
#[test]
fn the_colours_can_be_read() {
    let schemes: Vec<&str> = STYLE.split(":root {").skip(1).collect();
    assert_eq!(schemes.len(), 2, "light and dark");
    for scheme in schemes {
        let colour = |name: &str| {
            let value = scheme.split(&format!("--{name}: #")).nth(1).and_then(|rest| rest.get(..6)).expect(name);
            luminance(value)
        };
        for (above, below, least) in [
            ("ink", "paper", 7.0),
            ("ink", "note", 7.0),
            ("ink", "mark", 7.0),
            ("soft", "paper", 4.5),
            ("soft", "note", 4.5),
            ("accent", "paper", 4.5),
            ("accent", "note", 4.5),
            ("rule", "paper", 3.0),
            ("rule", "note", 3.0),
        ] {
            let (light, dark) = (colour(above).max(colour(below)), colour(above).min(colour(below)));
            let ratio = (light + 0.05) / (dark + 0.05);
            assert!(ratio >= least, "{above} on {below}: {ratio:.2} is less than {least}");
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0;
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(part(0)) + 0.7152 * linear(part(2)) + 0.0722 * linear(part(4))
}
