//! Drafts made by hand. `model` comes from the module above, so that the integration tests can share them.

use super::model::draft::*;
use super::model::form::{FormWords, NumberStyle};
use super::model::instrument::{InstrumentKind, LayerKind};
use super::model::language::Direction;

pub fn text(text: &str) -> Run {
    Run::text(text)
}

pub fn cite(anchor: &str, text: &str) -> Run {
    Run::Ref { anchor: anchor.into(), text: text.into() }
}

pub fn label(level: Level, number: usize, text: &str, cited: &str) -> Option<Label> {
    Some(Label { level, number, text: text.into(), cited: cited.into() })
}

pub fn block(id: &str, kind: BlockKind, label: Option<Label>, runs: Vec<Run>) -> DraftBlock {
    let levels = [Level::Paragraph, Level::Point, Level::Subpoint];
    let depth = label.as_ref().and_then(|label| levels.iter().position(|level| *level == label.level));
    let depth = depth.map_or(0, |at| at + 1);
    let id = if id.is_empty() { None } else { Some(id.to_string()) };
    DraftBlock { id, kind, label, runs, rows: vec![], depth, origin: vec![], obligation: vec![], doubtful: vec![] }
}

/// A plain paragraph.
pub fn para(id: &str, words: &str) -> DraftBlock {
    block(id, BlockKind::Plain, None, vec![text(words)])
}

/// A numbered paragraph, point or sub-point.
pub fn item(id: &str, label: Option<Label>, words: &str) -> DraftBlock {
    block(id, BlockKind::Item, label, vec![text(words)])
}

pub fn table(id: &str, rows: &[[&str; 2]]) -> DraftBlock {
    let row = |cells: &[&str; 2]| Row { id: None, cells: cells.iter().map(|cell| vec![text(cell)]).collect() };
    DraftBlock { rows: rows.iter().map(row).collect(), ..block(id, BlockKind::Table, None, Vec::new()) }
}

pub fn provision(id: &str, label: Option<Label>, heading: &str, blocks: Vec<DraftBlock>) -> DraftProvision {
    DraftProvision {
        id: id.into(),
        label,
        bracket: None,
        title: heading.to_string(),
        heading: if heading.is_empty() { Vec::new() } else { vec![text(heading)] },
        blocks,
        commentary: Vec::new(),
        origin: Vec::new(),
        obligation: Vec::new(),
        doubtful: Vec::new(),
        because: Vec::new(),
    }
}

pub fn chapter(id: &str, label: Option<Label>, title: &str, provisions: Vec<DraftProvision>) -> Division {
    let chapter = Some(ChapterHeading { id: id.into(), label, title: vec![text(title)] });
    Division { group: None, chapter, provisions }
}

pub fn level(level: Level, style: NumberStyle, pattern: &str) -> LevelFormat {
    LevelFormat { level, style, pattern: pattern.into(), first: None }
}

pub fn main_layer(divisions: Vec<Division>) -> DraftLayer {
    DraftLayer { id: "main".into(), kind: LayerKind::Main, label: None, title: Vec::new(), divisions }
}

pub fn draft(title: &str, tag: &str, levels: Vec<LevelFormat>, layers: Vec<DraftLayer>) -> Draft {
    Draft {
        instrument: "sample".into(),
        kind: InstrumentKind::Agreement,
        plan: "plan".into(),
        title: vec![text(title)],
        language: tag.chars().take(2).collect(),
        tag: tag.into(),
        language_name: "English".into(),
        direction: Direction::Ltr,
        stage: None,
        stage_line: String::new(),
        status: String::new(),
        notice: String::new(),
        front: vec![],
        form: "form".into(),
        library: "2026.1".into(),
        fingerprint: "0123456789abcdef".into(),
        layers,
        open_options: Vec::new(),
        open_blanks: Vec::new(),
        blank_labels: Default::default(),
        accepted: Vec::new(),
        warnings: Vec::new(),
        options: Vec::new(),
        levels,
        words: FormWords::default(),
        interface: [
            ("commentary", "Commentary"),
            ("page", "Page {n} of {m}"),
            ("contents", "Contents"),
            ("draft", "Draft"),
            ("draft-mark", "DRAFT"),
        ]
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .into(),
    }
}

