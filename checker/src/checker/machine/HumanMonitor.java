package checker.machine;

import java.io.IOException;
import java.util.List;

/** Takes lines of QEMU's human monitor, by whichever connection. */
@FunctionalInterface
interface HumanMonitor {

    /** What QEMU prints at each of the lines, one after the other, with LF line ends. */
    List<String> answers(List<String> lines) throws IOException, InterruptedException;
}
