//! What is wrapped around a matter does not move it, and what says nothing else is unclear.

use lvzhi::{LONGEST_QUERY, Options, Reason, Thresholds, Verdict, catalogue};
use std::time::{Duration, Instant};

const MATTERS: [(&str, &str); 8] = [
    ("老板欠我们工钱不给", "R009"),
    ("村口那棵几百年的老榆树有人要砍", "B098"),
    ("低保停了半年", "B048"),
    ("卖家具的不给退货也不给修", "C101"),
    ("隔壁两家为了一堵墙天天打架", "B058"),
    ("想给爷爷办个高龄补贴", "C022"),
    ("蝗虫把庄稼吃光了", "C031"),
    ("工地半夜打桩吵得睡不着", "C060"),
];

const FRAMES: [&str; 63] = [
    "12345热线转办：{}",
    "市民来电反映{}要求尽快解决",
    "根据热线工单，有群众反映{}，请你单位办理",
    "网民在领导留言板留言称：{}",
    "县长热线转来群众来电。来电内容：{}。请于五日内书面反馈我办",
    "之前打过12345，一直没人处理。{}",
    "工单编号：20260317004\n来电人：张三。联系电话：13900000000\n诉求内容：{}\n承办单位：某某乡\n办理时限：2026-03-20 18:00",
    "来电人：张三。{}",
    "来电人：张三 电话13800000000 诉求内容：{}",
    "事发地点：{}",
    "备注：{}",
    "处理结果：{}",
    "诉求内容：{}\n处理结果：已派人现场查看，正在协调，垃圾已清运",
    "<div class=\"c\"><p>{}</p></div>&nbsp;",
    "<style>td{color:red}</style><SCRIPT>var a = '护照';</SCRIPT><!-- 车牌 --><p>{}</p>",
    "{\"content\":\"{}\",\"createTime\":\"2026-03-17 09:41:00\"}",
    "From: Li <li.si@example.org>\nDate: 2026-03-17\nSubject: {}\nContent-Type: text/html\n\n{}",
    "{} https://www.example.org/a/b?c=1 发自我的手机",
    "新疆维吾尔自治区喀什地区某某县石门镇茶垭村3组12号院旁边，{}",
    "龙潭北路1号金桂小区3号楼501，{}",
    "尊敬的领导：您好！{}。盼复，谢谢！此致敬礼",
    "| 序号 | 诉求内容 | 状态 |\n|---|---|---|\n| 1 | {} | 待办 |",
    "“{}”",
    "<?xml version=\"1.0\"?><xml><Content><![CDATA[{}]]></Content></xml>",
    "工单类型：投诉-教育体育-校园周边\n诉求内容：{}",
    "诉求类型：农业农村 > 农村供水 &gt; 停水\n{}",
    "所属区域：江北区/石门街道/茶垭社区 {}",
    "{\"deptName\":\"水利局\",\"order_no\":\"A1\",\"reply\":\"自来水已恢复\",\"content\":\"{}\"}",
    "{}\n县水利局答复：已安排抢修，预计明天恢复供水",
    "事发地点：桐溪乡养老院门口\n{}",
    "{}。请保持电话畅通，承办单位要求退单的请说明理由",
    "受理时间：2024-5-1\n{}",
    "是否匿名：否\n办理结果：已派人抢修变压器\n诉求：{}",
    "性别：女\n地址：红星村\n级别：A\n分类：教育/校园安全\n诉求：{}",
    "【诉求内容】{}【办理结果】已协调供电公司抢修变压器【承办单位】县公安局",
    "〔诉求〕{}\n办 理 结 果：已协调供电公司抢修变压器",
    "诉求：{}\n办理结果（选填）：已协调供电公司抢修变压器",
    "诉求内容：{}\n婚姻状况：离异\n家庭成员：三口人\n是否涉稳：否\n反映人职务：会计\n反馈单号：88",
    "诉求内容：{}\n红星镇：已协调供电公司抢修变压器",
    "{}。\n红星镇答复如下：变压器已换，护照请到县里办",
    "水利局回复：正在抢修水管\n市民追问：{}",
    "问：{}\n答：请到民政办领取高龄补贴",
    "感谢政府去年给我们村修了路。{}",
    "上次反映的自来水问题解决了。{}",
    "市民：你好\n客服：您好，请问有什么可以帮您？\n市民：{}\n客服：哪个村的？自来水吗？\n市民：3村\n客服：好的，护照的事已经为您转派",
    "坐席001：您好，很高兴为您服务 来电人：{} 坐席001：自来水的事这边给您登记一下",
    "接线员：张三 来电人：李四 {}",
    "巡查日期 | 巡查人 | 发现问题 | 上报情况\n--- | --- | --- | ---\n5.13 | 何志强 | {} | 已上报护照窗口",
    "id,create_time,title,content,type_name,handle_dept\n1,2024-05-13,群众来电,\"{}\",出入境护照,县公安局",
    "{'id': 3, 'text': '{}', 'dept': '出入境护照科'}",
    "<Order><Category>出入境/护照</Category><Content>{}</Content><Dept>县公安局</Dept></Order>",
    "乡便民服务中心-小李 2025/4/2 09:12:33\n您好\n王五 2025/4/2 09:13:01\n{}\n乡便民服务中心-小李 2025/4/2 09:14:20\n好的",
    "客服小美 10:21\n您好，自来水的事已经登记\n张三 10:22\n{}",
    "上周打过电话。客服：请耐心等待。{}",
    "客服：\n您好！{}，请帮忙解决。\n此致\n敬礼\n村民：张三",
    "[客服]：您好，低保的事请讲\n[用户]：{}",
    "{\"content\":\"您好\\n{}\\n谢谢\"}",
    "第二，{}",
    "红星镇答复：护照请到县里办\n\n但是到今天{}",
    "来电人：张三\n内容分类：农村农业/村务管理\n信访形式：来信\n概况信息：{}\n处置单位：",
    "尊敬的张书记：{}",
    "【诉求内容（必填）】{}【处理结果（选填）】低保已发，护照已办",
    "诉求内容：{}\n办理结果 （选填）：已派人修水管\n申请人姓名（必填）：张低保",
];

