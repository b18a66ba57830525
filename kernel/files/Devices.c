// /dev, and the devices that are no hardware.

#include "abi/Errors.h"
#include "arch/Arch.h"
#include "base/Panic.h"
#include "base/String.h"
#include "cpu/Features.h"
#include "files/Node.h"
#include "memory/Heap.h"

typedef struct {
    Object Object;
    U32 Flags;  // [i]
    SIZE (*Fill)(U8 *Buffer, SIZE Bytes);  // [i] what reading it is
} Source;

static SIZE FillNothing(U8 *Buffer, SIZE Bytes) {
    (void)Buffer, (void)Bytes;
    return 0;
}

static SIZE FillZeros(U8 *Buffer, SIZE Bytes) {
    memset(Buffer, 0, Bytes);
    return Bytes;
}

// The timestamp counter, whose low bits nobody outside quite knows, stirred into all that came
// before, and RDRAND where there is one; then the finalizer of SplitMix64 (Steele, Lea, Flood
// 2014). What that is worth: with RDRAND as much as RDRAND. Without one it is for games and hash
// tables, not for keys: the state is 64 bits, the finalizer can be undone, and on a machine that
// counts instructions for time every boot reads the same numbers.
static U64 NextRandom(void) {
    static U64 State;  // with interrupts off
    UINT Hardware = 0;

    if (CPUFeatures.RDRAND) Hardware = ReadHardwareRandom();
    const UINT Saved = SaveInterrupts();
    State = (State + 0x9E3779B97F4A7C15) ^ ReadTimestamp();
    State = (State << 29 | State >> 35) ^ Hardware;
    U64 Mixed = State;
    RestoreInterrupts(Saved);
    Mixed = (Mixed ^ Mixed >> 30) * 0xBF58476D1CE4E5B9;
    Mixed = (Mixed ^ Mixed >> 27) * 0x94D049BB133111EB;
    return Mixed ^ Mixed >> 31;
}

// As many bytes of each number as RDRAND gives at a time.
static SIZE FillRandom(U8 *Buffer, SIZE Bytes) {
    for (SIZE Done = 0; Done < Bytes; Done += sizeof(UINT)) {
        const U64 Number = NextRandom();
        memcpy(Buffer + Done, &Number, MINIMUM(Bytes - Done, sizeof(UINT)));
    }
    return Bytes;
}

static INT ReadSource(Object *Self, void *Buffer, SIZE Bytes) {
    const Source *From = CONTAINER_OF(Self, Source, Object);

    if ((From->Flags & O_ACCMODE) == O_WRONLY) return -EBADF;
    return (INT)From->Fill(Buffer, Bytes);
}

static INT SwallowBytes(Object *Self, const void *Buffer, SIZE Bytes) {
    (void)Buffer;
    if ((CONTAINER_OF(Self, Source, Object)->Flags & O_ACCMODE) == O_RDONLY) return -EBADF;
    return (INT)Bytes;
}

static INT GetSourceStatus(Object *Self, FileStatus *Status) {
    (void)Self;
    *Status = (FileStatus){.Mode = S_IFCHR | 0666, .Links = 1, .BlockBytes = PAGE_BYTES};
    return 0;
}

static void CloseSource(Object *Self) { FreeHeap(CONTAINER_OF(Self, Source, Object)); }

static const ObjectType SourceType = {.Name = "device",
                                      .Read = ReadSource,
                                      .Write = SwallowBytes,
                                      .GetStatus = GetSourceStatus,
                                      .Destroy = CloseSource};

static INT OpenSource(SIZE (*Fill)(U8 *, SIZE), U32 Flags, Object **Opened) {
    Source *Made = AllocateHeap(sizeof(Source));
    if (Made == NULL) return -ENOMEM;

    *Made = (Source){.Flags = Flags, .Fill = Fill};
    InitializeObject(&Made->Object, &SourceType);
    *Opened = &Made->Object;
    return 0;
}

static INT OpenNull(U32 Flags, Object **Opened) { return OpenSource(FillNothing, Flags, Opened); }
static INT OpenZero(U32 Flags, Object **Opened) { return OpenSource(FillZeros, Flags, Opened); }
static INT OpenRandom(U32 Flags, Object **Opened) { return OpenSource(FillRandom, Flags, Opened); }

INT AddDevice(const char *Name, OpenDevice Open) {
    Node *Made = MakeNode(S_IFCHR | 0666);

    if (Made != NULL) Made->Open = Open;
    return AddFixedNode("/dev", Name, Made);
}

void AddStandardDevices(void) {
    if (AddDevice("null", OpenNull) < 0 || AddDevice("zero", OpenZero) < 0 ||
        AddDevice("random", OpenRandom) < 0) {
        Panic("files: no memory for /dev");
    }
}
