//! `repr()` and `str()`.

use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::values::{float_text, int_text, str_repr};
use super::{Machine, Res};
use crate::cpython::messages::Special;
use crate::cpython::recursion::Level;

impl Machine {
    /// `repr(value)`
    pub fn repr(&mut self, value: &Value) -> Res<String> {
        self.work(1)?;
        let method = self.lookup(value.ty(), sym::REPR);
        if let Some(method) = &method
            && let Kind::Native(native) = &method.kind
            && !matches!(
                native.owner,
                Some(tid::ORDERED_DICT | tid::DEFAULTDICT | tid::AT_LEAST)
            )
            && !self.passes_over_its_value(value, native.owner)
        {
            return self.builtin_repr(value);
        }
        match self.call_bindable(value, sym::REPR)? {
            Some(result) => match &result.kind {
                Kind::Str(text) => Ok(text.as_str().to_string()),
                _ => self.special_returned(Special::Repr, value, &result),
            },
            None if method.is_some() => {
                let name = self.error_name(value.ty());
                Ok(format!("<{name} object at {}>", self.address_text(value)))
            }
            None => self.builtin_repr(value),
        }
    }

    /// Whether a class has put `object.__repr__` before that of the builtin type it derives from.
    fn passes_over_its_value(&self, value: &Value, owner: Option<super::TypeId>) -> bool {
        owner == Some(tid::OBJECT)
            && self.ty(value.ty()).layout.heap
            && !matches!(value.kind, Kind::Plain | Kind::Type(_))
    }

    /// `ascii(value)`
    pub fn ascii(&mut self, value: &Value) -> Res<String> {
        let text = self.repr(value)?;
        Ok(str_repr::ascii_of_repr(&text))
    }

    /// `str(value)`, as text.
    pub fn str_of(&mut self, value: &Value) -> Res<String> {
        if let Kind::Str(text) = &value.kind
            && value.ty() == tid::STR
        {
            return Ok(text.as_str().to_string());
        }
        let result = self.str_value(value)?;
        match &result.kind {
            Kind::Str(text) => Ok(text.as_str().to_string()),
            _ => Ok(String::new()),
        }
    }

    /// `str(value)`, as an object (Objects/object.c, PyObject_Str).
    pub fn str_value(&mut self, value: &Value) -> Res {
        if value.ty() == tid::STR {
            return Ok(value.clone());
        }
        let method = self.lookup(value.ty(), sym::STR);
        match method {
            Some(method) if !matches!(&method.kind, Kind::Native(native) if native.def.name == "__str__") =>
            {
                let Some(result) = self.call_special(value, sym::STR, &[])? else {
                    return self.unsupported("a lost __str__");
                };
                if !self.is_instance(&result, tid::STR) {
                    return self.special_returned(Special::Str, value, &result);
                }
                Ok(result)
            }
            _ => {
                let text = self.builtin_str(value)?;
                self.new_str(text)
            }
        }
    }

    /// What `__str__` of the builtin types answers.
    pub(super) fn builtin_str(&mut self, value: &Value) -> Res<String> {
        match &value.kind {
            Kind::Str(text) => Ok(text.as_str().to_string()),
            Kind::Exception(_) => self.exception_str(value),
            // Objects/descrobject.c, mappingproxy_str: that of the mapping.
            Kind::MappingProxy(_) | Kind::ClassProxy(_) => {
                let mapping = self.proxied_whole(value)?;
                self.nested(|m| m.str_of(&mapping))
            }
            _ => match self.proxy_str(value)? {
                Some(text) => Ok(text),
                None => self.repr(value),
            },
        }
    }

