//! Modules: those written in Python, beside this file, and those of the machine itself.

use super::code::File;
use super::function::{Args, Def, Sig, function};
use super::generator::After;
use super::object::{Kind, Value};
use super::pickle;
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Machine, Res};
use crate::cpython::members;
use crate::text::Lines;
use std::rc::Rc;

/// A module of the library, in Python.
struct Source {
    name: &'static str,
    text: &'static str,
}

const LIBRARY: &[Source] = &[
    Source {
        name: "__future__",
        text: include_str!("library/__future__.py"),
    },
    Source {
        name: "_collections",
        text: include_str!("library/_collections.py"),
    },
    Source {
        name: "_enum",
        text: include_str!("library/_enum.py"),
    },
    Source {
        name: "_enum_flag",
        text: include_str!("library/_enum_flag.py"),
    },
    Source {
        name: "_pickle",
        text: include_str!("library/_pickle.py"),
    },
    Source {
        name: "_signature",
        text: include_str!("library/_signature.py"),
    },
    Source {
        name: "_sitebuiltins",
        text: include_str!("library/_sitebuiltins.py"),
    },
    Source {
        name: "abc",
        text: include_str!("library/abc.py"),
    },
    Source {
        name: "collections",
        text: include_str!("library/collections.py"),
    },
    Source {
        name: "collections.abc",
        text: include_str!("library/collections.abc.py"),
    },
    Source {
        name: "contextlib",
        text: include_str!("library/contextlib.py"),
    },
    Source {
        name: "copy",
        text: include_str!("library/copy.py"),
    },
    Source {
        name: "copyreg",
        text: include_str!("library/copyreg.py"),
    },
    Source {
        name: "dataclasses",
        text: include_str!("library/dataclasses.py"),
    },
    Source {
        name: "enum",
        text: include_str!("library/enum.py"),
    },
    Source {
        name: "functools",
        text: include_str!("library/functools.py"),
    },
    Source {
        name: "gc",
        text: include_str!("library/gc.py"),
    },
    Source {
        name: "itertools",
        text: include_str!("library/itertools.py"),
    },
    Source {
        name: "operator",
        text: include_str!("library/operator.py"),
    },
    Source {
        name: "string",
        text: include_str!("library/string.py"),
    },
    Source {
        name: "io",
        text: include_str!("library/io.py"),
    },
    Source {
        name: "pickle",
        text: include_str!("library/pickle.py"),
    },
    Source {
        name: "types",
        text: include_str!("library/types.py"),
    },
    Source {
        name: "typing",
        text: include_str!("library/typing.py"),
    },
    Source {
        name: "weakref",
        text: include_str!("library/weakref.py"),
    },
];

static SYS: &[Def] = &[
    function("getsizeof", Sig::Any, getsizeof),
    function("getrecursionlimit", Sig::No, |m, _| {
        Ok(m.int(m.recursion_limit as i64))
    }),
    function("setrecursionlimit", Sig::One, |m, a| {
        m.set_recursion_limit(&a.pos[0])?;
        Ok(m.none())
    }),
    function("exit", Sig::Range(0, 1), |m, a| {
        m.exit(a.pos.first().cloned())
    }),
    function("intern", Sig::One, |m, a| {
        let text = m.str_of(&a.pos[0])?;
        Ok(m.intern(&text))
    }),
];

