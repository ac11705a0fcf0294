//! A message with several requests: parts that cover them in order, and one part where there is but one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use lvzhi::{LONGEST_QUERY, MOST_PARTS, Options, Part, QueryError, catalogue};
use std::time::{Duration, Instant};

fn parts(text: &str) -> Vec<Part<'static>> {
    catalogue().classify_parts(text, Options::default()).unwrap().collect()
}

fn ids(text: &str) -> Vec<String> {
    parts(text).iter().map(|part| part.answer.best().unwrap().item.id().to_string()).collect()
}

#[test]
fn each_request_is_a_part() {
    for (text, items) in [
        ("老板欠我们工钱不给，另外村口那棵几百年的老榆树有人要砍", &["R009", "B098"][..]),
        ("老板欠我们工钱不给。工地半夜打桩吵得睡不着", &["R009", "C060"]),
        ("低保停了半年\n隔壁两家为了一堵墙天天打架", &["B048", "B058"]),
        ("1、老板欠我们工钱不给 2、蝗虫把庄稼吃光了 3、想给爷爷办个高龄补贴", &["R009", "C031", "C022"]),
        ("1．低保停了半年2．老板欠我们工钱不给3．蝗虫把庄稼吃光了", &["B048", "R009", "C031"]),
        ("①低保停了半年②老板欠我们工钱不给", &["B048", "R009"]),
        ("⑴低保停了半年⑵老板欠我们工钱不给", &["B048", "R009"]),
        ("❶低保停了半年❷老板欠我们工钱不给", &["B048", "R009"]),
        ("我是2队5户的，1、低保停了半年2、老板欠我们工钱不给", &["B048", "R009"]),
        ("一、低保停了半年二、老板欠我们工钱不给三、蝗虫把庄稼吃光了", &["B048", "R009", "C031"]),
        ("A.低保停了半年B.老板欠我们工钱不给", &["B048", "R009"]),
        ("反映两个问题：第一，低保停了半年；第二，老板欠我们工钱不给", &["B048", "R009"]),
        ("有以下诉求：1、低保停了半年2、老板欠我们工钱不给", &["B048", "R009"]),
        ("一是低保停了半年，二是工地半夜打桩吵得睡不着", &["B048", "C060"]),
        ("第一，低保停了半年；第二，老板欠我们工钱不给；第三，蝗虫把庄稼吃光了", &["B048", "R009", "C031"]),
        ("第一个就是低保停了半年第二个就是老板欠我们工钱不给", &["B048", "R009"]),
        ("其一，低保停了半年；其二，老板欠我们工钱不给", &["B048", "R009"]),
        ("问题一：低保停了半年 问题二：老板欠我们工钱不给", &["B048", "R009"]),
        ("壹、低保停了半年，贰、老板欠我们工钱不给", &["B048", "R009"]),
        ("甲、低保停了半年乙、老板欠我们工钱不给", &["B048", "R009"]),
        ("Ⅰ、低保停了半年Ⅱ、老板欠我们工钱不给", &["B048", "R009"]),
        ("⒈低保停了半年⒉老板欠我们工钱不给", &["B048", "R009"]),
        ("1️⃣低保停了半年2️⃣老板欠我们工钱不给", &["B048", "R009"]),
        ("【1】低保停了半年【2】老板欠我们工钱不给", &["B048", "R009"]),
        ("[1]低保停了半年[2]老板欠我们工钱不给", &["B048", "R009"]),
        ("1：低保停了半年，2：老板欠我们工钱不给", &["B048", "R009"]),
        ("低保停了半年，另，老板欠我们工钱不给", &["B048", "R009"]),
        ("{\"content\":\"低保停了半年\\n老板欠我们工钱不给\"}", &["B048", "R009"]),
        // The end of one and the number of the next are no address.
        ("1、村里路灯不亮\n2、想办低保", &["B065", "B048"]),
        // What is numbered is something else, however near.
        ("1、我要举报有人聚众赌博\n2、我要举报传销窝点", &["B061", "C103"]),
        ("诉求1：\n低保停了半年\n诉求2：\n老板欠我们工钱不给", &["B048", "R009"]),
        ("1、2023年的低保没有发；2、2024年老板欠我们工钱", &["B048", "R009"]),
        ("（1）2023年低保停了半年（2）2024年老板欠我们工钱不给", &["B048", "R009"]),
        ("老板欠我工钱。1、低保停了半年 2、蝗虫把庄稼吃光了", &["R009", "B048", "C031"]),
        // Papers and remedies are no requests.
        ("想申请公租房，要求：1.身份证复印件；2.户口本；3.收入证明", &["C074"]),
        ("1、老板欠我们工钱不给；2、赔偿损失；3、赔礼道歉", &["R009"]),
        // Names, no numbers.
        ("孩子在第二小学上学，A、B两栋的老板欠我们工钱不给", &["R009"]),
        ("一、三、五大队的老板欠我们工钱不给，二、四大队的也欠", &["R009"]),
        ("甲、乙双方都说老板欠我们工钱不给", &["R009"]),
        ("下午3：30老板欠我们工钱不给，尤其一组欠得多", &["R009"]),
        ("老板欠我们工钱不给的时候还有人在工地讨薪", &["R009"]),
        // One request, told in two sentences.
        ("老板欠我们工钱不给。干了三个月，一分钱没拿到。", &["R009"]),
        ("低保停了半年", &["B048"]),
        ("低保停了半年；低保停了半年", &["B048"]),
    ] {
        assert_eq!(ids(text), items, "{text}");
    }
}

