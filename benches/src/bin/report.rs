//! Tables of what criterion measured, and a picture of speed against accuracy: started by `run.sh`.

use clap::Parser;
use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints tables of what criterion measured, and draws speed against accuracy.
#[derive(Parser)]
struct Arguments {
    /// The folder `criterion` of the target folder.
    criterion: PathBuf,
    /// What `accuracy --json` wrote: the picture is drawn of its first file.
    #[arg(long, requires = "picture")]
    accuracy: Option<PathBuf>,
    /// The SVG picture.
    #[arg(long, requires = "accuracy")]
    picture: Option<PathBuf>,
}

/// A measure of criterion, per element, in nanoseconds.
struct Measure {
    name: String,
    median: f64,
    low: f64,
    high: f64,
}

/// A program in the picture.
#[derive(Deserialize)]
struct Point {
    file: String,
    system: String,
    family: String,
    median_us: f64,
    queries: usize,
    right_at_1: f64,
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
    for (group, mut measures) in read(&arguments.criterion)? {
        measures.sort_by(|a, b| a.median.total_cmp(&b.median));
        // Ratios are to the fastest of ours; typed ids are no look-up of text.
        let ours = measures.iter().find(|measure| measure.name.starts_with("lvzhi") && !measure.name.contains("typed"));
        let ours = ours.map_or(f64::NAN, |measure| measure.median);
        let mut table = Table::new();
        table.load_style(ASCII_MARKDOWN).set_header(["", "median", "95 % interval", "ratio"]);
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        for measure in &measures {
            let interval = format!("{} to {}", time(measure.low), time(measure.high));
            table.add_row([
                measure.name.clone(),
                time(measure.median),
                interval,
                format!("{:.2}", measure.median / ours),
            ]);
        }
        println!("### {group}\n\n{table}\n");
    }
    if let (Some(accuracy), Some(picture)) = (&arguments.accuracy, &arguments.picture) {
        let mut points: Vec<Point> = serde_json::from_str(&std::fs::read_to_string(accuracy)?)?;
        let first = points.first().map(|point| point.file.clone()).ok_or("no measures of accuracy")?;
        points.retain(|point| point.file == first && point.median_us > 0.0);
        draw(picture, &points)?;
    }
    Ok(())
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1_000.0 => format!("{ns:.1} ns"),
        ns if ns < 1_000_000.0 => format!("{:.2} µs", ns / 1_000.0),
        ns => format!("{:.2} ms", ns / 1_000_000.0),
    }
}

/// All measures under a folder of criterion, by group.
fn read(folder: &Path) -> Result<BTreeMap<String, Vec<Measure>>, Box<dyn Error>> {
    let mut groups: BTreeMap<String, Vec<Measure>> = BTreeMap::new();
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for measure in entries(folder).flat_map(|group| entries(&group).collect::<Vec<_>>()) {
        let new = measure.join("new");
        if !new.join("estimates.json").is_file() {
            continue;
        }
        let json = |name: &str| -> Result<Value, Box<dyn Error>> {
            Ok(serde_json::from_str(&std::fs::read_to_string(new.join(name))?)?)
        };
        let (benchmark, estimates) = (json("benchmark.json")?, json("estimates.json")?);
        let elements = benchmark["throughput"]["Elements"].as_f64().unwrap_or(1.0);
        let figure = |path: &str| estimates.pointer(path).and_then(Value::as_f64).unwrap_or(f64::NAN) / elements;
        let text = |key: &str| benchmark[key].as_str().unwrap_or("").to_owned();
        groups.entry(text("group_id")).or_default().push(Measure {
            name: text("function_id"),
            median: figure("/median/point_estimate"),
            low: figure("/median/confidence_interval/lower_bound"),
            high: figure("/median/confidence_interval/upper_bound"),
        });
    }
    if groups.is_empty() {
        return Err(format!("{}: no measures; run cargo bench first", folder.display()).into());
    }
    Ok(groups)
}

const SIZE: (u32, u32) = (900, 520);
const FONT: i32 = 13;

