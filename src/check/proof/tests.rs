//! A small agreement, what is changed in it, and every message that follows.

use super::{Proof, prove};
use crate::diag::Message;
use crate::model::shared::Glossary;
use crate::model::{Book, Entry, Instrument, Library, Provision};
use crate::prose::provision_file;
use std::collections::BTreeMap;
use std::sync::Arc;

const OPTIONS: &str = r#"
kind = "agreement"
form = "treaty"
order = ["scope", "pursuit"]
[option.scope]
values = ["all", "list"]
default = "all"
[option.pursuit]
values = ["none", "zone"]
default = "none"
per = "party"
"#;

/// Path below the instrument → text. `definitions/x/…` is a definition.
fn library(files: &[(&str, &str)]) -> (Library, Book) {
    let glossary = "[term.officer]\nen.one = \"officer\"\n[term.law]\nundefined = true\nen.one = \"law\"";
    let mut library = Library { glossary: toml::from_str::<Glossary>(glossary).unwrap().into(), ..Default::default() };
    let mut book = Book { id: "pact".into(), file: "pact/instrument.toml".into(), ..Default::default() };
    for (path, text) in files {
        let file = format!("pact/{path}");
        Arc::make_mut(&mut library.sources).insert(file.clone(), text.to_string());
        if *path == "instrument.toml" {
            book.instrument = toml::from_str::<Instrument>(text).unwrap().into();
            continue;
        }
        let (folder, name) = path.rsplit_once('/').unwrap();
        let (entries, id): (&mut BTreeMap<String, Entry>, &str) = match folder.strip_prefix("definitions/") {
            Some(term) => (&mut book.definitions, term),
            None => (&mut book.provisions, folder),
        };
        let entry = entries.entry(id.to_string()).or_default();
        entry.id = id.to_string();
        if name == "provision.toml" {
            entry.provision = toml::from_str::<Provision>(text).unwrap().into();
            entry.file = file;
        } else {
            let (prose, wrong) = provision_file(&file, text);
            assert_eq!(wrong, []);
            entry.prose.insert("en".into(), prose.into());
        }
    }
    (library, book)
}

fn proof(files: &[(&str, &str)]) -> Proof {
    let mut all: Vec<(&str, &str)> = vec![("instrument.toml", OPTIONS)];
    all.retain(|(path, _)| !files.iter().any(|(other, _)| path == other));
    all.extend(files);
    let (library, book) = library(&all);
    prove(&library, &book, "en", 2)
}

/// Code, what the first mark covers or its file, and the remedies' first line.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let found = proof(files);
    let text = |message: &Message| {
        let place = &message.marks[0].place;
        let source = files.iter().find(|(path, _)| format!("pact/{path}") == place.file).map_or("", |(_, text)| text);
        let marked = source.get(place.start..place.end).unwrap_or("");
        let help = message.help.first().map_or("", String::as_str);
        format!("{}: {} | {marked} | {help}", message.code, message.text)
    };
    found.messages.iter().map(text).collect()
}

#[test]
fn a_text_that_holds_in_every_combination_is_passed_in_silence() {
    let found = proof(&[
        (
            "object/provision.toml",
            "[variant.all]\nwhen = { scope = \"all\" }\n[variant.list]\nwhen = { scope = \"list\" }",
        ),
        (
            "object/en.md",
            "# Object\n\n## wording [all]\n\n1. All {#what}\n\n## wording [list]\n\n1. The list in {{ref \"list\"}} {#what}\n",
        ),
        ("list/provision.toml", "present = { scope = \"list\" }"),
        ("list/en.md", "# List\n\n## wording\n\n1. As in {{ref \"object#what\"}} {#one}\n"),
    ]);
    assert_eq!(found.messages, []);
    assert_eq!(found.count.to_string(), "8");
}