#[test]
fn a_part_has_neither_number_nor_announcement() {
    let text = "反映两个问题：1、低保停了半年。２．老板欠我们工钱不给";
    let words: Vec<&str> = parts(text).iter().map(|part| &text[part.start..part.end]).collect();
    assert_eq!(words, ["低保停了半年", "老板欠我们工钱不给"]);
}

#[test]
fn a_list_of_many_requests_loses_none() {
    // More pieces and characters than a short message has, and no numbers.
    let requests = [
        "老板欠我们工钱不给",
        "村口那棵几百年的老榆树有人要砍",
        "低保停了半年",
        "隔壁两家为了一堵墙天天打架",
        "蝗虫把庄稼吃光了",
        "想给爷爷办个高龄补贴",
        "工地半夜打桩吵得睡不着",
        "自来水浑得没法喝",
    ];
    for many in 3..=requests.len() {
        for between in ["。", "；", "\n"] {
            let text = requests[..many].join(between);
            let told: Vec<&str> = parts(&text).iter().map(|part| &text[part.start..part.end]).collect();
            assert_eq!(told, requests[..many], "{text}");
        }
    }
}

#[test]
fn what_the_list_does_not_hold_is_a_part_too() {
    let told = parts("护照到期了去哪里换；低保停了半年");
    assert_eq!(told.iter().map(|part| part.answer.is_finding()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_frame_stays_outside() {
    let text = "工单编号：20260317004 来电人：张三。诉求内容：老板欠我们工钱不给；蝗虫把庄稼吃光了。处理结果：已联系，低保已恢复";
    let told: Vec<&str> = parts(text).iter().map(|part| &text[part.start..part.end]).collect();
    assert_eq!(told, ["老板欠我们工钱不给", "蝗虫把庄稼吃光了"]);
    // A long frame makes no long message.
    let text = "工单编号：20260317004 来电人：张三 电话13800000000 受理时间：2026-03-17 09:41:00 诉求内容：村里的路灯坏了三个月没人修，另外邻居半夜烧秸秆，请尽快核实处理";
    let told: Vec<&str> = parts(text).iter().map(|part| &text[part.start..part.end]).collect();
    assert_eq!(told, ["村里的路灯坏了三个月没人修", "另外邻居半夜烧秸秆"]);
}

#[test]
fn one_request_is_all_of_the_text_with_the_plain_answer() {
    let list = catalogue();
    for text in ["低保停了半年", "同上", "😀", "  低保停了半年，谢谢领导！ ", "今天天气真好。"]
    {
        let told = parts(text);
        assert_eq!(told.len(), 1, "{text}");
        assert_eq!((told[0].start, told[0].end, told[0].answer), (0, text.len(), list.classify(text).unwrap()));
    }
    assert_eq!(list.classify_parts(" ", Options::default()).err(), Some(QueryError::Empty));
}

#[test]
fn parts_stand_in_order_and_are_no_more_than_promised() {
    let requests = ["老板欠我们工钱不给", "蝗虫把庄稼吃光了", "低保停了半年", "隔壁两家为了一堵墙天天打架"];
    let text: String = (1..40).map(|n| format!("{}、{}\n", n % 9 + 1, requests[n % 4])).collect();
    let told = parts(&text);
    // Two that stand beside each other may turn out to be the same.
    assert!((MOST_PARTS - 2..=MOST_PARTS).contains(&told.len()), "{}", told.len());
    let mut behind = 0;
    for part in &told {
        assert!(part.start >= behind && part.start < part.end && text.get(part.start..part.end).is_some());
        behind = part.end;
    }
    assert_eq!(behind, text.trim_end().len(), "what stands behind the last part belongs to it");
}

#[test]
fn parts_take_time_linear_in_the_text() {
    for piece in ["低保停了。", "1、路灯坏了2、", "另外", "。", "低保停了半年；蝗虫把庄稼吃光了；", "12345热线；"]
    {
        let text = piece.repeat(LONGEST_QUERY / piece.len());
        let begun = Instant::now();
        assert!(catalogue().classify_parts(&text, Options::default()).unwrap().count() <= MOST_PARTS);
        assert!(begun.elapsed() < Duration::from_secs(2), "{piece}: {:?}", begun.elapsed());
    }
}
