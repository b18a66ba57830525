#include "devices/VGAText.h"

#include "arch/Arch.h"

// IBM VGA Technical Reference, "CRT Controller Registers": index port, data port, cursor location.
enum {
    CRTC_INDEX = 0x3D4,
    CRTC_DATA = 0x3D5,
    CURSOR_HIGH = 0x0E,
    CURSOR_LOW = 0x0F,

    LIGHT_GREY_ON_BLACK = 0x0700,
    BLANK = LIGHT_GREY_ON_BLACK | ' ',
};

static struct {
    volatile U16 *Cells;  // NULL: no screen
    U32 Columns;
    U32 Rows;
    U32 Column;
    U32 Row;
} Screen;

static void FillRow(U32 Row) {
    for (U32 Column = 0; Column < Screen.Columns; Column++) {
        Screen.Cells[Row * Screen.Columns + Column] = BLANK;
    }
}

// Memory at the usual address proves nothing: without an adapter it may be RAM. So the adapter is
// asked for a register that keeps what is written to it.
static BOOL IsThere(void) {
    WritePort8(CRTC_INDEX, CURSOR_LOW);
    WritePort8(CRTC_DATA, 0x5A);
    return ReadPort8(CRTC_DATA) == 0x5A;
}

BOOL InitializeVGAText(volatile U16 *Cells, U32 Columns, U32 Rows) {
    if (!IsThere()) return FALSE;
    Screen.Cells = Cells;
    Screen.Columns = Columns;
    Screen.Rows = Rows;
    for (U32 Row = 0; Row < Rows; Row++) FillRow(Row);
    return TRUE;
}

static void ScrollUp(void) {
    const U32 Kept = (Screen.Rows - 1) * Screen.Columns;
    for (U32 Index = 0; Index < Kept; Index++) {
        Screen.Cells[Index] = Screen.Cells[Index + Screen.Columns];
    }
    FillRow(Screen.Rows - 1);
}

static void StartLine(void) {
    Screen.Column = 0;
    if (Screen.Row + 1 < Screen.Rows) Screen.Row++;
    else ScrollUp();
}

// From a line's first column back to the end of the one before, where a long line wrapped.
static void GoBack(void) {
    if (Screen.Column > 0) {
        Screen.Column--;
    } else if (Screen.Row > 0) {
        Screen.Row--;
        Screen.Column = Screen.Columns - 1;
    }
}

static void WriteCharacter(char Character) {
    switch (Character) {
        case '\n': StartLine(); return;
        case '\r': Screen.Column = 0; return;
        case '\b': GoBack(); return;
        case '\t': Character = ' '; break;
        case '\a': return;
        default: break;
    }
    if (Screen.Column == Screen.Columns) StartLine();
    const U32 Index = Screen.Row * Screen.Columns + Screen.Column++;
    Screen.Cells[Index] = LIGHT_GREY_ON_BLACK | (U8)Character;
}

static void ShowCursor(void) {
    const U32 Index = Screen.Row * Screen.Columns + Screen.Column;
    WritePort8(CRTC_INDEX, CURSOR_HIGH);
    WritePort8(CRTC_DATA, (U8)(Index >> 8));
    WritePort8(CRTC_INDEX, CURSOR_LOW);
    WritePort8(CRTC_DATA, (U8)Index);
}

void WriteVGAText(const char *Text, U32 Length) {
    if (Screen.Cells == NULL) return;
    for (U32 Index = 0; Index < Length; Index++) WriteCharacter(Text[Index]);
    ShowCursor();
}

// A line of the log never goes on where a line of the terminal has stopped.
static void WriteLogLine(const char *Text, U32 Length) {
    if (Screen.Cells != NULL && Screen.Column > 0) StartLine();
    WriteVGAText(Text, Length);
}

LogSink VGALogSink = {.Name = "VGA", .Write = WriteLogLine};