/// What modules written in Python need of the machine; not visible to programs.
static MACHINE: &[Def] = &[
    function("ref", Sig::Any, |m, a| {
        let callback = a
            .pos
            .get(1)
            .filter(|callback| !m.is_none(callback))
            .cloned();
        m.new_weakref(tid::WEAKREF, &a.pos[0], callback)
    }),
    function("proxy", Sig::Any, |m, a| m.new_proxy(a)),
    function("weakrefs", Sig::One, |m, a| {
        let references = m.weakrefs_of(&a.pos[0]);
        Ok(m.list(references))
    }),
    function("unsupported", Sig::One, |m, a| {
        let what = m.str_of(&a.pos[0])?;
        m.unsupported(what)
    }),
    function("type_of", Sig::One, |m, a| {
        let name = m.str_of(&a.pos[0])?;
        match tid::BUILTIN
            .iter()
            .position(|(builtin, ..)| *builtin == name)
        {
            Some(i) => Ok(m.ty(super::TypeId(i as u32)).object.clone()),
            None => m.unsupported(format!("the type {name}")),
        }
    }),
    function("is_heap_type", Sig::One, |m, a| {
        let heap = Machine::as_type(&a.pos[0]).is_none_or(|class| m.ty(class).layout.heap);
        Ok(m.bool(heap))
    }),
    function("tuplegetter", Sig::Range(2, 2), |m, a| {
        m.new_tuplegetter(&a.pos[0], &a.pos[1])
    }),
    function("version", Sig::No, |m, _| {
        Ok(m.int(i64::from(m.build.version.minor)))
    }),
    function("micro", Sig::No, |m, _| {
        Ok(m.int(i64::from(m.build.version.micro)))
    }),
    function("caller_module", Sig::One, |m, a| {
        let depth = m.index_small(&a.pos[0])?;
        Ok(m.module_of_caller(depth as usize))
    }),
    function("c_size", Sig::One, |m, a| {
        let n = m.width(&a.pos[0])?;
        Ok(m.int(n))
    }),
    function("by_subscript", Sig::No, |m, _| Ok(m.bool(m.is_subscript()))),
    function("is_identifier", Sig::One, |m, a| {
        let text = m.str_of(&a.pos[0])?;
        Ok(m.bool(super::values::str_repr::is_identifier(&text, m.build)))
    }),
    function("compile_function", Sig::Range(2, 2), |m, a| {
        m.compile_function(&a.pos[0], &a.pos[1])
    }),
    function("as_builtin", Sig::One, |m, a| {
        m.name_like_builtin(&a.pos[0]);
        Ok(a.pos[0].clone())
    }),
    function("collect", Sig::No, |m, _| {
        let found = m.collect()?;
        Ok(m.int(found as i64))
    }),
    function("stars", Sig::One, stars),
    function("reclass", Sig::Range(3, 3), |m, a| {
        let changed = m.reclass(&a.pos[0], &a.pos[1], &a.pos[2]);
        Ok(m.bool(changed))
    }),
];

/// Whether a function takes `*args`, and whether it takes `**kwargs`.
fn stars(machine: &mut Machine, args: &Args) -> Res {
    let (args, kwargs) = match &args.pos[0].kind {
        Kind::Function(function) => {
            let code = function.code.borrow();
            (code.code.params.varargs, code.code.params.varkw)
        }
        _ => (false, false),
    };
    let found = vec![machine.bool(args), machine.bool(kwargs)];
    Ok(machine.tuple(found))
}

/// What of `gc` is not written in Python.
static GC: &[Def] = &[function("is_tracked", Sig::One, |m, a| {
    m.known_tracked(&a.pos[0])
})];

impl Machine {
    /// `import a.b`: the module, or the first part of a dotted name if `top`.
    pub fn import(&mut self, name: &str, top: bool) -> Res {
        let first = name.split('.').next().unwrap_or(name);
        let mut module = self.load_module(first)?;
        let outer = module.clone();
        let mut path = first.to_string();
        for part in name.split('.').skip(1) {
            path = format!("{path}.{part}");
            module = self.load_module(&path)?;
        }
        Ok(if top { outer } else { module })
    }

