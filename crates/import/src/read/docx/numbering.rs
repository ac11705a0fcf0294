//! The numbers that Word counts itself: they stand nowhere in the text, and a column 序号 is often made of them.

use crate::read::xml;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// Where the numbers of a document stand.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By `numId`.
    lists: BTreeMap<String, List>,
    /// By `abstractNumId`: lists of one definition count on.
    definitions: BTreeMap<String, Definition>,
    /// By style: list and level.
    styles: BTreeMap<String, (String, usize)>,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Levels that begin anew with this list, and at which number.
    starts: BTreeMap<usize, u32>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The number of each level, once it has one.
    counts: [Option<u32>; LEVELS],
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// With `%1` for the number of the first level, and so on.
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new() }
    }
}

impl Numbering {
    /// From `numbering.xml` and `styles.xml`.
    pub(super) fn new(numbering: &str, styles: &str) -> Self {
        let mut made = Self::default();
        made.read_lists(numbering);
        made.read_styles(styles);
        made
    }

    fn read_lists(&mut self, numbering: &str) {
        let mut reader = Reader::from_str(numbering);
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, 0);
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => element,
                Event::End(element) => {
                    match element.local_name().as_ref() {
                        "abstractNum" => definition = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                _ => continue,
            };
            let value = || xml::attribute(&element, "val");
            let current =
                definition.as_ref().and_then(|id| self.definitions.get_mut(id)).and_then(|it| it.levels.get_mut(level));
            match element.local_name().as_ref() {
                "abstractNum" => {
                    definition = xml::attribute(&element, "abstractNumId");
                    self.definitions.extend(definition.clone().map(|id| (id, Definition::default())));
                }
                "num" => {
                    list = xml::attribute(&element, "numId");
                    self.lists.extend(list.clone().map(|id| (id, List::default())));
                }
                "lvl" | "lvlOverride" => level = xml::number(&element, "ilvl").map_or(LEVELS, |level| level as usize),
                "abstractNumId" => {
                    if let (Some(list), Some(id)) = (list.as_ref().and_then(|id| self.lists.get_mut(id)), value()) {
                        list.definition = id;
                    }
                }
                "startOverride" => {
                    let start = xml::number(&element, "val");
                    if let (Some(list), Some(start)) = (list.as_ref().and_then(|id| self.lists.get_mut(id)), start) {
                        list.starts.insert(level, start);
                    }
                }
                "start" => {
                    if let (Some(level), Some(start)) = (current, xml::number(&element, "val")) {
                        level.start = start;
                    }
                }
                "numFmt" => {
                    if let (Some(level), Some(format)) = (current, value()) {
                        level.format = format;
                    }
                }
                "lvlText" => {
                    if let (Some(level), Some(text)) = (current, value()) {
                        level.text = text;
                    }
                }
                _ => {}
            }
        }
    }

    fn read_styles(&mut self, styles: &str) {
        let mut reader = Reader::from_str(styles);
        let (mut style, mut level) = (None, 0);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            match element.local_name().as_ref() {
                "style" => (style, level) = (xml::attribute(&element, "styleId"), 0),
                "ilvl" => level = xml::number(&element, "val").unwrap_or(0) as usize,
                "numId" => {
                    if let (Some(style), Some(list)) = (style.clone(), xml::attribute(&element, "val")) {
                        self.styles.insert(style, (list, level));
                    }
                }
                _ => {}
            }
        }
    }

    /// The next number of a list, as it is printed; nothing for marks that are no numbers.
    pub(super) fn next(&mut self, style: Option<&str>, list: Option<&str>, level: Option<usize>) -> Option<String> {
        let styled = style.and_then(|style| self.styles.get(style));
        let level = level.or(styled.map(|(_, level)| *level)).unwrap_or(0);
        let list = list.or(styled.map(|(list, _)| list.as_str()))?.to_owned();
        let list = self.lists.get_mut(&list)?;
        let definition = self.definitions.get_mut(&list.definition)?;
        let starts = definition.levels.each_ref().map(|level| level.start);
        let (before, rest) = definition.counts.split_at_mut_checked(level)?;
        let (count, after) = rest.split_first_mut()?;
        let start = starts.get(level).copied().unwrap_or(1);
        *count = match (list.starts.remove(&level), *count) {
            (Some(start), _) => Some(start),
            (None, Some(count)) => Some(count.saturating_add(1)),
            (None, None) => Some(start),
        };
        for (count, start) in before.iter_mut().zip(starts) {
            count.get_or_insert(start);
        }
        after.fill(None);
        let text = definition.levels.get(level)?.text.clone();
        let bullet =
            definition.levels.get(level).is_some_and(|level| matches!(level.format.as_str(), "bullet" | "none"));
        if bullet || !text.contains('%') {
            return None;
        }
        let mut printed = text;
        for (place, (level, count)) in (1..).zip(definition.levels.iter().zip(definition.counts)) {
            if let Some(count) = count {
                printed = printed.replace(&format!("%{place}"), &written(count, &level.format));
            }
        }
        Some(printed)
    }
}

