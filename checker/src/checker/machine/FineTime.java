package checker.machine;

import checker.qmp.QmpClient;
import checker.qmp.QmpException;
import java.util.Map;

/**
 * Keeps a machine's clock from running far while claims hold some of its CPUs. Where a machine
 * stands still its clock runs on to the next timer, up to a tick away; a machine that is stopped
 * often would see seconds pass. So while it is on there is a timer that the guest cannot see: the
 * packet filter of {@link Schedule}.
 */
final class FineTime {

    /** How far the clock can run at a stop while it is on. */
    static final int MICROSECONDS = 97;

    private static final String HUB = "held";
    private static final String FILTER = "moments";

    private final QmpClient qmp;
    private boolean on;

    FineTime(QmpClient qmp) {
        this.qmp = qmp;
    }

    /** Switches it, if it is not so already. The machine stands still. */
    void set(boolean value) throws QmpException, InterruptedException {
        if (value && !on) {
            qmp.execute("netdev_add", Map.of("type", "hubport", "id", HUB, "hubid", 1));
            qmp.execute("object-add", Map.of("qom-type", "filter-buffer", "id", FILTER,
                    "netdev", HUB, "interval", MICROSECONDS));
        }
        if (!value && on) {
            qmp.execute("object-del", Map.of("id", FILTER));
            qmp.execute("netdev_del", Map.of("id", HUB));
        }
        on = value;
    }
}
