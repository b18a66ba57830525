// Locks, condition variables and things done once: words in memory; the kernel is asked only when
// there is something to wait for (Drepper, Futexes Are Tricky).

#include <futex.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>

#include "internal.h"

// 2 says that a waiter may be there: whoever has waited takes the lock with 2, for there may be
// more of them.
void __lock(_Atomic unsigned *word) {
    unsigned state = 0;
    if (atomic_compare_exchange_strong(word, &state, 1)) return;
    while (atomic_exchange(word, 2) != 0) futex_wait(word, 2, NULL);
}

void __unlock(_Atomic unsigned *word) {
    if (atomic_exchange(word, 0) == 2) futex_wake(word, 1);
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
    if (attributes != NULL) return EINVAL;
    mutex->state = 0;
    return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex) { return mutex->state == 0 ? 0 : EBUSY; }

int pthread_mutex_lock(pthread_mutex_t *mutex) {
    __lock(&mutex->state);
    return 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex) {
    unsigned free = 0;
    return atomic_compare_exchange_strong(&mutex->state, &free, 1) ? 0 : EBUSY;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    __unlock(&mutex->state);
    return 0;
}

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    if (attributes != NULL) return EINVAL;
    *condition = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
    return 0;
}

int pthread_cond_destroy(pthread_cond_t *condition) { return condition->waiters == 0 ? 0 : EBUSY; }

// A signal between the unlocking and the waiting is not missed: it has changed the sequence.
static int wait_for_signal(pthread_cond_t *condition, pthread_mutex_t *mutex,
                           const struct timespec *timeout) {
    const int kept = errno;
    condition->waiters++;
    const unsigned sequence = condition->sequence;
    __unlock(&mutex->state);
    const int timed_out = futex_wait(&condition->sequence, sequence, timeout) < 0 &&
                          errno == ETIMEDOUT;
    __lock(&mutex->state);
    condition->waiters--;
    errno = kept;
    return timed_out ? ETIMEDOUT : 0;
}

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
    return wait_for_signal(condition, mutex, NULL);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex,
                           const struct timespec *deadline) {
    struct timespec now;
    if (deadline->tv_nsec < 0 || deadline->tv_nsec > 999999999) return EINVAL;
    clock_gettime(CLOCK_REALTIME, &now);
    struct timespec left = {deadline->tv_sec - now.tv_sec, deadline->tv_nsec - now.tv_nsec};
    if (left.tv_nsec < 0) {
        left.tv_sec--;
        left.tv_nsec += 1000000000;
    }
    return left.tv_sec < 0 ? ETIMEDOUT : wait_for_signal(condition, mutex, &left);
}

static int wake(pthread_cond_t *condition, int count) {
    condition->sequence++;
    if (condition->waiters > 0) futex_wake(&condition->sequence, count);
    return 0;
}

int pthread_cond_signal(pthread_cond_t *condition) { return wake(condition, 1); }

int pthread_cond_broadcast(pthread_cond_t *condition) { return wake(condition, INT_MAX); }

int pthread_once(pthread_once_t *once, void (*function)(void)) {
    unsigned state = 0;
    if (atomic_compare_exchange_strong(&once->state, &state, 1)) {
        function();
        once->state = 2;
        futex_wake(&once->state, INT_MAX);
    }
    while (once->state == 1) futex_wait(&once->state, 1, NULL);
    return 0;
}
