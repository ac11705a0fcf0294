//! Texts to measure speed on, composed of the list's words and neutral ones. They mean nothing.

use crate::documents::duties;
use crate::shuffle::Shuffle;
use lvzhi::Catalogue;

/// Words between the list's words, as messages have them.
const NEUTRAL: [&str; 36] = [
    "您好，",
    "我们村",
    "今年",
    "请问",
    "一直",
    "没有人管，",
    "能不能",
    "家里",
    "最近",
    "已经",
    "好几天了，",
    "谢谢！",
    "就是",
    "那个",
    "他说",
    "昨天",
    "打电话",
    "都说",
    "怎么办？",
    "大家",
    "希望",
    "有人",
    "这里",
    "因为",
    "所以",
    "还是",
    "然后",
    "东边",
    "2026年",
    "3号",
    "老人",
    "孩子",
    "晚上",
    "到底",
    "现在",
    "的时候，",
];

/// `count` texts of `length` characters each.
#[must_use]
pub fn texts(list: &Catalogue, count: usize, length: usize) -> Vec<String> {
    let mut random = Shuffle::new(length as u64);
    (0..count).map(|_| text(list, length, &mut random)).collect()
}

/// What a hotline's form has before a request, and behind it.
const FORM: [&str; 2] = [
    "工单编号：20260314000217\n受理时间：2026-03-14 09:21\n来电人：王先生\n联系电话：13812345678\n诉求类型：投诉举报\n诉求内容：",
    "\n办理要求：请核实处理并于3个工作日内回复来电人\n办理时限：2026-03-19",
];

/// `count` hotline forms of `length` characters each; what fields leave of them is the request.
#[must_use]
pub fn forms(list: &Catalogue, count: usize, length: usize) -> Vec<String> {
    let fields: usize = FORM.iter().map(|part| part.chars().count()).sum();
    let requests = texts(list, count, length.saturating_sub(fields));
    requests.into_iter().map(|request| [FORM[0], &request, FORM[1]].concat()).collect()
}

fn text(list: &Catalogue, length: usize, random: &mut Shuffle) -> String {
    let items = list.items();
    let mut text: Vec<char> = Vec::with_capacity(length + 16);
    while text.len() < length {
        text.extend(NEUTRAL[random.below(NEUTRAL.len())].chars());
        let Some(item) = items.clone().nth(random.below(items.len())) else { continue };
        let sources: Vec<&str> = std::iter::once(item.name()).chain(duties(item)).collect();
        let source: Vec<char> = sources[random.below(sources.len())].chars().collect();
        let from = random.below(source.len().max(1));
        let piece = 3 + random.below(8);
        text.extend(source.iter().skip(from).take(piece).filter(|c| !c.is_whitespace()));
    }
    text.into_iter().take(length).collect()
}
