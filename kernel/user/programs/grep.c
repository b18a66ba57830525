// grep [-c] [-i] [-n] [-q] [-v] pattern [file ...]: prints the lines that fit a pattern. -c: only
// how many; -i: capitals are like small letters; -n: with line numbers; -q: nothing, only the
// status; -v: the others.
//
// In a pattern . fits any character, c* any number of c, ^ the start and $ the end of a line; \c is
// c itself. (The matcher is Rob Pike's, from Kernighan and Pike, The Practice of Programming, 9.2.)

#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool only_count, any_case, with_numbers, quiet, others;
static bool with_names, found_any;

static bool equal(char left, char right) {
    return left == right ||
           (any_case && tolower((unsigned char)left) == tolower((unsigned char)right));
}

static bool match_here(const char *pattern, const char *text);

// c* and then the rest of the pattern, at the start of text.
static bool match_star(char c, bool any, const char *rest, const char *text) {
    do {
        if (match_here(rest, text)) return true;
    } while (*text != '\0' && (any || equal(c, *text)) && *text++ != '\0');
    return false;
}

static bool match_here(const char *pattern, const char *text) {
    if (*pattern == '\0') return true;
    if (strcmp(pattern, "$") == 0) return *text == '\0';
    const bool any = *pattern == '.';
    if (*pattern == '\\' && pattern[1] != '\0') pattern++;
    if (pattern[1] == '*') return match_star(*pattern, any, pattern + 2, text);
    return *text != '\0' && (any || equal(*pattern, *text)) && match_here(pattern + 1, text + 1);
}

static bool match(const char *pattern, const char *text) {
    if (*pattern == '^') return match_here(pattern + 1, text);
    do {
        if (match_here(pattern, text)) return true;
    } while (*text++ != '\0');
    return false;
}

static void search(const char *pattern, FILE *from, const char *name) {
    char *line = NULL;
    size_t room = 0;
    unsigned long number = 0, count = 0;
    for (ssize_t length; (length = getline(&line, &room, from)) > 0;) {
        if (line[length - 1] == '\n') line[length - 1] = '\0';
        number++;
        if (match(pattern, line) == others) continue;
        count++;
        if (quiet || only_count) continue;
        if (with_names) printf("%s:", name);
        if (with_numbers) printf("%lu:", number);
        puts(line);
    }
    free(line);
    if (only_count && with_names) printf("%s:", name);
    if (only_count) printf("%lu\n", count);
    found_any |= count > 0;
}

int main(int count, char **arguments) {
    bool failed = false;
    for (int option; (option = getopt(count, arguments, "cinqv")) != -1;) {
        switch (option) {
            case 'c': only_count = true; break;
            case 'i': any_case = true; break;
            case 'n': with_numbers = true; break;
            case 'q': quiet = true; break;
            case 'v': others = true; break;
            default: count = 0;
        }
    }
    if (optind >= count) errx(2, "usage: grep [-c] [-i] [-n] [-q] [-v] pattern [file ...]");
    const char *pattern = arguments[optind++];
    with_names = count - optind > 1;
    if (optind == count) search(pattern, stdin, "standard input");
    for (int index = optind; index < count; index++) {
        FILE *file = fopen(arguments[index], "r");
        if (file == NULL) {
            warn("%s", arguments[index]);
            failed = true;
            continue;
        }
        search(pattern, file, arguments[index]);
        fclose(file);
    }
    return failed ? 2 : found_any ? 0 : 1;
}
