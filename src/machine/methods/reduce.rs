//! `__reduce__` and its relatives: what the builtin types tell pickle and copy of their instances.

use super::{method, since};
use crate::cpython::Build;
use crate::machine::exception;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value, ViewKind};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use num_bigint::BigInt;

const OBJECT: &[Def] = &[
    method("__reduce_ex__", Sig::One, |m, a| {
        let protocol = m.c_int(&a.pos[1])?;
        m.object_reduce_ex(&a.pos[0], protocol)
    }),
    method("__reduce__", Sig::No, |m, a| m.common_reduce(&a.pos[0], 0)),
    since(
        11,
        method("__getstate__", Sig::No, |m, a| {
            m.default_state(&a.pos[0], false)
        }),
    ),
];
const SET: &[Def] = &[method("__reduce__", Sig::No, set)];
const BYTEARRAY: &[Def] = &[
    method("__reduce__", Sig::No, |m, a| bytearray(m, a, 2)),
    method("__reduce_ex__", Sig::Range(0, 1), |m, a| {
        let protocol = match a.pos.get(1) {
            Some(protocol) => m.c_int(protocol)?,
            None => 0,
        };
        bytearray(m, a, protocol)
    }),
];
const ORDERED_DICT: &[Def] = &[method("__reduce__", Sig::No, ordered_dict)];
const DEFAULTDICT: &[Def] = &[method("__reduce__", Sig::No, defaultdict)];
const NAMESPACE: &[Def] = &[method("__reduce__", Sig::No, namespace)];
const BOUNDS: &[Def] = &[method("__reduce__", Sig::No, bounds)];
const NAME: &[Def] = &[method("__reduce__", Sig::No, name_of_singleton)];
const NATIVE: &[Def] = &[method("__reduce__", Sig::No, native)];
const METHOD: &[Def] = &[method("__reduce__", Sig::No, bound_method)];
const COMPLEX: &[Def] = &[method("__getnewargs__", Sig::No, |m, a| {
    let Kind::Complex(re, im) = a.pos[0].kind else {
        return Ok(m.tuple(Vec::new()));
    };
    let parts = vec![m.float(re), m.float(im)];
    Ok(m.tuple(parts))
})];
const STRUCT: &[Def] = &[method("__reduce__", Sig::No, struct_sequence)];
const ITERATOR: &[Def] = &[method("__reduce__", Sig::No, iterator)];
const INDEXED: &[Def] = &[
    method("__reduce__", Sig::No, iterator),
    method("__setstate__", Sig::One, set_index),
];
const EXCEPTION: &[Def] = &[
    method("__reduce__", Sig::No, exception),
    method("__setstate__", Sig::One, set_exception_state),
];
const ATTRIBUTE_ERROR: &[Def] = &[
    since(12, method("__reduce__", Sig::No, attribute_error)),
    since(
        12,
        method("__getstate__", Sig::No, |m, a| {
            attribute_error_state(m, &a.pos[0])
        }),
    ),
];
const IMPORT_ERROR: &[Def] = &[method("__reduce__", Sig::No, import_error)];

