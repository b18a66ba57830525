// interrupts: how often each interrupt came, as the kernel says it in /system/interrupts.

#include "view.h"

int main(void) { return print_view("/system/interrupts"); }
