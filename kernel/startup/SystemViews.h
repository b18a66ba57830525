// SystemViews: what the kernel tells about itself in /system.
//
//     tasks       a line a task or zombie: PID PPID GROUP THREAD STATE TICKS PAGES NAME
//     memory      NAME: COUNT UNIT
//     cpus        a line a CPU
//     interrupts  a line for each interrupt line: IRQ COUNT
//     log         what is still kept of the log
//     network     addresses, neighbours, what became of the frames

#pragma once

// Adds them. Context: boot, after InitializeFiles.
void AddSystemViews(void);
