#include "files/Archive.h"

#include "base/String.h"

// POSIX.1-2017, pax, table "ustar Header Block". All of it text, numbers in octal.
typedef struct {
    char Name[100];
    char Mode[8];
    char Owner[8];
    char Group[8];
    char Size[12];
    char Modified[12];
    char Checksum[8];
    char Kind;
    char Existing[100];
    char Magic[6];  // "ustar" and a NUL; GNU tar: a space, and then Prefix holds other things
    char Version[2];
    char OwnerName[32];
    char GroupName[32];
    char Device[16];
    char Prefix[155];
    char Unused[12];
} Header;

_Static_assert(sizeof(Header) == ARCHIVE_BLOCK_BYTES, "a header is a block");

// A number of a field that ends in a space, a NUL or where the field does. FALSE for anything else,
// GNU's binary numbers (the first bit is set) and negative ones included: they are never needed.
static BOOL ReadOctal(const char *Field, U32 Length, U64 *Value) {
    U32 Index = 0;
    U64 Number = 0;

    while (Index < Length && Field[Index] == ' ') ++Index;
    const U32 First = Index;
    while (Index < Length && Field[Index] >= '0' && Field[Index] <= '7') {
        Number = Number * 8 + (U32)(Field[Index++] - '0');
    }
    *Value = Number;
    return Index > First && (Index == Length || Field[Index] == ' ' || Field[Index] == 0);
}

// The checksum's own field counts as spaces.
static BOOL IsHeader(const Header *Block) {
    const U8 *Bytes = (const U8 *)Block;
    U32 Sum = sizeof(Block->Checksum) * ' ';
    U64 Expected;

    for (U32 Index = 0; Index < sizeof(Header); ++Index) Sum += Bytes[Index];
    for (U32 Index = 0; Index < sizeof(Block->Checksum); ++Index) Sum -= (U8)Block->Checksum[Index];
    return memcmp(Block->Magic, "ustar", 5) == 0 &&
           ReadOctal(Block->Checksum, sizeof(Block->Checksum), &Expected) && Sum == Expected;
}

static BOOL IsZero(const Header *Block) {
    const U8 *Bytes = (const U8 *)Block;
    U32 Index = 0;

    while (Index < sizeof(Header) && Bytes[Index] == 0) ++Index;
    return Index == sizeof(Header);
}

// Appends a field, which need not end in a NUL, to a name of Length characters.
static U32 AppendField(char *Name, U32 Length, const char *Field, U32 FieldBytes) {
    for (U32 Index = 0; Index < FieldBytes && Field[Index] != 0; ++Index) {
        Name[Length++] = Field[Index];
    }
    Name[Length] = 0;
    return Length;
}

static void ReadName(const Header *Block, char *Name) {
    U32 Length = 0;

    if (Block->Magic[5] == 0) Length = AppendField(Name, 0, Block->Prefix, sizeof(Block->Prefix));
    if (Length > 0) Length = AppendField(Name, Length, "/", 1);
    AppendField(Name, Length, Block->Name, sizeof(Block->Name));
}

// Whether the name stays inside of where the archive is unpacked.
static BOOL NameIsSafe(const char *Name) {
    if (*Name == 0 || *Name == '/') return FALSE;
    while (*Name != 0) {
        if (Name[0] == '.' && Name[1] == '.' && (Name[2] == '/' || Name[2] == 0)) return FALSE;
        while (*Name != 0 && *Name != '/') ++Name;
        while (*Name == '/') ++Name;
    }
    return TRUE;
}

static BOOL ReadKind(char Kind, ArchiveKind *Read) {
    switch (Kind) {
        case 0:
        case '0':
        case '7': *Read = ARCHIVE_FILE; return TRUE;
        case '1': *Read = ARCHIVE_LINK; return TRUE;
        case '5': *Read = ARCHIVE_DIRECTORY; return TRUE;
        default: return FALSE;
    }
}

// Fills Entry in but for its data, and returns what is wrong with it, or NULL.
static const char *ReadHeader(const Header *Block, ArchiveEntry *Entry) {
    U64 Mode;

    ReadName(Block, Entry->Name);
    AppendField(Entry->Existing, 0, Block->Existing, sizeof(Block->Existing));
    if (!NameIsSafe(Entry->Name)) return "a name that is empty, absolute or has ..";
    if (!ReadKind(Block->Kind, &Entry->Kind)) return "not a file, a directory or a hard link";
    if (Entry->Kind == ARCHIVE_LINK && !NameIsSafe(Entry->Existing)) {
        return "a link to a name that is empty, absolute or has ..";
    }
    if (!ReadOctal(Block->Mode, sizeof(Block->Mode), &Mode)) return "no mode";
    Entry->Mode = (U32)Mode & 0777;
    return NULL;
}

// Moves on to the next block that is a header, or to the end.
static void FindHeader(ArchiveReader *From) {
    From->Offset += ARCHIVE_BLOCK_BYTES;
    while (From->Size - From->Offset >= ARCHIVE_BLOCK_BYTES &&
           !IsHeader((const Header *)(From->Bytes + From->Offset))) {
        From->Offset += ARCHIVE_BLOCK_BYTES;
    }
    if (From->Size - From->Offset < ARCHIVE_BLOCK_BYTES) From->Offset = From->Size;
}

ArchiveResult ReadArchive(ArchiveReader *From, ArchiveEntry *Entry, const char **Problem) {
    const Header *Block = (const Header *)(From->Bytes + From->Offset);
    const SIZE Left = From->Size - From->Offset;
    U64 Bytes;

    *Entry = (ArchiveEntry){.Name = ""};
    *Problem = "cut off within a header";
    if (Left == 0) return ARCHIVE_END;
    if (Left < ARCHIVE_BLOCK_BYTES) {
        From->Offset = From->Size;
        return ARCHIVE_BAD;
    }
    if (IsZero(Block)) return ARCHIVE_END;
    *Problem = "no header, or a wrong checksum";
    if (!IsHeader(Block)) {
        FindHeader(From);
        return ARCHIVE_BAD;
    }
    *Problem = ReadHeader(Block, Entry);
    // Links and directories have none, whatever their size says (POSIX).
    if (Entry->Kind != ARCHIVE_FILE && *Problem == NULL) {
        Bytes = 0;
    } else if (!ReadOctal(Block->Size, sizeof(Block->Size), &Bytes) ||
               Bytes > Left - ARCHIVE_BLOCK_BYTES) {
        *Problem = "a size that is no number, or more than there is";
        FindHeader(From);
        return ARCHIVE_BAD;
    }
    Entry->Data = (const U8 *)(Block + 1);
    Entry->Bytes = (SIZE)Bytes;
    // The last block may be cut off, as long as the data are there.
    const SIZE Padded = ALIGN_UP(Entry->Bytes, ARCHIVE_BLOCK_BYTES);
    From->Offset += MINIMUM(ARCHIVE_BLOCK_BYTES + Padded, Left);
    return *Problem == NULL ? ARCHIVE_ENTRY : ARCHIVE_BAD;
}