/// The methods of a builtin type for pickle and copy, `__getnewargs__` apart.
pub(super) fn methods_of(build: Build, ty: TypeId) -> &'static [Def] {
    match ty {
        tid::OBJECT => OBJECT,
        tid::SET | tid::FROZENSET => SET,
        tid::BYTEARRAY => BYTEARRAY,
        tid::ORDERED_DICT => ORDERED_DICT,
        tid::DEFAULTDICT => DEFAULTDICT,
        tid::SIMPLE_NAMESPACE => NAMESPACE,
        tid::RANGE | tid::SLICE => BOUNDS,
        tid::ELLIPSIS | tid::NOT_IMPLEMENTED => NAME,
        tid::NATIVE | tid::METHOD_DESCRIPTOR | tid::WRAPPER_DESCRIPTOR | tid::METHOD_WRAPPER => {
            NATIVE
        }
        // Objects/descrobject.c, descr_methods: PyClassMethodDescr_Type has them in 3.10.2, but not in 3.10.13.
        tid::CLASSMETHOD_DESCRIPTOR if !build.at_least_micro(10, 3) => NATIVE,
        tid::METHOD => METHOD,
        tid::COMPLEX => COMPLEX,
        tid::STRUCT => STRUCT,
        tid::BASE_EXCEPTION => EXCEPTION,
        tid::ATTRIBUTE_ERROR => ATTRIBUTE_ERROR,
        tid::IMPORT_ERROR => IMPORT_ERROR,
        tid::LIST_ITERATOR
        | tid::LIST_REVERSEITERATOR
        | tid::TUPLE_ITERATOR
        | tid::STR_ITERATOR
        | tid::STR_ASCII_ITERATOR
        | tid::BYTES_ITERATOR
        | tid::BYTEARRAY_ITERATOR
        | tid::SEQUENCE_ITERATOR
        | tid::REVERSED => INDEXED,
        tid::RANGE_ITERATOR
        | tid::LONGRANGE_ITERATOR
        | tid::SET_ITERATOR
        | tid::DICT_KEYITERATOR
        | tid::DICT_VALUEITERATOR
        | tid::DICT_ITEMITERATOR
        | tid::DICT_REVERSEKEYITERATOR
        | tid::DICT_REVERSEVALUEITERATOR
        | tid::DICT_REVERSEITEMITERATOR
        | tid::ODICT_ITERATOR
        | tid::CALLABLE_ITERATOR
        | tid::ENUMERATE
        | tid::ZIP
        | tid::MAP
        | tid::FILTER => ITERATOR,
        _ => &[],
    }
}

impl Machine {
    fn builtin(&mut self, name: &str) -> Res {
        let builtins = self.import("builtins", false)?;
        let name = self.sym(name);
        self.get_attr(&builtins, name)
    }

    /// `(function, args)` with what follows.
    fn reduced(&mut self, function: Value, args: Vec<Value>, rest: Vec<Value>) -> Res {
        let args = self.tuple(args);
        let parts = [function, args].into_iter().chain(rest).collect();
        Ok(self.tuple(parts))
    }

    /// The state that `__reduce__` of a builtin type adds: `__dict__` up to 3.10, then `__getstate__()`.
    fn added_state(&mut self, obj: &Value) -> Res {
        if self.build.at_least(11) {
            return self.state_of(obj, false);
        }
        match self.try_attr(obj, sym::DICT)? {
            Some(dict) => Ok(dict),
            None => Ok(self.none()),
        }
    }
}

/// Objects/setobject.c, set_reduce.
fn set(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let items = machine.set_items(this);
    let items = machine.list(items);
    let class = this.ty_value(machine);
    let state = machine.added_state(this)?;
    machine.reduced(class, vec![items], vec![state])
}

/// Objects/bytearrayobject.c, _common_reduce: text for protocols 0 to 2, bytes from 3 on.
fn bytearray(machine: &mut Machine, args: &Args, protocol: i64) -> Res {
    let this = &args.pos[0];
    let Kind::ByteArray(cell) = &this.kind else {
        return machine.common_reduce(this, protocol);
    };
    let bytes = cell.borrow().0.clone();
    let class = this.ty_value(machine);
    let made = if bytes.is_empty() && (protocol >= 3 || machine.build.at_least(11)) {
        Vec::new()
    } else if protocol >= 3 {
        vec![machine.bytes(&bytes)]
    } else {
        let text = bytes.iter().map(|&byte| char::from(byte)).collect();
        vec![machine.new_str(text)?, machine.str("latin-1")]
    };
    let state = machine.added_state(this)?;
    machine.reduced(class, made, vec![state])
}

/// Objects/odictobject.c, odict_reduce.
fn ordered_dict(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let state = if machine.build.at_least(11) {
        machine.state_of(this, false)?
    } else {
        let dict = machine.try_attr(this, sym::DICT)?;
        let filled = dict.filter(|dict| !machine.dict_of(dict).borrow().is_empty());
        filled.unwrap_or_else(|| machine.none())
    };
    pairs(machine, this, Vec::new(), state)
}

/// Modules/_collectionsmodule.c, defdict_reduce.
fn defaultdict(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let factory = machine.default_factory(this);
    let made = if machine.is_none(&factory) {
        Vec::new()
    } else {
        vec![factory]
    };
    let none = machine.none();
    pairs(machine, this, made, none)
}

