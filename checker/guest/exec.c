// Exec: a new program in the same process, with its words, its handles and nothing else of the old.

#include "runtime/Guest.h"

#define SELF "/bin/test"
#define LONG_WORD 2000

static char *const NoWords[] = {NULL};
static char Zeroed[3 * PAGE];
static int Initialized = 17;

static long Run(char *const *Words, char *const *Environment) {
    const long Pid = Fork();

    if (Pid == 0) {
        Initialized = 18;
        memset(Zeroed, 1, sizeof(Zeroed));
        Exit(-Execute(SELF, Words, Environment));
    }
    return Pid;
}

static int CheckWords(int Count, char **Words, char **Environment) {
    if (Count != 5 || !TextsEqual(Words[1], "words") || !TextsEqual(Words[2], "")) return 1;
    if (TextLength(Words[3]) != LONG_WORD - 1 || Words[3][77] != 'w') return 2;
    if (!TextsEqual(Words[4], "a b") || Words[5] != NULL) return 3;
    if (!TextsEqual(Environment[0], "HOME=/tmp") || !TextsEqual(Environment[1], "X=")) return 4;
    return Environment[2] == NULL ? 0 : 5;
}

static int CheckFresh(void) {
    for (size_t At = 0; At < sizeof(Zeroed); ++At) {
        if (Zeroed[At] != 0) return 1;
    }
    if (Initialized != 17) return 2;
    return (unsigned long)__builtin_frame_address(0) % 16 == 0 ? 0 : 3;
}

static int Number(const char *Text) { return *Text - '0'; }

int RunWithArguments(int Count, char **Words, char **Environment) {
    if (TextsEqual(Words[1], "words")) return CheckWords(Count, Words, Environment);
    if (TextsEqual(Words[1], "fresh")) return CheckFresh();
    if (TextsEqual(Words[1], "pid")) {
        char Text[12];
        FormatText(Text, sizeof(Text), "%ld", GetPid());
        return TextsEqual(Text, Words[2]) ? 0 : 1;
    }
    if (TextsEqual(Words[1], "handle")) {
        return Write(Number(Words[2]), "x", 1) == 1 ? 0 : 1;
    }
    return 9;
}

TEST(WordsAndEnvironmentArrive) {
    static char Long[LONG_WORD];
    memset(Long, 'w', sizeof(Long) - 1);
    char *const Words[] = {SELF, "words", "", Long, "a b", NULL};
    char *const Environment[] = {"HOME=/tmp", "X=", NULL};

    EXPECT_EXIT(Run(Words, Environment), 0);
}

TEST(ANewProgramStartsFresh) {
    char *const Words[] = {SELF, "fresh", NULL};

    EXPECT_EXIT(Run(Words, NoWords), 0);
    EQUAL(17, Initialized, "the parent's variable");
}

TEST(HandlesStayButThoseToBeClosed) {
    char Kept[] = "0", Closed[] = "0";
    char *const KeptWords[] = {SELF, "handle", Kept, NULL};
    char *const ClosedWords[] = {SELF, "handle", Closed, NULL};
    const long Handle = SUCCEEDS(Open("/tmp/kept", O_CREAT | O_WRONLY, 0600));
    const long Closing = SUCCEEDS(Open("/tmp/closed", O_CREAT | O_WRONLY | O_CLOEXEC, 0600));

    EXPECT(Handle < 10 && Closing < 10, "handles %ld and %ld", Handle, Closing);
    Kept[0] = (char)('0' + Handle);
    Closed[0] = (char)('0' + Closing);
    EXPECT_EXIT(Run(KeptWords, NoWords), 0);
    EXPECT_EXIT(Run(ClosedWords, NoWords), 1);
    EQUAL(1, Write(Closing, "x", 1), "write by the parent, whose handle stays open");
    // A copy does not inherit the mark.
    Closed[0] = (char)('0' + SUCCEEDS(Duplicate(Closing)));
    EXPECT_EXIT(Run(ClosedWords, NoWords), 0);
}

TEST(WhatIsNoProgramIsRefused) {
    static const struct {
        const char *Contents;
        int Bytes;
    } Files[] = {{"", 0}, {"\x7f" "ELF", 4}, {"#!/bin/sh\n", 10}, {"\0\0\0\0\0\0\0\0", 8}};

    FAILS(ENOENT, Execute("/bin/none", NoWords, NoWords));
    FAILS(ENOENT, Execute("", NoWords, NoWords));
    EXPECT(Execute("/tmp", NoWords, NoWords) < 0, "execve of a directory");
    FAILS(ENOTDIR, Execute("/bin/test/x", NoWords, NoWords));
    for (size_t Index = 0; Index < COUNT(Files); ++Index) {
        const long Handle = SUCCEEDS(Open("/tmp/none", O_CREAT | O_TRUNC | O_WRONLY, 0755));
        Write(Handle, Files[Index].Contents, Files[Index].Bytes);
        Close(Handle);
        FAILS(ENOEXEC, Execute("/tmp/none", NoWords, NoWords));
    }
}

TEST(BadPointersAreRefused) {
    char *const BadWord[] = {SELF, (char *)KERNEL_IMAGE, NULL};

    FAILS(EFAULT, Execute(NULL, NoWords, NoWords));
    FAILS(EFAULT, Execute(KERNEL_IMAGE, NoWords, NoWords));
    FAILS(EFAULT, Execute(SELF, KERNEL_IMAGE, NoWords));
    FAILS(EFAULT, Execute(SELF, BadWord, NoWords));
    FAILS(EFAULT, Execute(SELF, NoWords, BadWord));
}

TEST(TooManyWordsAreRefused) {
    static char Long[8 * PAGE];
    static char *Words[1025];
    memset(Long, 'w', sizeof(Long) - 1);
    for (size_t Index = 0; Index < COUNT(Words) - 1; ++Index) Words[Index] = Long;

    FAILS(E2BIG, Execute(SELF, Words, NoWords));
    EXPECT(Initialized == 17, "the old program goes on with %d", Initialized);
}

TEST(TheProcessStaysTheSame) {
    char Text[12];
    char *const Words[] = {SELF, "pid", Text, NULL};
    const long Pid = Fork();

    if (Pid == 0) {
        FormatText(Text, sizeof(Text), "%ld", GetPid());
        Exit(-Execute(SELF, Words, NoWords));
    }
    EXPECT_EXIT(Pid, 0);
}
