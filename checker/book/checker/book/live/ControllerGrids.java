package checker.book.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Several registers of an interrupt controller that are alike, one a row. */
final class ControllerGrids {

    private static final List<String> MODES = List.of("fixed", "lowest priority", "SMI", "3", "NMI",
            "INIT", "6", "ExtINT");
    private static final List<Map.Entry<String, String>> LOCAL = List.of(
            Map.entry("APIC.LVTT", "timer"), Map.entry("APIC.LVTTHMR", "thermal sensor"),
            Map.entry("APIC.LVTPC", "performance counters"), Map.entry("APIC.LVT0", "LINT0"),
            Map.entry("APIC.LVT1", "LINT1"), Map.entry("APIC.LVTERR", "error"));
    private static final int MASK = 1 << 16;

    private ControllerGrids() {}

    /** The redirection table of the I/O APIC. */
    static Grid ioApic(MachineState state, IntPredicate wanted) {
        List<List<String>> rows = new ArrayList<>();
        for (int pin = 0; state.register(0, "IOAPIC.REDIRECTION" + pin).isPresent(); pin++) {
            if (wanted.test(pin)) {
                long raw = state.register(0, "IOAPIC.REDIRECTION" + pin).get();
                List<String> row = new ArrayList<>(common(String.valueOf(pin), raw));
                row.add((raw & MASK) != 0 ? ""
                        : ((raw & 1 << 11) != 0 ? "logical " : "") + Numbers.hex(raw >>> 56));
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new LiveException("the machine has no such pin of an I/O APIC");
        }
        return new Grid("I/O APIC, redirection table",
                "82093AA data sheet, \"I/O Redirection Table Registers\"", "m,m,d,d,m,d,m",
                List.of("Pin", "Entry", "State", "Mode", "Vector", "Trigger", "To"), rows);
    }

    /** The local vector table of a CPU. */
    static Grid localVectors(MachineState state, int cpu) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, String> each : LOCAL) {
            Optional<Long> raw = state.register(cpu, each.getKey());
            raw.ifPresent(value -> rows.add(common(each.getValue(), value)));
        }
        if (rows.isEmpty()) {
            throw new LiveException("CPU " + cpu + " has no Local APIC");
        }
        return new Grid("Local vector table of CPU " + cpu,
                "SDM volume 3A, \"Local Vector Table\"", "d,m,d,d,m,d",
                List.of("Source", "Entry", "State", "Mode", "Vector", "Trigger"), rows);
    }

    private static List<String> common(String name, long raw) {
        boolean masked = (raw & MASK) != 0;
        return List.of(name, Numbers.hex(raw), masked ? "masked" : "passes",
                masked ? "" : MODES.get((int) (raw >> 8) & 7),
                masked ? "" : Numbers.hex(raw & 0xff), masked ? ""
                : ((raw & 1 << 13) != 0 ? "active low" : "active high")
                        + ((raw & 1 << 15) != 0 ? ", level" : ", edge"));
    }
}
