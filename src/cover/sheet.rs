//! Coverage as a draft: a title and tables, which the renderers print like any other text.

use super::words;
use crate::model::coverage::Coverage;
use crate::model::draft::{
    BlockKind, ChapterHeading, Division, Draft, DraftBlock, DraftLayer, DraftProvision, Row, Run,
};
use crate::model::instrument::LayerKind;

/// The tables, in the look of the draft that they speak of.
pub fn sheet(coverage: &Coverage, draft: &Draft) -> Draft {
    let word = |key: &str| coverage.word(key);
    let mut divisions = vec![division("about", None, preface(coverage), vec![])];
    let bonds = coverage.treaties.iter().map(|bond| {
        let [binds, languages, authorities] = words::bond(coverage, bond);
        vec![bond.name.clone(), binds, languages, authorities]
    });
    let heads = ["coverage-treaty", "coverage-binds", "coverage-languages", "coverage-authorities"].map(word);
    divisions.push(division("treaties", Some(word("coverage-treaties")), vec![], table(heads.to_vec(), bonds)));
    let totals = coverage.totals.iter().map(|total| words::totals(coverage, total).to_vec());
    let heads = ["coverage-modal", "coverage-count", "coverage-answer"].map(word);
    let note = vec![word("coverage-counted")];
    divisions.push(division("totals", Some(word("coverage-totals")), note, table(heads.to_vec(), totals)));
    for (at, group) in coverage.groups.iter().enumerate() {
        let rows = group.rows.iter().map(|row| {
            let answer = coverage.word(row.answer.key());
            vec![words::place(coverage, row), words::duty(coverage, row), answer, words::wherever(coverage, row)]
        });
        let note = group.recalled.then(|| word("coverage-recalled")).into_iter().collect();
        let heads = words::labels(coverage).to_vec();
        divisions.push(division(&format!("group-{at}"), Some(group.title.clone()), note, table(heads, rows)));
    }
    if !coverage.accepted.is_empty() {
        let rows = coverage.accepted.iter().map(|a| vec![a.constraint.clone(), a.reason.clone(), a.accepted.clone()]);
        let heads = ["coverage-rule", "coverage-rule-says", "coverage-reason"].map(word);
        divisions.push(division("accepted", Some(word("coverage-accepted")), vec![], table(heads.to_vec(), rows)));
    }
    let layer = DraftLayer { id: "main".into(), kind: LayerKind::Main, label: None, title: vec![], divisions };
    Draft {
        title: vec![Run::text(word("coverage-title").replace("{title}", &coverage.title))],
        status: word("coverage-status"),
        stage: None,
        stage_line: String::new(),
        front: vec![],
        layers: vec![layer],
        open_options: vec![],
        open_blanks: vec![],
        accepted: vec![],
        warnings: vec![],
        options: vec![],
        ..draft.clone()
    }
}

/// State, dates, order, and what is left out.
fn preface(coverage: &Coverage) -> Vec<String> {
    let line = |key: &str, mark: &str, value: &Option<String>| {
        value.as_ref().map(|value| coverage.word(key).replace(mark, value))
    };
    let day = |date: &Option<String>| date.as_deref().map(|date| coverage.dated(date));
    let left = (coverage.left_out > 0).then(|| coverage.left_out.to_string());
    let lines = [
        line("coverage-state", "{name}", &coverage.state),
        line("coverage-stated", "{date}", &day(&coverage.stated)),
        line("coverage-date", "{date}", &day(&coverage.date)),
        line("coverage-order", "{name}", &coverage.order),
        line("coverage-left-out", "{n}", &left),
    ];
    lines.into_iter().flatten().collect()
}

fn table(heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Vec<Row> {
    let row =
        |cells: Vec<String>| Row { id: None, cells: cells.into_iter().map(|cell| vec![Run::text(cell)]).collect() };
    std::iter::once(heads).chain(rows).map(row).collect()
}

/// Lines of text, then a table, under a heading or none.
fn division(id: &str, title: Option<String>, lines: Vec<String>, rows: Vec<Row>) -> Division {
    let block = |kind: BlockKind, runs: Vec<Run>, rows: Vec<Row>| DraftBlock {
        id: None,
        kind,
        label: None,
        runs,
        rows,
        depth: 0,
        origin: vec![],
        obligation: vec![],
        doubtful: vec![],
    };
    let mut blocks: Vec<DraftBlock> =
        lines.into_iter().map(|line| block(BlockKind::Plain, vec![Run::text(line)], vec![])).collect();
    if !rows.is_empty() {
        blocks.push(block(BlockKind::Table, vec![], rows));
    }
    Division {
        group: None,
        chapter: title.clone().map(|title| ChapterHeading {
            id: id.into(),
            label: None,
            title: vec![Run::text(title)],
        }),
        provisions: vec![DraftProvision {
            id: id.into(),
            label: None,
            bracket: None,
            title: title.unwrap_or_default(),
            heading: vec![],
            blocks,
            commentary: vec![],
            origin: vec![],
            obligation: vec![],
            doubtful: vec![],
            because: vec![],
        }],
    }
}
