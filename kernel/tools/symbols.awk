# Makes assembly of the symbol table (arch/x86/common/Symbols.c) from the output of nm -n: the
# functions, by ascending address, as the low 32 bits of the address and the place of the name.

BEGIN {
    print "    .section .symbols, \"a\""
    print "    .globl SymbolTable, SymbolNames, SymbolCount"
    print "    .balign 8"
    print "SymbolTable:"
}

# t, T: in .text; boot code below the image's offset has no place in it.
$2 ~ /^[tT]$/ && $3 !~ /^(TextStart|TextCodeEnd|TextEnd)$/ && length($1) >= 8 && substr($1, length($1) - 7) >= "80000000" {
    printf "    .long 0x%s, %d\n", substr($1, length($1) - 7), offset
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
