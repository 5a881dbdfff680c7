//! Names to addresses, with a failure of its own: "no such name" is another advice than "nobody listens".

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The name has no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name has no address")]
pub(crate) struct NoAddress;

/// The operating system's resolver.
#[derive(Clone, Copy, Debug)]
pub(crate) struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = addresses(name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Every address of `host`.
pub(crate) async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, NoAddress> {
    let found: Vec<_> = tokio::net::lookup_host((host, port))
        .await
        .map_err(|_| NoAddress)?
        .collect();
    if found.is_empty() {
        return Err(NoAddress);
    }
    Ok(found)
}
