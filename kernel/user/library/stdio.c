// Streams: see stdio.h.

#include <stdio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

struct stream {
    int handle;
    int mode;              // _IOFBF ...; -1: decided at the first write, by isatty()
    bool end, failed;      // what feof() and ferror() say
    _Atomic unsigned lock;
    size_t next, filled;   // reading: the bytes from next to filled are there
    size_t written;        // writing: so many bytes wait
    struct stream *following;  // in open_streams
    char *buffer;          // BUFSIZ bytes
};

// Apart from the streams, so that a program's file does not hold three buffers of zeros.
static char standard_buffers[3][BUFSIZ];

static struct stream standard_error = {
    .handle = 2, .mode = _IONBF, .buffer = standard_buffers[2]};
static struct stream standard_output = {
    .handle = 1, .mode = -1, .buffer = standard_buffers[1], .following = &standard_error};
static struct stream standard_input = {
    .handle = 0, .mode = -1, .buffer = standard_buffers[0], .following = &standard_output};

FILE *const stdin = &standard_input;
FILE *const stdout = &standard_output;
FILE *const stderr = &standard_error;

static _Atomic unsigned list_lock;
static struct stream *open_streams = &standard_input;

static int flush_held(FILE *stream) {
    size_t done = 0;
    while (done < stream->written) {
        const ssize_t count = write(stream->handle, stream->buffer + done, stream->written - done);
        if (count < 0) {
            stream->failed = true;
            break;
        }
        done += (size_t)count;
    }
    const bool complete = done == stream->written;
    stream->written = 0;
    return complete ? 0 : EOF;
}

static void flush_all(void) { fflush(NULL); }

int fflush(FILE *stream) {
    int flushed = 0;
    if (stream != NULL) {
        __lock(&stream->lock);
        flushed = flush_held(stream);
        __unlock(&stream->lock);
        return flushed;
    }
    __lock(&list_lock);
    for (stream = open_streams; stream != NULL; stream = stream->following) {
        if (fflush(stream) != 0) flushed = EOF;
    }
    __unlock(&list_lock);
    return flushed;
}

// Writes text; the lock is held.
static void put_held(void *to, const char *text, size_t bytes) {
    FILE *stream = to;
    if (stream->mode < 0) stream->mode = isatty(stream->handle) ? _IOLBF : _IOFBF;
    __flush_at_exit = flush_all;
    while (bytes > 0) {
        size_t part = BUFSIZ - stream->written;
        if (part > bytes) part = bytes;
        memcpy(stream->buffer + stream->written, text, part);
        stream->written += part;
        if (stream->written == BUFSIZ ||
            (stream->mode == _IOLBF && memchr(text, '\n', part) != NULL)) {
            flush_held(stream);
        }
        text += part;
        bytes -= part;
    }
}

// Ends one call that wrote: what is not buffered goes out in one piece.
static int end_put(FILE *stream) {
    if (stream->mode == _IONBF) flush_held(stream);
    const bool failed = stream->failed;
    __unlock(&stream->lock);
    return failed ? EOF : 0;
}

size_t fwrite(const void *restrict from, size_t bytes, size_t count, FILE *restrict stream) {
    __lock(&stream->lock);
    put_held(stream, from, bytes * count);
    return end_put(stream) == EOF ? 0 : count;
}

int fputs(const char *restrict string, FILE *restrict stream) {
    __lock(&stream->lock);
    put_held(stream, string, strlen(string));
    return end_put(stream);
}

int puts(const char *string) {
    __lock(&stdout->lock);
    put_held(stdout, string, strlen(string));
    put_held(stdout, "\n", 1);
    return end_put(stdout);
}

int fputc(int c, FILE *stream) {
    const char byte = (char)c;
    return fwrite(&byte, 1, 1, stream) == 1 ? (unsigned char)c : EOF;
}

int putc(int c, FILE *stream) { return fputc(c, stream); }
int putchar(int c) { return fputc(c, stdout); }

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments) {
    __lock(&stream->lock);
    const int count = __format(put_held, stream, format, arguments);
    return end_put(stream) == EOF ? -1 : count;
}

// Reads more; the lock is held. Whoever is to answer a question must see it first, so what waits
// for the terminal goes out.
static bool fill(FILE *stream) {
    if (stream->end || stream->failed) return false;
    if (stream != stdout && stdout->mode == _IOLBF) fflush(stdout);
    const ssize_t count = read(stream->handle, stream->buffer, BUFSIZ);
    stream->end = count == 0;
    stream->failed = count < 0;
    stream->next = 0;
    stream->filled = count > 0 ? (size_t)count : 0;
    return count > 0;
}

