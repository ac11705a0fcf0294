//! The lists that are open.

use crate::said;
use lvzhi::Catalogue;
use std::sync::Arc;
use wasm_bindgen::JsError;

/// An open list, and the file that it was opened from; none for the one built in.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) list: Catalogue,
    #[cfg_attr(not(feature = "tools"), expect(dead_code))]
    file: Option<Arc<[u8]>>,
}

impl Held {
    /// Opens a compiled list.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, JsError> {
        let file: Arc<[u8]> = bytes.into();
        Ok(Self { list: Catalogue::from_bytes(file.clone()).map_err(said)?, file: Some(file) })
    }

    /// The compiled file. The built-in list has none, and compiles from its export to what its folder compiles to.
    #[cfg(feature = "tools")]
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, JsError> {
        match &self.file {
            Some(file) => Ok(file.to_vec()),
            None => {
                let matters = lvzhi_tables::matters::Matters::built_in().map_err(said)?;
                lvzhi_compiler::compile(&crate::mend::model(&self.list)?, &matters)
                    .map_err(|error| crate::uncompiled(&error))
            }
        }
    }
}

/// The lists by their numbers.
#[derive(Debug)]
pub(crate) struct Lists(Vec<Option<Held>>);

impl Default for Lists {
    fn default() -> Self {
        Self(vec![Some(Held { list: lvzhi::catalogue().clone(), file: None })])
    }
}

impl Lists {
    pub(crate) fn get(&self, list: u32) -> Result<&Held, JsError> {
        let held = self.0.get(list as usize).and_then(Option::as_ref);
        held.ok_or_else(|| said(format_args!("清单 {list} 没有打开 (list {list} is not open)")))
    }

    /// Takes a list in, at the first number that is free.
    pub(crate) fn add(&mut self, held: Held) -> u32 {
        let free = self.0.iter().position(Option::is_none).unwrap_or(self.0.len());
        match self.0.get_mut(free) {
            Some(place) => *place = Some(held),
            None => self.0.push(Some(held)),
        }
        free as u32
    }

    #[cfg(feature = "tools")]
    pub(crate) fn replace(&mut self, list: u32, held: Held) -> Result<(), JsError> {
        self.get(list)?;
        self.0.iter_mut().skip(list as usize).take(1).for_each(|place| *place = Some(held.clone()));
        Ok(())
    }

    /// The built-in list stays.
    pub(crate) fn close(&mut self, list: u32) {
        if let Some(place) = self.0.get_mut(list as usize).filter(|_| list > 0) {
            *place = None;
        }
    }

    #[cfg(feature = "tools")]
    pub(crate) fn compared(&self, lists: &[u32]) -> Result<lvzhi_manage::Review, JsError> {
        let lists = lists.iter().map(|list| self.get(*list)).collect::<Result<Vec<_>, _>>()?;
        if lists.len() < 2 {
            return Err(said("请选两份清单 (choose two lists)"));
        }
        Ok(lvzhi_manage::compare(&lists.iter().map(|held| &held.list).collect::<Vec<_>>()))
    }
}
