//! Base classes: solid and best base, the MRO, and what may be assigned to `__class__` and `__bases__`.

use super::Raised;
use super::build::Build;
use super::types::TypeLayout;

/// The types of a running program, as these rules see them.
pub trait TypeGraph {
    /// A handle of a type.
    type Id: Copy + PartialEq;
    /// The type's layout.
    fn layout(&self, id: Self::Id) -> &TypeLayout;
    /// `__name__`.
    fn name(&self, id: Self::Id) -> String;
    /// `tp_name`, which static types write with their module.
    fn tp_name(&self, id: Self::Id) -> String {
        self.name(id)
    }
    /// `__base__`: the best base; None for `object` alone.
    fn base(&self, id: Self::Id) -> Option<Self::Id>;
    /// `__bases__`.
    fn bases(&self, id: Self::Id) -> Vec<Self::Id>;
    /// `__mro__`, the type itself first.
    fn mro(&self, id: Self::Id) -> &[Self::Id];
    /// `__subclasses__()`, in order.
    fn subclasses(&self, id: Self::Id) -> Vec<Self::Id>;
}

/// Classes, each with its new MRO.
pub type NewMros<Id> = Vec<(Id, Vec<Id>)>;

/// Whether `id` is `ancestor` or derives from it.
pub fn is_subtype<G: TypeGraph + ?Sized>(graph: &G, id: G::Id, ancestor: G::Id) -> bool {
    graph.mro(id).contains(&ancestor)
}

/// The nearest type whose instances have a C-level layout of their own (Objects/typeobject.c,
/// `solid_base`): `__dict__` and `__weakref__` do not count, named slots and payloads do.
pub fn solid_base<G: TypeGraph + ?Sized>(build: Build, graph: &G, id: G::Id) -> G::Id {
    let Some(base) = graph.base(id) else {
        return id;
    };
    let base = solid_base(build, graph, base);
    if adds_layout(build, graph.layout(id), graph.layout(base)) {
        id
    } else {
        base
    }
}

/// Whether a type adds more to its solid base than a dict and a weakref list
/// (`shape_differs` from 3.12; `extra_ivars` before, which tells them by the last words).
fn adds_layout(build: Build, layout: &TypeLayout, base: &TypeLayout) -> bool {
    let differs = |size| size != base.basicsize || layout.itemsize != base.itemsize;
    if build.at_least(12) || layout.itemsize != 0 || base.itemsize != 0 {
        return differs(layout.basicsize);
    }
    let word = build.word().cast_signed();
    let is_last = |offset: i64, of_base: i64, size: i64| {
        layout.heap && offset != 0 && of_base == 0 && offset + word == size
    };
    let mut size = layout.basicsize;
    if is_last(layout.weakrefoffset, base.weakrefoffset, size) {
        size -= word;
    }
    if !layout.managed_dict && is_last(layout.dictoffset, base.dictoffset, size) {
        size -= word;
    }
    if build.at_least(11) && is_last(layout.weakrefoffset, base.weakrefoffset, size) {
        size -= word;
    }
    differs(size)
}

/// The base that decides the layout of a class with these bases, its `__base__`
/// (Objects/typeobject.c, `best_base`). `bases` must not be empty.
pub fn best_base<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    bases: &[G::Id],
) -> Result<G::Id, Raised> {
    match winner(build, graph, bases) {
        Ok(Some(Extended { base, .. })) => Ok(base),
        Ok(None) => Err(Raised::type_error(
            "a new-style class can't have only classic bases",
        )),
        Err(Refused::Base(base)) => Err(Raised::type_error(format!(
            "type '{}' is not an acceptable base type",
            graph.tp_name(base)
        ))),
        Err(Refused::Layouts(_)) => Err(Raised::type_error(LAYOUT_CONFLICT)),
    }
}

/// The message where the layouts of two bases cannot be one.
pub const LAYOUT_CONFLICT: &str = "multiple bases have instance lay-out conflict";

/// A base, and the class whose layout it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extended<Id> {
    /// The base.
    pub base: Id,
    /// Its solid base, which may be itself.
    pub solid: Id,
}

/// The first two of these bases whose layouts cannot be one, as [`best_base`] meets them; none where it does not
/// complain of that.
pub fn layout_conflict<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    bases: &[G::Id],
) -> Option<[Extended<G::Id>; 2]> {
    match winner(build, graph, bases) {
        Err(Refused::Layouts(two)) => Some(two),
        _ => None,
    }
}

enum Refused<Id> {
    Base(Id),
    Layouts([Extended<Id>; 2]),
}