static int get_held(FILE *stream) {
    if (stream->next == stream->filled && !fill(stream)) return EOF;
    return (unsigned char)stream->buffer[stream->next++];
}

int fgetc(FILE *stream) {
    __lock(&stream->lock);
    const int c = get_held(stream);
    __unlock(&stream->lock);
    return c;
}

int getc(FILE *stream) { return fgetc(stream); }
int getchar(void) { return fgetc(stdin); }

int ungetc(int c, FILE *stream) {
    __lock(&stream->lock);
    const bool room = c != EOF && stream->next > 0;
    if (room) stream->buffer[--stream->next] = (char)c;
    if (room) stream->end = false;
    __unlock(&stream->lock);
    return room ? (unsigned char)c : EOF;
}

int fileno(FILE *stream) { return stream->handle; }
int feof(FILE *stream) { return stream->end; }
int ferror(FILE *stream) { return stream->failed; }
void clearerr(FILE *stream) { stream->end = stream->failed = false; }

int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t bytes) {
    (void)buffer;  // each stream has its own
    (void)bytes;
    stream->mode = mode;
    return 0;
}

char *fgets(char *restrict line, int bytes, FILE *restrict stream) {
    int length = 0, c = 0;
    __lock(&stream->lock);
    while (length < bytes - 1 && c != '\n' && (c = get_held(stream)) != EOF) {
        line[length++] = (char)c;
    }
    __unlock(&stream->lock);
    if (length == 0) return NULL;
    line[length] = '\0';
    return line;
}

ssize_t getline(char **restrict line, size_t *restrict bytes, FILE *restrict stream) {
    size_t length = 0;
    int c = 0;
    __lock(&stream->lock);
    while (c != '\n' && (c = get_held(stream)) != EOF) {
        if (*line == NULL || length + 2 > *bytes) {
            const size_t room = *line == NULL || *bytes < 64 ? 128 : 2 * *bytes;
            char *grown = realloc(*line, room);
            if (grown == NULL) {
                length = 0;
                break;
            }
            *line = grown;
            *bytes = room;
        }
        (*line)[length++] = (char)c;
    }
    __unlock(&stream->lock);
    if (length == 0) return -1;
    (*line)[length] = '\0';
    return (ssize_t)length;
}

size_t fread(void *restrict to, size_t bytes, size_t count, FILE *restrict stream) {
    char *next = to;
    size_t left = bytes * count;
    __lock(&stream->lock);
    while (left > 0 && (stream->next < stream->filled || fill(stream))) {
        size_t part = stream->filled - stream->next;
        if (part > left) part = left;
        memcpy(next, stream->buffer + stream->next, part);
        stream->next += part;
        next += part;
        left -= part;
    }
    __unlock(&stream->lock);
    return bytes == 0 ? 0 : (bytes * count - left) / bytes;
}

FILE *fdopen(int handle, const char *mode) {
    (void)mode;  // the handle knows what it may do
    FILE *stream = calloc(1, sizeof(FILE) + BUFSIZ);
    if (stream == NULL) return NULL;
    stream->buffer = (char *)(stream + 1);
    stream->handle = handle;
    stream->mode = -1;
    __lock(&list_lock);
    stream->following = open_streams;
    open_streams = stream;
    __unlock(&list_lock);
    return stream;
}

FILE *fopen(const char *restrict path, const char *restrict mode) {
    int flags = *mode == 'r' ? O_RDONLY : O_WRONLY | O_CREAT;
    if (*mode == 'w') flags |= O_TRUNC;
    if (*mode == 'a') flags |= O_APPEND;
    if (strchr(mode, 'e') != NULL) flags |= O_CLOEXEC;
    if (strchr("rwa", *mode) == NULL || strchr(mode, '+') != NULL) {
        errno = EINVAL;
        return NULL;
    }
    const int handle = open(path, flags, 0666);
    if (handle < 0) return NULL;
    FILE *stream = fdopen(handle, mode);
    if (stream == NULL) close(handle);
    return stream;
}

int fclose(FILE *stream) {
    int closed = fflush(stream);
    if (close(stream->handle) < 0) closed = EOF;
    struct stream **link = &open_streams;
    __lock(&list_lock);
    while (*link != stream) link = &(*link)->following;
    *link = stream->following;
    __unlock(&list_lock);
    if (stream != stdin && stream != stdout && stream != stderr) free(stream);
    return closed;
}
