// bench [-m milliseconds] [-t tasks] [name ...]: what operations cost, in nanoseconds of the clock.
//
// Plain POSIX, so that the same program measures other systems: cc -O2 -pthread bench.c -o bench.
// Each operation is repeated for at least so many milliseconds (20) by one process, and then by 2
// and 4 (up to the given number of tasks) at the same time. A column says how much time passed for
// each operation that any of them did: CPUs that work side by side make it smaller.

#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE  // MAP_ANONYMOUS

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE_BYTES 4096
#define FAULT_PAGES 256
#define MOST_TASKS 64

// Where a process that measures says how it goes; the parent says nothing to anybody.
static int listener = -1;

enum { FINE, FAILED };

static void fail(const char *what) {
    const char failed = FAILED;
    perror(what);
    if (listener < 0) exit(1);
    _exit(write(listener, &failed, 1) == 1 ? 1 : 2);
}

static void must(int succeeded, const char *what) {
    if (!succeeded) fail(what);
}

// --- The operations ------------------------------------------------------------------------------

static void call_system(void) { getppid(); }

static void yield(void) { sched_yield(); }

static int there[2], back[2];
static pid_t partner;

// The partner sends every byte back.
static void start_ping_pong(void) {
    char byte;
    must(pipe(there) == 0 && pipe(back) == 0, "pipe");
    partner = fork();
    must(partner >= 0, "fork");
    if (partner > 0) return;
    close(there[1]);
    while (read(there[0], &byte, 1) == 1) must(write(back[1], &byte, 1) == 1, "write");
    _exit(0);
}

static void ping_pong(void) {
    char byte = 0;
    must(write(there[1], &byte, 1) == 1 && read(back[0], &byte, 1) == 1, "pipe");
}

static void end_ping_pong(void) {
    close(there[1]);
    must(waitpid(partner, NULL, 0) == partner, "waitpid");
}

static void fork_exit_wait(void) {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    must(child > 0 && waitpid(child, NULL, 0) == child, "fork");
}

static void *do_nothing(void *argument) { return argument; }

static void thread_create_join(void) {
    pthread_t thread;
    must(pthread_create(&thread, NULL, do_nothing, NULL) == 0, "pthread_create");
    must(pthread_join(thread, NULL) == 0, "pthread_join");
}

