package checker.book.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The tables that a CPU reads by itself; Intel SDM volume 3A, chapters "Protected-Mode
 * Memory Management", "Interrupt and Exception Handling" and "Task Management".
 */
final class DescriptorGrids {

    private static final int CODE = 8;
    private static final int NO_SYSTEM = 16;
    private static final int TSS_WORDS = 104;

    private DescriptorGrids() {}

    /** A global descriptor table; those of the system take two places in long mode. */
    static Grid gdt(MachineState.Table table, boolean wide, IntPredicate wanted) {
        TableBytes bytes = new TableBytes(table.bytes());
        List<List<String>> rows = new ArrayList<>();
        for (int at = 0; bytes.has(at, Long.BYTES); at += Long.BYTES) {
            long raw = bytes.number(at, Long.BYTES);
            boolean system = (raw >>> 40 & NO_SYSTEM) == 0;
            long base = raw >>> 16 & 0xffffff | raw >>> 32 & 0xff000000L;
            boolean twice = wide && system && raw != 0 && bytes.has(at + 8, Long.BYTES);
            if (wanted.test(at)) {
                base |= twice ? bytes.number(at + 8, 4) << 32 : 0;
                rows.add(raw == 0 ? List.of(Numbers.hex(at), "0", "", "", "null")
                        : List.of(Numbers.hex(at), Numbers.hex(raw), Numbers.hex(base),
                                Numbers.hex(limit(raw)), kind(raw, wide)));
            }
            at += twice ? Long.BYTES : 0;
        }
        return new Grid("GDT at " + Numbers.hex(table.address()),
                "SDM volume 3A, \"Segment Descriptors\"", "m,m,m,m,d",
                List.of("Selector", "Descriptor", "Base", "Limit", "What it is"), rows);
    }

    private static long limit(long raw) {
        long limit = raw & 0xffff | raw >>> 32 & 0xf0000;
        return (raw >>> 55 & 1) != 0 ? limit << 12 | 0xfff : limit;
    }

    private static String kind(long raw, boolean wide) {
        int access = (int) (raw >>> 40) & 0xff;
        String ring = ", ring " + (access >> 5 & 3) + ((access & 0x80) == 0 ? ", not present" : "");
        if ((access & NO_SYSTEM) == 0) {
            int type = access & 0xf;
            return (type == 9 ? "TSS, available" : type == 0xb ? "TSS, in use"
                    : type == 2 ? "LDT" : "system type " + Numbers.hex(type)) + ring;
        }
        if ((access & CODE) == 0) {
            return "data" + ((access & 2) != 0 ? ", writable" : ", read only") + ring;
        }
        boolean is64 = (raw >>> 53 & 1) != 0;
        boolean is32 = (raw >>> 54 & 1) != 0;
        return (wide && is64 ? "64-bit" : is32 ? "32-bit" : "16-bit") + " code" + ring;
    }

    /** An interrupt descriptor table; gates that differ only in the handler are one row. */
    static Grid idt(MachineState.Table table, MachineState state, boolean wide,
            IntPredicate wanted) {
        List<Gate> gates = Gate.all(table.bytes(), wide).stream()
                .filter(gate -> wanted.test(gate.vector())).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int from = 0; from < gates.size();) {
            int to = from + 1;
            while (to < gates.size() && belong(state, gates.get(to - 1), gates.get(to))) {
                to++;
            }
            rows.add(gates(state, gates.get(from), gates.get(to - 1)));
            from = to;
        }
        return new Grid("IDT at " + Numbers.hex(table.address()),
                "SDM volume 3A, \"Interrupt Descriptor Table (IDT)\"", "m,d,m,m,m,m",
                List.of("Vectors", "Gate", "Handler", "Selector", "From ring", "Stack"), rows);
    }

    private static boolean belong(MachineState state, Gate one, Gate next) {
        return next.vector() == one.vector() + 1 && next.type() == one.type()
                && next.selector() == one.selector() && next.stack() == one.stack()
                && next.privilege() == one.privilege() && next.present() == one.present()
                && function(state, one).equals(function(state, next));
    }

    private static Optional<String> function(MachineState state, Gate gate) {
        return state.symbol(gate.offset()).map(name -> name.replaceFirst("\\+.*", ""));
    }

    private static List<String> gates(MachineState state, Gate first, Gate last) {
        String vectors = Numbers.hex(first.vector())
                + (last == first ? "" : " to " + Numbers.hex(last.vector()));
        if (!first.present()) {
            return List.of(vectors, "not present", "", "", "", "");
        }
        return List.of(vectors, switch (first.type()) {
            case 0xe -> "interrupt gate";
            case 0xf -> "trap gate";
            case 5 -> "task gate";
            default -> "type " + Numbers.hex(first.type());
        }, first.type() == 5 ? "" : handler(state, first),
                Numbers.hex(first.selector()), String.valueOf(first.privilege()),
                first.stack() == 0 ? "" : "IST" + first.stack());
    }

    private static String handler(MachineState state, Gate gate) {
        return state.symbol(gate.offset()).map(name -> name.replaceFirst("\\+0x0$", ""))
                .orElse(Numbers.hex(gate.offset()));
    }

    /** A task-state segment; SDM volume 3A, "Task-State Segment (TSS)". */
    static Grid tss(MachineState.Table table, boolean wide) {
        TableBytes bytes = new TableBytes(table.bytes());
        List<List<String>> rows = new ArrayList<>();
        if (wide) {
            for (int ring = 0; ring < 3; ring++) {
                row(rows, bytes, 4 + 8 * ring, 8, "RSP" + ring, "stack on entry to ring " + ring);
            }
            for (int stack = 1; stack <= 7; stack++) {
                row(rows, bytes, 28 + 8 * stack, 8, "IST" + stack, "stack " + stack
                        + " that a gate can name");
            }
        } else {
            row(rows, bytes, 4, 4, "ESP0", "stack on entry to ring 0");
            row(rows, bytes, 8, 2, "SS0", "its segment");
            row(rows, bytes, 28, 4, "CR3", "page tables, for a task gate");
            row(rows, bytes, 32, 4, "EIP", "where a task gate leads");
            row(rows, bytes, 56, 4, "ESP", "and on which stack");
        }
        row(rows, bytes, 102, 2, "I/O map", bytes.number(102, 2) >= TSS_WORDS
                ? "behind the end: no port in user mode" : "offset of the permissions for ports");
        return new Grid("TSS at " + Numbers.hex(table.address()), "SDM volume 3A, "
                + (wide ? "\"Task Management in 64-bit Mode\"" : "\"Task-State Segment (TSS)\""),
                "m,m,m,d", List.of("Offset", "Field", "Value", "Meaning"), rows);
    }

    private static void row(List<List<String>> rows, TableBytes bytes, int at, int size,
            String name, String words) {
        rows.add(List.of(Numbers.hex(at), name, Numbers.hex(bytes.number(at, size)), words));
    }
}
