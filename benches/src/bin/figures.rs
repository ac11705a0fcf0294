//! Every figure of accuracy at once: `cargo run --release --manifest-path benches/Cargo.toml --bin figures -- [--styles] [FOLDER …]`.
//!
//! Looks for evaluation sets by their names in `data/eval` and in the folders that are given, and asks the list that each is of: the one built in,
//! the made-up example list, once bound by itself and once with the covers that people stated, or a made-up list of `data/eval`.

use clap::Parser;
use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use lvzhi::{Answer, Catalogue, Options, QueryError, Verdict};
use lvzhi_benches::measure::{accuracy, area_under_curve, calibration_error, first_score};
use lvzhi_benches::queries::{self, Query};
use lvzhi_benches::rivals::Ranked;
use lvzhi_benches::{bodies, lists};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures how right the library is on every evaluation set that is found.
#[derive(Parser)]
struct Arguments {
    /// Folders with further sets: real_dev.jsonl, tickets_dev.jsonl, body_dev.jsonl, and queries.jsonl of the example list.
    folders: Vec<PathBuf>,
    /// A row for each style beside that for all of a set.
    #[arg(long)]
    styles: bool,
}

/// Sets of the list that is built in; and that of the example list.
const BUILT_IN: [&str; 5] = ["dev.jsonl", "own.jsonl", "own_long.jsonl", "real_dev.jsonl", "tickets_dev.jsonl"];
const EXAMPLE: &str = "queries.jsonl";
const BODIES: &str = "body_dev.jsonl";

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let folders = [vec![data.join("eval")], arguments.folders.clone()].concat();
    let find = |name: &str| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    let built_in = lvzhi::catalogue();
    let bound = lists::open(&data.join("tongxi"))?;
    let stated = lists::with_covers(&data.join("tongxi"), &data.join("eval/tongxi-covers.toml"))?;
    let others = others(&data.join("eval"))?;
    let mut sets: Vec<(String, &Catalogue, PathBuf)> =
        BUILT_IN.iter().filter_map(|name| Some(((*name).to_owned(), built_in, find(name)?))).collect();
    if let Some(path) = find(EXAMPLE) {
        sets.push(("example list, bound".to_owned(), &bound, path.clone()));
        sets.push(("example list, stated".to_owned(), &stated, path));
    }
    sets.extend(others.iter().map(|(list, path)| (format!("{}, bound", list.township().name()), list, path.clone())));

    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(HEADER);
    table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    for (name, list, path) in &sets {
        let queries = queries::read(list, path)?;
        let asked = queries.iter().map(|query| Asked::of(list, query)).collect::<Result<Vec<_>, _>>()?;
        table.add_row(row(name, list, &asked));
        let mut styles: Vec<&str> =
            queries.iter().filter(|query| query.in_scope()).map(|query| query.style.as_str()).collect();
        styles.sort_unstable();
        styles.dedup();
        for style in styles.iter().filter(|_| arguments.styles) {
            let of_style: Vec<_> = asked.iter().filter(|asked| asked.query.style == *style).cloned().collect();
            table.add_row(row(&format!("… {style}"), list, &of_style));
        }
    }
    println!("{table}\n");
    println!(
        "In scope: called unlisted; verdict of a right tier. Outside: called unlisted or unclear. All: verdict right in either way. Calibration error:"
    );
    println!(
        "of the verdicts' confidence, ten bins, as `lvzhi evaluate` prints it. Confidence: the mean of the first match in scope."
    );

    if let Some(path) = find(BODIES) {
        let of = |set: &str| match set {
            "dev" => Some((built_in, find(BUILT_IN[0])?)),
            "tongxi" => Some((&bound, find(EXAMPLE)?)),
            _ => None,
        };
        let found = bodies::measure(&path, of)?;
        println!(
            "\nUsual body of {} queries outside: right {:.3} of all, {:.3} of the {} that got one.",
            found.asked,
            found.of_all(),
            found.of_answered(),
            found.answered
        );
    }
    Ok(())
}

