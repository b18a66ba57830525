// A nursery of processes: one program, loaded and linked once, forked for each time that it is to
// run. Half of what a short-lived QEMU costs is its dynamic linking: 120,000 relocations.
//
// Preloaded (LD_PRELOAD) into the program, this library takes the place of __libc_start_main,
// which the program's entry calls once everything is linked, and serves requests from standard
// input instead of calling main():
//
//   start ID BYTES\n    and so many bytes: strings, each with its NUL, the first of them a folder
//                       for this process alone, the others its arguments from argv[0] on. A copy
//                       runs main() with them in the folder; its output goes to `errors` there.
//   kill ID\n           ends it
//   forget ID\n         its folder is none of our business any more
//
// It says `ready\n` on standard output, and whenever one has ended, `ended ID CODE\n`, with the
// code that a shell would give. When standard input ends, because the checker closed it or is gone,
// all are killed and their folders removed. A copy dies with the nursery.
//
// NURSERY_OF is the name of the program. Any other that is started on the way to it, such as the
// shell of a script that ends in exec, runs as if nothing were.

#define _GNU_SOURCE
#include "Turns.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int Main(int Count, char **Arguments, char **Environment);
typedef int Starter(Main *Main, int Count, char **Arguments, void (*Init)(void),
                    void (*Fini)(void), void (*LinkerFini)(void), void *StackEnd);

#define MOST_REQUEST_BYTES (1u << 20)
#define MOST_FILE_BYTES (128ul << 20) // no guest fills the host's disk
#define SIGNALLED 128                 // a shell's code for a signal is this much and its number
#define BROKEN 70                     // EX_SOFTWARE of sysexits.h

typedef struct Child Child;
struct Child {
    Child *Next;
    unsigned long ID;
    pid_t Process; // 0 once it has ended
    char *Folder;  // the first string of its request
};

static Child *Children;

// What the program's entry passed on, for main() to get it in the end.
static struct {
    Starter *Start;
    Main *Main;
    void (*Init)(void), (*Fini)(void), (*LinkerFini)(void);
    void *StackEnd;
    char **Rest; // what lies behind its arguments: the environment, the auxiliary vector
} Program;

static void Fail(const char *Problem) {
    fprintf(stderr, "nursery: %s\n", Problem);
    _exit(BROKEN);
}

static int IsWanted(void) {
    const char *Wanted = getenv("NURSERY_OF");
    char Path[4096];
    ssize_t Length = readlink("/proc/self/exe", Path, sizeof Path - 1);
    if (Wanted == NULL || Length <= 0) return 0;
    Path[Length] = 0;
    return strcmp(strrchr(Path, '/') + 1, Wanted) == 0;
}

static Child *FindChild(unsigned long ID) {
    Child *This = Children;
    while (This != NULL && This->ID != ID) This = This->Next;
    return This;
}

static void RemoveFolder(const char *Folder) {
    pid_t Process = fork();
    if (Process == 0) {
        unsetenv("LD_PRELOAD");
        execlp("rm", "rm", "-rf", "--", Folder, (char *)NULL);
        _exit(BROKEN);
    }
    if (Process > 0) waitpid(Process, NULL, 0);
}

// The words from the end of the arguments to the end of the auxiliary vector: the C library of
// some systems looks for them behind the arguments.
static size_t CountRest(void) {
    char **Word = Program.Rest;
    while (*Word++ != NULL) {
    }
    while (*Word != NULL) Word += 2;
    return (size_t)(Word + 2 - Program.Rest);
}

// Becomes the program, and never returns. Strings has Bytes bytes, the last of them 0.
static void RunMain(char *Strings, size_t Bytes) {
    char *String = Strings + strlen(Strings) + 1;
    size_t Rest = CountRest();
    char **Arguments = calloc(Bytes + 1 + Rest, sizeof *Arguments);
    int Count = 0;
    int Status;
    if (Arguments == NULL) Fail("out of memory");
    while (String < Strings + Bytes) {
        Arguments[Count++] = String;
        String += strlen(String) + 1;
    }
    memcpy(&Arguments[Count + 1], Program.Rest, Rest * sizeof *Arguments);
    Status = Program.Start(Program.Main, Count, Arguments, Program.Init, Program.Fini,
                           Program.LinkerFini, Program.StackEnd);
    exit(Status);
}

// In the copy: its own files, limits and signals.
static void Settle(const char *Folder, pid_t Nursery, const sigset_t *Signals) {
    struct rlimit NoCore = {0, 0};
    struct rlimit Files = {MOST_FILE_BYTES, MOST_FILE_BYTES};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != Nursery) _exit(BROKEN);
    if (chdir(Folder) != 0) Fail("cannot enter the folder");
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    if (open("/dev/null", O_RDONLY) != STDIN_FILENO) Fail("no /dev/null");
    if (open("errors", O_WRONLY | O_CREAT | O_APPEND, 0600) != STDOUT_FILENO) {
        Fail("cannot write to the folder");
    }
    dup2(STDOUT_FILENO, STDERR_FILENO);
    setrlimit(RLIMIT_CORE, &NoCore);
    setrlimit(RLIMIT_FSIZE, &Files);
    unsetenv("LD_PRELOAD");
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, Signals, NULL);
}

