//! The folder of a list, mutated: never a panic; every problem has a file of the folder, a line of it, a field and one line of words. What
//! is accepted compiles, to the same source twice, and its index ranks as the slow twin does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_compiler::{BuiltTables, parse, source};
use lvzhi_fuzz::{Twin, folder};

fuzz_target!(|bytes: &[u8]| {
    let sources = folder(&String::from_utf8_lossy(bytes));
    let list = match parse(&sources) {
        Ok(list) => list,
        Err(problems) => {
            assert!(!problems.0.is_empty() && problems.0.is_sorted());
            for problem in &problems.0 {
                let name = problem.file.strip_prefix("list").expect("a file of the folder");
                let text =
                    sources.files.iter().find(|(is, _)| name == std::path::Path::new(is)).map_or("", |(_, text)| text);
                assert!((1..=text.matches('\n').count() + 1).contains(&problem.line), "{problem}");
                assert!(!problem.field.is_empty() && !problem.message.is_empty());
                assert!(!problem.to_string().contains('\n'), "{problem:?}");
            }
            return;
        }
    };
    let built = BuiltTables::of(&list);
    assert_eq!(source(&built), source(&BuiltTables::of(&list)));
    let tables = built.tables();
    let twin = Twin::new(tables);
    let names = list.items.iter().map(|item| item.name.as_str());
    for text in names.chain(list.outside.iter().map(|(_, phrase)| phrase.as_str())).take(20) {
        assert_eq!(tables.index.rank(text, 3, tables.tiers), twin.rank(text, 3), "{text}");
    }
});
