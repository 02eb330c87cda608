//! Tables of what the main text brings about, in a companion of it.

mod support;

use clausier::draft::{choose, draft};
use clausier::model::draft::Draft;
use clausier::read::{self, Files};
use clausier::render::{Edition, markdown};
use support::toy::{edit, everything_wrong, files, given, told};

const BRIDGE: &str = "clauses/bridge";

/// Where a toll is paid, crossing costs it; where there are cables, upkeep costs the works; and upkeep sets
/// a time. The letter to the ropemakers lists the costs, and the offences, of which there are none.
fn with_costs() -> Files {
    let mut files = files();
    edit(
        &mut files,
        &format!("{BRIDGE}/crossing/provision.toml"),
        "[variant.paid]",
        "[variant.paid]\neffect = [\"cost\"]",
    );
    let upkeep = format!("{BRIDGE}/upkeep/provision.toml");
    edit(&mut files, &upkeep, "origin     = []", "origin     = []\neffect = [\"time-limit\"]");
    edit(&mut files, &upkeep, "[paragraph.cables]", "[paragraph.cables]\neffect = [\"cost\"]");
    let rows = "\n[paragraph.costs]\neach_effect = \"cost\"\n\n[paragraph.offences]\neach_effect = \"offence\"\n";
    files.get_mut(&format!("{BRIDGE}/letter/provision.toml")).expect("letter").push_str(rows);
    for (language, works, toll, heads) in [
        (
            "en",
            "the works, shared by the {{term \"town\" form=\"other\"}} under {{ref \"crossing#pay\" else=\"no toll\"}}",
            "a toll of {{blank \"price\"}}",
            "| Place | Heading | Cost |",
        ),
        (
            "fr",
            "les travaux, partagés par les {{term \"town\" form=\"other\"}} selon {{ref \"crossing#pay\" else=\"l'usage\"}}",
            "un péage de {{blank \"price\"}}",
            "| Lieu | Titre | Coût |",
        ),
    ] {
        let mut add = |provision: &str, text: String| {
            files.get_mut(&format!("{BRIDGE}/{provision}/{language}.md")).expect(provision).push_str(&text);
        };
        add("upkeep", format!("\n## effect.cost\n{works}\n\n## effect.time-limit\n{{{{blank \"notice\"}}}}\n"));
        add("crossing", format!("\n## effect.cost [paid]\n{toll}\n"));
        let cells = ["place", "heading", "line"].map(|part| format!("{{{{effect \"{part}\"}}}}")).join(" | ");
        let table = |id: &str| format!("{heads}\n|---|---|---|\n| {cells} {{#{id}}} |\n\n");
        let tables = format!("{}{}## commentary", table("costs"), table("offences"));
        edit(&mut files, &format!("{BRIDGE}/letter/{language}.md"), "## commentary", &tables);
    }
    files
}

fn letter(files: &Files, language: &str, sets: &[&str]) -> Draft {
    let (library, wrong) = read::library(files, None);
    assert_eq!(told(&wrong), Vec::<String>::new());
    let (settlement, _) = choose(&library, &given("paid", sets)).expect("settled");
    let letter = settlement.companion(&library.books["bridge"], "letter").expect("cables");
    draft(&library, &letter, language).expect("drafted").0
}

/// The letter in Markdown, its no-break spaces as spaces.
fn printed(draft: &Draft) -> String {
    markdown(draft, Edition::Clean).replace('\u{a0}', " ")
}

#[test]
fn each_provision_that_stands_and_has_the_effect_gives_a_row() {
    let files = with_costs();
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    let text = printed(&letter(&files, "en", &[]));
    let table = "\
| Place | Heading | Cost |
| --- | --- | --- |
| Article 2 | Crossing | A toll of \\[…\\] |
| Article 4 | Upkeep | The works, shared by the Towns under paragraph 1 of Article 2 |
";
    assert!(text.contains(table), "{text}");
    // A table without rows drops out.
    assert_eq!(text.matches("| Place |").count(), 1, "{text}");
    let text = printed(&letter(&files, "fr", &[]));
    assert!(text.contains("| Article 4 | Entretien | Les travaux, partagés par les Villes selon"), "{text}");
}

