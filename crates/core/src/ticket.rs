//! A ticket whose fields are known apart, as a text that can be classified.

use core::fmt;

/// A ticket (工单) whose fields stand apart. It is printed as the form that every text is read as, so that it is classified as any other text is:
/// what the title and the body say counts, the category does not, for it is the operator's guess.
///
/// ```
/// use lvzhi::Ticket;
///
/// let ticket = Ticket { title: "咨询", category: "劳动保障/其他", body: "老板欠我们工钱不给" };
/// let text = ticket.to_string();
/// assert_eq!(text, "标题：咨询\n诉求类型：劳动保障/其他\n诉求内容：老板欠我们工钱不给");
/// let answer = lvzhi::catalogue().classify(&text)?;
/// assert_eq!(answer.best().map(|best| best.item.id().to_string()).as_deref(), Some("R009"));
/// # Ok::<(), lvzhi::QueryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Ticket<'a> {
    /// 标题; empty where there is none.
    pub title: &'a str,
    /// 诉求类型, from the wider to the narrower; empty where there is none. What stands between its levels, whatever it is, is printed as a slash.
    pub category: &'a str,
    /// 诉求内容, as it came.
    pub body: &'a str,
}

impl fmt::Display for Ticket<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.title.trim().is_empty() {
            writeln!(f, "标题：{}", self.title.trim())?;
        }
        let mut levels = self.category.split(|c: char| !c.is_alphanumeric()).filter(|level| !level.is_empty());
        if let Some(first) = levels.next() {
            write!(f, "诉求类型：{first}")?;
            levels.try_for_each(|level| write!(f, "/{level}"))?;
            f.write_str("\n")?;
        }
        write!(f, "诉求内容：{}", self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::Ticket;
    use alloc::string::{String, ToString};

    /// What is left of a text when its frame is taken away.
    fn read(text: &str) -> String {
        let mut behind = 0;
        let mut read = String::new();
        for part in crate::frame(text) {
            read += &text[behind..part.start];
            behind = part.end;
        }
        read + &text[behind..]
    }

    #[test]
    fn the_category_is_left_out_whatever_stands_between_its_levels() {
        let body = "村口的路灯坏了三个月没人修";
        for category in
            ["社会保障/低保", "社会保障 > 低保", "社会保障，低保；五保", "社会保障 - 低保\n五保", "／低保。", "投诉"]
        {
            let text = Ticket { title: "", category, body }.to_string();
            let left: String = read(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(left, body, "{text}");
        }
    }

    #[test]
    fn title_and_body_are_read_and_what_is_empty_is_not_printed() {
        let text = Ticket { title: " 低保停了 ", category: "", body: "路灯坏了" }.to_string();
        assert_eq!(text, "标题：低保停了\n诉求内容：路灯坏了");
        assert!(read(&text).contains("低保停了") && read(&text).contains("路灯坏了"));
        assert_eq!(Ticket::default().to_string(), "诉求内容：");
    }
}