#[test]
fn a_frame_does_not_move_its_matter() {
    let list = catalogue();
    for (matter, id) in MATTERS {
        for frame in ["{}"].iter().chain(&FRAMES) {
            let text = frame.replace("{}", matter);
            let answer = list.classify(&text).unwrap();
            let best = answer.best().unwrap();
            assert_eq!(best.item.id().to_string(), id, "{text}");
            assert_ne!(answer.verdict, Verdict::Unlisted, "{text}");
            // What speaks loudest is in the text as it came, and of what somebody wants.
            let loudest = list.evidence(&text, best.item).max_by_key(|evidence| evidence.share).unwrap();
            let meets = |at: usize| loudest.start < at + matter.len() && at < loudest.end;
            assert!(text.match_indices(matter).any(|(at, _)| meets(at)), "{loudest:?} in {text}");
        }
    }
}

/// Where a field says plainly what somebody wants, fields of unknown names and titles say nothing.
#[test]
fn a_record_is_read_by_the_field_of_its_matter() {
    let list = catalogue();
    for (matter, id) in MATTERS.iter().filter(|(matter, _)| matter.chars().count() > 6) {
        for frame in [
            "一站式矛盾纠纷化解中心 流转单\n当事人陈述：{}\n流转窗口：公安/司法/住建\n督办要求：1.压实责任；2.办结后报送材料",
            "取号时间：09:12\n业务类型：护照\n群众所述事项：{}\n走访干部：驻村第一书记 葛某",
            "人民调解委员会\n【案由】纠纷\n诉求内容：{}",
        ] {
            let text = frame.replace("{}", matter);
            let best = list.classify(&text).unwrap().best().unwrap();
            assert_eq!(best.item.id().to_string(), *id, "{text}");
        }
    }
}

#[test]
fn what_only_looks_like_mark_up_is_read() {
    for text in ["<低保停了半年>", "我<a想申请低保>停了半年", "\"低保\":停了半年", "<3岁孩子>低保停了半年"]
    {
        assert_eq!(catalogue().classify(text).unwrap().best().unwrap().item.id().to_string(), "B048", "{text}");
    }
}

/// Of many parts that say as much as each other, none is a thirtieth of the whole.
#[test]
fn many_equal_parts_are_evidence_all_the_same() {
    let text = "低保，".repeat(60);
    let best = catalogue().classify(&text).unwrap().best().unwrap();
    assert_eq!(catalogue().evidence(&text, best.item).count(), lvzhi::MOST_EVIDENCE);
}

