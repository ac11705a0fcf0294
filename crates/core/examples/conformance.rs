//! Writes `data/conformance.jsonl`: `cargo run --release -p lvzhi --features json --example conformance`. With a compiled list as its argument it
//! writes what that list answers to the queries to standard output.
//!
//! What this library answers; the wrappers are held to it byte for byte. The lines, made here in a fixed order:
//!
//! - `{"q":"…","answer":{…},"evidence":[…]}` or `{"q":"…","error":"empty"}`: 2,000 queries, from the list and from templates: names
//!   and pieces of duties, how people would wrap them, bad input of every kind. The evidence is that of the best match, whatever
//!   the verdict, with ranges in bytes of UTF-8; `[]` where nothing matches;
//! - `{"item":"ｃ51","is":"C051"}`: every item by its id and by its name as people type them, and what is neither (`null`);
//! - `{"department":"人社局","is":"巴楚县人力资源和社会保障局"}`: every spelling of every department, and what is none.

use lvzhi::{Catalogue, QueryError, catalogue};
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// How people wrap a matter.
const FRAMES: [&str; 61] = [
    "{}",
    "请问{}找哪个部门？",
    "领导您好，我们村{}的事情一直没人管，希望尽快解决，谢谢！",
    "关于{}的通知，请各乡镇认真落实并于本周五前报送",
    "来电人反映{}，请核实处理",
    "  {}  ",
    "{}{}",
    "我想咨询一下 {} 需要什么材料",
    "XX小区{}，打了好几次电话都没有结果！！！",
    "ＡＢＣ{}１２３",
    "受理编号：20260317004 来电时间：2026/3/17 09:41 联系人：阿某 诉求内容：{} 希望有关部门尽快处理，谢谢",
    "<p>{}</p><p>&nbsp;发自手机 https://example.org/t?a=1&b=2</p>",
    "{\"title\":\"{}\",\"createdAt\":\"2026-03-17\",\"source\":\"APP\"}",
    "我住在云岭省青岚市山阳县桐溪乡石门村3组，{}请相关部门核实处理",
    "标题：{}\n处理结果：已联系当事人，{}",
    "市民来电反映{}要求尽快解决",
    "市长热线转来群众来电，现转给你单位。来电内容：{}。办理结果请书面反馈我办",
    "打过几次12345，{}，还是没有结果",
    "<style>p{color:red}</style><script>var a='低保'</script><!-- {} --><p>{}</p>",
    "From: Zhang San <zhang.san@example.org>\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}",
    "事发地点：{}",
    "来电人：张三。事发时间：2026-03-17 09:41，{}",
    "龙潭北路1号金桂小区3号楼501{}",
    "处理结果：{}",
    "<?xml version=\"1.0\"?><a:b><![CDATA[{}]]></a:b><b想要{}>",
    "类型：投诉-教育体育 / 校园周边 &gt; 其他，时间：3.5 10:30 {}",
    "{\"deptName\":\"水利局\",\"order_no\" :\"A1\",\"reply\":\"{}\",\"content\":\"{}\"}",
    "{}\n县水利局答复：{}，预计明天",
    "事发地点：桐溪乡养老院门口，{}；备注：请修我们村的路",
    "“{}”，{}、{}。请保持电话畅通",
    "受理时间：2024-5-1\n性别：女\n地址：红星村3组\n2、{}",
    "【社区】{}【诉求内容】{}【办理结果】已办【承办单位】县公安局〔地址〕{}",
    "诉求内容：{}\n婚姻状况：离异\n信访形式：来信\n是否涉稳：否\n处理意见（选填）：{}\n备注（{}）：{}\n签批：",
    "红星镇：已协调{}\n诉求：{}\n红星镇：已协调{}\n市民追问：{}\n水利局：已经{}\n是否可以：{}",
    "来电人：张三\n主要的问题：{}\n申请：{}\n信件等级：甲\t催办的次数：3\t|回访次数：{}",
    "感谢政府给我们修路。感谢{}。上次反映的{}解决了，之前反映的处理好了，又{}",
    "{\"content\":\"您好\\n{}\\t谢谢\\name\"}",
    "第二，{}；其三，{}",
    "【诉求内容（必填）】{}【处理结果 （选填）】{}\n　但是{}\n处理人姓名（必填）：{}",
    "尊敬的张书记：{}",
    "{}2\n3 号 楼 {}，红星村3户口没迁，残疾户2户",
    "幸福路24，村里路灯不亮2，{}",
    "县民政局经办人答复如下（已核）：{}\n至今{}",
    "坐席A12：您好 {}\n用户 8821：{}\n{}\n客服小美 10:21\n{}\n张三（坐席）: {}\n村民：{}",
    "客服【工号5502】 2025-04-28 13:01:20：{}\n访客【新疆】 2025-04-28 13:01:58：{}，客服：{}",
    "接线员：张三 来电人：{}。用户：没{}，市民：{}",
    "打过电话。客服：请等待。{}。村民（{}）：想问怎么办",
    "[客服]：您好，{}\n[用户]：怎么{}\n本人\t（申请）：{}",
    "王五 8:31\n{}\n乡便民服务中心-小李 2025/4/2 09:13:01\n{}\n{} 9:12\n路灯坏了 9:13\n李四(184) 10:00\n\n李四(184) 10:01\n 好",
    "阿里 8:31\r\n{}\n客服小美 8:32:01 \r\n{}\n买买提 8:33\n{}",
    "信访登记表\n登记编号：XF2024-0513\n诉求内容：{}\n去向单位：{}\n结案条件：{}。{}\n【温馨提示】{}。{}\n第二件：{}",
    "某某镇便民服务中心　取号单\n{}\n群众原话: {}；市民满意度：{} 承办室 : {}|{}",
    "{}。\n标题：{}\n{}：{}\n另外：{}\n补充说明：{}\n 问题二：{}",
    "巡查日期 | 巡查人 | 发现问题 | 是否现场处置\n--- | --- | --- | ---\n5.13 | {} | {} | 否\n5.14 | 张三 | {}，\n{}",
    "id,source,title,content,handle_dept\n1,12345,{},\"{},\n{}\",{}\n2,{},{}",
    "序号　来电单位（人）　来电内容　处理情况\n1　{}　　{}　{}\n\n{}",
    "|来信人|李某|来信内容|{}|领导签批|{}|",
    "{'id': 3, 'text': '{}', 'dept': '{}'}, {\"classify\":[\"{}\",\"{}\"],\"content\":\"{}\",\"x1\":\"{}\"} {}",
    "<Order><Category>{}/{}，{}</Category><Content><![CDATA[{}]]></Content><Dept>{}</Dept></Order>{}",
    "二、诉求内容\n{}\n三、办理要求：{}",
    "[{\"role\":\"assistant\",\"content\":\"{}\"},{\"from\":\"张三\",\"text\":\"{}\"},{\"spk\":0,\"sender\":\"客服\",\"msg\":\"{}\"}]",
];

