// Programs damaged at random: each is refused by execve, or runs and ends, and disturbs nothing.

#include "runtime/Guest.h"

const long TestMilliseconds = 280000;

#define IMAGE_BYTES (2 * PAGE)
#define HEADER_BYTES 512ul  // all that is damaged lies in them
#define SURVIVOR_CODE 42
#define MILLISECONDS 60

#if IS_64_BIT
typedef uint64_t Word;
#define ELF_CLASS 2
#define ELF_MACHINE 62
#else
typedef uint32_t Word;
#define ELF_CLASS 1
#define ELF_MACHINE 3
#endif

// System V ABI, "Object Files", ELF header and program header.
typedef struct {
    unsigned char Identity[16];
    uint16_t Type, Machine;
    uint32_t Version;
    Word Entry, ProgramHeaders, SectionHeaders;
    uint32_t Flags;
    uint16_t HeaderBytes, ProgramHeaderBytes, ProgramHeaderCount, SectionHeaderBytes,
        SectionHeaderCount, NamesIndex;
} Header;

typedef struct {
    uint32_t Type;
#if IS_64_BIT
    uint32_t Flags;
#endif
    Word Offset, Address, PhysicalAddress, FileBytes, MemoryBytes;
#if !IS_64_BIT
    uint32_t Flags;
#endif
    Word Alignment;
} Segment;

static unsigned char Image[IMAGE_BYTES];
static Random Chance;

// exit(42), then instructions that are none.
static void PutCode(unsigned char *At) {
#if IS_64_BIT
    static const unsigned char Code[] = {0xBF, SURVIVOR_CODE, 0, 0, 0, 0xB8, SYS_EXIT, 0, 0, 0,
        0x0F, 0x05};
#else
    static const unsigned char Code[] = {0xBB, SURVIVOR_CODE, 0, 0, 0, 0xB8, SYS_EXIT, 0, 0, 0,
        0xCD, 0x80};
#endif
    memset(At, 0xCC, PAGE);
    memcpy(At, Code, sizeof(Code));
}

static void MakeHeaders(void) {
    Header *Head = (Header *)Image;
    Segment *Segments = (Segment *)(Image + sizeof(Header));

    memset(Image, 0, HEADER_BYTES);
    memcpy(Head->Identity, "\x7f" "ELF", 4);
    Head->Identity[4] = ELF_CLASS;
    Head->Identity[5] = Head->Identity[6] = 1;
    Head->Type = 2;
    Head->Machine = ELF_MACHINE;
    Head->Version = 1;
    Head->Entry = 0x401000;
    Head->ProgramHeaders = sizeof(Header);
    Head->HeaderBytes = sizeof(Header);
    Head->ProgramHeaderBytes = sizeof(Segment);
    Head->ProgramHeaderCount = 3;
    Segments[0] = (Segment){.Type = 1, .Flags = 4, .Address = 0x400000, .FileBytes = 512,
        .MemoryBytes = 512, .Alignment = PAGE};
    Segments[1] = (Segment){.Type = 1, .Flags = 5, .Offset = PAGE, .Address = 0x401000,
        .FileBytes = PAGE, .MemoryBytes = PAGE, .Alignment = PAGE};
    Segments[2] = (Segment){.Type = 1, .Flags = 6, .Offset = 16, .Address = 0x403010,
        .FileBytes = 64, .MemoryBytes = 3 * PAGE, .Alignment = PAGE};
}

static void MakeImage(void) {
    memset(Image, 0, sizeof(Image));
    MakeHeaders();
    PutCode(Image + PAGE);
}

static Word OddWord(Word Old) {
    static const Word Values[] = {0, 1, (Word)-1, (Word)-PAGE, 0x7FFFFFFF, 0x80000000, 0xFFFFF000,
        (Word)USER_END, (Word)(USER_END - PAGE), (Word)KERNEL_IMAGE, (Word)NON_CANONICAL, PAGE,
        IMAGE_BYTES - 1, IMAGE_BYTES + 1, 0x401000, 0x400FFF, 1 << 30};

    switch (Below(&Chance, 4)) {
    case 0: return Old + Below(&Chance, 64) - 32;
    case 1: return Old ^ (Word)1 << Below(&Chance, sizeof(Word) * 8);
    case 2: return (Word)NextRandom(&Chance);
    default: return Values[Below(&Chance, COUNT(Values))];
    }
}