#[test]
fn what_was_left_out_is_told() {
    use lvzhi::FrameKind::{Address, Beside, Field, Formula, Hotline, Markup, Number};
    let told = |text: &'static str| {
        lvzhi::frame(text).map(|part| (&text[part.start..part.end], part.kind)).collect::<Vec<_>>()
    };
    assert_eq!(told("低保停了半年"), []);
    assert_eq!(told("<b>低保停了半年</b>"), [("<b>", Markup), ("</b>", Markup)]);
    // A number within a stretch is read as punctuation is; at its end it is left out.
    assert_eq!(told("低保，2025，停了半年，2026"), [("2026", Number)]);
    assert_eq!(
        told("2026，2025，低保停了半年，7，1，<i>低保"),
        [("2026", Number), ("2025", Number), ("7", Number), ("1", Number), ("<i>", Markup)]
    );
    assert_eq!(told("石门村3组，低保停了半年"), [("石门村3组", Address)]);
    assert_eq!(
        told("来电人：张三。低保停了半年，谢谢领导"),
        [("来电人", Field), ("张三", Field), ("谢谢领导", Formula)]
    );
    assert_eq!(told("电话13800000000 低保停了半年"), [("电话13800000000", Field)]);
    assert_eq!(told("电话亭12345 低保停了半年"), []);
    assert_eq!(told("附件：无\n低保停了半年"), [("附件", Field), ("无", Formula)]);
    assert_eq!(
        told("地址：红星村\n信件等级：甲\n低保停了半年"),
        [("地址", Field), ("红星村", Field), ("信件等级", Field), ("甲", Field)]
    );
    // Of no form, or with more behind it, it is what somebody says.
    assert_eq!(told("低保：停了\n低保停了半年"), []);
    assert_eq!(told("地址：红星村\n低保：停了半年还没有人来处理"), [("地址", Field), ("红星村", Field)]);
    assert_eq!(told("【诉求】低保停了半年【地址】红星村"), [("诉求", Field), ("地址", Field), ("红星村", Field)]);
    assert_eq!(told("低保停了半年 处理结果：已联系"), [("处理结果", Field), ("已联系", Beside)]);
    assert_eq!(told("打了12345没有回音，村口的路灯坏了"), [("打了12345没有回音", Hotline)]);
    // What stands beside is read where nothing else is; of nothing but a frame, all is.
    assert_eq!(told("处理结果：低保已停发"), [("处理结果", Field)]);
    for all in ["同上", "来电人：张三", "<p>&nbsp;</p>", ""] {
        assert_eq!(told(all), [], "{all}");
    }
}

/// What looks like a field, a reply or thanks, and is what somebody wants.
#[test]
fn what_somebody_wants_is_not_left_out() {
    for text in [
        "我去找过几次。水利局：已不归他们管。低保停了半年",
        "我们干了三个月。装修公司：已停工，没发工资",
        "小区没人管。\n物业公司：已停止服务两个月",
        "我叫阿依，感谢国家政策好我想申请低保",
        "我家是三年前搬的，感谢政府建了房但是房顶漏水",
        "气死人，前几天反映的下水道堵塞修好了，昨天又堵了",
        "我不服，之前反映的噪音你们一句话就算处理了",
        "三十亩棉花受灾，是否赔偿：保险公司说不赔",
        "多次上访，一直未答复：老板拖欠工资八万元",
        "【社区】垃圾没人收",
        "停水 8:00\n一直到 20:00\n天天这样",
        "残疾户2户，没有领到补贴",
        "三组没路",
        "尊敬的老师被打：学校不管",
        "老板拖欠我工钱，要求书面答复：路灯也坏了",
        "我是村民，感谢费被村干部收了",
        "路灯坏了 2024-05-01 10:02\n低保怎么算",
    ] {
        // Formulas are learnt, and may take a part.
        let left: Vec<_> = lvzhi::frame(text).filter(|part| part.kind != lvzhi::FrameKind::Formula).collect();
        assert_eq!(left, [], "{text}");
    }
    for (text, wanted) in [
        ("来电人：张某\n申请：残疾证\n描述：过期了怎么换", "残疾证"),
        ("来电人：张某\n走失时间：昨天下午\n请帮忙寻找", "走失时间"),
        ("来电人：张三\n欠薪时间：2024年到今年", "欠薪时间"),
        ("来电人：张三\n诈骗电话：冒充公安局要我转账", "诈骗电话"),
        ("来电人：张三\n是否发放：今年的种粮补贴到现在没到账", "是否发放"),
    ] {
        let at = text.find(wanted).unwrap();
        assert!(lvzhi::frame(text).all(|part| part.end <= at || part.start >= at + wanted.len()), "{text}");
    }
}

