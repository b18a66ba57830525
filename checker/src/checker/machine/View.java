package checker.machine;

import checker.gdb.GdbClient;
import checker.gdb.GdbRegisters;
import checker.qmp.QmpClient;
import checker.qmp.QmpException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The state of a machine's hardware as QEMU tells it. What was seen of a machine that stands still
 * is not asked for again: each question costs QEMU as much as thousands of guest instructions. And
 * a machine that stands still is asked by GDB's connection, where an answer takes a fifth of the
 * time that it takes by QMP; a running one would be stopped by that.
 */
final class View {

    /** CPUs whose registers are asked for in one go: some 7,000 characters each. */
    private static final int AT_ONCE = 8;
    /** Behind so many steps, a tick each at most, the time before them will do for a limit. */
    private static final int FEW_STEPS = 8;

    private final QmpClient qmp;
    private final GdbClient gdb;
    private final Symbols symbols;
    private final GuestClock clock;
    private final List<Integer> numbers = new ArrayList<>();
    private final Map<Integer, CpuState> stillOnes = new HashMap<>();
    private final Map<Integer, Map<String, Long>> stillRegisters = new HashMap<>();
    private final List<Integer> apicIds;
    private boolean still = true;
    private Optional<List<CpuState>> stillCpus = Optional.empty();
    private Optional<GuestDuration> stillTime = Optional.of(new GuestDuration(0));
    private Optional<GuestDuration> timeBefore = Optional.empty();
    private int stepsSince;

    /** The view of a machine that stands before its first instruction. */
    View(QmpClient qmp, GdbClient gdb, MachineSpec spec, Symbols symbols)
            throws IOException, InterruptedException {
        this.qmp = qmp;
        this.gdb = gdb;
        this.symbols = symbols;
        this.clock = new GuestClock(spec);
        this.apicIds = readApicIds();
    }

    /** To be told before the machine moves, and once it stands still again. */
    void setStill(boolean value) {
        forget();
        still = value;
        if (!value) {
            timeBefore = Optional.empty();
        }
    }

    /** To be told, instead, before the machine moves by an instruction. */
    void setStepping() {
        stepsSince = stillTime.isPresent() ? 1 : stepsSince + 1;
        forget();
        still = false;
        timeBefore = timeBefore.filter(time -> stepsSince <= FEW_STEPS);
    }

    private void forget() {
        stillCpus = Optional.empty();
        stillOnes.clear();
        stillRegisters.clear();
        timeBefore = stillTime.or(() -> timeBefore);
        stillTime = Optional.empty();
    }

    int cpuCount() {
        return apicIds.size();
    }

    /** The same index; throws where no such CPU is. */
    int existing(int cpu) {
        if (cpu < 0 || cpu >= cpuCount()) {
            throw new IllegalArgumentException("no CPU " + cpu + " among " + cpuCount());
        }
        return cpu;
    }

    /** The APIC id of each CPU by its index. */
    List<Integer> apicIds() {
        return apicIds;
    }

    GuestDuration now() throws IOException, InterruptedException {
        GuestDuration now = stillTime.isPresent() ? stillTime.get() : clock.now(this::answers);
        stillTime = Optional.of(now).filter(time -> still);
        return now;
    }

    /** The time, or that of a few steps ago: where the machine walks, to ask costs as much. */
    GuestDuration aboutNow() throws IOException, InterruptedException {
        return stillTime.isEmpty() && timeBefore.isPresent() ? timeBefore.get() : now();
    }

    /** Asks in one go for what is asked after each run, of the CPU that ended it. */
    void lookAfterRun(int cpu) throws IOException, InterruptedException {
        GdbRegisters.Look look = gdb.registers().look(List.of(existing(cpu)), clock.questions());
        stillTime = Optional.of(clock.told(look.answers()));
        stillRegisters.put(cpu, look.registers().get(0));
    }

    List<CpuState> cpus() throws IOException, InterruptedException {
        List<CpuState> cpus = stillCpus.isPresent() ? stillCpus.get() : readCpus();
        stillCpus = Optional.of(cpus).filter(states -> still);
        return cpus;
    }

    /** One of them; of many CPUs all cost tens of milliseconds. */
    CpuState cpu(int index) throws IOException, InterruptedException {
        if (stillCpus.isPresent()) {
            return stillCpus.get().get(existing(index));
        }
        CpuState known = stillOnes.get(existing(index));
        CpuState cpu = known != null ? known : readCpu(index);
        if (still) {
            stillOnes.put(index, cpu);
        }
        return cpu;
    }

