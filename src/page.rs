//! Pages, and the items on them, as iterators.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::FusedIterator;

use serde_json::{Map, Value};

use crate::decode::Decode;
use crate::error::Error;
use crate::operation::{Kind, Operation, Param, Rule};
use crate::request::Request;
use crate::response::Response;
use crate::validate::Violation;

/// A type of `data` that is one page of many.
pub trait Page: Decode {
    /// What the pages are full of.
    type Item;

    /// The items of the page.
    #[doc(hidden)]
    fn into_items(self) -> Vec<Self::Item>;

    #[doc(hidden)]
    fn item_count(&self) -> usize;

    /// How many items the service says there are on all pages.
    #[doc(hidden)]
    fn total(&self) -> Option<i64> {
        None
    }
}

impl<T: Decode> Page for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }

    fn item_count(&self) -> usize {
        self.len()
    }
}

/// The list of a page that no type describes: by itself, or under the names that the service gives it.
#[inline]
fn list_in(page: &Value) -> Option<&Vec<Value>> {
    ["list", "data", "records"]
        .iter()
        .find_map(|name| page.get(name)?.as_array())
        .or(page.as_array())
}

impl Page for Value {
    type Item = Value;

    fn into_items(self) -> Vec<Value> {
        list_in(&self).cloned().unwrap_or_default()
    }

    fn item_count(&self) -> usize {
        list_in(self).map_or(0, Vec::len)
    }

    fn total(&self) -> Option<i64> {
        self.get("totalCount")?.as_i64()
    }
}

/// # Pages
impl<T: Page> Request<T> {
    /// Every page from the one that is set, or the first, to the last. The next one is fetched when it is asked for.
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
    /// It ends behind a page that is empty, or shorter than the limit, whatever the total says; and with the first
    /// error. A service that answers the same page again and again is an error too. Where no limit is set, the largest
    /// documented one is, 50 as a rule.
    ///
    /// Pages are counted, not marked: while others create and delete, an item may come twice or not at all.
    ///
    /// An operation that has no pages gives one violation.
    pub fn pages(&self) -> Pages<T> {
        let paging = Paging::of(self.operation());
        let mut request = self.clone();
        let (mut page, mut limit) = (1, None);
        if let Some(paging) = &paging {
            page = paging.get(request.params(), "page").unwrap_or(1);
            limit = paging.get(request.params(), "limit");
            if let (None, Some(most)) = (limit, paging.most) {
                limit = Some(most);
                paging.set(request.params_mut(), "limit", most);
            }
        }
        Pages {
            request,
            paging,
            page,
            limit,
            total: None,
            fingerprint: None,
            done: false,
        }
    }

    /// The [`pages`](Self::pages) from a given one on: how a walk is resumed that noted [`Pages::next_page`].
    pub fn pages_from(&self, page: i64) -> Pages<T> {
        Pages { page, ..self.pages() }
    }

    /// Every item on those [`pages`](Self::pages), one by one.
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

/// The pages of a request: see [`Request::pages`].
#[derive(Debug)]
#[must_use = "no page is fetched before it is asked for"]
pub struct Pages<T> {
    request: Request<T>,
    paging: Option<Paging>,
    page: i64,
    limit: Option<i64>,
    total: Option<i64>,
    /// Of the page before.
    fingerprint: Option<u64>,
    done: bool,
}

impl<T> Pages<T> {
    /// How many items there are on all pages, as the last page said it; none before the first.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.total
    }

    /// The number of the page that comes next. After an error it is the one that failed: a request with this page
    /// goes on there.
    #[must_use]
    pub fn next_page(&self) -> i64 {
        self.page
    }
}

impl<T: Page> Pages<T> {
    fn fetch(&mut self) -> Result<Response<T>, Error> {
        let Some(paging) = &self.paging else {
            let violation = Violation::new("page", "an operation that has pages", "one without");
            return Err(self.request.refuse(violation));
        };
        paging.set(self.request.params_mut(), "page", self.page);
        let response = self.request.send()?;
        let length = response.data.item_count();
        let mut hasher = DefaultHasher::new();
        response.answer.body.hash(&mut hasher);
        let fingerprint = Some(hasher.finish());
        if length > 0 && fingerprint == self.fingerprint {
            let message = format!(
                "page {} is the same as the one before: the service does not turn them",
                self.page
            );
            return Err(self.request.unreadable(message, response));
        }
        self.fingerprint = fingerprint;
        self.total = response.data.total().or(self.total);
        let is_short = self
            .limit
            .is_some_and(|limit| i64::try_from(length).is_ok_and(|length| length < limit));
        self.done = length == 0 || is_short;
        self.page = self.page.saturating_add(1);
        Ok(response)
    }
}

