//! What answers promise, whatever the text: order, bounds, evidence on character boundaries, no panic.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use lvzhi::{LONGEST_QUERY, MOST_MATCHES, Options, QueryError, Thresholds, Tier, Verdict, catalogue};

/// Texts of every kind: names, duties, their pieces, and strings that are no language.
fn texts() -> Vec<String> {
    let list = catalogue();
    let mut texts: Vec<String> = list.items().map(|item| item.name().to_owned()).collect();
    for item in list.items() {
        let groups = item.upper_duties().chain(item.township_duties());
        for duty in groups.flat_map(|group| group.duties()) {
            texts.push(duty.to_owned());
            texts.push(duty.chars().step_by(2).collect());
            texts.push(format!("请问{}怎么办？谢谢！！", duty.chars().take(9).collect::<String>()));
        }
    }
    for n in 0..2000u32 {
        let mut state = n.wrapping_mul(0x9E37_79B1) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        };
        let length = next() % 60;
        texts.push(
            (0..length)
                .filter_map(|_| match next() % 4 {
                    0 => char::from_u32(next() % 0x11_0000),
                    1 => char::from_u32(0x20 + next() % 0x60),
                    _ => char::from_u32(0x4E00 + next() % 0x5200),
                })
                .collect(),
        );
    }
    texts
}

#[test]
fn answers_are_ordered_and_bounded() {
    let list = catalogue();
    for text in texts() {
        let answer = match list.classify_with(&text, Options { top: MOST_MATCHES, ..Options::default() }) {
            Ok(answer) => answer,
            Err(error) => {
                assert_eq!(error, QueryError::Empty);
                continue;
            }
        };
        let matches: Vec<_> = answer.matches().collect();
        assert!(matches.len() == MOST_MATCHES || matches.is_empty(), "{text:?}");
        for pair in matches.windows(2) {
            assert!(pair[0].score >= pair[1].score && pair[0].item != pair[1].item);
            // Equal scores stand by id, as far as four decimals can tell.
            assert!(pair[0].confidence >= pair[1].confidence, "{text:?} {pair:?}");
        }
        for found in &matches {
            assert!((0.0..=1.0).contains(&found.confidence) && found.score.is_finite());
        }
        assert!((0.0..=1.0).contains(&answer.confidence));
        let short = list.classify(&text).unwrap();
        assert!(short.matches().eq(matches.into_iter().take(3)), "fewer candidates are the same candidates");
        assert_eq!((short.verdict, short.confidence), (answer.verdict, answer.confidence));
    }
}

#[test]
fn evidence_is_inside_the_text() {
    let list = catalogue();
    for text in texts() {
        let Ok(answer) = list.classify(&text) else { continue };
        for found in answer.matches() {
            let mut end = 0;
            let mut share = 0;
            for part in list.evidence(&text, found.item) {
                assert!(part.start >= end && part.start < part.end);
                assert!(text.get(part.start..part.end).is_some(), "{text:?} {part:?}");
                end = part.end;
                share += part.share;
            }
            assert!(share <= 1000);
        }
    }
}

#[test]
fn width_case_and_spacing_do_not_matter() {
    let list = catalogue();
    for text in texts() {
        let Ok(answer) = list.classify(&text) else { continue };
        let wide: String = text
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
            .collect();
        let spaced: String = text.chars().flat_map(|c| [c, '\u{3000}']).collect();
        let upper = text.to_ascii_uppercase();
        for same in [wide, spaced, upper] {
            assert_eq!(list.classify(&same).as_ref(), Ok(&answer), "{text:?} {same:?}");
        }
    }
}

#[test]
fn an_item_is_found_by_its_own_name() {
    let list = catalogue();
    let missed: Vec<String> = list
        .items()
        .filter(|item| list.classify(item.name()).unwrap().best().is_none_or(|best| best.item != *item))
        .map(|item| item.id().to_string())
        .collect();
    assert!(missed.len() <= 3, "{missed:?}");
}

#[test]
fn text_that_is_no_query_is_an_error() {
    let list = catalogue();
    for text in ["", " ", "\u{3000}\t\r\n", "\u{0}\u{1}", "\u{200B}\u{FEFF}"] {
        assert_eq!(list.classify(text), Err(QueryError::Empty), "{text:?}");
    }
    let long = "水".repeat(LONGEST_QUERY / 3 + 1);
    assert_eq!(list.classify(&long), Err(QueryError::TooLong { bytes: long.len() }));
    assert!(list.classify(&"水".repeat(LONGEST_QUERY / 3)).is_ok());
}

#[test]
fn what_says_nothing_is_not_claimed() {
    let list = catalogue();
    for text in ["😀", "😀🚜", "？！", "𠀀𠀁", "ئۇيغۇرچە"] {
        let answer = list.classify(text).unwrap();
        assert_eq!(answer.verdict, Verdict::Unclear, "{text}");
        assert!(answer.best().is_none());
    }
    for text in ["1", "7777777", "啊", "asdf", "今天天气不错", "给我讲个笑话", "护照到期了去哪里换"]
    {
        let verdict = list.classify(text).unwrap().verdict;
        assert!(matches!(verdict, Verdict::Unclear | Verdict::Unlisted), "{text}: {verdict}");
    }
}

