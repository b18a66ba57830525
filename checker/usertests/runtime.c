// Uses the heap, threads and streams of the C library, and prints what comes of it. The library of
// the host that builds it and that of kernel/user must say the same: the case runtime.sh.

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Each piece of memory holds its own size in all its bytes: overlaps would show.
static void memory(void) {
    static unsigned char *pieces[200];
    static size_t sizes[200];
    unsigned state = 3;
    int right = 1;
    for (int round = 0; round < 20000; round++) {
        state = state * 1103515245 + 12345;
        const size_t index = (state >> 8) % 200;
        const size_t bytes = (state >> 16) % (round % 50 == 0 ? 90000 : 900);
        for (size_t byte = 0; pieces[index] != NULL && byte < sizes[index]; byte++) {
            right &= pieces[index][byte] == (unsigned char)sizes[index];
        }
        if (round % 3 == 0) {
            free(pieces[index]);
            pieces[index] = malloc(bytes);
        } else {
            pieces[index] = realloc(pieces[index], bytes + 1);
        }
        right &= (uintptr_t)pieces[index] % 8 == 0;
        sizes[index] = bytes;
        memset(pieces[index], (int)bytes, bytes);
    }
    const unsigned char *zeros = calloc(1000, 3);
    for (int byte = 0; byte < 3000; byte++) right &= zeros[byte] == 0;
    void *volatile huge = calloc((size_t)-1, 2);
    printf("%d %d\n", right, huge == NULL);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int turn, done, initialized;

static void initialize(void) { initialized++; }

// Waits for its turn; errno must stay its own over the others' failures.
static void *take_turns(void *argument) {
    const int self = *(const int *)argument;
    int right = 1;
    pthread_once(&once, initialize);
    for (int round = 0; round < 50; round++) {
        pthread_mutex_lock(&mutex);
        while (turn != self) pthread_cond_wait(&condition, &mutex);
        errno = self + 100;
        turn = (turn + 1) % 5;
        done++;
        pthread_cond_broadcast(&condition);
        pthread_mutex_unlock(&mutex);
        if (round % 10 == self) usleep(1000);
        right &= errno == self + 100;
    }
    return right ? argument : NULL;
}

static void threads(void) {
    pthread_t all[5];
    int numbers[5], right = 1;
    for (int round = 0; round < 3; round++) {
        for (int index = 0; index < 5; index++) {
            numbers[index] = index;
            right &= pthread_create(&all[index], NULL, take_turns, &numbers[index]) == 0;
        }
        for (int index = 0; index < 5; index++) {
            void *result;
            right &= pthread_join(all[index], &result) == 0 && result == &numbers[index];
        }
    }
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 20000000 - (deadline.tv_nsec >= 980000000 ? 1000000000 : 0);
    deadline.tv_sec += deadline.tv_nsec < 20000000;
    pthread_mutex_lock(&mutex);
    const int timed_out = pthread_cond_timedwait(&condition, &mutex, &deadline) == ETIMEDOUT;
    pthread_mutex_unlock(&mutex);
    printf("%d %d %d %d %d\n", right, done, initialized, timed_out, pthread_mutex_trylock(&mutex));
}

static void streams(void) {
    char line[8], *text = NULL;
    size_t room = 0;
    FILE *file = fopen("stream", "w");
    for (int number = 0; number < 3000; number++) fprintf(file, "%d\n", number);
    printf("%d", fclose(file));
    file = fopen("stream", "a");
    fputs("the end", file);
    fclose(file);
    file = fopen("stream", "r");
    printf(" %s", fgets(line, 4, file));
    printf("%s", fgets(line, 8, file));
    ungetc('x', file);
    printf("%c", getc(file));
    long sum = 0;
    ssize_t length, last = 0;
    while ((length = getline(&text, &room, file)) > 0) {
        sum += atol(text);
        last = length;
    }
    printf(" %ld %ld %s %d %d\n", sum, (long)last, text, feof(file) != 0, ferror(file) != 0);
    fclose(file);
    free(text);
    setenv("LIBRARY", "one", 1);
    setenv("LIBRARY", "two", 0);
    printf("%s ", getenv("LIBRARY"));
    unsetenv("LIBRARY");
    printf("%d %d\n", getenv("LIBRARY") == NULL, fopen("no/such", "r") == NULL);
}

int main(void) {
    memory();
    threads();
    streams();
    return 0;
}
