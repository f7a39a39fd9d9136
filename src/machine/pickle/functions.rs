//! `pickle.dumps` and its relatives, and what `library/_pickle.py` builds Pickler and Unpickler of.

use super::dump::Pickler;
use super::load::Unpickler;
use super::{Hooks, opcode};
use crate::machine::function::{Args, Def, Sig, function};
use crate::machine::methods::needed_buffer;
use crate::machine::object::{Int, Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

/// Functions of the module `_pickle`; the last two are the machine's own.
pub(in crate::machine) static FUNCTIONS: &[Def] = &[
    function("dumps", Sig::Any, dumps),
    function("loads", Sig::Any, loads),
    function("dump", Sig::Any, dump),
    function("load", Sig::Any, load),
    function("_dump", Sig::Range(7, 7), dump_with),
    function("_load", Sig::Range(6, 6), load_with),
];

/// Functions of the module `_codecs`: before protocol 3, bytes are written as a call of this one.
pub(in crate::machine) static CODECS: &[Def] = &[function("encode", Sig::Any, encode)];

fn dumps(machine: &mut Machine, args: &Args) -> Res {
    let (bytes, _) = dumped(machine, "dumps", &["obj"], args)?;
    Ok(machine.bytes(&bytes))
}

fn dump(machine: &mut Machine, args: &Args) -> Res {
    let write = machine.sym("write");
    let file = args.pos.get(1).or_else(|| {
        let file = machine.symbols.find("file")?;
        args.named(file)
    });
    if let Some(file) = file.cloned()
        && machine.try_attr(&file, write)?.is_none()
    {
        return machine.type_error("file must have a 'write' attribute");
    }
    let (bytes, file) = dumped(machine, "dump", &["obj", "file"], args)?;
    let bytes = machine.bytes(&bytes);
    machine.call_method(&file, write, &[bytes])?;
    Ok(machine.none())
}

/// The bytes, and the last of the required arguments.
fn dumped(
    machine: &mut Machine,
    function: &str,
    required: &[&str],
    args: &Args,
) -> Res<(Vec<u8>, Value)> {
    let names: Vec<&str> = required
        .iter()
        .copied()
        .chain(["protocol", "fix_imports", "buffer_callback"])
        .collect();
    let given = parse(
        machine,
        function,
        &names,
        required.len(),
        required.len() + 1,
        args,
    )?;
    let [protocol, fix_imports, buffers] = &given[required.len()..] else {
        return machine.unsupported("these arguments of pickle");
    };
    if buffers
        .as_ref()
        .is_some_and(|buffers| !machine.is_none(buffers))
    {
        return machine.unsupported("buffers beside a pickle");
    }
    let protocol = protocol_of(machine, protocol.as_ref())?;
    let mut hooks = Hooks::default();
    if let Some(fix_imports) = fix_imports {
        hooks.keep_names = !machine.truth(fix_imports)?;
    }
    let (Some(obj), Some(last)) = (given[0].clone(), given[required.len() - 1].clone()) else {
        return machine.unsupported("these arguments of pickle");
    };
    let mut pickler = Pickler::new(protocol, hooks, Vec::new());
    machine.dump(&mut pickler, &obj)?;
    Ok((pickler.finish().0, last))
}

/// The protocol of an argument: none is the default one, a negative one the highest.
fn protocol_of(machine: &mut Machine, given: Option<&Value>) -> Res<u8> {
    let given = match given {
        Some(given) if !machine.is_none(given) => given,
        _ => return Ok(machine.default_protocol()),
    };
    if matches!(given.kind, Kind::Float(_)) && !machine.build.at_least(10) {
        return machine.unsupported("a float as the number of a protocol");
    }
    if !matches!(given.kind, Kind::Int(_)) {
        let class = machine.error_name(given.ty());
        return machine.type_error(if machine.build.at_least(10) {
            format!("'{class}' object cannot be interpreted as an integer")
        } else {
            format!("an integer is required (got type {class})")
        });
    }
    match machine.index(given)? {
        Int::Small(n) if n < 0 => Ok(opcode::HIGHEST_PROTOCOL as u8),
        Int::Small(n) if n <= opcode::HIGHEST_PROTOCOL => Ok(n as u8),
        Int::Small(_) => machine.value_error("pickle protocol must be <= 5"),
        Int::Big(_) => machine.unsupported("so large a number of a protocol"),
    }
}

fn loads(machine: &mut Machine, args: &Args) -> Res {
    let names = ["data", "fix_imports", "encoding", "errors", "buffers"];
    if args.pos.is_empty() {
        let text = "loads() missing required argument 'data' (pos 1)";
        return machine.type_error(if machine.build.at_least(10) {
            "loads() takes exactly 1 positional argument (0 given)"
        } else {
            text
        });
    }
    let given = parse(machine, "loads", &names, 1, 1, args)?;
    let Some(data) = &given[0] else {
        return machine.unsupported("these arguments of pickle");
    };
    let bytes = needed_buffer(machine, data)?;
    let mut hooks = Hooks::default();
    if let Some(fix_imports) = &given[1] {
        hooks.keep_names = !machine.truth(fix_imports)?;
    }
    let mut unpickler = Unpickler::new(&bytes, hooks);
    machine.load(&mut unpickler)
}

/// `load(file)`: an Unpickler on the file, once.
fn load(machine: &mut Machine, args: &Args) -> Res {
    let module = machine.import("_pickle", false)?;
    let (class, load) = (machine.sym("Unpickler"), machine.sym("load"));
    let class = machine.get_attr(&module, class)?;
    let unpickler = machine.call(&class, args.pos, args.kw)?;
    machine.call_method(&unpickler, load, &[])
}

/// Arguments by position or name, the last ones only by name.
fn parse(
    machine: &mut Machine,
    function: &str,
    names: &[&str],
    required: usize,
    positional: usize,
    args: &Args,
) -> Res<Vec<Option<Value>>> {
    if args.pos.len() > positional {
        let s = if positional == 1 { "" } else { "s" };
        let text = format!(
            "{function}() takes at most {positional} positional argument{s} ({} given)",
            args.pos.len()
        );
        return machine.type_error(text);
    }
    machine.parse_keywords(function, names, required, args.pos, args.kw)
}

/// `_dump(obj, protocol, fix_imports, memo, persistent_id, reducer_override, dispatch_table)`: the
/// bytes; the memo is a list that grows.
fn dump_with(machine: &mut Machine, args: &Args) -> Res {
    let [obj, protocol, fix_imports, memo, rest @ ..] = args.pos else {
        return machine.unsupported("these arguments of pickle");
    };
    let protocol = protocol_of(machine, Some(protocol))?;
    let mut hooks = rest
        .iter()
        .map(|hook| Some(hook.clone()).filter(|hook| !machine.is_none(hook)));
    let hooks = Hooks {
        persistent: hooks.next().flatten(),
        reducer_override: hooks.next().flatten(),
        dispatch_table: hooks.next().flatten(),
        find_class: None,
        keep_names: !machine.truth(fix_imports)?,
    };
    let known = machine.iterate(memo)?;
    let count = known.len();
    let mut pickler = Pickler::new(protocol, hooks, known);
    machine.dump(&mut pickler, obj)?;
    let (bytes, objects) = pickler.finish();
    for obj in objects.into_iter().skip(count) {
        machine.list_append(memo, obj)?;
    }
    Ok(machine.bytes(&bytes))
}

/// `_load(data, start, fix_imports, memo, persistent_load, find_class)`: the object and where its
/// pickle ends.
fn load_with(machine: &mut Machine, args: &Args) -> Res {
    let [data, start, fix_imports, memo, persistent, find_class] = args.pos else {
        return machine.unsupported("these arguments of pickle");
    };
    let bytes = needed_buffer(machine, data)?;
    let present = |hook: &Value| Some(hook.clone()).filter(|hook| !machine.is_none(hook));
    let hooks = Hooks {
        persistent: present(persistent),
        find_class: present(find_class),
        keep_names: !machine.truth(fix_imports)?,
        ..Hooks::default()
    };
    let mut unpickler = Unpickler::new(&bytes, hooks);
    unpickler.at = machine.index_small(start)?.max(0) as usize;
    unpickler.memo = machine.iterate(memo)?.into_iter().map(Some).collect();
    let known = unpickler.memo.len();
    let value = machine.load(&mut unpickler)?;
    for obj in unpickler.memo.iter().skip(known) {
        let Some(obj) = obj else {
            return machine.unsupported("a pickle whose memo has gaps");
        };
        machine.list_append(memo, obj.clone())?;
    }
    let end = machine.int(unpickler.at as i64);
    Ok(machine.tuple(vec![value, end]))
}

/// `_codecs.encode(text, encoding)`, for Latin-1 only.
fn encode(machine: &mut Machine, args: &Args) -> Res {
    let (Some(text), Some(encoding)) = (args.pos.first(), args.pos.get(1)) else {
        return machine.unsupported("codecs.encode() without an encoding");
    };
    let encoding = machine.str_of(encoding)?;
    let latin = matches!(encoding.as_str(), "latin1" | "latin-1");
    let bytes: Option<Vec<u8>> = match &text.kind {
        Kind::Str(text) if latin => text
            .as_str()
            .chars()
            .map(|c| u8::try_from(u32::from(c)).ok())
            .collect(),
        _ => None,
    };
    let Some(bytes) = bytes else {
        return machine.unsupported(format!("codecs.encode() to {encoding}"));
    };
    machine.charge(bytes.len())?;
    debug_assert!(machine.is_instance(text, tid::STR));
    Ok(machine.bytes(&bytes))
}
