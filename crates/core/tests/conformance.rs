//! `data/conformance.jsonl` is what the library answers today, byte for byte; the wrappers are held to the same file.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, reason = "a test")]

use lvzhi::{QueryError, catalogue};
use std::collections::BTreeMap;
use std::path::Path;

/// What stands in a line behind what was asked.
fn told(kind: &str, text: &str) -> String {
    let list = catalogue();
    match kind {
        "q" => match list.classify(text) {
            Ok(answer) => {
                let best = answer.best().map(|best| best.item);
                let evidence = best.map_or_else(|| "[]".to_owned(), |item| list.evidence_json(text, item));
                format!("\"answer\":{},\"evidence\":{evidence}", answer.to_json())
            }
            Err(QueryError::TooLong { .. }) => "\"error\":\"too_long\"".to_owned(),
            Err(_) => "\"error\":\"empty\"".to_owned(),
        },
        "item" => format!("\"is\":{}", serde_json::to_string(&list.resolve(text).ok().map(|item| item.id())).unwrap()),
        _ => format!("\"is\":{}", serde_json::to_string(&list.department(text).map(|found| found.name())).unwrap()),
    }
}

#[test]
fn every_answer_is_the_recorded_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    let Ok(recorded) = std::fs::read_to_string(&path) else {
        // The packed crate has no conformance file: it belongs to the workspace.
        assert!(!path.parent().unwrap().join("xiamale").is_dir(), "{} is missing", path.display());
        return;
    };
    let mut lines = BTreeMap::new();
    for line in recorded.lines() {
        let read: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let kind = ["q", "item", "department"].into_iter().find(|&kind| read.contains_key(kind)).unwrap();
        let text = read.get(kind).and_then(|text| text.as_str()).unwrap();
        assert_eq!(line, format!("{{\"{kind}\":{},{}}}", serde_json::to_string(text).unwrap(), told(kind, text)));
        *lines.entry(kind).or_insert(0) += 1;
    }
    // Twelve ways to write each item, six for each spelling of a department, and what is none.
    let spellings: usize = catalogue().departments().map(|department| 2 + department.aliases().count()).sum();
    assert_eq!(lines, BTreeMap::from([("q", 2000), ("item", 12 * 292 + 28), ("department", 6 * spellings + 28)]));
}
