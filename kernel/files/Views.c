// Views: a view that is opened becomes a file without a name, for that handle alone.

#include "abi/Errors.h"
#include "base/Format.h"
#include "files/Node.h"

struct TextWriter {
    Node *Into;  // nobody else has it yet: no lock
    BOOL IsFull;
};

void WriteText(TextWriter *To, const char *Format, ...) {
    char Line[VIEW_LINE_BYTES];
    va_list Arguments;

    va_start(Arguments, Format);
    SIZE Bytes = FormatArguments(Line, sizeof(Line), Format, Arguments);
    va_end(Arguments);
    Bytes = MINIMUM(Bytes, sizeof(Line) - 1);
    const SIZE Written = WriteContents(&To->Into->Contents, To->Into->Size, Line, Bytes);
    To->Into->Size += Written;
    if (Written < Bytes) To->IsFull = TRUE;
}

INT OpenView(const Node *View, U32 Flags, Object **Opened) {
    Node *Made = MakeNode(View->Mode);
    if (Made == NULL) return -ENOMEM;

    TextWriter Writer = {.Into = Made};
    Made->Number = View->Number;
    Made->Links = 1;
    View->Write(&Writer);
    const INT Result = Writer.IsFull ? -ENOMEM : MakeFileObject(Made, Flags, Opened);
    ReleaseNode(Made);
    return Result;
}

INT AddSystemView(const char *Name, void (*Write)(TextWriter *To)) {
    Node *Made = MakeNode(S_IFREG | 0444);

    if (Made != NULL) Made->Write = Write;
    return AddFixedNode("/system", Name, Made);
}
