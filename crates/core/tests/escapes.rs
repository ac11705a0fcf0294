//! A text in which a program wrote characters as numbers is answered as the text that it stands for, and its parts are places in what was written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use lvzhi::{MOST_OF_DECODED, Options, catalogue};
use std::ops::Range;

type Encoding = fn(char) -> String;

/// As JSON, HTML and web forms write what is not ASCII.
const ENCODINGS: [Encoding; 4] = [
    |c| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
    |c| format!("&#{};", u32::from(c)),
    |c| format!("&#x{:X};", u32::from(c)),
    |c| c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect(),
];

/// What is written, and where in it each byte of the text stands at which a character begins or ends.
fn written(text: &str, encoding: Encoding) -> (String, Vec<usize>) {
    let (mut written, mut places) = (String::new(), vec![0; text.len() + 1]);
    for (at, c) in text.char_indices() {
        places[at] = written.len();
        if c.is_ascii() {
            written.push(c);
        } else {
            written += &encoding(c);
        }
    }
    places[text.len()] = written.len();
    (written, places)
}

#[test]
fn answers_evidence_frame_and_parts_are_those_of_the_text() {
    let list = catalogue();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    let mut spoken = [0usize; 3];
    // It belongs to the workspace: the packed crate has none.
    for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(text) = line["q"].as_str().filter(|text| (1..1200).contains(&text.len())) else { continue };
        // Where numbers stand already, or a link, in which they stay.
        if ["\\", "&", "%", "http", "www"].iter().any(|odd| text.contains(odd))
            || !text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        {
            continue;
        }
        let plain = list.classify(text).unwrap();
        for encoding in ENCODINGS {
            let (written, places) = written(text, encoding);
            let place = |range: Range<usize>| (places[range.start], places[range.end]);
            assert_eq!(list.classify(&written).unwrap(), plain, "{written}");
            for found in plain.matches() {
                let told =
                    list.evidence(text, found.item).map(|part| (place(part.start..part.end), part.met, part.share));
                let of_written = list.evidence(&written, found.item);
                let of_written = of_written.map(|part| ((part.start, part.end), part.met, part.share));
                assert!(told.clone().eq(of_written), "{written}");
                spoken[0] += told.count();
            }
            let frame = lvzhi::frame(text).map(|part| (place(part.start..part.end), part.kind));
            let of_written = lvzhi::frame(&written).map(|part| ((part.start, part.end), part.kind));
            assert!(frame.clone().take(MOST_OF_DECODED).eq(of_written), "{written}");
            spoken[1] += frame.count();
            let parts = list.classify_parts(text, Options::default()).unwrap();
            let parts = parts.map(|part| (place(part.start..part.end), part.answer));
            let of_written = list.classify_parts(&written, Options::default()).unwrap();
            assert!(parts.clone().eq(of_written.map(|part| ((part.start, part.end), part.answer))), "{written}");
            spoken[2] += parts.count() - 1;
        }
    }
    assert!(spoken.into_iter().all(|count| count > 500), "{spoken:?}");
}

#[test]
fn forms_of_json_are_read_with_all_their_fields() {
    for (text, id) in [
        (
            r#"{"title":"\u54a8\u8be2","phone":"13800000000","content":"\u8001\u677f\u6b20\u6211\u4eec\u5de5\u94b1\u4e0d\u7ed9\nhttp:\/\/a.cn\/1.jpg"}"#,
            "R009",
        ),
        (r#""{\"title\":\"咨询\",\"content\":\"老板欠我们工钱不给\",\"reply\":\"低保已停发\"}""#, "R009"),
        (r#"{"link":"https://a.cn/1.jpg","reply":"自来水已恢复","content":"村口那棵几百年的老榆树有人要砍"}"#, "B098"),
        ("content=%E4%BD%8E%E4%BF%9D%E5%81%9C%E4%BA%86%E5%8D%8A%E5%B9%B4&phone=13800000000", "B048"),
    ] {
        let answer = catalogue().classify(text).unwrap();
        assert!(answer.is_finding(), "{text} {answer:?}");
        assert_eq!(answer.best().unwrap().item.id().to_string(), id, "{text}");
    }
}
