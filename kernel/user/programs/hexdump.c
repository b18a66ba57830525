// hexdump [file ...]: prints bytes in hexadecimal and as characters, 16 to a line.

#include <ctype.h>
#include <err.h>
#include <stdio.h>

#define WIDTH 16

static void print_line(unsigned long long offset, const unsigned char *bytes, size_t count) {
    printf("%08llx", offset);
    for (size_t index = 0; index < WIDTH; index++) {
        if (index % 8 == 0) putchar(' ');
        if (index < count) printf(" %02x", bytes[index]);
        else printf("   ");
    }
    printf("  |");
    for (size_t index = 0; index < count; index++) {
        putchar(isprint(bytes[index]) && bytes[index] < 0x80 ? bytes[index] : '.');
    }
    printf("|\n");
}

static int dump(FILE *from, const char *name) {
    unsigned char bytes[WIDTH];
    unsigned long long offset = 0;
    for (size_t count; !ferror(stdout) && (count = fread(bytes, 1, WIDTH, from)) > 0;
         offset += count) {
        print_line(offset, bytes, count);
    }
    if (!ferror(from)) printf("%08llx\n", offset);
    else warn("%s", name);
    return ferror(from);
}

int main(int count, char **arguments) {
    int failed = 0;
    if (count == 1) return dump(stdin, "standard input");
    for (int index = 1; index < count; index++) {
        FILE *file = fopen(arguments[index], "r");
        if (file == NULL) {
            warn("%s", arguments[index]);
            failed = 1;
            continue;
        }
        failed |= dump(file, arguments[index]);
        fclose(file);
    }
    return failed;
}
