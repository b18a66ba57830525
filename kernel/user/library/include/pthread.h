// Threads. At most 127 besides the first one, with stacks of 64 KiB; attributes must be NULL.

#pragma once

#include <sched.h>
#include <time.h>

typedef struct thread *pthread_t;
typedef void pthread_attr_t;
typedef void pthread_mutexattr_t;
typedef void pthread_condattr_t;

typedef struct {
    _Atomic unsigned state;  // 0 free, 1 held, 2 held and somebody may be waiting
} pthread_mutex_t;

typedef struct {
    _Atomic unsigned sequence;  // changes with every signal
    _Atomic unsigned waiters;
} pthread_cond_t;

typedef struct {
    _Atomic unsigned state;  // 0 not yet, 1 going on, 2 done
} pthread_once_t;

#define PTHREAD_MUTEX_INITIALIZER \
    { 0 }
#define PTHREAD_COND_INITIALIZER \
    { 0, 0 }
#define PTHREAD_ONCE_INIT \
    { 0 }

// All of them return an error, not -1 and errno.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument);
int pthread_join(pthread_t thread, void **result);
int pthread_detach(pthread_t thread);
void pthread_exit(void *result) __attribute__((noreturn));
pthread_t pthread_self(void);
int pthread_equal(pthread_t left, pthread_t right);
int pthread_once(pthread_once_t *once, void (*function)(void));

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes);
int pthread_mutex_destroy(pthread_mutex_t *mutex);
int pthread_mutex_lock(pthread_mutex_t *mutex);
int pthread_mutex_trylock(pthread_mutex_t *mutex);
int pthread_mutex_unlock(pthread_mutex_t *mutex);

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes);
int pthread_cond_destroy(pthread_cond_t *condition);
int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex);
int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                           const struct timespec *deadline);  // on CLOCK_REALTIME
int pthread_cond_signal(pthread_cond_t *condition);
int pthread_cond_broadcast(pthread_cond_t *condition);
