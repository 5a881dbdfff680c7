//! Passwords for the pages: Argon2id (RFC 9106), kept as a PHC string.

use argon2::password_hash::{self, PasswordHasher as _};
use argon2::{Argon2, PasswordVerifier as _};

use crate::keys::random;

/// Hashes a password with 19 MiB and two passes, the crate's default and OWASP's.
///
/// # Errors
/// When the password is longer than Argon2 takes.
pub(crate) fn hash(password: &str) -> Result<String, password_hash::Error> {
    let salt: [u8; 16] = random();
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt)?;
    Ok(hash.to_string())
}

/// Whether the password is the hashed one.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "signing in to the pages asks it")
)]
pub(crate) fn fits(password: &str, hash: &str) -> bool {
    Argon2::default()
        .verify_password(password.as_bytes(), hash)
        .is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = hash("correct horse").unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(fits("correct horse", &hash));
        assert!(!fits("correct hors", &hash));
        assert!(!fits("correct horse", "nonsense"));
    }
}
