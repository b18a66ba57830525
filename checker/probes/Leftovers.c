// A look into the kernel for the guest program storms, as the view /system/leftovers.

#include "files/Files.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "probe/Probe.h"
#include "tasks/Task.h"

static void WriteLeftovers(TextWriter *To) {
    ReapTasks();
    const FrameCounts Frames = GetFrameCounts();
    const HeapCounts Heap = GetHeapCounts();

    WriteText(To, "%u %u %u %u\n", Frames.Total - Frames.Free, Heap.Blocks, Heap.Pages,
              CountTasks());
}

PROBE(ShowLeftovers, "programs can see how many frames, blocks of the heap and tasks are used") {
    PROBE_EQUAL(0, AddSystemView("leftovers", WriteLeftovers), "result");
}
