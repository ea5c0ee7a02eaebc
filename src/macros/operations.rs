//! Operations: methods, builders, and entries of the registry.

/// The operations of one domain.
///
/// ```text
/// operations! {
///     /// # Applications                                      heading on the client's page
///     "applications"                                          domain in the registry
///
///     /// What the operation does.
///     write Post "/api/v3/authorize-application-access"       effect, method, path
///     fn authorize_application_access(AuthorizeApplicationAccess) -> IsSuccess {
///        ^ method                     ^ builder                  ^ type of `data`
///         required { .. }                                     parameters, see the module
///         optional { .. }
///     }
///
///     read Get "/api/v3/get-post"                             and two rare columns:
///     fn get_post(GetPost) as "documented_name" -> Post, in_body, authing { .. }
///                          ^ upstream's name             ^ flags: see `flag_sentence!`
/// }
/// ```
///
/// Operations that no official source documents have one more flag, which says what their parameters rest on: `seen` in
/// programs, `inferred` from names, or `path_only`, without parameters. It includes `authing`.
///
/// ```text
///     read Post "/api/v3/list-sessions"
///     fn list_sessions(ListSessions) -> Value, path_only { .. }
/// }
/// ```
macro_rules! operations {
    (
        $(#$heading:tt)*
        $domain:literal
        $(
            $(#$doc:tt)*
            $effect:ident $method:ident $path:literal
            fn $name:ident($builder:ident) $(as $documented:literal)? -> $output:ty $(, $flag:ident)* {
                required $required:tt
                optional $optional:tt
            }
        )*
    ) => {
        pub(crate) use builders::OPERATIONS;
        #[cfg(test)]
        pub(crate) use builders::PROBES;

        /// The builders, apart from the types that they share a file with.
        pub(crate) mod builders {
            #[allow(unused_imports, clippy::wildcard_imports)]
            use super::*;

            // One block for each domain: its documentation is the heading, its methods are the operations.
            $(#$heading)*
            impl $crate::client::ManagementClient {
                $(
                    $(#$doc)*
                    #[doc = $crate::macros::endpoint!($method $path)]
                    $(
                        #[doc = concat!("<!-- -->\n\nDocumented as `", $documented, "`.")]
                        #[doc(alias = $documented)]
                    )?
                    $(
                        #[doc = $crate::macros::flag_sentence!($flag)]
                    )*
                    #[inline]
                    pub fn $name(&self) -> $builder {
                        $builder { inner: $crate::request::Request::new(&self.executor, &$name) }
                    }
                )*
            }

            $(
                $(#$doc)*
                // Only documentation pays for the rest.
                #[cfg_attr(
                    doc,
                    doc = $crate::macros::endpoint!($method $path),
                    doc = "",
                    doc = concat!(
                        "Built by [`", stringify!($name), "`](crate::ManagementClient::", stringify!($name),
                        "), sent by [`send`](crate::Request::send), which returns a [`Response`](crate::Response) ",
                        "with [`", stringify!($output), "`] as `data`."
                    ),
                    $(doc = $crate::macros::flag_sentence!($flag),)*
                    doc = $crate::macros::example!($name),
                    doc = $crate::macros::sketch!($name -> $output; required $required optional $optional)
                )]
                #[must_use = "a request does nothing until it is sent"]
                pub struct $builder {
                    inner: $crate::request::Request<$output>,
                }

                $crate::macros::parameters! {
                    $builder: static $name: Operation {
                        #[cfg(feature = "descriptions")]
                        doc: $crate::macros::docs!({$($doc)*}),
                        ..$crate::schema::Operation::$effect(
                            stringify!($name), $crate::schema::Method::$method, $path, $domain,
                        )$(.documented_as($documented))? $(.$flag())*
                    }
                    in $method;
                    methods {}
                    required $required optional $optional
                }

                impl Clone for $builder {
                    #[inline]
                    fn clone(&self) -> Self {
                        Self { inner: Clone::clone(&self.inner) }
                    }
                }

                impl std::fmt::Debug for $builder {
                    #[inline]
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        $crate::request::debug(&self.inner, f)
                    }
                }

                impl std::ops::Deref for $builder {
                    type Target = $crate::request::Request<$output>;

                    #[inline]
                    fn deref(&self) -> &Self::Target {
                        &self.inner
                    }
                }
            )*

            /// What the tests of the tables need from each operation.
            #[cfg(test)]
            pub(crate) static PROBES: &[$crate::api::tests::Probe] = &[$(
                $crate::api::tests::Probe {
                    operation: &$name,
                    filled: |client| {
                        let request = client.$name();
                        $crate::macros::fill!(request required $required optional $optional).params().clone()
                    },
                    output: $crate::api::tests::decode_output::<$output>,
                },
            )*];

            /// The operations, in the order of the table.
            pub(crate) static OPERATIONS: &[&$crate::schema::Operation] = &[$(&$name),*];
        }
    };
}

/// The endpoint as a paragraph of the documentation. The comment separates it from the paragraph above, since rustdoc
/// ignores empty lines at the ends of an attribute.
macro_rules! endpoint {
    (Get $path:literal) => {
        concat!("<!-- -->\n\n`GET ", $path, "`")
    };
    (Post $path:literal) => {
        concat!("<!-- -->\n\n`POST ", $path, "`")
    };
    (Put $path:literal) => {
        concat!("<!-- -->\n\n`PUT ", $path, "`")
    };
    (Delete $path:literal) => {
        concat!("<!-- -->\n\n`DELETE ", $path, "`")
    };
}

/// What a flag of an operation means for its callers.
macro_rules! flag_sentence {
    (authing) => {
        "<!-- -->\n\n\
         **Availability:** documented for Authing only; GenAuth's service may not have it."
    };
    (seen) => {
        "<!-- -->\n\n\
         **Availability:** known from Authing's live service only; GenAuth's service may not have it. Its parameters \
         are not documented; they are those that programs were seen to send."
    };
    (inferred) => {
        "<!-- -->\n\n\
         **Availability:** known from Authing's live service only; GenAuth's service may not have it. Its parameters \
         are not documented; they are inferred from names and from similar operations. Set others with `extra`. \
         The response is returned as JSON."
    };
    (path_only) => {
        "<!-- -->\n\n\
         **Availability:** known from Authing's live service only; GenAuth's service may not have it. Its parameters \
         are not documented; set them with `extra`. The response is returned as JSON."
    };
    (in_body) => {
        "<!-- -->\n\n\
         Documented without an envelope; both forms of the response are decoded."
    };
    (secret) => {
        "<!-- -->\n\n\
         `data` is a secret, which neither logs nor errors nor `Debug` of the response show."
    };
    (decides) => {
        "<!-- -->\n\n\
         A response that is not as documented is always an error, because a default could be taken for a decision."
    };
    (in_order) => {
        "<!-- -->\n\n\
         An item of the response that cannot be decoded keeps its place in the list, as a default."
    };
}

pub(crate) use {endpoint, flag_sentence, operations};
