//! What is wrong with the township and the departments of a list is said with file, line, field and remedy: one edit,
//! one problem.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, check, edit, line_of, only, problems, set, text};
use lvzhi_compiler::model::Tier;
use lvzhi_compiler::{Sources, totals_that_differ};

#[test]
fn the_built_in_list_is_sound() {
    assert_eq!(problems(built_in()), []);
}

#[test]
fn the_township() {
    let sound = "empty, or white space at an end";
    check(
        "township.toml",
        &[
            ("name = \"夏马勒乡\"\n", "", "# The township", "name", "missing field `name`"),
            ("county = \"巴楚县\"", "county = 5", "county", "county", "invalid type: integer `5`, expected a string"),
            ("county = \"巴楚县\"", "county = [\"巴楚县\"]", "county", "county", "invalid type: sequence"),
            ("region = ", "mayor = \"x\"\nregion = ", "mayor", "mayor", "unknown field `mayor`, expected one of"),
            ("prefecture = \"喀什地区\"", "prefecture = \"喀什地区", "prefecture", "prefecture", "expected `\"`"),
            ("prefecture = \"喀什地区\"", "prefecture \"喀什地区\"", "prefecture", "syntax", "see the fields"),
            ("code = ", "name = \"x\"\ncode = ", "name = \"x\"", "name", "duplicate key"),
            ("data_version = \"", "data_version = \" ", "data_version", "data_version", sound),
            ("name = \"夏马勒乡\"", "name = \"夏马勒乡 \"", "name", "name", sound),
            ("name = \"夏马勒乡\"", "name = \"\u{3000}夏马勒乡\"", "name", "name", sound),
            ("name = \"夏马勒乡\"", "name = \"\u{200B}\"", "name", "name", sound),
            ("region = \"新", "region = \"\\u0007新", "region", "region", "control character '\\u{7}'"),
            ("region = \"新", "region = \"\\u0000新", "region", "region", "control character '\\0'"),
            ("653130203", "65313020", "code", "code", "nine digits"),
            ("653130203", "6531302030", "code", "code", "nine digits"),
            ("653130203", "65313020X", "code", "code", "nine digits"),
            ("653130203", "６５３", "code", "code", "nine digits"),
            ("region = ", "made_up = 1\nregion = ", "made_up", "made_up", "integer `1`, expected a boolean"),
            ("unit = \"公里\"", "unit = \" \"", "[[figure]]", "unit", sound),
            ("name = \"区域面积\"", "name = \"区域\\t面积\"", "[[figure]]\nkey = \"area", "name", "control character"),
            (
                "key = \"area_km2\"",
                "key = \"villages\"",
                "[[figure]]\nkey = \"villages\"\nname = \"行",
                "key",
                "change one",
            ),
            ("value = 898", "value = -1", "value = -1", "value", "invalid value: integer `-1`"),
            ("value = 898", "value = 1.5", "value = 1.5", "value", "floating point"),
            ("value = 898\n", "", "[[figure]]\nkey = \"area", "value", "missing field `value`"),
            ("value = 898\n", "value = 898\nsource = 7\n", "source", "source", "unknown field `source`"),
        ],
    );
}

#[test]
fn what_a_township_need_not_say() {
    // A code, a date, the unit of a figure, departments in all.
    for (line, old) in
        [("code = ", ""), ("unit = \"公里\"", "unit = \"\""), ("departments = { coop", "departments = {}")]
    {
        let mut sources = built_in().clone();
        let township = text(&sources, "township.toml").to_owned();
        let Some(whole) = township.lines().find(|whole| whole.starts_with(line)) else { panic!("no {line}") };
        edit(&mut sources, "township.toml", whole, old);
        assert_eq!(problems(&sources), [], "{line}");
    }
}

