// Log: one line per record, to every sink that has been registered.
//
//     [    0.012345] INFO memory: 126 MiB usable
//
// Records are kept in a ring of the last LOG_RECORDS, where a sink that comes late, or a debugger,
// finds them. Two records never mix on a line, whoever interrupts whom: a record that is logged
// while another one is being written out waits in the ring, and whoever is writing goes on with it.
// Text that comes from outside cannot forge lines; all but printable ASCII is written as '?'.

#pragma once

#include "base/Base.h"

typedef enum { LOG_PANIC, LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG } LogLevel;

#define LOG_RECORDS 256
#define LOG_TEXT_BYTES 240

// Who may touch a field: [a] any CPU, atomically; [w] the writer of the record, before Number.
typedef struct {
    _Atomic U32 Number;  // [a] 1 for the first record since boot; 0 while it is being written
    LogLevel Level;      // [w]
    U64 Microseconds;    // [w] since the clock started
    char Text[LOG_TEXT_BYTES];  // [w] "area: message", NUL-terminated, without a line feed
} LogRecord;

// Record number N is, as long as it is kept, LogRecords[N % LOG_RECORDS].
extern LogRecord LogRecords[LOG_RECORDS];

// Where lines go. Static storage, filled in by whoever owns the device.
typedef struct LogSink {
    const char *Name;
    // Writes Length characters, one line with its line feed. It is called in any context, a panic
    // in the middle of its own work included, so it takes no lock and its waits are bounded.
    void (*Write)(const char *Text, U32 Length);

    struct LogSink *NextSink;  // the log's own from here on
    _Atomic U32 NextNumber;    // [a] the record to be written next
    BOOL InLine;               // between the start and the end of Write
} LogSink;

// Logs "Area: message". A message that is too long is cut and ends in "...". Area may be NULL when
// the message brings its own. Context: any, NMI included.
void Log(LogLevel Level, const char *Area, const char *Format, ...) PRINTF_LIKE(3, 4);

#define LogError(Area, ...) Log(LOG_ERROR, (Area), __VA_ARGS__)
#define LogWarn(Area, ...) Log(LOG_WARN, (Area), __VA_ARGS__)
#define LogInfo(Area, ...) Log(LOG_INFO, (Area), __VA_ARGS__)
#define LogDebug(Area, ...) Log(LOG_DEBUG, (Area), __VA_ARGS__)

// Sets which records are kept: Level and everything graver. LOG_INFO until then. Context: any.
void SetLogLevel(LogLevel Level);

// Gives the log its clock: microseconds since it started, callable in any context.
void SetLogClock(U64 (*Microseconds)(void));

// Registers Sink and writes to it all records that are still kept. Context: boot or task.
void AddLogSink(LogSink *Sink);

// Makes the caller the only one that writes to sinks, for good: whoever was writing, this CPU
// interrupted and will not resume. A line left unfinished is written again. Context: panic.
void TakeOverLog(void);
