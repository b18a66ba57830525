#include "base/CommandLine.h"

#include "base/Format.h"
#include "base/String.h"

Options CommandLine = {.Level = LOG_INFO, .Console = CONSOLE_BOTH};

// Where a word goes. Accept stores the value (for a flag, an empty one) and tells whether it makes
// sense; Wanted tells the user what would.
typedef struct {
    const char *Key;
    const char *Wanted;  // NULL: a flag, which takes no value
    BOOL (*Accept)(const char *Value);
} OptionKind;

static BOOL AcceptNoSMP(const char *Value) {
    (void)Value;
    CommandLine.NoSMP = TRUE;
    return TRUE;
}

static BOOL AcceptMaxCPUs(const char *Value) {
    U64 Number;
    if (!ParseNumber(Value, &Number) || Number > 0xFFFFFFFFu) return FALSE;
    CommandLine.MaxCPUs = (U32)Number;
    if (Number == 0) CommandLine.NoSMP = TRUE;
    return TRUE;
}

// Stores the index of Value among Names.
static BOOL AcceptName(const char *Value, const char *const *Names, U32 Count, U32 *Index) {
    for (*Index = 0; *Index < Count; ++*Index) {
        if (StringsEqual(Value, Names[*Index])) return TRUE;
    }
    return FALSE;
}

static BOOL AcceptLevel(const char *Value) {
    static const char *const Names[] = {"error", "warn", "info", "debug"};
    U32 Index;
    if (!AcceptName(Value, Names, ARRAY_COUNT(Names), &Index)) return FALSE;
    CommandLine.Level = (LogLevel)(LOG_ERROR + Index);
    return TRUE;
}

static BOOL AcceptConsole(const char *Value) {
    static const char *const Names[] = {"serial", "vga", "both"};
    U32 Index;
    if (!AcceptName(Value, Names, ARRAY_COUNT(Names), &Index)) return FALSE;
    CommandLine.Console = (ConsoleChoice)(CONSOLE_SERIAL + Index);
    return TRUE;
}

static BOOL AcceptExit(const char *Value) {
    static const char *const Names[] = {"poweroff", "reboot", "halt"};
    U32 Index;
    if (!AcceptName(Value, Names, ARRAY_COUNT(Names), &Index)) return FALSE;
    CommandLine.Exit = (ExitChoice)(EXIT_POWEROFF + Index);
    return TRUE;
}

static BOOL AcceptRestart(const char *Value) {
    CommandLine.SoftRestart = StringsEqual(Value, "soft");
    return CommandLine.SoftRestart;
}

static BOOL AcceptPanic(const char *Value) {
    static const char *const Names[] = {"halt", "reboot"};
    U32 Index;
    if (!AcceptName(Value, Names, ARRAY_COUNT(Names), &Index)) return FALSE;
    CommandLine.RebootOnPanic = Index == 1;
    return TRUE;
}

static BOOL AcceptText(const char *Value, char *Text) {
    return *Value != '\0' && CopyString(Text, COMMAND_WORD_BYTES, Value);
}

static BOOL AcceptProbe(const char *Value) { return AcceptText(Value, CommandLine.ProbeGlob); }
static BOOL AcceptInit(const char *Value) { return AcceptText(Value, CommandLine.Init); }

static BOOL AcceptNonce(const char *Value) {
    for (const char *Digit = Value; *Digit != '\0'; Digit++) {
        const BOOL Decimal = *Digit >= '0' && *Digit <= '9';
        if (!Decimal && !(*Digit >= 'a' && *Digit <= 'f') && !(*Digit >= 'A' && *Digit <= 'F')) {
            return FALSE;
        }
    }
    return AcceptText(Value, CommandLine.Nonce);
}

// Four numbers with dots between them, an address that a host can have.
static BOOL AcceptAddress(const char *Value) {
    U32 Address = 0;
    for (U32 Part = 0; Part < 4; Part++) {
        U32 Number = 0, Digits = 0;
        if (Part > 0 && *Value++ != '.') return FALSE;
        for (; *Value >= '0' && *Value <= '9' && Digits < 4; Value++, Digits++) {
            Number = Number * 10 + (U32)(*Value - '0');
        }
        if (Digits == 0 || Number > 255) return FALSE;
        Address = Address << 8 | Number;
    }
    const U32 First = Address >> 24;
    if (*Value != '\0' || First == 0 || First == 127 || First >= 224) return FALSE;
    CommandLine.Address = Address;
    return TRUE;
}

