package checker.machine;

import checker.qmp.QmpClient;
import checker.qmp.QmpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The state of a machine's hardware as QEMU tells it. */
final class View {

    private final QmpClient qmp;
    private final Symbols symbols;
    private final GuestClock clock;
    private final List<Integer> apicIds;

    View(QmpClient qmp, Symbols symbols) throws QmpException, InterruptedException {
        this.qmp = qmp;
        this.symbols = symbols;
        this.clock = new GuestClock(qmp);
        this.apicIds = readApicIds();
    }

    int cpuCount() {
        return apicIds.size();
    }

    /** The APIC id of each CPU by its index. */
    List<Integer> apicIds() {
        return apicIds;
    }

    GuestDuration now() throws QmpException, InterruptedException {
        return clock.now();
    }

    List<CpuState> cpus() throws QmpException, InterruptedException {
        List<CpuState> cpus = RegisterText.parse(qmp.monitor("info registers -a"));
        if (cpus.size() != cpuCount()) {
            throw new QmpException(cpus.size() + " of " + cpuCount() + " CPUs in the registers");
        }
        return cpus;
    }

    List<Place> places() throws QmpException, InterruptedException {
        return cpus().stream().map(cpu -> new Place(cpu.index(), cpu.instructionAddress(),
                symbols.describe(cpu.instructionAddress()), cpu.halted(),
                cpu.interruptsEnabled())).toList();
    }

    private List<Integer> readApicIds() throws QmpException, InterruptedException {
        List<Integer> ids = new ArrayList<>();
        if (qmp.execute("query-cpus-fast", Map.of()) instanceof List<?> cpus) {
            for (Object cpu : cpus) {
                Object path = cpu instanceof Map<?, ?> fields ? fields.get("qom-path") : null;
                Object id = path == null ? null : qmp.execute("qom-get",
                        Map.of("path", path, "property", "apic-id"));
                if (!(id instanceof Number number)) {
                    throw new QmpException("no APIC id of " + cpu);
                }
                ids.add(number.intValue());
            }
        }
        return List.copyOf(ids);
    }
}
