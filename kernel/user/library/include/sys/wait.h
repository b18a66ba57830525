#pragma once

#include <abi/Types.h>  // WNOHANG
#include <sys/types.h>

#define WIFEXITED(status) (((status)&0x7F) == 0)
#define WEXITSTATUS(status) (((status) >> 8) & 0xFF)
#define WIFSIGNALED(status) (((status)&0x7F) != 0)
#define WTERMSIG(status) ((status)&0x7F)

pid_t wait(int *status);
pid_t waitpid(pid_t process, int *status, int options);