#[test]
fn no_evidence_lies_in_a_frame() {
    let list = catalogue();
    let (mut framed, mut spoken) = (0, 0);
    let mut check = |text: &str| {
        let Ok(answer) = list.classify(text) else { return };
        let mut behind = 0;
        for part in lvzhi::frame(text) {
            assert!(
                part.start >= behind && part.start < part.end && text.get(part.start..part.end).is_some(),
                "{part:?} in {text}"
            );
            behind = part.end;
            framed += 1;
        }
        for best in answer.matches() {
            for said in list.evidence(text, best.item) {
                spoken += 1;
                let meets = |part: &lvzhi::FramePart| part.start < said.end && said.start < part.end;
                assert_eq!(lvzhi::frame(text).find(meets), None, "{said:?} in {text}");
            }
        }
    };
    for (matter, _) in MATTERS {
        FRAMES.iter().for_each(|frame| check(&frame.replace("{}", matter)));
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/conformance.jsonl");
    // It belongs to the workspace: the packed crate has none.
    for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["q"].as_str().into_iter().filter(|text| text.len() < 5_000).for_each(&mut check);
    }
    assert!(framed > 200 && spoken > 1000, "{framed} {spoken}");
}

#[test]
fn an_unclear_answer_says_why() {
    let list = catalogue();
    for (text, why) in [
        ("😀", Reason::TooLittle),
        ("水", Reason::TooLittle),
        ("How do I apply for a passport?", Reason::TooLittle),
        ("B061", Reason::AsksList),
        (" c 31 ", Reason::AsksList),
        ("同上", Reason::OnlyFrame),
        ("工单编号：20260317004\n来电人：张三", Reason::OnlyFrame),
    ] {
        let answer = list.classify(text).unwrap();
        assert_eq!((answer.verdict, answer.reason), (Verdict::Unclear, Some(why)), "{text}");
    }
    for text in ["PM2.5 超标", "PM2.5", "WiFi"] {
        assert_eq!(list.classify(text).unwrap().reason, None, "{text}");
    }
    let near = Options { thresholds: Thresholds { listed: 0.0, lead: 9.0 }, ..Options::default() };
    assert_eq!(list.classify_with("低保停了半年", near).unwrap().reason, Some(Reason::TiersNear));
    for (matter, _) in MATTERS {
        assert_eq!(list.classify(matter).unwrap().reason, None, "{matter}");
    }
}

#[test]
fn what_is_only_a_frame_is_unclear() {
    for text in [
        "同上",
        "见附件",
        "撤销",
        "重复工单",
        "已解决",
        "12345热线转办",
        "工单编号：20260317004\n来电人：张三\n联系电话：13900000000",
        "<p>&nbsp;</p>",
        "2026-03-17 09:41",
        "请尽快核实处理并回复来电人",
    ] {
        assert_eq!(catalogue().classify(text).unwrap().verdict, Verdict::Unclear, "{text}");
    }
}

#[test]
fn a_question_about_the_list_is_unclear_and_says_so() {
    for text in ["履职清单总共列了几项", "清单里第二类都包含什么", "县水利局牵头的事项一共几条"]
    {
        let answer = catalogue().classify(text).unwrap();
        assert_eq!((answer.verdict, answer.reason), (Verdict::Unclear, Some(lvzhi::Reason::AsksList)), "{text}");
    }
}

#[test]
fn a_message_about_the_hotline_is_about_the_hotline() {
    for text in ["12345打了一上午都打不通", "工单显示办结了，可是没有人来过", "热线回访的人一直劝我改成满意"]
    {
        assert_eq!(catalogue().classify(text).unwrap().best().unwrap().item.id().to_string(), "B139", "{text}");
    }
}

/// What begins and never ends is looked for once.
#[test]
fn broken_mark_up_takes_time_linear_in_the_text() {
    for piece in [
        "<script ",
        "<style",
        "<!--",
        "<a ",
        "&a",
        "\"a",
        "a@",
        "a.",
        "http:",
        "12345热线 ",
        "3号楼",
        "备注：a",
        "地址：a\n血型：",
        "上次反映的路灯解决了，",
        "感谢政府，",
        "局：已 ",
        "是否：",
        "低（",
        "甲 1:11 ",
        "一\n",
    ] {
        let text = piece.repeat(LONGEST_QUERY / piece.len());
        let begun = Instant::now();
        let answer = catalogue().classify(&text);
        assert!(answer.is_ok(), "{piece}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{piece}: {:?}", begun.elapsed());
    }
}
