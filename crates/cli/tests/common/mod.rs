//! Runs the command and holds every run to what is promised of all: no panic, no colours where no terminal is.
#![allow(dead_code, reason = "each test file uses a part")]

use std::ffi::OsStr;

/// How a run ended and what it wrote.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `lvzhi` with arguments and nothing on standard input.
pub(crate) fn lvzhi<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    lvzhi_with("", arguments)
}

/// Runs `lvzhi` with arguments and this on standard input.
pub(crate) fn lvzhi_with<A: AsRef<OsStr>>(input: impl Into<Vec<u8>>, arguments: impl IntoIterator<Item = A>) -> Run {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("lvzhi");
    // What colours depend on is taken away, so that the outcome is that of a pipe on any machine.
    for name in ["CLICOLOR_FORCE", "CLICOLOR", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).write_stdin(input).output().unwrap();
    let run = Run {
        code: output.status.code().expect("ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked") && !run.out.contains("panicked"), "{}", run.err);
    assert!((0..=2).contains(&run.code), "{}: {}", run.code, run.err);
    for text in [&run.out, &run.err] {
        assert!(!text.contains('\u{1b}'), "colours where no terminal is: {text:?}");
        assert!(text.is_empty() || text.ends_with('\n'), "{text:?}");
    }
    if run.code == 2 {
        assert!(!run.err.is_empty(), "misuse is said");
    }
    run
}

/// The lines of a run that answered.
pub(crate) fn answered<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Vec<String> {
    let run = lvzhi(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(!run.out.is_empty());
    run.out.lines().map(str::to_owned).collect()
}

/// A run that did not answer: its code, and that its message holds these parts.
pub(crate) fn refused<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, code: i32, says: &[&str]) -> Run {
    let run = lvzhi(arguments);
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    for part in says {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    run
}
