# Makes assembly of the symbol table (arch/x86/common/Symbols.c) from the output of nm -n: the
# functions, by ascending address, as the low 32 bits of the address and the place of the name.

BEGIN {
    print "    .section .symbols, \"a\""
    print "    .globl SymbolTable, SymbolNames, SymbolCount"
    print "    .balign 8"
    print "SymbolTable:"
}

# The linker script's own marks are no functions.
$3 ~ /^(TextStart|TextCodeEnd|TextEnd)$/ { next }

# t, T: in a section of code. Boot code, below the image's offset, is left out: it is not in .text.
$2 ~ /^[tT]$/ {
    address = substr($1, length($1) - 7)
    if (address < "80000000") next
    printf "    .long 0x%s, %d\n", address, offset
    name[count++] = $3
    offset += length($3) + 1
}

END {
    print "SymbolNames:"
    for (i = 0; i < count; i++) printf "    .asciz \"%s\"\n", name[i]
    print "    .balign 4"
    print "SymbolCount:"
    printf "    .long %d\n", count
}
