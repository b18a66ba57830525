package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.AcpiSupport;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is not in the table of CPUs is not sent for, and does not run. */
@Step(3)
@Criterion("Keep a uniprocessor fallback path (boot with `nosmp` flag) until SMP is stable.")
@Hint(diagnosis = "broadcast", where = "The destination shorthand of the messages.",
        wrong = "A message goes to all CPUs but the sender, and some of them are not to be used: "
                + "disabled, left out, or not listed.",
        fix = "Send to the APIC ID of each record. A broadcast is right only where every CPU of "
                + "the machine is to come.",
        hunk = "CallAll")
@Hint(diagnosis = "sent-for", where = "The loop that sends messages.",
        wrong = "A CPU that is not to be used is sent for.",
        fix = "Go through CPURecords, not through the MADT: what is disabled, left out by "
                + "maxcpus=N or refused by nosmp has no record.",
        hunk = "CallAll")
@Hint(diagnosis = "firmwares", where = "Bit 8 of IA32_APIC_BASE, BSP.",
        wrong = "An INIT goes to the CPU that the firmware booted on: it does not wait for a "
                + "start-up message then, but runs the firmware, which resets the machine.",
        fix = "Where the CPU that boots the kernel has not the bit, start nobody, or at least not "
                + "that one.",
        hunk = "FindObstacle")
@Hint(diagnosis = "runs", where = "Where the CPU is.",
        wrong = "A CPU that is not to be used executes.",
        fix = "Start those that are in CPURecords.",
        hunk = "CallAll")
final class NobodyElseIsStartedTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(200);
    private static final int CPUS = 5;

    /** Machines with CPUs that are not to be used; under qboot, which sends nobody a message. */
    static final class WithOthers implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec five = MachineSpec.of(architecture).withCpus(CPUS).withApicTrace();
            List<MadtEntry> some = new ArrayList<>();
            Set<Integer> enabled = new TreeSet<>(draw.shuffled(List.of(1, 2, 3, 4))
                    .subList(0, draw.between(1, 3)));
            for (int id = 0; id < CPUS; id++) {
                some.add(Boards.processor(id, id == 0 || enabled.contains(id)));
            }
            List<NamedSpec> machines = new ArrayList<>(List.of(
                    NamedSpec.of("nosmp", five.withArguments("nosmp")),
                    NamedSpec.of("maxcpus-" + draw.between(2, CPUS - 1), five.withArguments(
                            "maxcpus=" + draw.between(2, CPUS - 1))),
                    NamedSpec.of("disabled", Boards.given(architecture, CPUS, Madt.ofPc(some))
                            .withApicTrace()),
                    NamedSpec.of("no-ioapic", Boards.given(architecture, CPUS, Madt.of(some))
                            .withApicTrace()),
                    NamedSpec.of("no-acpi", five.with(AcpiSupport.ABSENT)),
                    NamedSpec.of("booted-by-another", five.with(Topology.of(2, 3, 1))
                            .bootedBy(draw.between(1, 5)))));
            if (thorough) {
                machines.add(NamedSpec.of("crowded", MachineSpec.of(architecture)
                        .withCpus(Boards.MAX_CPUS + 5).withApicTrace()));
            }
            return machines.stream();
        }
    }

    @OnEveryMachine(from = WithOthers.class)
    void messagesGoToRecordedCpusAlone(Machine machine, Kernel kernel) {
        Set<Integer> used = used(machine, kernel);
        List<String> strays = new ArrayList<>();
        boolean broadcast = false;
        int destination = 0;
        for (ApicWrite write : ofTheKernel(machine)) {
            if (write.register() == Messages.COMMAND_HIGH) {
                destination = (int) (write.value() >>> 24);
            } else if (write.register() == Messages.COMMAND && starts(write.value())) {
                int shorthand = (int) write.value() >> 18 & 3;
                if (shorthand != Messages.NO_SHORTHAND && used.size() + 1 < machine.cpus().size()) {
                    broadcast = true;
                    strays.add(String.format("%x with a shorthand", write.value()));
                } else if (shorthand == Messages.NO_SHORTHAND && !used.contains(destination)) {
                    strays.add(String.format("%x to APIC ID %d", write.value(), destination));
                }
            }
        }
        boolean shorthand = broadcast;
        boolean firmwares = machine.spec().bootCpu() != 0;
        expect("INITs and start-up messages to others", strays).given("to be used", used)
                .diagnose("broadcast", found -> shorthand)
                .diagnose("firmwares", found -> firmwares)
                .diagnose("sent-for", found -> true).toBe(List.of());
    }

    @OnEveryMachine(from = WithOthers.class)
    void theOthersStayWhereTheyAre(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelMain", BOOT);
        List<String> before = places(machine, Set.of());
        Set<Integer> used = used(machine, kernel);
        machine.runToEnd(A_WHILE);

        Set<Integer> indices = used.stream().map(id -> machine.apicIds().indexOf(id))
                .collect(Collectors.toSet());
        List<String> after = places(machine, indices);
        expect("where CPUs are that are not to be used", after)
                .given("command line", machine.spec().commandLine())
                .diagnose("runs", found -> true)
                .toBe(before.stream().filter(place -> indices.stream()
                        .noneMatch(cpu -> place.startsWith("CPU " + cpu + " "))).toList());
    }

    /** Runs to the end of the boot; the APIC ids of the recorded CPUs but the boot CPU's. */
    private static Set<Integer> used(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);
        Set<Integer> ids = Recorded.apicIds(machine, kernel);
        ids.remove(machine.apicIds().get(machine.spec().bootCpu()));
        if (machine.spec().bootCpu() != 0) {
            ids.remove(machine.apicIds().get(0)); // the firmware's
        }
        if (Recorded.isInPicMode(machine, kernel)) {
            ids.clear();
        }
        return ids;
    }

    private static boolean starts(long command) {
        int mode = (int) command >> 8 & 7;
        return mode == Messages.INIT || mode == Messages.START_UP;
    }

    /** What was written after the last write of a CPU that boots instead of the first. */
    private static List<ApicWrite> ofTheKernel(Machine machine) {
        List<ApicWrite> writes = machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC).toList();
        int handover = machine.spec().bootCpu() == 0 ? 0 : Recorded.HANDOVER_WRITES;
        return writes.subList(Math.min(handover, writes.size()), writes.size());
    }

    private static List<String> places(Machine machine, Set<Integer> without) {
        return machine.cpus().stream()
                .filter(cpu -> cpu.index() != 0 && cpu.index() != machine.spec().bootCpu())
                .filter(cpu -> !without.contains(cpu.index()))
                .map(NobodyElseIsStartedTest::place).toList();
    }

    private static String place(CpuState cpu) {
        return "CPU " + cpu.index() + (cpu.halted() ? " halted at " : " running at ")
                + Long.toHexString(cpu.register("CS.selector")) + ":"
                + Long.toHexString(cpu.instructionPointer());
    }
}
