// A look at the flags with which system calls come to the kernel's C code, for the guest program
// hostile, as the view /system/entry-flags.

#include "arch/Arch.h"
#include "arch/x86/common/UserMode.h"
#include "files/Files.h"
#include "probe/Probe.h"

#define CR4_SMAP 0x200000u
#define FLAG_ALIGNMENT_CHECK 0x40000u

// All that were ever set.
static UINT Seen;
static void (*HandleCall)(TrapFrame *Frame);

static void Watch(TrapFrame *Frame) {
    Seen |= ReadFlags();
    HandleCall(Frame);
}

// AC means something to the kernel only where it opens user memory: where SMAP closes it.
static void WriteFlags(TextWriter *To) {
    const UINT Meaning = (ReadCR4() & CR4_SMAP) != 0 ? ~(UINT)0 : ~(UINT)FLAG_ALIGNMENT_CHECK;

    WriteText(To, "%u\n", (U32)(Seen & Meaning));
}

PROBE(ShowEntryFlags, "programs can see the flags with which their calls reach the kernel") {
    HandleCall = SystemCallHandler;
    SetSystemCallHandler(Watch);
    PROBE_EQUAL(0, AddSystemView("entry-flags", WriteFlags), "result");
}
