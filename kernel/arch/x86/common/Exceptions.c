// Exceptions that nobody deals with: the first line of their dump, and the panic.

#include "arch/x86/common/Exceptions.h"

#include <stdatomic.h>

#include "arch/x86/common/Dump.h"
#include "base/Format.h"
#include "base/Log.h"
#include "base/Panic.h"

// Intel SDM vol. 3A, "Exception and Interrupt Vectors"; 28 to 30: AMD APM vol. 2, "Vectors".
static const char *const Names[EXCEPTION_COUNT] = {
    "#DE divide error",
    "#DB debug",
    "NMI non-maskable interrupt",
    "#BP breakpoint",
    "#OF overflow",
    "#BR bound range exceeded",
    "#UD invalid opcode",
    "#NM device not available",
    "#DF double fault",
    "coprocessor segment overrun",
    "#TS invalid TSS",
    "#NP segment not present",
    "#SS stack-segment fault",
    "#GP general protection",
    "#PF page fault",
    "reserved exception 15",
    "#MF x87 floating-point error",
    "#AC alignment check",
    "#MC machine check",
    "#XM SIMD floating-point exception",
    "#VE virtualization exception",
    "#CP control protection",
    "reserved exception 22",
    "reserved exception 23",
    "reserved exception 24",
    "reserved exception 25",
    "reserved exception 26",
    "reserved exception 27",
    "#HV hypervisor injection",
    "#VC VMM communication",
    "#SX security exception",
    "reserved exception 31",
};

const char *ExceptionName(U32 Vector) { return Names[Vector]; }

// The CPU that panics; NULL as long as none does.
static CPU *_Atomic Panicking;

static void (*_Atomic StopOthers)(void);

void SetOtherCPUsStop(void (*Stop)(void)) { StopOthers = Stop; }

BOOL IsPanicElsewhere(void) {
    const CPU *First = Panicking;
    return First != NULL && First != CurrentCPU();
}

// The first CPU that panics reports it, alone: one that panics meanwhile halts here, the others
// are told to.
static void BeAlone(void) {
    CPU *Nobody = NULL;

    DisableInterrupts();
    const BOOL IsFirst = atomic_compare_exchange_strong(&Panicking, &Nobody, CurrentCPU());
    if (IsPanicElsewhere()) HaltForever();
    if (IsFirst && StopOthers != NULL) StopOthers();
}

// The frame of the exception that is being reported; NULL in a panic by the code itself.
static const TrapFrame *Reported;

static void DescribePageFault(U32 Code, char *Text, SIZE Bytes) {
    const char *Access = Code & FAULT_FETCH   ? "instruction fetch"
                         : Code & FAULT_WRITE ? "write"
                                              : "read";
    const char *Why = Code & FAULT_RESERVED  ? "a reserved bit is set in its entry"
                      : Code & FAULT_PRESENT ? "the page does not allow it"
                                             : "the page is not present";
    FormatString(Text, Bytes, "%s by %s code: %s", Access, Code & FAULT_USER ? "user" : "kernel",
                 Why);
}

// Those that speak of a segment: Intel SDM vol. 3A, "Error Code".
static void DescribeSelector(U32 Code, char *Text, SIZE Bytes) {
    const char *Table = Code & 0x02 ? "IDT" : Code & 0x04 ? "LDT" : "GDT";
    FormatString(Text, Bytes, "entry %u of the %s%s", Code >> 3, Table,
                 Code & 0x01 ? ", while delivering an event" : "");
}

// What the error code says in words; empty if there is nothing to say.
static void DescribeErrorCode(const TrapFrame *Frame, char *Text, SIZE Bytes) {
    const U32 Vector = TrapVector(Frame);
    const U32 Code = TrapErrorCode(Frame);

    Text[0] = 0;
    if (Vector == VECTOR_PAGE_FAULT) DescribePageFault(Code, Text, Bytes);
    else if (Vector >= 10 && Vector <= 13 && Code != 0) DescribeSelector(Code, Text, Bytes);
}

static void LogException(const TrapFrame *Frame) {
    char Text[80];
    DescribeErrorCode(Frame, Text, sizeof(Text));
    if (Text[0] != 0) Log(LOG_PANIC, "exception", "%s", Text);

    // The call that found no room left pushes below the stack pointer.
    const LINEAR Stack = TrapStackPointer(Frame);
    if (!TrapFromUser(Frame) && !IsMapped(Stack - sizeof(UINT))) {
        Log(LOG_PANIC, "exception", "nothing mapped below the stack pointer: stack overflow");
    }
}

static void ReportPanic(void) {
    if (Reported != NULL) LogException(Reported);
    LogDump(Reported);
}

void PanicOnException(const TrapFrame *Frame) {
    char Place[DESCRIBED_ADDRESS_BYTES];
    const LINEAR Address = TrapInstructionPointer(Frame);

    BeAlone();
    if (Reported == NULL) Reported = Frame;
    Panic("exception: %s, error code 0x%x, at IP 0x%lx (%s), CR2 0x%lx", Names[TrapVector(Frame)],
          TrapErrorCode(Frame), Address, DescribeAddress(Address, Place, sizeof(Place)), ReadCR2());
}

void InitializePanicReport(void) {
    static const PanicReporter Reporter = {.Silence = BeAlone, .Report = ReportPanic};
    SetPanicReporter(&Reporter);
    SetPanicStop(HaltForever);
}
