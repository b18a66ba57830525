package checker.steps.step03;

import static checker.junit.Expectation.expect;

import checker.acpi.MadtEntry;
import checker.acpi.MadtReader;
import checker.junit.Boot;
import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.AcpiSupport;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.StructView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Application processors: which a right kernel starts, and how far the kernel says they are. */
final class Aps {

    static final String ONLINE = "CPU_ONLINE";
    static final String OFFLINE = "CPU_OFFLINE";

    private static final List<String> STATES =
            List.of(OFFLINE, "CPU_CALLED", "CPU_BOOTING", ONLINE);
    private static final OffsetRequest LAYOUT = states(OffsetRequest
            .of("arch/x86/common/APStart.h").size("StartSlot").field("StartSlot", "APICID")
            .field("StartSlot", "State"));
    private static final String SLOTS = "StartSlots";
    private static final String COUNT = "CPUCount";
    private static final int MOST = 32;
    private static final Pattern LIMIT = Pattern.compile("\\bmaxcpus=([1-9]\\d*)");

    private Aps() {}

    private static OffsetRequest states(OffsetRequest request) {
        OffsetRequest all = request;
        for (String state : STATES) {
            all = all.constant(state);
        }
        return all;
    }

    /**
     * The indices of the CPUs to be started: listed as enabled, there, and not the boot CPU; the
     * first ones of the tables where the command line wants fewer.
     */
    static Set<Integer> expected(MachineSpec spec, List<Integer> apicIds) {
        return listed(spec, apicIds).filter(cpu -> cpu >= 0 && cpu != spec.bootCpu()).distinct()
                .limit(wanted(spec.commandLine()) - 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** QEMU's own tables list them in the order of their APIC ids. */
    private static Stream<Integer> listed(MachineSpec spec, List<Integer> apicIds) {
        return spec.acpi() instanceof AcpiSupport.Given given
                ? MadtReader.processors(given.tables()).stream()
                        .filter(listed -> (listed.flags() & MadtEntry.ENABLED) != 0)
                        .map(listed -> apicIds.indexOf((int) listed.apicId()))
                : IntStream.range(0, apicIds.size()).boxed();
    }

    /** How many CPUs, the boot CPU among them. */
    private static int wanted(String commandLine) {
        Matcher limit = LIMIT.matcher(commandLine);
        return commandLine.matches("(.* )?nosmp( .*)?") ? 1
                : limit.find() ? Integer.parseInt(limit.group(1)) : MOST;
    }

    static Set<Integer> expected(Machine machine) {
        return expected(machine.spec(), machine.apicIds());
    }

    static Set<Integer> expected(Boot boot) {
        return expected(boot.spec(), boot.hardware().apicIds());
    }

    /** Memory of the kernel's variables. */
    private interface Variables {
        byte[] read(long address, int bytes);
    }

    /** The state of each CPU by its APIC id, at the end of a boot. */
    static Map<Long, String> states(Boot boot) {
        return states(boot.kernel(), boot::read);
    }

    /** The same of a machine that stands still. */
    static Map<Long, String> states(Machine machine, Kernel kernel) {
        return states(kernel, (address, bytes) -> machine.memory().read(address, bytes));
    }

    private static Map<Long, String> states(Kernel kernel, Variables variables) {
        Offsets offsets = kernel.offsets(LAYOUT);
        int count = (int) GuestMemory.number(
                variables.read(kernel.address(COUNT), Integer.BYTES));
        expect(COUNT, count).to("from 1 to " + MOST, found -> found >= 1 && found <= MOST);
        byte[] array = variables.read(kernel.address(SLOTS),
                Math.toIntExact(offsets.size("StartSlot") * count));
        Map<Long, String> states = new TreeMap<>();
        StructView.array(offsets, "StartSlot", array).forEach(slot -> states.put(
                slot.unsigned("APICID"), name(slot.unsigned("State"), offsets)));
        return states;
    }

    /** Where the state of each CPU but the first of the table lies: addresses by APIC id. */
    static Map<Long, Long> stateAddresses(Machine machine, Kernel kernel) {
        Offsets offsets = kernel.offsets(LAYOUT);
        Map<Long, Long> addresses = new TreeMap<>();
        int count = (int) machine.memory().readNumber(COUNT, Integer.BYTES);
        for (int index = 0; index < count; index++) {
            long slot = kernel.address(SLOTS) + offsets.size("StartSlot") * index;
            long id = GuestMemory.number(machine.memory().read(
                    slot + offsets.field("StartSlot", "APICID").offset(), Integer.BYTES));
            addresses.put(id, slot + offsets.field("StartSlot", "State").offset());
        }
        return addresses;
    }

    /** The value of a state's name. */
    static long value(Kernel kernel, String state) {
        return kernel.offsets(LAYOUT).constant(state);
    }

    private static String name(long value, Offsets offsets) {
        return STATES.stream().filter(state -> offsets.constant(state) == value).findFirst()
                .orElse(String.valueOf(value));
    }

    /** What the log says of CPUs. */
    static List<String> lines(Boot boot) {
        return boot.log().of("smp").stream().map(Object::toString).toList();
    }

    /** Fails unless the kernel calls exactly these CPUs, and the boot CPU, online. */
    static void expectOnline(Map<Long, String> states, Set<Integer> cpus, int bootCpu,
            List<Integer> apicIds) {
        Set<Long> online = states.entrySet().stream()
                .filter(entry -> entry.getValue().equals(ONLINE)).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Long> expected = cpus.stream().map(cpu -> (long) apicIds.get(cpu))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!expected.isEmpty()) {
            expected.add((long) apicIds.get(bootCpu));
        }
        expect("APIC IDs of CPUs that StartSlots calls online", online)
                .given("states", states)
                .diagnose("offline", found -> expected.containsAll(found))
                .to("be " + expected, found -> expected.isEmpty() ? found.size() <= 1
                        : found.equals(expected));
    }
}
