package checker.steps.step04;

import java.util.Set;

/**
 * As much of an instruction as tells whether it reaches out of its CPU; Intel SDM volume 2A,
 * "Instruction Format", and volume 2D, appendix A.
 */
final class Instruction {

    private static final int GS = 0x65;
    private static final int LOCK = 0xf0;
    private static final int ESCAPE = 0x0f;
    private static final int STACK_POINTER = 4;
    private static final int FRAME_POINTER = 5;
    private static final Set<Integer> PREFIXES =
            Set.of(0x26, 0x2e, 0x36, 0x3e, 0x64, GS, 0x66, 0x67, LOCK, 0xf2, 0xf3);
    /** ADD, OR, ADC, SBB, AND, SUB, XOR to memory; CMP, at 38H, does not write. */
    private static final int LAST_ARITHMETIC = 0x31;
    private static final Set<Integer> WRITERS =
            Set.of(0x88, 0x89, 0xc6, 0xc7, 0x80, 0x81, 0x83, 0xfe, 0xff);
    private static final Set<Integer> STRINGS = Set.of(0xa2, 0xa3, 0xa4, 0xa5, 0xaa, 0xab);
    private static final Set<Integer> EXCHANGES = Set.of(0x86, 0x87);
    /** CMPXCHG, XADD, BTS, BTR, BTC and their like. */
    private static final Set<Integer> ESCAPED =
            Set.of(0xab, 0xb0, 0xb1, 0xb3, 0xba, 0xbb, 0xc0, 0xc1, 0xc7);
    /** MOV, ADD, OR, AND, SUB, XOR, CMP and MOVSXD from memory; MOVZX and MOVSX. */
    private static final Set<Integer> READERS =
            Set.of(0x8a, 0x8b, 0x03, 0x0b, 0x23, 0x2b, 0x33, 0x3b, 0x63, 0xa0, 0xa1);
    private static final Set<Integer> ESCAPED_READERS = Set.of(0xb6, 0xb7, 0xbe, 0xbf);
    private static final Set<Integer> FLAGS = Set.of(0xfa, 0xfb, 0x9d); // CLI, STI, POPF

    private final boolean locked;
    private final boolean byGS;
    private final boolean escaped;
    private final int code;
    private final int operands;
    private final int scale;
    private final int before;

    /** From its bytes; there may be more. */
    Instruction(byte[] bytes, boolean wide) {
        int at = 0;
        boolean hasLock = false;
        boolean hasGS = false;
        while (PREFIXES.contains(bytes[at] & 0xff) || wide && (bytes[at] & 0xf0) == 0x40) {
            hasLock |= (bytes[at] & 0xff) == LOCK;
            hasGS |= (bytes[at] & 0xff) == GS;
            at++;
        }
        escaped = (bytes[at] & 0xff) == ESCAPE;
        at += escaped ? 1 : 0;
        before = at;
        locked = hasLock;
        byGS = hasGS;
        code = bytes[at] & 0xff;
        operands = bytes[at + 1] & 0xff;
        scale = bytes[at + 2] & 0xff;
    }

    boolean isByGS() {
        return byGS;
    }

    /** Whether it keeps other CPUs from memory while it lasts. */
    boolean isLocked() {
        return locked || !escaped && EXCHANGES.contains(code) && isMemory();
    }

    /**
     * How many bytes it has, if it is one of those that can be locked: with operands in a byte of
     * their own, behind which come a scaled index, a displacement and a constant; Intel SDM volume
     * 2A, "Instruction Format for Protected Mode, Real-Address Mode, and Virtual-8086 Mode".
     */
    int length() {
        int mode = operands >> 6;
        int base = operands & 7;
        boolean isScaled = mode != 3 && base == STACK_POINTER;
        boolean isAbsolute = mode == 0 && (isScaled ? scale & 7 : base) == FRAME_POINTER;
        int displacement = mode == 1 ? 1 : mode == 2 || isAbsolute ? Integer.BYTES : 0;
        int constant = escaped ? (code == 0xba ? 1 : 0)
                : code == 0x81 ? Integer.BYTES : code == 0x80 || code == 0x83 ? 1 : 0;
        return before + 2 + (isScaled ? 1 : 0) + displacement + constant;
    }

    /** Whether it may change memory that is not the stack's. */
    boolean writes() {
        if (escaped) {
            return ESCAPED.contains(code) && isMemory();
        }
        boolean arithmetic = code <= LAST_ARITHMETIC && (code & 6) == 0;
        boolean operation = (code == 0x80 || code == 0x81 || code == 0x83)
                && (operands >> 3 & 7) == 7; // CMP
        boolean call = code == 0xff && (operands >> 3 & 7) >= 2; // CALL, JMP, PUSH
        return STRINGS.contains(code)
                || (arithmetic || WRITERS.contains(code) || EXCHANGES.contains(code))
                && !operation && !call && isMemory() && !isOnStack();
    }

    /** Whether it reads memory that is neither the stack's nor reached by GS. */
    boolean readsElsewhere() {
        return (escaped ? ESCAPED_READERS : READERS).contains(code) && isMemory() && !byGS
                && !isOnStack();
    }

    /** Whether it turns interrupts on or off. */
    boolean changesInterrupts() {
        return !escaped && FLAGS.contains(code);
    }

    private boolean isMemory() {
        return operands >> 6 != 3;
    }

    /** Whether the address is relative to the stack or frame pointer. */
    private boolean isOnStack() {
        int base = operands & 7;
        int mode = operands >> 6;
        return base == STACK_POINTER ? (scale & 7) == STACK_POINTER
                : base == FRAME_POINTER && mode != 0;
    }
}
