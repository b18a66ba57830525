// Streams: buffered input and output. One direction a stream, and no positions: that is what
// open(), lseek() and so on are for. Each stream has a lock, so threads may share it.

#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

#define EOF (-1)
#define BUFSIZ 4096

#define _IOFBF 0  // written when the buffer is full
#define _IOLBF 1  // or when a line ends: what a terminal gets
#define _IONBF 2  // or at once

typedef struct stream FILE;

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;

FILE *fopen(const char *restrict path, const char *restrict mode);  // "r", "w" or "a"; then "e"
FILE *fdopen(int handle, const char *mode);
int fclose(FILE *stream);
int fflush(FILE *stream);  // NULL: all
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t bytes);
int fileno(FILE *stream);
int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);

int fgetc(FILE *stream);
int getc(FILE *stream);
int getchar(void);
int ungetc(int c, FILE *stream);  // one
char *fgets(char *restrict line, int bytes, FILE *restrict stream);
ssize_t getline(char **restrict line, size_t *restrict bytes, FILE *restrict stream);
size_t fread(void *restrict to, size_t bytes, size_t count, FILE *restrict stream);

int fputc(int c, FILE *stream);
int putc(int c, FILE *stream);
int putchar(int c);
int fputs(const char *restrict string, FILE *restrict stream);
int puts(const char *string);
size_t fwrite(const void *restrict from, size_t bytes, size_t count, FILE *restrict stream);

// %d %i %u %x %X %o %c %s %p %f %%, with flags, width, precision and hh h l ll z j t.
#define __FORMAT(string, first) __attribute__((format(printf, string, first)))
int printf(const char *restrict format, ...) __FORMAT(1, 2);
int fprintf(FILE *restrict stream, const char *restrict format, ...) __FORMAT(2, 3);
int dprintf(int handle, const char *restrict format, ...) __FORMAT(2, 3);
int sprintf(char *restrict to, const char *restrict format, ...) __FORMAT(2, 3);
int snprintf(char *restrict to, size_t bytes, const char *restrict format, ...) __FORMAT(3, 4);
int vprintf(const char *restrict format, va_list arguments) __FORMAT(1, 0);
int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments)
    __FORMAT(2, 0);
int vsnprintf(char *restrict to, size_t bytes, const char *restrict format, va_list arguments)
    __FORMAT(3, 0);

void perror(const char *what);
int remove(const char *path);
int rename(const char *from, const char *to);
