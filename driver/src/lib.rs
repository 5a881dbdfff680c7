//! Carries the requests of the core over HTTPS.