impl<T: Page> Iterator for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let is_first = self.fingerprint.is_none();
        let page = self.fetch();
        match &page {
            Err(_) => self.done = true,
            // An empty page behind others says only that they were all.
            Ok(response) if response.data.item_count() == 0 && !is_first => return None,
            Ok(_) => {}
        }
        Some(page)
    }
}

impl<T: Page> FusedIterator for Pages<T> {}

/// The items of a request's pages: see [`Request::items`].
#[derive(Debug)]
#[must_use = "nothing is fetched before it is asked for"]
pub struct Items<T: Page> {
    pages: Pages<T>,
    ready: VecDeque<T::Item>,
}

impl<T: Page> Items<T> {
    /// How many items there are in all, as the last page said it; none before the first.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.pages.total()
    }

    /// The number of the page that is fetched next. After an error it is the one that failed.
    ///
    /// In the middle of a page it is one ahead already: a walk that is to be resumed had better go by pages.
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
                Ok(page) => self.ready.extend(page.data.into_items()),
                Err(error) => return Some(Err(error)),
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

impl<T: Page> FusedIterator for Items<T> {}

/// Where an operation takes the number and the size of a page: among its parameters, or in an object below them.
#[derive(Debug)]
pub(crate) struct Paging {
    way: Vec<String>,
    /// The largest documented size.
    most: Option<i64>,
    /// One operation takes both as text.
    as_text: bool,
}

impl Paging {
    #[inline]
    pub(crate) fn of(operation: &Operation) -> Option<Self> {
        Self::among(operation.params, 2)
    }

    #[inline]
    fn among(params: &[Param], depth: usize) -> Option<Self> {
        let named = |name: &str| params.iter().find(|param| param.name.is(name));
        if let (Some(page), Some(limit)) = (named("page"), named("limit")) {
            let most = limit.rules.iter().find_map(|rule| match rule {
                Rule::Range(range) => Some(*range.end()),
                _ => None,
            });
            return Some(Paging {
                way: Vec::new(),
                most,
                as_text: matches!(page.kind, Kind::Text),
            });
        }
        params.iter().filter(|_| depth > 0).find_map(|param| {
            let Kind::Object(model) = &param.kind else { return None };
            let mut paging = Self::among(model.fields(), depth - 1)?;
            paging.way.insert(0, param.name().into_owned());
            Some(paging)
        })
    }

    #[inline]
    fn get(&self, params: &Map<String, Value>, name: &str) -> Option<i64> {
        let object = self
            .way
            .iter()
            .try_fold(params, |object, step| object.get(step)?.as_object())?;
        self.read(object.get(name)?)
    }

    fn read(&self, value: &Value) -> Option<i64> {
        match value {
            Value::String(text) if self.as_text => text.parse().ok(),
            value => value.as_i64(),
        }
    }

    #[inline]
    fn set(&self, params: &mut Map<String, Value>, name: &str, value: i64) {
        let mut object = params;
        for step in &self.way {
            let below = object.entry(step).or_insert_with(|| Value::Object(Map::new()));
            match below {
                Value::Object(below) => object = below,
                // Whoever has put something else there is told so by validation.
                _ => return,
            }
        }
        // The same here: what is no number must not go unseen.
        if object
            .get(name)
            .is_none_or(|old| old.is_null() || self.read(old).is_some())
        {
            let value = if self.as_text {
                Value::String(value.to_string())
            } else {
                value.into()
            };
            object.insert(name.to_owned(), value);
        }
    }
}

impl Operation {
    /// Whether the operation answers page by page, so that [`pages`](Request::pages) can walk it.
    #[must_use]
    #[inline]
    pub fn has_pages(&self) -> bool {
        Paging::of(self).is_some()
    }
}
