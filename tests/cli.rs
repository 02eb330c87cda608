//! The command line as a user meets it: what is typed, what is told, the exit code.

mod support;

use std::path::Path;
use std::process::{Command, Output};

fn clausier(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clausier")).args(args).current_dir(folder).output().expect("clausier runs")
}

/// Exit code, output, errors.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = clausier(folder, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code().unwrap_or(-1), text(&out.stdout), text(&out.stderr))
}

fn toy(args: &[&str]) -> (i32, String, String) {
    let mut all = vec!["--library", "tests/toy"];
    all.extend(args);
    run(&support::root(), &all)
}

/// Answers written to a file of a fresh folder, and what `build` says of them.
fn answers(text: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), text).expect("answers");
    let toy = support::root().join("tests/toy");
    run(folder.path(), &["--library", toy.to_str().expect("a path"), "build", "a.toml"])
}

#[test]
fn a_wrong_value_is_drawn_at_its_place() {
    let (code, out, err) = answers("extends = \"paid\"\n\n[options]\nseason = \"winter\"\n");
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "\
error[unknown-value]: `season` has no value `winter`
 --> a.toml:4:1
  |
4 | season = \"winter\"
  | ^^^^^^ its values are summer, year

"
    );
}

#[test]
fn a_refusal_names_the_rule_and_the_smallest_changes() {
    let (code, _, err) = answers("extends = \"paid\"\n\n[options]\nworks = [\"paint\", \"deck\"]\n");
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "\
error[refused]: `painters-by-night`: The bridge is painted by night, when few cross it.
  --> a.toml:3:2
   |
 3 | [options]
   |  ^^^^^^^ works = deck, paint (answers); night = north: open; south: closed (preset paid)
   |
  ::: clauses/bridge/instrument.toml:71:1
   |
71 | id       = \"painters-by-night\"
   | -- the rule
   |
   = help: it would do to change `night` of south to open
   = help: it would do to change `works` to deck
   = help: or write, under [accept]: painters-by-night = \"the reason\"

"
    );
}

#[test]
fn a_refusal_can_be_accepted_with_a_reason_and_a_contradiction_cannot() {
    let (code, out, err) = answers(
        "extends = \"paid\"\n[options]\nworks = [\"paint\", \"deck\"]\n[accept]\npainters-by-night = \"they have lamps\"\n",
    );
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("Crossing"), "{out}");
    assert!(err.contains("accepted (painters-by-night): they have lamps"), "{err}");
    let (code, _, err) = answers(
        "extends = \"paid\"\n[options]\ntoll = \"free\"\nworks = \"cables\"\n[accept]\ncables-need-toll = \"no\"\n",
    );
    assert_eq!(code, 1);
    assert!(err.contains("error[refused]: `cables-need-toll`"), "{err}");
    assert!(!err.contains("or write, under [accept]"), "{err}");
}

#[test]
fn every_error_at_once() {
    let (code, _, err) = answers(
        "extends = \"payd\"\ninstrument = \"bridge\"\ntradition = \"strickt\"\n[options]\ntol = \"free\"\nnight = { nrth = \"open\" }\n[blanks]\nnotise = \"1 week\"\nnotice = \"9 weeks\"\n[accept]\npainters = \"x\"\n",
    );
    assert_eq!(code, 1);
    for expected in [
        "error[unknown-preset]: unknown preset `payd`",
        "did you mean `paid`?",
        "error[unknown-tradition]: unknown tradition `strickt`",
        "error[unknown-option]: unknown option `tol`",
        "error[unknown-party]: unknown Party `nrth`",
        "error[unknown-blank]: unknown blank `notise`",
        "error[out-of-bounds]: `notice` is outside its bounds",
        "error[unknown-constraint]: unknown constraint `painters`",
    ] {
        assert!(err.contains(expected), "{expected} is missing in\n{err}");
    }
}