fn winner<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    bases: &[G::Id],
) -> Result<Option<Extended<G::Id>>, Refused<G::Id>> {
    let mut best: Option<Extended<G::Id>> = None;
    for &base in bases {
        if !graph.layout(base).basetype {
            return Err(Refused::Base(base));
        }
        let solid = solid_base(build, graph, base);
        let candidate = Extended { base, solid };
        match best {
            Some(winner) if is_subtype(graph, winner.solid, solid) => {}
            Some(winner) if !is_subtype(graph, solid, winner.solid) => {
                return Err(Refused::Layouts([winner, candidate]));
            }
            _ => best = Some(candidate),
        }
    }
    Ok(best)
}

/// The MRO of a class with these bases, without the class itself: C3
/// (Objects/typeobject.c, `mro_implementation` and `pmerge`).
pub fn mro_of_bases<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    bases: &[G::Id],
) -> Result<Vec<G::Id>, Raised> {
    merge(build, graph, bases, &|base| graph.mro(base).to_vec())
}

fn merge<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    bases: &[G::Id],
    mro: &dyn Fn(G::Id) -> Vec<G::Id>,
) -> Result<Vec<G::Id>, Raised> {
    if let &[only] = bases {
        return Ok(mro(only));
    }
    for (at, base) in bases.iter().enumerate() {
        if bases[at + 1..].contains(base) {
            return Err(Raised::type_error(format!(
                "duplicate base class {}",
                graph.name(*base)
            )));
        }
    }
    let mut lists: Vec<Vec<G::Id>> = bases.iter().map(|base| mro(*base)).collect();
    lists.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let in_a_tail = |id: &G::Id| lists.iter().any(|list| list[1..].contains(id));
        let heads = lists.iter().map(|list| list[0]);
        let Some(next) = heads.clone().find(|head| !in_a_tail(head)) else {
            return Err(inconsistent(build, graph, heads));
        };
        order.push(next);
        for list in &mut lists {
            if list[0] == next {
                list.remove(0);
            }
        }
    }
}

fn inconsistent<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    heads: impl Iterator<Item = G::Id>,
) -> Raised {
    let mut seen: Vec<G::Id> = Vec::new();
    for head in heads {
        if !seen.contains(&head) {
            seen.push(head);
        }
    }
    let names: Vec<String> = seen.into_iter().map(|id| graph.name(id)).collect();
    let gap = if build.at_least(13) { ' ' } else { '\n' };
    Raised::type_error(format!(
        "Cannot create a consistent method resolution{gap}order (MRO) for bases {}",
        names.join(", ")
    ))
}

/// Whether `object.__class__ = new` is allowed for an instance of `old`
/// (Objects/typeobject.c, `object_set_class`). That `new` is a class at all is checked before.
pub fn check_class_assignment<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    old: G::Id,
    new: G::Id,
) -> Result<(), Raised> {
    let fixed = |id| {
        let layout = graph.layout(id);
        if build.at_least(10) {
            layout.immutable
        } else {
            !layout.heap
        }
    };
    let both_modules = graph.layout(old).extends("module") && graph.layout(new).extends("module");
    if !both_modules && (fixed(old) || fixed(new)) {
        let kind = if build.at_least(10) {
            "mutable"
        } else {
            "heap"
        };
        return Err(Raised::type_error(format!(
            "__class__ assignment only supported for {kind} types or ModuleType subclasses"
        )));
    }
    compatible_for_assignment(build, graph, old, new, "__class__")
}

/// What `__bases__ = bases` makes of a class and its subclasses, or why it is refused: the new
/// `__base__`, and the new MROs, each with its class (Objects/typeobject.c, `type_set_bases` and
/// `mro_hierarchy`). The layout of the class never changes. `bases` are classes and not empty.
pub fn assign_bases<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    id: G::Id,
    bases: &[G::Id],
) -> Result<(G::Id, NewMros<G::Id>), Raised> {
    if bases.iter().any(|base| is_subtype(graph, *base, id)) {
        return Err(Raised::type_error(
            "a __bases__ item causes an inheritance cycle",
        ));
    }
    let new_base = best_base(build, graph, bases)?;
    compatible_for_assignment(build, graph, id, new_base, "__bases__")?;
    let mut changed = Vec::new();
    recompute(build, graph, id, bases, &mut changed)?;
    Ok((new_base, changed))
}

fn recompute<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    id: G::Id,
    bases: &[G::Id],
    changed: &mut Vec<(G::Id, Vec<G::Id>)>,
) -> Result<(), Raised> {
    let known = |base: G::Id| {
        let newest = changed.iter().rev().find(|(id, _)| *id == base);
        newest.map_or_else(|| graph.mro(base).to_vec(), |(_, mro)| mro.clone())
    };
    let mut mro = merge(build, graph, bases, &known)?;
    mro.insert(0, id);
    changed.push((id, mro));
    for subclass in graph.subclasses(id) {
        recompute(build, graph, subclass, &graph.bases(subclass), changed)?;
    }
    Ok(())
}