/// `(class, args, state, None, iter(self.items()))`
fn pairs(machine: &mut Machine, this: &Value, made: Vec<Value>, state: Value) -> Res {
    let items = machine.call_method(this, sym::ITEMS, &[])?;
    let items = machine.iter(&items)?;
    let (class, none) = (this.ty_value(machine), machine.none());
    machine.reduced(class, made, vec![state, none, items])
}

/// Objects/namespaceobject.c, namespace_reduce.
fn namespace(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let (class, dict) = (this.ty_value(machine), machine.materialise(this));
    machine.reduced(class, Vec::new(), vec![dict])
}

fn bounds(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let parts = match &this.kind {
        Kind::Range(parts) | Kind::Slice(parts) => parts.to_vec(),
        _ => Vec::new(),
    };
    let class = this.ty_value(machine);
    machine.reduced(class, parts, Vec::new())
}

fn name_of_singleton(machine: &mut Machine, args: &Args) -> Res {
    Ok(machine.str(if args.pos[0].ty() == tid::ELLIPSIS {
        "Ellipsis"
    } else {
        "NotImplemented"
    }))
}

/// Objects/methodobject.c, meth_reduce; Objects/descrobject.c, descr_reduce and wrapper_reduce.
fn native(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let Kind::Native(native) = &this.kind else {
        return machine.common_reduce(this, 0);
    };
    let name = machine.intern(native.def.name);
    let owner = native.owner.map(|owner| machine.ty(owner).object.clone());
    let of = match (&native.this, owner) {
        (Some(bound), _) => bound.clone(),
        (None, Some(owner)) => owner,
        (None, None) => return Ok(name),
    };
    let getattr = machine.builtin("getattr")?;
    machine.reduced(getattr, vec![of, name], Vec::new())
}

/// Objects/classobject.c, method_reduce.
fn bound_method(machine: &mut Machine, args: &Args) -> Res {
    let Kind::Method(method) = &args.pos[0].kind else {
        return machine.common_reduce(&args.pos[0], 0);
    };
    let (this, func) = (method.this.clone(), method.func.clone());
    let name = machine.get_attr(&func, sym::NAME)?;
    let getattr = machine.builtin("getattr")?;
    machine.reduced(getattr, vec![this, name], Vec::new())
}

/// Objects/structseq.c, structseq_reduce.
fn struct_sequence(machine: &mut Machine, args: &Args) -> Res {
    let items = machine.iterate(&args.pos[0])?;
    let (class, items) = (args.pos[0].ty_value(machine), machine.tuple(items));
    let hidden = machine.new_dict();
    machine.reduced(class, vec![items, hidden], Vec::new())
}

/// Objects/exceptions.c, BaseException_reduce.
fn exception(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let state = machine.instance_dict(this);
    reduced_exception(machine, this, state)
}

fn reduced_exception(machine: &mut Machine, this: &Value, state: Option<Value>) -> Res {
    let (class, args) = (
        this.ty_value(machine),
        super::exceptions::get_args(machine, this)?,
    );
    let parts = [class, args].into_iter().chain(state).collect();
    Ok(machine.tuple(parts))
}

/// Objects/exceptions.c, AttributeError_getstate (3.12+): `__dict__` with `name` and `args`.
fn attribute_error_state(machine: &mut Machine, this: &Value) -> Res {
    let name = exception::field(this, sym::NAME_FIELD).filter(|name| !machine.is_none(name));
    let own = machine.instance_dict(this);
    let args = super::exceptions::get_args(machine, this)?;
    let state = match &own {
        Some(dict) => machine.dict_copy(dict)?,
        None => machine.new_dict(),
    };
    if let Some(name) = name {
        machine.dict_set_sym(&state, sym::NAME_FIELD, name);
    }
    machine.dict_set_sym(&state, sym::ARGS, args);
    Ok(state)
}

fn attribute_error(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let state = attribute_error_state(machine, this)?;
    let made = machine.dict_get_sym(&state, sym::ARGS);
    let class = this.ty_value(machine);
    let parts = std::iter::once(class).chain(made).chain([state]).collect();
    Ok(machine.tuple(parts))
}

