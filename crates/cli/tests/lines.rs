//! Lines of JSON: `classify --jsonl` and `export`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{answered, lvzhi, lvzhi_with, refused};
use serde_json::Value;

const INPUT: &str = concat!(
    "{\"id\":\"d001\",\"q\":\"老板欠我们工钱不给\"}\n",
    "\n",
    "{\"q\":\"村口那棵几百年的老榆树有人要砍\",\"id\":2,\"note\":\"other keys do not matter\"}\r\n",
    "{\"id\":null,\"q\":\"\\u4f4e\\u4fdd\"}",
);

#[test]
fn each_line_has_its_answer_in_order() {
    let run = lvzhi_with(INPUT, ["classify", "--jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answers: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!((&answers[0]["id"], &answers[0]["matches"][0]["id"]), (&Value::from("d001"), &Value::from("R009")));
    assert_eq!((&answers[1]["id"], &answers[1]["matches"][0]["id"]), (&Value::from(2), &Value::from("B098")));
    assert_eq!(answers[2]["id"], Value::Null);
    assert!(run.out.starts_with("{\"id\":\"d001\",\"verdict\":\"reclaimed\",\"confidence\":"), "{}", run.out);
    assert!(answers.iter().all(|answer| answer["matches"].as_array().unwrap().len() == 3));
    // A line says the same as a call for its text alone, but for the id in front.
    let alone = answered(["classify", "--json", "低保"]);
    assert_eq!(run.out.lines().last().unwrap(), alone[0].replacen('{', "{\"id\":null,", 1));
    // From a file, from standard input by its name, with another number of candidates.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("问.jsonl");
    std::fs::write(&file, INPUT).unwrap();
    let from_file = lvzhi(["classify".as_ref(), "--jsonl".as_ref(), file.as_os_str()]);
    assert_eq!((from_file.code, &from_file.out), (0, &run.out));
    assert_eq!(lvzhi_with(INPUT, ["classify", "--jsonl", "-"]).out, run.out);
    let one = lvzhi_with(INPUT, ["classify", "--jsonl", "--top", "1"]);
    assert!(one.out.lines().all(|line| line.matches("\"score\"").count() == 1));
    for nothing in ["", "\n", " \n\t\r\n"] {
        let run = lvzhi_with(nothing, ["classify", "--jsonl"]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    }
}

#[test]
fn ids_come_back_as_they_went_in() {
    for id in [
        "\"a\\\"b\"",
        "\"{\"",
        "\"\"",
        "0",
        "-1.5",
        "18446744073709551615",
        "true",
        "[1,2]",
        "{\"a\":[null]}",
        "\"村\"",
        // What a reader of numbers or of objects would write otherwise.
        "123456789012345678901234567890",
        "1.0",
        "1E5",
        "-0",
        "\"\\u6751\\/\"",
        "{\"b\": 1, \"a\": 2, \"a\": 3}",
    ] {
        let run = lvzhi_with(format!("{{\"id\":{id},\"q\":\"低保\"}}\n"), ["classify", "--jsonl"]);
        assert_eq!(run.code, 0, "{id}: {}", run.err);
        assert!(run.out.starts_with(&format!("{{\"id\":{id},\"verdict\":\"")), "{id}: {}", run.out);
        serde_json::from_str::<Value>(&run.out).unwrap();
    }
}

#[test]
fn a_query_that_is_none_is_an_error_among_the_answers() {
    let long = "欠".repeat(64 * 1024 / 3 + 1);
    let input = format!(
        "{{\"id\":1,\"q\":\"\"}}\n{{\"id\":2,\"q\":\"低保\"}}\n{{\"id\":3,\"q\":\" \\u3000\"}}\n{{\"id\":4,\"q\":\"{long}\"}}\n{{\"id\":5,\"q\":\"低保\"}}\n"
    );
    let run = lvzhi_with(input, ["classify", "--jsonl"]);
    assert_eq!(run.code, 1);
    let answers: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 5);
    for (at, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], at + 1);
        assert_eq!(answer.get("error").is_some(), [0, 2, 3].contains(&at), "{answer}");
        assert_eq!(answer.get("verdict").is_none(), answer.get("error").is_some());
    }
    assert!(answers[0]["error"].as_str().unwrap().contains("the query is empty"));
    assert!(answers[3]["error"].as_str().unwrap().contains("at most 65536"));
    // Nothing known of a text is an answer, if a poor one.
    assert_eq!(lvzhi_with("{\"id\":1,\"q\":\"🦀\"}", ["classify", "--jsonl"]).code, 0);
}

