package checker.steps.step03;

import static checker.junit.Expectation.expect;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.acpi.MadtReader;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Shell;
import checker.junit.Step;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.steps.step03.ListedCpu.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Programs can see which CPUs there are, and how far each has come. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
@Hint(diagnosis = "records", where = "WriteCPUs, and who has a record.",
        wrong = "A CPU of CPURecords has no line in /system/cpus, or not one that begins with its "
                + "index, its APIC ID and its ACPI processor ID.",
        fix = "Write a line for each index below CPUCount.",
        hunk = "WriteCPU")
@Hint(diagnosis = "states", where = "Where the view has its states from.",
        wrong = "The view says of a CPU that it is where it is not: online, or the boot CPU.",
        fix = "Take the state from the CPU's slot; the boot CPU, the one at BootCPUIndex, is "
                + "online, whatever its slot says.",
        hunk = "WriteCPU")
@Hint(diagnosis = "left-out", where = "Processors of the MADT that have no record.",
        wrong = "A processor that the firmware lists as enabled is not used, and the view does "
                + "not say so; or it says so of one that is used, or not enabled.",
        fix = "Behind the records, write a line for each enabled entry whose APIC ID none has.",
        hunk = "WriteCPU")
final class TheViewShowsEveryCpuTest {

    private static final String QUIET = "log=error"; // so that no record comes between
    private static final int CPUS = 5;

    /** Machines whose CPUs come, do not come, are not called, or are not to be used. */
    static final class Mixed implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            int disabled = draw.between(1, CPUS - 1);
            List<MadtEntry> some = draw.shuffled(IntStream.range(0, CPUS).boxed().toList())
                    .stream().map(id -> entry(id, id != disabled)).toList();
            List<MadtEntry> lied = new ArrayList<>(some);
            lied.add(draw.between(1, CPUS - 1), entry(draw.between(CPUS, 100), true));
            int few = draw.between(2, CPUS - 2);
            return Stream.of(
                    NamedSpec.of("one-is-not-there", quiet(Boards.given(architecture, CPUS,
                            Madt.ofPc(lied)), "")),
                    NamedSpec.of("maxcpus-" + few, quiet(Boards.given(architecture, CPUS,
                            Madt.ofPc(some)), " maxcpus=" + few)),
                    NamedSpec.of("no-ioapic", quiet(Boards.given(architecture, CPUS,
                            Madt.of(some)), "")));
        }

        private static MadtEntry entry(int id, boolean enabled) {
            return MadtEntry.localApic(200 - id, id, enabled ? MadtEntry.ENABLED : 0);
        }

        private static MachineSpec quiet(MachineSpec spec, String words) {
            return spec.withArguments(QUIET + words);
        }
    }

    @OnEveryMachine(from = Mixed.class)
    void eachHasItsLine(Shell shell, Kernel kernel) {
        shell.awaitPrompt();
        String text = shell.run("cpus");
        List<ListedCpu> found = ListedCpu.in(text);
        List<ListedCpu> expected = expected(shell.machine(), kernel);

        expect("what /system/cpus says of CPUs", found).given("text", text).asPrinted()
                .diagnose("records", lines -> !named(lines).equals(named(expected)))
                .diagnose("states", lines -> !recorded(lines).equals(recorded(expected)))
                .diagnose("left-out", lines -> true)
                .toBe(expected);
    }

    private static List<String> named(List<ListedCpu> lines) {
        return recorded(lines).stream().map(line -> line.index() + " " + line.ids()).toList();
    }

    private static List<ListedCpu> recorded(List<ListedCpu> lines) {
        return lines.stream().filter(line -> !line.index().equals(ListedCpu.NO_INDEX)).toList();
    }

    /** By what the firmware lists, by what the machine has, and by who was recorded. */
    private static List<ListedCpu> expected(Machine machine, Kernel kernel) {
        boolean isAlone = Recorded.isInPicMode(machine, kernel);
        Set<Long> there = Aps.expected(machine).stream()
                .map(cpu -> (long) machine.apicIds().get(cpu)).collect(Collectors.toSet());
        long boot = machine.apicIds().get(machine.spec().bootCpu());
        List<Ids> records = ListedCpu.recorded(machine, kernel);
        List<ListedCpu> lines = new ArrayList<>();
        for (Ids ids : records) {
            boolean isOnline = ids.apic() == boot || !isAlone && there.contains(ids.apic());
            lines.add(new ListedCpu(String.valueOf(lines.size()), ids,
                    isOnline ? ListedCpu.ONLINE : ListedCpu.OFFLINE, ids.apic() == boot));
        }
        enabled(machine).stream().filter(ids -> !records.contains(ids)).forEach(ids ->
                lines.add(new ListedCpu(ListedCpu.NO_INDEX, ids, ListedCpu.LEFT_OUT, false)));
        return ListedCpu.sorted(lines.stream());
    }

    private static List<Ids> enabled(Machine machine) {
        AcpiSupport.Given given = (AcpiSupport.Given) machine.spec().acpi();
        return MadtReader.processors(given.tables()).stream()
                .filter(entry -> (entry.flags() & MadtEntry.ENABLED) != 0)
                .map(entry -> new Ids(entry.apicId(), entry.processorId())).toList();
    }
}
