//! The engine on the toy library: answers in, the whole text out, side by side in `golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test toy` writes the texts anew; read the difference before
//! committing it.

mod support;

use support::toy::{build, json, library};

/// Preset or answers, language, `--set`s → the file that holds the whole Markdown.
const STORIES: [(&str, &str, &str, &[&str]); 10] = [
    ("paid.en", "paid", "en", &[]),
    ("paid.fr", "paid", "fr", &[]),
    ("free.en", "paid", "en", &["toll=free", "works=deck"]),
    ("alike.en", "paid", "en", &["night=closed"]),
    ("open.en", "paid", "en", &["works=deck", "toll=open", "night=open"]),
    ("open.fr", "paid", "fr", &["works=deck", "toll=open", "night=open"]),
    ("names.fr", "tests/golden/names.toml", "fr", &[]),
    ("act.en", "tests/golden/act.toml", "en", &[]),
    ("act.fr", "tests/golden/act.toml", "fr", &[]),
    ("note.ar", "note", "ar", &[]),
];

#[test]
fn each_story_reads_as_written() {
    for (name, answers, language, sets) in STORIES {
        support::golden(&format!("{name}.md"), &build(answers, language, sets).expect(name));
    }
}

#[test]
fn the_library_is_sound_and_the_proof_counts() {
    let library = library();
    assert_eq!(clausier::check::library(&library), vec![]);
    let told: Vec<String> = clausier::check::proofs(&library)
        .into_iter()
        .map(|(book, language, proof)| {
            assert_eq!(proof.messages, vec![], "{book} {language}");
            format!("{book} {language} {}", proof.count)
        })
        .collect();
    // Toll free: 4 nights × 3 sets of works without cables, less painting with a closed end.
    // Toll paid: 2 seasons × 4 nights × 7 sets, less the same.
    // free: open-open 3, each of three others only {deck}: 1 → 6; paid: 2 × (7 + 3 × 3) = 32.
    assert_eq!(told, ["bridge en 38", "bridge fr 38", "note ar 1"]);
}

#[test]
fn same_answers_same_bytes_in_any_order_and_thread() {
    let alone: Vec<_> = STORIES.iter().map(|(_, a, l, s)| json(a, l, s)).collect();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|turn| {
                scope.spawn(move || {
                    let mut order: Vec<usize> = (0..STORIES.len()).collect();
                    order.rotate_left(turn);
                    order.into_iter().map(|i| (i, json(STORIES[i].1, STORIES[i].2, STORIES[i].3))).collect::<Vec<_>>()
                })
            })
            .collect();
        for run in runs {
            for (index, text) in run.join().expect("thread") {
                assert_eq!(text, alone[index]);
            }
        }
    });
}
