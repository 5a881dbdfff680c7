"""argon2-cffi: "SECRET SALT" in hex on each line; the answer is nanoseconds and the key in hex."""

import sys
import time

from argon2.low_level import Type, hash_secret_raw

for line in sys.stdin:
    secret, salt = (bytes.fromhex(word) for word in line.split())
    start = time.perf_counter_ns()
    key = hash_secret_raw(secret, salt, 3, 64 * 1024, 1, 32, Type.ID)
    print(time.perf_counter_ns() - start, key.hex(), flush=True)
