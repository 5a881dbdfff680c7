//! What a phone asks, signed with its device key.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::{Activated, Active};
use kodevagt_protocol::approval::{Challenges, Decided, Decision};
use kodevagt_protocol::phone::{Push, Standing, Waited};
use kodevagt_protocol::unblock::{self, Release, Released, Stage, Start, Started};

use super::by_phone;
use super::described::Described;

pub(super) fn described() -> Vec<Described> {
    let all = standing().into_iter().chain(approvals()).chain(unblocks());
    all.map(|described| {
        described.secured(by_phone(), "phones").refuses(&[
            Refusal::Unsigned,
            Refusal::DeviceUnknown,
            Refusal::Barred,
            Refusal::Malformed,
            Refusal::BodyTooLarge,
        ])
    })
    .collect()
}

fn standing() -> Vec<Described> {
    vec![
        Described::post("/v1/phone/active", "active", "Tells that a PIN was chosen.")
            .takes::<Active>()
            .answers::<Activated>("200", "From now on the phone counts.")
            .refuses(&[Refusal::TicketNeeded]),
        Described::get("/v1/phone/status", "status", "Where the phone stands.")
            .answers::<Standing>("200", "A removed phone learns it here."),
        Described::get("/v1/phone/wait", "wait", "Waits for something to fetch.")
            .query("seconds", "How long, at most 60.", 0)
            .answers::<Waited>("200", "A hint, or none when the time is over."),
        Described::get(
            "/v1/phone/socket",
            "socket",
            "A WebSocket: each text frame is a `Waited`.",
        )
        .ends("101", "It is open."),
        Described::put_to("/v1/phone/push", "push", "Tells where wake-ups go.")
            .takes::<Push>()
            .ends("204", "They go there from now on."),
    ]
}

fn approvals() -> Vec<Described> {
    vec![
        Described::get(
            "/v1/phone/challenges",
            "challenges",
            "Fetches what waits for the phone.",
        )
        .answers::<Challenges>("200", "Oldest first."),
        Described::get(
            "/v1/phone/challenges/{id}",
            "challenge",
            "Where a challenge stands.",
        )
        .answers::<Decided>("200", "Also of one that no longer waits.")
        .refuses(&[Refusal::ChallengeUnknown]),
        Described::post(
            "/v1/phone/challenges/{id}/decision",
            "decide",
            "Approves, denies or reports.",
        )
        .takes::<Decision>()
        .answers::<Decided>("200", "The same decision again gets the same answer.")
        .refuses(&[
            Refusal::ChallengeUnknown,
            Refusal::ChallengeExpired,
            Refusal::ChallengeSuperseded,
            Refusal::ChallengeDecided,
            Refusal::DecisionUnsigned,
            Refusal::Paused,
        ]),
    ]
}

fn unblocks() -> Vec<Described> {
    let unknown = |described: Described| described.refuses(&[Refusal::UnblockUnknown]);
    vec![
        unknown(
            Described::post(
                "/v1/phone/unblocks",
                "startUnblock",
                "Asks for support's help.",
            )
            .takes::<Start>()
            .answers::<Started>("200", "What the person reads out."),
        ),
        unknown(
            Described::get(
                "/v1/phone/unblocks/{id}",
                "unblock",
                "Where the request stands.",
            )
            .answers::<unblock::Standing>("200", "Where, and how long."),
        ),
        unknown(
            Described::post(
                "/v1/phone/unblocks/{id}/release",
                "release",
                "Gives support's code.",
            )
            .takes::<Release>()
            .answers::<Released>("200", "The service's halves, sealed for the request.")
            .refuses(&[
                Refusal::UnblockCodeWrong,
                Refusal::UnblockTriesUsed,
                Refusal::UnblockExpired,
                Refusal::UnblockCancelled,
                Refusal::UnblockNotTyped,
                Refusal::UnblockUsed,
            ]),
        ),
        unknown(
            Described::post(
                "/v1/phone/unblocks/{id}/stage",
                "stage",
                "Stores the next half beside.",
            )
            .takes::<Stage>()
            .answers::<unblock::Standing>("200", "Both are kept until confirmed.")
            .refuses(&RENEWING),
        ),
        unknown(
            Described::post(
                "/v1/phone/unblocks/{id}/confirm",
                "confirmUnblock",
                "Tells that the phone opened.",
            )
            .answers::<unblock::Standing>("200", "The old half is gone.")
            .refuses(&RENEWING),
        ),
    ]
}

/// What staging and confirming may end in.
const RENEWING: [Refusal; 4] = [
    Refusal::UnblockCancelled,
    Refusal::UnblockExpired,
    Refusal::UnblockNotTyped,
    Refusal::UnblockUsed,
];