    /// What `__repr__` of the builtin types answers, by the payload.
    pub(super) fn builtin_repr(&mut self, value: &Value) -> Res<String> {
        let build = self.build;
        match &value.kind {
            Kind::Int(int) => {
                if value.ty() == tid::BOOL {
                    return Ok(if *int == super::Int::Small(0) {
                        "False"
                    } else {
                        "True"
                    }
                    .to_string());
                }
                // The text of 0 takes a scratch int of one digit, which then waits in the freelist
                // (Objects/longobject.c, long_to_decimal_string_internal and long_alloc, 3.14+).
                if *int == super::Int::Small(0) && build.at_least(14) {
                    self.short_int_spare.set(true);
                }
                if let super::Int::Small(n) = int {
                    return Ok(n.to_string());
                }
                self.charge((int.big().bits() / 2) as usize)?;
                let text = int_text::to_text(&int.big(), build);
                self.fault(text)
            }
            Kind::Float(x) => Ok(float_text::repr(*x)),
            Kind::Complex(re, im) => Ok(complex_repr(*re, *im)),
            Kind::Str(text) => {
                self.charge(text.as_str().len())?;
                Ok(str_repr::repr(text.as_str(), build))
            }
            Kind::Bytes(bytes) => Ok(str_repr::bytes_repr(bytes)),
            Kind::ByteArray(bytes) => {
                let bytes = str_repr::bytearray_repr(&bytes.borrow().0, build);
                Ok(format!("{}({bytes})", self.type_name_of(value)))
            }
            Kind::Tuple(items) => {
                let items = items.to_vec();
                let comma = items.len() == 1;
                let inside = self.repr_inside(value, |machine| machine.repr_list(&items))?;
                Ok(match inside {
                    None => "(...)".to_string(),
                    Some(text) if comma => format!("({text},)"),
                    Some(text) => format!("({text})"),
                })
            }
            Kind::List(list) => {
                let items = list.borrow().items.clone();
                let inside = self.repr_inside(value, |machine| machine.repr_list(&items))?;
                Ok(match inside {
                    None => "[...]".to_string(),
                    Some(text) => format!("[{text}]"),
                })
            }
            Kind::Dict(_) => self.dict_repr(value),
            Kind::Set(_) => self.set_repr(value),
            Kind::Type(id) => self.type_repr(*id),
            Kind::Function(function) => {
                let qualname = function.parts.borrow().qualname.clone();
                let qualname = self.str_of(&qualname)?;
                Ok(format!(
                    "<function {qualname} at {}>",
                    self.address_text(value)
                ))
            }
            Kind::Plain if value.ty() == tid::NONE => Ok("None".to_string()),
            Kind::Exception(_) => self.exception_repr(value),
            _ => self.rarer_repr(value),
        }
    }

