//! A file name in place of a matter is not answered as a question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod common;

use common::{lvzhi, refused};

#[test]
fn a_name_of_a_file_that_is_not_there() {
    for name in [
        "工单.xlsx",
        "工单.xslx",
        "工单.XLSX",
        "2026年工单 汇总.xls",
        "tickets.cvs",
        "tickets.jsonl",
        "tickets.josnl",
        "诉求.txt",
        "说明.docx",
        "表.ods",
        "data/工单.dat",
        "..\\工单.db3",
        "C:\\Users\\clerk\\工单",
        "D:/工单",
        "./工单",
        "../工单",
        "/srv/工单",
        "~/工单",
        " 工单.csv ",
    ] {
        for more in [&[][..], &["--json"]] {
            let arguments = [&["classify", "--top", "1"][..], more, &["--", name]].concat();
            let run = refused(arguments, 2, &[name.trim(), "没有这个文件", "there is none", "请在末尾加上句号"]);
            assert_eq!(run.out, "", "{name}");
        }
        // The way out that the message names.
        assert!(lvzhi(["classify", "--", &format!("{name}。")]).code <= 1, "{name}");
    }
    // Words that the shell took apart are one name.
    refused(["classify", "我的", "工单.xlsx"], 2, &["我的 工单.xlsx"]);
}

#[test]
fn a_file_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    for (name, says) in [
        ("问.jsonl", "lvzhi classify --jsonl "),
        ("工单.parquet", "python -m lvzhi classify "),
        ("诉求.txt", "--jsonl"),
        ("noextension", "--jsonl"),
        ("工 单.parquet", "工 单.parquet\""),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, "{}").unwrap();
        let run = refused(["classify".as_ref(), path.as_os_str()], 2, &[name, "这是文件", "this is a file", says]);
        assert_eq!(run.out, "");
    }
    refused(["classify".as_ref(), folder.path().as_os_str()], 2, &["this is a file"]);
    // A matter of Chinese characters that some folder is called by stays a matter.
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("lvzhi");
    std::fs::create_dir(folder.path().join("低保")).unwrap();
    command.current_dir(folder.path()).args(["classify", "--json", "低保"]).assert().success();
}

#[test]
fn matters_that_only_resemble_names_are_answered() {
    for text in [
        "有没有水/电补贴",
        "残疾人/老人补贴怎么领",
        "超载3.5t的货车天天压路",
        "网站www.abc.com骗了我的钱",
        "投诉这个网站 http://shop.example/pay.html",
        "有人冒充政府发邮件，地址是 a.b@mail.com",
        "举报淘宝店 taobao.com",
        "材料交了，见附件.docx。",
        "我交了表，就是那个 表.xlsx",
        "村口那棵老榆树有人要砍.",
        "收费标准1.5元/kg",
        "12345/12328都打过了没人管",
        "C051",
    ] {
        let run = lvzhi(["classify", "--json", text]);
        assert!(run.code <= 1, "{text}: {}", run.err);
    }
}
