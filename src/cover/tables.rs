//! Coverage as plain tables, for spreadsheets and terminals.

use super::words;
use crate::model::coverage::Coverage;

/// Name and rows of each table; the first row is the head.
pub fn tables(coverage: &Coverage) -> Vec<(String, Vec<Vec<String>>)> {
    let word = |key: &str| coverage.word(key);
    let duties = coverage.groups.iter().flat_map(|group| {
        group.rows.iter().map(|row| {
            vec![
                row.duty.clone(),
                group.title.clone(),
                row.place.clone().unwrap_or_default(),
                word(row.modal.key()),
                words::duty(coverage, row),
                word(row.answer.key()),
                words::wherever(coverage, row),
            ]
        })
    });
    let heads =
        ["id", "treaty", "place", "modal", "duty", "answer", "where"].map(|key| word(&format!("coverage-{key}")));
    let bonds = coverage.treaties.iter().map(|bond| {
        let [binds, languages, authorities] = words::bond(coverage, bond);
        vec![bond.treaty.clone(), bond.name.clone(), binds, languages, authorities]
    });
    let bond_heads = ["id", "treaty", "binds", "languages", "authorities"].map(|key| word(&format!("coverage-{key}")));
    let totals = coverage.totals.iter().map(|total| words::totals(coverage, total).to_vec());
    let total_heads = ["modal", "count", "answer"].map(|key| word(&format!("coverage-{key}")));
    let mut all = vec![
        (word("coverage-duty"), with(heads.to_vec(), duties)),
        (word("coverage-treaties"), with(bond_heads.to_vec(), bonds)),
        (word("coverage-totals"), with(total_heads.to_vec(), totals)),
    ];
    if !coverage.accepted.is_empty() {
        let rows = coverage.accepted.iter().map(|a| vec![a.constraint.clone(), a.reason.clone(), a.accepted.clone()]);
        let heads = ["rule", "rule-says", "reason"].map(|key| word(&format!("coverage-{key}")));
        all.push((word("coverage-accepted"), with(heads.to_vec(), rows)));
    }
    all
}

fn with(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    std::iter::once(head).chain(rows).collect()
}