#[test]
fn the_declared_totals() {
    check(
        "township.toml",
        &[
            ("basic = 140", "basic = 70000", "items = {", "items", "integer `70000`, expected u16"),
            ("basic = 140, ", "", "items = {", "basic", "missing field `basic`"),
            ("basic = 140, ", "basic = 140, village = 1, ", "items = {", "village", "unknown field `village`"),
            (
                "cooperative = 39",
                "cooperative = 38",
                "departments = {",
                "declared.departments",
                "38 declared, 38 found, 1 stated",
            ),
            ("count = 1", "count = 2", "departments = {", "declared.departments", "39 declared, 38 found, 2 stated"),
            ("count = 1", "count = \"one\"", "count = ", "count", "invalid type"),
            ("hidden_in = [\"C044\"", "hidden_in = [\"C999\"", "hidden_in", "hidden_in", "C999 is no item"),
            ("hidden_in = [\"C044\"", "hidden_in = [44", "hidden_in", "hidden_in", "expected a string"),
            ("basis = \"the scan lost", "basis = \" the scan lost", "basis", "basis", "white space at an end"),
            (
                "\"经济发展\", ",
                "\"经济发展\", \"经济发展\", ",
                "  \"党的建设\", \"经济",
                "declared.categories",
                "经济发展 stands twice",
            ),
            (
                "\"经济发展\", ",
                "\"经济发展\", \"没有\", ",
                "  \"党的建设\", \"经济",
                "declared.categories",
                "no item of this part is in 没有",
            ),
            ("[declared.categories]\n", "[declared.kinds]\n", "[declared.kinds]", "kinds", "unknown field `kinds`"),
        ],
    );
    // A part that there is not.
    let mut sources = built_in().clone();
    edit(&mut sources, "township.toml", "tier = \"cooperative\"", "tier = \"village\"");
    let found = problems(&sources);
    let fields: Vec<&str> = found.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["tier"]);
    assert_eq!(found[0].line, line_of(text(&sources, "township.toml"), "tier ="));
    assert!(found[0].message.contains("one of basic, cooperative, reclaimed"));
}

#[test]
fn totals_that_are_not_met_are_kept_and_told() {
    let told = |sources: &Sources| -> Vec<(Tier, &'static str, u16, u16)> {
        let list = lvzhi_compiler::parse(sources).unwrap();
        totals_that_differ(&list).into_iter().map(|total| (total.tier, total.of, total.declared, total.found)).collect()
    };
    assert_eq!(told(built_in()), []);
    let mut sources = built_in().clone();
    edit(&mut sources, "township.toml", "basic = 140", "basic = 139");
    edit(&mut sources, "township.toml", "reclaimed = 17", "reclaimed = 18");
    edit(&mut sources, "township.toml", "[declared]\n", "[declared]\ncategory_totals = { cooperative = 20 }\n");
    let wanted = [
        (Tier::Basic, "items", 139, 140),
        (Tier::Cooperative, "categories", 20, 18),
        (Tier::Reclaimed, "departments", 18, 17),
    ];
    assert_eq!(told(&sources), wanted);
    // They stay what they are on the way through a compiled file.
    let list = lvzhi_compiler::parse(&sources).unwrap();
    let matters = lvzhi_tables::matters::Matters::built_in().unwrap();
    let bytes = lvzhi_compiler::compile(&list, &matters).unwrap();
    let row = lvzhi_tables::list::Tables::open(&bytes).unwrap().township;
    assert_eq!((row.items[0].get(), row.categories[1].get(), row.departments[2].get()), (139, 20, 18));
    assert_eq!(row.missing_departments.map(|count| count.get()), [0, 1, 1]);
}

#[test]
fn a_list_of_nothing() {
    let mut sources = built_in().clone();
    for file in ["basic.toml", "cooperative.toml", "reclaimed.toml", "phrases.tsv", "covers.toml"] {
        set(&mut sources, file, "");
    }
    let township = text(&sources, "township.toml");
    let (head, _) = township.split_once("[declared]").unwrap();
    let declared = "[declared]\nitems = { basic = 0, cooperative = 0, reclaimed = 0 }\ndepartments = {}\ncategories = { basic = [], cooperative = [], reclaimed = [] }\n";
    let township = format!("{head}{declared}");
    set(&mut sources, "township.toml", township);
    let line = line_of(text(&sources, "township.toml"), "items = ");
    only(&sources, "township.toml", line, "declared.items", "a list without items; add some");
}

