#include "startup/SystemViews.h"

#include "base/Log.h"
#include "base/String.h"
#include "cpu/Features.h"
#include "cpu/IRQ.h"
#include "files/Files.h"
#include "firmware/ACPI.h"
#include "memory/Frames.h"
#include "memory/Heap.h"
#include "network/Network.h"
#include "process/Thread.h"
#include "smp/ApplicationCPU.h"
#include "smp/CPURecord.h"

// One line of /system/tasks, taken at one moment.
typedef struct {
    U32 PID, PPID, Group, Thread, Pages;
    U64 Ticks;
    const char *State;  // NULL: nothing to show
    char Name[TASK_NAME_BYTES];
} TaskLine;

// The two below with LockProcesses.
static void DescribeProcess(TaskLine *Line, const Process *Owner) {
    Line->PID = Owner->ID;
    Line->PPID = Owner->ParentID;
    Line->Group = Owner->Group;
    Line->Pages = Owner->Space == NULL ? 0 : CountUserPages(Owner->Space);
}

static void DescribeTask(TaskLine *Line, const Task *Described) {
    static const char *const States[] = {
        [TASK_READY] = "ready", [TASK_RUNNING] = "running", [TASK_SLEEPING] = "sleeping",
        [TASK_WAITING] = "waiting", [TASK_DEAD] = NULL};

    Line->Thread = Described->Number;
    Line->Ticks = Described->TicksRun;
    Line->State = States[Described->State];
    CopyString(Line->Name, sizeof(Line->Name), Described->Name);
    if (Described->Thread != NULL) DescribeProcess(Line, Described->Thread->Process);
}

static void WriteLine(TextWriter *To, const TaskLine *Line) {
    if (Line->State == NULL) return;
    WriteText(To, "%5u %5u %5u %6u %-8s %8llu %6u %s\n", Line->PID, Line->PPID, Line->Group,
              Line->Thread, Line->State, Line->Ticks, Line->Pages, Line->Name);
}

static void WriteTasks(TextWriter *To) {
    WriteText(To, "  PID  PPID GROUP THREAD STATE       TICKS  PAGES NAME\n");
    for (U32 Index = 0; Index < TaskPlaces; Index++) {
        TaskLine Line = {0};
        const UINT Locked = LockProcesses();
        DescribeTask(&Line, &TaskTable[Index]);
        UnlockProcesses(Locked);
        WriteLine(To, &Line);
    }
    for (U32 Index = 0; Index < MAX_PROCESSES; Index++) {
        TaskLine Line = {0};
        const UINT Locked = LockProcesses();
        if (Processes[Index].State == PROCESS_ZOMBIE) {
            DescribeProcess(&Line, &Processes[Index]);
            Line.State = "zombie";
            CopyString(Line.Name, sizeof(Line.Name), Processes[Index].Name);
        }
        UnlockProcesses(Locked);
        WriteLine(To, &Line);
    }
}

static void WriteMemory(TextWriter *To) {
    const FrameCounts Frames = GetFrameCounts();
    const HeapCounts Heap = GetHeapCounts();

    WriteText(To, "total: %u KiB\n", Frames.Total * (PAGE_BYTES / 1024));
    WriteText(To, "free: %u KiB\n", Frames.Free * (PAGE_BYTES / 1024));
    WriteText(To, "kernel heap: %u KiB\n", Heap.Pages * (PAGE_BYTES / 1024));
    WriteText(To, "kernel blocks: %u blocks\n", Heap.Blocks);
    WriteText(To, "tasks: %u tasks\n", CountTasks());
    WriteText(To, "processes: %u processes\n", CountProcesses());
}

static void WriteCPU(TextWriter *To, U32 Index) {
    static const char *const States[] = {
        [CPU_OFFLINE] = "offline", [CPU_BOOTING] = "booting", [CPU_ONLINE] = "online"};
    const CPURecord *Record = &CPURecords[Index];

    WriteText(To, "%5u %5u %5u ", Index, Record->APICID, Record->ProcessorID);
    if (Index == BootCPUIndex) {
        WriteText(To, "online, boot CPU: %s %s\n", CPUFeatures.Vendor, CPUFeatures.Brand);
    } else {
        WriteText(To, "%s\n", States[CPUTable[Index].Status]);
    }
}

static BOOL IsRecorded(U32 APICID) {
    for (U32 Index = 0; Index < CPUCount; Index++) {
        if (CPURecords[Index].APICID == APICID) return TRUE;
    }
    return FALSE;
}

static void WriteCPUs(TextWriter *To) {
    WriteText(To, "  CPU  APIC  ACPI STATE\n");
    for (U32 Index = 0; Index < CPUCount; Index++) WriteCPU(To, Index);
    for (U32 Index = 0; Index < ACPI.MADT.ProcessorCount; Index++) {
        const MADTProcessor *Processor = &ACPI.MADT.Processors[Index];
        if (!(Processor->Flags & MADT_PROCESSOR_ENABLED) || IsRecorded(Processor->APICID)) continue;
        WriteText(To, "    - %5u %5u left out\n", Processor->APICID, Processor->ProcessorID);
    }
}

static void WriteInterrupts(TextWriter *To) {
    for (U32 Line = 0; Line < IRQ_LINES; Line++) {
        WriteText(To, "%u: %u\n", Line, CountIRQs(Line));
    }
    WriteText(To, "spurious: %u\n", CountSpuriousIRQs());
}

static void WriteLog(TextWriter *To) {
    static const char *const Levels[] = {"PANIC", "ERROR", "WARN", "INFO", "DEBUG"};
    U32 Newest = 0;

    for (U32 Index = 0; Index < LOG_RECORDS; Index++) {
        Newest = MAXIMUM(Newest, LogRecords[Index].Number);
    }
    const U32 Oldest = Newest < LOG_RECORDS ? 1 : Newest - LOG_RECORDS + 1;
    for (U32 Number = Oldest; Number <= Newest && Newest != 0; Number++) {
        const LogRecord *Record = &LogRecords[Number % LOG_RECORDS];
        if (Record->Number != Number) continue;  // overwritten meanwhile
        WriteText(To, "[%5llu.%06llu] %s %s\n", Record->Microseconds / 1000000,
                  Record->Microseconds % 1000000, Levels[Record->Level], Record->Text);
    }
}

static void WriteNetwork(TextWriter *To) {
    char Text[NETWORK_TEXT_BYTES];
    const SIZE Length = DescribeNetwork(Text, sizeof(Text));

    for (SIZE Start = 0; Start < Length; Start += VIEW_LINE_BYTES - 1) {
        WriteText(To, "%.*s", VIEW_LINE_BYTES - 1, Text + Start);
    }
}

void AddSystemViews(void) {
    static const struct {
        const char *Name;
        void (*Write)(TextWriter *To);
    } Views[] = {
        {"tasks", WriteTasks},           {"memory", WriteMemory}, {"cpus", WriteCPUs},
        {"interrupts", WriteInterrupts}, {"log", WriteLog},       {"network", WriteNetwork},
    };

    for (U32 Index = 0; Index < ARRAY_COUNT(Views); Index++) {
        if (AddSystemView(Views[Index].Name, Views[Index].Write) < 0) {
            LogError("files", "no memory for /system/%s", Views[Index].Name);
        }
    }
}