/// Ours, what is written in Rust, what is called from Python.
const FAMILIES: [(&str, &str, RGBColor); 3] = [
    ("lvzhi", "lvzhi", RGBColor(178, 24, 43)),
    ("Rust", "called from Rust", RGBColor(33, 102, 172)),
    ("Python", "called from Python", RGBColor(191, 129, 45)),
];

fn draw(picture: &Path, points: &[Point]) -> Result<(), Box<dyn Error>> {
    let (queries, file) = points.first().map_or((0, ""), |point| (point.queries, point.file.as_str()));
    let root = SVGBackend::new(picture, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let times = points.iter().map(|point| point.median_us);
    let most = times.clone().fold(100.0, f64::max) * 6.0;
    let least = times.fold(1.0, f64::min) / 1.6;
    let mut chart = ChartBuilder::on(&root)
        .margin(16)
        .margin_right(28)
        .x_label_area_size(46)
        .y_label_area_size(56)
        .build_cartesian_2d((least..most).log_scale(), 0.0..100.0)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.1))
        .axis_style(BLACK.mix(0.5))
        .x_desc("median time of a query, µs, logarithmic (left is faster)")
        .y_desc("first item right, %")
        .x_label_formatter(&|us| format!("{us}"))
        .y_label_formatter(&|share| format!("{share:.0}"))
        .label_style(("sans-serif", FONT))
        .axis_desc_style(("sans-serif", FONT))
        .draw()?;
    let at = |point: &Point| chart.backend_coord(&(point.median_us, point.right_at_1 * 100.0));
    let mut taken: Vec<[i32; 4]> = points.iter().map(|point| around(at(point), 6)).collect();
    let corner = chart.plotting_area().get_pixel_range();
    for point in points {
        let (x, y) = at(point);
        let color = FAMILIES.iter().find(|family| family.0 == point.family).map_or(BLACK, |family| family.2);
        let ours = point.family == "lvzhi";
        root.draw(&Circle::new((x, y), if ours { 7 } else { 5 }, color.filled()))?;
        // The first place around the point that nothing has taken.
        let label = if ours { format!("lvzhi {:.0} %", point.right_at_1 * 100.0) } else { point.system.clone() };
        let width = (label.chars().count() as f64 * f64::from(FONT) * 0.52) as i32;
        let half = FONT / 2 + 1;
        let places = (0..12).flat_map(|step| {
            let off = step * 7;
            [
                (10, off),
                (10, -off),
                (-10 - width, off),
                (-10 - width, -off),
                (-width / 2, 14 + off),
                (-width / 2, -14 - off),
            ]
        });
        let boxed = |(dx, dy): (i32, i32)| [x + dx, y + dy - half, x + dx + width, y + dy + half];
        let free = |area: &[i32; 4]| {
            let inside = area[0] > corner.0.start && area[2] < SIZE.0 as i32 && area[1] > 0 && area[3] < corner.1.end;
            inside && !taken.iter().any(|is| area[0] < is[2] && is[0] < area[2] && area[1] < is[3] && is[1] < area[3])
        };
        let area = places.map(boxed).find(free).unwrap_or_else(|| boxed((10, 0)));
        let style = ("sans-serif", FONT).into_font().color(&color).pos(Pos::new(HPos::Left, VPos::Center));
        root.draw(&Text::new(label, (area[0], area[1] + half), style))?;
        taken.push(area);
    }
    let right = corner.0.end - 8;
    for (nth, (_, name, color)) in (0..).zip(FAMILIES).skip(1) {
        let y = corner.1.start + 14 + nth * 18;
        root.draw(&Circle::new((right - 130, y), 5, color.filled()))?;
        let style = ("sans-serif", FONT).into_font().color(&BLACK).pos(Pos::new(HPos::Left, VPos::Center));
        root.draw(&Text::new(name, (right - 118, y), style))?;
    }
    let style = ("sans-serif", FONT).into_font().color(&BLACK).pos(Pos::new(HPos::Right, VPos::Center));
    root.draw(&Text::new(
        format!("{queries} queries of {file}, 292 documents, one thread"),
        (right, corner.1.start + 12),
        style,
    ))?;
    root.present()?;
    Ok(())
}

fn around((x, y): (i32, i32), by: i32) -> [i32; 4] {
    [x - by, y - by, x + by, y + by]
}