#[test]
fn departments() {
    let first = "[[department]]\nname = \"巴楚县委组织部\"";
    let aliases = "aliases = ";
    let other = "is also a spelling of the department at line";
    let long = "长".repeat(400);
    check(
        "departments.toml",
        &[
            ("name = \"巴楚县委宣传部\"\n", "", "[[department]]\nshort", "name", "missing field `name`"),
            ("short = \"县委组织部\"\n", "", first, "short", "missing field `short`"),
            ("kind = \"party\"\n", "", first, "kind", "missing field `kind`"),
            ("[\"组织部\"", "[3", aliases, "aliases", "invalid type: integer `3`"),
            ("kind = \"party\"", "kind = \"party\"\nphone = 110", "phone", "phone", "unknown field `phone`"),
            ("[[department]]", "[[departments]]", "[[departments", "departments", "expected `department`"),
            ("[[department]]", "[[department]", "[[department]\n", "syntax", "expected `]`"),
            ("kind = \"party\"", "kind = \"club\"", "kind", "kind", "\"club\" is not a kind; one of party, congress"),
            ("kind = \"party\"", "kind = \"\"", "kind", "kind", "\"\" is not a kind"),
            ("\"组织部\"", "\"\"", aliases, "aliases", "empty, or white space"),
            ("\"组织部\"", "\" 组织部\"", aliases, "aliases", "empty, or white space"),
            ("\"组织部\"", "\"组织\\n部\"", aliases, "aliases", "control character '\\n'"),
            ("\"组织部\"", &format!("\"{long}\""), aliases, "aliases", "1200 bytes, at most 1024"),
            ("short = \"县委组织部\"", "short = \"\"", "short", "short", "empty, or white space"),
            ("short = \"县委组织部\"", "short = \"组织部\"", "aliases", "aliases", "组织部 stands twice in this entry"),
            ("\"组织部\"", "\"组织部\", \"组织部\"", aliases, "aliases", "组织部 stands twice in this entry"),
            ("\"组织部\"", "\"组织部\", \"組 織 部\"", aliases, "aliases", "stands twice in this entry"),
            ("\"组织部\"", "\"巴楚县委组织部\"", aliases, "aliases", "stands twice in this entry"),
            (
                "short = \"县委宣传部\"",
                "short = \"县委组织部\"",
                "short = \"县委组织部\"\nkind = \"party\"\naliases = [\"宣",
                "short",
                other,
            ),
            (
                "[\"宣传部\"",
                "[\"组织部\"",
                "aliases = [\"组织部\", \"中共巴楚县委宣",
                "aliases",
                &format!("{other} 6;"),
            ),
            ("[\"宣传部\"", "[\"组 织部\"", "aliases = [\"组 织", "aliases", &format!("{other} 6;")),
            ("[\"宣传部\"", "[\"（组织）部。\"", "aliases = [\"（组", "aliases", &format!("{other} 6;")),
            ("\"组织部\"", "\"、。\"", aliases, "aliases", "nothing but punctuation"),
        ],
    );
}

#[test]
fn one_name_for_two_departments() {
    let mut sources = built_in().clone();
    edit(&mut sources, "departments.toml", "name = \"巴楚县委宣传部\"", "name = \"巴楚县委组织部\"");
    let found = problems(&sources);
    let line = line_of(text(&sources, "departments.toml"), "name = \"巴楚县委组织部\"\nshort = \"县委宣");
    let shown =
        format!("list/departments.toml:{line}: name: 巴楚县委组织部 is also a spelling of the department at line 6;");
    assert!(found.iter().any(|problem| problem.to_string().starts_with(&shown)), "{found:#?}");
    // Items that name the department whose name is gone are said, too, each with the nearest names.
    let unknown = found.iter().filter(|problem| problem.message.starts_with("巴楚县委宣传部 is not a canonical name"));
    assert!(unknown.clone().count() >= 2);
    assert!(unknown.clone().all(|problem| problem.message.contains("巴楚县委组织部")));
}
