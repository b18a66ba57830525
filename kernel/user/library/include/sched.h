#pragma once

#include <sys/types.h>

typedef struct {
    unsigned bits[32];  // bit N of word W: CPU W * 32 + N
} cpu_set_t;

#define CPU_SETSIZE 1024
#define CPU_ZERO(set) __builtin_memset(set, 0, sizeof(cpu_set_t))
#define CPU_SET(cpu, set) ((void)((set)->bits[(cpu) / 32] |= 1U << (cpu) % 32))
#define CPU_CLR(cpu, set) ((void)((set)->bits[(cpu) / 32] &= ~(1U << (cpu) % 32)))
#define CPU_ISSET(cpu, set) ((set)->bits[(cpu) / 32] >> (cpu) % 32 & 1)

int sched_yield(void);
int sched_getcpu(void);
int sched_setaffinity(pid_t task, size_t bytes, const cpu_set_t *set);
int sched_getaffinity(pid_t task, size_t bytes, cpu_set_t *set);
