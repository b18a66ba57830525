package checker.junit;

import checker.kernel.Backtrace;
import checker.kernel.ElfImage;
import checker.kernel.MemoryReader;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.UnmappedMemoryException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a machine leaves for a human to look at.
 *
 * @param spec what machine it was
 * @param serial what the kernel wrote to the serial line, each byte a character
 * @param commandLine of QEMU
 * @param states each CPU's place, callers and all its registers, one or more lines each
 * @param recording what the kernel recorded of its run
 * @param crash the same of the CPU that crashed, with the registers that tell most
 */
record Remains(
        MachineSpec spec, String serial, List<String> commandLine, List<String> states,
        Recording recording, String crash) {

    private static final int REGISTERS_PER_LINE = 3; // of 16 digits, on 80 columns
    private static final Pattern TELLING = Pattern.compile(
            "[RE]?([ABCD]X|[SD]I|[BS]P|IP|FL)|R(8|9|1[0-5])|CR[0234]|[GI]DT\\.base");
    private static final GuestDuration TIME_TO_REPORT = GuestDuration.ofSeconds(2);

    /**
     * What a machine that stands still leaves. One that stands at a panic is then let go on, so
     * that the panic gets written to the log.
     */
    static Remains of(Machine machine) {
        Optional<Ending> ending = machine.lastEnding();
        if (ending.filter(Ending::leavesNothing).isPresent()) {
            return ofGone(machine);
        }
        List<CpuState> cpus = machine.cpus();
        List<String> states = cpus.stream()
                .map(cpu -> state(cpu, machine, register -> true)).toList();
        Recording recording = Recording.of(machine);
        int crashed = ending.filter(Ending.Panicked.class::isInstance)
                .map(panicked -> ((Ending.Panicked) panicked).cpu())
                .orElse(machine.spec().bootCpu());
        String crash = crashed >= cpus.size() ? ""
                : state(cpus.get(crashed), machine, TELLING.asMatchPredicate());
        letReport(machine, cpus.size());
        return new Remains(machine.spec(), machine.serial(), machine.traces().commandLine(),
                states, recording, crash);
    }

    /**
     * Lets a machine that stands at a panic go on. While one CPU stood still another may have come
     * there as well, for QEMU stops them one after the other, and stops the machine again.
     */
    private static void letReport(Machine machine, int cpus) {
        for (int count = 0; count <= cpus && machine.lastEnding()
                .filter(Ending.Panicked.class::isInstance).isPresent(); count++) {
            machine.runToEnd(TIME_TO_REPORT);
        }
    }

    /** Of a machine that cannot be asked any more: what it had written, and how it was made. */
    static Remains ofGone(Machine machine) {
        return new Remains(machine.spec(), machine.serial(), machine.traces().commandLine(),
                List.of(), Recording.none("the machine was gone"), "");
    }

    /** Of a machine that arrived: only what costs nothing more to know, for there are many. */
    static Remains ofArrived(Machine machine, List<CpuState> cpus, Recording recording) {
        List<String> states = cpus.stream()
                .map(cpu -> "CPU " + cpu.index() + " at "
                        + machine.symbols().describe(cpu.instructionPointer())
                        + registers(cpu, register -> true)).toList();
        return new Remains(machine.spec(), machine.serial(), machine.traces().commandLine(),
                states, recording, "");
    }

    /** The machine's memory, for whoever expects that some of it is not there. */
    static MemoryReader reader(Machine machine) {
        return (address, length) -> {
            try {
                return machine.memory().read(address, length);
            } catch (UnmappedMemoryException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    /** A CPU in a few lines: where it is, who called that, and those registers. */
    private static String state(CpuState cpu, Machine machine, Predicate<String> shown) {
        StringBuilder text = new StringBuilder("CPU " + cpu.index() + " at "
                + machine.symbols().describe(cpu.instructionPointer())
                + (cpu.halted() ? ", halted" : "")
                + (cpu.interruptsEnabled() ? ", interrupts on" : ", interrupts off"));
        if (machine.symbols() instanceof ElfImage image) {
            new Backtrace(image, reader(machine))
                    .of(cpu.instructionPointer(), cpu.stackPointer(), cpu.framePointer())
                    .stream().skip(1).forEach(frame -> text.append("\n  from ").append(frame));
        }
        return text + registers(cpu, shown);
    }

    private static String registers(CpuState cpu, Predicate<String> shown) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (Map.Entry<String, Long> register : new TreeMap<>(cpu.registers()).entrySet()) {
            if (shown.test(register.getKey())) {
                text.append(column++ % REGISTERS_PER_LINE == 0 ? "\n  " : "  ")
                        .append(register.getKey()).append('=')
                        .append(Long.toHexString(register.getValue()));
            }
        }
        return text.toString();
    }

    Remains {
        commandLine = List.copyOf(commandLine);
        states = List.copyOf(states);
    }
}
