#!/usr/bin/env python3
"""Opens a Kodevagt backup without Kodevagt: read_backup.py FILE < passphrase > accounts.json

Written from docs/backup.md. Needs `cryptography` and `argon2-cffi` from PyPI. It reads version 1 and,
unlike the app, doesn't limit what the file may ask for.
"""

import base64
import json
import struct
import sys
import unicodedata

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def bind(label: str, fields: list[bytes]) -> bytes:
    return label.encode() + b"\0" + b"".join(struct.pack(">I", len(field)) + field for field in fields)


def read(file: dict, passphrase: str) -> dict:
    if (file["format"], file["version"]) != ("kodevagt-backup", 1):
        sys.exit("not a Kodevagt backup of version 1")
    kdf = file["kdf"]
    salt, nonce, ciphertext = (base64.b64decode(text) for text in (kdf["salt"], file["nonce"], file["ciphertext"]))
    cost = {"memory_cost": kdf["m_kib"], "time_cost": kdf["t"], "parallelism": kdf["p"]}
    secret = unicodedata.normalize("NFC", passphrase).encode()
    stretched = hash_secret_raw(secret, salt, hash_len=32, type=Type.ID, **cost)
    key = HKDF(SHA256(), 32, salt=None, info=b"kodevagt/backup/v1").derive(stretched)
    numbers = [struct.pack(">I", number) for number in (file["version"], kdf["m_kib"], kdf["t"], kdf["p"])]
    header = bind(
        file["format"],
        [numbers[0], kdf["name"].encode(), *numbers[1:], salt, file["cipher"].encode()],
    )
    return json.loads(ChaCha20Poly1305(key).decrypt(nonce, ciphertext, header))


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as stream:
        backup = json.load(stream)
    try:
        accounts = read(backup, sys.stdin.readline().rstrip("\r\n"))
    except InvalidTag:
        sys.exit("the passphrase is wrong, or the backup was changed")
    json.dump(accounts, sys.stdout, ensure_ascii=False, indent=2)
    print()