#[test]
fn bad_files_are_refused_with_a_sentence() {
    for (text, expected) in [
        ("extends = \"paid", "error[broken-toml]"),
        ("extends = 3", "error[broken-toml]"),
        ("extends = \"paid\"\nlanguage = \"en\"", "error[unknown-key]: unknown key `language`"),
        ("", "error[unknown-instrument]: the answers name no instrument"),
        ("extends = \"paid\"\n[blanks]\nprice = \"three\"", "error[wrong-value]: `price` is not a money"),
        ("extends = \"paid\"\n[blanks]\nnotice = \"P1Y\"", "error[wrong-unit]"),
        ("extends = \"paid\"\n[[records.parties]]\nid = \"one\"\n[options]\nnight = \"open\"", "error[record-count]"),
        ("extends = \"paid\"\n[[records.parties]]\nname = \"x\"\n[[records.parties]]\nid = \"y\"", "error[missing-id]"),
    ] {
        let (code, out, err) = answers(text);
        assert_eq!((code, out.as_str()), (1, ""), "{text}\n{err}");
        assert!(err.contains(expected), "{text:?}\n{err}");
    }
    let deep = format!("extends = \"paid\"\nx = {}{}", "[".repeat(50_000), "]".repeat(50_000));
    let (code, _, err) = answers(&deep);
    assert_eq!(code, 1);
    assert!(err.contains("error[file-too-long]"), "{err}");
}

#[test]
fn presets_that_extend_each_other_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("presets")).expect("presets");
    std::fs::write(folder.path().join("presets/a.toml"), "extends = \"b\"\n").expect("a");
    std::fs::write(folder.path().join("presets/b.toml"), "extends = \"a\"\ninstrument = \"police-agreement\"\n")
        .expect("b");
    let (code, _, err) = run(folder.path(), &["--library", ".", "build", "a"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[cyclic-preset]: preset `a` extends itself"), "{err}");
}

#[test]
fn whatever_is_typed_is_printed_and_nothing_else() {
    let hostile = "\\\"<b>&amp;</b>\\\" {{blank}} \\u202e\\U0001F600\\u0007\\u0000\\n# x\\ue000";
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "extends = \"paid\"\n[[records.fares]]\nid = \"x\"\nvehicle = \"{hostile}\"\nprice = {{ amount = 1, currency = \"<&>\" }}\n"
    );
    std::fs::write(folder.path().join("a.toml"), text).expect("answers");
    let toy = support::root().join("tests/toy");
    let toy = toy.to_str().expect("a path");
    let (code, out, err) = run(folder.path(), &["--library", toy, "build", "a.toml", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\\\"<b>&amp;</b>\\\" {{blank}} \u{202e}\u{1F600} # x"), "{out}");
    let (code, _, err) = run(folder.path(), &["--library", toy, "build", "a.toml", "-o", "a.docx"]);
    assert_eq!(code, 0, "{err}");
    let bytes = std::fs::read(folder.path().join("a.docx")).expect("written");
    assert_eq!(clausier::render::docx::faults(&bytes), Vec::<String>::new());
}

#[test]
fn nothing_half_written_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let toy = support::root().join("tests/toy");
    let toy = toy.to_str().expect("a path");
    // A folder stands where the draft should go.
    std::fs::create_dir(folder.path().join("d.docx")).expect("a folder");
    let (code, _, err) = run(folder.path(), &["--library", toy, "build", "paid", "-o", "d.docx"]);
    assert_eq!((code, err.as_str()), (4, "error: `d.docx` can't be written: it is a folder\n"));
    // The folder does not exist.
    let (code, _, err) = run(folder.path(), &["--library", toy, "build", "paid", "-o", "none/d.docx"]);
    assert_eq!(code, 4, "{err}");
    // What was there before survives a failed build.
    std::fs::write(folder.path().join("kept.md"), "kept").expect("a file");
    let (code, _, _) = run(folder.path(), &["--library", toy, "build", "paid", "--set", "toll=gold", "-o", "kept.md"]);
    assert_eq!(code, 1);
    assert_eq!(std::fs::read_to_string(folder.path().join("kept.md")).expect("kept"), "kept");
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("list").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    // A full disk.
    if cfg!(target_os = "linux") {
        let (code, _, err) =
            run(folder.path(), &["--library", toy, "build", "paid", "--format", "md", "-o", "/dev/full/x"]);
        assert_eq!(code, 4, "{err}");
    }
}

