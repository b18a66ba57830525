#include "Report.h"

#define LINE_BYTES 400

AskedRun TheRun = {.Mark = "@the run's words"};

static long ReportHandle = -1;

bool OpenReport(void) {
    ReportHandle = Open("/dev/report", O_WRONLY | O_CLOEXEC, 0);
    return ReportHandle >= 0;
}

void Report(const char *Format, ...) {
    char Line[LINE_BYTES];
    va_list Values;
    const int Start = FormatText(Line, sizeof(Line), "%s ", TheRun.Nonce);

    va_start(Values, Format);
    int End = Start + FormatTextV(Line + Start, sizeof(Line) - Start - 1, Format, Values);
    va_end(Values);
    Line[End++] = '\n';
    Write(ReportHandle, Line, End);
}

unsigned long long Asked(const char *Name, unsigned long long Default) {
    const size_t Length = TextLength(Name);

    for (const char *At = TheRun.Arguments; *At != 0; ++At) {
        const bool Starts = At == TheRun.Arguments || At[-1] == ' ';
        if (!Starts || memcmp(At, Name, Length) != 0 || At[Length] != '=') continue;
        unsigned long long Value = 0;
        for (At += Length + 1; *At >= '0' && *At <= '9'; ++At) Value = Value * 10 + (*At - '0');
        return Value;
    }
    return Default;
}
