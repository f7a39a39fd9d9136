//! Which members of a card stand in which rows, and what an edited row does to the card.

use super::rows::{Kind, Row};
use crate::report::{ClassCard, Method, Property, Span, Variable};

/// The rows of this kind.
pub(super) fn rows(class: &ClassCard, kind: Kind) -> Vec<Row> {
    let places = places(class, kind).into_iter();
    match kind {
        Kind::Property => places.map(|at| of_method(&class.methods[at])).collect(),
        _ => places.map(|at| of_variable(&class.variables[at])).collect(),
    }
}

/// Puts a new member behind the others of its kind.
pub(super) fn add(class: &mut ClassCard, kind: Kind, row: Row) {
    let behind = places(class, kind).last().map(|at| at + 1);
    match kind {
        Kind::Property => class.methods.push(Method {
            name: row.name,
            property: Some(Property {
                value: row.value.unwrap_or_default(),
                plain: true,
            }),
            span: Span::default(),
        }),
        _ => {
            let variable = Variable {
                name: row.name,
                value: row.value,
                annotation: row.annotation,
                plain: true,
                span: Span::default(),
            };
            let at = behind.unwrap_or(class.variables.len());
            class.variables.insert(at, variable);
        }
    }
}

/// Changes the member in the row number `at` of its kind.
pub(super) fn set(class: &mut ClassCard, kind: Kind, at: usize, row: Row) {
    let Some(&at) = places(class, kind).get(at) else {
        return;
    };
    match kind {
        Kind::Property => {
            let method = &mut class.methods[at];
            method.name = row.name;
            if let Some(property) = &mut method.property {
                property.value = row.value.unwrap_or_default();
            }
        }
        _ => {
            let variable = &mut class.variables[at];
            variable.name = row.name;
            variable.annotation = row.annotation;
            variable.value = row.value;
        }
    }
}

/// Removes the member in the row number `at` of its kind.
pub(super) fn remove(class: &mut ClassCard, kind: Kind, at: usize) {
    let Some(&at) = places(class, kind).get(at) else {
        return;
    };
    match kind {
        Kind::Property => drop(class.methods.remove(at)),
        _ => drop(class.variables.remove(at)),
    }
}

/// Where the members of this kind are among the methods or the variables.
fn places(class: &ClassCard, kind: Kind) -> Vec<usize> {
    if kind == Kind::Property {
        let is_property = |at: &usize| class.methods[*at].property.is_some();
        return (0..class.methods.len()).filter(is_property).collect();
    }
    let is_field = |variable: &Variable| class.dataclass.is_some() && annotates_a_field(variable);
    let wanted = |at: &usize| is_field(&class.variables[*at]) == (kind == Kind::Field);
    (0..class.variables.len()).filter(wanted).collect()
}

/// Whether a dataclass makes a field of it: what is annotated is one, unless with `ClassVar` (Lib/dataclasses.py,
/// `_get_field`).
fn annotates_a_field(variable: &Variable) -> bool {
    variable.annotation.as_ref().is_some_and(|annotation| {
        let text = annotation.trim_matches(['\'', '"']);
        let head = text.split('[').next().unwrap_or_default();
        head.rsplit('.').next().map(str::trim) != Some("ClassVar")
    })
}

fn of_variable(variable: &Variable) -> Row {
    Row {
        name: variable.name.clone(),
        annotation: variable.annotation.clone(),
        value: variable.value.clone(),
        fixed: !variable.plain,
    }
}

fn of_method(method: &Method) -> Row {
    let property = method.property.clone().unwrap_or_default();
    Row {
        name: method.name.clone(),
        annotation: None,
        value: Some(property.value),
        fixed: !property.plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Dataclass;

    #[test]
    fn fields_are_told_from_class_variables() {
        let variable = |name: &str, annotation: Option<&str>| Variable {
            name: name.into(),
            annotation: annotation.map(str::to_string),
            ..Variable::default()
        };
        let mut class = ClassCard {
            variables: vec![
                variable("a", Some("int")),
                variable("b", None),
                variable("c", Some("ClassVar[int]")),
                variable("d", Some("'typing.ClassVar'")),
                variable("e", Some("list[ClassVar]")),
            ],
            ..ClassCard::default()
        };
        let names = |class: &ClassCard, kind| -> String {
            rows(class, kind).iter().map(|row| &*row.name).collect()
        };
        assert_eq!(names(&class, Kind::Field), "");
        assert_eq!(names(&class, Kind::Variable), "abcde");
        class.dataclass = Some(Dataclass::default());
        assert_eq!(names(&class, Kind::Field), "ae");
        assert_eq!(names(&class, Kind::Variable), "bcd");
        let row = Row {
            name: "f".into(),
            annotation: Some("int".into()),
            ..Row::default()
        };
        set(&mut class, Kind::Field, 1, row.clone());
        remove(&mut class, Kind::Field, 0);
        add(&mut class, Kind::Field, row);
        assert_eq!(names(&class, Kind::Field), "ff");
    }
}
