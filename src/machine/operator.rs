//! The functions of module operator: each is one of the interpreter's operations (Modules/_operator.c).

use super::function::{Args, Def, Sig, function};
use super::object::Value;
use super::symbol::sym;
use super::{Machine, Res, builtins};
use crate::python::code::{BinOp, CmpOp};

macro_rules! table {
    (binary { $($op:ident: $plain:literal $in_place:literal;)* } compare { $($cmp:ident: $name:literal;)* } $($other:expr;)*) => {
        /// All of them.
        pub(super) static OPERATOR: &[Def] = &[
            $(
                function($plain, Sig::Range(2, 2), |m, a| m.binary(BinOp::$op, &a.pos[0], &a.pos[1])),
                function($in_place, Sig::Range(2, 2), |m, a| in_place(m, BinOp::$op, a)),
            )*
            $(function($name, Sig::Range(2, 2), |m, a| m.compare(CmpOp::$cmp, &a.pos[0], &a.pos[1])),)*
            $($other,)*
        ];
    };
}

table! {
    binary {
        Add: "add" "iadd";
        Sub: "sub" "isub";
        Mul: "mul" "imul";
        MatMul: "matmul" "imatmul";
        TrueDiv: "truediv" "itruediv";
        FloorDiv: "floordiv" "ifloordiv";
        Mod: "mod" "imod";
        Pow: "pow" "ipow";
        LShift: "lshift" "ilshift";
        RShift: "rshift" "irshift";
        And: "and_" "iand";
        Or: "or_" "ior";
        Xor: "xor" "ixor";
    }
    compare {
        Lt: "lt";
        Le: "le";
        Eq: "eq";
        Ne: "ne";
        Gt: "gt";
        Ge: "ge";
    }
    function("neg", Sig::One, |m, a| m.negate(&a.pos[0]));
    function("pos", Sig::One, |m, a| m.positive(&a.pos[0]));
    function("inv", Sig::One, |m, a| m.invert(&a.pos[0]));
    function("invert", Sig::One, |m, a| m.invert(&a.pos[0]));
    function("abs", Sig::One, |m, a| builtins::unary(m, &a.pos[0], sym::ABS, "abs()"));
    function("index", Sig::One, |m, a| {
        // From 3.10 on the answer is an exact int.
        if m.is_instance(&a.pos[0], super::tid::INT) && !m.build.at_least(10) {
            return Ok(a.pos[0].clone());
        }
        let n = m.index(&a.pos[0])?;
        Ok(m.int_big(n.big()))
    });
    function("truth", Sig::One, |m, a| {
        let truth = m.truth(&a.pos[0])?;
        Ok(m.bool(truth))
    });
    function("not_", Sig::One, |m, a| {
        let truth = m.truth(&a.pos[0])?;
        Ok(m.bool(!truth))
    });
    function("is_", Sig::Range(2, 2), |m, a| Ok(m.bool(a.pos[0].is(&a.pos[1]))));
    function("is_not", Sig::Range(2, 2), |m, a| Ok(m.bool(!a.pos[0].is(&a.pos[1]))));
    function("contains", Sig::Range(2, 2), |m, a| {
        let found = m.contains(&a.pos[0], &a.pos[1])?;
        Ok(m.bool(found))
    });
    function("getitem", Sig::Range(2, 2), |m, a| m.get_item(&a.pos[0], &a.pos[1]));
    function("setitem", Sig::Range(3, 3), |m, a| {
        m.set_item(&a.pos[0], &a.pos[1], a.pos[2].clone())?;
        Ok(m.none())
    });
    function("delitem", Sig::Range(2, 2), |m, a| {
        m.delete_item(&a.pos[0], &a.pos[1])?;
        Ok(m.none())
    });
    function("concat", Sig::Range(2, 2), concat);
    function("countOf", Sig::Range(2, 2), |m, a| {
        let mut count = 0;
        for item in m.iterate(&a.pos[0])? {
            count += i64::from(m.equal(&item, &a.pos[1])?);
        }
        Ok(m.int(count))
    });
    function("indexOf", Sig::Range(2, 2), |m, a| {
        for (at, item) in m.iterate(&a.pos[0])?.iter().enumerate() {
            if m.equal(item, &a.pos[1])? {
                return Ok(m.int(at as i64));
            }
        }
        m.value_error("sequence.index(x): x not in sequence")
    });
}

fn in_place(machine: &mut Machine, op: BinOp, args: &Args) -> Res {
    let base = machine.depth();
    let begun = machine.begin_binary(op, true, args.pos[0].clone(), args.pos[1].clone());
    machine.complete(base, begun)
}

fn concat(machine: &mut Machine, args: &Args) -> Res {
    let sequence =
        |machine: &mut Machine, value: &Value| machine.lookup(value.ty(), sym::GETITEM).is_some();
    if !sequence(machine, &args.pos[0]) {
        let text = format!(
            "'{}' object can't be concatenated",
            machine.error_name(args.pos[0].ty())
        );
        return machine.type_error(text);
    }
    machine.binary(BinOp::Add, &args.pos[0], &args.pos[1])
}
