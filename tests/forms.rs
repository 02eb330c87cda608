//! The drafting forms: one short law and one agreement, in every form and each of its languages.
//!
//! The law stands in `tests/law`, laid over the library; what it looks like in a form stands in
//! `golden/forms/<form>.<language>.md`. `UPDATE_GOLDEN=1 cargo test --test forms` writes the texts anew;
//! read the difference before committing it.

mod support;

use clausier::draft::{Given, choose, draft};
use clausier::model::Library;
use clausier::model::draft::{Draft, Run};
use clausier::read;
use clausier::render::docx::{DocxOptions, docx, faults};
use clausier::render::{Edition, markdown};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const LAW: &str = "instrument = \"orchard-law\"";
const AGREEMENT: &str = "extends = \"full\"";

/// The library with the orchard law on top.
static LIBRARY: LazyLock<Library> = LazyLock::new(support::with_law);

/// The draft from these answers, in this form.
fn made(answers: &str, form: &str, language: &str) -> Draft {
    let text = format!("form = \"{form}\"\n{answers}");
    let (answers, messages) = read::typed("answers.toml", &text);
    assert_eq!(messages, vec![], "{text}");
    let given = Given { answers: answers.unwrap_or_default(), file: "answers.toml".into(), text, ..Given::default() };
    let (settlement, _) = choose(&LIBRARY, &given).unwrap_or_else(|wrong| panic!("{form}: {wrong:?}"));
    let (draft, messages) =
        draft(&LIBRARY, &settlement, language).unwrap_or_else(|wrong| panic!("{form} {language}: {wrong:?}"));
    assert_eq!(messages, vec![], "{form} {language}");
    draft
}

/// The text alone, as the law stands in a form.
fn text(answers: &str, form: &str, language: &str) -> String {
    markdown(&made(answers, form, language), Edition::Clean)
}

/// Every form in each of its languages in which the instrument has words.
fn voices(book: &str) -> Vec<(&'static str, &'static str)> {
    let spoken = LIBRARY.books[book].languages();
    let all = LIBRARY.forms.iter().flat_map(|(form, f)| f.language.keys().map(|l| (form.as_str(), l.as_str())));
    all.filter(|(_, language)| spoken.iter().any(|l| l == language)).collect()
}

#[test]
fn the_law_reads_as_written_in_every_form() {
    let mut told = BTreeSet::new();
    for (form, language) in voices("orchard-law") {
        let name = format!("{form}.{language}.md");
        support::golden(&format!("forms/{name}"), &text(LAW, form, language));
        told.insert(name);
    }
    let forms: BTreeSet<&str> = told.iter().filter_map(|name| name.split('.').next()).collect();
    assert_eq!(forms.len(), LIBRARY.forms.len(), "each form prints the law");
    let folder = std::fs::read_dir(support::root().join("tests/golden/forms")).expect("golden/forms");
    for kept in folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()) {
        assert!(told.contains(&kept), "golden/forms/{kept} belongs to no form: delete it");
    }
}

#[test]
fn the_law_is_sound() {
    // Presets are drafted with the library of the project.
    let mut alone = LIBRARY.clone();
    alone.presets.clear();
    assert_eq!(clausier::check::library(&alone), vec![]);
    alone.books.retain(|book, _| book == "orchard-law");
    let languages: Vec<String> = clausier::check::proofs(&alone)
        .into_iter()
        .map(|(_, language, proof)| {
            assert_eq!(proof.messages, vec![], "{language}");
            language
        })
        .collect();
    assert_eq!(languages, ["ar", "en", "es", "fr"]);
}

