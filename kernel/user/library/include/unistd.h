#pragma once

#include <abi/Types.h>  // SEEK_SET ...
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define F_OK 0
#define R_OK 4
#define W_OK 2
#define X_OK 1

#define _SC_PAGESIZE 30
#define _SC_NPROCESSORS_ONLN 84

extern char **environ;

ssize_t read(int handle, void *buffer, size_t bytes);
ssize_t write(int handle, const void *buffer, size_t bytes);
int close(int handle);
off_t lseek(int handle, off_t offset, int whence);
int ftruncate(int handle, off_t bytes);
int dup(int handle);
int dup2(int handle, int to);
int pipe(int handles[2]);
int pipe2(int handles[2], int flags);
int isatty(int handle);

int link(const char *existing, const char *path);
int unlink(const char *path);
int rmdir(const char *path);
int chdir(const char *path);
char *getcwd(char *buffer, size_t bytes);
int access(const char *path, int mode);  // looks at the mode alone: there is one user

pid_t fork(void);
int execve(const char *path, char *const arguments[], char *const environment[]);
int execv(const char *path, char *const arguments[]);
int execvp(const char *name, char *const arguments[]);  // looks for it in PATH
void _exit(int code) __attribute__((noreturn));
pid_t getpid(void);
pid_t getppid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t process);
int setpgid(pid_t process, pid_t group);
int tcsetpgrp(int handle, pid_t group);  // group 0: nobody gets ^C
pid_t gettid(void);

unsigned sleep(unsigned seconds);
int usleep(unsigned microseconds);
void *sbrk(intptr_t increment);
long sysconf(int name);

extern char *optarg;
extern int optind, opterr, optopt;
int getopt(int count, char *const arguments[], const char *options);  // stops at the first operand
