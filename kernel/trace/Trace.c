#include "trace/Trace.h"

_Static_assert(sizeof(TraceRecord) == 32, "the layout in Trace.h is what readers decode");
_Static_assert(__builtin_offsetof(TraceBuffer, Records) == 32, "the layout in Trace.h");
_Static_assert((TRACE_CAPACITY & (TRACE_CAPACITY - 1)) == 0, "record numbers wrap at 2^32");

TraceBuffer TraceRing;

// The ring of the CPU that asks. There is one CPU, so there is one ring.
static TraceBuffer *CurrentRing(void) {
    return &TraceRing;
}

void InitializeTrace(void) {
    TraceBuffer *Ring = CurrentRing();

    Ring->Version = TRACE_VERSION;
    Ring->RecordBytes = sizeof(TraceRecord);
    Ring->Capacity = TRACE_CAPACITY;
    Ring->Magic = TRACE_MAGIC;
}

void Trace(TraceKind Kind, U64 First, U64 Second) {
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

void TraceTaskSwitch(U32 Next) {
    TraceBuffer *Ring = CurrentRing();

    Trace(TRACE_TASK_SWITCH, Ring->Task, Next);
    Ring->Task = Next;
}
