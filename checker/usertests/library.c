// Calls the C library's functions on numbers and text, and prints what comes of it. The library of
// the host that builds it and that of kernel/user must say the same: the case library.sh.

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#pragma GCC diagnostic ignored "-Wformat"

static void formats(void) {
    static const char *const flags[] = {"", "-", "0", "+", " ", "#", "-#", "0#", "+0", " -"};
    static const char *const widths[] = {"", "1", "12", ".0", ".5", "12.5", "3.8"};
    static const char letters[] = "diuxXo";
    static const long long values[] = {0, 1, -1, 42, INT_MAX, INT_MIN, LLONG_MAX, LLONG_MIN};
    char format[32];
    for (size_t flag = 0; flag < sizeof(flags) / sizeof(*flags); flag++) {
        for (size_t width = 0; width < sizeof(widths) / sizeof(*widths); width++) {
            printf("%s %s:", flags[flag], widths[width]);
            for (const char *letter = letters; *letter != '\0'; letter++) {
                for (size_t value = 0; value < sizeof(values) / sizeof(*values); value++) {
                    snprintf(format, sizeof(format), " [%%%s%sll%c]", flags[flag], widths[width],
                             *letter);
                    printf(format, values[value]);
                }
            }
            putchar('\n');
        }
    }
    printf("[%d] [%hd] [%hhd] [%hhu] [%hx]\n", -5, 70000, 300, 511, 0x12345);
    printf("[%s] [%10s] [%-10s] [%.2s] [%.0s] [%5.1s]\n", "text", "text", "text", "text",
           "x", "yz");
    printf("[%c] [%3c] [%-3c] [%%] [%*d] [%-*d] [%.*s]\n", 'a', 'b', 'c', 5, 6, 5, 6, 2, "cut");
    printf("[%zu] [%jd] [%td] [%ld] [%lu]\n", (size_t)7, (intmax_t)-8, (ptrdiff_t)9, -10L, 11UL);
}

static void floats(void) {
    static const double values[] = {0,    -0.0, 1,     0.5,  1.5,   2.5,     -2.25,
                                    0.05, 99.9, 999.5, 1e10, 1.0 / 3, -7.0 / 9, 123456.789};
    for (size_t index = 0; index < sizeof(values) / sizeof(*values); index++) {
        printf("[%f] [%.0f] [%.1f] [%9.3f] [%-9.2f] [%09.2f] [%+.3f]\n", values[index],
               values[index], values[index], values[index], values[index], values[index],
               values[index]);
    }
    printf("[%f] [%f] [%5.1f]\n", 1.0 / (values[0] + 1e-320 * 0), -1.0 / 0.0 * values[2], 0.0);
}

static void lengths(void) {
    char text[8] = "unset";
    printf("%d", snprintf(text, 4, "%s", "abcdef"));
    printf(" %s", text);
    printf(" %d", snprintf(text, 0, "%d", 12345));
    printf(" %s", text);
    printf(" %d", snprintf(NULL, 0, "%100d", 1));
    printf(" %d %s\n", sprintf(text, "%x", 255), text);
}

static void numbers(void) {
    static const char *const texts[] = {
        "0", "12", " -12x", "+7", "0x1F", "0x", "0xg", "077", "z", "", "-", "zz", "99999999999",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "-1", "08",
        "\t\n 5"};
    static const int bases[] = {0, 8, 10, 16, 36, 2};
    for (size_t text = 0; text < sizeof(texts) / sizeof(*texts); text++) {
        for (size_t base = 0; base < sizeof(bases) / sizeof(*bases); base++) {
            char *end, *unsigned_end;
            errno = 0;
            const long long value = strtoll(texts[text], &end, bases[base]);
            const int error = errno;
            errno = 0;
            const unsigned long long other = strtoull(texts[text], &unsigned_end, bases[base]);
            printf(" %lld+%d%s %llu+%d%s", value, (int)(end - texts[text]), error ? "!" : "", other,
                   (int)(unsigned_end - texts[text]), errno ? "!" : "");
        }
        putchar('\n');
    }
    printf("%d %d %d\n", atoi("42"), atoi("  -7 "), atoi("x"));
}