static void Damage(void) {
    const unsigned long Reach = sizeof(Header) + 3 * sizeof(Segment);

    for (unsigned long Count = 1 + Below(&Chance, 3); Count > 0; --Count) {
        if (Below(&Chance, 2) == 0) {
            Image[Below(&Chance, Reach)] = (unsigned char)NextRandom(&Chance);
            continue;
        }
        Word *At = (Word *)Image + (sizeof(Header) * Below(&Chance, 2)) / sizeof(Word)
            + Below(&Chance, 3 * sizeof(Segment) / sizeof(Word));
        *At = OddWord(*At);
    }
}

static void Store(unsigned long Bytes) {
    const long File = SUCCEEDS(Open("/tmp/program", O_CREAT | O_TRUNC | O_WRONLY, 0755));

    EQUAL(Bytes, Write(File, Image, Bytes), "write");
    Close(File);
}

// Stores a program of which only the headers are other than those of the one before, whole or cut.
static void StoreHeaders(unsigned long Bytes) {
    static bool WasCut;

    if (WasCut || Bytes < IMAGE_BYTES) {
        Store(Bytes);
    } else {
        const long File = SUCCEEDS(Open("/tmp/program", O_WRONLY, 0));
        EQUAL(HEADER_BYTES, Write(File, Image, HEADER_BYTES), "write");
        Close(File);
    }
    WasCut = Bytes < IMAGE_BYTES;
}

static int RunIt(void) {
    static char *const Nothing[] = {NULL};
    const long Pid = SUCCEEDS(Fork());

    if (Pid == 0) {
        for (int Handle = 0; Handle < 8; ++Handle) Close(Handle);
        Exit(-Execute("/tmp/program", Nothing, Nothing));
    }
    return Pid < 0 ? -1 : WaitOrKill(Pid, MILLISECONDS);
}

TEST(AWholeOneRuns) {
    MakeImage();
    Store(IMAGE_BYTES);
    EQUAL(SURVIVOR_CODE << 8, RunIt(), "status");
}

TEST(ThoseThatCannotBeRightAreRefused) {
    Header *Head = (Header *)Image;
    Segment *Segments = (Segment *)(Image + sizeof(Header));

#define REFUSED(Change)                                       \
    do {                                                      \
        MakeImage();                                          \
        Change;                                               \
        Store(IMAGE_BYTES);                                   \
        EXPECT(RunIt() == ENOEXEC << 8, #Change " is run");   \
    } while (0)
    REFUSED(Head->Identity[4] = 3 - ELF_CLASS);
    REFUSED(Head->Identity[5] = 2);
    REFUSED(Head->Machine = 40);
    REFUSED(Head->Type = 1);
    REFUSED(Head->ProgramHeaderCount = 0);
    REFUSED(Head->ProgramHeaders = (Word)-64);
    REFUSED(Head->ProgramHeaders = IMAGE_BYTES - 8);
    REFUSED(Head->ProgramHeaderBytes = 8);
    REFUSED(Segments[1].Offset = IMAGE_BYTES);
    REFUSED(Segments[1].Offset = (Word)-PAGE);
    REFUSED(Segments[1].MemoryBytes = PAGE / 2);
    REFUSED(Segments[1].Address = (Word)KERNEL_IMAGE & (Word)-PAGE);
    REFUSED(Segments[2].MemoryBytes = (Word)USER_END);
    REFUSED(Segments[2].MemoryBytes = (Word)-1);
    REFUSED(Segments[2].Address = (Word)(USER_END - PAGE + 16));
    REFUSED(Segments[0].Address = 0);
}

TEST(DamagedOnesDisturbNothing) {
    const long Programs = (long)Asked("programs", 300);
    long Refused = 0, Survived = 0;

    Chance.State = Asked("seed", 1);
    MakeImage();
    Store(IMAGE_BYTES);
    for (long Count = 0; Count < Programs; ++Count) {
        MakeHeaders();
        Damage();
        StoreHeaders(Below(&Chance, 8) == 0 ? Below(&Chance, IMAGE_BYTES) : IMAGE_BYTES);
        const int Status = RunIt();
        if (!EXPECT(Status >= 0, "program %ld has no status", Count)) return;
        Refused += Status == ENOEXEC << 8;
        Survived += Status == SURVIVOR_CODE << 8;
    }
    EXPECT(Refused > Programs / 20, "%ld of %ld refused", Refused, Programs);
    EXPECT(Survived > Programs / 20, "%ld of %ld run to their end", Survived, Programs);
}
