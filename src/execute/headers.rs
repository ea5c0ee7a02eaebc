//! The headers of requests.

use std::sync::Arc;

use super::overrides::Overrides;
use super::token::{Headers, Token};
use super::{Executor, Shared};
use crate::codec::encode::JSON;

pub(super) const AUTHORIZATION: &str = "authorization";
const CONTENT_TYPE: &str = "content-type";
pub(super) const BEARER: &str = "Bearer ";

impl Executor {
    /// The headers of a request with this token. Without overrides, requests with JSON and without a body share them.
    pub(super) fn headers(&self, token: &Token, content_type: Option<&str>) -> Headers {
        let shared = match content_type {
            None => &token.headers,
            Some(JSON) => &token.json_headers,
            Some(_) => return self.build_headers(Some(token), content_type),
        };
        match self.overrides {
            None => Arc::clone(shared.get_or_init(|| self.build_headers(Some(token), content_type))),
            Some(_) => self.build_headers(Some(token), content_type),
        }
    }

    pub(super) fn build_headers(&self, token: Option<&Token>, content_type: Option<&str>) -> Headers {
        self.shared.headers(token, self.overrides.as_deref(), content_type)
    }
}

impl Shared {
    /// The credentials, what every request has, what the overrides say, the content type.
    pub(super) fn headers(
        &self,
        token: Option<&Token>,
        overrides: Option<&Overrides>,
        content_type: Option<&str>,
    ) -> Headers {
        let authorization = token.map(|token| (AUTHORIZATION.to_owned(), format!("{BEARER}{}", token.text)));
        let mut headers = Vec::from_iter(authorization);
        headers.extend_from_slice(&self.headers);
        let user_pool_id = token.map(|token| &token.user_pool_id).or(self.user_pool_id.as_ref());
        if let Some(id) = user_pool_id {
            headers.extend(self.user_pool_headers(id));
        }
        if let Some(overrides) = overrides {
            overrides.apply(&mut headers);
        }
        headers.extend(content_type.map(|value| (CONTENT_TYPE.to_owned(), value.to_owned())));
        headers.into()
    }

    fn user_pool_headers<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (String, String)> + 'a {
        let prefixes = self.header_prefixes.iter();
        prefixes.map(|prefix| (format!("{prefix}-userpool-id"), id.to_owned()))
    }
}