fn english_levels() -> Vec<LevelFormat> {
    vec![
        level(Level::Chapter, NumberStyle::UpperRoman, "CHAPTER {n}"),
        level(Level::Provision, NumberStyle::Decimal, "Article {n}"),
        level(Level::Paragraph, NumberStyle::Decimal, "{n}."),
        level(Level::Point, NumberStyle::LowerLatin, "({n})"),
        level(Level::Subpoint, NumberStyle::LowerRoman, "({n})"),
        level(Level::Annex, NumberStyle::Decimal, "Annex {n}"),
    ]
}

pub fn article(n: usize) -> Option<Label> {
    label(Level::Provision, n, &format!("Article {n}"), &n.to_string())
}

pub fn paragraph(n: usize) -> Option<Label> {
    label(Level::Paragraph, n, &format!("{n}."), &n.to_string())
}

pub fn point(letter: &str, n: usize) -> Option<Label> {
    label(Level::Point, n, &format!("({letter})"), &format!("({letter})"))
}

/// Two chapters, a preamble, articles with every kind of block, an unnumbered provision between, an annex.
pub fn english() -> Draft {
    let preamble = provision(
        "preamble",
        None,
        "",
        vec![para("preamble#parties", "The Parties,"), item("preamble#one", paragraph(1), "recalling a first thing;")],
    );
    let term = Run::Term { id: "officer".into(), text: "officer".into(), defining: true };
    let scope = provision(
        "scope",
        article(1),
        "Scope & <purpose>",
        vec![
            item("scope#what", paragraph(1), "The Parties cooperate as follows:"),
            block("scope#a", BlockKind::Item, point("a", 1), vec![text("an "), term, text(" acts;")]),
            item("scope#b", point("b", 2), "sub-points follow:"),
            item("scope#b-i", label(Level::Subpoint, 1, "(i)", "(i)"), "the first;"),
            item("scope#b-ii", label(Level::Subpoint, 2, "(ii)", "(ii)"), "the second."),
            item("scope#then", paragraph(2), "Points begin anew:"),
            item("scope#then-a", point("a", 1), "alpha."),
        ],
    );
    let between = provision(
        "between",
        None,
        "Transition",
        vec![item("between#1", paragraph(1), "Counted anew."), item("between#2", paragraph(2), "And on.")],
    );
    let mut arrest = provision(
        "arrest",
        article(2),
        "Arrest",
        vec![
            block(
                "arrest#refs",
                BlockKind::Item,
                paragraph(1),
                vec![
                    text("Subject to Article "),
                    cite("scope", "1"),
                    text(", paragraph "),
                    cite("scope#then", "2"),
                    text(", point "),
                    cite("scope#then-a", "(a)"),
                    text(", sub-point "),
                    cite("scope#b-ii", "(ii)"),
                    text(", Article "),
                    cite("ten", "10"),
                    text(" and Annex "),
                    cite("forms", "1"),
                    text(", Article "),
                    cite("forms-use", "1"),
                    text("."),
                ],
            ),
            block(
                "arrest#blanks",
                BlockKind::Item,
                paragraph(2),
                vec![
                    text("Within "),
                    Run::Blank { name: "deadline".into(), form: "bare".into(), text: "[…]".into(), open: true },
                    text(" in "),
                    Run::Blank {
                        name: "place".into(),
                        form: "bare".into(),
                        text: "Port Sainte-Marie".into(),
                        open: false,
                    },
                    text(", "),
                    Run::Bracket { text: "[zone: ".into() },
                    Run::Text { text: "near the border".into(), emphasis: Emphasis::Italic },
                    Run::Bracket { text: "]".into() },
                    text("."),
                ],
            ),
            table("arrest#table", &[["Authority", "Task"], ["Police", "Arrest"], ["Customs", "Search"]]),
        ],
    );
    arrest.bracket = Some("arrest:".into());
    arrest.commentary = vec![
        para("", "This article is a choice."),
        block("", BlockKind::Bullet, None, vec![text("See Article "), cite("scope", "1"), text(".")]),
    ];
    let lists = provision(
        "lists",
        article(3),
        "Lists without paragraphs",
        vec![
            para("lists#one", "First list:"),
            item("lists#one-a", point("a", 1), "alpha;"),
            item("lists#one-b", point("b", 2), "beta."),
            para("lists#two", "Second list:"),
            item("lists#two-a", point("a", 1), "gamma."),
        ],
    );
    let mut rest = vec![lists];
    rest.extend((4..10).map(|n| provision(&format!("a{n}"), article(n), "More", vec![para("", "Text.")])));
    rest.push(provision(
        "ten",
        article(10),
        "The tenth",
        vec![item("ten#1", paragraph(1), "One."), item("ten#2", paragraph(2), "Two.")],
    ));
    let chapter_label = |n: usize, roman: &str| label(Level::Chapter, n, &format!("CHAPTER {roman}"), roman);
    let annex = DraftLayer {
        id: "forms".into(),
        kind: LayerKind::Annex,
        label: label(Level::Annex, 1, "Annex 1", "1"),
        title: vec![text("Forms")],
        divisions: vec![Division {
            group: None,
            chapter: None,
            provisions: vec![
                provision(
                    "forms-use",
                    article(1),
                    "Use",
                    vec![item("forms-use#1", paragraph(1), "Used."), item("forms-use#2", paragraph(2), "Again.")],
                ),
                provision("forms-end", article(2), "End", vec![para("", "Done.")]),
            ],
        }],
    };
    let main = main_layer(vec![
        Division { group: None, chapter: None, provisions: vec![preamble] },
        chapter("general", chapter_label(1, "I"), "General", vec![scope, between]),
        chapter("special", chapter_label(2, "II"), "Special", [vec![arrest], rest].concat()),
    ]);
    draft("Agreement on Samples", "en-GB", english_levels(), vec![main, annex])
}

