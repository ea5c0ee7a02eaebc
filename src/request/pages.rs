//! Iterators over the pages of a response, and over the items on them.

mod ahead;
mod page_request;
mod progress;
mod raw_page;

use std::collections::VecDeque;
use std::fmt;
use std::iter::FusedIterator;

use serde_json::Value;

use super::Request;
use crate::codec::decode::Decode;
use crate::error::{Error, Failure};
use crate::response::Response;
use crate::schema::paging::Paging;
use crate::value::Sealed;
use ahead::Ahead;
use page_request::PageRequest;
use progress::Progress;
use raw_page::{ListPath, RawPage};

/// A type of response data that is one page of many.
///
/// This trait is sealed: it cannot be implemented outside this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page",
    note = "the operation returns everything at once: use `send`"
)]
pub trait Page: Decode {
    /// Type of the items.
    type Item: Send + 'static;

    /// Where the list is in `data`, possibly where it was on an earlier page. `None` if it cannot be found.
    #[doc(hidden)]
    fn list_path(&self, known: Option<&[String]>, _: Sealed) -> Option<Vec<String>>;

    #[doc(hidden)]
    fn into_items(self, path: Option<&[String]>, _: Sealed) -> Vec<Self::Item>;
}

impl<T: Decode> Page for Vec<T> {
    type Item = T;

    fn list_path(&self, _: Option<&[String]>, _: Sealed) -> Option<Vec<String>> {
        Some(Vec::new())
    }

    fn into_items(self, _: Option<&[String]>, _: Sealed) -> Vec<T> {
        self
    }
}

impl Page for Value {
    type Item = Value;

    #[inline]
    fn list_path(&self, known: Option<&[String]>, _: Sealed) -> Option<Vec<String>> {
        raw_page::find_list(self, known)
    }

    #[inline]
    fn into_items(self, path: Option<&[String]>, _: Sealed) -> Vec<Value> {
        raw_page::take_list(self, path)
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
    /// If no limit is set, the largest documented one is used, which is normally 50.
    ///
    /// Iteration ends when as many items have been read as the service states in total, and a page is empty or has
    /// fewer items than the limit. Below the total, such pages do not end it, since servers may return smaller pages
    /// than requested. If the service states no total, the first such page is the last one.
    ///
    /// Pages whose items have all been read before are not returned, nor are empty pages after the first. Three of them
    /// in a row end the iteration below the total, and so does the first one if there is no total. To recognize them,
    /// the iterator keeps 8 bytes for each item.
    ///
    /// Pagination is offset-based: concurrent writes can duplicate or skip items.
    ///
    /// # Errors
    ///
    /// An error ends the iteration, unless the caller goes on with [`skip_page`](Pages::skip_page). Apart from the
    /// errors of [`send`](Self::send) there are two:
    ///
    /// - [`Error::is_incomplete`], after the last page, if fewer items were read than the service states, or if it
    ///   ignores the `page` parameter.
    /// - [`Error::is_validation`], if the operation has no pages.
    pub fn pages(&self) -> Pages<T> {
        self.pages_at(None)
    }

    /// The [`pages`](Self::pages) from a given page number, such as an earlier [`Pages::next_page`].
    pub fn pages_from(&self, page: i64) -> Pages<T> {
        self.pages_at(Some(page))
    }

    fn pages_at(&self, page: Option<i64>) -> Pages<T> {
        let mut paging = Paging::of(self.operation());
        let mut request = self.clone();
        let (mut first, mut limit) = (1, None);
        if let Some(paging) = &mut paging {
            paging.keeps_numbers = request.state.executor.skips_validation();
            first = paging.get(request.params(), "page").unwrap_or(1);
            limit = paging.get(request.params(), "limit");
            if let (None, Some(max)) = (limit, paging.max_limit) {
                limit = Some(max).filter(|_| paging.set(request.params_mut(), "limit", max));
            }
        }
        let max_limit = paging.as_ref().and_then(|paging| paging.max_limit);
        let progress = Progress::new(page.unwrap_or(first), limit, max_limit);
        Pages {
            request: PageRequest {
                request,
                paging,
                hasher: progress.hasher.clone(),
            },
            progress,
            path: None,
            concurrency: 1,
            ahead: None,
        }
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
    ///
    /// An item that cannot be decoded is left out, with a warning in the log. [`pages`](Self::pages) shows the
    /// [issues](Response::decode_issues) of each page, and
    /// [`strict_responses`](crate::ManagementClientBuilder::strict_responses) makes them errors.
    ///
    /// Responses without a type are searched for the list: it is the whole of `data`, or its field `list`, `data` or
    /// `records`, or else the only list in it.
    ///
    /// # Errors
    ///
    /// Same as [`pages`](Self::pages).
    pub fn items(&self) -> Items<T> {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
        }
    }
}

/// An iterator over pages: see [`Request::pages`].
#[must_use = "iterators are lazy: no page is fetched until the iterator is advanced"]
pub struct Pages<T: Page> {
    request: PageRequest<T>,
    progress: Progress,
    /// Where the list of the last page was.
    path: Option<ListPath>,
    concurrency: usize,
    ahead: Option<Ahead<T>>,
}

impl<T: Page> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("request", &self.request.request)
            .field("progress", &self.progress)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}

