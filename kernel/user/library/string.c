// Strings. What compilers call on their own is in memory.S.

#include <string.h>

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

void *memchr(const void *memory, int value, size_t bytes) {
    const unsigned char *byte = memory;
    for (; bytes > 0; byte++, bytes--) {
        if (*byte == (unsigned char)value) return (void *)byte;
    }
    return NULL;
}

size_t strlen(const char *string) {
    const char *end = string;
    while (*end != '\0') end++;
    return (size_t)(end - string);
}

size_t strnlen(const char *string, size_t most) {
    const char *end = memchr(string, '\0', most);
    return end == NULL ? most : (size_t)(end - string);
}

char *stpcpy(char *restrict to, const char *restrict from) {
    while ((*to = *from++) != '\0') to++;
    return to;
}

char *strcpy(char *restrict to, const char *restrict from) {
    stpcpy(to, from);
    return to;
}

char *strncpy(char *restrict to, const char *restrict from, size_t bytes) {
    const size_t length = strnlen(from, bytes);
    memcpy(to, from, length);
    memset(to + length, 0, bytes - length);
    return to;
}

char *strcat(char *restrict to, const char *restrict from) {
    stpcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t most) {
    char *end = to + strlen(to);
    const size_t length = strnlen(from, most);
    memcpy(end, from, length);
    end[length] = '\0';
    return to;
}

int strncmp(const char *left, const char *right, size_t most) {
    for (; most > 0; left++, right++, most--) {
        if (*left != *right) return (unsigned char)*left - (unsigned char)*right;
        if (*left == '\0') return 0;
    }
    return 0;
}

int strcmp(const char *left, const char *right) { return strncmp(left, right, (size_t)-1); }

int strcoll(const char *left, const char *right) { return strcmp(left, right); }

int strncasecmp(const char *left, const char *right, size_t most) {
    for (; most > 0; left++, right++, most--) {
        const int difference = tolower((unsigned char)*left) - tolower((unsigned char)*right);
        if (difference != 0 || *left == '\0') return difference;
    }
    return 0;
}

int strcasecmp(const char *left, const char *right) {
    return strncasecmp(left, right, (size_t)-1);
}

char *strchr(const char *string, int c) {
    for (; *string != (char)c; string++) {
        if (*string == '\0') return NULL;
    }
    return (char *)string;
}

char *strrchr(const char *string, int c) {
    const char *found = NULL;
    for (;; string++) {
        if (*string == (char)c) found = string;
        if (*string == '\0') return (char *)found;
    }
}

char *strstr(const char *string, const char *part) {
    const size_t length = strlen(part);
    for (;; string++) {
        if (strncmp(string, part, length) == 0) return (char *)string;
        if (*string == '\0') return NULL;
    }
}

size_t strspn(const char *string, const char *set) {
    size_t length = 0;
    while (string[length] != '\0' && strchr(set, string[length]) != NULL) length++;
    return length;
}

size_t strcspn(const char *string, const char *set) {
    size_t length = 0;
    while (string[length] != '\0' && strchr(set, string[length]) == NULL) length++;
    return length;
}

char *strpbrk(const char *string, const char *set) {
    string += strcspn(string, set);
    return *string == '\0' ? NULL : (char *)string;
}

char *strtok_r(char *restrict string, const char *restrict set, char **restrict rest) {
    if (string == NULL) string = *rest;
    string += strspn(string, set);
    char *end = string + strcspn(string, set);
    *rest = *end == '\0' ? end : end + 1;
    *end = '\0';
    return end == string ? NULL : string;
}

char *strtok(char *restrict string, const char *restrict set) {
    static char *rest;
    return strtok_r(string, set, &rest);
}

char *strndup(const char *string, size_t most) {
    const size_t length = strnlen(string, most);
    char *copy = malloc(length + 1);
    if (copy == NULL) return NULL;
    memcpy(copy, string, length);
    copy[length] = '\0';
    return copy;
}

char *strdup(const char *string) { return strndup(string, strlen(string)); }
