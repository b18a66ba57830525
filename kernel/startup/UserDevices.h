// UserDevices: the devices in /dev that are not the file system's own.

#pragma once

// Adds /dev/console, the terminal, whose ^C goes to its foreground group; and, if the command line
// has a nonce, /dev/report: what test programs write there goes to port 0xE9, QEMU's debug console.
// Context: boot, after InitializeFiles and InitializeTerminal.
void AddUserDevices(void);
