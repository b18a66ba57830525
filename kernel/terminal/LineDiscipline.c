#include "terminal/LineDiscipline.h"

enum {
    CONTROL_C = 0x03,
    CONTROL_D = 0x04,
    BELL = 0x07,
    BACKSPACE = 0x08,
    CONTROL_U = 0x15,
    DELETE = 0x7F,

    // In the ring: the line ends here without a line feed. It cannot be typed.
    END_MARK = CONTROL_D,
};

static char *At(LineDiscipline *Lines, U32 Index) { return &Lines->Bytes[Index % TYPED_BYTES]; }

static BOOL IsControl(char Character) {
    return ((U8)Character < ' ' && Character != '\t') || Character == DELETE;
}

static BOOL ContinuesCharacter(char Character) { return ((U8)Character & 0xC0) == 0x80; }

static void Show(Echo *Shown, char Character) { Shown->Text[Shown->Length++] = Character; }

static void ShowTyped(Echo *Shown, char Character) {
    if (IsControl(Character)) {
        Show(Shown, '^');
        Show(Shown, Character ^ '@');
    } else {
        // A tab is one column, so that it can be taken back.
        Show(Shown, Character == '\t' ? ' ' : Character);
    }
}

// The line may take one byte less than there is room for: its end must fit.
static void AddToLine(LineDiscipline *Lines, char Character, Echo *Shown) {
    if (Lines->End - Lines->Line >= LONGEST_LINE || Lines->End - Lines->First >= TYPED_BYTES - 1) {
        Show(Shown, BELL);
        return;
    }
    *At(Lines, Lines->End++) = Character;
    ShowTyped(Shown, Character);
}

static LineEvent CompleteLine(LineDiscipline *Lines, char End, Echo *Shown) {
    if (Lines->End - Lines->First >= TYPED_BYTES) {
        Show(Shown, BELL);
        return LINE_GOES_ON;
    }
    *At(Lines, Lines->End++) = End;
    Lines->Line = Lines->End;
    if (End == '\n') Show(Shown, End);
    return LINE_IS_COMPLETE;
}

static void EraseCharacter(LineDiscipline *Lines, Echo *Shown) {
    char Erased = 'x';

    do {
        if (Lines->End == Lines->Line) return;
        Erased = *At(Lines, --Lines->End);
    } while (ContinuesCharacter(Erased));
    Shown->Erased += IsControl(Erased) ? 2 : 1;
}

static void EraseLine(LineDiscipline *Lines, Echo *Shown) {
    while (Lines->End != Lines->Line) EraseCharacter(Lines, Shown);
}

static LineEvent DropAll(LineDiscipline *Lines, Echo *Shown) {
    Lines->First = Lines->Line = Lines->End;
    ShowTyped(Shown, CONTROL_C);
    Show(Shown, '\n');
    return LINE_INTERRUPTED;
}

LineEvent TypeCharacter(LineDiscipline *Lines, char Character, Echo *Shown) {
    const BOOL WasReturn = Lines->WasReturn;

    *Shown = (Echo){0};
    Lines->WasReturn = Character == '\r';
    switch (Character) {
        case '\n':
            if (WasReturn) return LINE_GOES_ON;
            return CompleteLine(Lines, '\n', Shown);
        case '\r': return CompleteLine(Lines, '\n', Shown);
        case CONTROL_C: return DropAll(Lines, Shown);
        case CONTROL_D: return CompleteLine(Lines, END_MARK, Shown);
        case BACKSPACE:
        case DELETE: EraseCharacter(Lines, Shown); return LINE_GOES_ON;
        case CONTROL_U: EraseLine(Lines, Shown); return LINE_GOES_ON;
        default: AddToLine(Lines, Character, Shown); return LINE_GOES_ON;
    }
}

BOOL HasLine(const LineDiscipline *Lines) { return Lines->First != Lines->Line; }

SIZE ReadLine(LineDiscipline *Lines, char *Buffer, SIZE Bytes) {
    SIZE Read = 0;

    while (Read < Bytes && HasLine(Lines)) {
        const char Character = *At(Lines, Lines->First++);
        if (Character == END_MARK) return Read;
        Buffer[Read++] = Character;
        if (Character == '\n') return Read;
    }
    // An end mark right behind what was just read belongs to it: it is no end of input of its own.
    if (Read > 0 && HasLine(Lines) && *At(Lines, Lines->First) == END_MARK) Lines->First++;
    return Read;
}
