//! The annotated edition says what each provision is under the treaties of the profile.

mod support;

use clausier::draft::{choose, draft};
use clausier::model::draft::plain;
use support::toy;

/// `heading: status`, of each provision whose commentary says a status.
fn statuses(preset: &str, sets: &[&str], profile: &[&str], language: &str) -> Vec<String> {
    let library = toy::library();
    let mut given = toy::given(preset, sets);
    given.treaties = profile.iter().map(|treaty| treaty.to_string()).collect();
    let (settlement, _) = choose(&library, &given).expect("settled");
    let (draft, _) = draft(&library, &settlement, language).expect("drafted");
    let head = &library.interface[language]["status"];
    let lines = draft.provisions().flat_map(|provision| {
        let first = provision.commentary.iter().map(|block| plain(&block.runs)).filter(|text| text.starts_with(head));
        first.map(|text| format!("{}: {text}", provision.title)).collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn the_strongest_demand_comes_first_and_what_nobody_demands_is_an_option() {
    assert_eq!(
        statuses("paid", &["works=deck"], &["rivers"], "en"),
        [
            "Opening: Status under the profile: option: no treaty of the profile asks for it",
            "Words: Status under the profile: option: no treaty of the profile asks for it",
            "Crossing: Status under the profile: must (Rivers Convention, article 1)",
            "Night: Status under the profile: may (Rivers Convention, article 4)",
            "Upkeep: Status under the profile: must (Rivers Convention)",
            "Bounds: Status under the profile: option: no treaty of the profile asks for it",
            "Tariff: Status under the profile: must (Rivers Convention, article 2(b))",
        ]
    );
    assert_eq!(
        statuses("paid", &["works=deck"], &["rivers"], "fr"),
        [
            "Ouverture: Statut au regard du profil\u{a0}: option\u{a0}: aucun traité du profil ne la demande",
            "Termes: Statut au regard du profil\u{a0}: option\u{a0}: aucun traité du profil ne la demande",
            "Passage: Statut au regard du profil\u{a0}: obligatoire (Convention des rivières, article 1)",
            "Nuit: Statut au regard du profil\u{a0}: facultatif (Convention des rivières, article 4)",
            "Entretien: Statut au regard du profil\u{a0}: obligatoire (Convention des rivières)",
            "Portée: Statut au regard du profil\u{a0}: option\u{a0}: aucun traité du profil ne la demande",
            "Tarif: Statut au regard du profil\u{a0}: obligatoire (Convention des rivières, article 2(b))",
        ]
    );
}

#[test]
fn without_a_profile_nothing_is_said() {
    assert_eq!(statuses("paid", &[], &[], "en"), Vec::<String>::new());
}
