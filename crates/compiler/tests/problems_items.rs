//! What is wrong with the items of a list is said with file, line, field and remedy: one edit, one problem.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{built_in, check, edit, line_of, only, problems, text};

#[test]
fn basic_items() {
    check(
        "basic.toml",
        &[
            ("number = 140\n", "", "[[item]]\nlines = [", "number", "missing field `number`"),
            ("lines = [28]\n", "", "number = 1\n", "lines", "1 to 416"),
            ("category = \"党的建设\"\n", "", "[[item]]\nnumber = 1\n", "category", "missing field `category`"),
            ("name = \"组织开展基层", "title = \"组织开展基层", "title", "title", "unknown field `title`"),
            ("number = 4\n", "number = \"4\"\n", "number = \"4\"", "number", "invalid type: string \"4\""),
            ("number = 4\n", "number = 4\nnumber = 4\n", "number = 4\nlines", "number", "duplicate key"),
            ("number = 4\n", "number = 4.0\n", "number = 4.0", "number", "floating point"),
            ("number = 4\n", "number = 70000\n", "number = 70000", "number", "integer `70000`"),
            ("number = 4\n", "number = -4\n", "number = -4", "number", "integer `-4`"),
            ("number = 4\n", "number = \n", "number = \n", "number", "see the fields"),
            ("[[item]]\nnumber = 4\n", "[[items]]\nnumber = 4\n", "[[items]]", "items", "unknown field `items`"),
            (
                "category = \"党的建设\"",
                "category = \"党建\"",
                "category = \"党建\"",
                "category",
                "use one of: 党的建设",
            ),
            (
                "category = \"党的建设\"",
                "category = \"民生\"",
                "category = \"民生\"",
                "category",
                "use one of: 民生服务",
            ),
            ("category = \"党的建设\"", "category = \"Qqqqq\"", "category = \"Q", "category", "declare it there"),
            // Declared for the second part only: a category belongs to its part.
            (
                "category = \"党的建设\"",
                "category = \"商贸流通\"",
                "category = \"商",
                "category",
                "商贸流通 is not among",
            ),
            ("name = \"组织开展", "name = \" 组织开展", "name = \" 组织", "name", "empty, or white space"),
            ("name = \"组织开展", "name = \"\\u00a0组织开展", "name = \"\\u00a0", "name", "empty, or white space"),
            (
                "name = \"组织开展",
                "name = \"组\\u001b织开展",
                "name = \"组\\u001b",
                "name",
                "control character '\\u{1b}'",
            ),
            ("lines = [28]", "lines = []", "lines = []", "lines", "1 to 416"),
            ("lines = [28]", "lines = [0]", "lines = [0]", "lines", "1 to 416"),
            ("lines = [28]", "lines = [28, 417]", "lines = [28, 417]", "lines", "1 to 416"),
            ("lines = [28]", "lines = [70000]", "lines = [70000]", "lines", "integer `70000`"),
            ("lines = [28]", "lines = 28", "lines = 28", "lines", "expected a sequence"),
            (
                "[[item]]\nnumber = 4\n",
                "[[item.upper_duties]]\nduties = [\"一\"]\n\n[[item]]\nnumber = 4\n",
                "number = 3",
                "item",
                "no departments, duties",
            ),
            (
                "[[item]]\nnumber = 4\n",
                "[[item.takeover]]\nmethod = \"一\"\n\n[[item]]\nnumber = 4\n",
                "number = 3",
                "item",
                "no departments, duties or takeover",
            ),
            (
                "number = 4\n",
                "number = 4\ndepartments = [\"巴楚县委组织部\"]\n",
                "number = 4",
                "item",
                "no departments",
            ),
            (
                "field = \"category\"",
                "field = \"categories\"",
                "field = \"categories\"",
                "repairs.field",
                "categories names no field of this item",
            ),
            (
                "kind = \"restored\"",
                "kind = \"guessed\"",
                "kind",
                "repairs.kind",
                "\"guessed\" is not a kind; one of restored, supplied, unreadable",
            ),
            ("basis = \"the cell", "basis = \" the cell", "basis", "repairs.basis", "white space at an end"),
            ("scanned = \"\"", "scanned = \" \"", "scanned = \" \"", "repairs.scanned", "white space at an end"),
            ("scanned = \"\"", "scanned = \"a\\u0001b\"", "scanned = \"a", "repairs.scanned", "control character"),
            ("scanned = \"\"\n", "", "[[item.repairs]]", "scanned", "missing field `scanned`"),
            ("kind = \"restored\"", "kind = \"restored\"\nby = \"me\"", "by", "by", "unknown field `by`"),
        ],
    );
    // A name that is too long is too long as a text and as a key.
    let mut sources = built_in().clone();
    edit(&mut sources, "basic.toml", "name = \"", &format!("name = \"{}", "长".repeat(6000)));
    let found = problems(&sources);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|problem| problem.field == "name" && problem.message.contains("shorten it")));
    // A number that is off also leaves covers without their item.
    for (number, id) in [("3", "B004"), ("0", "B004"), ("1", "B004")] {
        let mut sources = built_in().clone();
        edit(&mut sources, "basic.toml", "[[item]]\nnumber = 4\n", &format!("[[item]]\nnumber = {number}\n"));
        let found = problems(&sources);
        let line = line_of(text(&sources, "basic.toml"), &format!("number = {number}\nlines = [31]"));
        let shown = format!(
            "list/basic.toml:{line}: number: {number} behind 3: numbers are those of the list (序号), from 1, and rise; correct the number, or move the item into its place"
        );
        assert!(found[0].to_string().starts_with(&shown), "{}", found[0]);
        assert!(found[1..].iter().all(|problem| problem.message.starts_with(id)), "{found:#?}");
    }
    // Without the source's text nobody knows which lines there are.
    let mut sources = built_in().clone();
    sources.files.retain(|(name, _)| *name != "source.txt");
    edit(&mut sources, "basic.toml", "lines = [28]\n", "");
    edit(&mut sources, "basic.toml", "lines = [31]\n", "lines = [9999]\n");
    assert_eq!(problems(&sources), []);
    // But there is no line 0.
    edit(&mut sources, "basic.toml", "lines = [9999]\n", "lines = [0]\n");
    let line = line_of(text(&sources, "basic.toml"), "lines = [0]");
    only(&sources, "basic.toml", line, "lines", "lines are counted from 1; correct it");
}

