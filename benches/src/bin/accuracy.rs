//! How right a list is about texts: `cargo run --release --bin accuracy -- [--list FILE|DIR] ../data/eval/dev.jsonl [more.jsonl …]`.

use clap::Parser;
use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use lvzhi::{Answer, Catalogue, MOST_MATCHES, Options, QueryError, Verdict};
use lvzhi_benches::documents::documents;
use lvzhi_benches::lists;
use lvzhi_benches::measure::{accuracy, area_under_curve, calibration_error, first_score, median};
use lvzhi_benches::queries::{self, Query};
use lvzhi_benches::rivals::{self, Ranked, Rival};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Measures how right the list is about texts: by style and overall, with separation of texts outside the list,
/// calibration and verdicts.
#[derive(Parser)]
struct Arguments {
    /// Files of queries, one JSON object a line: composed ones (`q`, `gold`, `style`, `kind`) or real messages (`q`,
    /// `gold`, `scope`, `set`).
    queries: Vec<PathBuf>,
    /// Print the N pairs of items that are confused most, right one → given one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    confusions: usize,
    /// Measure searches that a user would set up instead, over the same documents.
    #[arg(long)]
    rivals: bool,
    /// Answers of other programs to the same files, as `rivals.py` writes them.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Ask another list than the one built in: a compiled one, or a folder, whose items are bound to matters where it has no covers.
    #[arg(long, value_name = "FILE|DIR")]
    list: Option<PathBuf>,
    /// Write the overall measures as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write the documents that the rivals search, one JSON string a line.
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
}

/// A program and its answers to the queries of a file.
struct System {
    name: String,
    family: String,
    median_us: f64,
    ranked: Vec<Ranked>,
}

/// Overall measures of a program on a file.
#[derive(Serialize)]
struct Row {
    file: String,
    system: String,
    family: String,
    median_us: f64,
    queries: usize,
    right_at_1: f64,
    within_3: f64,
    reciprocal_rank: f64,
    tier_right: f64,
    auc: Option<f64>,
}

/// What `rivals.py` writes of a program.
#[derive(Deserialize)]
struct Foreign {
    system: String,
    family: String,
    files: BTreeMap<String, ForeignFile>,
}

#[derive(Deserialize)]
struct ForeignFile {
    median_us: f64,
    answers: Vec<Ranked>,
}

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
    let list = &match &arguments.list {
        Some(path) => lists::open(path)?,
        None => lvzhi::catalogue().clone(),
    };
    let documents = documents(list);
    if let Some(file) = &arguments.documents {
        let lines: Result<Vec<String>, _> = documents.iter().map(serde_json::to_string).collect();
        std::fs::write(file, lines?.join("\n") + "\n")?;
    }
    if arguments.queries.is_empty() && arguments.documents.is_none() {
        return Err("give a file of queries, such as ../data/eval/dev.jsonl".into());
    }
    let foreign: Vec<Foreign> = match &arguments.answers {
        Some(file) => serde_json::from_str(&std::fs::read_to_string(file)?)?,
        None => Vec::new(),
    };
    let mut rows = Vec::new();
    for (nth, file) in arguments.queries.iter().enumerate() {
        if nth > 0 {
            println!();
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let queries = queries::read(list, file)?;
        let (own, answers) = ask_list(list, &queries)?;
        let mut systems = vec![own];
        if arguments.rivals {
            for (rival, search) in rivals::all(&documents)? {
                systems.push(ask_rival(rival, &*search, &queries));
            }
        }
        for foreign in &foreign {
            let Some(answered) = foreign.files.get(&name) else { continue };
            if answered.answers.len() != queries.len() {
                return Err(format!("{}: answers of {} are of another {name}", foreign.system, foreign.family).into());
            }
            systems.push(System {
                name: foreign.system.clone(),
                family: foreign.family.clone(),
                median_us: answered.median_us,
                ranked: answered.answers.clone(),
            });
        }
        println!("### {name}: {} queries, list {}\n", queries.len(), list.data_version());
        print_accuracy(list, &queries, &systems);
        print_separation(&queries, &systems);
        print_verdicts(&queries, &answers);
        print_confusions(list, &queries, &systems[0], arguments.confusions);
        rows.extend(systems.iter().filter_map(|system| overall(list, &name, &queries, system)));
    }
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&rows)? + "\n")?;
    }
    Ok(())
}

/// Times that a query is asked; the fastest counts.
const PASSES: usize = 3;

/// Items that are asked for when time is measured.
const RANKED_IN_TIME: usize = 5;

