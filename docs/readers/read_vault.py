#!/usr/bin/env python3
"""Opens a terminal phone's vault without Kodevagt: read_vault.py HOME KEYSTORE < pin > accounts.json

Written from docs/vault.md and docs/software-keystore.md. Needs `cryptography` and `argon2-cffi` from PyPI.

It works on copies of the files, so it changes nothing and takes no try from the phone: whoever holds the
software key store's files can ask them as often as they like. That is that key store's stated weakness; a
phone's hardware would have to be asked, and is asked by nobody but the app.
"""

import base64
import hmac
import json
import shutil
import sqlite3
import struct
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

V = b"\x01"
ID = 16
KEY = 32
NONCE = 12


def bind(label: str, *fields: bytes) -> bytes:
    return label.encode() + b"\0" + b"".join(struct.pack(">I", len(field)) + field for field in fields)


def kdf(secret: bytes, info: str) -> bytes:
    return HKDF(SHA256(), KEY, salt=None, info=info.encode()).derive(secret)


def unseal(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(sealed[:NONCE], sealed[NONCE:], aad)


class SoftwareKeystore:
    def __init__(self, directory: Path):
        self.directory = directory

    def key(self, alias: str) -> bytes:
        file = self.directory / f"{quote(alias, safe='')}.key"
        key = file.read_bytes() if file.exists() else bytes(KEY)
        if key == bytes(KEY):
            raise KeyError(alias)
        return key

    def open(self, alias: str, sealed: bytes, aad: bytes) -> bytes:
        return unseal(self.key(alias), sealed, aad)

    def derive(self, alias: str, data: bytes) -> bytes:
        return hmac.digest(self.key(alias), data, "sha256")


def rows(packed: bytes, size: int) -> dict[bytes, bytes]:
    """`root id || size bytes`, again and again."""
    step = ID + size
    return {packed[at : at + ID]: packed[at + ID : at + step] for at in range(0, len(packed), step)}


def open_roots(attempts: sqlite3.Connection, hw: SoftwareKeystore, device: bytes, pin: str) -> dict[bytes, bytes]:
    alias, sealed = attempts.execute("SELECT alias, sealed FROM slots WHERE name = 'state'").fetchone()
    state = json.loads(hw.open(alias, sealed, bind("kodevagt/state", V, device, alias.encode())))
    slot = state["pins"][-1]
    cost = [slot["kdf"][name] for name in ("m_kib", "t", "p")]
    salt = base64.b64decode(slot["salt"])
    stretched = hash_secret_raw(pin.encode(), salt, cost[1], cost[0], cost[2], KEY, Type.ID)
    key = kdf(hw.derive(slot["alias"], stretched), "vault/pin/v1")
    generation = struct.pack(">Q", slot["generation"])
    aad = bind("kodevagt/pin", V, device, generation, struct.pack(">III", *cost), salt, slot["alias"].encode())
    return rows(unseal(key, base64.b64decode(slot["sealed"]), aad), KEY)


def open_accounts(vault: sqlite3.Connection, hw: SoftwareKeystore, device: bytes, roots: dict[bytes, bytes]) -> list[dict]:
    alias, sealed = vault.execute("SELECT alias, sealed FROM keys WHERE id = 1").fetchone()
    envelope = rows(hw.open(alias, sealed, bind("kodevagt/keys", V, device, alias.encode())), NONCE + KEY + 16)
    accounts = []
    columns = "id, root, schema, version, removed_ms, sealed"
    for account, root, schema, version, removed_ms, sealed in vault.execute(f"SELECT {columns} FROM accounts"):
        if root not in roots:
            continue  # closed: this PIN doesn't open it
        aad = bind("kodevagt/records", V, device, root)
        record_key = unseal(kdf(roots[root], "vault/records/v1"), envelope[root], aad)
        removed = b"" if removed_ms is None else struct.pack(">q", removed_ms)
        numbers = struct.pack(">I", schema), struct.pack(">Q", version), removed
        record = json.loads(unseal(record_key, sealed, bind("kodevagt/accounts", account, root, *numbers)))
        record["secret"] = base64.b32encode(base64.b64decode(record["secret"])).decode().rstrip("=")
        accounts.append({"id": account.hex(), "removed_ms": removed_ms, **record})
    return accounts


def read(home: Path, keystore: Path, pin: str) -> list[dict]:
    hw = SoftwareKeystore(keystore)
    with tempfile.TemporaryDirectory() as copies:
        # With what SQLite keeps beside them: a write-ahead log holds the newest rows.
        for file in [*home.glob("attempt.db*"), *home.glob("vault.db*")]:
            shutil.copy(file, copies)
        with (
            closing(sqlite3.connect(Path(copies, "attempt.db"))) as attempts,
            closing(sqlite3.connect(Path(copies, "vault.db"))) as vault,
        ):
            for database in (attempts, vault):
                if database.execute("PRAGMA user_version").fetchone() != (1,):
                    sys.exit("not a Kodevagt vault of version 1")
            (device,) = attempts.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
            return open_accounts(vault, hw, device, open_roots(attempts, hw, device, pin))


if __name__ == "__main__":
    try:
        found = read(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdin.readline().strip())
    except InvalidTag:
        sys.exit("the PIN is wrong, or something was changed")
    except KeyError as missing:
        sys.exit(f"the key store has no key {missing}")
    json.dump({"accounts": found}, sys.stdout, ensure_ascii=False, indent=2)
    print()
