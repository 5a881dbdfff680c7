//! Every code: its number, the name of its message, its arguments, and when it comes.

codes! {
    // 01xx: the PIN and what state the phone is in
    WrongPin = 101, "wrong-pin", ["attempts_left"], "A wrong PIN, tries left.";
    LastTry = 102, "last-try", [], "A wrong PIN, and one try left: a warning.";
    Blocked = 103, "blocked", [], "Three wrong PINs: the keys are gone.";
    HardwareLost = 104, "hardware-lost", [], "The key store lost its keys for good.";
    NoPin = 105, "no-pin", [], "No PIN was chosen yet.";
    PinAlreadySet = 106, "pin-already-set", [], "There is a PIN already.";
    Closed = 107, "closed", [], "Locked: the PIN is needed first.";
    Frozen = 108, "frozen", [], "Frozen by a move to another phone.";
    Moved = 109, "moved", [], "Moved to another phone.";
    Removed = 110, "removed", [], "Removed by the organisation.";
    PinNotDigits = 120, "pin-not-digits", [], "A PIN holds something else than digits.";
    PinWrongLength = 121, "pin-wrong-length", ["digits"], "A PIN is too short or too long.";
    PinsDiffer = 122, "pins-differ", [], "The new PIN was typed differently the second time.";
    PinSameAsOld = 123, "pin-same-as-old", [], "The new PIN is the old one.";
    PinRepeat = 124, "pin-repeat", [], "A new PIN repeats one digit.";
    PinPairs = 125, "pin-pairs", [], "A new PIN is made of pairs.";
    PinRun = 126, "pin-run", [], "A new PIN counts up or down.";
    PinKeypadLine = 127, "pin-keypad-line", [], "A new PIN is a line on the keypad.";
    PinYear = 128, "pin-year", [], "A new PIN looks like a year.";
    PinCommon = 129, "pin-common", [], "A new PIN is among the most used.";
    BiometricsUnavailable = 140, "biometrics-unavailable", [], "No fingerprint or face on this phone.";
    BiometricsAskPin = 141, "biometrics-ask-pin", [], "The PIN is due; a fingerprint or face isn't enough now.";
    BiometricsInvalidated = 142, "biometrics-invalidated", [], "The phone's fingerprints or faces changed.";
    BiometricsFailed = 143, "biometrics-failed", [], "The fingerprint or face wasn't recognised, or the prompt was cancelled.";
    RecoveryWrong = 150, "recovery-wrong", [], "Another recovery code than this phone's.";
    RecoveryMistyped = 151, "recovery-mistyped", [], "The recovery code's check symbol doesn't fit.";
    RecoveryNone = 152, "recovery-none", [], "This phone keeps no recovery code.";
    RecoveryLength = 153, "recovery-length", [], "A recovery code has another length.";
    RecoverySymbol = 154, "recovery-symbol", [], "A character that no recovery code has.";
    OwnClosed = 160, "own-closed", [], "The person's own accounts stayed closed when support opened the phone.";
    OrganisationUnknown = 161, "organisation-unknown", [], "The phone isn't activated with this organisation.";
    OrganisationClosed = 162, "organisation-closed", [], "The organisation's accounts stayed closed when the phone was opened otherwise.";
    OrganisationActive = 163, "organisation-active", [], "The phone is activated with this organisation already.";
    UnblockRefused = 164, "unblock-refused", [], "What support released doesn't open this phone.";

    // 02xx: the key store and the files
    KeystoreUnavailable = 201, "keystore-unavailable", [], "The key store answered with a failure.";
    KeystoreHangs = 202, "keystore-hangs", [], "The key store didn't answer in time.";
    StorageFull = 203, "storage-full", [], "No room left.";
    StorageFailed = 204, "storage-failed", [], "Files couldn't be read or written.";
    VaultTampered = 205, "vault-tampered", [], "The vault's files were changed by something else.";
    VaultNewer = 206, "vault-newer", [], "The vault's files come from a newer version.";
    Busy = 207, "busy", [], "Something else is at work.";
    RandomUnavailable = 208, "random-unavailable", [], "No random numbers to be had.";
    OutOfMemory = 209, "out-of-memory", [], "Not enough memory to check a PIN or a passphrase.";

    // 03xx: accounts
    AccountNotFound = 301, "account-not-found", [], "No such account.";
    SeveralMatch = 302, "several-match", ["ids"], "Several accounts match a search.";
    NothingToUndo = 303, "nothing-to-undo", [], "Nothing was deleted lately.";
    FieldTooLong = 304, "field-too-long", ["field", "limit"], "A field is too long; `field` is issuer, label, icon, note or group.";
    CodeOnRequest = 305, "code-on-request", [], "A counter account shows no code until it is asked.";
    CounterSpent = 306, "counter-spent", [], "The counter can't go any further.";
    DoesNotCount = 307, "does-not-count", [], "The account goes by the clock: there is nothing to count.";
    NotYours = 308, "not-yours", [], "An organisation's account can't be taken out.";
    SecretTaken = 309, "secret-taken", [], "A secret can be read once, and was.";
    NotOtpauth = 320, "not-otpauth", [], "`Refusal::NotOtpauth`";
    UnknownType = 321, "unknown-type", ["value"], "`Refusal::UnknownType`";
    NoSecret = 322, "no-secret", [], "`Refusal::NoSecret`";
    BadSecret = 323, "bad-secret", [], "`Refusal::BadSecret`";
    BadDigits = 324, "bad-digits", ["value"], "`Refusal::BadDigits`";
    BadPeriod = 325, "bad-period", ["value"], "`Refusal::BadPeriod`";
    BadAlgorithm = 326, "bad-algorithm", ["value"], "`Refusal::BadAlgorithm`";
    BadCounter = 327, "bad-counter", ["value"], "`Refusal::BadCounter`";
    EntryDamaged = 328, "entry-damaged", [], "`Refusal::Damaged`";
    EntryTooLong = 329, "entry-too-long", [], "`Refusal::TooLong`";
    Unsupported = 330, "unsupported", ["value"], "`Refusal::Unsupported`";

    // 04xx: pictures and QR codes
    NotAnImage = 401, "not-an-image", [], "The file isn't a picture that can be read.";
    ImageTooLarge = 402, "image-too-large", [], "The picture is larger than the limit.";
    ImageDamaged = 403, "image-damaged", [], "The picture ends early or contradicts itself.";
    NoQrFound = 404, "no-qr-found", [], "No QR code in the picture.";
    QrTooLong = 405, "qr-too-long", [], "The text doesn't fit into a QR code.";
    NotForUsEmpty = 420, "not-for-us-empty", [], "The QR code holds nothing.";
    NotForUsLink = 421, "not-for-us-link", [], "The QR code holds a web address.";
    NotForUsWifi = 422, "not-for-us-wifi", [], "The QR code holds a wireless network.";
    NotForUsContact = 423, "not-for-us-contact", [], "The QR code holds a person's card.";
    NotForUsPayment = 424, "not-for-us-payment", [], "The QR code asks for a payment.";
    NotForUsPasskey = 425, "not-for-us-passkey", [], "The QR code is a passkey's.";
    NotForUsOtherApp = 426, "not-for-us-other-app", [], "The QR code belongs to another sign-in app.";
    NotForUsText = 427, "not-for-us-text", [], "The QR code holds some other text.";
    NotForUsMessage = 428, "not-for-us-message", [], "The QR code starts a mail, a call or a message.";
    NotForUsPlace = 429, "not-for-us-place", [], "The QR code is a place on the map.";
    NotForUsEvent = 430, "not-for-us-event", [], "The QR code is an event for the calendar.";
    NotForUsWallet = 431, "not-for-us-wallet", [], "The QR code is for a digital wallet.";
    NotForUsMicrosoft = 432, "not-for-us-microsoft", [], "The QR code is for Microsoft Authenticator only.";
    NotForUsPrivacyIdeaPush = 433, "not-for-us-privacyidea-push", [], "The QR code is a push token of privacyIDEA.";
    NotForUsPrivacyIdeaContainer = 434, "not-for-us-privacyidea-container", [], "The QR code is a container of privacyIDEA.";
    NotForUsAuthenticator = 435, "not-for-us-authenticator", ["app"], "The QR code is for the named authenticator only.";
    ServiceLater = 440, "service-later", [], "The QR code is a Kodevagt transfer's or sign-in's, which this version can't use yet.";
    NewerKodevagt = 441, "newer-kodevagt", [], "The QR code is a newer Kodevagt's.";
    ActivationLink = 442, "activation-link", [], "The QR code activates the phone with an organisation.";

    // 05xx: coming in and backups
    FormatUnknown = 501, "format-unknown", ["format"], "A format that Kodevagt doesn't know was named.";
    FormatNotRecognised = 502, "format-not-recognised", [], "The file's format isn't recognised.";
    ImportEmpty = 503, "import-empty", [], "The file holds no accounts.";
    PartMissing = 504, "part-missing", ["parts"], "Parts of a migration are missing; `parts` lists their numbers.";
    ImportUnreadable = 505, "import-unreadable", [], "The file is of a known format, but can't be read.";
    ImportTooLarge = 506, "import-too-large", [], "The file is larger than the limit.";
    NotABackup = 551, "not-a-backup", [], "The file isn't a backup.";
    BackupNewer = 552, "backup-newer", [], "The backup comes from a newer version.";
    BackupDamaged = 553, "backup-damaged", [], "The backup is damaged.";
    WrongPassphrase = 554, "wrong-passphrase", [], "The passphrase doesn't open the backup.";
    BackupTooCostly = 555, "backup-too-costly", [], "Opening the backup would take more memory or time than is allowed.";
    PassphraseTooShort = 556, "passphrase-too-short", ["limit"], "The passphrase is shorter than `limit` characters.";
    PassphraseTooLong = 557, "passphrase-too-long", ["limit"], "The passphrase is longer than `limit` characters.";
    PassphraseUniform = 558, "passphrase-uniform", [], "The passphrase is one character over and over.";
    BackupTooWeak = 559, "backup-too-weak", [], "The backup is protected more weakly than is accepted.";
    NotText = 560, "not-text", [], "What was typed isn't text (UTF-8).";
    PassphrasesDiffer = 561, "passphrases-differ", [], "The new passphrase was typed differently the second time.";

    // 06xx: the command line
    Usage = 601, "usage", [], "The command line couldn't be understood.";
    NoTerminal = 602, "no-terminal", [], "The app needs a terminal.";
    CannotRead = 603, "cannot-read", ["file"], "A file can't be read.";
    CannotWrite = 604, "cannot-write", ["file"], "A file can't be written.";
    FileExists = 605, "file-exists", ["file"], "A file exists and is not overwritten.";
    InputEnded = 606, "input-ended", [], "Standard input ended before everything was read.";
    HomeUnusable = 607, "home-unusable", ["directory"], "The home directory can't be used.";
    KeystoreTaken = 608, "keystore-taken", ["directory"], "The key store serves another home.";
    KeystoreElsewhere = 609, "keystore-elsewhere", ["directory"], "The home's keys are in another key store.";
    NobodyToAsk = 610, "nobody-to-ask", [], "A PIN or a passphrase is needed, and there is no terminal to ask on.";
    TourDiffers = 611, "tour-differs", ["step"], "A step of the tour went otherwise than it was told.";
    ServiceProgramMissing = 612, "service-program-missing", [], "The service's program isn't there or doesn't start.";

    // 07xx: the service, as the phone sees it; most have the number of a `Refusal` of the protocol
    ServiceUnreachable = 701, "service-unreachable", ["host"], "The service doesn't answer.";
    ServiceUntrusted = 702, "service-untrusted", [], "The certificate or the keys aren't those that are pinned.";
    AnswerNotUnderstood = 703, "answer-not-understood", [], "The answer is none that this version knows.";
    RequestMalformed = 704, "request-malformed", [], "`Refusal::Malformed`";
    RequestUnsigned = 705, "request-unsigned", [], "`Refusal::Unsigned`";
    DeviceUnknown = 706, "device-unknown", [], "`Refusal::DeviceUnknown`";
    TooManyRequests = 707, "too-many-requests", [], "`Refusal::TooMany`";
    ServiceFailed = 708, "service-failed", [], "`Refusal::ServiceFailed`";
    ServerInvalid = 709, "server-invalid", [], "What was typed is no address of a service.";
    MobileInvalid = 710, "mobile-invalid", [], "`Refusal::MobileInvalid`";
    CodeWrong = 711, "code-wrong", [], "`Refusal::CodeWrong`";
    CodeOver = 712, "code-over", [], "`Refusal::CodeOver`";
    CodeTriesUsed = 713, "code-tries-used", [], "`Refusal::CodeTriesUsed`";
    TicketInvalid = 714, "ticket-invalid", [], "`Refusal::TicketInvalid`";
    ActivationNotBegun = 715, "activation-not-begun", [], "A code came, and no activation was begun.";
    AlreadyActivated = 716, "already-activated", [], "This phone is activated with that organisation already.";
    TicketNeeded = 717, "ticket-needed", [], "`Refusal::TicketNeeded`";
    NumberShared = 718, "number-shared", [], "`Refusal::NumberShared`";
    AttestationRefused = 719, "attestation-refused", [], "`Refusal::AttestationRefused`";
    ClockOff = 720, "clock-off", ["seconds"], "The phone's clock is off by `seconds`, too fast or too slow: a warning.";
    MobileImpossible = 721, "mobile-impossible", [], "No mobile number looks like that; seen before anything was sent.";
    Barred = 722, "barred", [], "`Refusal::Barred`";
    ServiceKeysOlder = 723, "service-keys-older", [], "The service shows older keys than are known.";
    ChallengeUnknown = 730, "challenge-unknown", [], "`Refusal::ChallengeUnknown`";
    ChallengeExpired = 731, "challenge-expired", [], "`Refusal::ChallengeExpired`";
    ChallengeSuperseded = 732, "challenge-superseded", [], "`Refusal::ChallengeSuperseded`";
    ChallengeDecided = 733, "challenge-decided", [], "`Refusal::ChallengeDecided`";
    NumberWrong = 734, "number-wrong", [], "A wrong number was typed; the sign-in was ended.";
    NumberDigits = 735, "number-digits", ["digits"], "The number has other digits than were asked for.";
    DecisionUnsigned = 736, "decision-unsigned", [], "`Refusal::DecisionUnsigned`";
    NothingWaits = 737, "nothing-waits", [], "No sign-in waits.";
    UnblockUnknown = 740, "unblock-unknown", [], "`Refusal::UnblockUnknown`";
    UnblockCodeWrong = 741, "unblock-code-wrong", [], "`Refusal::UnblockCodeWrong`";
    UnblockTriesUsed = 742, "unblock-tries-used", [], "`Refusal::UnblockTriesUsed`";
    UnblockExpired = 743, "unblock-expired", [], "`Refusal::UnblockExpired`";
    UnblockCancelled = 744, "unblock-cancelled", [], "`Refusal::UnblockCancelled`";
    UnblockNotTyped = 745, "unblock-not-typed", [], "`Refusal::UnblockNotTyped`";
    UnblockMistyped = 746, "unblock-mistyped", [], "The check digit of support's code doesn't fit.";
    NotBlocked = 747, "not-blocked", [], "The phone isn't blocked.";
    UnblockUsed = 748, "unblock-used", [], "`Refusal::UnblockUsed`";
    WordsWrong = 750, "words-wrong", [], "Support typed other words: the request is over.";
    LockNumberUnknown = 751, "lock-number-unknown", [], "No request of that person's has the lock number.";
    TooManyUnblocks = 752, "too-many-unblocks", [], "The person, or the supporter, has had too many unblocks.";
    NotForYourself = 753, "not-for-yourself", [], "Nobody helps themselves.";
    IdentityCheckMissing = 756, "identity-check-missing", [], "How the caller was identified must be recorded.";

    // 08xx: the service, as an application sees it
    ApiKeyInvalid = 801, "api-key-invalid", [], "`Refusal::KeyInvalid`";
    NoPhone = 803, "no-phone", [], "`Refusal::NoPhone`";
    ApprovalsPaused = 804, "approvals-paused", [], "`Refusal::Paused`";
    TooManyPending = 805, "too-many-pending", [], "`Refusal::TooManyPending`";
    ApprovalUnknown = 806, "approval-unknown", [], "`Refusal::ApprovalUnknown`";
    AlreadyDecided = 807, "already-decided", [], "`Refusal::AlreadyDecided`";
    NotConsumable = 808, "not-consumable", [], "`Refusal::NotConsumable`";
    SessionWrong = 809, "session-wrong", [], "`Refusal::SessionWrong`";
    FieldInvalid = 813, "field-invalid", [], "`Refusal::FieldInvalid`";
    IdempotencyConflict = 814, "idempotency-conflict", [], "`Refusal::IdempotencyConflict`";
    NotFound = 815, "not-found", [], "`Refusal::NotFound`";
    MethodNotAllowed = 816, "method-not-allowed", [], "`Refusal::MethodNotAllowed`";
    BodyTooLarge = 817, "body-too-large", [], "`Refusal::BodyTooLarge`";
    NotJson = 818, "not-json", [], "`Refusal::NotJson`";

    // 09xx: ourselves
    Internal = 901, "internal", [], "A mistake in Kodevagt.";

    // 10xx: the database and the service at its start
    DatabaseBusy = 1001, "database-busy", [], "Too much waits for the database, or another process holds it.";
    DatabaseUnreachable = 1002, "database-unreachable", ["reason"], "The database doesn't answer.";
    DatabaseCorrupt = 1003, "database-corrupt", ["reason"], "The database contradicts itself.";
    DatabaseNewer = 1004, "database-newer", [], "A newer version has migrated the database.";
    DatabaseFailed = 1005, "database-failed", ["reason"], "The database refused a statement: our own mistake.";
    CannotListen = 1010, "cannot-listen", ["address", "reason"], "The address can't be listened on.";
    PlainRefused = 1011, "plain-refused", ["address"], "Plain HTTP is asked for where it isn't allowed.";
    TlsUnfit = 1012, "tls-unfit", ["file", "reason"], "Certificate or key can't be used.";

    // 10xx: the service's settings and keys
    SettingUnfit = 1020, "setting-unfit", ["file", "key", "reason"], "A setting holds what it can't.";
    SealingKeyMissing = 1021, "sealing-key-missing", [], "No sealing key was given.";
    SealingKeyUnfit = 1022, "sealing-key-unfit", ["place"], "The sealing key can't be read.";
    SealingKeyWrong = 1023, "sealing-key-wrong", [], "The database was sealed with another key.";
    RootKeyMissing = 1024, "root-key-missing", ["file"], "The root key isn't there to sign with.";

    // 10xx: the service's commands
    PersonExists = 1030, "person-exists", ["login"], "The login is taken.";
    PersonUnknown = 1031, "person-unknown", ["login"], "Nobody has this login.";
    PersonFieldUnfit = 1032, "person-field-unfit", ["field", "value"], "A person's field holds what it can't.";
    ApplicationExists = 1033, "application-exists", ["name"], "The application's name is taken.";
    NotDevelopment = 1034, "not-development", [], "The command is for development only.";
    AuditBroken = 1035, "audit-broken", ["place"], "The audit's chain is broken.";
    ServiceNotStarted = 1036, "service-not-started", [], "No service has been started on this database.";
}
