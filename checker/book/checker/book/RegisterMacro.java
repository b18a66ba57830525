package checker.book;

import checker.book.live.Grid;
import checker.book.live.MachineState;
import checker.book.live.Order;
import checker.book.live.RegisterGrid;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A register of a booted machine, field by field:
 *
 * <pre>
 * register::CR0[stage=0, arch=x86-64, fields="PG WP PE", expect="^16 WP 1"]
 * register::APIC.LVT_LINT0[stage=1, cpus=2, cpu=0, at=KernelIdle, expect="ExtINT"]
 * </pre>
 *
 * It is seen when the first CPU comes to the function {@code at}, {@code KernelReady} unless it is
 * said; it is that CPU's unless {@code cpu} says otherwise.
 */
final class RegisterMacro extends GridMacro {

    RegisterMacro(LiveQuotes quotes) {
        super("register", "register::NAME[" + LiveQuotes.FORM
                + ", at=FUNCTION, script=\"COMMANDS\", cpu=N, fields=\"NAME NAME\"]",
                LiveQuotes.known("at", "script", "cpu", "fields"), quotes);
    }

    @Override
    Grid grid(String target, Map<String, Object> attributes, MachineSpec spec,
            List<String> moment) {
        MachineState state = MachineState.of(
                answer(attributes, new Order(Order.Kind.STATE, spec, moment)));
        int cpu = LiveQuotes.number(attributes, "cpu", state.cpu());
        String fields = LiveQuotes.text(attributes, "fields", "").strip();
        return RegisterGrid.of(state, cpu, target, spec.architecture().label(),
                fields.isEmpty() ? Set.of() : Set.of(fields.split("\\s*;\\s*|\\s+")));
    }
}
