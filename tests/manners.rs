//! The manners of the civil-law forms: how they cite, how decrees promulgate, whose words enact, how they count in words.

mod support;

use clausier::draft::{Given, choose, draft};
use clausier::model::Library;
use clausier::read;
use clausier::render::{Edition, markdown};
use std::sync::LazyLock;

/// The library with the orchard law on top.
static LIBRARY: LazyLock<Library> = LazyLock::new(support::with_law);

/// The orchard law in this form, for this State on this day.
fn law(form: &str, language: &str, document: &str) -> String {
    let text = format!("instrument = \"orchard-law\"\nform = \"{form}\"\n[document]\n{document}");
    let (answers, messages) = read::typed("answers.toml", &text);
    assert_eq!(messages, vec![], "{text}");
    let given = Given { answers: answers.unwrap_or_default(), file: "answers.toml".into(), text, ..Given::default() };
    let (settlement, _) = choose(&LIBRARY, &given).unwrap_or_else(|wrong| panic!("{form}: {wrong:?}"));
    let (draft, _) = draft(&LIBRARY, &settlement, language).unwrap_or_else(|wrong| panic!("{form}: {wrong:?}"));
    markdown(&draft, Edition::Clean).replace('\u{a0}', " ")
}

fn of(state: &str, date: &str) -> String {
    format!("state = \"{state}\"\ndate = \"{date}\"")
}

/// A point under a point, two points under one paragraph, a paragraph behind points, and a range.
#[test]
fn each_form_cites_in_its_own_manner() {
    for (form, language, manners) in [
        (
            "civil-fr",
            "fr",
            [
                "en vertu du c du 2° du premier alinéa de l’article 4",
                "aux 2° et 15° du premier alinéa de l’article 6",
                "au sixième alinéa de l’article 5",
                "des articles 4 à 6",
            ],
        ),
        (
            "civil-es",
            "es",
            [
                "en virtud del artículo 4.1.b).3.º",
                "el artículo 6.1.b) y ñ)",
                "en el artículo 5.3",
                "de los artículos 4 a 6",
            ],
        ),
        (
            "arab-civil",
            "ar",
            [
                "بموجب البند الفرعي (ج) من البند (2) من الفقرة الأولى من المادة (4)",
                "البندين (2) و(15) من الفقرة الأولى من المادة (6)",
                "بموجب الفقرة الثالثة من المادة (5)",
                "المواد من (4) إلى (6)",
            ],
        ),
        (
            "gulf",
            "ar",
            [
                "بموجب البند الفرعي (3) من البند (ب) من الفقرة (1) من المادة (4)",
                "البندين (ب) و(س) من الفقرة (1) من المادة (6)",
                "بموجب الفقرة (3) من المادة (5)",
                "المواد من (4) إلى (6)",
            ],
        ),
        (
            "gulf-decree",
            "ar",
            [
                "بموجب البند الفرعي (3) من البند (ب) من الفقرة (1) من المادة (الرابعة)",
                "البندين (ب) و(س) من الفقرة (1) من المادة (السادسة)",
                "بموجب الفقرة (3) من المادة (الخامسة)",
                "المواد من (الرابعة) إلى (السادسة)",
            ],
        ),
        (
            "maghreb",
            "fr",
            [
                "en vertu du sous-point c) du point 2 du premier alinéa de l’article 4",
                "aux points 2 et 15 du premier alinéa de l’article 6",
                "au troisième alinéa de l’article 5",
                "des articles 4 à 6",
            ],
        ),
    ] {
        let text = law(form, language, "").replace('\\', "");
        for manner in manners {
            assert!(text.contains(manner), "{form} {language} does not say {manner:?}");
        }
    }
}

/// A decree comes first where the State promulgates so, its articles counted otherwise than those of the law.
#[test]
fn a_decree_promulgates_where_the_state_does_so() {
    let oman = law("gulf", "ar", &of("oman", "2026-03-01"));
    assert!(oman.starts_with("# مرسوم") || oman.contains("\n# مرسوم"), "{oman}");
    assert!(oman.contains("### المادة الأولى — الإصدار") && oman.contains("### المادة (1) — الغرض"), "{oman}");
    let emirates = law("gulf", "ar", &of("united-arab-emirates", "2026-03-01"));
    assert!(!emirates.contains("مرسوم") && emirates.contains("### المادة (1) — الغرض"), "{emirates}");
    let saudi = law("gulf-decree", "ar", "");
    assert!(saudi.contains("### أولاً — الإصدار") && saudi.contains("### المادة الأولى — الغرض"), "{saudi}");
    let tunisia = law("maghreb", "fr", "state = \"tunisia\"");
    assert!(!tunisia.contains("dahir") && law("maghreb", "fr", "").contains("annexée au présent dahir"));
}

/// An assembly that has another name today does not enact, nor a king who abdicated, nor words recalled.
#[test]
fn only_words_in_use_enact() {
    for (form, language, state, date, words) in [
        ("civil-fr", "fr", "france", "2026-03-01", "L’Assemblée nationale et le Sénat ont adopté"),
        ("civil-es", "es", "argentina", "2026-03-01", "sancionan con fuerza de Ley:"),
        ("civil-es", "es", "spain", "2026-03-01", "FELIPE VI"),
        ("arab-civil", "ar", "egypt", "2026-03-01", "قرر مجلس النواب"),
    ] {
        assert!(law(form, language, &of(state, date)).contains(words), "{form} {state} {date}");
    }
    for (form, language, state, date, open) in [
        ("civil-fr", "fr", "france", "1959-05-18", "formule de promulgation"),
        ("civil-es", "es", "spain", "2014-06-18", "fórmula de promulgación"),
        ("arab-civil", "ar", "egypt", "2010-06-01", "صيغة الإصدار"),
        ("arab-civil", "ar", "jordan", "2026-03-01", "صيغة الإصدار"),
        ("gulf", "ar", "kuwait", "2026-03-01", "صيغة الإصدار"),
    ] {
        let text = law(form, language, &of(state, date));
        assert!(text.contains(&format!("\\[{open}\\]")), "{form} {state} {date}: {text}");
    }
}

/// Arabic counts articles in words: teens agree whole, tens are declined, and only tens.
#[test]
fn arabic_ordinals_agree_and_are_declined() {
    let ordinals = &LIBRARY.languages["ar"].ordinals;
    for gender in ["feminine", "masculine"] {
        let (upright, oblique) = (&ordinals[gender], &ordinals[&format!("{gender}-oblique")]);
        assert!(upright.len() >= 99 && upright.len() == oblique.len(), "{gender}");
        for (at, (word, cited)) in upright.iter().zip(oblique).enumerate() {
            let (number, below) = (at + 1, (at + 1) % 100);
            assert_eq!(word != cited, below >= 20, "{number}: {word}, {cited}");
            assert_eq!(&word.replace("ون", "ين"), &cited.replace("ون", "ين"), "{number}");
            assert_eq!(upright.iter().filter(|other| *other == word).count(), 1, "{number}: {word}");
        }
    }
    for (number, word, cited) in [
        (11, "الحادية عشرة", "الحادية عشرة"),
        (20, "العشرون", "العشرين"),
        (21, "الحادية والعشرون", "الحادية والعشرين"),
        (70, "السبعون", "السبعين"),
        (100, "المائة", "المائة"),
        (111, "الحادية عشرة بعد المائة", "الحادية عشرة بعد المائة"),
    ] {
        assert_eq!(ordinals["feminine"][number - 1], word);
        assert_eq!(ordinals["feminine-oblique"][number - 1], cited);
    }
    assert_eq!(ordinals["masculine"][11], "الثاني عشر");
}