static const OptionKind Kinds[] = {
    {"nosmp", NULL, AcceptNoSMP},
    {"maxcpus", "a number", AcceptMaxCPUs},
    {"log", "error, warn, info or debug", AcceptLevel},
    {"console", "serial, vga or both", AcceptConsole},
    {"exit", "poweroff, reboot or halt", AcceptExit},
    {"restart", "soft", AcceptRestart},
    {"panic", "halt or reboot", AcceptPanic},
    {"probe", "a pattern of probe names", AcceptProbe},
    {"nonce", "hexadecimal digits", AcceptNonce},
    {"init", "the path of a program", AcceptInit},
    {"ip", "an IPv4 address", AcceptAddress},
};

static BOOL Given[ARRAY_COUNT(Kinds)];

// The words that were ignored, each with its reason, for one line of the log.
static char Ignored[LOG_TEXT_BYTES];
static SIZE IgnoredLength;

static void Ignore(const char *Word, const char *Reason) {
    if (IgnoredLength >= sizeof(Ignored)) return;
    IgnoredLength += FormatString(Ignored + IgnoredLength, sizeof(Ignored) - IgnoredLength,
                                  " %s (%s)", Word, Reason);
}

// Finds the kind that Word names, and its value behind the '=', "" when there is no '='.
static const OptionKind *FindKind(const char *Word, const char **Value) {
    for (U32 Index = 0; Index < ARRAY_COUNT(Kinds); Index++) {
        const OptionKind *Kind = &Kinds[Index];
        if (!StringStartsWith(Word, Kind->Key)) continue;
        const char *Rest = Word + StringLength(Kind->Key);
        if (*Rest != (Kind->Wanted == NULL ? '\0' : '=')) continue;
        *Value = *Rest == '=' ? Rest + 1 : Rest;
        return Kind;
    }
    return NULL;
}

static void AcceptWord(const char *Word) {
    const char *Value;
    const OptionKind *Kind = FindKind(Word, &Value);
    if (Kind == NULL) {
        Ignore(Word, "unknown");
    } else if (Given[Kind - Kinds]) {
        Ignore(Word, "given before");
    } else if (!Kind->Accept(Value)) {
        LogWarn("commandline", "%s: wanted %s, ignored", Word, Kind->Wanted);
    } else {
        Given[Kind - Kinds] = TRUE;
    }
}

static BOOL IsSpace(char Character) { return Character == ' ' || Character == '\t'; }

// The kernel's own path: there is a '/' in it and no '=' before that.
static BOOL IsPath(const char *Word) {
    for (; *Word != '\0' && *Word != '='; Word++) {
        if (*Word == '/') return TRUE;
    }
    return FALSE;
}

// Takes the word of Length characters at Start; First tells whether it is the line's first.
static void TakeWord(const char *Start, SIZE Length, BOOL First) {
    char Word[COMMAND_WORD_BYTES];
    if (Length < sizeof(Word)) {
        CopyString(Word, Length + 1, Start);
        if (!First || !IsPath(Word)) AcceptWord(Word);
    } else if (!First || *Start != '/') {
        CopyString(Word, 32, Start);
        Ignore(Word, "... too long");
    }
}

// Cut: the loader's line was longer, so its last word may not be whole and is not taken.
static void TakeWords(const char *Line, BOOL Cut) {
    BOOL First = TRUE;
    for (SIZE Start = 0; Line[Start] != '\0';) {
        SIZE End = Start;
        while (Line[End] != '\0' && !IsSpace(Line[End])) End++;
        if (Cut && Line[End] == '\0') return;
        if (End > Start) {
            TakeWord(Line + Start, End - Start, First);
            First = FALSE;
        }
        Start = Line[End] == '\0' ? End : End + 1;
    }
}

void ParseCommandLine(const char *Line, BOOL Cut) {
    TakeWords(Line, Cut);
    SetLogLevel(CommandLine.Level);
    if (IgnoredLength != 0) LogWarn("commandline", "ignored:%s", Ignored);
    if (Cut) LogWarn("commandline", "only the first %zu characters are read", StringLength(Line));
}
