//! Which fields of an output are secret.

use super::value_mut::ValueMut;
use crate::schema::FieldName;

/// Adds the names of the secret fields of a value's type, at any depth. The value is overwritten with defaults.
pub(crate) fn add_secret_fields(value: ValueMut<'_>, names: &mut Vec<FieldName>) {
    add(value, names, &mut Vec::new());
}

/// An output may contain itself, so the names of the types that have been visited are kept.
fn add(value: ValueMut<'_>, names: &mut Vec<FieldName>, visited: &mut Vec<&'static str>) {
    match value {
        ValueMut::Option(option) => add(option.insert(), names, visited),
        ValueMut::List(list) => {
            list.clear();
            add(list.push(), names, visited);
        }
        ValueMut::Object(object) => object.fields(&mut |type_name, fields, values| {
            if visited.contains(&type_name) {
                return;
            }
            visited.push(type_name);
            for (name, value) in FieldName::each(fields).zip(values) {
                if name.is_secret() {
                    names.push(name);
                } else {
                    add(value.value_mut(), names, visited);
                }
            }
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::AsValueMut;
    use super::*;
    use crate::macros::outputs;

    // The macro makes public items, which these are not.
    #[allow(unreachable_pub, missing_docs)]
    mod sample {
        use super::outputs;

        outputs! {
            Tree {
                name: String,
                key_text: String as secret,
                children: Vec<Tree>,
                leaf: Option<Leaf>,
            }
            Leaf {
                pin = "PIN": String as secret,
                trees: Vec<Tree>,
            }
        }
    }

    #[test]
    fn secret_fields_are_found_at_any_depth() {
        let mut names = Vec::new();
        add_secret_fields(None::<Vec<sample::Tree>>.value_mut(), &mut names);
        let names: Vec<_> = names.into_iter().map(FieldName::wire).collect();
        assert_eq!(names, ["keyText", "PIN"]);
    }
}
