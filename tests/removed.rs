//! Take one thing out of the toy library, and the checker names exactly that.

mod support;

use clausier::diag::Message;
use support::toy::{everything_wrong, files};

/// The codes and texts, one a line.
fn told(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|m| format!("{}: {}", m.code, m.text)).collect()
}

/// What the checker says once `from` is `to` in `path`.
fn after(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let text = files.get_mut(path).unwrap_or_else(|| panic!("no file {path}"));
    assert!(text.contains(from), "{path} lacks {from:?}");
    *text = text.replacen(from, to, 1);
    told(&everything_wrong(&files))
}

/// What the checker says without the file.
fn without(path: &str) -> Vec<String> {
    let mut files = files();
    assert!(files.remove(path).is_some(), "no file {path}");
    told(&everything_wrong(&files))
}

const BRIDGE: &str = "clauses/bridge/instrument.toml";

#[test]
fn nothing_is_wrong_before() {
    assert_eq!(told(&everything_wrong(&files())), Vec::<String>::new());
}

#[test]
fn a_constraint() {
    let needed = "[[constraint]]\nid            = \"cables-need-toll\"\nseverity      = \"refuse\"\ncontradiction = true\nwhen          = { works = \"cables\" }\nrequires      = { toll = \"paid\" }\n";
    // Its reasons are left over; with those gone too, the reference that it kept safe dangles.
    let mut files = files();
    let cut = |files: &mut clausier::read::Files, path: &str, what: &str| {
        let text = files.get_mut(path).expect(path);
        assert!(text.contains(what), "{path} lacks {what:?}");
        *text = text.replacen(what, "", 1);
    };
    cut(&mut files, BRIDGE, needed);
    assert_eq!(
        told(&everything_wrong(&files))[..2],
        [
            "unknown-section: unknown section `constraint.cables-need-toll`",
            "unknown-section: unknown section `constraint.cables-need-toll`"
        ]
    );
    cut(
        &mut files,
        "clauses/bridge/en.md",
        "## constraint.cables-need-toll\nCables are dear: without a toll nobody can pay for them.\n",
    );
    cut(
        &mut files,
        "clauses/bridge/fr.md",
        "## constraint.cables-need-toll\nLes câbles sont chers : sans péage, nul ne peut les payer.\n",
    );
    assert_eq!(
        told(&everything_wrong(&files)),
        [
            "dangling-reference: `crossing#pay` can be absent where it is cited",
            "dangling-reference: `crossing#pay` can be absent where it is cited"
        ]
    );
}

#[test]
fn a_translation() {
    // The other language goes on; the half-translated one is not offered, and a build says what lacks.
    assert_eq!(without("clauses/bridge/night/fr.md"), ["missing-language: `night` has no words in `fr`"]);
    let mut files = files();
    files.remove("clauses/bridge/night/fr.md");
    let (library, _) = clausier::read::library(&files, None);
    assert_eq!(library.books["bridge"].languages(), ["en"]);
    let (settlement, _) = clausier::draft::choose(&library, &support::toy::given("paid", &[])).expect("settled");
    let lacks = clausier::draft::draft(&library, &settlement, "fr").expect_err("refused");
    assert_eq!(told(&lacks), ["missing-language: `clauses/bridge/night` has no words in `fr`"]);
    assert!(clausier::draft::draft(&library, &settlement, "en").is_ok());
}

#[test]
fn a_paragraph_in_one_language() {
    assert_eq!(
        after("clauses/bridge/night/fr.md", "3. {{term \"keeper\" form=\"the\"}} allume les lampes {#lamps}\n", ""),
        [
            "uneven-languages: `night`: paragraphs differ between `en` and `fr`",
            "uneven-languages: `night`: tags differ between `en` and `fr`",
        ]
    );
}

