//! The list's wording is that of the scan, or there is a repair: proved for every cell of every item.
//!
//! The scan is read here by itself, from `source.txt`: rows are lines, cells are separated by tabs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{Department, DutyGroup, Item, RepairKind, Tier};
use std::collections::BTreeMap;

const SOURCE: &str = include_str!("../data/xiamale/source.txt");

/// The one documented rule of comparison: no white space, full-width forms of ASCII as ASCII.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap(),
            _ => c,
        })
        .collect()
}

/// Cells of the rows of an item, joined over the page break where a row has two lines.
fn cells(item: Item<'_>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in item.source_lines() {
        let row: Vec<&str> = SOURCE.lines().nth(line as usize - 1).unwrap().split('\t').collect();
        assert!(row[0].is_empty() || row[0] == item.number().to_string(), "{} at line {line}", item.id());
        joined.resize(row.len(), String::new());
        for (cell, text) in joined.iter_mut().zip(row) {
            cell.push_str(&fold(text));
        }
    }
    joined
}

/// What a cell must hold, in order: a text in one of its spellings, with a clause number in front or not.
struct Piece {
    spellings: Vec<String>,
    numbered: bool,
}

impl Piece {
    fn of(text: &str) -> Self {
        Self { spellings: vec![fold(text)], numbered: false }
    }
}

fn spellings(department: Department<'_>) -> Vec<String> {
    [department.name(), department.short()].into_iter().chain(department.aliases()).map(fold).collect()
}

/// The scanned text of a repaired field.
fn scanned(item: Item<'_>, field: &str) -> Option<String> {
    item.repairs().find(|repair| repair.field() == field).map(|repair| fold(repair.scanned()))
}

fn duty_pieces<'a>(item: Item<'_>, cell: &str, groups: impl Iterator<Item = DutyGroup<'a>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (g, group) in groups.enumerate() {
        if let Some(heading) = group.heading() {
            let was = scanned(item, &format!("{cell}[{g}].heading")).unwrap_or_else(|| fold(heading));
            pieces.push(Piece { spellings: vec![was], numbered: false });
        }
        if let Some(department) = group.department() {
            let printed = match scanned(item, &format!("{cell}[{g}].department")) {
                Some(lost) if lost.is_empty() => vec![String::new()],
                Some(was) => vec![was + ":"],
                None => spellings(department).into_iter().map(|spelling| spelling + ":").collect(),
            };
            pieces.push(Piece { spellings: printed, numbered: false });
        }
        for (d, duty) in group.duties().enumerate() {
            let was = scanned(item, &format!("{cell}[{g}].duties[{d}]")).unwrap_or_else(|| fold(duty));
            pieces.push(Piece { spellings: vec![was], numbered: true });
        }
    }
    pieces
}

/// Walks a cell: each piece in its order, what a repair of the whole cell took out between them, and nothing else.
fn walk(id: &str, cell: &str, pieces: &[Piece], taken_out: &[String]) -> Result<(), String> {
    let mut rest = cell;
    let mut out = taken_out.iter().filter(|text| !text.is_empty()).peekable();
    let mut skip = |rest: &mut &str| {
        while let Some(text) = out.peek() {
            let Some(after) = rest.strip_prefix(text.as_str()) else { break };
            *rest = after;
            out.next();
        }
    };
    for piece in pieces {
        skip(&mut rest);
        let unnumbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let starts = if piece.numbered { [rest, unnumbered, unnumbered.trim_start_matches('.')] } else { [rest; 3] };
        let after = starts.iter().rev().find_map(|start| {
            let mut longest: Vec<&String> = piece.spellings.iter().collect();
            longest.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
            longest.into_iter().find_map(|spelling| start.strip_prefix(spelling.as_str()))
        });
        rest = after.ok_or_else(|| format!("{id}: the list has {:?}, the scan has {rest:?}", piece.spellings[0]))?;
    }
    skip(&mut rest);
    if rest.is_empty() && out.next().is_none() { Ok(()) } else { Err(format!("{id}: not in the list: {rest:?}")) }
}

/// How a cell fared.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Fared {
    Equal,
    Repaired(RepairKind),
}

struct Check {
    fared: BTreeMap<Fared, usize>,
    wrong: Vec<String>,
}

impl Check {
    fn cell(&mut self, item: Item<'_>, field: &str, cell: &str, pieces: &[Piece]) {
        let id = format!("{} {field}", item.id());
        let own: Vec<_> =
            item.repairs().filter(|repair| repair.field().split(['[', '.']).next() == Some(field)).collect();
        // A cell that was set anew as a whole: the repair holds all that the scan has there.
        let anew = own.iter().any(|repair| {
            repair.field() == field && repair.kind() != RepairKind::Unreadable && fold(repair.scanned()) == *cell
        });
        if anew {
            let present: Vec<&String> = pieces.iter().map(|piece| &piece.spellings[0]).collect();
            if present.iter().map(|text| text.as_str()).collect::<String>() == *cell {
                self.wrong.push(format!("{id}: the repair changes nothing"));
            }
        } else {
            let taken_out: Vec<String> =
                own.iter().filter(|repair| repair.field() == field).map(|repair| fold(repair.scanned())).collect();
            if let Err(wrong) = walk(&id, cell, pieces, &taken_out) {
                self.wrong.push(wrong);
            }
        }
        let kind = own.iter().map(|repair| repair.kind()).max();
        *self.fared.entry(kind.map_or(Fared::Equal, Fared::Repaired)).or_default() += 1;
    }

