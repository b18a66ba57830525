// Division of 64-bit numbers: compilers call these by the names of their own library, which a
// kernel does not have.

#include "base/Base.h"

U64 __udivmoddi4(U64 Dividend, U64 Divisor, U64 *Remainder);
U64 __udivdi3(U64 Dividend, U64 Divisor);
U64 __umoddi3(U64 Dividend, U64 Divisor);
I64 __divdi3(I64 Dividend, I64 Divisor);
I64 __moddi3(I64 Dividend, I64 Divisor);

// 64 by 32 bits, for which DIV needs that the quotient fits into 32: Dividend's high half must be
// less than Divisor (Intel SDM vol. 2A, DIV).
static U32 DivideNarrow(U64 Dividend, U32 Divisor, U32 *Remainder) {
    U32 Quotient;
    __asm__("divl %4"
            : "=a"(Quotient), "=d"(*Remainder)
            : "a"((U32)Dividend), "d"((U32)(Dividend >> 32)), "rm"(Divisor));
    return Quotient;
}

U64 __udivmoddi4(U64 Dividend, U64 Divisor, U64 *Remainder) {
    U64 Quotient = 0;

    if (Divisor >> 32 == 0) {
        // Schoolbook, with digits of 32 bits. A zero divisor faults here, as it should.
        const U32 Narrow = (U32)Divisor;
        U32 Rest;
        const U32 High = DivideNarrow(Dividend >> 32, Narrow, &Rest);
        const U32 Low = DivideNarrow(((U64)Rest << 32) | (U32)Dividend, Narrow, &Rest);
        Quotient = ((U64)High << 32) | Low;
        Dividend = Rest;
    } else if (Dividend >= Divisor) {
        // Bit by bit; the quotient has at most 32 bits, as the divisor has more than that.
        const U32 Shift = (U32)(__builtin_clz((U32)(Divisor >> 32)) -
                                __builtin_clz((U32)(Dividend >> 32)));
        for (I32 Bit = (I32)Shift; Bit >= 0; Bit--) {
            if (Dividend >= Divisor << Bit) {
                Dividend -= Divisor << Bit;
                Quotient |= 1ULL << Bit;
            }
        }
    }
    if (Remainder != NULL) *Remainder = Dividend;
    return Quotient;
}

U64 __udivdi3(U64 Dividend, U64 Divisor) { return __udivmoddi4(Dividend, Divisor, NULL); }

U64 __umoddi3(U64 Dividend, U64 Divisor) {
    U64 Remainder;
    __udivmoddi4(Dividend, Divisor, &Remainder);
    return Remainder;
}

static U64 Magnitude(I64 Value) { return Value < 0 ? 0 - (U64)Value : (U64)Value; }

I64 __divdi3(I64 Dividend, I64 Divisor) {
    const U64 Quotient = __udivdi3(Magnitude(Dividend), Magnitude(Divisor));
    return (I64)((Dividend < 0) != (Divisor < 0) ? 0 - Quotient : Quotient);
}

// As in C, the remainder has the sign of the dividend.
I64 __moddi3(I64 Dividend, I64 Divisor) {
    const U64 Remainder = __umoddi3(Magnitude(Dividend), Magnitude(Divisor));
    return (I64)(Dividend < 0 ? 0 - Remainder : Remainder);
}
