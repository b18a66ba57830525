// ReportDevice: /dev/report, by which test programs report to whoever started the machine.

#pragma once

// Adds it if the command line has a nonce: what is written to it goes to port 0xE9, QEMU's debug
// console. Context: boot, after InitializeFiles.
void AddReportDevice(void);