/// The median over the queries, in microseconds.
fn time<T>(queries: &[Query], ask: impl Fn(&Query) -> T) -> f64 {
    let fastest = |query: &Query| {
        let passes = (0..PASSES).map(|_| {
            let start = Instant::now();
            std::hint::black_box(ask(std::hint::black_box(query)));
            start.elapsed()
        });
        passes.min().unwrap_or_default().as_secs_f64() * 1e6
    };
    median(&mut queries.iter().map(fastest).collect::<Vec<_>>())
}

fn ask_rival(name: &str, rival: &dyn Rival, queries: &[Query]) -> System {
    let ask = |query: &Query| rival.ask(&query.text, MOST_MATCHES);
    System {
        name: name.to_owned(),
        family: "Rust".to_owned(),
        ranked: queries.iter().map(ask).collect(),
        median_us: time(queries, |query| rival.ask(&query.text, RANKED_IN_TIME)),
    }
}

fn ask_list<'a>(list: &'a Catalogue, queries: &[Query]) -> Result<(System, Vec<Answer<'a>>), QueryError> {
    let ask = |query: &Query| list.classify_with(&query.text, Options { top: MOST_MATCHES, ..Options::default() });
    let answers = queries.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let system = System {
        name: "lvzhi".to_owned(),
        family: "lvzhi".to_owned(),
        ranked: answers.iter().map(ranked).collect(),
        median_us: time(queries, |query| {
            list.classify_with(&query.text, Options { top: RANKED_IN_TIME, ..Options::default() })
        }),
    };
    Ok((system, answers))
}

/// What the library gives to sort by is the confidence.
fn ranked(answer: &Answer<'_>) -> Ranked {
    answer.matches().map(|found| (found.item.index(), found.confidence)).collect()
}

/// The styles of the queries in scope: the usual ones in their order, then others.
fn styles(queries: &[Query]) -> Vec<&str> {
    let usual = |style: &str| ["citizen", "official", "task", "keyword", "noisy"].iter().position(|&is| is == style);
    let mut styles: Vec<&str> =
        queries.iter().filter(|query| query.in_scope()).map(|query| query.style.as_str()).collect();
    styles.sort_unstable_by_key(|&style| (usual(style).unwrap_or(usize::MAX), style));
    styles.dedup();
    styles
}

fn table(header: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(header.iter().copied());
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn share(value: f64) -> String {
    format!("{value:.3}")
}

fn share_or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), share)
}

fn print_accuracy(list: &Catalogue, queries: &[Query], systems: &[System]) {
    let mut table = table(&["", "style", "n", "right at 1", "within 3", "MRR", "tier right", "median µs"], 2);
    for system in systems {
        let asked = || queries.iter().zip(&system.ranked).filter(|(query, _)| query.in_scope());
        for style in styles(queries).into_iter().map(Some).chain([None]) {
            let of_style = asked().filter(|(query, _)| style.is_none_or(|style| query.style == style));
            let Some(measured) = accuracy(list, of_style) else { continue };
            let speed = if style.is_none() { format!("{:.1}", system.median_us) } else { String::new() };
            let shares = [measured.right_at_1, measured.within_3, measured.reciprocal_rank, measured.tier_right];
            let mut row = vec![system.name.clone(), style.unwrap_or("all").to_owned(), measured.queries.to_string()];
            row.extend(shares.map(share));
            row.push(speed);
            table.add_row(row);
        }
    }
    println!("{table}");
}

fn scores(queries: &[Query], system: &System, keep: impl Fn(&Query) -> bool) -> Vec<f64> {
    queries.iter().zip(&system.ranked).filter(|(query, _)| keep(query)).map(|(_, ranked)| first_score(ranked)).collect()
}

/// Area under the curve of the first score: in scope against all that is outside, and against one kind of it.
fn separation(queries: &[Query], system: &System, kind: Option<&str>) -> Option<f64> {
    let outside = |query: &Query| !query.in_scope() && kind.is_none_or(|kind| query.kind == kind);
    area_under_curve(&scores(queries, system, Query::in_scope), &scores(queries, system, outside))
}

fn print_separation(queries: &[Query], systems: &[System]) {
    if queries.iter().all(Query::in_scope) {
        return;
    }
    println!("\nArea under the ROC curve of the first score (of lvzhi: confidence), in scope against outside:\n");
    let mut table = table(&["", "all", "near", "far"], 1);
    for system in systems {
        let mut row = vec![system.name.clone()];
        row.extend([None, Some("near"), Some("far")].map(|kind| share_or_dash(separation(queries, system, kind))));
        table.add_row(row);
    }
    println!("{table}");
}

