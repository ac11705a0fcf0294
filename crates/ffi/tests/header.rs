//! The headers in git are those that cbindgen makes of the source. `LVZHI_WRITE=1` writes them.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test has no interface, and fails by panicking")]

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn made() -> String {
    let config = cbindgen::Config::from_file(root().join("cbindgen.toml")).unwrap();
    // The modules are found from the root.
    let builder = cbindgen::Builder::new().with_config(config).with_src(root().join("src/lib.rs"));
    let mut header = Vec::new();
    builder.generate().unwrap().write(&mut header);
    String::from_utf8(header).unwrap()
}

/// The header as PHP's FFI reads it: no preprocessor, no comments; constants are an enum.
fn for_php(header: &str) -> String {
    let mut out = String::from(
        "/* lvzhi.h without preprocessor, for FFI::cdef of PHP and the like. Made together with it; do not edit. */\n",
    );
    let (mut constants, mut rest) = (String::new(), String::new());
    let (mut in_comment, mut in_cpp) = (false, false);
    for line in header.lines() {
        let text = line.trim();
        if in_comment || text.starts_with("/*") {
            in_comment = !text.ends_with("*/");
        } else if text.starts_with("#ifdef __cplusplus") {
            in_cpp = true;
        } else if text.starts_with("#endif") {
            in_cpp = false;
        } else if in_cpp || text.is_empty() {
        } else if let Some(define) = text.strip_prefix("#define ") {
            if let Some((name, value)) = define.split_once(' ').filter(|(_, value)| !value.starts_with(['"', '('])) {
                constants.push_str(&format!("    {name} = {value},\n"));
            }
        } else if !text.starts_with('#') {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    out.push_str(&format!("enum {{\n{constants}}};\n{rest}"));
    out
}

fn compare(path: &Path, text: &str) {
    if std::env::var_os("LVZHI_WRITE").is_some() {
        std::fs::write(path, text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == text, "{} is not what the source gives: run `make -C crates/ffi header`", path.display());
}

#[test]
fn the_headers_are_those_of_the_source() {
    let header = made();
    compare(&root().join("include/lvzhi.h"), &header);
    compare(&root().join("include/lvzhi_ffi.h"), &for_php(&header));
    let version = format!("#define LVZHI_VERSION \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(header.contains(&version), "cbindgen.toml has another version than Cargo.toml");
}

#[test]
fn the_list_of_symbols_is_that_of_the_header() {
    let mut names: Vec<String> = made()
        .lines()
        .filter_map(|line| line.strip_prefix("int32_t ")?.split_once('(').map(|(name, _)| format!("{name}\n")))
        .collect();
    names.sort();
    compare(&root().join("symbols.txt"), &names.concat());
}

/// `tests/absent.c` puts what is absent in place of each integer, length and capacity that a function takes.
#[test]
fn every_integer_argument_is_tried_with_what_is_absent() {
    let tried = std::fs::read_to_string(root().join("tests/absent.c")).unwrap();
    let header = made();
    let (mut functions, mut arguments) = (0, 0);
    for function in header.split("\nint32_t ").skip(1) {
        let (name, rest) = function.split_once('(').unwrap();
        let (list, _) = rest.split_once(')').unwrap();
        let number = |argument: &&str| {
            matches!(argument.split_whitespace().next(), Some("int32_t" | "size_t")) && !argument.contains('*')
        };
        let wanted = list.split(',').filter(number).count();
        let call = format!("({name}(");
        let lines = tried.lines().map(str::trim_start).filter(|line| line.contains(&call) && line.contains("absent"));
        let lines =
            lines.filter(|line| ["ABSENT(", "ABSENT_OR_ANY(", "NOT_A_STATUS("].iter().any(|m| line.starts_with(m)));
        assert_eq!(lines.count(), wanted, "{name}: lines in tests/absent.c");
        functions += 1;
        arguments += wanted;
    }
    assert!(functions > 60 && arguments > 120, "the header was not understood: {functions}, {arguments}");
}
