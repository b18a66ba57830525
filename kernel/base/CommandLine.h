// CommandLine: the words that the boot loader passes to the kernel, `key=value` or `flag`.
//
// The line is untrusted. It is parsed once, early, against one table of what there is. Words that
// are unknown, too long or repeated (the first counts) are named in one WARN line and ignored; a
// value that makes no sense gets a WARN line of its own and the default stays. The first word is
// skipped when it is the kernel's path, which QEMU's -kernel puts there and GRUB does not.

#pragma once

#include "base/Base.h"
#include "base/Log.h"

typedef enum { CONSOLE_SERIAL, CONSOLE_VGA, CONSOLE_BOTH } ConsoleChoice;

// What happens when there is nothing left to do: after the probes, or once the boot is complete.
typedef enum { EXIT_NONE, EXIT_POWEROFF, EXIT_REBOOT, EXIT_HALT } ExitChoice;

#define COMMAND_WORD_BYTES 128  // a longer word is ignored

// What was asked for. Strings are empty when not given.
typedef struct {
    BOOL NoSMP;             // nosmp, or maxcpus=0
    U32 MaxCPUs;            // maxcpus=N; 0: no limit given
    LogLevel Level;         // log=error|warn|info|debug; info
    ConsoleChoice Console;  // console=serial|vga|both; both
    ExitChoice Exit;        // exit=poweroff|reboot|halt; none
    BOOL SoftRestart;       // restart=soft; once, at the end of the first boot
    BOOL RebootOnPanic;     // panic=halt|reboot; halt
    char ProbeGlob[COMMAND_WORD_BYTES];  // probe=GLOB
    char Nonce[COMMAND_WORD_BYTES];      // nonce=HEX
    char Init[COMMAND_WORD_BYTES];       // init=PATH
    U32 Address;  // ip=A.B.C.D, A in the highest byte; 0: none given
} Options;

extern Options CommandLine;

// Parses Line, NUL-terminated; what is needed of it is copied. Cut says that the loader's line was
// longer than Line. log= takes effect at the end of it. Context: boot, once.
void ParseCommandLine(const char *Line, BOOL Cut);
