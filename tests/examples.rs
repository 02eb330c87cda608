//! The stories in `examples/`: the answers build, and what comes out is what stands beside them.
//!
//! `UPDATE_GOLDEN=1 cargo test --test examples` writes the texts anew.

mod support;

use clausier::draft::{choose, draft};
use clausier::model::Answers;
use clausier::read::{library, typed};
use clausier::render::{Edition, markdown};

#[test]
fn each_story_builds_as_printed_in_every_language() {
    let root = support::root();
    let (library, messages) = library(&support::files(&root), None);
    assert_eq!(messages, vec![]);
    let mut stories = 0;
    for entry in std::fs::read_dir(root.join("examples")).expect("examples").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("examples/{name}/answers.toml");
        let text = std::fs::read_to_string(root.join(&path)).expect("answers.toml");
        let (answers, messages) = typed::<Answers>(&path, &text);
        assert_eq!(messages, vec![], "{path}");
        let given =
            clausier::draft::Given { answers: answers.unwrap_or_default(), file: path, text, ..Default::default() };
        let (settlement, _) = choose(&library, &given).expect("settled");
        for language in library.books[&settlement.book].languages() {
            let (made, messages) = draft(&library, &settlement, &language).expect("drafted");
            assert_eq!(messages, vec![]);
            support::golden(&format!("../../examples/{name}/draft.{language}.md"), &markdown(&made, Edition::Clean));
            stories += 1;
        }
    }
    assert!(stories >= 2, "no story was told");
}

#[test]
fn each_preset_builds_in_every_complete_language() {
    let root = support::root();
    let (library, _) = library(&support::files(&root), None);
    assert!(library.presets.len() >= 3);
    for name in library.presets.keys() {
        let answers = Answers { extends: Some(name.clone()), ..Answers::default() };
        let (settlement, _) = choose(&library, &clausier::draft::Given { answers, ..Default::default() }).expect(name);
        let languages = library.books[&settlement.book].languages();
        assert!(languages.len() >= 2, "{name}");
        for language in languages {
            let (made, _) = draft(&library, &settlement, &language).expect(name);
            let text = markdown(&made, Edition::Annotated);
            for leftover in ["{{", "}}", "{#", "{and}", "{or}", "\u{E000}", "\u{E001}", "  of Articles  ", "Article  "]
            {
                assert!(!text.contains(leftover), "{name} {language} prints {leftover:?}");
            }
            let empty =
                made.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).find(|p| p.blocks.is_empty());
            assert!(empty.is_none(), "{name} {language}: an empty provision");
        }
    }
}
