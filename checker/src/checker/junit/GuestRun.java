package checker.junit;

import checker.kernel.ElfSymbol;
import checker.machine.GuestMemory;
import checker.oracle.ProbeReport;
import checker.report.Evidence;

/**
 * What a guest program reported, and what the kernel's variables held when all processes had ended
 * and the machine was switched off.
 */
public final class GuestRun {

    private final ProbeRun tests;
    private final Kernel kernel;
    private final KernelMemory memory;

    GuestRun(ProbeRun tests, Kernel kernel, KernelMemory memory) {
        this.tests = tests;
        this.kernel = kernel;
        this.memory = memory;
    }

    public ProbeReport report() {
        return tests.report();
    }

    /** Throws a {@link Finding} unless every test of the program ended, and passed. */
    public void expectAllPassed() {
        tests.expectAllPassed();
    }

    /** An integer variable of the kernel's, as it was at the end; zero-extended. */
    public long number(String symbol) {
        return GuestMemory.number(bytes(symbol));
    }

    /** A variable of the kernel's, whole, as it was at the end. */
    public byte[] bytes(String symbol) {
        int size = kernel.image().symbol(symbol).map(ElfSymbol::size).orElse(0L).intValue();
        return memory.read(kernel.address(symbol), size);
    }

    Evidence evidence() {
        return tests.evidence();
    }
}
