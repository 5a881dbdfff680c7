/* zbar. "MODE WIDTH HEIGHT FILE" on each line, FILE holding grey pixels and nothing else; the answer
 * is nanoseconds and the texts in hex, parted by commas. MODE makes no difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zbar.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(void) {
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        unsigned width, height;
        int name;
        line[strcspn(line, "\n")] = 0;
        if (sscanf(line, "%*s %u %u %n", &width, &height, &name) != 2) return 1;
        size_t size = (size_t)width * height;
        unsigned char *pixels = malloc(size);
        FILE *file = fopen(line + name, "rb");
        if (!pixels || !file || fread(pixels, 1, size, file) != size) return 1;
        fclose(file);

        long long start = now();
        zbar_image_t *image = zbar_image_create();
        zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
        zbar_image_set_size(image, width, height);
        zbar_image_set_data(image, pixels, size, NULL);
        zbar_scan_image(scanner, image);
        printf("%lld ", now() - start);

        const char *parted = "";
        const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
        for (; symbol; symbol = zbar_symbol_next(symbol)) {
            const unsigned char *text = (const unsigned char *)zbar_symbol_get_data(symbol);
            fputs(parted, stdout);
            for (unsigned i = 0; i < zbar_symbol_get_data_length(symbol); i++)
                printf("%02x", text[i]);
            parted = ",";
        }
        putchar('\n');
        fflush(stdout);
        zbar_image_destroy(image);
        free(pixels);
    }
    return 0;
}
