//! The lists that are open, and how a call is lent one.
//!
//! What C holds is a number that looks like a pointer: a place in a table of this library and how often the place has been
//! used. It is looked up and never followed, so that a handle that was closed, or never was one, is found out.

use crate::status::{Failure, Outcome, guard};
use lvzhi::Catalogue;
use std::borrow::Cow;
use std::ptr;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// What a handle points to in C: nothing that there is.
#[derive(Debug)]
pub enum Handle {}

/// A list. NULL is the one that is built in; lvzhi_list_open and lvzhi_list_open_bytes give others. A handle is copied like a
/// number, and points to nothing that a program could read.
pub type List = *const Handle;

/// Bits of a handle that are the place in the table; the others count the uses of the place. With the last count a place is given up,
/// so that no handle is ever given twice.
const PLACE_BITS: u32 = if usize::BITS >= 64 { 20 } else { 12 };
const MOST_OPEN: usize = 1 << PLACE_BITS;
const LAST_USE: usize = usize::MAX >> PLACE_BITS;

static TABLE: RwLock<Table> = RwLock::new(Table { slots: Vec::new(), free: Vec::new() });

struct Table {
    slots: Vec<Slot>,
    /// Places that are free.
    free: Vec<usize>,
}

struct Slot {
    /// Counts from 1, so that no handle is NULL.
    uses: usize,
    open: Option<Open>,
}

struct Open {
    list: Catalogue,
    shares: usize,
}

impl Table {
    fn place(list: List) -> usize {
        list.addr() % MOST_OPEN
    }

    fn slot(&mut self, list: List) -> Outcome<&mut Slot> {
        let slot = self.slots.get_mut(Self::place(list)).ok_or(Failure::ClosedList)?;
        if slot.is(list) { Ok(slot) } else { Err(Failure::ClosedList) }
    }

    /// A place that is free.
    fn vacant(&mut self) -> Outcome<usize> {
        if let Some(place) = self.free.pop() {
            return Ok(place);
        }
        let place = self.slots.len();
        if place == MOST_OPEN {
            return Err(Failure::NoMemory);
        }
        // Room for all places to be free at once, so that closing asks for no memory.
        self.slots.try_reserve(1).map_err(|_| Failure::NoMemory)?;
        let places = self.slots.capacity();
        self.free.try_reserve(places).map_err(|_| Failure::NoMemory)?;
        self.slots.push(Slot { uses: 1, open: None });
        Ok(place)
    }
}

impl Slot {
    fn is(&self, list: List) -> bool {
        self.open.is_some() && self.uses == list.addr() >> PLACE_BITS
    }
}

/// A panic leaves the table sound: it is changed by single steps.
fn read() -> RwLockReadGuard<'static, Table> {
    TABLE.read().unwrap_or_else(PoisonError::into_inner)
}

fn write() -> RwLockWriteGuard<'static, Table> {
    TABLE.write().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the body of an exported function that asks a list.
#[inline]
pub(crate) fn ask(list: List, body: impl FnOnce(&Catalogue) -> Outcome<i32>) -> i32 {
    guard(|| {
        let list = lent(list)?;
        body(&list)
    })
}

/// The list of a handle, for as long as a call needs it: a list that another thread closes meanwhile stays until then. The
/// built-in list takes neither lock nor count.
#[inline]
fn lent(list: List) -> Outcome<Cow<'static, Catalogue>> {
    if list.is_null() { Ok(Cow::Borrowed(lvzhi::catalogue())) } else { opened(list).map(Cow::Owned) }
}

#[inline(never)]
fn opened(list: List) -> Outcome<Catalogue> {
    let table = read();
    let slot = table.slots.get(Table::place(list)).filter(|slot| slot.is(list));
    slot.and_then(|slot| slot.open.as_ref()).map(|open| open.list.clone()).ok_or(Failure::ClosedList)
}

/// Takes a list in: its handle, which has one share.
pub(crate) fn enter(list: Catalogue) -> Outcome<List> {
    let mut table = write();
    let place = table.vacant()?;
    let slot = table.slots.get_mut(place).ok_or(Failure::Internal)?;
    slot.open = Some(Open { list, shares: 1 });
    Ok(ptr::without_provenance(slot.uses.wrapping_shl(PLACE_BITS) | place))
}

/// Adds a share.
pub(crate) fn share(list: List) -> Outcome<()> {
    if list.is_null() {
        return Ok(());
    }
    let mut table = write();
    let open = table.slot(list)?.open.as_mut().ok_or(Failure::ClosedList)?;
    open.shares = open.shares.checked_add(1).ok_or(Failure::NoMemory)?;
    Ok(())
}

/// Takes a share away, and with the last one the list.
pub(crate) fn close(list: List) -> Outcome<()> {
    if list.is_null() {
        return Ok(());
    }
    let mut table = write();
    let slot = table.slot(list)?;
    let open = slot.open.as_mut().ok_or(Failure::ClosedList)?;
    open.shares = open.shares.saturating_sub(1);
    if open.shares > 0 {
        return Ok(());
    }
    let closed = slot.open.take();
    slot.uses = slot.uses.saturating_add(1);
    if slot.uses <= LAST_USE {
        table.free.push(Table::place(list));
    }
    // What the list held is given back when nobody waits for the table.
    drop(table);
    drop(closed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_up_with_its_last_use() {
        let first = enter(Catalogue::default()).unwrap();
        write().slot(first).unwrap().uses = LAST_USE;
        assert_eq!(lent(first).err(), Some(Failure::ClosedList), "of an earlier use");
        let last: List = ptr::without_provenance(LAST_USE << PLACE_BITS | Table::place(first));
        assert!(lent(last).is_ok());
        close(last).unwrap();
        assert_eq!(lent(last).err(), Some(Failure::ClosedList));
        let next = enter(Catalogue::default()).unwrap();
        assert_ne!(Table::place(next), Table::place(first));
        close(next).unwrap();
    }
}
