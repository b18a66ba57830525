#include "trace/Trace.h"

_Static_assert(sizeof(TraceRecord) == 32, "the layout in Trace.h is what readers decode");
_Static_assert(__builtin_offsetof(TraceBuffer, Records) == 32, "the layout in Trace.h");
_Static_assert((TRACE_CAPACITY & (TRACE_CAPACITY - 1)) == 0, "record numbers wrap at 2^32");

TraceBuffer TraceRing;

void InitializeTrace(void) {
    TraceBuffer *Ring = CurrentRing();

    Ring->Version = TRACE_VERSION;
    Ring->RecordBytes = sizeof(TraceRecord);
    Ring->Capacity = TRACE_CAPACITY;
    Ring->Magic = TRACE_MAGIC;
}

void TraceTaskSwitch(U32 Next) {
    TraceBuffer *Ring = CurrentRing();

    Trace(TRACE_TASK_SWITCH, Ring->Task, Next);
    Ring->Task = Next;
}
