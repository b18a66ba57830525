// Keyboard: a PS/2 keyboard behind an 8042 controller, on interrupt line 1.
//
// The controller is told to translate the keyboard's set 2, its default, to set 1, whatever the
// firmware left: SeaBIOS translates, qboot does not.

#pragma once

#include "base/Base.h"

// Sets the controller up and from then on calls OnCharacter for each key that makes a character, in
// interrupt context. FALSE if there is no controller, or one that does not answer. A keyboard that
// is plugged in later works too: its answers are not waited for.
// Context: boot, once, after InitializeInterrupts.
BOOL InitializeKeyboard(void (*OnCharacter)(char Character)) MUST_USE;
