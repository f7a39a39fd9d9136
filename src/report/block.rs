//! Memory as it lies: blocks, and the words of a block.

use serde::{Deserialize, Serialize};

/// Names a block within one report.
pub type BlockId = u32;

/// One piece of memory that was asked for in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its identity in this report; pointers name it.
    pub id: BlockId,
    /// What it is.
    pub kind: BlockKind,
    /// What it is, for this object: "shared keys of Point", "dict of p".
    pub title: String,
    /// Simulated address of offset 0.
    pub address: u64,
    /// Whether other objects use it too (shared keys); then no object's byte count includes it.
    pub shared: bool,
    /// The bytes asked for.
    pub requested: u64,
    /// The bytes that the allocator hands out.
    pub allocated: u64,
    /// Every word, in the order of memory; together they are exactly the requested bytes.
    pub words: Vec<Word>,
}

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The object itself, with its pre-header and inline values.
    Object,
    /// A dict object.
    Dict,
    /// The keys table of a combined dict: header, indices, entries.
    Keys,
    /// The keys that the instances of a class share.
    SharedKeys,
    /// The values of a split dict, kept apart from the object (3.9 to 3.12).
    Values,
    /// The items of a list, or the table of a set.
    Items,
    /// The characters of a string that is not compact.
    Characters,
}

/// One word of a block: what lies at one offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Bytes from the block's address; negative for the pre-header and a values prefix.
    pub offset: i64,
    /// Bytes: a pointer's width, or less where narrower fields were not drawn together as one word,
    /// or a multiple for [`Role::Unused`] and [`Role::Left`].
    pub size: u32,
    /// What the word is for.
    pub role: Role,
    /// The class that brought it: `object`, `tuple`, `Point`; none where no class did.
    pub owner: Option<String>,
    /// What is in it.
    pub value: WordValue,
    /// More about it, in a few words: "capacity 4, used 3".
    pub note: Option<String>,
}

/// What is in a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordValue {
    /// A pointer to nothing: an unset slot, a dict not yet made.
    Null,
    /// A pointer: the block it leads to, if that is drawn, and a short text for what is there.
    Pointer {
        /// The drawn block.
        to: Option<BlockId>,
        /// What is there: `1`, `'Ada'`, `class Point`.
        label: String,
    },
    /// A number, as text; counts, sizes, hashes and payloads.
    Number(String),
    /// Single bytes, in the order of memory.
    Bytes(Vec<u8>),
    /// Bytes that mean nothing.
    Nothing,
}

/// What a word is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// One of the two words that link the object into the garbage collector's lists.
    GcHead,
    /// Pre-header pointer to the `__dict__` (3.11+), or to the values where CPython 3.12 keeps them there.
    ManagedDict,
    /// Pre-header pointer to the values array (3.11).
    ManagedValues,
    /// Pre-header head of the weak reference list (3.12+).
    ManagedWeakref,
    /// `ob_refcnt`.
    Refcount,
    /// `ob_type`.
    Type,
    /// `ob_size`.
    Size,
    /// A field of a builtin type: its name in CPython's struct.
    Payload(String),
    /// A member descriptor's word: the attribute's name.
    Slot(String),
    /// Head of the inline values: capacity, size, embedded, valid (3.13+).
    InlineHeader,
    /// An inline value: the attribute's name, or none for room that no name has taken (3.13+).
    InlineValue(Option<String>),
    /// Order in which the inline values were set (3.13+).
    InlineOrder,
    /// Pointer to the `__dict__` in the object's body (up to 3.11).
    DictPointer,
    /// Head of the weak reference list in the object's body (up to 3.11).
    WeakList,
    /// Prefix of a values array: order bytes and sizes (3.11, 3.12).
    ValuesPrefix,
    /// A value in a values array: the attribute's name, or none for free room.
    Value(Option<String>),
    /// A field of the head of a keys table: its name in CPython's struct.
    KeysHeader(String),
    /// Hash indices of a keys table.
    KeysIndices,
    /// Hash of an entry (general tables).
    EntryHash,
    /// Key of an entry.
    EntryKey,
    /// Value of an entry; unused in shared keys up to 3.10.
    EntryValue,
    /// An item of a list, tuple or set: its index.
    Item(u32),
    /// Characters or digits.
    Characters,
    /// Alignment.
    Padding,
    /// Room that nothing can reach any more, or never could: the reason.
    Dead(String),
    /// Room kept for later: over-allocated items, free entries.
    Unused,
    /// Words left out of the drawing because there are too many: how many words.
    Left(u32),
}

impl Role {
    /// The role in a few words, as a row of a table calls it.
    pub fn label(&self) -> String {
        let fixed = match self {
            Role::GcHead => "GC head",
            Role::ManagedDict => "managed dict",
            Role::ManagedValues => "managed values",
            Role::ManagedWeakref => "managed weakref",
            Role::Refcount => "refcount",
            Role::Type => "type",
            Role::Size => "size",
            Role::InlineHeader => "inline header",
            Role::InlineOrder => "inline order",
            Role::DictPointer => "dict pointer",
            Role::WeakList => "weaklist",
            Role::ValuesPrefix => "values prefix",
            Role::KeysIndices => "hash indices",
            Role::EntryHash => "entry hash",
            Role::EntryKey => "entry key",
            Role::EntryValue => "entry value",
            Role::Characters => "characters",
            Role::Padding => "padding",
            Role::Unused => "unused",
            Role::InlineValue(None) => "free",
            Role::Value(None) => "free",
            Role::Dead(reason) => return format!("dead: {reason}"),
            Role::Slot(name) => return format!("slot {name}"),
            Role::InlineValue(Some(name)) => return format!("inline value {name}"),
            Role::Value(Some(name)) => return format!("value {name}"),
            Role::Payload(field) | Role::KeysHeader(field) => return field.clone(),
            Role::Item(index) => return format!("item {index}"),
            Role::Left(words) => return format!("{words} more words"),
        };
        fixed.to_string()
    }
}

impl WordValue {
    /// The value as text, as a row of a table shows it.
    pub fn text(&self) -> String {
        match self {
            WordValue::Null => "NULL".into(),
            WordValue::Pointer { label, .. } => label.clone(),
            WordValue::Number(number) => number.clone(),
            WordValue::Bytes(bytes) => {
                let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                hex.join(" ")
            }
            WordValue::Nothing => String::new(),
        }
    }
}
