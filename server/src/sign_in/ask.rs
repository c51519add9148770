//! Questions from server to server: patient for ten seconds, following nobody elsewhere, taking a megabyte at most.

use super::flow::Fault;
use openidconnect::{HttpRequest, HttpResponse};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);
const MOST_BYTES: u64 = 1024 * 1024;

/// Sends a request. Blocks.
///
/// # Errors
/// When there is no answer.
pub fn send(request: HttpRequest) -> Result<HttpResponse, Box<ureq::Error>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .into();
    // `ureq` sends no body with a GET.
    let response = if request.method() == openidconnect::http::Method::GET {
        agent.run(request.map(|_| ()))
    } else {
        agent.run(request)
    };
    let (parts, mut body) = response.map_err(Box::new)?.into_parts();
    let bytes = body.with_config().limit(MOST_BYTES).read_to_vec().map_err(Box::new)?;
    Ok(HttpResponse::from_parts(parts, bytes))
}

/// The JSON that a request is answered with. Blocks.
///
/// # Errors
/// When there is none, or the answer is no.
pub fn json(request: HttpRequest) -> Result<serde_json::Value, Fault> {
    let response = send(request).map_err(|error| Fault::Unreachable(error.to_string()))?;
    if !response.status().is_success() {
        return Err(Fault::Refused(format!("answered {}", response.status())));
    }
    serde_json::from_slice(response.body()).map_err(|_| Fault::Unreachable("no JSON".to_owned()))
}