    /// Clauses that no repair covers stand in the lines that the item names.
    fn traced(&mut self, item: Item<'_>) {
        let lines: String =
            item.source_lines().map(|line| fold(SOURCE.lines().nth(line as usize - 1).unwrap())).collect();
        let cells = [
            ("upper_duties", item.upper_duties().collect::<Vec<_>>()),
            ("township_duties", item.township_duties().collect()),
        ];
        for (cell, groups) in cells {
            for (g, group) in groups.iter().enumerate() {
                for (d, duty) in group.duties().enumerate() {
                    let repaired = scanned(item, &format!("{cell}[{g}].duties[{d}]")).is_some();
                    if !repaired && !lines.contains(&fold(duty)) {
                        self.wrong.push(format!("{}: {cell}: {duty} stands in none of its lines", item.id()));
                    }
                }
            }
        }
    }
}

#[test]
fn every_cell_is_the_scan_or_has_a_repair() {
    let mut check = Check { fared: BTreeMap::new(), wrong: Vec::new() };
    for item in lvzhi::catalogue().items() {
        let cells = cells(item);
        check.cell(item, "category", &cells[1], &[Piece::of(item.category().name())]);
        check.cell(item, "name", &cells[2], &[Piece::of(item.name())]);
        match item.tier() {
            Tier::Basic => {}
            Tier::Cooperative => {
                let mut pieces = Vec::new();
                for (n, (department, _)) in item.departments().enumerate() {
                    if n > 0 {
                        pieces.push(Piece::of("、"));
                    }
                    pieces.push(Piece { spellings: spellings(department), numbered: false });
                }
                check.cell(item, "departments", &cells[3], &pieces);
                let upper = duty_pieces(item, "upper_duties", item.upper_duties());
                check.cell(item, "upper_duties", &cells[4], &upper);
                let township = duty_pieces(item, "township_duties", item.township_duties());
                check.cell(item, "township_duties", &cells[5], &township);
            }
            Tier::Reclaimed => {
                let mut pieces = Vec::new();
                for (n, takeover) in item.takeover().enumerate() {
                    if let Some(department) = takeover.department() {
                        pieces.push(Piece::of("承接部门："));
                        pieces.push(Piece { spellings: spellings(department), numbered: false });
                        let printed = scanned(item, &format!("takeover[{n}].method"));
                        if takeover.method().is_some() || printed.as_ref().is_some_and(|text| !text.is_empty()) {
                            pieces.push(Piece {
                                spellings: vec!["工作方式:".into(), "承接方式:".into()],
                                numbered: false,
                            });
                        }
                    }
                    if let Some(method) = takeover.method() {
                        let was = scanned(item, &format!("takeover[{n}].method")).unwrap_or_else(|| fold(method));
                        pieces.push(Piece { spellings: vec![was], numbered: false });
                    }
                }
                check.cell(item, "takeover", &cells[3], &pieces);
            }
        }
        check.traced(item);
    }
    println!("cells: {} {:?}", check.fared.values().sum::<usize>(), check.fared);
    assert!(check.wrong.is_empty(), "\n{}", check.wrong.join("\n"));
    assert_eq!(check.fared.values().sum::<usize>(), 140 * 2 + 108 * 5 + 44 * 3);
}

#[test]
fn every_row_of_the_scan_is_one_item() {
    let mut seen: BTreeMap<u32, String> = BTreeMap::new();
    for item in lvzhi::catalogue().items() {
        for line in item.source_lines() {
            if let Some(other) = seen.insert(line, item.id().to_string()) {
                panic!("line {line} is both {other} and {}", item.id());
            }
        }
    }
    // Rows of the three lists have tabs; the table of contents and the heads of the tables do not count.
    let rows =
        (1u32..).zip(SOURCE.lines()).skip(27).filter(|(_, line)| line.contains('\t') && !line.starts_with("序号"));
    assert_eq!(rows.map(|(line, _)| line).collect::<Vec<_>>(), seen.into_keys().collect::<Vec<_>>());
}

#[test]
fn every_repair_says_what_and_why() {
    for item in lvzhi::catalogue().items() {
        for repair in item.repairs() {
            assert!(repair.basis().len() > 8, "{}: {repair:?}", item.id());
            // Only what the scan lost altogether may have no scanned text.
            let field = repair.field();
            let lost = repair.kind() == RepairKind::Unreadable
                || ["category", "name", "departments", "upper_duties", "township_duties"].contains(&field)
                || field.ends_with(".department");
            assert!(!repair.scanned().is_empty() || lost, "{}: {repair:?}", item.id());
        }
    }
}