/// One fault each, and what must be said of it; what follows from the fault may be said too.
#[test]
fn each_fault_is_named() {
    let cases: [(&str, &str, &str, &[&str]); 21] = [
        (
            BRIDGE,
            "values  = [\"free\", \"paid\"]",
            "value  = [\"free\", \"paid\"]",
            &["broken-toml: the file can't be read", "unknown-key: unknown key `value`"],
        ),
        (
            "clauses/bridge/bounds/provision.toml",
            "night = \"closed\"",
            "nigth = \"closed\"",
            &["unknown-option: unknown option `nigth`"],
        ),
        (
            "clauses/bridge/bounds/provision.toml",
            "night = \"closed\"",
            "night = \"shut\"",
            &["unknown-value: `night` has no value `shut`"],
        ),
        (
            "clauses/bridge/night/en.md",
            "{{blank \"other.name\" form=\"the\"}}",
            "{{blank \"other.nam\" form=\"the\"}}",
            &["unknown-field: unknown field `nam`"],
        ),
        (
            "clauses/bridge/upkeep/en.md",
            "{{blank \"notice\"}}",
            "{{blank \"notise\"}}",
            &["unknown-blank: unknown blank `notise`"],
        ),
        (
            "clauses/bridge/bounds/en.md",
            "{{#when \"costly\"}}",
            "{{#when \"costy\"}}",
            &["unknown-condition: unknown condition `costy`"],
        ),
        (
            "clauses/bridge/night/en.md",
            "{{term \"keeper\"}}",
            "{{term \"keper\"}}",
            &["unknown-term: unknown term `keper`"],
        ),
        (
            "clauses/bridge/bounds/en.md",
            "{{ref \"night\" \"upkeep\"}}",
            "{{ref \"nigt\" \"upkeep\"}}",
            &["unknown-provision: unknown provision `nigt`"],
        ),
        (
            "clauses/bridge/upkeep/en.md",
            "{{ref \"#share\"}}",
            "{{ref \"#shar\"}}",
            &["unknown-paragraph: unknown paragraph `shar`"],
        ),
        (
            "clauses/bridge/upkeep/en.md",
            "{{ref query=\"daily\"}}",
            "{{ref query=\"dayly\"}}",
            &["unknown-query: unknown query `dayly`"],
        ),
        (
            "clauses/bridge/upkeep/en.md",
            "Workers cross freely",
            "Workers cross under Article 5 freely",
            &["typed-number: `article 5` is typed"],
        ),
        (
            "clauses/bridge/upkeep/en.md",
            "notwithstanding {#workers}",
            "notwithstanding. {#workers}",
            &["typed-punctuation: a paragraph or point closes with punctuation"],
        ),
        (
            "clauses/bridge/crossing/en.md",
            "due from {or} {#exempt}",
            "due from {#exempt}",
            &["missing-joiner: a list of points does not say how they are joined"],
        ),
        (
            "clauses/bridge/night/provision.toml",
            "origin = []",
            "",
            &["missing-origin: `night` does not say where its wording comes from"],
        ),
        (
            "clauses/bridge/night/en.md",
            "Each Town decides for its own end.",
            "",
            &["missing-commentary: `night` has no commentary"],
        ),
        (
            BRIDGE,
            "provisions = [\"upkeep\", \"bounds\"]",
            "provisions = [\"upkeep\"]",
            &["orphan-provision: `bounds` stands in no plan"],
        ),
        (
            "clauses/bridge/night/fr.md",
            "Du côté {{blank \"parties.name\" form=\"of\"}}",
            "Du côté de {{blank \"parties.name\"}}",
            &["undeclared-form: `de` before `parties.name`"],
        ),
        (
            "clauses/bridge/night/en.md",
            "{{/when}} by night {#each}",
            " by night {#each}",
            &["broken-tag: `{{#when}}` is not closed"],
        ),
        (
            "clauses/bridge/night/en.md",
            "{{#when night=\"open\"}}",
            "{{#when night=\"open\" night=\"closed\"}}",
            &["repeated-key: `night` is said twice in one tag"],
        ),
        ("clauses/bridge/night/en.md", "{{term \"keeper\"}}", "{{keeper}}", &["unknown-tag: unknown tag `keeper`"]),
        (
            "clauses/bridge/night/en.md",
            "## commentary",
            "## comentary",
            &["unknown-section: unknown section `comentary`"],
        ),
    ];
    for (path, from, to, expected) in cases {
        let told = after(path, from, to);
        for line in expected {
            assert!(told.iter().any(|t| t == line), "{path}: {to:?}\nexpected {line}\ntold {told:#?}");
        }
    }
}

#[test]
fn any_one_constraint() {
    let (library, _) = clausier::read::library(&files(), None);
    let constraints = &library.books["bridge"].instrument.constraint;
    assert_eq!(constraints.len(), 3);
    for constraint in constraints {
        let mut files = files();
        let text = files.get_mut(BRIDGE).expect("the structure");
        let mut table: toml::Table = text.parse().expect("TOML");
        let list = table["constraint"].as_array_mut().expect("constraints");
        list.retain(|one| one["id"].as_str() != Some(&constraint.id));
        *text = toml::to_string(&table).expect("TOML");
        let told = told(&everything_wrong(&files));
        let reasons = format!("unknown-section: unknown section `constraint.{}`", constraint.id);
        assert_eq!(told.iter().filter(|line| **line == reasons).count(), 2, "{told:#?}");
        let others: Vec<&String> = told.iter().filter(|line| **line != reasons).collect();
        assert!(others.iter().all(|line| line.contains("unused") || line.contains("dangling")), "{others:#?}");
    }
}

#[test]
fn any_one_translation() {
    let paths: Vec<String> =
        files().keys().filter(|p| p.starts_with("clauses/bridge/") && p.ends_with("/fr.md")).cloned().collect();
    assert_eq!(paths.len(), 11);
    for path in paths {
        let name = path.trim_end_matches("/fr.md").rsplit('/').next().expect("a folder");
        assert_eq!(without(&path), [format!("missing-language: `{name}` has no words in `fr`")], "{path}");
    }
}

#[test]
fn any_one_else() {
    for (language, otherwise) in [("en", " else=\"custom\""), ("fr", " else=\"par l'usage\"")] {
        let path = format!("clauses/bridge/crossing/{language}.md");
        assert_eq!(
            after(&path, otherwise, ""),
            ["dangling-reference: `upkeep#workers` can be absent where it is cited"],
            "{path}"
        );
    }
}

#[test]
fn any_one_definition() {
    for term in ["keeper", "toll"] {
        let mut files = files();
        files.retain(|path, _| !path.starts_with(&format!("clauses/bridge/definitions/{term}/")));
        let told = told(&everything_wrong(&files));
        let named =
            told.iter().filter(|line| line.starts_with("undefined-term") && line.contains(&format!("`{term}`")));
        assert_eq!((named.count(), told.len()), (2, 2), "{told:#?}");
    }
}
