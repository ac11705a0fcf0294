//! The commands of both READMEs, from top to bottom, in an empty folder that has the data.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_commands_of_the_readmes_run_from_top_to_bottom() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let binary = assert_cmd::cargo::cargo_bin!("lvzhi");
    for (name, section) in [("README.md", "## Command line"), ("README.zh-CN.md", "## 命令行")] {
        let text = std::fs::read_to_string(root.join(name)).unwrap();
        let block = text.split_once(section).unwrap().1.split("```").nth(1).unwrap();
        let commands: Vec<&str> = block.lines().filter(|line| line.starts_with("lvzhi ")).collect();
        assert!(commands.len() > 12, "{commands:?}");
        let home = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(root.join("data"), home.path().join("data")).unwrap();
        let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
        for command in commands {
            let run =
                Command::new("sh").args(["-c", command]).current_dir(home.path()).env("PATH", &path).output().unwrap();
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(run.status.success(), "{name}: {command}: {said}");
        }
    }
}

#[test]
fn the_first_answer_of_the_readmes_is_what_the_command_says() {
    let said =
        Command::new(assert_cmd::cargo::cargo_bin!("lvzhi")).args(["classify", "老板欠我们工钱不给"]).output().unwrap();
    // Lines are wrapped to the width of a screen.
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let said = plain(&String::from_utf8(said.stdout).unwrap());
    for name in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)).unwrap();
        let shown = text.split("```text").nth(1).unwrap().split("```").next().unwrap();
        assert_eq!(plain(shown), said, "{name}");
    }
}
