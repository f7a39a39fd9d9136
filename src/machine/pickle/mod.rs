//! pickle: objects to bytes and back, byte for byte as `_pickle` of each version writes them.
//!
//! [`dump`] walks the objects with a stack of tasks of its own, so that chains of any length fit the
//! native stack; [`load`] runs the opcodes over a stack of objects. What objects say of themselves
//! (`__reduce_ex__`) is in `machine/reduce.rs`, the classes Pickler and Unpickler in
//! `library/_pickle.py`.

mod build;
mod containers;
mod dump;
mod functions;
mod globals;
mod load;
mod notes;
mod opcode;
mod output;
mod python2;
mod reduction;

pub(super) use functions::{CODECS, FUNCTIONS};

use super::object::Value;
use super::{Machine, Res};

/// What a Pickler or an Unpickler adds to the plain functions.
#[derive(Clone, Default)]
pub(super) struct Hooks {
    /// `persistent_id` or `persistent_load`
    pub persistent: Option<Value>,
    /// `reducer_override`
    pub reducer_override: Option<Value>,
    /// `dispatch_table`, in place of copyreg's.
    pub dispatch_table: Option<Value>,
    /// `find_class`, where it is overridden.
    pub find_class: Option<Value>,
    /// Protocols 0 to 2: names of Python 2 are not used.
    pub keep_names: bool,
}

impl Machine {
    /// The protocol that is used where none is asked for: 4, from 3.14 on 5.
    pub fn default_protocol(&self) -> u8 {
        if self.build.at_least(14) { 5 } else { 4 }
    }

    /// `pickle.dumps(obj, protocol)`; the protocol is one of 0 to 5.
    pub fn pickle_dumps(&mut self, obj: &Value, protocol: u8) -> Res<Vec<u8>> {
        let mut pickler = dump::Pickler::new(protocol, Hooks::default(), Vec::new());
        self.dump(&mut pickler, obj)?;
        Ok(pickler.finish().0)
    }

    /// `pickle.loads(bytes)`
    pub fn pickle_loads(&mut self, bytes: &[u8]) -> Res {
        let mut unpickler = load::Unpickler::new(bytes, Hooks::default());
        self.load(&mut unpickler)
    }

    /// Raises an exception class of the module `_pickle`.
    fn pickle_error<T>(&mut self, class: &str, text: impl AsRef<str>) -> Res<T> {
        let error = self.new_pickle_error(class, text.as_ref())?;
        Err(super::Stop::Raise(error))
    }

    fn new_pickle_error(&mut self, class: &str, text: &str) -> Res {
        let module = self.import("_pickle", false)?;
        let class = self.sym(class);
        let class = self.get_attr(&module, class)?;
        let text = self.str(text);
        self.call(&class, &[text], &[])
    }
}
