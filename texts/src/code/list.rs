//! Every code: its number, its message's name, its arguments.

codes! {
    // 01xx: the PIN and what state the phone is in
    /// A wrong PIN, tries left.
    WrongPin = 101, "wrong-pin", ["attempts_left"];
    /// A wrong PIN, and one try left: a warning.
    LastTry = 102, "last-try", [];
    /// Three wrong PINs: the keys are gone.
    Blocked = 103, "blocked", [];
    /// The key store lost its keys for good.
    HardwareLost = 104, "hardware-lost", [];
    /// No PIN was chosen yet.
    NoPin = 105, "no-pin", [];
    /// There is a PIN already.
    PinAlreadySet = 106, "pin-already-set", [];
    /// Locked: the PIN is needed first.
    Closed = 107, "closed", [];
    /// Frozen by a move to another phone.
    Frozen = 108, "frozen", [];
    /// Moved to another phone.
    Moved = 109, "moved", [];
    /// Removed by the organisation.
    Removed = 110, "removed", [];
    /// A PIN holds something else than digits.
    PinNotDigits = 120, "pin-not-digits", [];
    /// A PIN is too short or too long.
    PinWrongLength = 121, "pin-wrong-length", ["digits"];
    /// The new PIN was typed differently the second time.
    PinsDiffer = 122, "pins-differ", [];
    /// The new PIN is the old one.
    PinSameAsOld = 123, "pin-same-as-old", [];
    /// A new PIN repeats one digit.
    PinRepeat = 124, "pin-repeat", [];
    /// A new PIN is made of pairs.
    PinPairs = 125, "pin-pairs", [];
    /// A new PIN counts up or down.
    PinRun = 126, "pin-run", [];
    /// A new PIN is a line on the keypad.
    PinKeypadLine = 127, "pin-keypad-line", [];
    /// A new PIN looks like a year.
    PinYear = 128, "pin-year", [];
    /// A new PIN is among the most used.
    PinCommon = 129, "pin-common", [];
    /// No fingerprint or face on this phone.
    BiometricsUnavailable = 140, "biometrics-unavailable", [];
    /// The PIN is due; a fingerprint or face isn't enough now.
    BiometricsAskPin = 141, "biometrics-ask-pin", [];
    /// The phone's fingerprints or faces changed.
    BiometricsInvalidated = 142, "biometrics-invalidated", [];
    /// The fingerprint or face wasn't recognised, or the prompt was cancelled.
    BiometricsFailed = 143, "biometrics-failed", [];
    /// Another recovery code than this phone's.
    RecoveryWrong = 150, "recovery-wrong", [];
    /// The recovery code's check symbol doesn't fit.
    RecoveryMistyped = 151, "recovery-mistyped", [];
    /// This phone keeps no recovery code.
    RecoveryNone = 152, "recovery-none", [];
    /// A recovery code has another length.
    RecoveryLength = 153, "recovery-length", [];
    /// A character that no recovery code has.
    RecoverySymbol = 154, "recovery-symbol", [];
    /// The person's own accounts stayed closed when support opened the phone.
    OwnClosed = 160, "own-closed", [];
    /// The phone isn't activated with this organisation.
    OrganisationUnknown = 161, "organisation-unknown", [];
    /// The organisation's accounts stayed closed when the phone was opened otherwise.
    OrganisationClosed = 162, "organisation-closed", [];
    /// The phone is activated with this organisation already.
    OrganisationActive = 163, "organisation-active", [];
    /// What support released doesn't open this phone.
    UnblockRefused = 164, "unblock-refused", [];

    // 02xx: the key store and the files
    /// The key store answered with a failure.
    KeystoreUnavailable = 201, "keystore-unavailable", [];
    /// The key store didn't answer in time.
    KeystoreHangs = 202, "keystore-hangs", [];
    /// No room left.
    StorageFull = 203, "storage-full", [];
    /// Files couldn't be read or written.
    StorageFailed = 204, "storage-failed", [];
    /// The vault's files were changed by something else.
    VaultTampered = 205, "vault-tampered", [];
    /// The vault's files come from a newer version.
    VaultNewer = 206, "vault-newer", [];
    /// Something else is at work.
    Busy = 207, "busy", [];
    /// No random numbers to be had.
    RandomUnavailable = 208, "random-unavailable", [];
    /// Not enough memory to check a PIN or a passphrase.
    OutOfMemory = 209, "out-of-memory", [];

    // 03xx: accounts
    /// No such account.
    AccountNotFound = 301, "account-not-found", [];
    /// Several accounts match a search.
    SeveralMatch = 302, "several-match", ["ids"];
    /// Nothing was deleted lately.
    NothingToUndo = 303, "nothing-to-undo", [];
    /// A field is too long; `field` is issuer, label, icon, note or group.
    FieldTooLong = 304, "field-too-long", ["field", "limit"];
    /// A counter account shows no code until it is asked.
    CodeOnRequest = 305, "code-on-request", [];
    /// The counter can't go any further.
    CounterSpent = 306, "counter-spent", [];
    /// The account goes by the clock: there is nothing to count.
    DoesNotCount = 307, "does-not-count", [];
    /// An organisation's account can't be taken out.
    NotYours = 308, "not-yours", [];
    /// A secret can be read once, and was.
    SecretTaken = 309, "secret-taken", [];
    /// `Refusal::NotOtpauth`
    NotOtpauth = 320, "not-otpauth", [];
    /// `Refusal::UnknownType`
    UnknownType = 321, "unknown-type", ["value"];
    /// `Refusal::NoSecret`
    NoSecret = 322, "no-secret", [];
    /// `Refusal::BadSecret`
    BadSecret = 323, "bad-secret", [];
    /// `Refusal::BadDigits`
    BadDigits = 324, "bad-digits", ["value"];
    /// `Refusal::BadPeriod`
    BadPeriod = 325, "bad-period", ["value"];
    /// `Refusal::BadAlgorithm`
    BadAlgorithm = 326, "bad-algorithm", ["value"];
    /// `Refusal::BadCounter`
    BadCounter = 327, "bad-counter", ["value"];
    /// `Refusal::Damaged`
    EntryDamaged = 328, "entry-damaged", [];
    /// `Refusal::TooLong`
    EntryTooLong = 329, "entry-too-long", [];
    /// `Refusal::Unsupported`
    Unsupported = 330, "unsupported", ["value"];

    // 04xx: pictures and QR codes
    /// The file isn't a picture that can be read.
    NotAnImage = 401, "not-an-image", [];
    /// The picture is larger than the limit.
    ImageTooLarge = 402, "image-too-large", [];
    /// The picture ends early or contradicts itself.
    ImageDamaged = 403, "image-damaged", [];
    /// No QR code in the picture.
    NoQrFound = 404, "no-qr-found", [];
    /// The text doesn't fit into a QR code.
    QrTooLong = 405, "qr-too-long", [];
    /// The QR code holds nothing.
    NotForUsEmpty = 420, "not-for-us-empty", [];
    /// The QR code holds a web address.
    NotForUsLink = 421, "not-for-us-link", [];
    /// The QR code holds a wireless network.
    NotForUsWifi = 422, "not-for-us-wifi", [];
    /// The QR code holds a person's card.
    NotForUsContact = 423, "not-for-us-contact", [];
    /// The QR code asks for a payment.
    NotForUsPayment = 424, "not-for-us-payment", [];
    /// The QR code is a passkey's.
    NotForUsPasskey = 425, "not-for-us-passkey", [];
    /// The QR code belongs to another sign-in app.
    NotForUsOtherApp = 426, "not-for-us-other-app", [];
    /// The QR code holds some other text.
    NotForUsText = 427, "not-for-us-text", [];
    /// The QR code starts a mail, a call or a message.
    NotForUsMessage = 428, "not-for-us-message", [];
    /// The QR code is a place on the map.
    NotForUsPlace = 429, "not-for-us-place", [];
    /// The QR code is an event for the calendar.
    NotForUsEvent = 430, "not-for-us-event", [];
    /// The QR code is for a digital wallet.
    NotForUsWallet = 431, "not-for-us-wallet", [];
    /// The QR code is for Microsoft Authenticator only.
    NotForUsMicrosoft = 432, "not-for-us-microsoft", [];
    /// The QR code is a push token of privacyIDEA.
    NotForUsPrivacyIdeaPush = 433, "not-for-us-privacyidea-push", [];
    /// The QR code is a container of privacyIDEA.
    NotForUsPrivacyIdeaContainer = 434, "not-for-us-privacyidea-container", [];
    /// The QR code is for the named authenticator only.
    NotForUsAuthenticator = 435, "not-for-us-authenticator", ["app"];
    /// The QR code is a Kodevagt transfer's or sign-in's, which this version can't use yet.
    ServiceLater = 440, "service-later", [];
    /// The QR code is a newer Kodevagt's.
    NewerKodevagt = 441, "newer-kodevagt", [];

    // 05xx: coming in and backups
    /// A format that Kodevagt doesn't know was named.
    FormatUnknown = 501, "format-unknown", ["format"];
    /// The file's format isn't recognised.
    FormatNotRecognised = 502, "format-not-recognised", [];
    /// The file holds no accounts.
    ImportEmpty = 503, "import-empty", [];
    /// Parts of a migration are missing; `parts` lists their numbers.
    PartMissing = 504, "part-missing", ["parts"];
    /// The file is of a known format, but can't be read.
    ImportUnreadable = 505, "import-unreadable", [];
    /// The file is larger than the limit.
    ImportTooLarge = 506, "import-too-large", [];
    /// The file isn't a backup.
    NotABackup = 551, "not-a-backup", [];
    /// The backup comes from a newer version.
    BackupNewer = 552, "backup-newer", [];
    /// The backup is damaged.
    BackupDamaged = 553, "backup-damaged", [];
    /// The passphrase doesn't open the backup.
    WrongPassphrase = 554, "wrong-passphrase", [];
    /// Opening the backup would take more memory or time than is allowed.
    BackupTooCostly = 555, "backup-too-costly", [];
    /// The passphrase is shorter than `limit` characters.
    PassphraseTooShort = 556, "passphrase-too-short", ["limit"];
    /// The passphrase is longer than `limit` characters.
    PassphraseTooLong = 557, "passphrase-too-long", ["limit"];
    /// The passphrase is one character over and over.
    PassphraseUniform = 558, "passphrase-uniform", [];
    /// The backup is protected more weakly than is accepted.
    BackupTooWeak = 559, "backup-too-weak", [];
    /// What was typed isn't text (UTF-8).
    NotText = 560, "not-text", [];
    /// The new passphrase was typed differently the second time.
    PassphrasesDiffer = 561, "passphrases-differ", [];

    // 06xx: the command line
    /// The command line couldn't be understood.
    Usage = 601, "usage", [];
    /// The app needs a terminal.
    NoTerminal = 602, "no-terminal", [];
    /// A file can't be read.
    CannotRead = 603, "cannot-read", ["file"];
    /// A file can't be written.
    CannotWrite = 604, "cannot-write", ["file"];
    /// A file exists and is not overwritten.
    FileExists = 605, "file-exists", ["file"];
    /// Standard input ended before everything was read.
    InputEnded = 606, "input-ended", [];
    /// The home directory can't be used.
    HomeUnusable = 607, "home-unusable", ["directory"];
    /// The key store serves another home.
    KeystoreTaken = 608, "keystore-taken", ["directory"];
    /// The home's keys are in another key store.
    KeystoreElsewhere = 609, "keystore-elsewhere", ["directory"];
    /// A PIN or a passphrase is needed, and there is no terminal to ask on.
    NobodyToAsk = 610, "nobody-to-ask", [];
    /// A step of the tour went otherwise than it was told.
    TourDiffers = 611, "tour-differs", ["step"];

    // 07xx: the service, as the phone sees it; most have the number of a `Refusal` of the protocol
    /// The service doesn't answer.
    ServiceUnreachable = 701, "service-unreachable", ["host"];
    /// The certificate or the keys aren't those that are pinned.
    ServiceUntrusted = 702, "service-untrusted", [];
    /// The answer is none that this version knows.
    AnswerNotUnderstood = 703, "answer-not-understood", [];
    /// `Refusal::Malformed`
    RequestMalformed = 704, "request-malformed", [];
    /// `Refusal::Unsigned`
    RequestUnsigned = 705, "request-unsigned", [];
    /// `Refusal::DeviceUnknown`
    DeviceUnknown = 706, "device-unknown", [];
    /// `Refusal::TooMany`
    TooManyRequests = 707, "too-many-requests", [];
    /// `Refusal::ServiceFailed`
    ServiceFailed = 708, "service-failed", [];
    /// `Refusal::MobileInvalid`
    MobileInvalid = 710, "mobile-invalid", [];
    /// `Refusal::CodeWrong`
    CodeWrong = 711, "code-wrong", [];
    /// `Refusal::CodeOver`
    CodeOver = 712, "code-over", [];
    /// `Refusal::CodeTriesUsed`
    CodeTriesUsed = 713, "code-tries-used", [];
    /// `Refusal::TicketInvalid`
    TicketInvalid = 714, "ticket-invalid", [];
    /// A code came, and no activation was begun.
    ActivationNotBegun = 715, "activation-not-begun", [];
    /// This phone is activated with that organisation already.
    AlreadyActivated = 716, "already-activated", [];
    /// `Refusal::TicketNeeded`
    TicketNeeded = 717, "ticket-needed", [];
    /// `Refusal::NumberShared`
    NumberShared = 718, "number-shared", [];
    /// `Refusal::AttestationRefused`
    AttestationRefused = 719, "attestation-refused", [];
    /// The phone's clock is off by `seconds`, too fast or too slow: a warning.
    ClockOff = 720, "clock-off", ["seconds"];
    /// No mobile number looks like that; seen before anything was sent.
    MobileImpossible = 721, "mobile-impossible", [];
    /// `Refusal::Barred`
    Barred = 722, "barred", [];
    /// The service shows older keys than are known.
    ServiceKeysOlder = 723, "service-keys-older", [];
    /// `Refusal::ChallengeUnknown`
    ChallengeUnknown = 730, "challenge-unknown", [];
    /// `Refusal::ChallengeExpired`
    ChallengeExpired = 731, "challenge-expired", [];
    /// `Refusal::ChallengeSuperseded`
    ChallengeSuperseded = 732, "challenge-superseded", [];
    /// `Refusal::ChallengeDecided`
    ChallengeDecided = 733, "challenge-decided", [];
    /// A wrong number was typed; the sign-in was ended.
    NumberWrong = 734, "number-wrong", [];
    /// The number has other digits than were asked for.
    NumberDigits = 735, "number-digits", ["digits"];
    /// `Refusal::DecisionUnsigned`
    DecisionUnsigned = 736, "decision-unsigned", [];
    /// No sign-in waits.
    NothingWaits = 737, "nothing-waits", [];
    /// `Refusal::UnblockUnknown`
    UnblockUnknown = 740, "unblock-unknown", [];
    /// `Refusal::UnblockCodeWrong`
    UnblockCodeWrong = 741, "unblock-code-wrong", [];
    /// `Refusal::UnblockTriesUsed`
    UnblockTriesUsed = 742, "unblock-tries-used", [];
    /// `Refusal::UnblockExpired`
    UnblockExpired = 743, "unblock-expired", [];
    /// `Refusal::UnblockCancelled`
    UnblockCancelled = 744, "unblock-cancelled", [];
    /// `Refusal::UnblockNotTyped`
    UnblockNotTyped = 745, "unblock-not-typed", [];
    /// The check digit of support's code doesn't fit.
    UnblockMistyped = 746, "unblock-mistyped", [];
    /// The phone isn't blocked.
    NotBlocked = 747, "not-blocked", [];
    /// `Refusal::UnblockUsed`
    UnblockUsed = 748, "unblock-used", [];
    /// Support typed other words: the request is over.
    WordsWrong = 750, "words-wrong", [];
    /// No request of that person's has the lock number.
    LockNumberUnknown = 751, "lock-number-unknown", [];
    /// The person, or the supporter, has had too many unblocks.
    TooManyUnblocks = 752, "too-many-unblocks", [];
    /// Nobody helps themselves.
    NotForYourself = 753, "not-for-yourself", [];
    /// How the caller was identified must be recorded.
    IdentityCheckMissing = 756, "identity-check-missing", [];

    // 08xx: the service, as an application sees it
    /// `Refusal::KeyInvalid`
    ApiKeyInvalid = 801, "api-key-invalid", [];
    /// `Refusal::NoPhone`
    NoPhone = 803, "no-phone", [];
    /// `Refusal::Paused`
    ApprovalsPaused = 804, "approvals-paused", [];
    /// `Refusal::TooManyPending`
    TooManyPending = 805, "too-many-pending", [];
    /// `Refusal::ApprovalUnknown`
    ApprovalUnknown = 806, "approval-unknown", [];
    /// `Refusal::AlreadyDecided`
    AlreadyDecided = 807, "already-decided", [];
    /// `Refusal::NotConsumable`
    NotConsumable = 808, "not-consumable", [];
    /// `Refusal::SessionWrong`
    SessionWrong = 809, "session-wrong", [];
    /// `Refusal::FieldInvalid`
    FieldInvalid = 813, "field-invalid", [];
    /// `Refusal::IdempotencyConflict`
    IdempotencyConflict = 814, "idempotency-conflict", [];
    /// `Refusal::NotFound`
    NotFound = 815, "not-found", [];
    /// `Refusal::MethodNotAllowed`
    MethodNotAllowed = 816, "method-not-allowed", [];
    /// `Refusal::BodyTooLarge`
    BodyTooLarge = 817, "body-too-large", [];
    /// `Refusal::NotJson`
    NotJson = 818, "not-json", [];

    // 09xx: ourselves
    /// A mistake in Kodevagt.
    Internal = 901, "internal", [];

    // 10xx: the database and the service at its start
    /// Too much waits for the database, or another process holds it.
    DatabaseBusy = 1001, "database-busy", [];
    /// The database doesn't answer.
    DatabaseUnreachable = 1002, "database-unreachable", ["reason"];
    /// The database contradicts itself.
    DatabaseCorrupt = 1003, "database-corrupt", ["reason"];
    /// A newer version has migrated the database.
    DatabaseNewer = 1004, "database-newer", [];
    /// The database refused a statement: our own mistake.
    DatabaseFailed = 1005, "database-failed", ["reason"];
    /// The address can't be listened on.
    CannotListen = 1010, "cannot-listen", ["address", "reason"];
    /// Plain HTTP is asked for where it isn't allowed.
    PlainRefused = 1011, "plain-refused", ["address"];
    /// Certificate or key can't be used.
    TlsUnfit = 1012, "tls-unfit", ["file", "reason"];

    // 10xx: the service's settings and keys
    /// A setting holds what it can't.
    SettingUnfit = 1020, "setting-unfit", ["file", "key", "reason"];
    /// No sealing key was given.
    SealingKeyMissing = 1021, "sealing-key-missing", [];
    /// The sealing key can't be read.
    SealingKeyUnfit = 1022, "sealing-key-unfit", ["place"];
    /// The database was sealed with another key.
    SealingKeyWrong = 1023, "sealing-key-wrong", [];
    /// The root key isn't there to sign with.
    RootKeyMissing = 1024, "root-key-missing", ["file"];

    // 10xx: the service's commands
    /// The login is taken.
    PersonExists = 1030, "person-exists", ["login"];
    /// Nobody has this login.
    PersonUnknown = 1031, "person-unknown", ["login"];
    /// A person's field holds what it can't.
    PersonFieldUnfit = 1032, "person-field-unfit", ["field", "value"];
    /// The application's name is taken.
    ApplicationExists = 1033, "application-exists", ["name"];
    /// The command is for development only.
    NotDevelopment = 1034, "not-development", [];
    /// The audit's chain is broken.
    AuditBroken = 1035, "audit-broken", ["place"];
    /// No service has been started on this database.
    ServiceNotStarted = 1036, "service-not-started", [];
}
