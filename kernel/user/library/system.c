// The kernel's calls on processes, memory and the machine, by their POSIX names.

#include <futex.h>
#include <port.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

void _exit(int code) {
    for (;;) system_call1(SYS_EXIT, code);
}

pid_t fork(void) { return (pid_t)result(system_call0(SYS_FORK)); }

int execve(const char *path, char *const arguments[], char *const environment[]) {
    return (int)result(system_call3(SYS_EXECVE, (long)path, (long)arguments, (long)environment));
}

pid_t waitpid(pid_t process, int *status, int options) {
    return (pid_t)result(system_call3(SYS_WAITPID, process, (long)status, options));
}

pid_t wait(int *status) { return waitpid(-1, status, 0); }

int kill(pid_t process, int signal) { return (int)result(system_call2(SYS_KILL, process, signal)); }

int raise(int signal) { return kill(getpid(), signal); }

void (*signal(int signal, void (*handler)(int)))(int) {
    (void)signal;
    if (handler == SIG_DFL) return SIG_DFL;
    errno = ENOSYS;
    return SIG_ERR;
}

pid_t getpid(void) { return (pid_t)system_call0(SYS_GETPID); }

pid_t getppid(void) { return (pid_t)system_call0(SYS_GETPPID); }

pid_t gettid(void) { return (pid_t)system_call0(SYS_GETTID); }

pid_t getpgid(pid_t process) { return (pid_t)result(system_call1(SYS_GETPGID, process)); }

pid_t getpgrp(void) { return getpgid(0); }

int setpgid(pid_t process, pid_t group) {
    return (int)result(system_call2(SYS_SETPGID, process, group));
}

int sched_yield(void) { return (int)result(system_call0(SYS_SCHED_YIELD)); }

int sched_getcpu(void) {
    unsigned cpu;
    return result(system_call1(SYS_GETCPU, (long)&cpu)) < 0 ? -1 : (int)cpu;
}

int sched_setaffinity(pid_t task, size_t bytes, const cpu_set_t *set) {
    return (int)result(system_call3(SYS_SCHED_SETAFFINITY, task, (long)bytes, (long)set));
}

int sched_getaffinity(pid_t task, size_t bytes, cpu_set_t *set) {
    CPU_ZERO(set);  // the kernel writes as many bytes as it has CPUs for
    return result(system_call3(SYS_SCHED_GETAFFINITY, task, (long)bytes, (long)set)) < 0 ? -1 : 0;
}

void *sbrk(intptr_t increment) { return (void *)result(system_call1(SYS_SBRK, increment)); }

void *mmap(void *address, size_t bytes, int protection, int flags, int handle, off_t offset) {
    (void)handle;
    (void)offset;
    return (void *)result(
        system_call4(SYS_MMAP, (long)address, (long)bytes, protection, flags));
}

int munmap(void *address, size_t bytes) {
    return (int)result(system_call2(SYS_MUNMAP, (long)address, (long)bytes));
}

int mprotect(void *address, size_t bytes, int protection) {
    return (int)result(system_call3(SYS_MPROTECT, (long)address, (long)bytes, protection));
}

// NULL stays NULL: no limit.
static const TimeSpan *time_span(const struct timespec *from, TimeSpan *to) {
    if (from == NULL) return NULL;
    to->Seconds = from->tv_sec;
    to->Nanoseconds = from->tv_nsec;
    return to;
}

int nanosleep(const struct timespec *span, struct timespec *rest) {
    (void)rest;  // nothing interrupts a sleep but the end of the process
    TimeSpan copy;
    return (int)result(system_call1(SYS_NANOSLEEP, (long)time_span(span, &copy)));
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    TimeSpan span;
    if (result(system_call2(SYS_CLOCK_GETTIME, clock, (long)&span)) < 0) return -1;
    now->tv_sec = span.Seconds;
    now->tv_nsec = (long)span.Nanoseconds;
    return 0;
}

int futex_wait(_Atomic unsigned *word, unsigned expected, const struct timespec *timeout) {
    TimeSpan copy;
    return (int)result(system_call3(SYS_FUTEX_WAIT, (long)word, (long)expected,
                                    (long)time_span(timeout, &copy)));
}

int futex_wake(_Atomic unsigned *word, int count) {
    return (int)result(system_call2(SYS_FUTEX_WAKE, (long)word, count));
}

int port_create(const char *name, unsigned most_messages, unsigned most_bytes) {
    return (int)result(
        system_call3(SYS_PORT_CREATE, (long)name, (long)most_messages, (long)most_bytes));
}

int port_open(const char *name) { return (int)result(system_call1(SYS_PORT_OPEN, (long)name)); }

int port_send(int port, const void *message, size_t bytes, const struct timespec *timeout) {
    TimeSpan copy;
    return (int)result(system_call4(SYS_PORT_SEND, port, (long)message, (long)bytes,
                                    (long)time_span(timeout, &copy)));
}

ssize_t port_receive(int port, void *buffer, size_t bytes, const struct timespec *timeout) {
    TimeSpan copy;
    return (ssize_t)result(system_call4(SYS_PORT_RECEIVE, port, (long)buffer, (long)bytes,
                                        (long)time_span(timeout, &copy)));
}

int reboot(int how) { return (int)result(system_call1(SYS_REBOOT, how)); }

long sysconf(int name) {
    cpu_set_t set;
    if (name == _SC_PAGESIZE) return 4096;
    if (name != _SC_NPROCESSORS_ONLN || sched_getaffinity(0, sizeof(set), &set) < 0) {
        errno = EINVAL;
        return -1;
    }
    long count = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) count += CPU_ISSET(cpu, &set);
    return count;
}
