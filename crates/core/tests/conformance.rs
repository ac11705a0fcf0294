//! `data/conformance.jsonl` is what the library answers today, byte for byte; the wrappers are held to the same file.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, reason = "a test")]

use lvzhi::{QueryError, Thresholds, catalogue};
use std::path::Path;

#[test]
fn every_answer_is_the_recorded_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    let Ok(recorded) = std::fs::read_to_string(&path) else {
        // The packed crate has no conformance file: it belongs to the workspace.
        assert!(!path.parent().unwrap().join("xiamale").is_dir(), "{} is missing", path.display());
        return;
    };
    let mut lines = 0;
    for line in recorded.lines() {
        let query: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = query.get("q").and_then(|q| q.as_str()).unwrap();
        let answer = match catalogue().classify_with(text, 3, Thresholds::default()) {
            Ok(answer) => format!("\"answer\":{}", answer.to_json()),
            Err(QueryError::TooLong { .. }) => "\"error\":\"too_long\"".to_owned(),
            Err(_) => "\"error\":\"empty\"".to_owned(),
        };
        assert_eq!(line, format!("{{\"q\":{},{answer}}}", serde_json::to_string(text).unwrap()));
        lines += 1;
    }
    assert_eq!(lines, 2000);
}