#[test]
fn usage_is_told_from_wrong_answers_and_missing_files() {
    let root = support::root();
    assert_eq!(run(&root, &["build"]).0, 2);
    assert_eq!(toy(&["build", "paid", "--format", "docx"]).0, 2);
    assert_eq!(toy(&["build", "paid", "--annotated", "--edition", "footnotes"]).0, 2);
    assert_eq!(toy(&["build", "paid", "-o", "x.odt"]).0, 2);
    assert_eq!(toy(&["build", "paid", "--set", "toll"]).0, 2);
    assert_eq!(toy(&["explain", "nonsense"]).0, 2);
    assert_eq!(toy(&["build", "absent.toml"]).0, 3);
    assert_eq!(run(&root, &["--library", "tests/golden", "list"]).0, 3);
    assert_eq!(run(&root, &["--library", "absent", "list"]).0, 3);
    let (code, _, err) = toy(&["build", "payd"]);
    assert_eq!(
        (code, err.as_str()),
        (3, "error: there is no file and no preset `payd`; did you mean the preset `paid`?\n")
    );
}

#[test]
fn list_show_why_new_and_schema_speak() {
    let (_, out, _) = toy(&["list"]);
    assert!(out.contains("instruments\n  bridge  en, fr\n  note    ar\n"), "{out}");
    let (_, out, _) = toy(&["show", "bridge/toll"]);
    assert!(out.contains("the price that a {{term \"keeper\"}} collects"), "{out}");
    let (code, out, _) = toy(&["why", "paid", "bounds"]);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "\
bounds: Article 5 — Bounds
  May the bridge be crossed by night?
    night = north: open; south: closed (preset paid)
  Does crossing cost anything?
    toll = paid (tradition strict)
  condition: clauses/bridge/bounds/provision.toml
  wording: clauses/bridge/bounds/en.md

"
    );
    let (_, out, _) = toy(&["why", "paid", "tariff", "--set", "toll=free", "--set", "works=deck"]);
    assert_eq!(
        out,
        "\
tariff: not in this draft
  Does crossing cost anything?
    toll = free (--set)
  it stands where toll = paid
"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.toml");
    let path = path.to_str().expect("a path");
    assert_eq!(toy(&["new", "bridge", "-o", path]).0, 0);
    assert_eq!(toy(&["new", "bridge", "-o", path]).0, 4, "an existing file is not overwritten");
    let (code, _, err) = toy(&["build", path]);
    assert_eq!(code, 0, "a fresh answers file builds: {err}");
    for kind in [
        "instrument",
        "provision",
        "form",
        "language",
        "tradition",
        "profile",
        "treaty",
        "order",
        "state",
        "coverage",
        "terms",
        "shared",
        "answers",
        "draft",
        "manifest",
    ] {
        let (code, out, _) = toy(&["schema", kind]);
        assert_eq!(code, 0);
        assert!(serde_json::from_str::<serde_json::Value>(&out).expect("JSON")["$schema"].is_string());
    }
}

