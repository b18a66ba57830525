// wc [-c] [-l] [-w] [file ...]: counts lines, words and bytes.

#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { LINES, WORDS, BYTES, KINDS };

static bool wanted[KINDS];

static void count_stream(FILE *from, unsigned long counts[KINDS]) {
    bool in_word = false;
    for (int c; (c = getc(from)) != EOF;) {
        counts[BYTES]++;
        if (c == '\n') counts[LINES]++;
        if (!isspace(c) && !in_word) counts[WORDS]++;
        in_word = !isspace(c);
    }
}

static void print(const unsigned long counts[KINDS], const char *name) {
    const char *space = "";
    for (int kind = 0; kind < KINDS; kind++) {
        if (!wanted[kind]) continue;
        printf("%s%lu", space, counts[kind]);
        space = " ";
    }
    if (name != NULL) printf(" %s", name);
    putchar('\n');
}

static int count_file(const char *name, unsigned long totals[KINDS]) {
    unsigned long counts[KINDS] = {0};
    FILE *file = name == NULL ? stdin : fopen(name, "r");
    if (file == NULL) {
        warn("%s", name);
        return 1;
    }
    count_stream(file, counts);
    const int failed = ferror(file);
    if (failed) warn("%s", name == NULL ? "standard input" : name);
    if (file != stdin) fclose(file);
    print(counts, name);
    for (int kind = 0; kind < KINDS; kind++) totals[kind] += counts[kind];
    return failed;
}

int main(int count, char **arguments) {
    unsigned long totals[KINDS] = {0};
    int failed = 0;
    for (int option; (option = getopt(count, arguments, "clw")) != -1;) {
        switch (option) {
            case 'c': wanted[BYTES] = true; break;
            case 'l': wanted[LINES] = true; break;
            case 'w': wanted[WORDS] = true; break;
            default: errx(2, "usage: wc [-c] [-l] [-w] [file ...]");
        }
    }
    if (!wanted[LINES] && !wanted[WORDS] && !wanted[BYTES]) {
        for (int kind = 0; kind < KINDS; kind++) wanted[kind] = true;
    }
    if (optind == count) failed = count_file(NULL, totals);
    for (int index = optind; index < count; index++) failed |= count_file(arguments[index], totals);
    if (count - optind > 1) print(totals, "total");
    return failed;
}
