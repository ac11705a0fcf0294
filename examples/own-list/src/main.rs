//! Whose duty is it, by the list that is compiled into this program: `cargo run -- 村口的路灯不亮了`.

use lvzhi::{Catalogue, FileError};
use once_cell::sync::OnceCell;
use std::error::Error;

/// The list, opened by whoever asks first.
fn list() -> Result<&'static Catalogue, FileError> {
    static LIST: OnceCell<Catalogue> = OnceCell::new();
    LIST.get_or_try_init(|| Catalogue::from_static(include_bytes!(concat!(env!("OUT_DIR"), "/ours.lvz"))))
}

fn main() -> Result<(), Box<dyn Error>> {
    let text = std::env::args().nth(1).ok_or("say what the matter is")?;
    let (list, answer) = (list()?, list()?.classify(&text)?);
    println!("{}：{}（{:.0}%）", list.township().name(), answer.verdict.name(), answer.confidence * 100.0);
    if let Some(matter) = answer.matter {
        println!("事由：{}", matter.name());
    }
    for found in answer.matches() {
        let who: Vec<&str> = found.item.responsible().collect();
        println!("{}  {}（{}）", found.item.id(), found.item.name(), who.join("、"));
    }
    Ok(())
}