/// Objects/typeobject.c, `compatible_for_assignment`. `orig` is the class of the object, or the
/// class whose bases are assigned; 3.15 compares the latter itself, earlier versions its base.
fn compatible_for_assignment<G: TypeGraph + ?Sized>(
    build: Build,
    graph: &G,
    orig: G::Id,
    new: G::Id,
    attribute: &str,
) -> Result<(), Raised> {
    let sets_class = attribute == "__class__";
    let old = if sets_class {
        orig
    } else {
        graph.base(orig).unwrap_or(orig)
    };
    let refuse = |what: &str| {
        Err(Raised::type_error(format!(
            "{attribute} assignment: '{}' {what} differs from '{}'",
            graph.tp_name(new),
            graph.tp_name(old)
        )))
    };
    let (old_layout, new_layout) = (graph.layout(old), graph.layout(new));
    // tp_free is PyObject_GC_Del exactly where instances carry a GC head.
    if (sets_class || !build.at_least(15)) && old_layout.has_gc != new_layout.has_gc {
        return refuse("deallocator");
    }
    if build.at_least(15) && !keeps_flags(graph.layout(orig), new_layout, sets_class) {
        return refuse("object layout");
    }
    let climb = |mut id| {
        while let Some(base) = graph.base(id) {
            if !adds_nothing(build, graph.layout(id), graph.layout(base)) {
                break;
            }
            id = base;
        }
        id
    };
    let (new_root, old_root) = (climb(new), climb(old));
    let same_root = new_root == old_root
        || match (graph.base(new_root), graph.base(old_root)) {
            (Some(new_base), Some(old_base)) if new_base == old_base => same_slots_added(
                build,
                graph.layout(new_base),
                graph.layout(new_root),
                graph.layout(old_root),
            ),
            _ => false,
        };
    let same_management = match build.version.minor {
        ..=10 | 15.. => true,
        11 => old_layout.managed_dict == new_layout.managed_dict,
        _ => {
            old_layout.managed_dict == new_layout.managed_dict
                && old_layout.managed_weakref == new_layout.managed_weakref
                && old_layout.inline_values == new_layout.inline_values
        }
    };
    if same_root && same_management {
        Ok(())
    } else {
        refuse("object layout")
    }
}

/// 3.15: flags and offsets must be equal for `__class__`; a new base may have fewer of them.
fn keeps_flags(orig: &TypeLayout, new: &TypeLayout, sets_class: bool) -> bool {
    let flags = |layout: &TypeLayout| {
        [
            layout.has_gc,
            layout.inline_values,
            layout.managed_dict,
            layout.managed_weakref,
        ]
    };
    if sets_class {
        flags(orig) == flags(new)
            && orig.dictoffset == new.dictoffset
            && orig.weakrefoffset == new.weakrefoffset
    } else {
        std::iter::zip(flags(orig), flags(new)).all(|(orig, new)| orig || !new)
            && (new.dictoffset == 0 || orig.dictoffset == new.dictoffset)
            && (new.weakrefoffset == 0 || orig.weakrefoffset == new.weakrefoffset)
    }
}

/// `compatible_with_tp_base`: the class adds nothing to its base that instances would notice.
fn adds_nothing(build: Build, layout: &TypeLayout, base: &TypeLayout) -> bool {
    let same_dealloc =
        layout.user_class() || (!base.user_class() && layout.payload == base.payload);
    let same_offsets = layout.dictoffset == base.dictoffset
        && layout.weakrefoffset == base.weakrefoffset
        && layout.has_gc == base.has_gc;
    layout.basicsize == base.basicsize
        && layout.itemsize == base.itemsize
        && same_dealloc
        && (build.at_least(15) || same_offsets)
}

/// `same_slots_added`: two children of one base that add the same words.
fn same_slots_added(build: Build, base: &TypeLayout, a: &TypeLayout, b: &TypeLayout) -> bool {
    if !a.heap || !b.heap {
        return false;
    }
    let word = build.word().cast_signed();
    let mut size = base.basicsize;
    if a.dictoffset == size && b.dictoffset == size {
        size += word;
    }
    if a.weakrefoffset == size && b.weakrefoffset == size {
        size += word;
    }
    if let (Some(a_slots), Some(b_slots)) = (&a.slots, &b.slots) {
        if a_slots != b_slots {
            return false;
        }
        size += word * a_slots.len().cast_signed() as i64;
    }
    size == a.basicsize && size == b.basicsize
}