#[test]
fn a_line_that_is_no_query_has_an_error_in_its_place_and_the_others_their_answers() {
    let good = "{\"id\":1,\"q\":\"低保\"}\n";
    let bad: [&[u8]; 16] = [
        b"{",
        b"null",
        b"[]",
        b"[1]",
        b" [1,\"a\"]",
        b"\"q\"",
        b"{}",
        b"{\"q\":\"a\"}",
        b"{\"id\":1}",
        b"{\"id\":1,\"q\":null}",
        b"{\"id\":1,\"q\":5}",
        b"{\"id\":1,\"q\":\"a\"} x",
        b"{'id':1,'q':'a'}",
        b"{\"id\":1,\"q\":\"\xB5\"}",
        b"\xEF\xBB\xBF{\"id\":1,\"q\":\"a\"}",
        b"{\"id\":1,\"q\":\"\\ud800\"}",
    ];
    for line in bad {
        let input = [good.as_bytes(), good.as_bytes(), line, b"\n", good.as_bytes()].concat();
        let run = lvzhi_with(input, ["classify", "--jsonl"]);
        let shown = String::from_utf8_lossy(line);
        let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((run.code, lines.len()), (1, 4), "{shown}: {}", run.out);
        assert!(lines[3].get("verdict").is_some() && lines[3] == lines[0], "{shown}: {}", run.out);
        assert!(lines[2]["error"].as_str().unwrap().contains("line 3 is no object with id and q"), "{}", run.out);
        assert!(run.err.contains("line 3 is no object with id and q"), "{shown}: {}", run.err);
        // The id is that of the line, where it has one.
        let id =
            if line.starts_with(b"{\"id\":1") && !line.ends_with(b"x") && !shown.contains("ud800") { 1 } else { 0 };
        let known = shown.contains("ud800") || lines[2]["id"].as_u64().unwrap_or(0) == id;
        assert!(known, "{shown}: {}", lines[2]);
    }
    // However deep: an id is not looked into.
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let run = lvzhi_with(format!("{{\"id\":{deep},\"q\":\"a\"}}"), ["classify", "--jsonl"]);
    assert!(run.code == 0 && run.out.starts_with(&format!("{{\"id\":{deep},\"verdict\":")));
    assert_eq!(lvzhi_with(format!("{{\"id\":1,\"q\":{deep}}}"), ["classify", "--jsonl"]).code, 1);
    let run = lvzhi_with("a\nb\nc\n", ["classify", "--jsonl"]);
    assert!(run.err.lines().count() == 2 && run.err.contains("3 lines like this"), "{}", run.err);
}

#[test]
fn a_message_names_the_line_as_an_editor_counts_it() {
    // Blank lines count, of every kind; so do lines whose query was none.
    let before = "\n\r\n \t\n{\"id\":1,\"q\":\"低保\"}\r\n{\"id\":2,\"q\":\"\"}\n\n";
    for (line, reason, byte) in [
        ("{\"id\":3,\"text\":\"低保\"}", "missing field `q`", 24),
        ("{\"Q\":\"低保\",\"ID\":3}", "missing field `id`", 21),
        ("{\"id\":3,\"q\":\"a\",\"q\":\"b\"}", "duplicate field `q`", 19),
        ("  {\"id\":3,\"q\":\"a}", "EOF while parsing a string", 17),
        ("低保", "expected value", 1),
        ("id,q", "expected value", 1),
        ("[3]", "an array", 1),
    ] {
        for end in ["", "\n", "\n{\"id\":4,\"q\":\"a\"}\n"] {
            let run = lvzhi_with(format!("{before}{line}{end}"), ["classify", "--jsonl"]);
            let lines = if end.contains("id") { 4 } else { 3 };
            assert_eq!((run.code, run.out.lines().count()), (1, lines), "{line}: {}", run.err);
            assert!(run.err.contains("第 7 行") && run.err.contains("line 7 is no object"), "{line}: {}", run.err);
            assert!(run.err.contains(reason), "{line}: {}", run.err);
            assert!(run.err.contains(&format!("at byte {byte} of the line")), "{line}: {}", run.err);
            assert!(!run.err.contains("line 1"), "the reader's own count is said: {}", run.err);
        }
    }
}

