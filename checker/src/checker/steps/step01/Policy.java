package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Kernel;
import checker.oracle.KernelLog;
import checker.oracle.LogRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The boot policy that a kernel decided on: {@code BootPolicy}, and what goes with it. */
final class Policy {

    static final String ALLOWED = "SMP_ALLOWED";
    static final String COMMAND_LINE = "SMP_REFUSED_BY_COMMAND_LINE";
    static final String NO_APIC = "SMP_REFUSED_NO_APIC";
    static final String APIC_DISABLED = "SMP_REFUSED_APIC_DISABLED";
    static final String X2APIC_MODE = "SMP_REFUSED_X2APIC_MODE";
    static final String NO_MADT = "SMP_REFUSED_NO_MADT";
    static final String DAMAGED_MADT = "SMP_REFUSED_DAMAGED_MADT";
    static final String ADDRESS_MISMATCH = "SMP_REFUSED_ADDRESS_MISMATCH";
    static final String BSP_NOT_LISTED = "SMP_REFUSED_BSP_NOT_LISTED";

    private static final List<String> ALL = List.of(ALLOWED, COMMAND_LINE, NO_APIC,
            APIC_DISABLED, X2APIC_MODE, NO_MADT, DAMAGED_MADT, ADDRESS_MISMATCH, BSP_NOT_LISTED);
    private static final String VARIABLE = "BootPolicy";

    private Policy() {}

    /** Fails unless SMP was refused for one of the reasons, and all that follows from it holds. */
    static void expectRefused(Boot boot, String... reasons) {
        expectRefused(boot.number(VARIABLE), boot.kernel(), CpuTable.of(boot),
                boot.hardware().bootApicId(), boot.log(), Set.of(reasons));
    }

    static void expectRefused(long policy, Kernel kernel, CpuTable table, long running,
            KernelLog log, Set<String> reasons) {
        CpuLines lines = new CpuLines(log);
        expect("BootPolicy", name(policy, kernel))
                .given("log", lines.all())
                .diagnose("smp-allowed", ALLOWED::equals)
                .to(reasons.stream().sorted().collect(Collectors.joining(" or ")),
                        reasons::contains);
        expect("the APIC IDs in CPURecords", table.apicIds())
                .given("BootPolicy", name(policy, kernel))
                .diagnose("records-kept", found -> found.size() > 1)
                .toBe(List.of(running));
        expect("BootCPUIndex", table.bootIndex()).toBe(0L);
        expect("the number of lines that begin with uniprocessor:", lines.refusals().size())
                .given("log", lines.all()).asPrinted()
                .diagnose("refusal-not-said", found -> found == 0)
                .diagnose("refusal-said-twice", found -> found > 1)
                .toBe(1);
        expect("the level of that line", lines.refusals().get(0))
                .given("log", lines.all()).asPrinted()
                .toBe(name(policy, kernel).equals(COMMAND_LINE)
                        ? LogRecord.Level.INFO : LogRecord.Level.WARN);
        expect("the processors in the log",
                lines.cpus().stream().map(CpuLines.Line::record).toList())
                .given("log", lines.all()).asPrinted().toBe(table.records());
    }

    /** Fails unless SMP was allowed, and nothing says otherwise. */
    static void expectAllowed(Boot boot) {
        CpuLines lines = new CpuLines(boot.log());
        expect("BootPolicy", name(boot.number(VARIABLE), boot.kernel()))
                .given("log", lines.all())
                .diagnose("smp-refused", found -> true)
                .toBe(ALLOWED);
        expect("the number of lines that begin with uniprocessor:", lines.refusals().size())
                .given("log", lines.all()).asPrinted().toBe(0);
    }

    /** The enumerator of the lesson's contract that has this value, or the number. */
    static String name(long value, Kernel kernel) {
        return kernel.enumerator("smp/BootPolicy.h", ALL, value);
    }
}
