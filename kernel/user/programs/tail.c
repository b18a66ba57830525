// tail [-n lines] [file ...]: prints the last lines of files, 10 if not told otherwise.

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The last lines go round in a ring: line number N is in slot N modulo their count.
struct line {
    char *text;
    size_t room;
};

static void print_last(FILE *from, size_t count) {
    struct line *ring = calloc(count + 1, sizeof(*ring));
    size_t number = 0;
    if (ring == NULL) err(1, "no memory");
    while (count > 0) {
        struct line *line = &ring[number % count];
        // The read that finds the end may overwrite the oldest: that is why there is one slot more.
        if (getline(&ring[count].text, &ring[count].room, from) < 0) break;
        const struct line swapped = *line;
        *line = ring[count];
        ring[count] = swapped;
        number++;
    }
    for (size_t index = number > count ? number - count : 0; index < number; index++) {
        fputs(ring[index % count].text, stdout);
    }
    for (size_t index = 0; index <= count; index++) free(ring[index].text);
    free(ring);
}

int main(int count, char **arguments) {
    long lines = 10;
    int failed = 0;
    for (int option; (option = getopt(count, arguments, "n:")) != -1;) {
        if (option == 'n') lines = atol(optarg);
        if (option != 'n' || lines < 0) errx(2, "usage: tail [-n lines] [file ...]");
    }
    if (optind == count) print_last(stdin, (size_t)lines);
    for (int index = optind; index < count; index++) {
        FILE *file = fopen(arguments[index], "r");
        if (file == NULL) {
            warn("%s", arguments[index]);
            failed = 1;
            continue;
        }
        if (count - optind > 1) printf("==> %s <==\n", arguments[index]);
        print_last(file, (size_t)lines);
        fclose(file);
    }
    return failed;
}
