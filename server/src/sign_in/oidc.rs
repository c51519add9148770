//! OpenID Connect: authorisation code with PKCE, state and nonce.

use super::{
    ask,
    flow::{Fault, Flow, Vouched},
    provider::Provider,
};
use openidconnect::{
    AccessTokenHash, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    TokenResponse,
    core::{CoreClient, CoreProviderMetadata, CoreResponseType, CoreUserInfoClaims},
};
use std::fmt::Display;

/// What a provider says of itself, and our client for it. A macro, since its type is longer than this file.
macro_rules! client {
    ($provider:expr, $issuer:expr, $redirect:expr) => {{
        let issuer = IssuerUrl::new($issuer.to_owned()).map_err(unreachable)?;
        let metadata = CoreProviderMetadata::discover(&issuer, &ask::send).map_err(unreachable)?;
        let (id, secret) = ($provider.client_id.clone(), $provider.client_secret.clone());
        CoreClient::from_provider_metadata(metadata, ClientId::new(id), Some(ClientSecret::new(secret)))
            .set_redirect_uri(RedirectUrl::new($redirect.to_owned()).map_err(unreachable)?)
    }};
}

/// Where somebody is sent to say who they are. Blocks.
///
/// # Errors
/// When the provider doesn't answer.
pub fn address(provider: &Provider, issuer: &str, redirect: &str, flow: &Flow) -> Result<String, Fault> {
    let client = client!(provider, issuer, redirect);
    let verifier = PkceCodeVerifier::new(flow.verifier.clone());
    let (state, nonce) = (flow.state.clone(), flow.nonce.clone());
    let (url, _, _) = client
        .authorize_url(
            AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        )
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    Ok(url.into())
}

/// Whom the provider vouches for with `code`; `now` in epoch seconds. Blocks.
///
/// # Errors
/// When the provider doesn't answer, or the answer isn't to our question.
pub fn who(
    provider: &Provider,
    issuer: &str,
    redirect: &str,
    (flow, code): (&Flow, String),
    now: i64,
) -> Result<Vouched, Fault> {
    let client = client!(provider, issuer, redirect);
    let answer = client
        .exchange_code(AuthorizationCode::new(code))
        .map_err(unreachable)?
        .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()))
        .request(&ask::send)
        .map_err(|error| match error {
            RequestTokenError::ServerResponse(why) => Fault::Refused(why.error().to_string()),
            other => unreachable(other),
        })?;
    let token = answer.id_token().ok_or_else(|| Fault::Refused("no ID token".to_owned()))?;
    let time = chrono::DateTime::from_timestamp(now, 0).unwrap_or_default();
    let verifier = client.id_token_verifier().set_time_fn(move || time);
    let claims = token.claims(&verifier, &Nonce::new(flow.nonce.clone())).map_err(refused)?;
    if let Some(expected) = claims.access_token_hash() {
        let (method, key) =
            (token.signing_alg().map_err(refused)?, token.signing_key(&verifier).map_err(refused)?);
        let hash = AccessTokenHash::from_token(answer.access_token(), method, key).map_err(refused)?;
        if hash != *expected {
            return Err(Fault::Refused("the access token is another's".to_owned()));
        }
    }
    let mut email = claims.email().cloned();
    let mut verified = claims.email_verified();
    if email.is_none() {
        // Some tell the address only when asked for it; the subject must be the same.
        let question = client.user_info(answer.access_token().clone(), Some(claims.subject().clone()));
        if let Ok(question) = question {
            let more: CoreUserInfoClaims = question.request(&ask::send).map_err(refused)?;
            (email, verified) = (more.email().cloned(), more.email_verified());
        }
    }
    Ok(Vouched {
        subject: claims.subject().to_string(),
        email: email.filter(|_| verified == Some(true)).map(|email| email.to_string()),
    })
}

fn unreachable(error: impl Display) -> Fault {
    Fault::Unreachable(error.to_string())
}

fn refused(error: impl Display) -> Fault {
    Fault::Refused(error.to_string())
}
