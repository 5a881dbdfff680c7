"""Builds every vector of docs/protocol.md from its input, by the description alone; needs Python 3 only.

    python3 read_protocol.py ../protocol.md
"""

import base64
import hashlib
import json
import re
import sys


def pack(label, *fields):
    return label.encode() + b"\0" + b"".join(len(f).to_bytes(4, "big") + f for f in fields)


def optional(text):
    return b"" if text is None else b"\x01" + text.encode()


def b64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(value):
    return value.to_bytes(8, "big", signed=value < 0)


def sha256(data):
    return hashlib.sha256(data).digest()


hexed = bytes.fromhex


def statement(v):
    return pack(
        "kodevagt/keys/v1",
        hexed(v["organisation"]),
        number(v["serial"]),
        b64(v["signing_key"]),
        b64(v["hpke_key"]),
        number(v["not_before_ms"]),
        number(v["not_after_ms"]),
    )


def request(v):
    return pack(
        "kodevagt/request/v1",
        v["method"].encode(),
        v["path"].encode(),
        sha256(v["body"].encode()),
        hexed(v["device"]),
        number(v["epoch"]),
        v["nonce"].encode(),
    )


def confirm(v):
    (way, proof), phone, attestation = *v["way"].items(), v["phone"], v.get("attestation")
    return pack(
        "kodevagt/activate/v1",
        way.encode(),
        hexed(proof.get("activation", "")),
        (proof["code"] if way == "sms" else proof["ticket"]).encode(),
        optional(proof.get("mobile")),
        b64(v["device_key"]),
        b64(v["hpke_key"]),
        *(phone[name].encode() for name in ("platform", "model", "app_version", "language")),
        pack(attestation["kind"], *map(b64, attestation["data"])) if attestation else b"",
    )


def confirmed(v):
    sealed = v["sealed"]
    return pack(
        "kodevagt/activated/v1", sha256(confirm(v["confirm"])), b64(sealed["enc"]), b64(sealed["ciphertext"])
    )


def challenge(v):
    origin, paid = v["where"], v.get("transaction")
    return pack(
        "kodevagt/challenge/v1",
        hexed(v["id"]),
        b64(v["nonce"]),
        v["application"].encode(),
        v["person"].encode(),
        *(optional(origin.get(name)) for name in ("ip", "place", "browser")),
        sha256(optional(v.get("text"))),
        pack("transaction", *(paid[name].encode() for name in ("amount", "currency", "payee"))) if paid else b"",
        number(v["issued_at_ms"]),
        hexed(v["device"]),
        number(v["epoch"]),
        bytes([v["digits"]]),
    )


def fetched(v):
    return pack(
        "kodevagt/fetched/v1", challenge(v["challenge"]), number(v["remaining_ms"]), v["nonce"].encode()
    )


def decision(v):
    return pack(
        "kodevagt/decision/v1", hexed(v["challenge_hash"]), v["verb"].encode(), optional(v.get("number"))
    )


def half(v):
    return pack("kodevagt/half/v1", hexed(v["device"]), number(v["serial"]))


def release(v):
    return pack("kodevagt/release/v1", hexed(v["unblock"]), hexed(v["device"]), number(v["serial"]))


def grant(v):
    return pack("kodevagt/grant/v1", sha256(confirm(v)), b64(v["hpke_key"]))


MADE_BY = {
    "statement": statement,
    "request": request,
    "confirm": confirm,
    "confirmed": confirmed,
    "challenge": challenge,
    "fetched": fetched,
    "decision": decision,
    "half": half,
    "release": release,
    "grant": grant,
}


def blocks(document, kind):
    return dict(re.findall(rf"^```{kind} ([a-z-]+)\n(.*?)^```$", document, re.M | re.S))


def main(path):
    document = open(path, encoding="utf-8").read()
    inputs, expected = blocks(document, "json"), blocks(document, "hex")
    for name, text in inputs.items():
        made = MADE_BY[name.split("-")[0]](json.loads(text))
        if made != hexed(re.sub(r"\s", "", expected[name])):
            sys.exit(f"{name}: the description gives {made.hex()}")
        print(f"{name}: {len(made)} bytes")
    if not inputs:
        sys.exit("no vectors")


if __name__ == "__main__":
    main(sys.argv[1])
