// start: the first process on our kernel when ./jbang bench measures starts. Says how long it took
// from power-on to its first instruction: on a machine whose time counts instructions that is what
// the time-stamp counter shows. All other CPUs are online by then; the log says how long it took.

#include <stdio.h>

int main(void) {
    printf("ready after %llu ns\nstart ended with 0\n", __builtin_ia32_rdtsc());
    return 0;
}
