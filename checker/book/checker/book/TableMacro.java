package checker.book;

import checker.book.live.Grid;
import checker.book.live.MachineState;
import checker.book.live.Order;
import checker.book.live.PagesGrid;
import checker.book.live.TableGrids;
import checker.machine.MachineSpec;
import java.util.Map;

/**
 * A table of a booted machine, decoded:
 *
 * <pre>
 * table::madt[stage=1, cpus=4, expect="Processor Local APIC"]
 * table::idt[stage=0, arch=x86-32, rows="0-13 32", expect="interrupt gate"]
 * table::pages[stage=0, address=KernelMain, expect="^1 "]
 * </pre>
 */
final class TableMacro extends GridMacro {

    TableMacro(LiveQuotes quotes) {
        super("table", "table::NAME[" + LiveQuotes.FORM
                + ", at=FUNCTION, cpu=N, rows=\"N-N N\", address=SYMBOL or 0xADDRESS],"
                + " NAME one of pages, " + String.join(", ", TableGrids.names()),
                LiveQuotes.known("at", "cpu", "rows", "address"), quotes);
    }

    @Override
    Grid grid(String target, Map<String, Object> attributes, MachineSpec spec, String at) {
        if (target.equals("pages")) {
            String address = LiveQuotes.text(attributes, "address", "");
            if (!address.matches("\\w+")) {
                throw wrongForm();
            }
            return PagesGrid.of(address,
                    answer(attributes, Order.of(Order.Kind.PAGES, spec, at, address)));
        }
        if (!TableGrids.names().contains(target) || attributes.containsKey("address")) {
            throw wrongForm();
        }
        MachineState state = MachineState.of(
                answer(attributes, Order.of(Order.Kind.STATE, spec, at)));
        return TableGrids.of(target, state, LiveQuotes.number(attributes, "cpu", state.cpu()),
                LiveQuotes.text(attributes, "rows", ""));
    }
}