    fn load_module(&mut self, name: &str) -> Res {
        if let Some(module) = self.modules.get(name) {
            return Ok(module.clone());
        }
        let dict = self.new_dict();
        let name_value = self.str(name);
        self.dict_set_sym(&dict, sym::NAME, name_value);
        let module = Value::new(tid::MODULE, Kind::Module(Rc::from(name), dict.clone()));
        let module = self.track(module);
        self.modules.insert(name.to_string(), module.clone());
        match name {
            "builtins" => {
                let builtins = Value::new(
                    tid::MODULE,
                    Kind::Module(Rc::from(name), self.builtins.clone()),
                );
                self.modules.insert(name.to_string(), builtins.clone());
                return Ok(builtins);
            }
            "_codecs" => self.fill(&dict, pickle::CODECS),
            "sys" => self.fill_sys(&dict)?,
            "_machine" => {
                self.fill(&dict, MACHINE);
                self.fill(&dict, GC);
            }
            "math" => {
                self.fill(&dict, super::math::MATH);
                self.fill_math(&dict);
            }
            "_operator" => self.fill(&dict, super::operator::OPERATOR),
            _ => match LIBRARY.iter().find(|source| source.name == name) {
                Some(source) => {
                    if name == "_pickle" {
                        self.fill(&dict, pickle::FUNCTIONS);
                    }
                    if let Err(stop) = self.run_library(source, &dict) {
                        self.modules.remove(name);
                        return Err(stop);
                    }
                }
                None => {
                    self.modules.remove(name);
                    if members::module_known(self.build, name) {
                        return self.unsupported(format!("the module {name}"));
                    }
                    let text = format!("No module named '{name}'");
                    let text = self.str(&text);
                    let error = self.exception_of(tid::MODULE_NOT_FOUND_ERROR, vec![text.clone()]);
                    let field = self.sym("msg");
                    super::exception::set_field(&error, field, text);
                    let name = self.str(name);
                    super::exception::set_field(&error, sym::NAME_FIELD, name);
                    return Err(super::Stop::Raise(error));
                }
            },
        }
        Ok(module)
    }

    fn run_library(&mut self, source: &Source, dict: &Value) -> Res<()> {
        let builtins = self.builtins.clone();
        self.dict_set_sym(dict, sym::BUILTINS, builtins);
        let code = match crate::python::compile(source.text, self.build) {
            Ok(code) => code,
            Err(problems) => {
                let what = problems
                    .first()
                    .map(|problem| problem.message.clone())
                    .unwrap_or_default();
                return self.unsupported(format!("the module {} ({what})", source.name));
            }
        };
        let file = Rc::new(File {
            name: Rc::from(format!("<{}>", source.name)),
            lines: Lines::new(source.text),
            program: false,
        });
        let linked = self.link(&code, &file);
        let frame = self.new_frame(&linked, dict, Some(dict.clone()), After::Push);
        let base = self.depth();
        self.enter(frame)?;
        self.run_until(base)?;
        Ok(())
    }

