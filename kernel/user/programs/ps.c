// ps: processes and their tasks, as the kernel says it in /system/tasks.

#include "view.h"

int main(void) { return print_view("/system/tasks"); }