    /** What {@link GdbRegisters} has of a CPU, while the machine stands still. */
    Map<String, Long> registers(int cpu) throws IOException, InterruptedException {
        Map<String, Long> known = stillRegisters.get(cpu);
        Map<String, Long> registers = known != null ? known : gdb.registers().of(cpu);
        if (still) {
            stillRegisters.put(cpu, registers);
        }
        return registers;
    }

    /** The same of each CPU by its index, asked for in one go. */
    List<Map<String, Long>> registersOfAll() throws IOException, InterruptedException {
        return gdb.registers().look(IntStream.range(0, cpuCount()).boxed().toList(), List.of())
                .registers();
    }

    /** The CPU's Local APIC, while the machine stands still. */
    Optional<LocalApic> localApic(int cpu) throws IOException, InterruptedException {
        int id = apicIds.get(cpu);
        return ApicText.localApic(id, gdb.monitor().answer("info lapic " + id));
    }

    /** What QEMU prints of the interrupt controllers, while the machine stands still. */
    String interruptControllers() throws IOException, InterruptedException {
        return gdb.monitor().answer("info pic");
    }

    /** Whether a CPU has set a reserved bit of CR3 or CR4, where QEMU does not get on. */
    boolean reservedBitSet() throws IOException, InterruptedException {
        return ReservedBit.wasSet(this::answers);
    }

    private List<String> answers(List<String> lines) throws IOException, InterruptedException {
        if (still) {
            return gdb.monitor().answers(lines);
        }
        List<String> answers = new ArrayList<>();
        for (String line : lines) {
            answers.add(qmp.monitor(line));
        }
        return answers;
    }

    private CpuState readCpu(int index) throws IOException, InterruptedException {
        return RegisterText.cpu(index, still ? gdb.monitor().answer(index, "info registers")
                : qmp.monitor("info registers", numbers.get(index)));
    }

    /** Some at a time where that is quick: GDB's connection does not take the text of all. */
    private List<CpuState> readCpus() throws IOException, InterruptedException {
        if (still) {
            List<CpuState> cpus = new ArrayList<>();
            while (cpus.size() < cpuCount()) {
                List<Integer> some = IntStream.range(cpus.size(),
                        Math.min(cpuCount(), cpus.size() + AT_ONCE)).boxed().toList();
                for (String text : gdb.monitor().answerOfEach(some, "info registers")) {
                    cpus.add(RegisterText.cpu(cpus.size(), text));
                }
            }
            return List.copyOf(cpus);
        }
        List<CpuState> cpus = RegisterText.parse(qmp.monitor("info registers -a"));
        if (cpus.size() != cpuCount()) {
            throw new QmpException(cpus.size() + " of " + cpuCount() + " CPUs in the registers");
        }
        return cpus;
    }

    List<Place> places() throws IOException, InterruptedException {
        return places(cpus());
    }

    /** Where the CPUs are that were looked at. */
    List<Place> places(List<CpuState> cpus) {
        return cpus.stream().map(cpu -> new Place(cpu.index(), cpu.instructionAddress(),
                symbols.describe(cpu.instructionAddress()), cpu.halted(),
                cpu.interruptsEnabled())).toList();
    }

    private List<Integer> readApicIds() throws IOException, InterruptedException {
        List<String> questions = new ArrayList<>();
        if (qmp.execute("query-cpus-fast", Map.of()) instanceof List<?> cpus) {
            for (Object cpu : cpus) {
                if (!(cpu instanceof Map<?, ?> fields)
                        || !(fields.get("cpu-index") instanceof Number number)) {
                    throw new QmpException("no number of " + cpu);
                }
                questions.add("qom-get " + fields.get("qom-path") + " apic-id");
                numbers.add(number.intValue());
            }
        }
        gdb.numberCpus(numbers);
        List<Integer> ids = new ArrayList<>();
        for (String id : gdb.monitor().answers(questions)) {
            if (!id.strip().matches("\\d{1,9}")) {
                throw new QmpException("no APIC id of CPU " + ids.size() + ": " + id);
            }
            ids.add(Integer.parseInt(id.strip()));
        }
        return List.copyOf(ids);
    }
}
