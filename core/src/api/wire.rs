//! Requests and views: plain data that five languages can hold.

/// Defines a request: strict (an unknown field is an error), and every `Option` and `Vec` may be left out.
macro_rules! request {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $crate::api::wire::request!(@field [$(#[$meta])*] $name {} $($body)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* } $(#[$meta:meta])* $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        $crate::api::wire::request!(@field [$($outer)*] $name { $($done)*
            $(#[$meta])*
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "uniffi", uniffi(default))]
            pub $field: Option<$type>,
        } $($rest)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* } $(#[$meta:meta])* $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        $crate::api::wire::request!(@field [$($outer)*] $name { $($done)*
            $(#[$meta])*
            #[serde(default)]
            #[cfg_attr(feature = "uniffi", uniffi(default))]
            pub $field: Vec<$type>,
        } $($rest)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* } $(#[$meta:meta])* $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::api::wire::request!(@field [$($outer)*] $name { $($done)*
            $(#[$meta])*
            pub $field: $type,
        } $($rest)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* }) => {
        $($outer)*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
        pub struct $name { $($done)* }
    };
}
pub(crate) use request;

/// Defines a view: what a caller may see. Absent fields are left out on the wire.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $crate::api::wire::view!(@field [$(#[$meta])*] $name {} $($body)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* } $(#[$meta:meta])* $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        $crate::api::wire::view!(@field [$($outer)*] $name { $($done)*
            $(#[$meta])*
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub $field: Option<$type>,
        } $($rest)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* } $(#[$meta:meta])* $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::api::wire::view!(@field [$($outer)*] $name { $($done)*
            $(#[$meta])*
            pub $field: $type,
        } $($rest)*);
    };
    (@field [$($outer:tt)*] $name:ident { $($done:tt)* }) => {
        $($outer)*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
        pub struct $name { $($done)* }
    };
}
pub(crate) use view;

/// A change to a text that may be empty. In an edit, an absent field keeps what is there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TextChange {
    /// Leaves it empty.
    Clear,
    /// Puts this text there.
    Set(String),
}