#[test]
fn thresholds_that_are_tried_later_give_what_they_would_have_given_at_once() {
    let near = Thresholds { listed: 0.0, lead: 9.0 };
    let all =
        [Thresholds::BALANCED, Thresholds::CAREFUL, Thresholds::EAGER, near, Thresholds { listed: 1.0, lead: 0.0 }];
    for text in ["国土调查谁来做", "公积金怎么提取", "你好", "C051", "路", "hello world out there", "树倒了"]
    {
        let ask = |thresholds| catalogue().classify_with(text, Options { thresholds, ..Options::default() }).unwrap();
        for (first, then) in all.into_iter().flat_map(|first| all.map(|then| (first, then))) {
            assert_eq!(ask(first).with_thresholds(then), ask(then), "{text} {first:?} {then:?}");
        }
    }
}

#[test]
fn thresholds_move_the_lines() {
    let list = catalogue();
    let text = "护照到期了去哪里换";
    let ask = |text, top, listed, lead| {
        let options = Options { top, thresholds: Thresholds { listed, lead }, ..Options::default() };
        list.classify_with(text, options).unwrap()
    };
    let verdict = ask(text, 1, 0.0, 0.0).verdict;
    assert!(matches!(verdict, Verdict::Basic | Verdict::Cooperative | Verdict::Reclaimed));
    assert_eq!(ask(text, 1, 0.0, f32::INFINITY).verdict, Verdict::Unclear);
    assert_eq!(ask("老板欠我们工钱不给", 1, 1.1, 0.0).verdict, Verdict::Unlisted);
    assert_eq!(ask(text, 0, 0.0, 0.0).matches().count(), 1);
    assert_eq!(ask(text, 999, 0.0, 0.0).matches().count(), MOST_MATCHES);
}

#[test]
fn the_named_thresholds_are_in_their_order() {
    let [balanced, careful, eager] = ["balanced", "careful", "eager"].map(|name| Thresholds::named(name).unwrap());
    assert!(careful.listed >= balanced.listed && careful.lead > balanced.lead);
    assert!(eager.listed < balanced.listed && eager.lead <= balanced.lead);
    assert_eq!((Thresholds::named("bold"), Thresholds::default()), (None, balanced));
}

#[test]
fn frames_are_left_out_unless_that_is_switched_off() {
    let list = catalogue();
    let form = "工单编号：20260317004\n来电人：张三\n诉求内容：低保停了半年\n处理结果：村民低保申请已受理";
    let ask = |frames| list.classify_with(form, Options { frames, ..Options::default() }).unwrap();
    assert_eq!(ask(true), list.classify(form).unwrap());
    assert_ne!(ask(false).best().unwrap().confidence, ask(true).best().unwrap().confidence);
    let item = ask(true).best().unwrap().item;
    let parts = |frames| list.evidence_with(form, item, Options { frames, ..Options::default() });
    assert!(parts(true).eq(list.evidence(form, item)));
    assert!(parts(false).ne(parts(true)));
    // Nothing is wrapped around this.
    let plain = "低保停了半年";
    let whole = list.classify_with(plain, Options { frames: false, ..Options::default() });
    assert_eq!(whole, list.classify(plain));
}

#[test]
fn the_examples_of_the_readme_hold() {
    let list = catalogue();
    let ask = |text| list.classify(text).unwrap();
    let tree = ask("村口那棵几百年的老榆树有人要砍");
    assert_eq!(tree.best().unwrap().item.id().to_string(), "B098");
    let wages = ask("老板欠我们工钱不给");
    assert_eq!(wages.verdict, Verdict::Reclaimed);
    assert_eq!(wages.best().unwrap().item.id().to_string(), "R009");
    let tiers = list.department("人社局").unwrap().items(None).map(|item| item.tier());
    assert!([Tier::Cooperative, Tier::Reclaimed].into_iter().all(|tier| tiers.clone().any(|is| is == tier)));
}

#[test]
fn the_responsible_body_is_that_of_a_finding() {
    let list_answer = |text: &str| catalogue().classify(text).unwrap();
    let responsible = |text: &str| -> Vec<&str> { list_answer(text).responsible().collect() };
    assert_eq!(responsible("村口那棵几百年的老榆树有人要砍"), ["夏马勒乡"]);
    assert_eq!(responsible("老板欠我们工钱不给"), ["巴楚县人力资源和社会保障局"]);
    assert_eq!(list_answer("今天天气真好").verdict, Verdict::Unlisted);
    assert!(list_answer("今天天气真好").best().is_some(), "there is a candidate, which is no finding");
    assert_eq!(responsible("今天天气真好"), [] as [&str; 0]);
}
