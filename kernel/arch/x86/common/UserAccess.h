// For assembly: SMAP keeps the kernel from touching user memory, except while EFLAGS.AC is set
// (Intel SDM vol. 3A, "Determination of Access Rights"). Interrupts and exceptions leave AC as it
// was, and user mode can set it: so every way into the kernel takes the permission back first.

// Entry and exit: ring 0. Changes the flags.
    .macro FORBID_USER_ACCESS
    cmpb $0, UserAccessGuarded
    je .LUnguarded\@
    clac
.LUnguarded\@:
    .endm
