// Signals end a process, and that is all they do here: there are no handlers, and none can be
// ignored.

#pragma once

#include <abi/Types.h>  // SIGINT ...
#include <sys/types.h>

#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)
#define SIG_ERR ((void (*)(int)) - 1)

int kill(pid_t process, int signal);  // process < -1: the group -process
int raise(int signal);
void (*signal(int signal, void (*handler)(int)))(int);  // anything but SIG_DFL: ENOSYS
