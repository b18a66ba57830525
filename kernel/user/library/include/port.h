// Message ports: named, bounded queues of messages. Not POSIX; read(), write() and the like refuse
// a port's handle, close() takes it.

#pragma once

#include <time.h>

// Makes the port: a handle. It holds at most so many messages, each of at most so many bytes.
// EEXIST: the name is taken.
int port_create(const char *name, unsigned most_messages, unsigned most_bytes);
int port_open(const char *name);

// Waits while the port is full (empty), for so long at most (NULL: no limit; then ETIMEDOUT).
// EMSGSIZE: too long for the port (for the buffer).
int port_send(int port, const void *message, size_t bytes, const struct timespec *timeout);
ssize_t port_receive(int port, void *buffer, size_t bytes, const struct timespec *timeout);
