package checker.book;

import checker.book.live.Grid;
import checker.book.live.MachineState;
import checker.book.live.Order;
import checker.book.live.PagesGrid;
import checker.book.live.RangesGrid;
import checker.book.live.TableGrids;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Map;

/**
 * A table of a booted machine, decoded:
 *
 * <pre>
 * table::madt[stage=1, cpus=4, expect="Processor Local APIC"]
 * table::idt[stage=0, arch=x86-32, rows="0-13 32", expect="interrupt gate"]
 * table::pages[stage=0, address=KernelMain, expect="^1 "]
 * table::ranges[stage=0, script="cat /dev/zero > /dev/null", at=FillZeros, expect="user"]
 * </pre>
 */
final class TableMacro extends GridMacro {

    TableMacro(LiveQuotes quotes) {
        super("table", "table::NAME[" + LiveQuotes.FORM
                + ", at=FUNCTION, script=\"COMMANDS\", cpu=N, rows=\"N-N N\","
                + " address=SYMBOL or 0xADDRESS],"
                + " NAME one of pages, ranges, " + String.join(", ", TableGrids.names()),
                LiveQuotes.known("at", "script", "cpu", "rows", "address"), quotes);
    }

    @Override
    Grid grid(String target, Map<String, Object> attributes, MachineSpec spec,
            List<String> moment) {
        if (target.equals("pages")) {
            String address = LiveQuotes.text(attributes, "address", "");
            if (!address.matches("\\w+")) {
                throw wrongForm();
            }
            return PagesGrid.of(address, answer(attributes, Order.of(Order.Kind.PAGES, spec,
                    moment.get(0), moment.get(1), address)));
        }
        if (target.equals("ranges")) {
            return RangesGrid.of(answer(attributes, new Order(Order.Kind.RANGES, spec, moment)),
                    LiveQuotes.text(attributes, "rows", ""));
        }
        if (!TableGrids.names().contains(target) || attributes.containsKey("address")) {
            throw wrongForm();
        }
        MachineState state = MachineState.of(
                answer(attributes, new Order(Order.Kind.STATE, spec, moment)));
        return TableGrids.of(target, state, LiveQuotes.number(attributes, "cpu", state.cpu()),
                LiveQuotes.text(attributes, "rows", ""));
    }
}
