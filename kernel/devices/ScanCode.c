#include "devices/ScanCode.h"

// IBM Personal System/2 Hardware Interface Technical Reference, "Keyboards", scan code set 1.
enum {
    EXTENDED = 0xE0,  // the next code is a key that the first PC's keyboard did not have
    PAUSE = 0xE1,     // E1 1D 45 E1 9D C5: two keys that nobody pressed
    RELEASED = 0x80,

    KEY_ENTER = 0x1C,
    KEY_CONTROL = 0x1D,
    KEY_LEFT_SHIFT = 0x2A,
    KEY_SLASH = 0x35,
    KEY_RIGHT_SHIFT = 0x36,
    KEY_CAPS_LOCK = 0x3A,

    HELD_LEFT_SHIFT = 1,
    HELD_RIGHT_SHIFT = 2,
    HELD_LEFT_CONTROL = 4,
    HELD_RIGHT_CONTROL = 8,
    HELD_SHIFT = HELD_LEFT_SHIFT | HELD_RIGHT_SHIFT,
    HELD_CONTROL = HELD_LEFT_CONTROL | HELD_RIGHT_CONTROL,
};

// By key, from 0 on; NUL: no character.
static const char Plain[] = "\0\0331234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`"
                            "\0\\zxcvbnm,./\0*\0 \0\0\0\0\0\0\0\0\0\0\0\0\000789-456+1230.\0\0\\";
static const char Shifted[] = "\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\r\0ASDFGHJKL:\"~"
                              "\0|ZXCVBNM<>?\0*\0 \0\0\0\0\0\0\0\0\0\0\0\0\000789-456+1230.\0\0|";

static U8 HeldBit(U8 Key, U8 Prefix) {
    switch (Key) {
        case KEY_LEFT_SHIFT: return Prefix == 0 ? HELD_LEFT_SHIFT : 0;  // E0 2A is no key
        case KEY_RIGHT_SHIFT: return Prefix == 0 ? HELD_RIGHT_SHIFT : 0;
        case KEY_CONTROL: return Prefix == 0 ? HELD_LEFT_CONTROL : HELD_RIGHT_CONTROL;
        default: return 0;
    }
}

static BOOL IsLetter(char Character) { return Character >= 'a' && Character <= 'z'; }

static char CharacterOf(const KeyState *Keys, U8 Key) {
    if (Key >= sizeof(Plain)) return 0;

    const BOOL IsShifted = (Keys->Held & HELD_SHIFT) != 0;
    const BOOL IsUpper = IsLetter(Plain[Key]) && Keys->CapsLock ? !IsShifted : IsShifted;
    const char Character = IsUpper ? Shifted[Key] : Plain[Key];
    const BOOL HasControl = (Character >= '@' && Character <= '_') || IsLetter(Character);
    return (Keys->Held & HELD_CONTROL) && HasControl ? Character & 0x1F : Character;
}

char TranslateScanCode(KeyState *Keys, U8 Code) {
    const U8 Key = Code & (U8)~RELEASED;
    const U8 Prefix = Keys->Prefix;

    Keys->Prefix = Code == EXTENDED || Code == PAUSE ? Code : 0;
    if (Keys->Prefix != 0 || Prefix == PAUSE) return 0;

    const U8 Bit = HeldBit(Key, Prefix);
    if (Code & RELEASED) {
        Keys->Held &= (U8)~Bit;
        return 0;
    }
    Keys->Held |= Bit;
    if (Prefix == EXTENDED) return Key == KEY_ENTER ? '\r' : Key == KEY_SLASH ? '/' : 0;
    if (Key == KEY_CAPS_LOCK) Keys->CapsLock = !Keys->CapsLock;
    return CharacterOf(Keys, Key);
}
