// LineDiscipline: makes lines of what is typed, with echo and editing, as POSIX's terminals do.
//
// Pure: no I/O, no waiting; whoever owns one calls its functions one at a time. What is typed is
// never trusted to fit: a character for which there is no room rings the bell and is dropped.
//
//   Enter         a carriage return, a line feed, or both in this order: the line is complete
//   Backspace     BS or DEL: takes back the last character of the line
//   ^U            takes back the whole line
//   ^D            hands over what there is of the line; with nothing in it that is the end of input
//   ^C            drops all that is typed and not read
//
// Other control characters are part of the line and echoed as ^X. A character of UTF-8 is taken
// back as a whole.

#pragma once

#include "base/Base.h"

#define LONGEST_LINE 255  // without its end
#define TYPED_BYTES 1024  // lines that are complete and not read yet, and the one being typed

// All zeros to start with. A ring: indices count up for ever.
typedef struct {
    char Bytes[TYPED_BYTES];
    U32 First;    // the next byte to be read
    U32 Line;     // where the line that is being typed begins, and what can be read ends
    U32 End;
    BOOL WasReturn;  // the last character was a carriage return
} LineDiscipline;

// What the screen is to show: first take back Erased columns, then write Text.
typedef struct {
    U32 Erased;
    U32 Length;
    char Text[3];
} Echo;

typedef enum {
    LINE_GOES_ON,
    LINE_IS_COMPLETE,  // there is something to read
    LINE_INTERRUPTED,  // ^C
} LineEvent;

// Takes the next character that was typed.
LineEvent TypeCharacter(LineDiscipline *Lines, char Character, Echo *Shown);

// Whether ReadLine has something to tell.
BOOL HasLine(const LineDiscipline *Lines);

// Takes up to Bytes bytes of the oldest line that is complete, its line feed included, and returns
// how many; what does not fit remains. 0: the end of input. HasLine must be true.
SIZE ReadLine(LineDiscipline *Lines, char *Buffer, SIZE Bytes);