    /// The same for what is seldom shown.
    #[inline(never)]
    fn rarer_repr(&mut self, value: &Value) -> Res<String> {
        let build = self.build;
        match &value.kind {
            Kind::Slice(parts) if value.ty() == tid::TUPLEGETTER => {
                let doc = super::methods::field_doc(self, value)?;
                Ok(format!(
                    "_tuplegetter({}, {})",
                    self.repr(&parts[0])?,
                    self.repr(&doc)?
                ))
            }
            Kind::Range(parts) => {
                let [start, stop, step] = &**parts;
                let (start, stop, step) = (self.repr(start)?, self.repr(stop)?, self.repr(step)?);
                Ok(if step == "1" {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {step})")
                })
            }
            Kind::Slice(parts) => {
                let [start, stop, step] = &**parts;
                Ok(format!(
                    "slice({}, {}, {})",
                    self.repr(start)?,
                    self.repr(stop)?,
                    self.repr(step)?
                ))
            }
            Kind::Method(method) => {
                let (func, this) = (method.func.clone(), method.this.clone());
                let name = match self.try_attr(&func, sym::QUALNAME)? {
                    Some(name) => self.str_of(&name)?,
                    None => "?".to_string(),
                };
                Ok(format!("<bound method {name} of {}>", self.repr(&this)?))
            }
            Kind::Native(native) => self.native_repr(value, native),
            Kind::Member(member) => Ok(format!(
                "<member '{}' of '{}' objects>",
                self.symbols.text(member.name),
                self.error_name(member.owner)
            )),
            Kind::GetSet(getset) => {
                let name = self.symbols.text(getset.name);
                // Objects/descrobject.c, descr_repr: 3.15 leaves out that all objects have it.
                if getset.owner == tid::OBJECT && build.at_least(15) {
                    return Ok(format!("<attribute '{name}'>"));
                }
                let what = if getset.member { "member" } else { "attribute" };
                Ok(format!(
                    "<{what} '{name}' of '{}' objects>",
                    self.error_name(getset.owner)
                ))
            }
            Kind::Module(name, _) => Ok(match &**name {
                "sys" | "builtins" | "itertools" | "gc" | "time" | "_weakref" => {
                    format!("<module '{name}' (built-in)>")
                }
                // A program that is no file has neither `__file__` nor a loader.
                "__main__" => "<module '__main__'>".to_string(),
                _ => return self.unsupported("the repr of a module from a file"),
            }),
            Kind::ClassProxy(_) | Kind::MappingProxy(_) => {
                let mapping = self.proxied_whole(value)?;
                Ok(format!("mappingproxy({})", self.repr(&mapping)?))
            }
            Kind::View(..) => {
                let items = self.iterate(value)?;
                let name = self.type_name_of(value);
                Ok(format!("{name}([{}])", self.repr_list(&items)?))
            }
            Kind::Cell(cell) => {
                let inside = cell.borrow().clone();
                let address = self.address_text(value);
                Ok(match inside {
                    None => format!("<cell at {address}: empty>"),
                    Some(inside) => format!(
                        "<cell at {address}: {} object at {}>",
                        self.error_name(inside.ty()),
                        self.address_text(&inside)
                    ),
                })
            }
            Kind::Super(state) => {
                let state = state.borrow().clone();
                Ok(match state {
                    Some((ty, Some(_), of)) => format!(
                        "<super: <class '{}'>, <{} object>>",
                        self.error_name(ty),
                        self.error_name(of)
                    ),
                    Some((ty, None, _)) => {
                        format!("<super: <class '{}'>, NULL>", self.error_name(ty))
                    }
                    None => "<super: NULL, NULL>".to_string(),
                })
            }
            Kind::WeakRef(_) => self.weakref_repr(value),
            Kind::Generator(generator) => {
                let qualname = generator.borrow().qualname.clone();
                let qualname = self.str_of(&qualname)?;
                Ok(format!(
                    "<generator object {qualname} at {}>",
                    self.address_text(value)
                ))
            }
            Kind::Plain if value.ty() == tid::ELLIPSIS => Ok("Ellipsis".to_string()),
            Kind::Plain if value.ty() == tid::NOT_IMPLEMENTED => Ok("NotImplemented".to_string()),
            Kind::Plain if self.is_instance(value, tid::SIMPLE_NAMESPACE) => {
                self.namespace_repr(value)
            }
            Kind::StaticMethod(inner) | Kind::ClassMethod(inner) if build.at_least(10) => {
                let inner = inner.borrow().clone();
                // Up to 3.12 nothing was wrapped before `__init__`, not even None.
                if self.is_none(&inner) && !build.at_least(13) {
                    return self.unsupported("the repr of a method that wraps None");
                }
                let kind = match value.kind {
                    Kind::StaticMethod(_) => "staticmethod",
                    _ => "classmethod",
                };
                Ok(format!("<{kind}({})>", self.repr(&inner)?))
            }
            Kind::Code(code) => {
                let (name, file, line) = (
                    code.code.name.clone(),
                    code.file.name.clone(),
                    code.code.first_line,
                );
                Ok(format!(
                    "<code object {name} at {}, file \"{file}\", line {line}>",
                    self.address_text(value)
                ))
            }
            _ => self.default_repr(value),
        }
    }

    /// `object.__repr__`
    pub(super) fn default_repr(&mut self, value: &Value) -> Res<String> {
        let ty = value.ty();
        let qualified = self.qualified_name(ty)?;
        Ok(format!(
            "<{qualified} object at {}>",
            self.address_text(value)
        ))
    }

    /// `module.qualname`, without the module where that is `builtins`.
    pub(super) fn qualified_name(&mut self, ty: super::TypeId) -> Res<String> {
        let qualname = self.type_qualname(ty);
        let module = self.type_module(ty)?;
        Ok(match module {
            Some(module) if module != "builtins" => format!("{module}.{qualname}"),
            _ => qualname,
        })
    }

    #[inline(never)]
    fn type_repr(&mut self, id: super::TypeId) -> Res<String> {
        Ok(format!("<class '{}'>", self.qualified_name(id)?))
    }

    /// `0x7f…`
    pub(super) fn address_text(&mut self, value: &Value) -> String {
        format!("{:#x}", self.address(value))
    }

    fn repr_list(&mut self, items: &[Value]) -> Res<String> {
        let mut text = String::new();
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                text.push_str(", ");
            }
            text.push_str(&self.repr(item)?);
            self.charge(32)?;
        }
        Ok(text)
    }

    /// Makes the repr of what an object contains; `None` where that is under way already.
    pub(super) fn repr_inside(
        &mut self,
        value: &Value,
        make: impl FnOnce(&mut Machine) -> Res<String>,
    ) -> Res<Option<String>> {
        let key = value.key();
        if self.in_repr.contains(&key) {
            return Ok(None);
        }
        self.in_repr.push(key);
        let result = self.level(Level::Repr, make);
        self.in_repr.pop();
        result.map(Some)
    }

    /// `{k: v}` of a dict's items.
    pub(super) fn repr_pairs(&mut self, value: &Value) -> Res<Option<String>> {
        let items = self.dict_items(value);
        self.repr_inside(value, |machine| {
            let mut parts = Vec::new();
            for (key, value) in items {
                parts.push(format!(
                    "{}: {}",
                    machine.repr(&key)?,
                    machine.repr(&value)?
                ));
            }
            Ok(format!("{{{}}}", parts.join(", ")))
        })
    }

    #[inline(never)]
    fn dict_repr(&mut self, value: &Value) -> Res<String> {
        Ok(self
            .repr_pairs(value)?
            .unwrap_or_else(|| "{...}".to_string()))
    }

    #[inline(never)]
    fn set_repr(&mut self, value: &Value) -> Res<String> {
        let items = self.set_items(value);
        let name = self.type_name_of(value);
        if items.is_empty() {
            return Ok(format!("{name}()"));
        }
        let plain = value.ty() == tid::SET;
        let inside = self.repr_inside(value, |machine| machine.repr_list(&items))?;
        Ok(match inside {
            None => format!("{name}(...)"),
            Some(text) if plain => format!("{{{text}}}"),
            Some(text) => format!("{name}({{{text}}})"),
        })
    }

    #[inline(never)]
    fn native_repr(&mut self, value: &Value, native: &super::function::Native) -> Res<String> {
        use super::function::NativeKind;
        let name = native.def.name;
        let of = native.owner.map(
            |owner| match owner == tid::OBJECT && self.build.at_least(15) {
                true => String::new(),
                false => format!(" of '{}' objects", self.error_name(owner)),
            },
        );
        Ok(match (&native.this, native.def.kind, of) {
            (None, NativeKind::Wrapper, Some(of)) => {
                format!("<slot wrapper '{name}'{of}>")
            }
            (None, NativeKind::Method | NativeKind::ClassMethod, Some(of)) => {
                format!("<method '{name}'{of}>")
            }
            (Some(this), NativeKind::Wrapper, _) => {
                let this_name = self.error_name(this.ty());
                let address = self.address_text(&this.clone());
                format!("<method-wrapper '{name}' of {this_name} object at {address}>")
            }
            (Some(this), _, Some(_)) => {
                let this = this.clone();
                let this_name = self.error_name(this.ty());
                format!(
                    "<built-in method {name} of {this_name} object at {}>",
                    self.address_text(&this)
                )
            }
            _ if native.def.kind == NativeKind::New => format!(
                "<built-in method {name} of type object at {}>",
                self.address_text(value)
            ),
            _ => format!("<built-in function {name}>"),
        })
    }

    /// `namespace(a=1)` (Objects/namespaceobject.c, namespace_repr).
    #[inline(never)]
    fn namespace_repr(&mut self, value: &Value) -> Res<String> {
        let name = if value.ty() == tid::SIMPLE_NAMESPACE {
            "namespace".to_string()
        } else {
            self.type_name_of(value).to_string()
        };
        let items = self
            .instance_dict(value)
            .map(|dict| self.dict_items(&dict))
            .unwrap_or_default();
        let inside = self.repr_inside(value, |machine| {
            let mut parts = Vec::new();
            for (key, value) in items {
                if let Kind::Str(key) = &key.kind {
                    parts.push(format!("{}={}", key.as_str(), machine.repr(&value)?));
                }
            }
            Ok(parts.join(", "))
        })?;
        Ok(format!(
            "{name}({})",
            inside.unwrap_or_else(|| "...".to_string())
        ))
    }
}

/// Objects/complexobject.c, complex_repr.
#[inline(never)]
fn complex_repr(re: f64, im: f64) -> String {
    let part = |x: f64| {
        let text = float_text::repr(x);
        text.strip_suffix(".0").map_or(text.clone(), str::to_string)
    };
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let im_text = part(im);
    let sign = if im_text.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{im_text}j)", part(re))
}