impl<T: Page> Pages<T> {
    /// Fetches up to this many pages at a time: 1 to 64, the number of pooled connections. Defaults to 1.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for page in client.list_users().pages().concurrency(16) {
    ///     println!("{} users", page?.data.list.len());
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The first page tells how many there are. The next ones are fetched ahead on threads, and are returned in order,
    /// like their errors. If the service states no total, pages are still fetched one after the other.
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency;
        self
    }

    /// Number of items on all pages, according to the last page that states it. `None` before the first page, and if
    /// the service reports no total.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.progress.total
    }

    /// Number of the next page. After an error it is the page that failed, so that
    /// [`pages_from`](Request::pages_from) continues there.
    #[must_use]
    pub fn next_page(&self) -> i64 {
        self.progress.page
    }

    /// Skips the next page, without fetching it. After an error this is the page that failed, and the iterator goes on
    /// after it:
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let mut pages = client.list_groups().pages();
    /// while let Some(page) = pages.next() {
    ///     match page {
    ///         Ok(page) => println!("{} groups", page.data.list.len()),
    ///         Err(error) => {
    ///             eprintln!("page {}: {error}", pages.next_page());
    ///             pages.skip_page();
    ///         }
    ///     }
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// A skipped page counts as a full one. Three pages that fail in a row end the iteration, so this loop ends even if
    /// the service cannot be reached. There is nothing to skip after an invalid request and at the end of the
    /// iteration, where this has no effect.
    pub fn skip_page(&mut self) {
        self.progress.skip();
    }
}

impl<T: Page> Pages<T> {
    fn fetch(&mut self) -> Result<(Response<T>, RawPage), Error> {
        let number = self.progress.page;
        let last = number.saturating_add(self.progress.pages_ahead());
        let ahead = self.ahead.get_or_insert_with(|| Ahead::new(self.concurrency, number));
        let fetched = ahead.fetch(&self.request, number, last, self.path.as_ref())?;
        self.path = fetched.path;
        Ok((fetched.response, fetched.raw))
    }
}

impl<T: Page> Iterator for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.progress.is_over() {
            match self.fetch() {
                Ok((response, page)) if self.progress.add(&page) => return Some(Ok(response)),
                Ok(_) => {}
                Err(error) => {
                    self.progress.fail(!error.is_validation());
                    return Some(Err(error));
                }
            }
        }
        let missing = Error::new(Failure::Incomplete(self.progress.take_missing()?));
        Some(Err(missing.with_operation(self.request.request.operation().name)))
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
    /// Fetches up to this many pages at a time, like [`Pages::concurrency`].
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for user in client.list_users().items().concurrency(16) {
    ///     println!("{}", user?.user_id);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.pages = self.pages.concurrency(concurrency);
        self
    }

    /// Number of items on all pages, according to the last page that states it. `None` before the first item, and if
    /// the service reports no total.
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

    /// Skips the next page, like [`Pages::skip_page`]: after an error, the page that failed. Items of the current page
    /// are still returned.
    pub fn skip_page(&mut self) {
        self.pages.skip_page();
    }
}

impl<T: Page> Iterator for Items<T> {
    type Item = Result<T::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.pages.next()? {
                Ok(page) => self
                    .ready
                    .extend(page.data.into_items(self.pages.path.as_deref(), Sealed)),
                Err(error) => return Some(Err(error)),
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

impl<T: Page> FusedIterator for Items<T> {}
