package checker.machine;

import java.io.IOException;

/** Takes lines of QEMU's human monitor, by whichever connection. */
@FunctionalInterface
interface HumanMonitor {

    /** What QEMU prints at the line, with LF line ends. */
    String answer(String line) throws IOException, InterruptedException;
}