static void StartChild(unsigned long ID, char *Strings, size_t Bytes, int SignalFile,
                       const sigset_t *Signals) {
    Child *New = malloc(sizeof *New);
    pid_t Nursery = getpid();
    if (New == NULL) Fail("out of memory");
    *New = (Child){Children, ID, fork(), Strings};
    if (New->Process == 0) {
        close(SignalFile);
        Settle(Strings, Nursery, Signals);
        RunMain(Strings, Bytes);
    }
    Children = New;
    if (New->Process < 0) {
        New->Process = 0;
        printf("ended %lu %d\n", ID, BROKEN);
    }
}

static void ReapChildren(void) {
    pid_t Process;
    int Status;
    while ((Process = waitpid(-1, &Status, WNOHANG)) > 0) {
        for (Child *This = Children; This != NULL; This = This->Next) {
            if (This->Process != Process) continue;
            This->Process = 0;
            printf("ended %lu %d\n", This->ID,
                   WIFSIGNALED(Status) ? SIGNALLED + WTERMSIG(Status) : WEXITSTATUS(Status));
        }
    }
}

static void ForgetChild(unsigned long ID) {
    for (Child **Link = &Children; *Link != NULL; Link = &(*Link)->Next) {
        Child *This = *Link;
        if (This->ID != ID || This->Process != 0) continue;
        *Link = This->Next;
        free(This->Folder);
        free(This);
        return;
    }
}

// Kills them all and removes what is theirs.
static void ClearNursery(void) {
    for (Child *This = Children; This != NULL; This = This->Next) {
        if (This->Process > 0) kill(This->Process, SIGKILL);
    }
    for (Child *This = Children; This != NULL; This = This->Next) {
        if (This->Process > 0) waitpid(This->Process, NULL, 0);
        RemoveFolder(This->Folder);
    }
}

static char *ReadStrings(size_t Bytes) {
    char *Strings;
    if (Bytes == 0 || Bytes > MOST_REQUEST_BYTES) Fail("a request of no sensible size");
    Strings = malloc(Bytes);
    if (Strings == NULL) Fail("out of memory");
    if (fread(Strings, 1, Bytes, stdin) != Bytes || Strings[Bytes - 1] != 0) {
        Fail("a request that ends too soon");
    }
    return Strings;
}

// Serves one request; 0 when there are no more.
static int Serve(int SignalFile, const sigset_t *Signals) {
    char Line[64];
    unsigned long ID;
    size_t Bytes;
    Child *Found;
    if (fgets(Line, sizeof Line, stdin) == NULL) return 0;
    if (sscanf(Line, "start %lu %zu", &ID, &Bytes) == 2) {
        StartChild(ID, ReadStrings(Bytes), Bytes, SignalFile, Signals);
    } else if (sscanf(Line, "kill %lu", &ID) == 1) {
        Found = FindChild(ID);
        if (Found != NULL && Found->Process > 0) kill(Found->Process, SIGKILL);
    } else if (sscanf(Line, "forget %lu", &ID) == 1) {
        ForgetChild(ID);
    } else {
        Fail("not a request");
    }
    return 1;
}

// Never returns.
static void RunNursery(void) {
    struct pollfd Files[2] = {{STDIN_FILENO, POLLIN, 0}, {-1, POLLIN, 0}};
    struct signalfd_siginfo Ignored;
    sigset_t Old;
    sigset_t Ended;
    // A ^C is for the checker: QEMU would end of it with code 0, as of its own accord.
    setpgid(0, 0);
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN); // with the checker gone there are still folders to be removed
    sigemptyset(&Ended);
    sigaddset(&Ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &Ended, &Old);
    Files[1].fd = signalfd(-1, &Ended, SFD_CLOEXEC | SFD_NONBLOCK);
    if (Files[1].fd < 0) Fail("no signalfd");
    setvbuf(stdin, NULL, _IONBF, 0); // so that poll() tells of all that is left
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("ready\n");
    for (;;) {
        if (poll(Files, 2, -1) < 0) continue;
        if (Files[1].revents != 0) {
            while (read(Files[1].fd, &Ignored, sizeof Ignored) > 0) {
            }
            ReapChildren();
        }
        if (Files[0].revents != 0 && !Serve(Files[1].fd, &Old)) break;
    }
    ClearNursery();
    _exit(0);
}

// In place of glibc's: called by the program's entry, with everything linked and main() to come.
int __libc_start_main(Main *Main, int Count, char **Arguments, void (*Init)(void),
                      void (*Fini)(void), void (*LinkerFini)(void), void *StackEnd) {
    Program.Start = (Starter *)dlsym(RTLD_NEXT, "__libc_start_main");
    Program.Main = Main;
    Program.Init = Init;
    Program.Fini = Fini;
    Program.LinkerFini = LinkerFini;
    Program.StackEnd = StackEnd;
    Program.Rest = Arguments + Count + 1;
    if (Program.Start == NULL) Fail("no C library to start the program");
    TakeTurns();
    if (IsWanted()) RunNursery();
    return Program.Start(Main, Count, Arguments, Init, Fini, LinkerFini, StackEnd);
}
