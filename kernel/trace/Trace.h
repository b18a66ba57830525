// Trace: the last few thousand things that the kernel did, as fixed-size binary records in a ring.
//
// Recording one costs some twenty instructions, takes no lock and may be done anywhere, an
// interrupt handler in the middle of another record included: a slot is claimed by one atomic
// addition, and a record is complete once its Sequence says so. Whoever reads the ring (a debugger,
// the checker by the symbol TraceRing, a post-mortem) finds in its head all it needs to decode it.
//
// Layout, the same on both architectures, little endian, no padding left to the compiler:
//   offset  0  U32 Magic          TRACE_MAGIC, the bytes "TRCE"
//           4  U16 Version        TRACE_VERSION
//           6  U16 RecordBytes    32
//           8  U32 Capacity       number of slots, a power of two
//          12  U32 Next           records claimed since boot, modulo 2^32
//          16  U32 Task           the task that runs now, as in the records; 0 before there are any
//          20  U32 Reserved[3]
//          32  TraceRecord[Capacity]; record number N is in slot N % Capacity
// A slot holds record N, whole, exactly when its Sequence is N + 1 (modulo 2^32).

#pragma once

#include <stdatomic.h>

#include "base/Base.h"

#define TRACE_MAGIC 0x45435254u
#define TRACE_VERSION 1
#define TRACE_CAPACITY 2048  // a power of two

// The numbers are part of the layout: new kinds go to the end.
typedef enum {
    TRACE_NONE = 0,             // First         Second
    TRACE_MARK = 1,             // the caller's  the caller's
    TRACE_TASK_SWITCH = 2,      // task left     task entered
    TRACE_INTERRUPT_ENTER = 3,  // vector        interrupted instruction
    TRACE_INTERRUPT_EXIT = 4,   // vector        0
    TRACE_PAGE_FAULT = 5,       // address       error code
    TRACE_LOCK_WAIT = 6,        // lock          its owner's task number
    TRACE_CALL_ENTER = 7,       // system call   its first argument
    TRACE_CALL_EXIT = 8,        // system call   its result, sign-extended
} TraceKind;

typedef struct {
    U64 Timestamp;         // the time-stamp counter
    U64 First;             // what they are depends on the kind
    U64 Second;
    U16 Kind;              // a TraceKind
    U16 Task;              // the low 16 bits of the number of the task that was running
    _Atomic U32 Sequence;  // written last: the record's number + 1; anything else is half a record
} TraceRecord;

typedef struct {
    U32 Magic;
    U16 Version;
    U16 RecordBytes;
    U32 Capacity;
    _Atomic U32 Next;
    U32 Task;
    U32 Reserved[3];
    TraceRecord Records[TRACE_CAPACITY];
} TraceBuffer;

extern TraceBuffer TraceRing;

// Fills in the head, without which nobody can read the ring. Context: boot, early, once.
void InitializeTrace(void);

// The ring of the CPU that asks. There is one CPU, so there is one ring.
static inline TraceBuffer *CurrentRing(void) { return &TraceRing; }

// Appends a record; the oldest gives way. Context: any, NMI included. Inline, for system calls.
static inline void Trace(TraceKind Kind, U64 First, U64 Second) {
    TraceBuffer *Ring = CurrentRing();

    // Relaxed: only this CPU writes to its ring. Atomic nevertheless, since an interrupt between
    // the read and the write of a plain increment would claim the same slot.
    const U32 Number = atomic_fetch_add_explicit(&Ring->Next, 1, memory_order_relaxed);
    TraceRecord *Record = &Ring->Records[Number % TRACE_CAPACITY];

    atomic_store_explicit(&Record->Sequence, 0, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);  // the old record is void before it is overwritten
    Record->Timestamp = __builtin_ia32_rdtsc();
    Record->First = First;
    Record->Second = Second;
    Record->Kind = (U16)Kind;
    Record->Task = (U16)Ring->Task;
    // Release: a reader that sees the number sees the record; x86 needs no instruction for it.
    atomic_store_explicit(&Record->Sequence, Number + 1, memory_order_release);
}

// Records that the CPU leaves the running task for task number Next, which later records carry.
// Context: the scheduler, interrupts off.
void TraceTaskSwitch(U32 Next);
