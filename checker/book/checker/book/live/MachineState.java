package checker.book.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine at a moment, read back from the lines of {@link Order.Kind#STATE}. */
public final class MachineState {

    /**
     * A table in the machine's memory.
     *
     * @param name GDT, IDT, TSS, or a signature of the firmware's
     * @param address of its first byte, physical for the firmware's
     */
    record Table(String name, long address, byte[] bytes) {}

    private final Map<String, Long> registers = new HashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private final Map<Long, String> symbols = new HashMap<>();
    private int cpu;

    private MachineState() {}

    public static MachineState of(List<String> lines) {
        MachineState state = new MachineState();
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "at" -> state.cpu = Integer.parseInt(words[1]);
                case "register" -> state.registers.put(words[1] + " " + words[2],
                        Long.parseUnsignedLong(words[3], 16));
                case "table" -> state.tables.add(new Table(words[1],
                        Long.parseUnsignedLong(words[2], 16), HexFormat.of().parseHex(words[3])));
                case "symbol" -> state.symbols.put(Long.parseUnsignedLong(words[1], 16), words[2]);
                default -> throw new IllegalArgumentException("no state: " + line);
            }
        }
        return state;
    }

    /** The CPU that came to the function. */
    public int cpu() {
        return cpu;
    }

    /** A register of a CPU by its name; empty when it could not be read. */
    Optional<Long> register(int index, String name) {
        return Optional.ofNullable(registers.get(index + " " + name));
    }

    /** The first table of one of these names. */
    Optional<Table> table(String... names) {
        return tables.stream().filter(table -> List.of(names).contains(table.name())).findFirst();
    }

    /** The name of an address, if it has one. */
    Optional<String> symbol(long address) {
        return Optional.ofNullable(symbols.get(address)).filter(name -> !name.startsWith("0x"));
    }
}