fn print_verdicts(queries: &[Query], answers: &[Answer<'_>]) {
    let right =
        |query: &Query, answer: &Answer<'_>| answer.best().is_some_and(|best| query.gold.contains(&best.item.index()));
    let asked = || queries.iter().zip(answers);
    let first: Vec<(f64, bool)> = asked()
        .filter(|(query, _)| query.in_scope())
        .filter_map(|(query, answer)| Some((f64::from(answer.best()?.confidence), right(query, answer))))
        .collect();
    let verdict_right = |query: &Query, answer: &Answer<'_>| match answer.verdict {
        Verdict::Unlisted => !query.in_scope(),
        _ => right(query, answer),
    };
    let verdicts: Vec<(f64, bool)> =
        asked().map(|(query, answer)| (f64::from(answer.confidence), verdict_right(query, answer))).collect();
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / first.len().max(1) as f64;
    println!(
        "\nFirst match in scope: mean confidence {:.3}, share right {:.3}.",
        mean(&mut first.iter().map(|(confidence, _)| *confidence)),
        mean(&mut first.iter().map(|(_, right)| f64::from(u8::from(*right)))),
    );
    println!(
        "\nCalibration error of the verdicts' confidence, ten bins, as `lvzhi evaluate` prints it: {}.\n",
        share_or_dash(calibration_error(&verdicts))
    );
    let mut header = vec!["verdicts", "n"];
    header.extend(Verdict::ALL.map(Verdict::key));
    header.push("verdict right");
    let mut table = table(&header, 1);
    let mut groups: Vec<&str> = queries.iter().map(group).collect();
    groups.sort_unstable_by_key(|&group| (GROUPS.iter().position(|&is| is == group), group));
    groups.dedup();
    for name in groups {
        let of_group: Vec<_> = asked().filter(|(query, _)| group(query) == name).collect();
        let mut row = vec![name.to_owned(), of_group.len().to_string()];
        row.extend(
            Verdict::ALL.map(|is| of_group.iter().filter(|(_, answer)| answer.verdict == is).count().to_string()),
        );
        let right = of_group.iter().filter(|(query, answer)| verdict_right(query, answer)).count();
        row.push(share(right as f64 / of_group.len() as f64));
        table.add_row(row);
    }
    println!("{table}");
    println!(
        "\nA verdict is right where it is `unlisted` outside the list, and where the first item is right in scope."
    );
}

const GROUPS: [&str; 4] = ["in scope", "outside", "outside, near", "outside, far"];

fn group(query: &Query) -> &'static str {
    match (query.in_scope(), query.kind.as_str()) {
        (true, _) => GROUPS[0],
        (false, "near") => GROUPS[2],
        (false, "far") => GROUPS[3],
        (false, _) => GROUPS[1],
    }
}

fn print_confusions(list: &Catalogue, queries: &[Query], system: &System, most: usize) {
    if most == 0 {
        return;
    }
    let items: Vec<_> = list.items().collect();
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (query, ranked) in queries.iter().zip(&system.ranked) {
        let (Some(&gold), Some(&(given, _))) = (query.gold.first(), ranked.first()) else { continue };
        if !query.gold.contains(&given) {
            *pairs.entry((gold, given)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
    println!("\nConfused most, right → given:\n");
    let mut table = table(&["times", "right", "", "given", ""], 5);
    for ((gold, given), times) in pairs.into_iter().take(most) {
        let [gold, given] = [items[gold], items[given]];
        let cells = [gold.id().to_string(), short(gold.name()), given.id().to_string(), short(given.name())];
        table.add_row(std::iter::once(times.to_string()).chain(cells));
    }
    println!("{table}");
}

fn short(name: &str) -> String {
    let mut short: String = name.chars().take(24).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

fn overall(list: &Catalogue, file: &str, queries: &[Query], system: &System) -> Option<Row> {
    let measured = accuracy(list, queries.iter().zip(&system.ranked).filter(|(query, _)| query.in_scope()))?;
    Some(Row {
        file: file.to_owned(),
        system: system.name.clone(),
        family: system.family.clone(),
        median_us: system.median_us,
        queries: measured.queries,
        right_at_1: measured.right_at_1,
        within_3: measured.within_3,
        reciprocal_rank: measured.reciprocal_rank,
        tier_right: measured.tier_right,
        auc: separation(queries, system, None),
    })
}
