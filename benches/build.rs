//! Writes the keys of the list and the tables that are made at build time: phf's, and gperf's where it is installed.

use lvzhi_tables::fold::folded;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../data/xiamale");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(gperf)");
    for file in lvzhi_compiler::REQUIRED {
        println!("cargo::rerun-if-changed={}", folder.join(file).display());
    }
    let list = lvzhi_compiler::read(folder)?;
    let mut tables: [(&str, BTreeMap<String, u16>); 3] =
        [("names", BTreeMap::new()), ("ids", BTreeMap::new()), ("departments", BTreeMap::new())];
    let [(_, names), (_, ids), (_, departments)] = &mut tables;
    for (at, item) in (0u16..).zip(&list.items) {
        names.entry(fold(&item.name)).or_insert(at);
        ids.insert(item.id(), at);
    }
    for (at, department) in (0u16..).zip(&list.departments) {
        for spelling in [&department.name, &department.short].into_iter().chain(&department.aliases) {
            departments.entry(fold(spelling)).or_insert(at);
        }
    }
    let mut source = String::new();
    let gperf =
        Command::new("gperf").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if gperf {
        println!("cargo::rustc-cfg=gperf");
    } else {
        println!("cargo::warning=gperf is not installed: left out of the comparison");
    }
    for (name, keys) in &tables {
        let constant = name.to_uppercase();
        writeln!(source, "/// The {name} of the list as keys, sorted, each with its place.")?;
        writeln!(source, "pub static {constant}: &[(&str, u16)] = &{:?};", keys.iter().collect::<Vec<_>>())?;
        let mut map = phf_codegen::Map::new();
        for (key, place) in keys {
            map.entry(key.as_str(), place.to_string());
        }
        writeln!(source, "/// The same, as phf has it.")?;
        writeln!(source, "pub static PHF_{constant}: phf::Map<&str, u16> = {};", map.build())?;
        if gperf {
            generate_c(name, keys, &out)?;
        }
    }
    std::fs::write(out.join("keys.rs"), source)?;
    Ok(())
}

fn fold(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// A C function `gperf_NAME(key, length)` that gives the key's place, or -1.
fn generate_c(name: &str, keys: &BTreeMap<String, u16>, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut input = String::from("%{\n#include <string.h>\n%}\nstruct entry { const char *name; int place; };\n%%\n");
    for (key, place) in keys {
        input.push('"');
        for byte in key.bytes() {
            write!(input, "\\{byte:03o}")?;
        }
        writeln!(input, "\", {place}")?;
    }
    input += "%%\n";
    writeln!(input, "int gperf_{name}(const char *key, size_t length) {{")?;
    writeln!(
        input,
        "    const struct entry *found = find_{name}(key, length);\n    return found ? found->place : -1;\n}}"
    )?;
    let (from, to) = (out.join(format!("{name}.gperf")), out.join(format!("{name}.c")));
    std::fs::write(&from, input)?;
    let status = Command::new("gperf")
        .args([
            "--language=ANSI-C",
            "--struct-type",
            "--readonly-tables",
            "--compare-lengths",
            "--multiple-iterations=20",
        ])
        .arg(format!("--lookup-function-name=find_{name}"))
        .arg(format!("--output-file={}", to.display()))
        .arg(&from)
        .status()?;
    if !status.success() {
        return Err(format!("gperf: {status}").into());
    }
    cc::Build::new().file(&to).opt_level(3).warnings(false).compile(&format!("gperf_{name}"));
    Ok(())
}