#[test]
fn a_byte_order_mark_begins_a_file_and_nothing_else() {
    let line = "\u{FEFF}{\"id\":1,\"q\":\"低保\"}\n";
    let run = lvzhi_with(line, ["classify", "--jsonl"]);
    assert!(run.code == 0 && run.out.starts_with("{\"id\":1,\"verdict\":"), "{}", run.err);
    assert_eq!(lvzhi_with(format!("\u{FEFF}\n{}", &line[3..]), ["classify", "--jsonl"]).out, run.out);
    assert_eq!(lvzhi_with(line.repeat(2), ["classify", "--jsonl"]).code, 1);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere.jsonl");
    refused(["classify".as_ref(), "--jsonl".as_ref(), nowhere.as_os_str()], 2, &["cannot be read", "nowhere.jsonl"]);
    // A folder can be opened on some systems, but not read on any.
    let run = lvzhi(["classify".as_ref(), "--jsonl".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot be read") && run.err.contains(folder.path().to_str().unwrap()), "{}", run.err);
    refused(["classify", "--jsonl", "a", "b"], 2, &["one file at a time"]);
}

/// A value of JSON with its keys in the order of the text, which a map would lose.
enum Json<'a> {
    Object(Vec<(&'a str, Json<'a>)>),
    List(Vec<Json<'a>>),
    Scalar(&'a str),
}

/// Reads a value without white space around it; returns what stands behind it.
fn read(text: &str) -> (Json<'_>, &str) {
    if let Some(mut rest) = text.strip_prefix('{') {
        let mut fields = Vec::new();
        while !rest.starts_with('}') {
            let (Json::Scalar(key), behind) = read(rest.trim_start_matches(',')) else { panic!("{rest}") };
            let (value, behind) = read(behind.strip_prefix(':').unwrap());
            fields.push((key.trim_matches('"'), value));
            rest = behind;
        }
        return (Json::Object(fields), &rest[1..]);
    }
    if let Some(mut rest) = text.strip_prefix('[') {
        let mut values = Vec::new();
        while !rest.starts_with(']') {
            let (value, behind) = read(rest.trim_start_matches(','));
            values.push(value);
            rest = behind;
        }
        return (Json::List(values), &rest[1..]);
    }
    let mut escaped = false;
    let mut quotes = 0;
    let end = text.char_indices().position(|(_, c)| {
        quotes += usize::from(c == '"' && !escaped);
        escaped = c == '\\' && !escaped;
        quotes % 2 == 0 && matches!(c, ',' | ':' | '}' | ']')
    });
    let end = end.and_then(|at| text.char_indices().nth(at)).map_or(text.len(), |(at, _)| at);
    assert!(text.starts_with('"') || !text[..end].contains(' '), "{text}");
    (Json::Scalar(&text[..end]), &text[end..])
}

fn keys<'a>(value: &Json<'a>) -> Vec<&'a str> {
    let Json::Object(fields) = value else { panic!("no object") };
    fields.iter().map(|&(key, _)| key).collect()
}

fn field<'j, 'a>(value: &'j Json<'a>, key: &str) -> &'j Json<'a> {
    let Json::Object(fields) = value else { panic!("no object") };
    &fields.iter().find(|(name, _)| *name == key).unwrap().1
}

/// Each object of a list in a field has these keys, in this order.
fn each(value: &Json<'_>, key: &str, wanted: &[&str]) -> usize {
    let Json::List(values) = field(value, key) else { panic!("{key} is no list") };
    for value in values {
        assert_eq!(keys(value), wanted, "{key}");
    }
    values.len()
}

#[test]
fn the_export_has_its_lines_and_its_keys_in_order() {
    let lines = answered(["export"]);
    let departments = lvzhi::catalogue().departments().len();
    assert_eq!(lines.len(), 1 + departments + 292);
    let mut counts = [0; 6];
    for (at, line) in lines.iter().enumerate() {
        let parsed: Value = serde_json::from_str(line).unwrap();
        assert!(!line.contains("\\u"), "characters outside ASCII are written as themselves: {line}");
        let (value, rest) = read(line);
        assert_eq!(rest, "");
        if at == 0 {
            let wanted = [
                "type",
                "name",
                "county",
                "prefecture",
                "region",
                "code",
                "data_version",
                "edition",
                "made_up",
                "profile",
                "declared",
            ];
            assert_eq!(keys(&value), wanted);
            let declared = field(&value, "declared");
            assert_eq!(keys(declared), ["basic", "cooperative", "reclaimed", "categories", "departments"]);
            assert_eq!(parsed["declared"]["categories"].to_string(), "[20,18,10]");
            assert_eq!(parsed["declared"]["departments"].to_string(), "[null,39,17]");
            assert_eq!(parsed["code"], "653130203");
            continue;
        }
        if at <= departments {
            assert_eq!(keys(&value), ["type", "name", "short", "aliases", "kind"]);
            assert_eq!(parsed["type"], "department");
            continue;
        }
        let wanted = [
            "type",
            "id",
            "tier",
            "number",
            "category",
            "name",
            "departments",
            "upper_duties",
            "township_duties",
            "takeover",
            "matters",
            "source_lines",
            "repairs",
        ];
        assert_eq!(keys(&value), wanted);
        let group = ["heading", "department", "duties"];
        let of = [
            each(&value, "departments", &["name", "role"]),
            each(&value, "upper_duties", &group),
            each(&value, "township_duties", &group),
            each(&value, "takeover", &["department", "method"]),
            each(&value, "matters", &["id", "name", "main", "from"]),
            each(&value, "repairs", &["field", "scanned", "kind", "basis"]),
        ];
        for (count, of) in counts.iter_mut().zip(of) {
            *count += of;
        }
        let item = lvzhi::catalogue().items().nth(at - departments - 1).unwrap();
        assert_eq!(parsed["id"], item.id().to_string());
        // `show` and `list` print the same line.
        if at % 50 == 0 {
            assert_eq!(answered(["show", "--json", &item.id().to_string()]), std::slice::from_ref(line));
        }
    }
    assert!(counts.iter().all(|&count| count > 40), "{counts:?}");
    assert_eq!(answered(["list", "--json"]), lines[1 + departments..]);
    assert_eq!(answered(["departments", "--json"]), lines[1..=departments]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("lvzhi"))
        .arg("export")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"type\":\"t");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
