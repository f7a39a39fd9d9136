//! A new machine: the builtin types with their methods, the singletons, the builtins.

use super::Machine;
use super::code::{File, Linked};
use super::function::{Def, Native, NativeKind};
use super::generator::{After, Frame};
use super::limits::Limits;
use super::make::Singletons;
use super::namespace;
use super::object::{Kind, Value};
use super::symbol::Symbols;
use super::types::{Type, TypeId, tid};
use crate::cpython::messages;
use crate::cpython::{Build, TypeLayout, builtin_layout};
use crate::python::code::{Code, Kind as CodeKind, Params};
use crate::text::{Lines, Span};
use std::collections::HashMap;
use std::rc::Rc;

impl Machine {
    /// A fresh interpreter of this build.
    pub fn new(build: Build, limits: Limits) -> Self {
        let symbols = Rc::new(Symbols::new());
        let singletons = Singletons::new(build);
        let null = Value::new(tid::OBJECT, Kind::Plain);
        let nothing = nothing(&null);
        let mut machine = Machine {
            build,
            symbols,
            types: Vec::new(),
            lookup_cache: Default::default(),
            frame: Box::new(root_frame(&nothing, &null)),
            callers: Vec::new(),
            spare_frames: Vec::new(),
            reraising: false,
            returned: false,
            stop_value: None,
            nested: 0,
            native_levels: crate::cpython::recursion::frame_levels(build),
            sorts_names: false,
            cleared_keys: 0,
            inlined_frames: 0,
            answer: None,
            steps: 0,
            bytes: 0,
            objects: 0,
            limits,
            recursion_limit: 1000,
            output: String::new(),
            builtins: null.clone(),
            modules: HashMap::new(),
            containers: Vec::new(),
            containers_kept: 0,
            containers_limit: 0,
            containers_full: 0,
            next_block: 64,
            singletons,
            no_dict: Default::default(),
            short_int_spare: std::cell::Cell::new(false),
            null,
            watch: Default::default(),
            sites: None,
            stepping: None,
            in_repr: Vec::new(),
            nothing,
        };
        machine.make_types();
        machine.builtins = machine.new_dict();
        let dict = machine.builtins.clone();
        machine.fill_builtins(&dict);
        machine
    }

    /// The frame below all others.
    pub(super) fn root_frame(&self) -> Frame {
        root_frame(&self.nothing, &self.null)
    }

    fn make_types(&mut self) {
        for (i, &(name, base, module, basetype)) in tid::BUILTIN.iter().enumerate() {
            let id = TypeId(i as u32);
            let object = Value::new(tid::TYPE, Kind::Type(id));
            let layout = self.layout_of(name, basetype);
            let name: Rc<str> = Rc::from(match id {
                tid::WEAKREF => messages::reference_type_name(self.build),
                tid::WEAKPROXY if self.build.at_least_micro(10, 3) => "ProxyType",
                tid::WEAKCALLABLEPROXY if self.build.at_least_micro(10, 3) => "CallableProxyType",
                _ => name,
            });
            let base = (id != tid::OBJECT).then_some(base);
            let mro = match base {
                Some(base) => std::iter::once(id)
                    .chain(self.ty(base).mro.clone())
                    .collect(),
                None => vec![id],
            };
            self.types.push(Type {
                qualname: self.str(&name),
                name,
                tp_name: self.tp_name_of(id).map(Rc::from),
                // Up to 3.10.2 the name of a proxy's type had no module in it.
                module: match id {
                    tid::WEAKPROXY | tid::WEAKCALLABLEPROXY
                        if !self.build.at_least_micro(10, 3) =>
                    {
                        "builtins"
                    }
                    tid::TUPLEGETTER if !self.build.at_least(12) => "_collections",
                    _ => module,
                },
                base,
                bases: base.into_iter().collect(),
                mro,
                dict: namespace::of_builtin(id, self.build, self.none(), Rc::clone(&self.symbols)),
                layout,
                slots: Vec::new(),
                slot_count: 0,
                shared_keys: None,
                object,
                subclasses: Vec::new(),
                payload: id,
                is_abstract: false,
            });
            if let Some(base) = base {
                self.ty_mut(base).subclasses.push(id);
            }
        }
        // Objects/exceptions.c, create_exception_group_class: the one builtin class with two bases.
        let group = tid::EXCEPTION_GROUP;
        self.ty_mut(group).bases.push(tid::EXCEPTION);
        self.ty_mut(group).mro.insert(2, tid::EXCEPTION);
    }