/// Texts that are no queries, or hardly.
fn strange() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\u{3000}",
        "\t\r\n",
        "\u{0}",
        "\u{200B}\u{FEFF}",
        "的",
        "水",
        "a",
        "1",
        "12345",
        "119",
        "？",
        "，。！",
        "😀",
        "😀🚜🐑",
        "\u{FFFD}",
        "asdf",
        "hello world",
        "How do I apply for a passport?",
        "B061",
        "ｋｔｖ",
        "KTV",
        "https://example.com/?q=1",
        "null",
        "None",
        "'; DROP TABLE items; --",
        "<b>低保</b>",
        "{\"q\":\"低保\"}",
        "\\u4f4e\\u4fdd",
        "{\"title\":\"\\u54a8\\u8be2\",\"content\":\"\\u6751\\u91cc\\u8def\\u706f\\u574f\\u4e86\\u4e09\\u4e2a\\u6708\\u6ca1\\u4eba\\u4fee\\n\\u8bf7\\u5c3d\\u5feb\\u5904\\u7406\",\"url\":\"http:\\/\\/a.cn\\/?q=%E6%9D%91\"}",
        "\"{\\\"desc\\\":\\\"\\\\u8001\\\\u677f\\\\u6b20\\\\u6211\\\\u4eec\\\\u5de5\\\\u94b1\\\\u4e0d\\\\u7ed9\\\",\\\"n\\\":1}\"",
        "<p>&#38548;&#22721;&#20004;&#23478;&#20026;&#20102;&#19968;&#22581;&#22681;&#22825;&#22825;&#25171;&#26550;&nbsp;</p>&#xff0c;&#x4f4e;&#x4fdd;&#x505c;&#x4e86;&#x534a;&#x5e74;",
        "type=1&content=%E8%AF%89%E6%B1%82%E5%86%85%E5%AE%B9%EF%BC%9A%E5%8D%96%E5%AE%B6%E5%85%B7%E7%9A%84%E4%B8%8D%E7%BB%99%E9%80%80%E8%B4%A7%E4%B9%9F%E4%B8%8D%E7%BB%99%E4%BF%AE%EF%BC%8C1%2B1%3D2&phone=13800000000",
        "见https://a.cn/?q=%E4%BD%8E%E4%BF%9D 低保&#20572;了\\ud83d\\ude00\\ud83d \\u12 &#x110000; %E4%BD %FF%41",
        "<row xm=\"谭桂芳\" zz=\"双河镇七里村\" nr=\"八月的高龄津贴没有打到卡上\" jbr=\"010\"/><img alt=\"某某县人民政府门户网站\">",
        "AppealDTO(appealId=20210715093, townName=木头市, appealContent=老板欠我们工钱不给, handleResult=自来水已恢复)",
        "{\"orderNo\":\"1\",\"piano\":\"低保\",\"event_title\":\"停了半年\",\"user_Name\":\"张三\"}",
        "□投诉 ☑求助 ☐ 咨询护照\n是否匿名：□是 ☑否\n低保停了半年",
        "王□□占了我家地，李□偷砍了我家的树",
        "□ 我要申请低保",
        "{&quot;town&quot;:&quot;清河镇&quot;,&quot;content&quot;:&quot;村里路灯坏了&quot;}",
        "%u4f4e%u4fdd%u505c%u4e86&amp;#26449;&amp;amp;#x91cc;",
        "客服：您好，请问反映什么 市民：老板欠我们工钱不给 客服：已登记护照",
        "\\u003cp\\u003e\\u81ea\\u6765\\u6c34\\u505c\\u4e86\\u4e09\\u5929\\u003c/p\\u003e",
        "{\\\"content\\\":\\\"我家的地被水淹了，求补贴\\\",\\\"area\\\":\\\"石门镇\\\"}",
        "農村公路壞了",
        "自來水停了三天",
        "Уйғур",
        "ئۇيغۇرچە",
        "日本語のテスト",
        "한국어",
        "العربية",
        "𠀀𠀁𠀂",
        "低\u{0}保",
        "低\n保",
        "低 保",
        "(((((((((",
        "同上",
        "见附件。",
        "市民来电反映，请相关部门核实处理，谢谢领导",
        "工单编号：20260317004",
        "无 低保停了",
        "回复：已办结",
        "<<b>低保</b <i>&&nbsp;&x;",
        "\"低保\" : \"a_b\":1",
        "。。。。。。",
        "一一一一一一一一",
    ]
    .map(str::to_owned)
    .into();
    for (text, times) in
        [("水", 20_000), ("低保", 5_000), ("ab", 20_000), (" ", 30_000), ("😀", 10_000), ("啊", 21_845), ("啊", 21_846)]
    {
        texts.push(text.repeat(times));
    }
    // More parts of equal weight than evidence names, as many as are each just enough of the whole, and one more.
    for times in [14, 30, 31] {
        texts.push("低保。".repeat(times));
    }
    // A heavier part drives out the last of those that weigh the same; a part of a department's short name alone.
    texts.push("低保。".repeat(13) + "最低生活保障金申请。");
    // More pieces about the hotline than are looked at one after another, and a matter behind them.
    texts.push("打了12345没有回音，".repeat(300) + "村口的路灯坏了。");
    // As many characters written as numbers as are decoded, and one more.
    for times in [1365, 1366] {
        texts.push("\\u4f4e\\u4fdd".repeat(times) + "\\u505c");
    }
    texts.push("国开行巴楚县支行、生源地信用助学贷款".to_owned());
    texts
}

