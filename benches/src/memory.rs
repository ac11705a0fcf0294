//! Resident memory of this process. Without the standard library's buffered reading, which would add to it.

use std::fs::File;
use std::io::Read as _;

/// `VmRSS` in KiB, from `/proc/self/smaps_rollup`, which counts exactly; 0 where the system has no such file.
#[must_use]
pub fn resident() -> u64 {
    let mut buffer = [0u8; 4096];
    let read = File::open("/proc/self/smaps_rollup").and_then(|mut file| file.read(&mut buffer)).unwrap_or(0);
    let text = std::str::from_utf8(&buffer[..read]).unwrap_or("");
    let line = text.lines().find_map(|line| line.strip_prefix("Rss:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}
