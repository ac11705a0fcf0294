//! The command answers as `data/conformance.jsonl` says: every query as a line of JSON, look-ups one by one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{lvzhi, lvzhi_with};
use serde_json::Value;

/// Lines of the file with this key, read.
fn lines(key: &str) -> Vec<(String, Value)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/conformance.jsonl");
    let Ok(file) = std::fs::read_to_string(path) else {
        // The packed crate has no conformance file: it belongs to the workspace.
        assert!(!std::path::Path::new(path).parent().unwrap().join("xiamale").is_dir(), "{path} is missing");
        return Vec::new();
    };
    let all = file.lines().map(|line| (line.to_owned(), serde_json::from_str::<Value>(line).unwrap()));
    all.filter(|(_, read)| read.get(key).is_some()).collect()
}

#[test]
fn every_query_has_the_recorded_answer() {
    let queries: Vec<(String, Value)> =
        lines("q").into_iter().filter(|(_, read)| read.get("answer").is_some()).collect();
    let input: Vec<String> =
        queries.iter().enumerate().map(|(n, (_, read))| format!("{{\"id\":{n},\"q\":{}}}\n", read["q"])).collect();
    let run = lvzhi_with(input.concat(), ["classify", "--jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let told: Vec<&str> = run.out.lines().collect();
    assert_eq!(told.len(), queries.len());
    for (n, ((line, _), told)) in queries.iter().zip(told).enumerate() {
        let answer = told.replacen(&format!("{{\"id\":{n},"), "{", 1);
        assert!(line.contains(&format!(",\"answer\":{answer},\"evidence\":[")), "{line}\n{told}");
    }
}

/// A process each takes its time: every seventeenth answer is read as people read it, with the evidence of its item.
#[test]
fn the_page_has_the_recorded_evidence() {
    let queries = lines("answer").into_iter().filter(|(_, read)| {
        let written = read["q"].as_str().unwrap();
        let verdict = read["answer"]["verdict"].as_str().unwrap();
        // Of the others no item is shown. An argument holds no NUL, and a page wraps what is long.
        ["basic", "cooperative", "reclaimed"].contains(&verdict) && !written.contains('\0') && written.len() < 4096
    });
    let mut parts = 0;
    for (line, read) in queries.step_by(17) {
        let run = lvzhi(["classify", "--", read["q"].as_str().unwrap()]);
        assert_eq!(run.code, 0, "{line}\n{}", run.err);
        let mut page: String = run.out.split_whitespace().collect();
        for part in read["evidence"].as_array().unwrap() {
            let met: lvzhi::Met = serde_json::from_value(part["met"].clone()).unwrap();
            let said = format!("“{}”（{}）", part["text"].as_str().unwrap(), met.name());
            let said: String = said.split_whitespace().collect();
            assert!(page.contains(&said), "{line}\n{}", run.out);
            page = page.replacen(&said, "", 1);
            parts += 1;
        }
        assert!(
            !["名称", "职责", "部门", "说法"].iter().any(|met| page.contains(&format!("”（{met}）"))),
            "{line}\n{}",
            run.out
        );
    }
    assert!(parts > 100, "{parts}");
}

#[test]
fn what_is_no_query_is_said() {
    for (line, read) in lines("error") {
        let input = format!("{{\"id\":0,\"q\":{}}}\n", read["q"]);
        let run = lvzhi_with(input, ["classify", "--jsonl"]);
        let says = if read["error"] == "empty" { "the query is empty" } else { "65536" };
        assert!(
            run.code == 1 && run.out.starts_with("{\"id\":0,\"error\":") && run.out.contains(says),
            "{line}\n{}",
            run.out
        );
    }
}

/// A process each takes its time: of ten ways to write an item, and of five to write a department, each is met in turn.
#[test]
fn look_ups_find_what_is_recorded() {
    for (kind, verb, head) in [("item", "show", "事项"), ("department", "departments", "部门")] {
        for (line, read) in lines(kind).into_iter().step_by(7) {
            let text = read[kind].as_str().unwrap();
            if text.contains('\0') || text.trim().is_empty() {
                continue; // No argument can hold the one; the other asks for the list.
            }
            let run = lvzhi([verb, "--", text]);
            let found = read["is"].as_str().map(|is| format!("{head}      {is}"));
            match found {
                None => assert_eq!((run.code, run.out.as_str()), (1, ""), "{line}"),
                Some(found) => assert!(run.code == 0 && run.out.starts_with(&found), "{line}\n{}", run.out),
            }
        }
    }
}