#[test]
fn names_tell_items_apart() {
    let names = |file: &str| -> Vec<String> {
        text(built_in(), file).lines().filter(|line| line.starts_with("name = ")).map(str::to_owned).collect()
    };
    let (basic, reclaimed) = (names("basic.toml"), names("reclaimed.toml"));
    let spaced = basic[2].replacen("组织", "組 織", 1);
    let pointed = basic[2].replacen("组织", "组织、", 1);
    for (file, old, new, ids) in [
        ("basic.toml", &basic[3], &basic[2], ["B004", "B003"]),
        ("basic.toml", &basic[3], &spaced, ["B004", "B003"]),
        ("basic.toml", &basic[3], &pointed, ["B004", "B003"]),
        ("reclaimed.toml", &reclaimed[1], &basic[2], ["R002", "B003"]),
    ] {
        let mut sources = built_in().clone();
        edit(&mut sources, file, old, new);
        let later = text(&sources, file);
        let line = 1 + later[..later.rfind(new.as_str()).unwrap()].matches('\n').count();
        let [id, other] = ids;
        only(&sources, file, line, "name", &format!("{id} has the same name as {other}"));
    }
}

#[test]
fn cooperative_items() {
    let departments = "departments = [\"巴楚县委组织部\"]";
    let first = "number = 1\n";
    check(
        "cooperative.toml",
        &[
            (departments, "departments = [\"县委组织部\"]", "departments", "departments", "use one of: 巴楚县委组织部"),
            (departments, "departments = [\"巴楚县市场管理局\"]", "departments", "departments", "巴楚县市场监督管理局"),
            (departments, "departments = [\"Zzz\"]", "departments", "departments", "add it there"),
            (departments, "departments = []", first, "departments", "name a department, or record in a repair"),
            (departments, "", first, "departments", "name a department, or record in a repair"),
            (
                departments,
                "departments = [\"巴楚县委组织部\", \"巴楚县委组织部\"]",
                "departments",
                "departments",
                "stands twice",
            ),
            (departments, "departments = \"巴楚县委组织部\"", "departments", "departments", "expected a sequence"),
            (departments, "departments = [1]", "departments", "departments", "expected a string"),
            ("[[item.upper_duties]]\nduties", "[[item.upper_duties]]\nduty", "duty", "duty", "unknown field `duty`"),
            (
                "[[item.upper_duties]]\nduties",
                "[[item.upper_duties]]\nheading = \"\"\nduties",
                "heading",
                "upper_duties.heading",
                "empty, or white space",
            ),
            (
                "[[item.upper_duties]]\nduties",
                "[[item.upper_duties]]\ndepartment = \"县委\"\nduties",
                "department = ",
                "upper_duties.department",
                "use one of",
            ),
            (
                "[[item.upper_duties]]\nduties",
                "[[item.upper_duties]]\nduties = []\n\n[[item.upper_duties]]\nduties",
                first,
                "upper_duties",
                "group 0 has no duties",
            ),
            (
                "[[item.township_duties]]\nduties",
                "[[item.township_duties]]\nduties = []\n\n[[item.township_duties]]\nduties",
                first,
                "township_duties",
                "group 0 has no duties",
            ),
            (
                "[[item.upper_duties]]\nduties",
                "[[item.township_duties]]\nduties",
                first,
                "upper_duties",
                "give the duties, or record",
            ),
            (
                "[[item.township_duties]]\nduties",
                "[[item.upper_duties]]\nduties",
                first,
                "township_duties",
                "give the duties, or record",
            ),
            (
                "[[item.upper_duties]]\n",
                "[[item.takeover]]\nmethod = \"移交。\"\n\n[[item.upper_duties]]\n",
                first,
                "takeover",
                "only reclaimed items have one",
            ),
            (
                "  \"对推荐提名的人选",
                "  \" 对推荐提名的人选",
                "  \" 对推荐提名的人选",
                "upper_duties.duties",
                "white space at an end",
            ),
            (
                "  \"对推荐提名的人选",
                "  \"\", \"对推荐提名的人选",
                "  \"\", \"对推荐提名的人选",
                "upper_duties.duties",
                "empty",
            ),
            (
                "  \"对推荐提名的人选",
                "  \"对\\r推荐提名的人选",
                "  \"对\\r推荐提名的人选",
                "upper_duties.duties",
                "control character '\\r'",
            ),
            (
                "  \"对推荐提名的人选",
                &format!("  \"{}对推荐提名的人选", "对".repeat(6000)),
                "  \"对对",
                "upper_duties.duties",
                "at most 16384",
            ),
            ("  \"对推荐提名的人选", "  7, \"对推荐提名的人选", "  7", "syntax", "expected a string"),
        ],
    );
}

