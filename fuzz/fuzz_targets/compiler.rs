//! The folder of a list, mutated: never a panic; every problem has a file of the folder, a line of it, a field and one line of words. What
//! is accepted compiles, to the same bytes twice, which open and rank as the slow twin does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lvzhi_compiler::{compile, parse};
use lvzhi_fuzz::twin::{MattersTwin, Twin};
use lvzhi_fuzz::{SMALL_MATTERS, folder};
use lvzhi_tables::list::Tables;
use lvzhi_tables::matters::Matters;
use lvzhi_tables::rank::rank;
use lvzhi_tables::reading::Reading;

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
    let matters = Matters::open(&SMALL_MATTERS).expect("a test opens them");
    let bytes = compile(&list, &matters).expect("what was read refers to nothing that is not there");
    assert_eq!(bytes, compile(&list, &matters).expect("as before"));
    let tables = Tables::open(&bytes).expect("what is compiled can be opened");
    let small = MattersTwin::new(matters);
    let twin = Twin::new(&small, tables);
    let names = list.items.iter().map(|item| item.name.as_str());
    for text in names.chain(list.phrases.iter().map(|(_, phrase)| phrase.as_str())).take(20) {
        for reading in [Reading::Whole, Reading::Matter] {
            assert_eq!(rank(&matters, &tables, text, reading, 3), twin.rank(text, reading, 3), "{text}");
        }
    }
});