    /// The name of the module that a builtin function belongs to.
    pub(super) fn module_of_native(&self, def: &'static Def) -> &'static str {
        let modules = [
            ("sys", SYS),
            ("_pickle", pickle::FUNCTIONS),
            ("_codecs", pickle::CODECS),
            ("math", super::math::MATH),
            ("_operator", super::operator::OPERATOR),
        ];
        let holds = |defs: &'static [Def]| defs.iter().any(|known| std::ptr::eq(known, def));
        modules
            .into_iter()
            .find(|(_, defs)| holds(defs))
            .map_or("builtins", |(name, _)| name)
    }

    fn fill(&mut self, dict: &Value, defs: &'static [Def]) {
        for def in defs {
            let value = self.native_function(def);
            let name = self.symbols.intern(def.name);
            self.dict_set_sym(dict, name, value);
        }
    }

    fn fill_sys(&mut self, dict: &Value) -> Res<()> {
        self.fill(dict, SYS);
        let version = self.build.version;
        let parts = [
            ("major", 3),
            ("minor", i64::from(version.minor)),
            ("micro", i64::from(version.micro)),
        ];
        let mut fields: Vec<(Sym, Value)> = Vec::new();
        for (name, n) in parts {
            fields.push((self.sym(name), self.int(n)));
        }
        let level = self.str("final");
        fields.push((self.sym("releaselevel"), level));
        fields.push((self.sym("serial"), self.int(0)));
        let items: Vec<Value> = fields.iter().map(|(_, value)| value.clone()).collect();
        let info = Value::new(tid::STRUCT, Kind::Tuple(items.into_boxed_slice()));
        let maxsize = if self.build.word() == 8 {
            i64::MAX
        } else {
            i64::from(i32::MAX)
        };
        let (maxsize, byteorder, maxunicode) =
            (self.int(maxsize), self.str("little"), self.int(0x10_ffff));
        for (name, value) in [
            ("version_info", info),
            ("maxsize", maxsize),
            ("byteorder", byteorder),
            ("maxunicode", maxunicode),
        ] {
            let name = self.sym(name);
            self.dict_set_sym(dict, name, value);
        }
        Ok(())
    }

    /// An attribute of a module; names that a real one has but ours lacks are outside the subset.
    pub(super) fn module_attr(&mut self, module: &Value, name: Sym) -> Res {
        let Kind::Module(module_name, dict) = &module.kind else {
            return self.no_attribute(module, name);
        };
        if let Some(value) = self.dict_get_sym(dict, name) {
            return Ok(value);
        }
        if name == sym::DICT {
            return Ok(dict.clone());
        }
        if name == sym::CLASS {
            return Ok(module.ty_value(self));
        }
        if let Some(found) = self.lookup(module.ty(), name) {
            return self.bind(&found, Some(module), module.ty());
        }
        // Objects/moduleobject.c, module_getattro.
        if let Some(hook) = self.dict_get_sym(dict, sym::GETATTR) {
            let base = self.depth();
            let name = self.symbols.value(name).clone();
            let begun = self.begin_call(&hook, vec![name], Vec::new(), After::Push);
            return self.complete(base, begun);
        }
        let text = self.symbols.text(name).to_string();
        if members::member_known(self.build, module_name, &text) {
            return self.unsupported(format!("{module_name}.{text}"));
        }
        let text = format!("module '{module_name}' has no attribute '{text}'");
        self.attribute_error(text, Some((module, name)))
    }

    /// `from module import name`
    pub(super) fn import_from(&mut self, module: &Value, name: Sym) -> Res {
        let found = self.module_attr(module, name);
        match self.catch(found, tid::ATTRIBUTE_ERROR)? {
            Some(value) => Ok(value),
            None => {
                let Kind::Module(module_name, _) = &module.kind else {
                    return self.no_attribute(module, name);
                };
                let text = self.symbols.text(name).to_string();
                let place = match &**module_name {
                    "sys" | "itertools" | "gc" | "builtins" => "(unknown location)".to_string(),
                    _ => {
                        return self.unsupported(format!(
                            "the error of importing {text} from {module_name}"
                        ));
                    }
                };
                self.raise(
                    tid::IMPORT_ERROR,
                    format!("cannot import name '{text}' from '{module_name}' {place}"),
                )
            }
        }
    }

    pub(super) fn import_star(&mut self, module: &Value) -> Res<()> {
        let Kind::Module(name, _) = &module.kind else {
            return Ok(());
        };
        self.unsupported(format!("from {name} import *"))
    }

    /// `__name__` of the module of the caller so many Python frames up.
    fn module_of_caller(&mut self, depth: usize) -> Value {
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        let frame = frames
            .filter(|frame| !frame.code.code.ops.is_empty())
            .nth(depth);
        frame
            .and_then(|frame| self.dict_get_sym(&frame.globals, sym::NAME))
            .unwrap_or_else(|| self.none())
    }

    /// Compiles a `def` for the library, in a namespace of its own: dataclasses make `__init__` so.
    fn compile_function(&mut self, text: &Value, globals: &Value) -> Res {
        let text = self.str_of(text)?;
        // Reading a text takes about as long as so many instructions.
        self.work(8 * text.len())?;
        let code = match crate::python::compile(&text, self.build) {
            Ok(code) => code,
            Err(_) => return self.unsupported("a function made by the library"),
        };
        let file = Rc::new(File {
            name: Rc::from("<string>"),
            lines: Lines::new(&text),
            program: false,
        });
        let linked = self.link(&code, &file);
        let namespace = self.new_dict();
        let frame = self.new_frame(&linked, globals, Some(namespace.clone()), After::Push);
        let base = self.depth();
        self.enter(frame)?;
        self.run_until(base)?;
        match self.dict_items(&namespace).pop() {
            Some((_, function)) => Ok(function),
            None => Ok(self.none()),
        }
    }

    /// Makes `__class__` of a method mean another class, if it meant `old` (Lib/dataclasses.py,
    /// _update_func_cell_for__class__, 3.13.14+).
    fn reclass(&self, function: &Value, old: &Value, new: &Value) -> bool {
        let Kind::Function(function) = &function.kind else {
            return false;
        };
        for cell in &function.closure {
            if let Kind::Cell(cell) = &cell.kind
                && cell.borrow().as_ref().is_some_and(|inside| inside.is(old))
            {
                *cell.borrow_mut() = Some(new.clone());
                return true;
            }
        }
        false
    }

    /// `gc.is_tracked(object)`, where it does not depend on what the collector did before.
    fn known_tracked(&mut self, object: &Value) -> Res {
        let tracked = self.is_tracked(object);
        let open = match &object.kind {
            Kind::Tuple(items) => {
                object.ty() == tid::TUPLE
                    && !items.is_empty()
                    && !items.iter().any(|item| self.is_tracked(item))
            }
            Kind::Dict(dict) => !tracked && dict.borrow().len() < dict.borrow().positions(),
            Kind::Set(_) => {
                object.ty() == tid::FROZENSET
                    && self.build.at_least(15)
                    && !self
                        .set_items(object)
                        .iter()
                        .any(|item| self.is_tracked(item))
            }
            _ => false,
        };
        if open {
            return self.unsupported("gc.is_tracked() of this");
        }
        Ok(self.bool(tracked))
    }

    /// `list[int]`: `types.GenericAlias(list, int)`.
    pub(super) fn generic_alias(&mut self, origin: &Value, key: &Value) -> Res {
        self.call_library("types", "GenericAlias", &[origin.clone(), key.clone()])
    }

    /// `int | None`: a `types.UnionType`, or NotImplemented (Objects/unionobject.c, _Py_union_type_or).
    pub(super) fn union_of_types(&mut self, left: &Value, right: &Value) -> Res {
        self.call_library("types", "_make_union", &[left.clone(), right.clone()])
    }

    /// Calls a function of a module of the library.
    fn call_library(&mut self, module: &str, name: &str, args: &[Value]) -> Res {
        let module = self.load_module(module)?;
        let name = self.sym(name);
        let function = self.module_attr(&module, name)?;
        self.nested(|m| m.call(&function, args, &[]))
    }

    /// A class written in Python takes the `tp_name` of the one in C that it stands for: errors name it so.
    fn name_like_builtin(&mut self, class: &Value) {
        let Some(id) = Self::as_type(class) else {
            return;
        };
        if let Ok(Some(module)) = self.type_module(id) {
            let name = format!("{module}.{}", self.type_name(id));
            self.ty_mut(id).tp_name = Some(Rc::from(name));
        }
    }

    /// `exec(source[, globals[, locals]])`
    pub(super) fn exec(&mut self, _: &Args) -> Res {
        self.unsupported("exec()")
    }

    /// namedtuple's descriptor of a field.
    fn new_tuplegetter(&mut self, index: &Value, doc: &Value) -> Res {
        let value = Value::new(
            tid::TUPLEGETTER,
            Kind::Slice(Box::new([index.clone(), self.none(), self.none()])),
        );
        super::methods::set_field_doc(self, &value, Some(doc))?;
        Ok(value)
    }
}

/// `__module__` of a builtin function that is not among the builtins (errors about its arguments tell it).
pub(super) fn native_module(def: &Def) -> Option<&'static str> {
    let tables = [
        ("gc", GC),
        ("math", super::math::MATH),
        ("_operator", super::operator::OPERATOR),
        ("sys", SYS),
    ];
    let has = |table: &[Def]| table.iter().any(|known| std::ptr::eq(known, def));
    let (module, _) = tables.into_iter().find(|(_, table)| has(table))?;
    Some(module)
}

/// `sys.getsizeof(object[, default])`
fn getsizeof(machine: &mut Machine, args: &Args) -> Res {
    let given =
        machine.parse_keywords("getsizeof", &["object", "default"], 1, args.pos, args.kw)?;
    let Some(object) = given[0].clone() else {
        return Ok(machine.none());
    };
    machine.sys_getsizeof(&object, given[1].as_ref())
}
