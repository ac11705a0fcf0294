//! Gives the shared library its SONAME, the whole version until the interface is promised with version 1; and has the linker, which
//! knows the target, leave its symbols out.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    let linux = is("CARGO_CFG_TARGET_OS", "linux");
    if linux {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,liblvzhi.so.{version}");
    }
    if linux || is("CARGO_CFG_TARGET_OS", "windows") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-s");
    }
}