    fn layout_of(&self, name: &str, basetype: bool) -> TypeLayout {
        // References and proxies are one struct, PyWeakReference.
        let name = match name {
            "weakproxy" | "weakcallableproxy" => "ReferenceType",
            // The views of an OrderedDict add nothing to one another either.
            "odict_values" | "odict_items" => "odict_keys",
            name => name,
        };
        // A type that this version does not have yet is laid out like object; no name leads to it.
        let known =
            builtin_layout(self.build, name).or_else(|| builtin_layout(self.build, "object"));
        match known {
            Some(layout) => TypeLayout { basetype, ..layout },
            None => unreachable!("every build has object"),
        }
    }

    /// A builtin function.
    pub(super) fn native_function(&self, def: &'static Def) -> Value {
        Value::new(
            tid::NATIVE,
            Kind::Native(Box::new(Native {
                def,
                owner: None,
                this: None,
            })),
        )
    }

    /// A method of the machine, bound: `[].append`, `(1).__add__`, `dict.fromkeys`.
    pub(super) fn bind_native(
        &mut self,
        found: &Value,
        native: &Native,
        obj: Option<&Value>,
        ty: TypeId,
    ) -> Value {
        let this = match (native.def.kind, obj) {
            (NativeKind::ClassMethod, _) => self.ty(ty).object.clone(),
            (NativeKind::Method | NativeKind::Wrapper, Some(obj)) if native.this.is_none() => {
                obj.clone()
            }
            _ => return found.clone(),
        };
        let bound_ty = if native.def.kind == NativeKind::Wrapper {
            tid::METHOD_WRAPPER
        } else {
            tid::NATIVE
        };
        Value::new(
            bound_ty,
            Kind::Native(Box::new(Native {
                def: native.def,
                owner: native.owner,
                this: Some(this),
            })),
        )
    }
}

impl Machine {
    /// `tp_name`, where it is not the short name.
    fn tp_name_of(&self, id: TypeId) -> Option<&'static str> {
        match id {
            tid::SIMPLE_NAMESPACE => Some("types.SimpleNamespace"),
            tid::ORDERED_DICT => Some("collections.OrderedDict"),
            tid::DEFAULTDICT => Some("collections.defaultdict"),
            tid::WEAKREF if messages::reference_type_name(self.build) == "weakref" => None,
            tid::WEAKREF => Some("weakref.ReferenceType"),
            tid::WEAKPROXY if self.build.at_least_micro(10, 3) => Some("weakref.ProxyType"),
            tid::WEAKCALLABLEPROXY if self.build.at_least_micro(10, 3) => {
                Some("weakref.CallableProxyType")
            }
            tid::TUPLEGETTER if self.build.at_least(12) => Some("collections._tuplegetter"),
            tid::TUPLEGETTER => Some("_collections._tuplegetter"),
            tid::STRUCT => Some("sys.version_info"),
            _ => None,
        }
    }
}

/// Code that does nothing: what the root frame runs.
fn nothing(name: &Value) -> Rc<Linked> {
    let code = Code {
        name: Rc::from(""),
        qualname: Rc::from(""),
        kind: CodeKind::Module,
        ops: Vec::new(),
        spans: Vec::new(),
        statements: Vec::new(),
        consts: Vec::new(),
        names: Vec::new(),
        locals: Vec::new(),
        cells: Vec::new(),
        frees: Vec::new(),
        cell_params: Vec::new(),
        params: Params::default(),
        generator: false,
        has_class_cell: false,
        doc: None,
        first_line: 1,
        span: Span::default(),
    };
    let file = Rc::new(File {
        name: Rc::from(""),
        lines: Lines::new(""),
        program: false,
    });
    Rc::new(Linked {
        code: Rc::new(code),
        consts: Vec::new(),
        names: Vec::new(),
        locals: Vec::new(),
        cells: Vec::new(),
        name: name.clone(),
        qualname: name.clone(),
        inlined: false,
        file,
    })
}

fn root_frame(nothing: &Rc<Linked>, null: &Value) -> Frame {
    Frame {
        code: Rc::clone(nothing),
        pc: 0,
        stack: Vec::new(),
        locals: Vec::new(),
        cells: Vec::new(),
        globals: null.clone(),
        namespace: None,
        blocks: Vec::new(),
        handled: Vec::new(),
        after: After::Push,
        generator: None,
        levels: 0,
        function: None,
    }
}