/// The lists that stand in a folder, each with its queries.
fn others(folder: &Path) -> Result<Vec<(Catalogue, PathBuf)>, Box<dyn Error>> {
    let folders = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut folders = folders.collect::<Result<Vec<_>, _>>()?;
    folders.retain(|folder| folder.join(EXAMPLE).is_file());
    folders.sort();
    folders.into_iter().map(|folder| Ok((lists::open(&folder)?, folder.join(EXAMPLE)))).collect()
}

const HEADER: [&str; 11] = [
    "set",
    "in scope",
    "right at 1",
    "within 3",
    "confidence",
    "AUC",
    "calibration error",
    "called unlisted",
    "tier right",
    "outside told",
    "verdict of all",
];

/// A query and what was answered to it.
#[derive(Clone)]
struct Asked<'a> {
    query: &'a Query,
    answer: Answer<'a>,
    ranked: Ranked,
}

impl<'a> Asked<'a> {
    fn of(list: &'a Catalogue, query: &'a Query) -> Result<Self, QueryError> {
        let answer = list.classify_with(&query.text, Options::default())?;
        let ranked = answer.matches().map(|found| (found.item.index(), found.confidence)).collect();
        Ok(Self { query, answer, ranked })
    }

    /// Whether what it is sure of is so: that the list does not hold it, or that the first item is right.
    fn is_right(&self) -> bool {
        match self.answer.verdict {
            Verdict::Unlisted => !self.query.in_scope(),
            _ => self.ranked.first().is_some_and(|(item, _)| self.query.gold.contains(item)),
        }
    }

    /// Whether the verdict is the tier of a right item.
    fn tier_right(&self, list: &Catalogue) -> bool {
        let mut right = list.items().filter(|item| self.query.gold.contains(&item.index()));
        right.any(|item| Verdict::from(item.tier()) == self.answer.verdict)
    }

    /// Whether it was told that the list does not hold it, or that one cannot tell.
    fn told(&self) -> bool {
        matches!(self.answer.verdict, Verdict::Unlisted | Verdict::Unclear)
    }
}

fn row(name: &str, list: &Catalogue, asked: &[Asked<'_>]) -> Vec<String> {
    let inside: Vec<&Asked<'_>> = asked.iter().filter(|asked| asked.query.in_scope()).collect();
    let outside: Vec<&Asked<'_>> = asked.iter().filter(|asked| !asked.query.in_scope()).collect();
    let measured = accuracy(list, inside.iter().map(|asked| (asked.query, &asked.ranked)));
    let scores = |of: &[&Asked<'_>]| -> Vec<f64> { of.iter().map(|asked| first_score(&asked.ranked)).collect() };
    let outcomes: Vec<(f64, bool)> =
        asked.iter().map(|asked| (f64::from(asked.answer.confidence), asked.is_right())).collect();
    let share = |of: &[&Asked<'_>], is: &dyn Fn(&Asked<'_>) -> bool| -> Option<f64> {
        (!of.is_empty()).then(|| of.iter().filter(|asked| is(asked)).count() as f64 / of.len() as f64)
    };
    let all: Vec<&Asked<'_>> = asked.iter().collect();
    let confidence = scores(&inside).iter().filter(|score| score.is_finite()).sum::<f64>() / inside.len().max(1) as f64;
    let figures = [
        measured.map(|measured| measured.right_at_1),
        measured.map(|measured| measured.within_3),
        (!inside.is_empty()).then_some(confidence),
        area_under_curve(&scores(&inside), &scores(&outside)),
        calibration_error(&outcomes),
        share(&inside, &|asked| asked.answer.verdict == Verdict::Unlisted),
        share(&inside, &|asked| asked.tier_right(list)),
        share(&outside, &|asked| asked.told()),
        share(&all, &|asked| if asked.query.in_scope() { asked.tier_right(list) } else { asked.told() }),
    ];
    let figures =
        figures.into_iter().map(|figure| figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}")));
    [name.to_owned(), inside.len().to_string()].into_iter().chain(figures).collect()
}
