//! Methods of bytearray that change it (Objects/bytearrayobject.c).

use super::codecs::{buffer, byte, source};
use super::{class_argument, method, new, wrapper};
use crate::cpython::bytearrays;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res, sym};
use std::cell::RefCell;

pub(super) const BYTEARRAY: &[Def] = &[
    new(bytearray_new),
    wrapper("__init__", Sig::Any, bytearray_init),
    wrapper("__iter__", Sig::No, |m, a| {
        Ok(m.new_iter(tid::BYTEARRAY_ITERATOR, Iter::Bytes(a.pos[0].clone(), 0)))
    }),
    wrapper("__setitem__", Sig::Range(2, 2), |m, a| {
        set_item(m, &a.pos[0], &a.pos[1], Some(&a.pos[2]))
    }),
    wrapper("__delitem__", Sig::One, |m, a| {
        set_item(m, &a.pos[0], &a.pos[1], None)
    }),
    wrapper("__iadd__", Sig::One, |m, a| {
        let Some(more) = buffer(&a.pos[1]) else {
            return cannot_concat(m, &a.pos[0], &a.pos[1]);
        };
        m.charge(more.len())?;
        edit(m, &a.pos[0], |bytes| bytes.extend(more));
        Ok(a.pos[0].clone())
    }),
    wrapper("__imul__", Sig::One, |m, a| {
        let times = usize::try_from(m.index_sized(&a.pos[1])?).unwrap_or(0);
        let bytes = buffer(&a.pos[0]).unwrap_or_default();
        m.charge(bytes.len().saturating_mul(times))?;
        edit(m, &a.pos[0], |now| *now = bytes.repeat(times));
        Ok(a.pos[0].clone())
    }),
    method("append", Sig::One, |m, a| {
        let byte = byte(m, &a.pos[1], "bytearray")?;
        m.charge(1)?;
        edit(m, &a.pos[0], |bytes| bytes.push(byte));
        Ok(m.none())
    }),
    method("extend", Sig::One, extend),
    method("insert", Sig::Range(2, 2), |m, a| {
        let at = m.width(&a.pos[1])?;
        let byte = byte(m, &a.pos[2], "bytearray")?;
        m.charge(1)?;
        edit(m, &a.pos[0], |bytes| {
            let len = bytes.len() as i64;
            let at = if at < 0 { at.saturating_add(len) } else { at };
            bytes.insert(at.clamp(0, len) as usize, byte);
        });
        Ok(m.none())
    }),
    method("pop", Sig::Range(0, 1), pop),
    method("remove", Sig::One, |m, a| {
        let byte = byte(m, &a.pos[1], "bytearray")?;
        let bytes = buffer(&a.pos[0]).unwrap_or_default();
        match bytes.iter().position(|&found| found == byte) {
            Some(at) => edit(m, &a.pos[0], |bytes| {
                bytes.remove(at);
            }),
            None => return m.value_error("value not found in bytearray"),
        }
        Ok(m.none())
    }),
    method("reverse", Sig::No, |m, a| {
        if let Kind::ByteArray(cell) = &a.pos[0].kind {
            cell.borrow_mut().0.reverse();
        }
        Ok(m.none())
    }),
    method("clear", Sig::No, |m, a| {
        if let Kind::ByteArray(cell) = &a.pos[0].kind
            && !cell.borrow().0.is_empty()
        {
            *cell.borrow_mut() = (Vec::new(), bytearrays::cleared(m.build) as usize);
        }
        Ok(m.none())
    }),
    method("copy", Sig::No, |m, a| {
        let bytes = buffer(&a.pos[0]).unwrap_or_default();
        made(m, tid::BYTEARRAY, bytes)
    }),
    method("__sizeof__", Sig::No, |m, a| {
        let size = m.builtin_sizeof(&a.pos[0])?;
        Ok(m.int(size as i64))
    }),
];

/// A new bytearray.
pub(super) fn made(machine: &mut Machine, ty: crate::machine::TypeId, bytes: Vec<u8>) -> Res {
    machine.charge(bytes.len())?;
    let room = bytearrays::exact(machine.build, bytes.len() as u64) as usize;
    machine.alloc(ty, Kind::ByteArray(Box::new(RefCell::new((bytes, room)))))
}

pub(super) fn cannot_concat(machine: &mut Machine, array: &Value, other: &Value) -> Res {
    let class = machine.error_name(array.ty());
    let text = format!("can't concat {} to {class}", machine.error_name(other.ty()));
    machine.type_error(text)
}

fn bytearray_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::BYTEARRAY)?;
    made(machine, ty, Vec::new())
}

/// bytearray___init___impl: what was given is looked at only here.
fn bytearray_init(machine: &mut Machine, args: &Args) -> Res {
    let bytes = source(machine, args, "bytearray")?;
    let Kind::ByteArray(cell) = &args.pos[0].kind else {
        return Ok(machine.none());
    };
    if !cell.borrow().0.is_empty() {
        return machine.unsupported("bytearray.__init__() where there are bytes already");
    }
    // From 3.11 on the length of a list or tuple is known beforehand.
    let build = machine.build;
    let sized = |value: &Value| matches!(value.ty(), tid::LIST | tid::TUPLE) && build.at_least(11);
    let one_by_one = args.pos.get(1).is_some_and(|given| {
        let whole = buffer(given).is_some() || matches!(given.kind, Kind::Str(_) | Kind::Int(_));
        !whole && !sized(given) && machine.is_iterable(given)
    });
    let room = match one_by_one {
        true => bytearrays::appended(machine.build, bytes.len() as u64),
        false => bytearrays::exact(machine.build, bytes.len() as u64),
    } as usize;
    *cell.borrow_mut() = (bytes, room);
    Ok(machine.none())
}

