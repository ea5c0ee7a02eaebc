//! The documentation of operations and parameters, for programs that show it.

use super::{ObjectSchema, Operation};

/// # Descriptions
impl Operation {
    /// What the operation does: its documentation, as Markdown. Needs the feature `descriptions`.
    ///
    /// ```
    /// use genauth::Method;
    /// use genauth::schema::Operation;
    ///
    /// let (operation, _) = Operation::find(Method::Get, "/api/v3/get-group").expect("an endpoint");
    /// assert!(operation.description().contains("group"));
    /// ```
    #[must_use]
    #[inline]
    pub fn description(&self) -> &'static str {
        self.doc.first().copied().unwrap_or_default().trim()
    }

    /// The documentation of each parameter, in the order of [`params`](Self#structfield.params). Constraints are not
    /// part of it. Needs the feature `descriptions`.
    #[inline]
    pub fn param_descriptions(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.docs.iter().map(|text| text.trim())
    }
}

/// # Descriptions
impl ObjectSchema {
    /// The documentation of each field, in the order of [`fields`](Self::fields). Needs the feature `descriptions`.
    #[inline]
    pub fn field_descriptions(&self) -> impl Iterator<Item = &'static str> + use<> {
        (self.docs)().iter().map(|text| text.trim())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::operations;
    use crate::schema::{Param, ParamType};

    #[test]
    fn every_operation_and_every_parameter_has_a_description() {
        for operation in operations() {
            assert!(operation.description().ends_with(['.', '`']), "{}", operation.name);
            assert_eq!(operation.param_descriptions().count(), operation.params.len());
            let objects = operation.params.iter().filter_map(|param: &Param| match &param.ty {
                ParamType::Object(schema) => Some(schema),
                _ => None,
            });
            for schema in objects {
                assert_eq!(schema.field_descriptions().count(), schema.fields().len());
                for text in operation.param_descriptions().chain(schema.field_descriptions()) {
                    assert!(!text.is_empty(), "{}", operation.name);
                }
            }
        }
    }

    #[test]
    fn a_description_is_the_comment_of_its_row() {
        let operation = operations().find(|operation| operation.name == "get_group").unwrap();
        let texts: Vec<_> = operation.param_descriptions().collect();
        assert_eq!(operation.params[0].name(), "code");
        assert_eq!(texts[0], "Code of the group.");
    }
}