#[test]
fn variants_leave_no_gap_and_do_not_overlap() {
    let text = "# Object\n\n## wording [one]\n\nOne.\n\n## wording [two]\n\nTwo.\n";
    for (one, two, expected) in [
        (
            r#"{ scope = "all" }"#,
            r#"{ pursuit = "zone" }"#,
            vec![
                "wording-gap: no wording of `object` applies in some combination of answers | variant.one | happens for example with scope = list, pursuit = none (Party 1), pursuit = none (Party 2)",
                "wording-overlap: two wordings of `object` apply at once: `one` and `two` | variant.one | happens for example with scope = all, pursuit = zone (Party 2)",
            ],
        ),
        (r#"{ scope = "all" }"#, r#"{ scope = "list" }"#, vec![]),
        (
            r#"{}"#,
            r#"{ pursuit = [] }"#,
            vec![
                "dead-wording: the wording `two` of `object` can never be printed | variant.two | remove it, or widen its condition",
            ],
        ),
    ] {
        let structure = format!("[variant.one]\nwhen = {one}\n[variant.two]\nwhen = {two}");
        assert_eq!(said(&[("object/provision.toml", &structure), ("object/en.md", text)]), expected, "{one} {two}");
    }
}

/// The messages for one paragraph of `object`, which may cite `pursuit` (present where some Party
/// has a zone; its paragraph `list` only with the scope `list`).
fn citing(structure: &str, text: &str) -> Vec<String> {
    said(&[
        ("object/provision.toml", structure),
        ("object/en.md", &format!("# Object\n\n## wording\n\n{text}\n")),
        (
            "pursuit/provision.toml",
            "present = { pursuit = \"zone\" }\n[paragraph.list]\npresent = { scope = \"list\" }",
        ),
        ("pursuit/en.md", "# Pursuit\n\n## wording\n\n1. Officers may pursue {#may}\n2. Listed {#list}\n"),
    ])
}

#[test]
fn what_is_cited_is_there_or_the_tag_says_what_else() {
    for (structure, text, expected) in [
        (
            "",
            r#"1. See {{ref "pursuit"}} {#see}"#,
            vec![
                r#"dangling-reference: `pursuit` can be absent where it is cited | {{ref "pursuit"}} | happens for example with pursuit = none (Party 1), pursuit = none (Party 2)"#,
            ],
        ),
        ("", r#"1. See {{ref "pursuit" else="the law"}} {#see}"#, vec![]),
        ("", r#"1. See {{#when pursuit="zone"}}{{ref "pursuit#may"}}{{else}}the law{{/when}} {#see}"#, vec![]),
        ("present = { pursuit = \"zone\" }", r#"1. See {{ref "pursuit"}} {#see}"#, vec![]),
        (
            "[paragraph.see]\npresent = { pursuit = \"zone\" }",
            "1. See {#see}\n    1. {{ref \"pursuit\"}} {#below}\n2. Always {#always}",
            vec![],
        ),
        (
            "present = { pursuit = \"zone\" }",
            r#"1. See {{ref "pursuit#list"}} {#see}"#,
            vec![
                r#"dangling-reference: `pursuit#list` can be absent where it is cited | {{ref "pursuit#list"}} | happens for example with scope = all, pursuit = zone (Party 2)"#,
            ],
        ),
        (
            "present = { pursuit = \"zone\" }",
            r#"1. See {{ref "pursuit" else="the law"}} {#see}"#,
            vec![
                r#"needless-else: this `else` is never printed: what is cited is always there | {{ref "pursuit" else="the law"}} | remove `else`"#,
            ],
        ),
        ("", r##"1. See {{ref "nowhere"}} and {{ref "#nothing" else="x"}} {#see}"##, vec![]),
    ] {
        assert_eq!(citing(structure, text), expected, "{structure} {text}");
    }
}

#[test]
fn text_repeated_for_each_party_speaks_of_this_party() {
    let each = "[paragraph.see]\neach = \"parties\"";
    for (text, expected) in [
        (r#"1. {{#when pursuit="zone"}}See {{ref "pursuit"}}{{/when}} {#see}"#, vec![]),
        (
            // That this Party has no zone says nothing of the other.
            r#"1. {{#when pursuit="none"}}See {{ref "pursuit"}}{{/when}} {#see}"#,
            vec![
                r#"dangling-reference: `pursuit` can be absent where it is cited | {{ref "pursuit"}} | happens for example with pursuit = none (Party 1), pursuit = none (Party 2)"#,
            ],
        ),
    ] {
        assert_eq!(citing(each, text), expected, "{text}");
    }
}

#[test]
fn a_paragraph_for_each_party_and_the_one_printed_instead_exclude_each_other() {
    let each = "[paragraph.each]\neach = \"parties\"\nsame = \"once\"\nsame_when = [\"pursuit\"]";
    let text = "1. This Party {#each}\n2. Either Party {#once}\n3. See {{ref \"object#each\"}} and {{ref \"object#once\"}} {#see}";
    assert_eq!(
        citing(each, text),
        [
            r##"dangling-reference: `object#each` can be absent where it is cited | {{ref "object#each"}} | happens for example with pursuit = none (Party 1), pursuit = none (Party 2)"##,
            r##"dangling-reference: `object#once` can be absent where it is cited | {{ref "object#once"}} | happens for example with pursuit = none (Party 1), pursuit = zone (Party 2)"##,
        ]
    );
}

#[test]
fn a_provision_of_which_nothing_is_left_is_absent() {
    let files = [
        ("object/provision.toml", ""),
        ("object/en.md", "# Object\n\n## wording\n\n1. See {{ref \"lists\"}} {#see}\n"),
        ("lists/provision.toml", "[paragraph.one]\npresent = { scope = \"list\" }"),
        (
            "lists/en.md",
            "# Lists\n\n## wording\n\n{{#when scope=\"all\"}}\n{{#when pursuit=\"zone\"}}\n1. Two {#two}\n{{/when}}\n{{/when}}\n1. One {#one}\n",
        ),
    ];
    assert_eq!(
        said(&files),
        [
            r#"dangling-reference: `lists` can be absent where it is cited | {{ref "lists"}} | happens for example with scope = all, pursuit = none (Party 1), pursuit = none (Party 2)"#
        ]
    );
}

#[test]
fn a_term_has_a_definition_wherever_it_is_printed() {
    let object = ("object/provision.toml", "");
    let uses =
        ("object/en.md", "# Object\n\n## wording\n\n1. An {{term \"officer\"}} obeys the {{term \"law\"}} {#obeys}\n");
    let list = ("definitions/en.md", "# Definitions\n\n## wording\n\n1. Here {#list}\n");
    let listing = ("definitions/provision.toml", "[paragraph.list]\ndefinitions = true");
    let zone_listing =
        ("definitions/provision.toml", "present = { pursuit = \"zone\" }\n[paragraph.list]\ndefinitions = true");
    let officer = ("definitions/officer/en.md", "# Officer\n\n## wording\n\na member of the police\n");
    let defined = ("definitions/officer/provision.toml", "");
    let listed_only = ("definitions/officer/provision.toml", "present = { scope = \"list\" }");
    let idle = ("object/en.md", "# Object\n\n## wording\n\n1. Nothing {#nothing}\n");
    let check = |files: &[(&str, &str)]| said(files);
    assert_eq!(check(&[object, uses, listing, list, officer, defined]), Vec::<String>::new());
    assert_eq!(
        check(&[object, uses, listing, list]),
        [
            r#"undefined-term: `officer` is used without a definition | {{term "officer"}} | add `definitions/officer`, or say `undefined = true` in terms.toml"#
        ]
    );
    assert_eq!(
        check(&[object, uses, listing, list, officer, listed_only]),
        [
            r#"undefined-term: `officer` is used without a definition | {{term "officer"}} | happens for example with scope = all"#
        ]
    );
    assert_eq!(
        check(&[object, uses, zone_listing, list, officer, defined]),
        [
            r#"undefined-term: `officer` is used where no provision lists the definitions | {{term "officer"}} | happens for example with pursuit = none (Party 1), pursuit = none (Party 2)"#
        ]
    );
    assert_eq!(
        check(&[object, idle, listing, list, officer, defined]),
        [
            "unused-definition: the definition of `officer` can never be printed |  | use the term with `{{term}}`, or remove the definition"
        ]
    );
}

#[test]
fn what_can_never_be_printed_is_said_once_at_its_outermost() {
    assert_eq!(
        citing(
            "",
            "1. {{#when scope=\"all\"}}a{{#when scope=\"list\"}}b{{#when pursuit=\"zone\"}}c{{/when}}{{/when}}{{/when}} {#see}"
        ),
        [
            r#"dead-wording: this text can never be printed | {{#when scope="list"}} | remove it, or widen its condition"#
        ]
    );
    assert_eq!(
        citing("present = []", "1. a {#see}"),
        ["dead-wording: `object` can never be printed | present | remove it, or widen its condition"]
    );
    assert_eq!(
        citing(
            "present = { scope = \"all\" }\n[paragraph.see]\npresent = { scope = \"list\" }",
            "1. a {#see}\n2. b {#b}"
        ),
        [
            "dead-wording: the paragraph `object#see` can never be printed | paragraph.see | remove it, or widen its condition"
        ]
    );
}

#[test]
fn a_paragraph_may_begin_with_a_condition() {
    assert_eq!(
        citing(
            "[paragraph.one]\npresent = { scope = \"all\" }\n[paragraph.two]\npresent = { scope = \"list\" }",
            "1. a {#one}\n1. {{#when pursuit=\"zone\"}}b{{else}}c{{/when}} {#two}\n2. d {#rest}"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_printed_once_stands_where_the_repeated_would() {
    let pair = |once: &str| {
        let present = "present = { pursuit = \"zone\" }\n";
        let structure = format!(
            "[paragraph.own]\neach = \"parties\"\nsame = \"both\"\nsame_when = [\"pursuit\"]\n{present}[paragraph.both]\n{once}"
        );
        citing(&structure, "1. own {#own}\n2. both {#both}\n3. rest {#rest}")
    };
    assert_eq!(pair("present = { pursuit = \"zone\" }"), Vec::<String>::new());
    assert_eq!(
        pair(""),
        [
            "stray-same: `object#both` can be printed where `object#own`, which it replaces, is absent | paragraph.own | happens for example with pursuit = none (Party 1), pursuit = none (Party 2)"
        ]
    );
}

#[test]
fn values_and_constraints_that_can_never_matter() {
    let rules = |rules: &str| {
        let text = format!("{OPTIONS}{rules}");
        said(&[("instrument.toml", text.as_str())])
    };
    assert_eq!(
        rules("[[constraint]]\nid = \"no-list\"\nseverity = \"refuse\"\nwhen = { scope = \"list\" }\nexcludes = {}\n"),
        [
            "dead-value: `list` of `scope` can never be chosen | option.scope | remove the value, or the constraint that excludes it"
        ]
    );
    assert_eq!(
        rules("[[constraint]]\nid = \"idle\"\nseverity = \"warn\"\nwhen = [{ scope = \"typo\" }]\nexcludes = {}\n"),
        ["dead-constraint: the constraint `idle` can never apply | idle | remove it, or correct its `when`"]
    );
    assert_eq!(
        rules("[[constraint]]\nid = \"nothing\"\nseverity = \"refuse\"\nexcludes = {}\n"),
        [
            "contradictory-constraints: no combination of answers is allowed | nothing | narrow the `when` of one of them"
        ]
    );
}

#[test]
fn eighty_options_and_a_thousand_references_are_proved_at_once() {
    let mut instrument = OPTIONS.to_string();
    let mut files: Vec<(String, String)> = Vec::new();
    for n in 0..80 {
        instrument += &format!("[option.o{n}]\nvalues = [\"a\", \"b\", \"c\"]\n");
        if n > 0 {
            instrument += &format!("when = {{ o{} = [\"a\", \"b\"] }}\n", n - 1);
        }
        files.push((format!("p{n}/provision.toml"), format!("present = {{ o{n} = \"a\" }}")));
        let refs: String =
            (0..13).map(|m| format!("{{{{#when o{m}=\"a\"}}}}{{{{ref \"p{m}\"}}}}{{{{/when}}}} ")).collect();
        files.push((format!("p{n}/en.md"), format!("# P\n\n## wording\n\n1. {refs} {{#see}}\n")));
    }
    files.push(("instrument.toml".into(), instrument));
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let found = proof(&borrowed);
    assert_eq!(found.messages, []);
    assert!(found.queries > 2000, "{}", found.queries);
}
