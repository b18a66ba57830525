// Copying, filling and comparing memory, x86-32: compilers call these on their own.
//
// Entry and exit: the C calling convention (System V ABI, Intel386 supplement); DF clear.

    .text

    .globl memcpy, memmove, memset, memcmp
memcpy:
    pushl %esi
    pushl %edi
    movl 12(%esp), %edi
    movl 16(%esp), %esi
    movl 20(%esp), %edx
    movl %edi, %eax
copy_forward:
    movl %edx, %ecx
    shrl $2, %ecx
    rep movsl
    movl %edx, %ecx
    andl $3, %ecx
    rep movsb
    popl %edi
    popl %esi
    ret

memmove:
    pushl %esi
    pushl %edi
    movl 12(%esp), %edi
    movl 16(%esp), %esi
    movl 20(%esp), %edx
    movl %edi, %eax
    movl %edi, %ecx
    subl %esi, %ecx
    cmpl %edx, %ecx                 // unsigned: also true if the destination lies below
    jae copy_forward
    leal -1(%edi,%edx), %edi
    leal -1(%esi,%edx), %esi
    movl %edx, %ecx
    std
    rep movsb
    cld
    popl %edi
    popl %esi
    ret

memset:
    pushl %edi
    movl 8(%esp), %edi
    movzbl 12(%esp), %eax
    imull $0x01010101, %eax, %eax
    movl 16(%esp), %edx
    movl %edx, %ecx
    shrl $2, %ecx
    rep stosl
    movl %edx, %ecx
    andl $3, %ecx
    rep stosb
    movl 8(%esp), %eax
    popl %edi
    ret

memcmp:
    pushl %esi
    pushl %edi
    movl 12(%esp), %esi
    movl 16(%esp), %edi
    movl 20(%esp), %ecx
    xorl %eax, %eax
    cmpl %eax, %eax                 // equal, if there is nothing to compare
    repe cmpsb
    je 1f
    movzbl -1(%esi), %eax
    movzbl -1(%edi), %edx
    subl %edx, %eax
1:  popl %edi
    popl %esi
    ret

    .section .note.GNU-stack, "", @progbits