#[test]
fn with_the_variant_or_paragraph_that_has_the_effect_its_row_goes_and_with_the_last_row_the_table() {
    let mut files = with_costs();
    edit(&mut files, &format!("{BRIDGE}/instrument.toml"), "when = { works = \"cables\" }", "");
    let headings = |sets: &[&str]| {
        let text = printed(&letter(&files, "en", sets));
        ["| Place |", "| Crossing |", "| Upkeep |"].map(|cell| text.contains(cell))
    };
    assert_eq!(headings(&["works=cables"]), [true, true, true]);
    assert_eq!(headings(&["works=deck"]), [true, true, false]);
    assert_eq!(headings(&["works=deck", "toll=free"]), [false, false, false]);
}

#[test]
fn a_blank_of_a_line_is_open_in_the_companion_too_and_what_is_cited_is_text() {
    let draft = letter(&with_costs(), "en", &[]);
    let open: Vec<(&str, &str)> = draft.open_blanks.iter().map(|b| (b.name.as_str(), b.label.as_str())).collect();
    assert!(open.contains(&("price", "The price of a crossing")), "{open:?}");
    let json = clausier::render::json(&draft);
    assert!(!json.contains("\"ref\""), "{json}");
}

#[test]
fn a_provision_that_may_not_stand_gives_a_row_in_brackets() {
    let mut files = with_costs();
    let upkeep = format!("{BRIDGE}/upkeep/provision.toml");
    edit(&mut files, &upkeep, "origin", "present = { season = \"year\" }\norigin");
    let text = printed(&letter(&files, "en", &["season=open"]));
    assert!(text.contains("| \\[All year: Article \\[4\\] | Upkeep | The works"), "{text}");
}

#[test]
fn an_effect_has_its_line_and_a_table_of_effects_its_place() {
    let upkeep = "upkeep/en.md";
    for (path, from, to, said) in [
        (
            upkeep,
            "## effect.cost\nthe works",
            "## effect.body\nthe works",
            "missing-words: `effect.cost` of `upkeep` has no words",
        ),
        (
            upkeep,
            "## effect.cost\nthe works",
            "## effect.body\nthe works",
            "unknown-section: unknown section `effect.body`",
        ),
        (
            upkeep,
            "## effect.cost\n",
            "## effect.cost [wide]\n",
            "missing-words: `effect.cost` of `upkeep` has no words",
        ),
        (
            upkeep,
            "## effect.time-limit\n{{blank \"notice\"}}",
            "## effect.time-limit\ntwo weeks",
            "uneven-languages: `upkeep`: the lines of `time-limit` differ between `en` and `fr`",
        ),
        (upkeep, " else=\"no toll\"", "", "dangling-reference: `crossing#pay` can be absent where it is cited"),
        (upkeep, "the works, shared", "the works must be shared", "typed-modal: `must` is typed"),
        (
            upkeep,
            "{{term \"town\" form=\"other\"}} under",
            "Towns of Article 7 under",
            "typed-number: `article 7` is typed",
        ),
        (
            upkeep,
            "3. Workers",
            "3. {{effect \"line\"}} Workers",
            "misplaced-effect: `{{effect}}` stands in no row that effects repeat",
        ),
        ("upkeep/provision.toml", "\"time-limit\"]", "\"time-limits\"]", "broken-toml: the file can't be read"),
        (
            "letter/en.md",
            "{{effect \"heading\"}}",
            "{{effect \"title\"}}",
            "broken-tag: the tag `effect` does not say what it needs",
        ),
        (
            "instrument.toml",
            "provisions = [\"tariff\"]",
            "provisions = [\"tariff\", \"letter\"]",
            "misplaced-effect: `letter` lists effects in the text that has them",
        ),
        (
            "letter/provision.toml",
            "[paragraph.costs]",
            "[paragraph.costs]\neach_effect = \"cost\"\n[paragraph.none]",
            "misplaced-effect: `none` is no row of a table",
        ),
    ] {
        let mut files = with_costs();
        edit(&mut files, &format!("{BRIDGE}/{path}"), from, to);
        let wrong = told(&everything_wrong(&files));
        assert!(wrong.iter().any(|line| line == said), "{to}: {wrong:?}");
    }
}
