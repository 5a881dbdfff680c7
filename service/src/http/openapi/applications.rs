//! What applications ask with their API keys.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::application::{Ask, Asked, Consume, Outcome, Verified, Verify};

use super::by_key;
use super::described::Described;

pub(super) fn described() -> Vec<Described> {
    let of_an_approval = |described: Described| described.refuses(&[Refusal::ApprovalUnknown]);
    let all = vec![
        Described::post("/v1/approvals", "ask", "Asks a person's phone to approve a sign-in.")
            .header(
                "Idempotency-Key",
                "The same request with the same key is one request.",
                255,
            )
            .takes::<Ask>()
            .answers::<Asked>("201", "It waits for the phone: show the number.")
            .refuses(&[
                Refusal::NoPhone,
                Refusal::Paused,
                Refusal::TooManyPending,
                Refusal::FieldInvalid,
                Refusal::IdempotencyConflict,
            ]),
        of_an_approval(
            Described::get("/v1/approvals/{id}", "outcome", "Where an approval stands.")
                .query("wait", "Seconds to wait for its end, at most 60.", 0)
                .answers::<Outcome>("200", "Where it stands."),
        ),
        of_an_approval(
            Described::get(
                "/v1/approvals/{id}/events",
                "events",
                "Where an approval stands, as server-sent events named `outcome`, until it is decided.",
            )
            .answers_as::<Outcome>("200", "Each event's data is an outcome.", "text/event-stream"),
        ),
        of_an_approval(
            Described::post("/v1/approvals/{id}/retry", "retry", "Asks anew, in the old one's place.")
                .answers::<Asked>("201", "The new one waits: show its number.")
                .refuses(&[
                    Refusal::NoPhone,
                    Refusal::Paused,
                    Refusal::TooManyPending,
                    Refusal::AlreadyDecided,
                ]),
        ),
        of_an_approval(
            Described::post("/v1/approvals/{id}/consume", "consume", "Takes an approval, once.")
                .may_take::<Consume>()
                .answers::<Outcome>("200", "It was taken now.")
                .refuses(&[Refusal::NotConsumable, Refusal::SessionWrong]),
        ),
        Described::post("/v1/codes/verify", "verifyCode", "Checks a one-time code.")
            .takes::<Verify>()
            .answers::<Verified>("200", "Whether it is right.")
            .refuses(&[Refusal::FieldInvalid]),
    ];
    all.into_iter()
        .map(|described| {
            described
                .secured(by_key(), "applications")
                .refuses(&[Refusal::KeyInvalid])
        })
        .collect()
}
