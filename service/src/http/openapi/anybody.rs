//! What takes neither an API key nor a phone's signature.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::{Confirm, Confirmed, ServiceInfo, Start, Started};
use kodevagt_protocol::phone::{Nonce, NonceFor};

use super::super::health::Health;
use super::described::Described;

pub(super) fn described() -> Vec<Described> {
    let hook = "/v1/hooks/sms/{id}/{token}";
    let reports = |described: Described| {
        described
            .ends("204", "Noted.")
            .refuses(&[Refusal::NotFound, Refusal::BodyTooLarge])
    };
    vec![
        Described::get("/healthz", "live", "Whether the process answers.")
            .answers::<Health>("200", "It does."),
        Described::get("/readyz", "ready", "Whether the service can work.")
            .answers::<Health>("200", "It can."),
        Described::get("/v1/openapi.json", "openapi", "This document.")
            .answers::<serde_json::Value>("200", "An OpenAPI document."),
        Described::get(
            "/v1/service",
            "service",
            "What anybody may know of the service.",
        )
        .answers::<ServiceInfo>("200", "Name, keys, contact, time."),
        Described::post("/v1/phone/nonce", "nonce", "A nonce for a signed request.")
            .takes::<NonceFor>()
            .answers::<Nonce>("200", "A nonce, whether the device is known or not."),
        Described::post(
            "/v1/activations",
            "startActivation",
            "Asks for an activation code by SMS.",
        )
        .takes::<Start>()
        .answers::<Started>("201", "The same for every number, whoever has it.")
        .refuses(&[
            Refusal::MobileInvalid,
            Refusal::TicketNeeded,
            Refusal::TooMany,
        ]),
        Described::post(
            "/v1/activations/{id}/resend",
            "resendCode",
            "Asks for a new code in the old one's place.",
        )
        .answers::<Started>("200", "The new code is on its way.")
        .refuses(&[
            Refusal::CodeOver,
            Refusal::CodeTriesUsed,
            Refusal::TicketNeeded,
            Refusal::TooMany,
        ]),
        Described::post(
            "/v1/activations/confirm",
            "confirmActivation",
            "Lets a phone in, by code or ticket.",
        )
        .takes::<Confirm>()
        .answers::<Confirmed>("200", "The grant, sealed for the phone.")
        .refuses(&[
            Refusal::Unsigned,
            Refusal::TooMany,
            Refusal::CodeWrong,
            Refusal::CodeOver,
            Refusal::CodeTriesUsed,
            Refusal::TicketInvalid,
            Refusal::TicketNeeded,
            Refusal::NumberShared,
            Refusal::AttestationRefused,
            Refusal::Barred,
        ]),
        reports(Described::get(
            hook,
            "smsReportByGet",
            "A gateway reports on an SMS.",
        )),
        reports(Described::post(
            hook,
            "smsReport",
            "A gateway reports on an SMS.",
        )),
    ]
}
