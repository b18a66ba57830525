// ScanCode: what a US keyboard's scan codes of set 1 mean as characters.
//
// Pure: no I/O, any context. Shift, Control and Caps Lock are kept; keys that make no character
// (cursor keys, function keys, Alt) are passed over. The keypad is one of digits.

#pragma once

#include "base/Base.h"

// All zeros to start with.
typedef struct {
    U8 Prefix;  // 0xE0 or 0xE1 if that was the last code, else 0
    U8 Held;    // a bit for each key of its own that is down
    BOOL CapsLock;
} KeyState;

// Takes the next code and returns the character that it makes, or NUL. Enter is a carriage return,
// Backspace a backspace; with Control, '@' to '_' and letters make control characters.
char TranslateScanCode(KeyState *Keys, U8 Code);