/// A number in one of Word's formats; in digits where the format is none of those that documents of offices use.
fn written(number: u32, format: &str) -> String {
    let from = |first: char, most: u32| match number {
        1.. if number <= most => {
            (first as u32).checked_add(number - 1).and_then(char::from_u32).map_or_else(String::new, String::from)
        }
        _ => number.to_string(),
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(number, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            each_digit(number, "〇一二三四五六七八九")
        }
        "decimalFullWidth" | "decimalFullWidth2" => each_digit(number, "０１２３４５６７８９"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from('①', 20),
        "decimalEnclosedParen" => from('⑴', 20),
        "decimalEnclosedFullstop" => from('⒈', 20),
        "ideographEnclosedCircle" => from('㊀', 10),
        "ideographTraditional" => pick(number, "甲乙丙丁戊己庚辛壬癸"),
        "upperLetter" => from('A', 26),
        "lowerLetter" => from('a', 26),
        "upperRoman" => pick(number, "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"),
        "lowerRoman" => pick(number, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn pick(number: u32, characters: &str) -> String {
    let at = number.checked_sub(1).and_then(|at| characters.chars().nth(at as usize));
    at.map_or_else(|| number.to_string(), String::from)
}

fn each_digit(number: u32, digits: &str) -> String {
    number.to_string().chars().filter_map(|digit| digits.chars().nth(digit.to_digit(10)? as usize)).collect()
}

/// 一百零三, 二十一, 十二: up to 9999, beyond that in digits.
fn chinese(number: u32, digits: &str, units: &str) -> String {
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let digit = |digit: u32| digits.chars().nth(digit as usize).unwrap_or('零');
    let mut text = String::new();
    let mut gap = false;
    for power in (0..4_u32).rev() {
        let value = number / 10_u32.pow(power) % 10;
        if value == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push(digit(0));
            gap = false;
        }
        // 十二, not 一十二.
        if !(power == 1 && value == 1 && text.is_empty()) {
            text.push(digit(value));
        }
        text.extend(power.checked_sub(1).and_then(|unit| units.chars().nth(unit as usize)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        let counted = [1, 10, 12, 20, 21, 100, 103, 110, 1005, 9999].map(|number| written(number, "chineseCounting"));
        assert_eq!(
            counted,
            ["一", "十", "十二", "二十", "二十一", "一百", "一百零三", "一百一十", "一千零五", "九千九百九十九"]
        );
        assert_eq!(written(3, "decimalEnclosedCircle"), "③");
        assert_eq!(written(21, "decimalEnclosedCircle"), "21");
        assert_eq!(written(12, "decimalFullWidth"), "１２");
        assert_eq!(written(2, "ideographTraditional"), "乙");
        assert_eq!(written(7, "nobodyKnows"), "7");
    }
}
