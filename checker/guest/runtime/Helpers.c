#include "Guest.h"

// A test that takes longer waits for what never comes. Long programs have another; so it does not
// stand where it is used, for there a compiler takes the value of this one.
__attribute__((weak)) const long TestMilliseconds = 40000;

uint64_t NextRandom(Random *From) {
    uint64_t Mixed = From->State += 0x9E3779B97F4A7C15ull;

    Mixed = (Mixed ^ Mixed >> 30) * 0xBF58476D1CE4E5B9ull;
    Mixed = (Mixed ^ Mixed >> 27) * 0x94D049BB133111EBull;
    return Mixed ^ Mixed >> 31;
}

unsigned long Below(Random *From, unsigned long Limit) {
    return (unsigned long)((uint32_t)NextRandom(From)) % Limit;
}

static long long Now(void) {
    TimeSpan Time = {0, 0};

    GetTime(CLOCK_MONOTONIC, &Time);
    return Time.Seconds * 1000000ll + (long)Time.Nanoseconds / 1000;
}

void SpinMilliseconds(long Milliseconds) {
    const long long End = Now() + Milliseconds * 1000ll;

    while (Now() < End)
        ;
}

void SleepMilliseconds(long Milliseconds) {
    const TimeSpan Time = {Milliseconds / 1000, Milliseconds % 1000 * 1000000l};

    Sleep(&Time);
}

int WaitOrKill(long Pid, long Milliseconds) {
    const long long End = Now() + Milliseconds * 1000ll;
    int Status = -1;

    while (WaitPid(Pid, &Status, WNOHANG) == 0) {
        if (Now() >= End) {
            Kill(Pid, SIGKILL);
            WaitPid(Pid, &Status, 0);
            return Status;
        }
        SleepMilliseconds(10);
    }
    return Status;
}

void *SharedPages(size_t Bytes) {
    const long Made = Map(0, Bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS);

    SUCCEEDS(Made);
    StopIfFailed();
    return (void *)Made;
}

// An instruction a byte: the deterministic machine's time counts them.
void *memcpy(void *To, const void *From, size_t Bytes) {
    void *At = To;

    __asm__ volatile("rep movsb" : "+D"(At), "+S"(From), "+c"(Bytes) : : "memory");
    return To;
}

void *memset(void *To, int Value, size_t Bytes) {
    void *At = To;

    __asm__ volatile("rep stosb" : "+D"(At), "+c"(Bytes) : "a"(Value) : "memory");
    return To;
}

int memcmp(const void *Left, const void *Right, size_t Bytes) {
    const unsigned char *L = Left, *R = Right;

    for (size_t At = 0; At < Bytes; ++At) {
        if (L[At] != R[At]) return L[At] - R[At];
    }
    return 0;
}

size_t TextLength(const char *Text) {
    size_t Length = 0;

    while (Text[Length] != 0) ++Length;
    return Length;
}

bool TextsEqual(const char *Left, const char *Right) {
    return TextLength(Left) == TextLength(Right) && memcmp(Left, Right, TextLength(Left)) == 0;
}
