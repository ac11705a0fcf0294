//! Ten operations whose instructions are counted: `scripts/instructions.sh` runs this program under a simulator, once an operation.
//!
//! `operations NAME` does the operation a thousand times inside [`measured`], which is what the simulator is told to count;
//! without a name it lists them.

use lvzhi::{Catalogue, ItemId, Role, catalogue};
use std::hint::black_box;
use std::process::ExitCode;

/// How often an operation is done.
const TIMES: usize = 1000;

/// What is prepared before counting begins.
struct Prepared {
    list: &'static Catalogue,
    ids: Vec<ItemId>,
    written: Vec<String>,
    names: Vec<String>,
    spaced: Vec<String>,
    spellings: Vec<String>,
    short: Vec<String>,
    message: String,
    story: String,
}

impl Prepared {
    fn new() -> Self {
        let list = catalogue();
        let names: Vec<String> = list.items().map(|item| item.name().to_owned()).collect();
        let spellings = list.departments().flat_map(|department| department.aliases()).map(str::to_owned);
        // Texts of 25, 200 and 2,000 characters, from the list's own words and from a complaint's.
        let words = "领导您好，我们村渠道漏水浇不上地，村口路灯坏了没人修，隔壁工地半夜施工吵得老人睡不着，请问归谁管";
        let all: Vec<char> = names.iter().flat_map(|name| words.chars().chain(name.chars())).collect();
        let piece = |from: usize, length: usize| all.iter().skip(from).take(length).collect::<String>();
        Self {
            list,
            ids: list.items().map(|item| item.id()).collect(),
            written: list.items().map(|item| item.id().to_string()).collect(),
            spaced: names.iter().map(|name| format!(" {name}")).collect(),
            spellings: spellings.collect(),
            short: (0..20).map(|n| piece(n * 37, 25)).collect(),
            message: piece(11, 200),
            story: piece(5, 2000),
            names,
        }
    }
}

type Operation = fn(&Prepared, usize) -> usize;

const OPERATIONS: [(&str, Operation); 10] = [
    ("id_typed", |p, n| p.ids.get(n % p.ids.len()).and_then(|&id| p.list.get(id)).map_or(0, |item| item.index())),
    ("id_written", |p, n| found(&p.written, n, |id| p.list.item(id).map(|item| item.index()))),
    ("name_printed", |p, n| found(&p.names, n, |name| p.list.item_named(name).map(|item| item.index()))),
    ("name_folded", |p, n| found(&p.spaced, n, |name| p.list.item_named(name).map(|item| item.index()))),
    ("department", |p, n| found(&p.spellings, n, |name| p.list.department(name).map(|found| found.index()))),
    ("items_of_department", |p, n| {
        let department = p.list.departments().nth(n % p.list.departments().len());
        department.map_or(0, |department| department.items(Role::Lead).count())
    }),
    ("classify_25", |p, n| {
        found(&p.short, n, |text| p.list.classify(text).ok().map(|answer| answer.matches().count()))
    }),
    ("classify_200", |p, _| p.list.classify(&p.message).map_or(0, |answer| answer.matches().count())),
    ("classify_2000", |p, _| p.list.classify(&p.story).map_or(0, |answer| answer.matches().count())),
    ("evidence_25", |p, n| {
        let item = p.list.items().nth(n % 292);
        found(&p.short, n, |text| item.map(|item| p.list.evidence(text, item).count()))
    }),
];

fn found(texts: &[String], n: usize, get: impl Fn(&str) -> Option<usize>) -> usize {
    texts.get(n % texts.len().max(1)).and_then(|text| get(black_box(text))).unwrap_or(0)
}

/// What the simulator counts.
#[inline(never)]
fn measured(prepared: &Prepared, operation: Operation) -> usize {
    (0..TIMES).map(|n| operation(prepared, black_box(n))).sum()
}

fn main() -> ExitCode {
    let Some(name) = std::env::args().nth(1) else {
        for (name, _) in OPERATIONS {
            println!("{name}");
        }
        return ExitCode::SUCCESS;
    };
    let Some((_, operation)) = OPERATIONS.into_iter().find(|(is, _)| *is == name) else {
        eprintln!("no operation {name}; without a name this program lists them");
        return ExitCode::from(2);
    };
    let prepared = Prepared::new();
    black_box(measured(&prepared, black_box(operation)));
    ExitCode::SUCCESS
}