fn queries() -> Vec<String> {
    let list = catalogue();
    let mut matters: Vec<String> = list.items().map(|item| item.name().to_owned()).collect();
    for item in list.items() {
        let groups = item.upper_duties().chain(item.township_duties());
        matters.extend(groups.flat_map(|group| group.duties()).map(str::to_owned));
    }
    for department in list.departments() {
        matters.extend(department.aliases().map(str::to_owned));
    }
    let mut queries = strange();
    let mut n = 0usize;
    while queries.len() < 2000 {
        // Steps prime to the numbers of matters and frames: every frame meets matters of every kind.
        let matter = matters.get(n * 7 % matters.len()).map_or("", String::as_str);
        let other = matters.get(n * 131 % matters.len()).map_or("", String::as_str);
        let frame = FRAMES.get(n % FRAMES.len()).copied().unwrap_or("{}");
        let piece: String = match n % 4 {
            0 => matter.to_owned(),
            1 => matter.chars().take(6 + n % 9).collect(),
            2 => matter.chars().skip(n % 5).step_by(2).collect(),
            _ => matter.chars().rev().take(12).collect(),
        };
        queries.push(frame.replacen("{}", &piece, 1).replacen("{}", other, 1));
        n += 1;
    }
    queries
}

/// What is neither an id nor the name of an item or department, though some come near.
const NONE: [&str; 28] = [
    "",
    " ",
    "\u{0}",
    "C",
    "051",
    "D001",
    "C000",
    "C109",
    "B141",
    "R045",
    "R9999",
    "C1234567",
    "C05x",
    "C-1",
    "CC1",
    "C0.1",
    "C5 1",
    "C051\u{0}",
    "C051。",
    "C①",
    "Ⅽ051",
    "基001",
    "局",
    "县",
    "没有的局",
    "保障农民工工资",
    "😀",
    "𠀀",
];

