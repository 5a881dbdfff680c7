/* The C reference of Argon2: "SECRET SALT" in hex on each line; the answer is nanoseconds and the
 * key in hex. The library asks for its memory, wipes it and gives it back in each call. */
#include <argon2.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static size_t bytes(const char *hex, unsigned char *out) {
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) sscanf(hex + 2 * i, "%2hhx", out + i);
    return n;
}

int main(void) {
    char secret_hex[129], salt_hex[129];
    while (scanf("%128s %128s", secret_hex, salt_hex) == 2) {
        unsigned char secret[64], salt[64], key[32];
        size_t secret_length = bytes(secret_hex, secret), salt_length = bytes(salt_hex, salt);
        long long start = now();
        int result = argon2id_hash_raw(3, 64 * 1024, 1, secret, secret_length, salt, salt_length,
                                       key, sizeof key);
        long long took = now() - start;
        if (result != ARGON2_OK) return 1;
        printf("%lld ", took);
        for (size_t i = 0; i < sizeof key; i++) printf("%02x", key[i]);
        putchar('\n');
        fflush(stdout);
    }
    return 0;
}
