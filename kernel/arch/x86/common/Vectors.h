// The vectors that the CPU defines, as far as the code speaks of them; C and assembly share this
// header.

#pragma once

#define VECTOR_NMI 2
#define VECTOR_BREAKPOINT 3
#define VECTOR_OVERFLOW 4
#define VECTOR_DOUBLE_FAULT 8
#define VECTOR_PAGE_FAULT 14
#define VECTOR_MACHINE_CHECK 18

// What programs raise by INT3 and INTO: user mode may call these gates.
#define IS_USER_VECTOR(Vector) ((Vector) == VECTOR_BREAKPOINT || (Vector) == VECTOR_OVERFLOW)

// Whether the CPU pushes an error code: Intel SDM vol. 3A, table 6-1, for 8 to 21; AMD APM vol. 2,
// 8.2, for 29 and 30.
#define HAS_ERROR_CODE(Vector)                                                            \
    ((Vector) == 8 || ((Vector) >= 10 && (Vector) <= 14) || (Vector) == 17 || (Vector) == 21 || \
     (Vector) == 29 || (Vector) == 30)
