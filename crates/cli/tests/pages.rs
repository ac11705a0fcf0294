//! The manual and the completions know every verb that the help shows, and no other; and text is heard in every encoding.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{answered, lvzhi, lvzhi_with, refused};

/// The verbs of `lvzhi --help`.
fn verbs() -> Vec<String> {
    let help = answered(["--help"]);
    let verbs: Vec<String> = help
        .iter()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|verb| verb != "help")
        .collect();
    assert!(verbs.len() >= 10, "{verbs:?}");
    verbs
}

#[test]
fn manual_and_completions_are_those_of_the_help() {
    let folder = tempfile::tempdir().unwrap();
    answered(["pages".as_ref(), folder.path().as_os_str()]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let verbs = verbs();
    assert!(!verbs.contains(&"pages".to_owned()));
    for verb in &verbs {
        let manual = read(&format!("man1/lvzhi-{verb}.1"));
        assert!(
            manual.contains(&format!(".TH lvzhi\\-{verb} 1")) || manual.contains(&format!(".TH lvzhi-{verb} 1")),
            "{manual}"
        );
        for file in ["lvzhi.bash", "_lvzhi", "lvzhi.fish", "_lvzhi.ps1", "lvzhi.elv"] {
            assert!(read(&format!("completions/{file}")).contains(verb.as_str()), "{file} lacks {verb}");
        }
    }
    assert!(read("man1/lvzhi.1").contains("履职"));
    assert!(!folder.path().join("man1/lvzhi-pages.1").exists());
    assert!(read("completions/_lvzhi.ps1").starts_with('\u{FEFF}'));
    // The same call gives the same bytes.
    let first = read("completions/lvzhi.bash") + &read("man1/lvzhi-classify.1");
    answered(["pages".as_ref(), folder.path().as_os_str()]);
    assert_eq!(first, read("completions/lvzhi.bash") + &read("man1/lvzhi-classify.1"));
}

#[test]
fn standard_input_in_other_encodings() {
    let utf8 = lvzhi_with("老板欠我们工钱不给\n", ["classify", "--json", "-"]);
    let gbk = b"\xC0\xCF\xB0\xE5\xC7\xB7\xCE\xD2\xC3\xC7\xB9\xA4\xC7\xAE\xB2\xBB\xB8\xF8\r\n";
    let run = lvzhi_with(gbk, ["classify", "--json", "-"]);
    assert_eq!((run.code, run.out), (0, utf8.out));
    // Without a mark, as other programs write them.
    let units: Vec<u8> = "老板欠我们工钱不给".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [units, encoding_rs::BIG5.encode("老闆欠我們工錢不給").0.into_owned()] {
        let run = lvzhi_with(bytes, ["classify", "--json", "-"]);
        assert!(run.code == 0 && run.out.contains("R009"), "{}", run.out);
    }
    let run = lvzhi_with(b"\xC0\xCF\xFF", ["classify", "-"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("GB18030"), "{}", run.err);
}

#[test]
fn help_and_misuse_end_as_before() {
    assert_eq!(lvzhi(["--help"]).code, 0);
    assert_eq!(lvzhi(["--version"]).code, 0);
    refused(["no-such-verb"], 2, &["no-such-verb"]);
}