/// "Article premier" and what follows.
pub fn french() -> Draft {
    let mut levels = english_levels();
    levels[3].pattern = "{n})".into();
    levels[1].first = Some("Article premier".into());
    let first = provision(
        "objet",
        label(Level::Provision, 1, "Article premier", "premier"),
        "Objet",
        vec![
            item("objet#1", paragraph(1), "Un."),
            item("objet#1-a", label(Level::Point, 1, "a)", "a)"), "point."),
            item("objet#2", paragraph(2), "Deux."),
        ],
    );
    let refs = vec![
        text("Voir l’article "),
        cite("objet", "premier"),
        text(", paragraphe "),
        cite("objet#2", "2"),
        text(", point "),
        cite("objet#1-a", "a)"),
        text(" ; article "),
        cite("fin", "3"),
        text(" ; point "),
        cite("objet#1-a", "a"),
        text("."),
    ];
    let second = provision(
        "suite",
        article(2),
        "Suite",
        vec![block("suite#1", BlockKind::Item, paragraph(1), refs), item("suite#2", paragraph(2), "Deux.")],
    );
    let third = provision("fin", article(3), "Fin", vec![para("fin#p", "Fin.")]);
    draft(
        "Accord",
        "fr-FR",
        levels,
        vec![main_layer(vec![Division { group: None, chapter: None, provisions: vec![first, second, third] }])],
    )
}

