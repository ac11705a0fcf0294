//! What the rows of a file are made of: numbers that stand anywhere and are little-endian on every machine.

/// Little-endian numbers without alignment.
pub use pack1::{F32LE as F32, I16LE as I16, U16LE as U16, U32LE as U32, U64LE as U64};

/// Declares rows: structures without gaps and without alignment, which bytes can be read as where they stand.
macro_rules! row {
    ($($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, bytemuck::Pod, bytemuck::Zeroable)]
        #[repr(C)]
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)*
        }
        const _: () = assert!(align_of::<$name>() == 1, "rows stand at any address");
    )*};
}
pub(crate) use row;
