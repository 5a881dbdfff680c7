/* liboath: TOTP codes of many accounts. First line: seeds in hex, parted by commas. Then a time on
 * each line; the answer is nanoseconds and the codes, parted by commas. */
#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SEED = 20, DIGITS = 6, ROW = DIGITS + 1, PERIOD = 30 };

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    ssize_t length = getline(&line, &room, stdin);
    if (length < 0 || oath_init() != OATH_OK) return 1;
    size_t count = (size_t)length / (2 * SEED + 1);
    char(*seeds)[SEED] = malloc(count * SEED);
    char(*codes)[ROW] = malloc(count * ROW);
    if (!seeds || !codes) return 1;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < SEED; j++) {
            unsigned byte;
            if (sscanf(line + i * (2 * SEED + 1) + 2 * j, "%2x", &byte) != 1) return 1;
            seeds[i][j] = (char)byte;
        }
    while (getline(&line, &room, stdin) > 0) {
        time_t at = (time_t)strtoll(line, NULL, 10);
        long long start = now();
        for (size_t i = 0; i < count; i++)
            if (oath_totp_generate(seeds[i], SEED, at, PERIOD, 0, DIGITS, codes[i]) != OATH_OK)
                return 1;
        printf("%lld ", now() - start);
        for (size_t i = 0; i < count; i++) printf("%s%s", i ? "," : "", codes[i]);
        putchar('\n');
        fflush(stdout);
    }
    return 0;
}