#[test]
fn repairs_name_fields_that_the_item_has() {
    // C001 has one group of duties on each side, of four and of two.
    let repair = |field: &str| {
        format!(
            "[[item.repairs]]\nfield = \"{field}\"\nscanned = \"\"\nkind = \"restored\"\nbasis = \"x\"\n\n[[item]]\nnumber = 2\n"
        )
    };
    let with = |field: &str| {
        let mut sources = built_in().clone();
        edit(&mut sources, "cooperative.toml", "[[item]]\nnumber = 2\n", &repair(field));
        sources
    };
    for field in
        ["name", "category", "departments", "upper_duties", "upper_duties[0].heading", "upper_duties[0].department"]
    {
        assert_eq!(problems(&with(field)), [], "{field}");
    }
    for field in ["upper_duties[0].duties", "upper_duties[0].duties[3]", "township_duties[0].duties[1]"] {
        assert_eq!(problems(&with(field)), [], "{field}");
    }
    for field in [
        "number",
        "lines",
        "names",
        "name.x",
        "name[0]",
        "[name]",
        "upper_duties[0]",
        "upper_duties[1].duties",
        "upper_duties[0].duties[4]",
        "upper_duties[0].duties[+1]",
        "upper_duties[0].duties[01]",
        "upper_duties[0].duties[1].x",
        "upper_duties.0.duties",
        "upper_duties[0]duties",
        "upper_duties[].duties",
        "upper_duties[-1].duties",
        "township_duties[0].duties[2]",
        "upper_duties[18446744073709551616].duties",
        "takeover[0].method",
        "takeover[0].department",
        "repairs[0].basis",
        "。",
    ] {
        let sources = with(field);
        let line = line_of(text(&sources, "cooperative.toml"), "field = ");
        only(&sources, "cooperative.toml", line, "repairs.field", &format!("{field} names no field of this item"));
    }
}

#[test]
fn reclaimed_items() {
    let first = "number = 1\n";
    let method = "method = \"不再开展此项工作。\"\n";
    check(
        "reclaimed.toml",
        &[
            (method, "", first, "takeover", "takeover 0 has no method; give it, or record"),
            (&format!("[[item.takeover]]\n{method}"), "", first, "takeover", "say who took the item over"),
            (method, "method = \"\"\n", "method = \"\"", "takeover.method", "empty"),
            (
                method,
                "method = \"不\\u200b\\u0002\"\n",
                "method = \"不",
                "takeover.method",
                "control character '\\u{2}'",
            ),
            (method, "methods = \"不再开展此项工作。\"\n", "methods", "methods", "unknown field `methods`"),
            (
                method,
                &format!("{method}department = \"县文体局\"\n"),
                "department = ",
                "takeover.department",
                "use one of: ",
            ),
            (
                &format!("[[item.takeover]]\n{method}"),
                &format!("departments = [\"巴楚县教育局\"]\n[[item.takeover]]\n{method}"),
                first,
                "item",
                "takeovers, not departments or duties",
            ),
            (
                &format!("[[item.takeover]]\n{method}"),
                &format!("[[item.takeover]]\n{method}[[item.township_duties]]\nduties = [\"一\"]\n"),
                first,
                "item",
                "not departments or duties",
            ),
            (
                "field = \"name\"",
                "field = \"takeover[9].method\"",
                "field = \"takeover[9].method\"",
                "repairs.field",
                "takeover[9].method names no field",
            ),
        ],
    );
}
