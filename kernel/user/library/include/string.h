#pragma once

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t bytes);
void *memmove(void *to, const void *from, size_t bytes);
void *memset(void *memory, int value, size_t bytes);
int memcmp(const void *left, const void *right, size_t bytes);
void *memchr(const void *memory, int value, size_t bytes);

size_t strlen(const char *string);
size_t strnlen(const char *string, size_t most);
char *strcpy(char *restrict to, const char *restrict from);
char *stpcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t bytes);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t most);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t most);
int strcoll(const char *left, const char *right);
char *strchr(const char *string, int c);
char *strrchr(const char *string, int c);
char *strstr(const char *string, const char *part);
char *strpbrk(const char *string, const char *set);
size_t strspn(const char *string, const char *set);
size_t strcspn(const char *string, const char *set);
char *strtok(char *restrict string, const char *restrict set);
char *strtok_r(char *restrict string, const char *restrict set, char **restrict rest);
char *strdup(const char *string);
char *strndup(const char *string, size_t most);
char *strerror(int error);
char *strsignal(int signal);