/// Objects/exceptions.c, ImportError_reduce: `name` and `path` join `__dict__`.
fn import_error(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let path = machine.sym("path");
    let own = machine.instance_dict(this);
    let mut fields = Vec::new();
    for name in [sym::NAME_FIELD, path] {
        match exception::field(this, name) {
            Some(value) if !machine.is_none(&value) => fields.push((name, value)),
            _ => {}
        }
    }
    if fields.is_empty() {
        return reduced_exception(machine, this, own);
    }
    let state = match &own {
        Some(dict) => machine.dict_copy(dict)?,
        None => machine.new_dict(),
    };
    for (name, value) in fields {
        machine.dict_set_sym(&state, name, value);
    }
    reduced_exception(machine, this, Some(state))
}

/// Objects/exceptions.c, BaseException_setstate: each item becomes an attribute.
fn set_exception_state(machine: &mut Machine, args: &Args) -> Res {
    let state = &args.pos[1];
    if machine.is_none(state) {
        return Ok(machine.none());
    }
    if !matches!(state.kind, Kind::Dict(_)) {
        return machine.type_error("state is not a dictionary");
    }
    for (name, value) in machine.dict_items(state) {
        if !machine.is_instance(&name, tid::STR) {
            return machine.unsupported("an exception's state with a name that is no string");
        }
        let name = machine.sym_of(&name);
        machine.restore_field(&args.pos[0], name, value)?;
    }
    Ok(machine.none())
}

impl Machine {
    /// A field of an exception, or any other attribute.
    fn restore_field(&mut self, error: &Value, name: crate::machine::Sym, value: Value) -> Res<()> {
        let path = self.sym("path");
        let import_error = self.is_instance(error, tid::IMPORT_ERROR);
        let named = import_error || self.is_instance(error, tid::ATTRIBUTE_ERROR);
        if name == sym::NAME_FIELD && named || name == path && import_error {
            exception::set_field(error, name, value);
            return Ok(());
        }
        self.set_attr(error, name, value)
    }
}

/// `__reduce__` of the iterators: how to make one that stands at the same place.
fn iterator(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let Kind::Iter(cell) = &this.kind else {
        return machine.common_reduce(this, 0);
    };
    let iter = machine.builtin("iter")?;
    let class = this.ty_value(machine);
    let state = cell.borrow();
    let (function, made, index) = match &*state {
        Iter::Done => {
            drop(state);
            return exhausted(machine, this.ty(), iter);
        }
        Iter::List(seq, at) | Iter::Tuple(seq, at) | Iter::Bytes(seq, at) => {
            (iter, vec![seq.clone()], Some(*at as i64))
        }
        Iter::Str(text, at) => {
            let index = match &text.kind {
                Kind::Str(text) => text.as_str()[..*at].chars().count(),
                _ => 0,
            };
            (iter, vec![text.clone()], Some(index as i64))
        }
        Iter::Sequence(seq, at) => (iter, vec![seq.clone()], Some(*at)),
        Iter::ListReversed(seq, at) => {
            let reversed = machine.ty(tid::REVERSED).object.clone();
            (reversed, vec![seq.clone()], Some(*at))
        }
        Iter::Reversed(seq, at) => (class, vec![seq.clone()], Some(*at)),
        Iter::Callable(callable, sentinel) => {
            (iter, vec![callable.clone(), sentinel.clone()], None)
        }
        Iter::Enumerate(inner, count) => {
            let count = machine.int_big(count.clone());
            (class, vec![inner.clone(), count], None)
        }
        Iter::Zip(iters, strict) => {
            let (iters, strict) = (iters.clone(), *strict);
            drop(state);
            let rest = strict.then(|| machine.bool(true)).into_iter().collect();
            return machine.reduced(class, iters, rest);
        }
        Iter::Map(function, iters) => {
            let made = std::iter::once(function).chain(iters).cloned().collect();
            (class, made, None)
        }
        Iter::Filter(function, inner) => (class, vec![function.clone(), inner.clone()], None),
        Iter::Range(next, step, left) => {
            let (next, step, left) = (
                BigInt::from(*next),
                BigInt::from(*step),
                BigInt::from(*left),
            );
            drop(state);
            return range_iterator(machine, iter, next, step, left);
        }
        Iter::LongRange(next, step, left) => {
            let (next, step, left) = (next.clone(), step.clone(), left.clone());
            drop(state);
            return range_iterator(machine, iter, next, step, left);
        }
        Iter::Dict(kind, dict, at, size) => {
            let copy = Iter::Dict(*kind, dict.clone(), *at, *size);
            drop(state);
            return rest_of(machine, iter, copy);
        }
        Iter::DictReversed(kind, dict, at, size) => {
            let copy = Iter::DictReversed(*kind, dict.clone(), *at, *size);
            drop(state);
            return rest_of(machine, iter, copy);
        }
        Iter::Set(set, at, size) => {
            let copy = Iter::Set(set.clone(), *at, *size);
            drop(state);
            return rest_of(machine, iter, copy);
        }
    };
    drop(state);
    let index = index.map(|index| machine.int(index)).into_iter().collect();
    machine.reduced(function, made, index)
}

