// Terminal: the one terminal of the machine, an object (objects/Object.h) for each time it is
// opened.
//
// Its output goes to the serial port and to the screen, whichever console= names and the machine
// has; its input comes from the serial port and the keyboard, through the line discipline. A task
// of its own deals with what is typed, from the first opening on: until then it is kept.
//
// A read waits for a line and takes one at most; 0 is the end of input. A write of up to 256 bytes
// comes out in one piece. With O_NONBLOCK -EAGAIN instead of waiting.

#pragma once

#include "base/Base.h"
#include "objects/Object.h"

// Starts taking input. Context: boot, once, after the console and InitializeInterrupts.
void InitializeTerminal(void);

// Opens it, with O_RDONLY, O_WRONLY or O_RDWR in Flags: 0 and a reference, or -EINVAL or -ENOMEM.
// Context: task.
INT OpenTerminal(U32 Flags, Object **Opened);

// Says who is told of ^C: Send is called in the terminal's task, nothing held, with the group that
// SetForeground named and SIGINT. Context: boot or task.
void SetTerminalInterrupt(void (*Send)(U32 Group, U32 Signal));

// Takes one character as if it had been typed. Context: interrupts off; interrupt handlers too.
void TypeAtTerminal(char Character);
