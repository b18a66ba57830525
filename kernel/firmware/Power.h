// Power: the ways to end it.

#pragma once

#include "base/Base.h"

// Switches the machine off through ACPI state S5. Where that is not possible, or does nothing, logs
// so and halts. Context: task or boot; it does not return.
void PowerOff(void) NORETURN;

// Resets the machine: by the FADT's reset register, the chipset's reset control, the keyboard
// controller, and at last a triple fault. Context: task or boot; it does not return.
void Reboot(void) NORETURN;
