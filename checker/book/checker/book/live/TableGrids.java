package checker.book.live;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The tables of a machine by the names that the book has for them. */
public final class TableGrids {

    private static final List<String> NAMES = List.of("rsdp", "rsdt", "madt", "fadt", "hpet",
            "gdt", "idt", "tss", "ioapic", "lvt");
    private static final String RANGE = "\\d{1,3}(-\\d{1,3})?";

    private TableGrids() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * A table.
     *
     * @param rows which vectors, pins or selectors are wanted, {@code 0-7 32}; empty for all
     * @throws LiveException when the machine has no such table
     */
    public static Grid of(String name, MachineState state, int cpu, String rows) {
        IntPredicate wanted = wanted(rows.strip());
        boolean wide = state.register(state.cpu(), "EFER").filter(efer -> (efer & 1 << 10) != 0)
                .isPresent();
        return switch (name) {
            case "rsdp" -> AcpiGrids.rsdp(table(state, "RSDP"));
            case "rsdt" -> AcpiGrids.root(table(state, "RSDT", "XSDT"));
            case "madt" -> AcpiGrids.madt(table(state, "APIC"));
            case "fadt" -> AcpiGrids.fadt(table(state, "FACP"));
            case "hpet" -> AcpiGrids.hpet(table(state, "HPET"));
            case "gdt" -> DescriptorGrids.gdt(table(state, "GDT"), wide, wanted);
            case "idt" -> DescriptorGrids.idt(table(state, "IDT"), state, wide, wanted);
            case "tss" -> DescriptorGrids.tss(table(state, "TSS"), wide);
            case "ioapic" -> ControllerGrids.ioApic(state, wanted);
            case "lvt" -> ControllerGrids.localVectors(state, cpu);
            default -> throw new LiveException("no table " + name);
        };
    }

    private static MachineState.Table table(MachineState state, String... names) {
        return state.table(names).orElseThrow(() -> new LiveException(
                "the machine has no " + String.join(" or ", names)));
    }

    /** Whether a number is among those that are written as {@code 0-7 32}. */
    static IntPredicate wanted(String rows) {
        if (rows.isEmpty()) {
            return row -> true;
        }
        List<String> ranges = Stream.of(rows.split("\\s+")).toList();
        if (!ranges.stream().allMatch(range -> range.matches(RANGE))) {
            throw new LiveException("write rows as numbers and ranges: 0-7 32");
        }
        return row -> ranges.stream().anyMatch(range -> {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            return row >= first && row <= (dash < 0 ? first
                    : Integer.parseInt(range.substring(dash + 1)));
        });
    }
}
