//! A hundred documents made at once, from one library that is read while they are made, are the same
//! byte for byte as each made alone from a library of its own.

mod support;

use clausier::diag::Message;
use clausier::draft::{Given, choose, draft, without_commentary};
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use clausier::render::{Edition, docx, json, markdown};
use std::sync::atomic::{AtomicUsize, Ordering};

const THREADS: usize = 4;

/// What is made: preset, language, `--set`s, edition.
#[derive(Clone, Copy, Debug)]
struct Order {
    toy: bool,
    preset: &'static str,
    language: &'static str,
    sets: &'static [(&'static str, &'static str)],
    edition: &'static str,
}

fn orders() -> Vec<Order> {
    let shipped: [(&str, &[(&str, &str)]); 2] = [("full", &[]), ("light", &[("liability", "open")])];
    let toy: [(&str, &[(&str, &str)]); 8] = [
        ("paid", &[]),
        ("paid", &[("season", "summer")]),
        ("paid", &[("night", "closed"), ("works", "deck")]),
        ("paid", &[("works", "deck"), ("toll", "open"), ("night", "open")]),
        ("paid", &[("toll", "free"), ("works", "deck")]),
        ("paid", &[("toll", "free"), ("works", "open")]),
        ("paid", &[("works", "deck"), ("season", "open")]),
        ("paid", &[("night.north", "closed"), ("works", "deck,cables")]),
    ];
    let all = shipped.map(|(preset, sets)| (false, preset, sets)).into_iter();
    let all = all.chain(toy.map(|(preset, sets)| (true, preset, sets)));
    let editions = ["clean text", "annotated text", "data", "clean document", "annotated document"];
    all.flat_map(|(toy, preset, sets)| {
        ["en", "fr"].into_iter().flat_map(move |language| {
            editions.into_iter().map(move |edition| Order { toy, preset, language, sets, edition })
        })
    })
    .collect()
}

/// The document, or why there is none.
type Made = Result<Vec<u8>, Vec<Message>>;

fn make(library: &Library, order: Order) -> Made {
    let answers = Answers { extends: Some(order.preset.into()), ..Answers::default() };
    let sets = order.sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect();
    let (settlement, _) = choose(library, &Given { answers, sets, ..Given::default() })?;
    let clean = order.edition.starts_with("clean");
    let made = if clean { without_commentary } else { draft };
    let (draft, _) = made(library, &settlement, order.language)?;
    let edition = if clean { Edition::Clean } else { Edition::Annotated };
    Ok(match order.edition {
        "data" => json(&draft).into_bytes(),
        form if form.ends_with("document") => {
            docx::docx(&draft, &docx::DocxOptions { edition, ..docx::DocxOptions::default() }).expect("a document")
        }
        _ => markdown(&draft, edition).into_bytes(),
    })
}

fn library(files: &Files) -> Library {
    let (library, messages) = read::lazily(files.clone(), None);
    assert_eq!(messages, vec![]);
    library
}

#[test]
fn a_hundred_documents_at_once_are_those_made_alone() {
    let files = [support::files(&support::root()), support::toy::files()];
    let orders = orders();
    assert_eq!(orders.len(), 100);
    let alone = |order: &Order| make(&library(&files[usize::from(order.toy)]), *order);
    let shared = files.each_ref().map(library);
    let next = AtomicUsize::new(0);
    let mut together: Vec<(usize, Made)> = std::thread::scope(|scope| {
        let work = || {
            let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < orders.len());
            let one = |at: usize| (at, make(&shared[usize::from(orders[at].toy)], orders[at]));
            std::iter::from_fn(take).map(one).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect()
    });
    together.sort_by_key(|(at, _)| *at);
    let mut made = 0;
    for ((at, together), order) in together.iter().zip(&orders) {
        assert!(*together == alone(order), "document {at} differs: {order:?}");
        made += usize::from(together.is_ok());
    }
    assert_eq!(made, 100, "some of the hundred could not be made");
}
