package checker.steps.step03;

import static checker.junit.Expectation.expect;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.AcpiSupport;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import checker.steps.hands.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
@Hint(diagnosis = "woken", where = "The destination shorthand of NMIs.",
        wrong = "An NMI goes to all CPUs but the sender, and some of them are not to be used: they "
                + "leave the loop in which the firmware halted them, and execute whatever lies "
                + "there by now.",
        fix = "Send it to the APIC ID of each CPU that is online.",
        hunk = "HaltOtherCPUs")
@Hint(diagnosis = "runs", where = "Where the CPU is.",
        wrong = "A CPU that is not to be used executes.",
        fix = "Start those that are in CPURecords.",
        hunk = "CallAll")
final class NobodyElseIsStartedTest {

    /** SDM volume 3A, "Processor State After Reset". */
    private static final String AS_RESET = " halted at f000:fff0";
    private static final int CPUS = 5;

    /** Machines with CPUs that are not to be used; under qboot, which sends nobody a message. */
    static final class WithOthers implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            int most = draw.between(2, CPUS - 1);
            MachineSpec five = MachineSpec.of(architecture).withCpus(CPUS).withApicTrace();
            List<MadtEntry> some = new ArrayList<>();
            Set<Integer> enabled = new TreeSet<>(draw.shuffled(List.of(1, 2, 3, 4))
                    .subList(0, draw.between(1, 3)));
            for (int id = 0; id < CPUS; id++) {
                some.add(Boards.processor(id, id == 0 || enabled.contains(id)));
            }
            List<NamedSpec> machines = new ArrayList<>(List.of(
                    NamedSpec.of("nosmp", five.withArguments("nosmp")),
                    NamedSpec.of("maxcpus-" + most, five.withArguments("maxcpus=" + most)),
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
    void messagesGoToRecordedCpusAlone(Boot boot) {
        Set<Integer> used = used(boot);
        List<String> strays = new ArrayList<>();
        boolean broadcast = false;
        int destination = 0;
        for (ApicWrite write : ofTheKernel(boot)) {
            if (write.register() == Messages.COMMAND_HIGH) {
                destination = (int) (write.value() >>> 24);
            } else if (write.register() == Messages.COMMAND
                    && Messages.starts(write.value())) {
                int shorthand = Messages.shorthand(write.value());
                if (shorthand != Messages.NO_SHORTHAND && !isAll(used, boot)) {
                    broadcast = true;
                    strays.add(String.format("%x with a shorthand", write.value()));
                } else if (shorthand == Messages.NO_SHORTHAND && !used.contains(destination)) {
                    strays.add(String.format("%x to APIC ID %d", write.value(), destination));
                }
            }
        }
        boolean shorthand = broadcast;
        boolean firmwares = boot.spec().bootCpu() != 0;
        expect("INITs and start-up messages to others", strays).given("to be used", used)
                .diagnose("broadcast", found -> shorthand)
                .diagnose("firmwares", found -> firmwares)
                .diagnose("sent-for", found -> true).toBe(List.of());
    }

    /** One that waits for a start-up message takes an NMI in QEMU, though not by the manual. */
    @OnEveryMachine(from = WithOthers.class)
    void theOthersStayWhereTheyAre(Boot boot) {
        Set<Integer> used = used(boot);
        List<String> elsewhere = boot.hardware().cpus().stream()
                .filter(cpu -> cpu.index() != 0 && cpu.index() != boot.spec().bootCpu())
                .filter(cpu -> !used.contains(boot.hardware().apicIds().get(cpu.index())))
                .map(NobodyElseIsStartedTest::place).filter(place -> !place.endsWith(AS_RESET))
                .toList();
        expect("CPUs that are not to be used and are not where a reset left them", elsewhere)
                .given("command line", boot.spec().commandLine())
                .diagnose("woken", found -> sendsNmiToAll(boot))
                .diagnose("runs", found -> true).toBe(List.of());
    }

    /** Whether every CPU of the machine is to be used. */
    private static boolean isAll(Set<Integer> used, Boot boot) {
        return used.size() + 1 == boot.hardware().cpus().size();
    }

    /** The APIC ids of the recorded CPUs but the boot CPU's. */
    private static Set<Integer> used(Boot boot) {
        Set<Integer> ids = Recorded.apicIds(boot);
        ids.remove(boot.hardware().bootApicId());
        if (boot.spec().bootCpu() != 0) {
            ids.remove(boot.hardware().apicIds().get(0)); // the firmware's
        }
        if (Recorded.isInPicMode(boot)) {
            ids.clear();
        }
        return ids;
    }

    private static boolean sendsNmiToAll(Boot boot) {
        return ofTheKernel(boot).stream().anyMatch(write -> write.register() == Messages.COMMAND
                && Messages.mode(write.value()) == Messages.NMI
                && Messages.shorthand(write.value()) != Messages.NO_SHORTHAND);
    }

    /** What was written after the last write of a CPU that boots instead of the first. */
    private static List<ApicWrite> ofTheKernel(Boot boot) {
        List<ApicWrite> writes = boot.hardware().apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC).toList();
        int handover = boot.spec().bootCpu() == 0 ? 0 : Recorded.HANDOVER_WRITES;
        return writes.subList(Math.min(handover, writes.size()), writes.size());
    }

    private static String place(CpuState cpu) {
        return "CPU " + cpu.index() + (cpu.halted() ? " halted at " : " running at ")
                + Long.toHexString(cpu.register("CS.selector")) + ":"
                + Long.toHexString(cpu.instructionPointer());
    }
}
