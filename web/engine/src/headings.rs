//! Which column of a table holds the requests, and how many rows of headings stand above it.

use lvzhi_manage::labels::TEXT;

/// Rows in which headings are looked for: a title may stand above them.
const HEADINGS_WITHIN: usize = 5;

/// Rows that are looked at to judge a column.
const LOOKED_AT: usize = 200;

/// A request has at least so many Chinese characters on average, and a heading at most so many.
const LEAST: f64 = 3.0;
const LONGEST_HEADING: usize = 12;

/// What was found out about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Found {
    /// The column of requests, from 0; none where no column holds text.
    pub(crate) column: Option<usize>,
    /// Whether a heading names it.
    pub(crate) named: bool,
    /// Rows of headings.
    pub(crate) headings: usize,
}

/// The column that a heading names, or else the one with most to read.
pub(crate) fn find(rows: &[Vec<String>]) -> Found {
    for (at, row) in rows.iter().enumerate().take(HEADINGS_WITHIN) {
        let cells: Vec<String> = row.iter().map(|cell| cell.split_whitespace().collect()).collect();
        let named = TEXT.iter().find_map(|name| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name)));
        if let Some(column) = named.filter(|_| cells.iter().filter(|cell| !cell.is_empty()).count() > 1 || at == 0) {
            return Found { column: Some(column), named: true, headings: at.saturating_add(1) };
        }
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let looked_at = rows.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(rows);
    let length = |column: usize| {
        let cells = looked_at.iter().take(LOOKED_AT).filter_map(|row| row.get(column));
        let (mut count, mut filled) = (0usize, 0usize);
        let mut seen = std::collections::BTreeSet::new();
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            filled += 1;
            count += cell.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
            seen.insert(cell.as_str());
        }
        // What is the same in most rows is no request: 已办结, 某某科.
        let different = seen.len() as f64 / filled.max(1) as f64;
        (count as f64 / filled.max(1) as f64) * different
    };
    let best =
        (0..columns).map(|column| (length(column), column)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let column = best.filter(|(length, _)| *length >= LEAST).map(|(_, column)| column);
    let headings = column.filter(|column| has_headings(rows, *column)).map_or(0, |_| 1);
    Found { column, named: false, headings }
}

/// Whether the first row looks like headings: short, without marks of sentences, and several of them or well below the length of what follows.
fn has_headings(rows: &[Vec<String>], column: usize) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let filled: Vec<&String> = first.iter().filter(|cell| !cell.trim().is_empty()).collect();
    let short = filled.iter().all(|cell| {
        cell.chars().count() <= LONGEST_HEADING
            && !cell.contains(['，', '。', '？', '！', '；', ',', '?', '!'])
            && !cell.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_whitespace())
    });
    let lengths: Vec<usize> =
        rest.iter().take(LOOKED_AT).filter_map(|row| Some(row.get(column)?.chars().count())).collect();
    let usual = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let own = first.get(column).map_or(0, |cell| cell.chars().count());
    !rest.is_empty() && short && own > 0 && own.saturating_mul(2) <= usual
}

#[cfg(test)]
mod tests {
    use super::{Found, find};

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_known_heading_decides_wherever_it_stands() {
        let rows = table(&[
            &["三月工单汇总表", ""],
            &["办理意见，由各单位认真填写并按时报送到办公室", "诉求内容"],
            &["已转有关单位认真办理并按时答复来电人，谢谢", "路灯坏了"],
        ]);
        assert_eq!(find(&rows), Found { column: Some(1), named: true, headings: 2 });
    }

    #[test]
    fn without_one_the_column_with_most_to_read_is_taken() {
        let rows = table(&[
            &["号", "来电人说", "状态"],
            &["1", "村口的路灯坏了三个月没人修", "已办结转各单位知晓存档备查完毕"],
            &["2", "老板欠我们工钱一直不给怎么办", "已办结转各单位知晓存档备查完毕"],
            &["3", "邻居半夜烧秸秆全村都是烟", "已办结转各单位知晓存档备查完毕"],
        ]);
        assert_eq!(find(&rows), Found { column: Some(1), named: false, headings: 1 });
        let rows = table(&[&["村口的路灯坏了三个月没人修"], &["老板欠我们工钱一直不给"]]);
        assert_eq!(find(&rows), Found { column: Some(0), named: false, headings: 0 });
    }

    #[test]
    fn numbers_and_codes_are_no_requests() {
        assert_eq!(find(&table(&[&["编码", "数量"], &["A-1", "3"], &["A-2", "4"]])).column, None);
        assert_eq!(find(&[]), Found::default());
    }
}
