//! Iterators over the pages of a response, and over the items on them.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::FusedIterator;

use serde_json::Value;

use super::Request;
use crate::codec::decode::Decode;
use crate::error::Error;
use crate::response::Response;
use crate::schema::paging::Paging;
use crate::schema::violation::{Violation, ViolationKind};
use crate::value::Sealed;

/// A type of response data that is one page of many.
///
/// This trait is sealed: it cannot be implemented outside this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page",
    note = "the operation returns everything at once: use `send`"
)]
pub trait Page: Decode {
    /// Type of the items.
    type Item;

    #[doc(hidden)]
    fn into_items(self, _: Sealed) -> Vec<Self::Item>;

    #[doc(hidden)]
    fn item_count(&self, _: Sealed) -> usize;

    /// Number of items on all pages, according to the service.
    #[doc(hidden)]
    fn total(&self, _: Sealed) -> Option<i64> {
        None
    }
}

impl<T: Decode> Page for Vec<T> {
    type Item = T;

    fn into_items(self, _: Sealed) -> Vec<T> {
        self
    }

    fn item_count(&self, _: Sealed) -> usize {
        self.len()
    }
}

/// The items of an untyped page: the page itself, or the list under one of the names that the service uses.
#[inline]
fn items_of(page: &Value) -> Option<&Vec<Value>> {
    ["list", "data", "records"]
        .iter()
        .find_map(|name| page.get(name)?.as_array())
        .or(page.as_array())
}

impl Page for Value {
    type Item = Value;

    fn into_items(self, _: Sealed) -> Vec<Value> {
        items_of(&self).cloned().unwrap_or_default()
    }

    fn item_count(&self, _: Sealed) -> usize {
        items_of(self).map_or(0, Vec::len)
    }

    fn total(&self, _: Sealed) -> Option<i64> {
        self.get("totalCount")?.as_i64()
    }
}

/// # Pages
impl<T: Page> Request<T> {
    /// Iterates over the pages, starting at the `page` parameter, or else at the first page. Each page is fetched when
    /// the iterator gets to it.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let mut pages = client.list_groups().limit(50).pages();
    /// while let Some(page) = pages.next() {
    ///     println!("{} of {:?}", page?.data.list.len(), pages.total());
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The iterator ends after a page that is empty or has fewer items than the limit, whatever the total says, and
    /// after the first error. A server that ignores the `page` parameter and returns the same page twice is an error.
    /// If no limit is set, the largest documented one is used, which is normally 50.
    ///
    /// Pagination is offset-based: concurrent writes can duplicate or skip items.
    ///
    /// If the operation has no pages, the iterator returns one error, a violation.
    pub fn pages(&self) -> Pages<T> {
        let paging = Paging::of(self.operation());
        let mut request = self.clone();
        let (mut page, mut limit) = (1, None);
        if let Some(paging) = &paging {
            page = paging.get(request.params(), "page").unwrap_or(1);
            limit = paging.get(request.params(), "limit");
            if let (None, Some(max)) = (limit, paging.max_limit) {
                limit = Some(max);
                paging.set(request.params_mut(), "limit", max);
            }
        }
        Pages {
            request,
            paging,
            page,
            limit,
            total: None,
            fingerprint: None,
            is_done: false,
        }
    }

    /// The [`pages`](Self::pages) from a given page number, such as an earlier [`Pages::next_page`].
    pub fn pages_from(&self, page: i64) -> Pages<T> {
        Pages { page, ..self.pages() }
    }

    /// Iterates over the items of all [`pages`](Self::pages).
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for group in client.list_groups().items() {
    ///     println!("{}", group?.name);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn items(&self) -> Items<T> {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
        }
    }
}

/// An iterator over pages: see [`Request::pages`].
#[derive(Debug)]
#[must_use = "iterators are lazy: no page is fetched until the iterator is advanced"]
pub struct Pages<T> {
    request: Request<T>,
    paging: Option<Paging>,
    page: i64,
    limit: Option<i64>,
    total: Option<i64>,
    /// Hash of the previous page.
    fingerprint: Option<u64>,
    is_done: bool,
}

impl<T> Pages<T> {
    /// Number of items on all pages, according to the last page. `None` before the first page, and if the service
    /// reports no total.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.total
    }

    /// Number of the next page. After an error it is the page that failed, so that
    /// [`pages_from`](Request::pages_from) continues there.
    #[must_use]
    pub fn next_page(&self) -> i64 {
        self.page
    }
}

impl<T: Page> Pages<T> {
    fn fetch(&mut self) -> Result<Response<T>, Error> {
        let Some(paging) = &self.paging else {
            let violation = Violation::new(
                "page",
                ViolationKind::Unsupported,
                "is not a parameter of this operation",
            );
            return Err(self.request.invalid(violation));
        };
        paging.set(self.request.params_mut(), "page", self.page);
        let response = self.request.send()?;
        let count = response.data.item_count(Sealed);
        let mut hasher = DefaultHasher::new();
        response.http.body.hash(&mut hasher);
        let fingerprint = Some(hasher.finish());
        if count > 0 && fingerprint == self.fingerprint {
            let message = format!("page {} equals the previous one: the server ignored `page`", self.page);
            return Err(self.request.invalid_response(message, response));
        }
        self.fingerprint = fingerprint;
        self.total = response.data.total(Sealed).or(self.total);
        let is_short = self
            .limit
            .is_some_and(|limit| i64::try_from(count).is_ok_and(|count| count < limit));
        self.is_done = count == 0 || is_short;
        self.page = self.page.saturating_add(1);
        Ok(response)
    }
}

impl<T: Page> Iterator for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let is_first = self.fingerprint.is_none();
        let page = self.fetch();
        match &page {
            Err(_) => self.is_done = true,
            // An empty page after others only means that there are no more.
            Ok(response) if response.data.item_count(Sealed) == 0 && !is_first => return None,
            Ok(_) => {}
        }
        Some(page)
    }
}

impl<T: Page> FusedIterator for Pages<T> {}

/// An iterator over the items of all pages: see [`Request::items`].
#[derive(Debug)]
#[must_use = "iterators are lazy: nothing is fetched until the iterator is advanced"]
pub struct Items<T: Page> {
    pages: Pages<T>,
    ready: VecDeque<T::Item>,
}

impl<T: Page> Items<T> {
    /// Number of items on all pages, according to the last page. `None` before the first item, and if the service
    /// reports no total.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.pages.total()
    }

    /// Number of the page that is fetched next. After an error it is the page that failed.
    ///
    /// Within a page it is already the following one, so iterate over [`pages`](Request::pages) to be able to resume.
    #[must_use]
    pub fn next_page(&self) -> i64 {
        self.pages.next_page()
    }
}

impl<T: Page> Iterator for Items<T> {
    type Item = Result<T::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.pages.next()? {
                Ok(page) => self.ready.extend(page.data.into_items(Sealed)),
                Err(error) => return Some(Err(error)),
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

impl<T: Page> FusedIterator for Items<T> {}