static volatile char *map(size_t pages) {
    void *memory = mmap(NULL, pages * PAGE_BYTES, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    must(memory != MAP_FAILED, "mmap");
    return memory;
}

static void unmap(volatile char *memory, size_t pages) {
    must(munmap((void *)memory, pages * PAGE_BYTES) == 0, "munmap");
}

static void map_pages(size_t pages) {
    volatile char *memory = map(pages);
    for (size_t page = 0; page < pages; page++) memory[page * PAGE_BYTES] = 1;
    unmap(memory, pages);
}

static void map_1(void) { map_pages(1); }

static void map_64(void) { map_pages(64); }

static volatile char *fresh;
static size_t next_page;

static void start_page_faults(void) { fresh = map(FAULT_PAGES); }

// One fresh page; every 256 of them a new mapping, which is counted in.
static void page_fault(void) {
    if (next_page == FAULT_PAGES) {
        unmap(fresh, FAULT_PAGES);
        start_page_faults();
        next_page = 0;
    }
    fresh[next_page++ * PAGE_BYTES] = 1;
}

static void end_page_faults(void) { unmap(fresh, FAULT_PAGES); }

static char file_name[64];

static void choose_file(void) {
    // All of one length: a longer name costs more.
    snprintf(file_name, sizeof(file_name), "/tmp/bench.%08lx", (unsigned long)getpid());
}

static void write_file(void) {
    static const char bytes[PAGE_BYTES];
    const int file = open(file_name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(file >= 0, file_name);
    must(write(file, bytes, sizeof(bytes)) == sizeof(bytes), "write");
    close(file);
    must(unlink(file_name) == 0, "unlink");
}

static const struct operation {
    const char *name;
    void (*prepare)(void);  // not measured; may be NULL
    void (*run)(void);
    void (*end)(void);
} operations[] = {
    {"null-call", NULL, call_system, NULL},
    {"yield", NULL, yield, NULL},
    {"ping-pong", start_ping_pong, ping_pong, end_ping_pong},
    {"fork", NULL, fork_exit_wait, NULL},
    {"thread", NULL, thread_create_join, NULL},
    {"map-1", NULL, map_1, NULL},
    {"map-64", NULL, map_64, NULL},
    {"page-fault", start_page_faults, page_fault, end_page_faults},
    {"file", choose_file, write_file, NULL},
};

#define OPERATIONS (sizeof(operations) / sizeof(*operations))

// --- Measuring -----------------------------------------------------------------------------------

static long long now(void) {
    struct timespec time;
    must(clock_gettime(CLOCK_MONOTONIC, &time) == 0, "clock_gettime");
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// What one of the processes does: it says that it is ready, waits for the others, and says when it
// is done. `go` ends when the parent closes its side.
static void work(const struct operation *operation, unsigned long count, int say, int go) {
    char byte = FINE;
    listener = say;
    if (operation->prepare != NULL) operation->prepare();
    must(write(say, &byte, 1) == 1, "write");
    must(read(go, &byte, 1) == 0, "read");
    while (count-- > 0) operation->run();
    must(write(say, &byte, 1) == 1, "write");
    if (operation->end != NULL) operation->end();
    _exit(0);
}

static void hear(int from, unsigned tasks) {
    char byte;
    while (tasks-- > 0) {
        if (read(from, &byte, 1) == 1 && byte == FINE) continue;
        fprintf(stderr, "bench: one of the processes has failed\n");
        exit(1);
    }
}

// The nanoseconds in which so many processes at once do so many operations each.
static long long measure(const struct operation *operation, unsigned long count, unsigned tasks) {
    int said[2], go[2];
    fflush(stdout);  // or a process that fails writes it, too
    must(pipe(said) == 0 && pipe(go) == 0, "pipe");
    for (unsigned task = 0; task < tasks; task++) {
        const pid_t child = fork();
        must(child >= 0, "fork");
        if (child == 0) {
            close(go[1]);
            close(said[0]);
            work(operation, count, said[1], go[0]);
        }
    }
    close(said[1]);
    close(go[0]);
    hear(said[0], tasks);
    const long long start = now();
    close(go[1]);
    hear(said[0], tasks);
    const long long end = now();
    close(said[0]);
    for (unsigned task = 0; task < tasks; task++) {
        int status;
        must(wait(&status) > 0 && status == 0, "wait");
    }
    return end - start;
}

static unsigned long long divide(long long nanoseconds, unsigned long long count) {
    return ((unsigned long long)nanoseconds + count / 2) / count;
}

static void print_row(const struct operation *operation, long long least, unsigned most_tasks) {
    unsigned long count = 8;
    long long took = measure(operation, count, 1);
    while (took < least) {
        count *= 2;
        took = measure(operation, count, 1);
    }
    printf("%-12s %9lu %9llu", operation->name, count, divide(took, count));
    for (unsigned tasks = 2; tasks <= most_tasks; tasks *= 2) {
        took = measure(operation, count, tasks);
        printf(" %9llu", divide(took, (unsigned long long)count * tasks));
    }
    putchar('\n');
    fflush(stdout);
}

static int is_wanted(const char *name, char **names) {
    if (*names == NULL) return 1;
    while (*names != NULL && strcmp(*names, name) != 0) names++;
    return *names != NULL;
}

int main(int count, char **arguments) {
    long milliseconds = 20, most_tasks = 4;
    for (int option; (option = getopt(count, arguments, "m:t:")) != -1;) {
        if (option == 'm') milliseconds = atol(optarg);
        else if (option == 't') most_tasks = atol(optarg);
        else milliseconds = 0;
    }
    if (milliseconds < 1 || most_tasks < 1 || most_tasks > MOST_TASKS) {
        fprintf(stderr, "usage: bench [-m milliseconds] [-t tasks] [name ...]\n");
        return 2;
    }
    printf("# nanoseconds per operation\n%-12s %9s %9s", "operation", "repeated", "1 task");
    for (long tasks = 2; tasks <= most_tasks; tasks *= 2) printf(" %3ld tasks", tasks);
    putchar('\n');
    fflush(stdout);
    for (size_t index = 0; index < OPERATIONS; index++) {
        if (!is_wanted(operations[index].name, arguments + optind)) continue;
        print_row(&operations[index], milliseconds * 1000000LL, (unsigned)most_tasks);
    }
    return 0;
}