/// One place is cited in the manner of each form.
#[test]
fn each_form_cites_in_its_own_manner() {
    for (form, language, manner) in [
        ("treaty", "en", "under paragraph 1(b)(iii) of Article 4"),
        ("treaty", "fr", "en vertu du paragraphe 1 b) iii) de l’article 4"),
        ("neutral", "es", "en virtud del inciso iii) del apartado b) del párrafo 1 del artículo 4"),
        ("neutral", "ar", "بموجب الفقرة 1 (ب) (3) من المادة 4"),
        ("memorandum", "en", "under paragraph 4(1)(b)(iii)"),
        ("cw-act", "en", "under section 4(1)(b)(iii)"),
        ("cw-act", "en", "against section 6(1)(b) and (o)"),
        ("cw-act-lowest", "en", "under sub-paragraph 4(1)(b)(iii)"),
        ("cw-act", "fr", "en vertu du sous-alinéa 4(1)b)(iii)"),
        ("cw-act", "fr", "contrevient aux alinéas 6(1)b) et o)"),
        ("civil-fr", "fr", "en vertu du c du 2° du premier alinéa de l’article 4"),
        ("civil-es", "es", "en virtud del artículo 4.1.b).3.º"),
        ("gulf", "ar", "بموجب البند الفرعي (3) من البند (ب) من الفقرة (1) من المادة (4)"),
        ("gulf-decree", "ar", "من الفقرة (1) من المادة (الرابعة)"),
        ("maghreb", "fr", "en vertu du sous-point c) du point 2 du premier alinéa de l’article 4"),
    ] {
        let text = text(LAW, form, language).replace('\u{a0}', " ");
        assert!(text.contains(manner), "{form} {language} does not say {manner:?}");
    }
}

/// The word for a duty is the form's, and no other form's word stands beside it.
#[test]
fn one_modal_in_one_text() {
    const DUTIES: [&str; 2] = ["shall", "must"];
    for (form, language) in voices("orchard-law").into_iter().filter(|(_, language)| *language == "en") {
        let own = LIBRARY.forms[form].language[language].modal["duty"].one.as_str();
        for answers in [LAW, AGREEMENT] {
            // What a form has for its definitions is not a duty.
            let text = text(answers, form, language).replace("shall mean", "means");
            let spoken: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
            assert!(spoken.contains(own), "{form}, {answers}: no `{own}`");
            let others: Vec<&str> = DUTIES.into_iter().filter(|word| *word != own && spoken.contains(word)).collect();
            assert_eq!(others, Vec::<&str>::new(), "{form}, {answers}");
        }
    }
}

#[test]
fn a_bill_has_clauses_to_those_who_discuss_it_and_sections_in_its_text() {
    let at = |stage: &str, edition| {
        markdown(&made(&format!("{LAW}\ndocument.stage = \"{stage}\""), "cw-act", "en"), edition).replace('\u{a0}', " ")
    };
    let (bill, act) = (at("bill", Edition::Annotated), at("act", Edition::Annotated));
    assert!(bill.starts_with("**A BILL**"), "{bill}");
    assert!(act.starts_with("**AN ACT**"), "{act}");
    assert!(bill.contains("> The heart of the matter is subsection (1); clause 8 gives it teeth."), "{bill}");
    assert!(act.contains("> The heart of the matter is subsection (1); section 8 gives it teeth."), "{act}");
    assert!(!at("bill", Edition::Clean).contains("clause"));
    // But for the line above the title, both say the same.
    let below = |text: String| text.split_once("# ").map(|(_, rest)| rest.to_string());
    assert_eq!(below(at("bill", Edition::Clean)), below(at("act", Edition::Clean)));
}

#[test]
fn enacting_words_are_those_of_the_state_on_the_day() {
    let enacted = |form: &str, document: &str| {
        let draft = made(&format!("{LAW}\n[document]\n{document}"), form, "en");
        let open = draft.open_blanks.iter().any(|blank| blank.name == "document.enacting");
        (markdown(&draft, Edition::Clean), open)
    };
    for (document, words) in [
        ("state = \"canada\"\ndate = \"2022-09-07\"", "Her Majesty, by and with the advice"),
        ("state = \"canada\"\ndate = \"2022-09-08\"", "His Majesty, by and with the advice"),
        ("state = \"australia\"\ndate = \"2024-05-01\"", "The Parliament of Australia enacts:"),
    ] {
        let (text, open) = enacted("cw-act", document);
        assert!(text.contains(words) && !open, "{document}: {text}");
    }
    // A day without words, a State without any, no day, no State: the place stays open, and is listed.
    for document in [
        "state = \"canada\"\ndate = \"1950-01-01\"",
        "state = \"zambia\"\ndate = \"2024-05-01\"",
        "state = \"canada\"",
        "date = \"2024-05-01\"",
    ] {
        let (text, open) = enacted("cw-act", document);
        assert!(open && text.contains("\\[enacting words\\]"), "{document}: {text}");
        assert!(!text.contains("Majesty") && !text.contains("Parliament"), "{document}");
    }
}

