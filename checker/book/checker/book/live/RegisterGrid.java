package checker.book.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A register of a machine, field by field. */
public final class RegisterGrid {

    /** Names of the book for what the machine's lines name otherwise. */
    private static final Map<String, List<String>> OTHERS = Map.of(
            "RFLAGS", List.of("RFL", "EFL"),
            "APIC.LVT_TIMER", List.of("APIC.LVTT"),
            "APIC.LVT_THERMAL", List.of("APIC.LVTTHMR"),
            "APIC.LVT_PERFORMANCE", List.of("APIC.LVTPC"),
            "APIC.LVT_LINT0", List.of("APIC.LVT0"),
            "APIC.LVT_LINT1", List.of("APIC.LVT1"),
            "APIC.LVT_ERROR", List.of("APIC.LVTERR"));
    private static final String PIN = "IOAPIC.REDIRECTION";

    private RegisterGrid() {}

    /**
     * A register's fields.
     *
     * @param cpu whose, for one that each CPU has
     * @param name as in {@code registers.txt}; a redirection entry has its pin behind it
     * @param only the fields that are wanted, all of them when it is empty
     * @throws LiveException when there is no such register or field
     */
    public static Grid of(MachineState state, int cpu, String name, String architecture,
            Set<String> only) {
        RegisterFields.Register register = RegisterFields.read()
                .register(name.startsWith(PIN) ? PIN : name, architecture);
        Set<String> missing = new TreeSet<>(only);
        register.fields().forEach(field -> missing.remove(field.name()));
        if (!missing.isEmpty()) {
            throw new LiveException(name + " has no field " + String.join(", ", missing));
        }
        boolean isWhole = register.fields().stream().allMatch(field -> field.whole().isEmpty());
        long value = isWhole ? value(state, cpu, name) : 0;
        List<List<String>> rows = new ArrayList<>();
        long rest = value;
        for (RegisterFields.Field field : register.fields()) {
            long held = isWhole ? value : value(state, cpu, field.whole());
            rest &= ~field.mask();
            if (only.isEmpty() || only.contains(field.name())) {
                rows.add(row(field, held));
            }
        }
        if (isWhole && rest != 0 && only.isEmpty()) {
            rows.add(List.of("others", "", Numbers.hex(rest), "not described here"));
        }
        return new Grid(name + (isWhole ? " = " + Numbers.hex(value) : "") + ", "
                + register.words(), register.source(), "m,m,m,d",
                List.of("Bits", "Field", "Value", "Meaning"), rows);
    }

    private static List<String> row(RegisterFields.Field field, long register) {
        long value = field.value(register);
        String meaning = field.meanings().getOrDefault(value, "");
        String shown = Numbers.hex(field.isAddress() ? value << field.low() : value);
        return List.of(field.bits(), field.name(), shown,
                meaning.isEmpty() ? field.words() : field.words() + ": " + meaning);
    }

    private static long value(MachineState state, int cpu, String name) {
        // What the whole machine has is told once.
        int owner = name.startsWith("PIC.") || name.startsWith("IOAPIC.") ? 0 : cpu;
        for (String each : OTHERS.getOrDefault(name, List.of(name))) {
            if (state.register(owner, each).isPresent()) {
                return state.register(owner, each).get();
            }
        }
        throw new LiveException(name + " of CPU " + cpu + " cannot be read here: there is none, or"
                + " the CPU is another than the one that runs");
    }
}