/// A text in full-width characters.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}

/// A text without punctuation.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every item as its id and its name are typed.
fn items() -> Vec<String> {
    let mut texts = Vec::new();
    for item in catalogue().items() {
        let (id, name) = (item.id().to_string(), item.name());
        let (letter, number) = (item.tier().letter(), item.number());
        texts.extend([
            id.to_lowercase(),
            wide(&id),
            format!("{letter}{number}"),
            format!(" {letter} {number:04}\u{3000}"),
            id,
        ]);
        texts.extend([name.to_owned(), wide(name), format!("\u{FEFF}{name}\r\n")]);
        texts.push(name.chars().flat_map(|c| [c, ' ']).collect());
        texts.push(name.chars().skip(1).collect());
        texts.extend([format!("“{name}”。"), words(name)]);
    }
    texts.extend(NONE.map(str::to_owned));
    texts
}

/// Every spelling of every department, as typed.
fn departments() -> Vec<String> {
    let mut texts = Vec::new();
    for department in catalogue().departments() {
        for spelling in [department.name(), department.short()].into_iter().chain(department.aliases()) {
            texts.extend([spelling.to_owned(), format!(" {spelling}\t"), wide(spelling)]);
            texts.push(spelling.chars().flat_map(|c| [c, '\u{3000}']).collect());
            texts.push(spelling.chars().rev().collect());
            texts.push(format!("（{}）：", words(spelling)));
        }
    }
    texts.extend(NONE.map(str::to_owned));
    texts
}

/// What a list answers to the queries.
fn answers(list: &Catalogue, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for query in queries() {
        let text = serde_json::to_string(&query)?;
        match list.classify(&query) {
            Ok(answer) => {
                let best = answer.best().map(|best| best.item);
                let evidence = best.map_or_else(|| "[]".to_owned(), |item| list.evidence_json(&query, item));
                writeln!(out, "{{\"q\":{text},\"answer\":{},\"evidence\":{evidence}}}", answer.to_json())?;
            }
            Err(QueryError::TooLong { .. }) => writeln!(out, "{{\"q\":{text},\"error\":\"too_long\"}}")?,
            Err(_) => writeln!(out, "{{\"q\":{text},\"error\":\"empty\"}}")?,
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(list) = std::env::args_os().nth(1) {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        answers(&Catalogue::open(list)?, &mut out)?;
        return Ok(out.flush()?);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    answers(catalogue(), &mut out)?;
    for text in items() {
        let id = catalogue().resolve(&text).ok().map(|item| item.id());
        writeln!(out, "{{\"item\":{},\"is\":{}}}", serde_json::to_string(&text)?, serde_json::to_string(&id)?)?;
    }
    for text in departments() {
        let name = catalogue().department(&text).map(|department| department.name());
        writeln!(out, "{{\"department\":{},\"is\":{}}}", serde_json::to_string(&text)?, serde_json::to_string(&name)?)?;
    }
    out.flush()?;
    Ok(())
}