fn exhausted(machine: &mut Machine, ty: TypeId, iter: Value) -> Res {
    let empty = match ty {
        tid::LIST_REVERSEITERATOR | tid::REVERSED | tid::CALLABLE_ITERATOR => {
            return machine.unsupported("the reduction of this iterator at its end");
        }
        tid::RANGE_ITERATOR | tid::LONGRANGE_ITERATOR => {
            return machine.unsupported("the reduction of a range's iterator at its end");
        }
        tid::STR_ITERATOR | tid::STR_ASCII_ITERATOR => machine.str(""),
        tid::TUPLE_ITERATOR
        | tid::BYTES_ITERATOR
        | tid::BYTEARRAY_ITERATOR
        | tid::SEQUENCE_ITERATOR => machine.tuple(Vec::new()),
        _ => machine.list(Vec::new()),
    };
    machine.reduced(iter, vec![empty], Vec::new())
}

/// Objects/rangeobject.c, rangeiter_reduce: from 3.12 on the rest of the range.
fn range_iterator(
    machine: &mut Machine,
    iter: Value,
    next: BigInt,
    step: BigInt,
    left: BigInt,
) -> Res {
    if !machine.build.at_least(12) {
        return machine.unsupported("the reduction of a range's iterator");
    }
    let stop = &next + &step * left;
    let bounds = [next, stop, step].map(|n| machine.int_big(n));
    let class = machine.ty(tid::RANGE).object.clone();
    let range = machine.call(&class, &bounds, &[])?;
    let none = machine.none();
    machine.reduced(iter, vec![range], vec![none])
}

/// The items that are left, as a list.
fn rest_of(machine: &mut Machine, iter: Value, state: Iter) -> Res {
    let ty = match &state {
        Iter::Set(..) => tid::SET_ITERATOR,
        Iter::Dict(ViewKind::Items, ..) | Iter::DictReversed(ViewKind::Items, ..) => {
            tid::DICT_ITEMITERATOR
        }
        Iter::Dict(ViewKind::Values, ..) | Iter::DictReversed(ViewKind::Values, ..) => {
            tid::DICT_VALUEITERATOR
        }
        _ => tid::DICT_KEYITERATOR,
    };
    let copy = machine.new_iter(ty, state);
    let items = machine.iterate(&copy)?;
    let items = machine.list(items);
    machine.reduced(iter, vec![items], Vec::new())
}

/// `__setstate__(index)` of the iterators over sequences: kept within the sequence.
fn set_index(machine: &mut Machine, args: &Args) -> Res {
    let index = machine.index_small(&args.pos[1])?;
    let Kind::Iter(cell) = &args.pos[0].kind else {
        return Ok(machine.none());
    };
    let sequence = cell.borrow().referents().first().cloned();
    let len = match &sequence {
        Some(sequence) if !matches!(*cell.borrow(), Iter::Sequence(..)) => {
            machine.len(sequence)? as i64
        }
        _ => i64::MAX,
    };
    match &mut *cell.borrow_mut() {
        Iter::List(_, at) | Iter::Tuple(_, at) | Iter::Bytes(_, at) => {
            *at = index.clamp(0, len) as usize;
        }
        Iter::Str(text, at) => {
            if let Kind::Str(text) = &text.kind {
                let text = text.as_str();
                let index = index.clamp(0, len) as usize;
                *at = text
                    .char_indices()
                    .nth(index)
                    .map_or(text.len(), |(at, _)| at);
            }
        }
        Iter::Sequence(_, at) => *at = index.max(0),
        Iter::ListReversed(_, at) | Iter::Reversed(_, at) => *at = index.clamp(-1, len - 1),
        _ => {}
    }
    Ok(machine.none())
}
