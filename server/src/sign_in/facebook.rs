//! Facebook's OAuth2: authorisation code with PKCE and state; who it is, its graph says.

use super::{
    ask,
    flow::{Fault, Flow, Vouched},
    provider::Provider,
};
use openidconnect::{HttpRequest, PkceCodeChallenge, PkceCodeVerifier, http};
use serde_json::Value;

/// Where somebody is sent to say who they are.
///
/// # Errors
/// When the question can't be put together.
pub fn address(provider: &Provider, pages: &str, redirect: &str, flow: &Flow) -> Result<String, Fault> {
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(flow.verifier.clone()));
    let question = form(&[
        ("client_id", &provider.client_id),
        ("redirect_uri", redirect),
        ("response_type", "code"),
        ("scope", "email"),
        ("state", &flow.state),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ])?;
    Ok(format!("{pages}/dialog/oauth?{question}"))
}

/// Whom Facebook vouches for with `code`. It tells an address only when it has verified it. Blocks.
///
/// # Errors
/// When Facebook doesn't answer, or says no.
pub fn who(
    provider: &Provider,
    graph: &str,
    redirect: &str,
    (flow, code): (&Flow, String),
) -> Result<Vouched, Fault> {
    let body = form(&[
        ("client_id", &provider.client_id),
        ("client_secret", &provider.client_secret),
        ("redirect_uri", redirect),
        ("code", &code),
        ("code_verifier", &flow.verifier),
    ])?;
    let exchange = http::Request::post(format!("{graph}/oauth/access_token"))
        .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.into_bytes());
    let answer = ask::json(exchange.map_err(wrong)?)?;
    let token = text(&answer, "access_token").ok_or_else(|| Fault::Refused("no token".to_owned()))?;
    let question: HttpRequest = http::Request::get(format!("{graph}/me?fields=id,email"))
        .header(http::header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Vec::new())
        .map_err(wrong)?;
    let person = ask::json(question)?;
    let subject = text(&person, "id").ok_or_else(|| Fault::Refused("nobody".to_owned()))?;
    Ok(Vouched { subject, email: text(&person, "email") })
}

fn text(answer: &Value, name: &str) -> Option<String> {
    answer.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn form(fields: &[(&str, &str)]) -> Result<String, Fault> {
    serde_html_form::to_string(fields).map_err(|_| Fault::Refused("not a form".to_owned()))
}

fn wrong(error: http::Error) -> Fault {
    Fault::Refused(error.to_string())
}
