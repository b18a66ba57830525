#include "startup/UserDevices.h"

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/CommandLine.h"
#include "base/Log.h"
#include "files/Files.h"
#include "process/Process.h"
#include "terminal/Terminal.h"

#define REPORT_PORT 0xE9

static INT WriteReport(Object *Self, const void *Buffer, SIZE Bytes) {
    const U8 *Text = Buffer;
    (void)Self;

    for (SIZE Index = 0; Index < Bytes; Index++) WritePort8(REPORT_PORT, Text[Index]);
    return (INT)Bytes;
}

static INT GetReportStatus(Object *Self, FileStatus *Status) {
    (void)Self;
    *Status = (FileStatus){.Mode = S_IFCHR | 0200, .Links = 1, .BlockBytes = 4096};
    return 0;
}

static void KeepReport(Object *Self) { (void)Self; }

static const ObjectType ReportType = {
    .Name = "report", .Write = WriteReport, .GetStatus = GetReportStatus, .Destroy = KeepReport};

// The only one, to which there always is this reference.
static Object Report = {.Type = &ReportType, .References = 1};

static INT OpenReport(U32 Flags, Object **Opened) {
    if ((Flags & O_ACCMODE) != O_WRONLY) return -EACCES;
    *Opened = ReferenceObject(&Report);
    return 0;
}

static void Add(const char *Name, OpenDevice Open) {
    if (AddDevice(Name, Open) < 0) LogError("files", "no memory for /dev/%s", Name);
}

void AddUserDevices(void) {
    Add("console", OpenTerminal);
    SetTerminalInterrupt(SignalGroup);
    if (CommandLine.Nonce[0] != 0) Add("report", OpenReport);
}
