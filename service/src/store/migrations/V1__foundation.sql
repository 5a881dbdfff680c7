-- The same text for SQLite and PostgreSQL: BIGINT, TEXT and the words in braces, nothing else. Times are
-- milliseconds since 1970, booleans 0 and 1, ids 16 random bytes. "sealed" is a ciphertext under the person's
-- key (or, where no person is, under the service's); "_index" and "_hash" are keyed hashes, for looking up.

-- What belongs to the whole installation.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    number BIGINT,
    bytes {blob}
);

-- Statements of the root key: which online keys hold, from when to when.
CREATE TABLE keys (
    serial BIGINT PRIMARY KEY,
    signing_sealed {blob} NOT NULL,
    hpke_sealed {blob} NOT NULL,
    statement TEXT NOT NULL,                       -- JSON, protocol::keys::SignedStatement
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE people (
    id {blob} PRIMARY KEY,
    login_index {blob} NOT NULL UNIQUE,
    mobile_index {blob},                           -- not unique: a number may serve two
    person_key {blob} NOT NULL,                    -- sealed under the service's key; destroyed at erasure
    login_sealed {blob} NOT NULL,
    name_sealed {blob} NOT NULL,
    mobile_sealed {blob},
    mail_sealed {blob},
    role TEXT NOT NULL,                            -- person, support, administrator
    state TEXT NOT NULL,                           -- active, closed, erased
    password_hash TEXT,                            -- argon2id, PHC
    had_phone BIGINT NOT NULL DEFAULT 0,           -- 1 after the first activation, and ever after
    wrong_codes BIGINT NOT NULL DEFAULT 0,         -- in a row
    wait_until BIGINT NOT NULL DEFAULT 0,
    method_off BIGINT NOT NULL DEFAULT 0,          -- codes are off until support
    mismatches BIGINT NOT NULL DEFAULT 0,          -- wrong numbers in a row
    approvals_stopped BIGINT NOT NULL DEFAULT 0,   -- until a verified sign-in
    approvals_paused_until BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX people_mobile ON people (mobile_index);

CREATE TABLE devices (
    id {blob} PRIMARY KEY,
    person {blob} NOT NULL REFERENCES people (id),
    epoch BIGINT NOT NULL,
    state TEXT NOT NULL,                           -- pending, active, removed
    is_primary BIGINT NOT NULL DEFAULT 1,
    device_key {blob} NOT NULL,
    vault_key {blob},
    puk_serial BIGINT NOT NULL DEFAULT 0,
    puk_sealed {blob},
    puk_pending_sealed {blob},
    seed_sealed {blob},
    last_step BIGINT NOT NULL DEFAULT 0,           -- the newest time step whose code was used
    drift BIGINT NOT NULL DEFAULT 0,               -- in time steps
    platform TEXT,
    model TEXT,
    app_version TEXT,
    attestation TEXT,
    by_sms_alone BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    activated_at BIGINT,
    last_contact BIGINT,
    removed_at BIGINT,
    clock_offset BIGINT,
    push_kind TEXT,                                -- webpush, fcm, apns
    push_target_sealed {blob}
);
CREATE INDEX devices_person ON devices (person, state);

CREATE TABLE activations (
    id {blob} PRIMARY KEY,
    way TEXT NOT NULL,                             -- sms, ticket
    mobile_index {blob},
    mobile_sealed {blob},                          -- under the service's key: whose it is isn't known yet
    language TEXT,
    person {blob} REFERENCES people (id),
    ticket {blob},
    code_hash {blob},
    tries BIGINT NOT NULL DEFAULT 0,
    sends BIGINT NOT NULL DEFAULT 0,
    next_send_at BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL,
    source_index {blob},
    confirm_hash {blob},
    reply {blob},
    device {blob},
    state TEXT NOT NULL,                           -- open, confirmed, active, refused, replaced
    created_at BIGINT NOT NULL
);
CREATE INDEX activations_mobile ON activations (mobile_index, state);
CREATE INDEX activations_person ON activations (person, state);
CREATE INDEX activations_device ON activations (device);
CREATE INDEX activations_expires ON activations (expires_at);

CREATE TABLE tickets (
    id {blob} PRIMARY KEY,
    person {blob} NOT NULL REFERENCES people (id),
    ticket_hash {blob} NOT NULL UNIQUE,
    typed_hash {blob},
    needs_sms BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    device {blob},
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX tickets_person ON tickets (person);
CREATE INDEX tickets_typed ON tickets (typed_hash);

CREATE TABLE applications (
    id {blob} PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    key_hash {blob} NOT NULL UNIQUE,
    ttl_ms BIGINT NOT NULL,
    digits BIGINT NOT NULL DEFAULT 3,
    webhook_url TEXT,
    webhook_secret_sealed {blob},
    state TEXT NOT NULL,                           -- active, closed
    created_at BIGINT NOT NULL
);

CREATE TABLE challenges (
    id {blob} PRIMARY KEY,
    chain {blob} NOT NULL,
    attempt BIGINT NOT NULL,
    person {blob} NOT NULL REFERENCES people (id),
    device {blob} NOT NULL REFERENCES devices (id),
    epoch BIGINT NOT NULL,
    application {blob} NOT NULL REFERENCES applications (id),
    nonce {blob} NOT NULL,
    number_sealed {blob} NOT NULL,
    digits BIGINT NOT NULL,
    text_sealed {blob},
    where_sealed {blob},
    transaction_sealed {blob},
    session_hash {blob},
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL,                           -- pending, approved, denied, reported, mismatch, expired, superseded, consumed
    decided_at BIGINT,
    decision_hash {blob},
    consumed_at BIGINT,
    idempotency_hash {blob},
    request_hash {blob},
    source_index {blob},
    hint {blob},
    wake_sent_at BIGINT,
    fetched_at BIGINT
);
CREATE INDEX challenges_person ON challenges (person, state, issued_at);
CREATE INDEX challenges_device ON challenges (device, state);
CREATE INDEX challenges_chain ON challenges (chain, attempt);
CREATE INDEX challenges_expires ON challenges (state, expires_at);
CREATE UNIQUE INDEX challenges_idempotency ON challenges (application, idempotency_hash);

CREATE TABLE timeline (
    id {serial},
    challenge {blob} NOT NULL REFERENCES challenges (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL
);
CREATE INDEX timeline_challenge ON timeline (challenge, id);
CREATE INDEX timeline_at ON timeline (at);

CREATE TABLE limits (
    name {blob} PRIMARY KEY,
    count BIGINT NOT NULL,
    window_start BIGINT NOT NULL,
    window_ms BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL DEFAULT 0
);

-- Sources that a person has reported.
CREATE TABLE barred_sources (
    person {blob} NOT NULL REFERENCES people (id),
    source_index {blob} NOT NULL,
    reported_at BIGINT NOT NULL,
    PRIMARY KEY (person, source_index)
);

CREATE TABLE unblocks (
    id {blob} PRIMARY KEY,
    device {blob} NOT NULL REFERENCES devices (id),
    person {blob} NOT NULL REFERENCES people (id),
    lock_number TEXT NOT NULL,
    words_sealed {blob} NOT NULL,
    request_key {blob} NOT NULL,
    state TEXT NOT NULL,                           -- open, typed, issued, released, staged, confirmed, refused
    code_hash {blob},
    tries BIGINT NOT NULL DEFAULT 0,
    support_typed_at BIGINT,
    issued_by TEXT,
    identity_check_sealed {blob},
    issued_at BIGINT,
    expires_at BIGINT NOT NULL,
    request_hash {blob},
    reply {blob},
    staged_at BIGINT,
    confirmed_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX unblocks_device ON unblocks (device, state);
CREATE INDEX unblocks_person ON unblocks (person, state);

-- What is to be sent, and what was: the queue behind SMS, mail and push.
CREATE TABLE messages (
    id {blob} PRIMARY KEY,
    kind TEXT NOT NULL,                            -- sms, mail, push
    person {blob} REFERENCES people (id),
    recipient_sealed {blob} NOT NULL,
    subject_sealed {blob},
    text_sealed {blob} NOT NULL,
    html_sealed {blob},
    not_after BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    state TEXT NOT NULL,                           -- queued, sending, sent, delivered, failed, expired
    reason TEXT,
    provider_ref TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    delivered_at BIGINT
);
CREATE INDEX messages_due ON messages (state, next_at);
CREATE INDEX messages_provider ON messages (provider_ref);
CREATE INDEX messages_created ON messages (created_at);

-- Written with what it tells of; chained afterwards, in batches.
CREATE TABLE audit (
    id {serial},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject {blob},                                -- a person's id, or another row's
    detail_sealed {blob},
    place BIGINT UNIQUE,                           -- in the chain, from 1
    chain {blob}                                   -- the hash over the row and the one before
);
CREATE INDEX audit_subject ON audit (subject, at);

-- What a phone has said once, and may not say again.
CREATE TABLE nonces (
    device {blob} NOT NULL,
    nonce {blob} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (device, nonce)
);
CREATE INDEX nonces_expires ON nonces (expires_at);