static void divisions(void) {
    static const unsigned long long values[] = {
        1, 2, 3, 7, 10, 0xFFFF, 0x10000, 0xFFFFFFFF, 0x100000000, 0x100000001, 1000000000,
        0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF00000000,
        0x123456789ABCDEF0, 0x80000001, 0x8000000080000000};
    const size_t count = sizeof(values) / sizeof(*values);
    unsigned long long sum = 0;
    for (size_t left = 0; left < count; left++) {
        for (size_t right = 0; right < count; right++) {
            const long long dividend = (long long)values[left], divisor = (long long)values[right];
            sum = sum * 31 + values[left] / values[right];
            sum = sum * 31 + values[left] % values[right];
            if (dividend == LLONG_MIN && divisor == -1) continue;
            sum = sum * 31 + (unsigned long long)(dividend / divisor);
            sum = sum * 31 + (unsigned long long)(dividend % divisor);
        }
    }
    unsigned long long state = 1;
    for (int round = 0; round < 20000; round++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const unsigned long long divisor = (state * 0x9E3779B97F4A7C15ULL >> (state >> 58)) | 1;
        sum = sum * 31 + state / divisor + state % divisor;
    }
    printf("%llx\n", sum);
}

static int sign(int value) { return (value > 0) - (value < 0); }

static void strings(void) {
    char text[64] = "", *rest;
    printf("%d %d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("a", "a"),
           sign(strcmp("a", "ab")), sign(strcmp("\x80", "a")));
    printf("%d %d %d\n", strncmp("abc", "abd", 2), sign(strncmp("abc", "abd", 3)),
           sign(strcasecmp("HeLLo", "hEllO")));
    printf("%s %s %s %d\n", strchr("a/b/c", '/'), strrchr("a/b/c", '/'), strstr("haystack", "st"),
           strstr("haystack", "sx") == NULL);
    printf("%d %d %d\n", (int)strspn("aabbc", "ab"), (int)strcspn("abc,d", ",."),
           (int)strnlen("abcdef", 3));
    strcpy(text, "one");
    strcat(text, ",,two");
    strncat(text, ";three and more", 6);
    printf("%s\n", text);
    for (char *from = text, *part; (part = strtok_r(from, ",;", &rest)) != NULL; from = NULL) {
        printf("<%s>", part);
    }
    memset(text, 'x', 10);
    strncpy(text, "ab", 5);
    printf("%d %d %c\n", text[2], text[4], text[5]);
    strcpy(text, "0123456789");
    memmove(text + 2, text, 6);
    printf("%s ", text);
    memmove(text, text + 1, 7);
    printf("%s %d %d\n", text, sign(memcmp("ab\0c", "ab\0d", 4)), memcmp("x", "y", 0));
    for (int c = 0; c < 128; c++) {
        printf("%x", (isalnum(c) != 0) + 2 * (isspace(c) != 0) + 4 * (ispunct(c) != 0) +
                         8 * (isprint(c) != 0));
    }
    printf("\n%s, %s, %s\n", strerror(ENOENT), strerror(EINVAL), strerror(0));
}

static int by_value(const void *left, const void *right) {
    const int first = *(const int *)left, second = *(const int *)right;
    return (first > second) - (first < second);
}

static void sorting(void) {
    int values[300];
    unsigned state = 7;
    for (int count = 0; count <= 300; count += 50 - count % 7) {
        long long sum = 0;
        for (int index = 0; index < count; index++) {
            state = state * 1103515245 + 12345;
            values[index] = (int)(state >> 16) % 100 - 50;
            sum += values[index];
        }
        qsort(values, (size_t)count, sizeof(*values), by_value);
        int sorted = 1;
        for (int index = 0; index < count; index++) {
            sum -= values[index];
            sorted &= index == 0 || values[index - 1] <= values[index];
        }
        const int wanted = 3;
        const int *found = bsearch(&wanted, values, (size_t)count, sizeof(*values), by_value);
        printf("%d %d %lld %d\n", count, sorted, sum, found == NULL ? 0 : *found);
    }
}

static void times(void) {
    static const long long moments[] = {0, 951782400, 951868799, 1095379199, 4102444799, 1709164800,
                                        -1, -86400, 2147483648, 68169600000, 1e9};
    for (size_t index = 0; index < sizeof(moments) / sizeof(*moments); index++) {
        const time_t when = (time_t)moments[index];
        char text[100];
        strftime(text, sizeof(text), "%a %b %d %e %F %T %j %y %M %% %H", gmtime(&when));
        puts(text);
    }
}

int main(void) {
    formats();
    floats();
    lengths();
    numbers();
    divisions();
    strings();
    sorting();
    times();
    return 0;
}
