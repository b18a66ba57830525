package checker.machine;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells that a CPU sets a reserved bit of CR3 or CR4. A processor raises #GP; QEMU 7.2 takes it for
 * the exit from a guest of SVM: it stores exit code -1 in the control block, at physical address 0
 * as no VMRUN has named another, and begins the instruction anew, for ever and without a tick of
 * the clock. AMD64 Architecture Programmer's Manual volume 2, "VMCB Layout".
 */
final class ReservedBit {

    private static final int EXIT_CODE = 0x70;
    private static final String QUESTION = String.format("xp /2wx 0x%x", EXIT_CODE);
    private static final Pattern INVALID = Pattern.compile(": 0xffffffff 0x00000000\\s*$");

    private ReservedBit() {}

    /** Whether one was set since the machine was switched on, as long as nobody wrote there. */
    static boolean wasSet(HumanMonitor monitor) throws IOException, InterruptedException {
        return INVALID.matcher(monitor.answers(List.of(QUESTION)).get(0)).find();
    }
}