/// Changes the bytes; the room follows their number (PyByteArray_Resize).
fn edit(machine: &Machine, array: &Value, change: impl FnOnce(&mut Vec<u8>)) {
    let Kind::ByteArray(cell) = &array.kind else {
        return;
    };
    let (bytes, room) = &mut *cell.borrow_mut();
    let before = bytes.len();
    change(bytes);
    if bytes.len() != before {
        *room = bytearrays::resized(machine.build, *room as u64, bytes.len() as u64) as usize;
    }
}

fn extend(machine: &mut Machine, args: &Args) -> Res {
    let (array, more) = (&args.pos[0], &args.pos[1]);
    let bytes = match buffer(more) {
        Some(bytes) => bytes,
        None if !machine.is_iterable(more) => {
            let text = format!(
                "can't extend bytearray with {}",
                machine.error_name(more.ty())
            );
            return machine.type_error(text);
        }
        None if matches!(more.kind, Kind::Str(_)) && machine.build.at_least(13) => {
            return machine.type_error("expected iterable of integers; got: 'str'");
        }
        None => {
            let mut bytes = Vec::new();
            for item in machine.iterate(more)? {
                bytes.push(byte(machine, &item, "bytearray")?);
            }
            bytes
        }
    };
    machine.charge(bytes.len())?;
    edit(machine, array, |now| now.extend(bytes));
    Ok(machine.none())
}

fn pop(machine: &mut Machine, args: &Args) -> Res {
    let at = match args.pos.get(1) {
        Some(at) => machine.width(at)?,
        None => -1,
    };
    let len = buffer(&args.pos[0]).map_or(0, |bytes| bytes.len());
    if len == 0 {
        return machine.raise(tid::INDEX_ERROR, "pop from empty bytearray");
    }
    let at = if at < 0 { at + len as i64 } else { at };
    let Some(at) = usize::try_from(at).ok().filter(|&at| at < len) else {
        return machine.raise(tid::INDEX_ERROR, "pop index out of range");
    };
    let mut taken = 0;
    edit(machine, &args.pos[0], |bytes| taken = bytes.remove(at));
    Ok(machine.int(i64::from(taken)))
}

/// `array[key] = value`, `del array[key]` (bytearray_ass_subscript).
fn set_item(machine: &mut Machine, array: &Value, key: &Value, value: Option<&Value>) -> Res {
    let len = buffer(array).map_or(0, |bytes| bytes.len());
    if let Kind::Slice(_) = key.kind {
        set_slice(machine, array, key, value, len)?;
        return Ok(machine.none());
    }
    if machine.lookup(key.ty(), sym::INDEX).is_none() {
        let text = format!(
            "bytearray indices must be integers or slices, not {}",
            machine.error_name(key.ty())
        );
        return machine.type_error(text);
    }
    let at = machine.index_small(key)?;
    let at = if at < 0 { at + len as i64 } else { at };
    // The new byte is looked at first since micro versions of 3.10 and 3.11.
    let new = value.map(|value| byte(machine, value, "bytearray"));
    let outside = !usize::try_from(at).is_ok_and(|at| at < len);
    if outside && matches!(new, Some(Err(_))) && !machine.build.at_least(12) {
        return machine.unsupported("a bytearray given a wrong byte at a wrong place");
    }
    let new = new.transpose()?;
    let Some(at) = usize::try_from(at).ok().filter(|&at| at < len) else {
        return machine.raise(tid::INDEX_ERROR, "bytearray index out of range");
    };
    match new {
        Some(byte) => edit(machine, array, |bytes| bytes[at] = byte),
        None => edit(machine, array, |bytes| {
            bytes.remove(at);
        }),
    }
    Ok(machine.none())
}

fn set_slice(
    machine: &mut Machine,
    array: &Value,
    key: &Value,
    value: Option<&Value>,
    len: usize,
) -> Res<()> {
    let new = match value {
        None => Vec::new(),
        Some(value) => match (buffer(value), &value.kind) {
            (Some(bytes), _) => bytes,
            (None, Kind::Str(_) | Kind::Int(_)) => {
                return machine.type_error(
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
                );
            }
            (None, _) => {
                let class = machine.ty(tid::BYTEARRAY).object.clone();
                let made = machine.call(&class, std::slice::from_ref(value), &[])?;
                buffer(&made).unwrap_or_default()
            }
        },
    };
    let (start, stop, step) = machine.slice_bounds(key, len)?;
    machine.charge(new.len())?;
    if step == 1 {
        let (start, stop) = (start as usize, stop.max(start) as usize);
        edit(machine, array, |bytes| {
            bytes.splice(start..stop, new);
        });
        return Ok(());
    }
    let mut positions = machine.slice_positions(key, len)?;
    if value.is_none() {
        positions.sort_unstable();
        edit(machine, array, |bytes| {
            for at in positions.into_iter().rev() {
                bytes.remove(at);
            }
        });
        return Ok(());
    }
    if positions.len() != new.len() {
        let text = format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            new.len(),
            positions.len()
        );
        return machine.value_error(text);
    }
    edit(machine, array, |bytes| {
        for (at, byte) in positions.into_iter().zip(new) {
            bytes[at] = byte;
        }
    });
    Ok(())
}
