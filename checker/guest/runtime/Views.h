// What the checker's own probes, which are linked into the kernel, show as views in /system.

#pragma once

#include "Guest.h"

// The numbers that a view has, as many as are asked for. Waits until the probe has made it. The
// test fails, and ends, where it cannot be read or has fewer.
static inline void ReadNumbers(const char *Path, unsigned long *Numbers, int Count) {
    char Text[100] = {0};
    const char *At = Text;
    long View;

    while ((View = Open(Path, O_RDONLY, 0)) == -ENOENT) SleepMilliseconds(10);
    SUCCEEDS(View);
    SUCCEEDS(Read(View, Text, sizeof(Text) - 1));
    Close(View);
    for (int Index = 0; Index < Count; ++Index) {
        while (*At == ' ') ++At;
        EXPECT(*At >= '0' && *At <= '9', "%s has \"%s\"", Path, Text);
        Numbers[Index] = 0;
        while (*At >= '0' && *At <= '9') {
            Numbers[Index] = Numbers[Index] * 10 + (unsigned long)(*At++ - '0');
        }
    }
    StopIfFailed();
}