/// Right to left, with ordinals in words, abjad points, a table and a Latin name.
pub fn arabic() -> Draft {
    let levels = vec![
        level(Level::Provision, NumberStyle::Ordinal, "المادة {n}"),
        level(Level::Paragraph, NumberStyle::Decimal, "{n}-"),
        level(Level::Point, NumberStyle::Abjad, "({n})"),
    ];
    let first = provision(
        "scope",
        label(Level::Provision, 1, "المادة الأولى", "الأولى"),
        "النطاق",
        vec![
            item(
                "scope#1",
                label(Level::Paragraph, 1, "1-", "1"),
                "تتعاون الأطراف (في مدينة Port Sainte-Marie) وفق ما يلي:",
            ),
            item("scope#1-a", label(Level::Point, 1, "(أ)", "(أ)"), "القبض؛"),
            item("scope#1-b", label(Level::Point, 2, "(ب)", "(ب)"), "التفتيش."),
            item("scope#2", label(Level::Paragraph, 2, "2-", "2"), "المدة 30 يوما."),
        ],
    );
    let refs = vec![
        text("انظر المادة "),
        cite("scope", "الأولى"),
        text("، الفقرة "),
        cite("scope#2", "2"),
        text("، البند "),
        cite("scope#1-b", "(ب)"),
        text("."),
    ];
    let second = provision(
        "next",
        label(Level::Provision, 2, "المادة الثانية", "الثانية"),
        "الإحالة",
        vec![
            block("next#1", BlockKind::Item, label(Level::Paragraph, 1, "1-", "1"), refs),
            table("next#t", &[["السلطة", "المهمة"], ["الشرطة", "القبض"]]),
        ],
    );
    let mut out = draft(
        "اتفاق بشأن العينات",
        "ar",
        levels,
        vec![main_layer(vec![Division { group: None, chapter: None, provisions: vec![first, second] }])],
    );
    out.direction = Direction::Rtl;
    out.interface.insert("page".into(), "صفحة {n} من {m}".into());
    out
}

/// All the letters of the abjad, each cited.
pub fn abjad() -> Draft {
    let letters = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
    let mut blocks = Vec::new();
    let mut refs = Vec::new();
    for (at, letter) in letters.chars().enumerate() {
        let text = format!("({letter})");
        let id = format!("p#{at}");
        blocks.push(item(&id, label(Level::Point, at + 1, &text, &text), "بند"));
        refs.extend([cite(&id, &text), self::text(" ")]);
    }
    blocks.push(block("", BlockKind::Plain, None, refs));
    let all = vec![provision("p", label(Level::Provision, 1, "المادة 1", "1"), "حروف", blocks)];
    let levels = vec![
        level(Level::Provision, NumberStyle::Decimal, "المادة {n}"),
        level(Level::Point, NumberStyle::Abjad, "({n})"),
    ];
    let mut out =
        draft("أبجد", "ar", levels, vec![main_layer(vec![Division { group: None, chapter: None, provisions: all }])]);
    out.direction = Direction::Rtl;
    out
}

/// Everything that could break XML, a field or a level text.
pub const NASTY: &str = "A & B <x> \"q\" 'z' ]]> {n} %1 \\h \u{0}\u{1}\u{b}\u{fffe}é\ta\nb";
/// What is left of it.
pub const KEPT: &str = "A & B <x> \"q\" 'z' ]]> {n} %1 \\h é a b";

/// The nasty string in every place.
pub fn nasty() -> Draft {
    let nasty_label = |level| label(level, 1, &format!("{NASTY}1"), "1");
    let runs = vec![
        text(NASTY),
        Run::Blank { name: NASTY.into(), form: NASTY.into(), text: NASTY.into(), open: true },
        Run::Term { id: NASTY.into(), text: NASTY.into(), defining: true },
        Run::Bracket { text: NASTY.into() },
        cite(NASTY, NASTY),
        cite(&format!("{NASTY}#p"), "1"),
        cite("nowhere", NASTY),
    ];
    let first = block(&format!("{NASTY}#p"), BlockKind::Item, nasty_label(Level::Paragraph), runs.clone());
    let mut grid = table(&format!("{NASTY}#t"), &[[NASTY, NASTY], [NASTY, NASTY]]);
    grid.rows[0].id = Some(format!("{NASTY}#row"));
    let mut article = provision(NASTY, nasty_label(Level::Provision), NASTY, vec![first, grid]);
    article.bracket = Some(NASTY.into());
    article.commentary = vec![block("", BlockKind::Plain, None, runs)];
    let mut layer = main_layer(vec![chapter(NASTY, nasty_label(Level::Chapter), NASTY, vec![article])]);
    layer.id = NASTY.into();
    let pattern = NASTY.replace("{n}", "").replace('%', "") + "{n}";
    let levels = Level::ALL.into_iter().map(|at| level(at, NumberStyle::Decimal, &pattern)).collect();
    let mut out = draft(NASTY, NASTY, levels, vec![layer]);
    out.instrument = NASTY.into();
    out.library = NASTY.into();
    for value in out.interface.values_mut() {
        *value = NASTY.into();
    }
    out
}
