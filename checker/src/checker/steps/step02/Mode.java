package checker.steps.step02;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Kernel;
import checker.machine.Machine;
import checker.oracle.KernelLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the kernel decided to take interrupts: {@code InterruptMode}. */
final class Mode {

    static final String APIC = "APIC_MODE";
    static final String COMMAND_LINE = "PIC_MODE_BY_COMMAND_LINE";
    static final String TABLES = "PIC_MODE_TABLES";
    static final String NO_IOAPIC = "PIC_MODE_NO_IOAPIC";
    static final String NO_TICK = "PIC_MODE_NO_TICK";

    private static final List<String> ALL =
            List.of(APIC, COMMAND_LINE, TABLES, NO_IOAPIC, NO_TICK);
    private static final String VARIABLE = "InterruptMode";

    private Mode() {}

    /** Fails unless the kernel says that it is in APIC mode. */
    static void expectAPIC(Boot boot) {
        expect(VARIABLE, name(boot.number(VARIABLE), boot.kernel()))
                .given("log", lines(boot)).diagnose("not-in-apic-mode", mode -> true).toBe(APIC);
    }

    /** The same of a machine that stands still, some time after {@code KernelReady}. */
    static void expectAPIC(Machine machine, Kernel kernel) {
        expect(VARIABLE, name(machine.memory().readNumber(VARIABLE, Integer.BYTES), kernel))
                .given("log", lines(KernelLog.parse(machine.serial())))
                .diagnose("not-in-apic-mode", mode -> true).toBe(APIC);
    }

    /** Fails unless it says that it stays with the 8259s, for one of the reasons. */
    static void expectPIC(Boot boot, String... reasons) {
        expect(VARIABLE, name(boot.number(VARIABLE), boot.kernel())).given("log", lines(boot))
                .diagnose("apic-mode-all-the-same", APIC::equals)
                .diagnose("another-reason", mode -> true)
                .to(Set.of(reasons).stream().sorted().collect(Collectors.joining(" or ")),
                        Set.of(reasons)::contains);
    }

    /** What the log says of interrupts. */
    static List<String> lines(Boot boot) {
        return lines(boot.log());
    }

    private static List<String> lines(KernelLog log) {
        return log.of("interrupts").stream().map(Object::toString).toList();
    }

    private static String name(long value, Kernel kernel) {
        return kernel.enumerator("cpu/InterruptMode.h", ALL, value);
    }
}
