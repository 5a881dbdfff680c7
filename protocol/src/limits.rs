//! The figures that both sides hold to. Durations are milliseconds.

/// A sign-in waits this long for its approval, unless the application says otherwise.
pub const APPROVAL_MS: u64 = 25_000;
/// The shortest that an application may ask for.
pub const APPROVAL_LEAST_MS: u64 = 5_000;
/// The longest that an application may ask for.
pub const APPROVAL_MOST_MS: u64 = 120_000;
/// An approval is consumed within this time of its decision, or never.
pub const CONSUME_MS: u64 = 60_000;
/// Sign-ins that may wait for one person at the same time.
pub const PENDING_MOST: usize = 2;
/// Digits of the number on the sign-in page, by default.
pub const NUMBER_DIGITS: u8 = 3;
/// The fewest digits that a policy may set.
pub const NUMBER_LEAST: u8 = 2;
/// The most digits that a policy may set.
pub const NUMBER_MOST: u8 = 6;
/// Wrong numbers in a row, across retries, that stop approvals until a verified sign-in.
pub const MISMATCHES: u32 = 3;
/// Denied or never opened requests within [`PAUSE_WINDOW_MS`] after which no wake-up is sent.
pub const IGNORED: u32 = 3;
/// See [`IGNORED`].
pub const PAUSE_WINDOW_MS: u64 = 10 * 60_000;

/// Digits of an SMS code, by default (6 by policy).
pub const SMS_DIGITS: u8 = 8;
/// An SMS code lives this long.
pub const SMS_MS: u64 = 10 * 60_000;
/// Guesses at one SMS code.
pub const SMS_TRIES: u32 = 5;
/// Waits before the first, second and every later resend.
pub const RESEND_MS: [u64; 3] = [30_000, 60_000, 120_000];
/// A ticket lives this long.
pub const TICKET_MS: u64 = 10 * 60_000;
/// Random bytes of a ticket in a QR code.
pub const TICKET_BYTES: usize = 16;
/// Random bytes of a ticket that is typed: 40 bits, 8 base32 symbols.
pub const TICKET_TYPED_BYTES: usize = 5;
/// The same signed confirm gets the same reply this long.
pub const REPLY_MS: u64 = 10 * 60_000;

/// Digits of a blocked phone's lock number.
pub const LOCK_NUMBER_DIGITS: usize = 6;
/// Digits of support's code, its check digit counted.
pub const UNBLOCK_DIGITS: usize = 9;
/// A blocked phone's request waits this long for support.
pub const UNBLOCK_WAIT_MS: u64 = 60 * 60_000;
/// Support's code lives this long.
pub const UNBLOCK_MS: u64 = 15 * 60_000;
/// Guesses at one code of support's.
pub const UNBLOCK_TRIES: u32 = 3;

/// Wrong one-time codes in a row after which a person waits.
pub const CODES_WRONG: u32 = 5;
/// The first wait; it doubles with each further wrong code.
pub const CODES_WAIT_MS: u64 = 30_000;
/// The longest wait.
pub const CODES_WAIT_MOST_MS: u64 = 60 * 60_000;
/// Wrong one-time codes in a row after which the method is off until support.
pub const CODES_OFF: u32 = 100;

/// A nonce for a signed request lives this long.
pub const NONCE_MS: u64 = 5 * 60_000;
/// The longest that a phone waits for a hint in one request.
pub const WAIT_MOST_MS: u64 = 60_000;
/// The longest text that an application may show, in characters.
pub const TEXT_CHARS: usize = 200;
/// The largest body of a request, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;
/// Bytes of the code seed of an organisation's account.
pub const SEED_BYTES: usize = 20;