#[test]
fn a_companion_comes_from_the_same_answers() {
    let (code, out, err) = toy(&["build", "paid", "--companion", "letter", "--quiet"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        out,
        "# Letter to the Guild of Ropemakers\n\n\\[…\\] and \\[…\\] order cables, to be delivered within two\u{a0}weeks.\n"
    );
    let (code, _, err) = toy(&["build", "paid", "--companion", "letter", "--set", "works=deck"]);
    assert_eq!(code, 2);
    assert!(err.contains("the answers call for no `letter`"), "{err}");
    let (code, _, err) = toy(&["build", "paid", "--companion", "leter"]);
    assert_eq!((code, err.as_str()), (2, "error: `bridge` has no companion `leter`; it has: letter\n"));
}

#[test]
fn an_overlay_lies_on_top_of_the_library() {
    let folder = tempfile::tempdir().expect("a folder");
    let bridge = folder.path().join("clauses/police-agreement");
    std::fs::create_dir_all(&bridge).expect("folders");
    std::fs::write(bridge.join("instrument.toml"), "[option.scope]\nvalues = [\"all-crime\", \"domains\", \"closed-list\", \"penalty-floor\", \"extraditable\"]\ndefault = \"closed-list\"\n").expect("overlay");
    let path = folder.path().to_str().expect("a path");
    let (code, out, err) = run(&support::root(), &["--library", path, "why", "full", "object"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("scope = closed-list (library)"), "{out}");
}

#[test]
fn a_look_that_is_none_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let toy = support::root().join("tests/toy");
    let build = |style: &str| {
        let toy = toy.to_str().expect("a path");
        run(folder.path(), &["--library", toy, "build", "paid", "--quiet", "--style", style, "-o", "d.docx"])
    };
    std::fs::write(folder.path().join("letter.docx"), "no archive").expect("written");
    let (code, _, err) = build("letter.docx");
    assert_eq!((code, err.as_str()), (3, "error: `letter.docx` is not a Word document\n"));
    assert_eq!(build("absent.docx").0, 3);
    assert!(!folder.path().join("d.docx").exists());
}

#[test]
fn footnotes_in_markdown_stand_at_the_end() {
    let (code, out, _) = toy(&["build", "paid", "--quiet", "--edition", "footnotes"]);
    assert_eq!(code, 0);
    let mark = out.find("[^").expect("a mark");
    let name = out[mark..].split(']').next().expect("its name");
    let note = out.find(&format!("\n{name}]: ")).expect("the note");
    assert!(mark < note && !out[note..].contains("\n#"), "{out}");
}

#[test]
fn for_the_counterpart_brackets_are_bare_and_what_is_ours_is_refused() {
    let bare = &["build", "paid", "--set", "season=open", "--for", "counterpart", "-q"];
    let (code, out, err) = toy(bare);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\\[all year\\]\\[in summer\\]"), "{out}");
    let (_, out, _) = toy(&bare[..4]);
    assert!(out.contains("\\[All year: all year\\]\\[In summer only: in summer\\]"), "{out}");
    for (more, expected) in [
        (&["--annotated"][..], "leaves out the commentary"),
        (&["--embed-answers"], "leaves out your answers"),
        (&["--format", "json"], "JSON holds your answers"),
    ] {
        let (code, out, err) = toy(&[&bare[..], more].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(expected), "{err}");
    }
    let (code, _, err) = toy(&["build", "paid", "--embed-answers", "-q"]);
    assert_eq!(code, 2);
    assert!(err.contains("is for Word documents"), "{err}");
}

#[test]
fn a_rule_of_an_instrument_is_explained_with_its_reason() {
    let told = "\
painters-by-night (bridge): refuses
  The bridge is painted by night, when few cross it.
  where works = paint
  excludes night = closed
  set aside by, under [accept]: painters-by-night = \"the reason\"
";
    assert_eq!(toy(&["explain", "painters-by-night"]), (0, told.to_string(), String::new()));
    assert_eq!(toy(&["show", "bridge/painters-by-night"]).1, told);
    let (_, french, _) = toy(&["show", "bridge/painters-by-night", "--lang", "fr"]);
    assert!(french.contains("On peint le pont la nuit"), "{french}");
    let (code, _, err) = toy(&["explain", "painter-by-night"]);
    assert_eq!((code, err.contains("did you mean `painters-by-night`?")), (2, true), "{err}");
}

#[test]
fn every_command_has_its_exit_codes() {
    for (code, args) in [
        (2, &["bild"][..]),
        (2, &["list", "--colour"]),
        (2, &["list", "nonsense"]),
        (2, &["show", "bridge/nonsense"]),
        (2, &["show"]),
        (2, &["new", "nonsense"]),
        (2, &["why", "paid", "nonsense"]),
        (2, &["schema", "nonsense"]),
        (3, &["why", "absent.toml"]),
        (3, &["check", "absent.toml"]),
        (0, &["check", "paid"]),
        (0, &["explain"]),
    ] {
        let (is, out, err) = toy(args);
        assert_eq!(is, code, "{args:?}\n{out}{err}");
    }
}
