//! `class`: the body as a function of its own, and the call of `__build_class__`.

use super::unit::Unit;
use super::{Access, Compiler};
use crate::python::code::{Const, FunctionParts, Kind, Op};
use crate::python::tree::*;
use crate::text::Span;

impl<'t> Compiler<'t> {
    pub(super) fn class(&mut self, class: &'t Class) {
        let header = class.header;
        self.decorators(&class.decorators);
        let first = class.decorators.first().map_or(header, |first| first.span);
        let mut unit = Unit::new(class.scope, &self.scopes[class.scope], Kind::Class, header);
        unit.name = class.name.id.clone();
        unit.qualname = self.definition_qualname(&class.name.id);
        unit.first_line = self.line(first);
        let whole = class
            .body
            .last()
            .map_or(header, |last| header.cover(last.span));
        unit.span = whole;
        let code = self.nested(unit, |this| this.class_body(class));
        self.emit(Op::BuildClass, header);
        self.make_function(code, FunctionParts::default(), header);
        self.string(&class.name.id, header);
        self.call_with(2, &class.arguments, whole);
        self.apply_decorators(&class.decorators, header);
        self.variable(&class.name.id, Access::Store, header);
    }

    /// The order of the names is that of `list(vars(C))`.
    fn class_body(&mut self, class: &'t Class) {
        let header = class.header;
        let module = self.plain_name("__name__");
        self.emit(Op::Name(module), header);
        self.store_plain("__module__", header);
        let qualname = self.unit.qualname.clone();
        self.string(&qualname, header);
        self.store_plain("__qualname__", header);
        if self.build.at_least(13) {
            let line = self.unit.first_line;
            self.constant(Const::Int(line.into()), header);
            self.store_plain("__firstlineno__", header);
        }
        if self.scope().classdict {
            self.emit(Op::Namespace, header);
            let cell = self.unit.cell(&"__classdict__".into());
            self.emit(Op::StoreDeref(cell), header);
        }
        self.annotations_at_start(&class.body, class.annotate_scope, header);
        self.store_doc(class.doc.as_ref(), &class.body);
        self.body(&class.body, class.doc.is_some());
        self.annotations_at_end(&class.body, class.annotate_scope, header);
        if self.build.at_least(13) {
            let names = std::mem::take(&mut self.unit.static_attributes);
            let names = names.into_iter().map(Const::Str).collect();
            self.constant(Const::Tuple(names), header);
            self.store_plain("__static_attributes__", header);
        }
        if self.scope().classdict {
            let cell = self.unit.cell(&"__classdict__".into());
            self.emit(Op::Cell(cell), header);
            self.store_plain("__classdictcell__", header);
        }
        if self.scope().cells.contains("__class__") {
            let cell = self.unit.cell(&"__class__".into());
            self.emit(Op::Cell(cell), header);
            self.emit(Op::Dup, header);
            self.store_plain("__classcell__", header);
        } else {
            self.constant(Const::None, header);
        }
        self.emit(Op::Return, header);
    }

    /// Stores into the namespace under a name that is never mangled.
    pub(super) fn store_plain(&mut self, name: &str, span: Span) {
        let name = self.plain_name(name);
        self.emit(Op::StoreName(name), span);
    }

    /// A store to an attribute of `self` inside of a function is noted for the innermost class around
    /// it, whatever that `self` is (compiler_maybe_add_static_attribute_to_class, 3.13+).
    pub(super) fn note_static_attribute(&mut self, object: &Expr, name: &Name) {
        if !self.build.at_least(13)
            || !matches!(&object.kind, ExprKind::Name(id) if &**id == "self")
        {
            return;
        }
        let mut around = self.units.iter_mut().rev();
        let mut inlined = self.unit.comprehension;
        while inlined {
            inlined = around.next().is_some_and(|unit| unit.comprehension);
        }
        if let Some(class) = around.find(|unit| unit.kind == Kind::Class) {
            class.static_attributes.insert(name.id.clone());
        }
    }
}
