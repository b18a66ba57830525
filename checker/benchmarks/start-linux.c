// start-linux: the first process on Linux when ./jbang bench measures starts. Switches on all other
// CPUs, says how long that took, and how long it was from power-on to that moment; see start.c.
//
// Linux is booted with one CPU (maxcpus=1). In a boot with all of them the CPU that boots waits for
// the next one in a loop without a PAUSE, and QEMU, whose CPUs take turns on this machine, lets
// nobody else have one (QEMU 7.2, icount). Switched on from here the same function of Linux does
// it, cpu_up, one CPU after the other as in a boot; and whoever waits shares its CPU with the
// process below, which has a PAUSE.

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_CPUS 64

static void give_way_for_ever(void) {
    for (;;) {
        __builtin_ia32_pause();
        sched_yield();
    }
}

// Whether there was such a CPU, and it is on now.
static int switch_on(unsigned cpu) {
    char path[64];
    snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/online", cpu);
    const int file = open(path, O_WRONLY);
    return file >= 0 && write(file, "1", 1) == 1 && close(file) == 0;
}

int main(void) {
    unsigned cpus = 1;
    if (mkdir("/sys", 0755) != 0 || mount("sysfs", "/sys", "sysfs", 0, NULL) != 0) return 1;
    const pid_t pause = fork();
    if (pause == 0) give_way_for_ever();
    const unsigned long long start = __builtin_ia32_rdtsc();
    while (cpus < MOST_CPUS && switch_on(cpus)) cpus++;
    const unsigned long long end = __builtin_ia32_rdtsc();
    if (pause > 0) kill(pause, SIGKILL);
    printf("ready after %llu ns\n%u of %u CPUs online after %llu us\nstart ended with 0\n", end,
           cpus, cpus, (end - start) / 1000);
    fflush(stdout);
    reboot(RB_POWER_OFF);
    return 1;  // a panic, by which the machine ends all the same
}
