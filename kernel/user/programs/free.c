// free: how much memory is used and free, as the kernel says it in /system/memory.

#include "view.h"

int main(void) { return print_view("/system/memory"); }
