//! People who pass by in tests, counted as figures count them.

use crate::harness::{Answer, Portal};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use tower::ServiceExt;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Somebody with a browser, somewhere.
#[derive(Clone)]
pub struct Somebody {
    headers: Vec<(&'static str, String)>,
}

impl Somebody {
    /// In a network of their own.
    pub fn at(network: &str) -> Self {
        Self { headers: vec![("user-agent", BROWSER.to_owned()), ("x-forwarded-for", network.to_owned())] }
    }

    /// The same with another header.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header("host", "portail.example");
        self.headers.iter().fold(request, |request, (name, value)| request.header(*name, value))
    }

    pub async fn opens(&self, portal: &Portal, path: &str) -> Answer {
        portal.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// Opens a file or a page; only its status, since a file is no text.
    pub async fn opens_any(&self, portal: &Portal, path: &str) -> StatusCode {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        ServiceExt::oneshot(portal.router(), request).await.unwrap().status()
    }

    /// Sends what the island in the form sends.
    pub async fn says(&self, portal: &Portal, path: &str, words: &'static str) -> Answer {
        let request = self.request("POST", path).header("sec-fetch-site", "same-origin");
        portal.send(request.body(Body::from(words)).unwrap()).await
    }

    /// Posts a form.
    pub async fn sends(&self, portal: &Portal, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        portal.send(request.body(Body::from(serde_html_form::to_string(form).unwrap())).unwrap()).await
    }
}