/// On no day has a State two formulas in one form.
#[test]
fn enacting_words_follow_one_another() {
    let mut formulas = 0;
    for (form, state, enacting) in LIBRARY
        .forms
        .iter()
        .flat_map(|(form, f)| f.state.iter().map(move |(state, s)| (form, state, s.enacting.as_slice())))
    {
        for (at, words) in enacting.iter().enumerate() {
            assert!(!words.source.is_empty() && !words.text.is_empty(), "{form} {state}");
            let Some(from) = words.from else { continue };
            formulas += 1;
            assert!(words.to.is_none_or(|to| from <= to), "{form} {state}: words that end before they begin");
            let second = enacting.iter().enumerate().find(|(other, words)| *other != at && words.in_use(from));
            assert!(second.is_none(), "{form} {state}: two formulas on {from}");
        }
    }
    assert!(formulas >= 3, "{formulas}");
}

/// Whatever the form, an agreement says the same, cites what is there, and is a document that Word opens.
#[test]
fn the_agreement_prints_in_every_form() {
    let provisions = |draft: &Draft| -> Vec<String> {
        let all = draft.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|d| &d.provisions);
        all.map(|provision| provision.id.clone()).collect()
    };
    let plain = provisions(&made(AGREEMENT, "treaty", "en"));
    let mut forms = BTreeSet::new();
    for (form, language) in voices("police-agreement") {
        let draft = made(AGREEMENT, form, language);
        assert_eq!(provisions(&draft), plain, "{form} {language}");
        nothing_dangles(&draft);
        faultless(&draft);
        forms.insert(form);
    }
    assert_eq!(forms.len(), LIBRARY.forms.len(), "each form speaks English or French");
}

#[test]
fn the_law_is_a_document_that_word_opens() {
    for (form, language) in voices("orchard-law") {
        let draft = made(LAW, form, language);
        nothing_dangles(&draft);
        faultless(&draft);
    }
}

fn faultless(draft: &Draft) {
    let bytes =
        docx(draft, &DocxOptions { edition: Edition::Annotated, ..DocxOptions::default() }).expect("a document");
    assert_eq!(faults(&bytes), Vec::<String>::new(), "{} {}", draft.form, draft.language);
}

/// Every reference leads to something printed, and nothing of the notation is left.
fn nothing_dangles(draft: &Draft) {
    let provisions = || draft.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|d| &d.provisions);
    let blocks = || provisions().flat_map(|p| p.blocks.iter().chain(&p.commentary));
    let rows = || blocks().flat_map(|block| &block.rows);
    let mut printed: BTreeSet<&str> = draft.layers.iter().map(|layer| layer.id.as_str()).collect();
    printed.extend(provisions().map(|provision| provision.id.as_str()));
    printed.extend(blocks().filter_map(|block| block.id.as_deref()));
    printed.extend(rows().filter_map(|row| row.id.as_deref()));
    let cells = rows().flat_map(|row| row.cells.iter().flatten());
    let runs: Vec<&Run> = blocks().flat_map(|block| &block.runs).chain(cells).collect();
    let cited: Vec<&str> = runs
        .iter()
        .filter_map(|run| if let Run::Ref { anchor, .. } = run { Some(anchor.as_str()) } else { None })
        .collect();
    assert!(cited.len() > 10, "{} references in {}", cited.len(), draft.form);
    for anchor in cited {
        assert!(printed.contains(anchor), "{} {}: `{anchor}` is cited, not printed", draft.form, draft.language);
    }
    let text = markdown(draft, Edition::Annotated);
    for leftover in ["{{", "}}", "{#", "{n}", "{text}", "{and}", "{or}", "\u{a0}\u{a0}", "  of ", "\u{E000}"] {
        assert!(!text.contains(leftover), "{} {} prints {leftover:?}", draft.form, draft.language);
    }
}
