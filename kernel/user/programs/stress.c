// stress [-t seconds] [-cfmpwh count]: keeps the machine busy with so many workers of each kind,
// and checks what they get; without any, one of each. It says how often each worker got through,
// and fails if one found something wrong.
//
//   -c  computes with floating point       -f  forks and waits
//   -m  maps memory, fills it, unmaps it   -p  sends bytes through a pipe to a child
//   -w  writes files, reads them, removes  -h  threads that count under a mutex

#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_WORKERS 64
#define MEMORY_BYTES (256 * 1024)
#define THREADS 4
#define ROUNDS 1000

// The sum of 1/n * 1/(n+1) for n up to N is N/(N+1): a lost register would show.
static int compute(unsigned seed) {
    const unsigned terms = 20000 + seed % 100;
    double sum = 0;
    for (unsigned n = 1; n <= terms; n++) sum += 1.0 / n / (n + 1);
    const double error = sum - (double)terms / (terms + 1);
    return error < 1e-9 && error > -1e-9;
}

static int fork_and_wait(unsigned seed) {
    const int code = (int)(seed & 0x7F);
    int status = 0;
    const pid_t child = fork();
    if (child == 0) _exit(code);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == code;
}

static int fill_memory(unsigned seed) {
    const size_t words = MEMORY_BYTES / sizeof(unsigned);
    unsigned *memory = mmap(NULL, MEMORY_BYTES, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 0;
    int right = 1;
    for (size_t word = 0; word < words; word++) right &= memory[word] == 0;
    for (size_t word = 0; word < words; word++) memory[word] = seed * (unsigned)word;
    for (size_t word = 0; word < words; word++) right &= memory[word] == seed * (unsigned)word;
    return munmap(memory, MEMORY_BYTES) == 0 && right;
}

// The child adds up what arrives; both must come to the same sum.
static int send_bytes(unsigned seed) {
    int handles[2], status = -1;
    unsigned char bytes[3000];
    unsigned sum = 0;
    if (pipe(handles) < 0) return 0;
    for (size_t index = 0; index < sizeof(bytes); index++) {
        bytes[index] = (unsigned char)(seed + index);
        sum += 8U * bytes[index];
    }
    const pid_t child = fork();
    if (child == 0) {
        ssize_t count;
        close(handles[1]);
        while ((count = read(handles[0], bytes, 700)) > 0) {
            for (ssize_t index = 0; index < count; index++) sum -= bytes[index];
        }
        _exit(count == 0 && sum == 0 ? 0 : 1);
    }
    close(handles[0]);
    int sent = child > 0;
    for (int round = 0; round < 8 && sent; round++) {
        sent = write(handles[1], bytes, sizeof(bytes)) == (ssize_t)sizeof(bytes);
    }
    close(handles[1]);
    return child > 0 && waitpid(child, &status, 0) == child && sent && status == 0;
}

static int write_and_read(unsigned seed) {
    char path[64], written[512], found[512] = "";
    snprintf(path, sizeof(path), "/tmp/stress.%ld", (long)getpid());
    memset(written, (int)(seed & 0xFF), sizeof(written));
    const int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0) return 0;
    int right = 1;
    for (int part = 0; part < 20; part++) {
        right &= write(file, written, sizeof(written)) == (ssize_t)sizeof(written);
    }
    right &= unlink(path) == 0 && lseek(file, 0, SEEK_SET) == 0;  // it stays while it is open
    for (int part = 0; part < 20; part++) {
        right &= read(file, found, sizeof(found)) == (ssize_t)sizeof(found) &&
                 memcmp(written, found, sizeof(found)) == 0;
    }
    return close(file) == 0 && right;
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned counter;

static void *count_up(void *argument) {
    for (int round = 0; round < ROUNDS; round++) {
        pthread_mutex_lock(&mutex);
        counter++;
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

static int count_in_threads(unsigned seed) {
    pthread_t threads[THREADS];
    int right = 1;
    counter = seed;
    for (size_t index = 0; index < THREADS; index++) {
        if (pthread_create(&threads[index], NULL, count_up, &right) != 0) return 0;
    }
    for (size_t index = 0; index < THREADS; index++) {
        void *result;
        right &= pthread_join(threads[index], &result) == 0 && result == &right;
    }
    return right && counter == seed + THREADS * ROUNDS;
}

static const struct kind {
    char option;
    const char *name;
    int (*once)(unsigned seed);  // whether all was right
} kinds[] = {
    {'c', "compute", compute},  {'f', "fork", fork_and_wait},   {'m', "memory", fill_memory},
    {'p', "pipe", send_bytes},  {'w', "file", write_and_read},  {'h', "threads", count_in_threads},
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

struct worker {
    const struct kind *kind;
    pid_t process;
    volatile unsigned long rounds;
};

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void work(struct worker *self, unsigned seed, long long end) {
    do {
        if (!self->kind->once(seed++)) errx(1, "%s %ld: wrong in round %lu", self->kind->name,
                                            (long)getpid(), self->rounds);
        self->rounds++;
    } while (now() < end);
    _exit(0);
}

static int wait_for_all(struct worker *workers, size_t count) {
    int failed = 0;
    for (size_t index = 0; index < count; index++) {
        int status;
        if (waitpid(workers[index].process, &status, 0) < 0 || status != 0) {
            warnx("%s: failed with status %#x", workers[index].kind->name, (unsigned)status);
            failed = 1;
        }
        printf("%-8s %lu\n", workers[index].kind->name, workers[index].rounds);
    }
    return failed;
}

int main(int count, char **arguments) {
    long seconds = 1, wanted[KINDS] = {0}, all = 0;
    for (int option; (option = getopt(count, arguments, "t:c:f:m:p:w:h:")) != -1;) {
        if (option == '?') errx(2, "usage: stress [-t seconds] [-cfmpwh count]");
        if (option == 't') seconds = atol(optarg);
        for (size_t kind = 0; kind < KINDS; kind++) {
            if (kinds[kind].option == option) wanted[kind] = atol(optarg);
        }
    }
    for (size_t kind = 0; kind < KINDS; kind++) all += wanted[kind];
    for (size_t kind = 0; kind < KINDS && all == 0; kind++) wanted[kind] = 1;
    if (all > MOST_WORKERS) errx(2, "at most %d workers", MOST_WORKERS);

    struct worker *workers = mmap(NULL, MOST_WORKERS * sizeof(*workers), PROT_READ | PROT_WRITE,
                                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (workers == MAP_FAILED) err(1, "no shared memory");
    const long long end = now() + seconds * 1000000000LL;
    size_t started = 0;
    for (size_t kind = 0; kind < KINDS; kind++) {
        for (; wanted[kind] > 0; wanted[kind]--, started++) {
            workers[started].kind = &kinds[kind];
            const pid_t child = fork();
            if (child < 0) err(1, "cannot fork");
            if (child == 0) work(&workers[started], (unsigned)started * 1000, end);
            workers[started].process = child;
        }
    }
    return wait_for_all(workers, started);
}
