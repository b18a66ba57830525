// head [-n lines] [file ...]: prints the first lines of files, 10 if not told otherwise.

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void print_first(FILE *from, long lines) {
    for (int c; lines > 0 && (c = getc(from)) != EOF;) {
        putchar(c);
        if (c == '\n') lines--;
    }
}

int main(int count, char **arguments) {
    long lines = 10;
    int failed = 0;
    for (int option; (option = getopt(count, arguments, "n:")) != -1;) {
        if (option != 'n') errx(2, "usage: head [-n lines] [file ...]");
        lines = atol(optarg);
    }
    if (optind == count) print_first(stdin, lines);
    for (int index = optind; index < count; index++) {
        FILE *file = fopen(arguments[index], "r");
        if (file == NULL) {
            warn("%s", arguments[index]);
            failed = 1;
            continue;
        }
        if (count - optind > 1) printf("==> %s <==\n", arguments[index]);
        print_first(file, lines);
        fclose(file);
    }
    return failed;
}
