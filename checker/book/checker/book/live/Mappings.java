package checker.book.live;

import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** What the page tables of the CPU that has come to a function map, as lines. */
final class Mappings {

    private Mappings() {}

    /**
     * The entries that translate an address: in the first line the address and CR3, then a line for
     * each entry: level, index, address, entry.
     *
     * @param address a hexadecimal number that begins with 0x, or a symbol
     */
    static List<String> pages(Guest guest, Machine machine, String address) {
        long wanted = address.matches("0x[0-9a-f]{1,16}")
                ? Long.parseUnsignedLong(address.substring(2), 16)
                : guest.image().address(guest.symbol(address)).orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add(hex(wanted) + " " + hex(cpu(machine).register("CR3")));
        tables(machine).walk(wanted).forEach(step -> lines.add(String.join(" ",
                String.valueOf(step.level()), String.valueOf(step.index()), hex(step.address()),
                hex(step.entry()))));
        return List.copyOf(lines);
    }

    /** All ranges with equal rights, a line each: beginning, end, rights. */
    static List<String> ranges(Machine machine) {
        return tables(machine).ranges().stream().map(range -> String.join(" ",
                hex(range.from()), hex(range.to()), range.rights())).toList();
    }

    private static PageTables tables(Machine machine) {
        CpuState cpu = cpu(machine);
        return new PageTables(machine.memory(), cpu, cpu.mode() == CpuState.Mode.LONG);
    }

    private static CpuState cpu(Machine machine) {
        return machine.cpus().get(((Ending.Reached) machine.lastEnding().get()).cpu());
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }
}
