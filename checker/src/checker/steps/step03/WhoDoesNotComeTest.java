package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;
import static checker.junit.Expectation.wrong;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Arrivals;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.LogRecord;
import checker.report.Cause;
import checker.steps.hands.Messages;
import checker.steps.hands.Messages.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The boot goes on without a CPU that does not answer, and it can never come later. */
@Step(3)
@Criterion("every AP executes the trampoline and reaches AP C entry without new bootstrap "
        + "infrastructure.")
@Hint(causes = Cause.NO_PROGRESS,
        where = "The loop that waits for the others.",
        wrong = "The boot waits for ever, or for seconds, for a CPU that does not come.",
        fix = "Wait for all together, for less than a second of the clock, and go on.",
        hunk = "AwaitAll")
@Hint(diagnosis = "slowly", where = "How long the others are waited for.",
        wrong = "A CPU that does not come costs the boot more than a second.",
        fix = "Wait for all together, for half a second of the clock, and go on.",
        hunk = "AwaitAll")
@Hint(diagnosis = "others", where = "Who is called online.",
        wrong = "One CPU that does not come keeps others from being used.",
        fix = "Give up on that one alone.",
        hunk = "SettleAll")
@Hint(diagnosis = "called-online", where = "Who writes CPU_ONLINE.",
        wrong = "A CPU is called online that never came, or did not come to the end of its way.",
        fix = "The AP itself reports, when everything else is done; the boot CPU believes nothing "
                + "else.",
        hunk = "APMain")
@Hint(diagnosis = "not-said", where = "The log.",
        wrong = "Nothing says which CPU stays offline.",
        fix = "One WARN line, `CPU N stays offline: APIC ID N ...`, for each.",
        hunk = "SettleAll")
@Hint(diagnosis = "came-later", where = "What a CPU finds that comes after it was given up.",
        wrong = "A CPU that was given up comes later, and runs: on a stack, with tables and in a "
                + "state of which nobody knows any more.",
        fix = "Take its slot back by compare-and-exchange, so that it finds it taken; send it an "
                + "INIT; leave the stub where it is, as long as anyone may come.",
        hunk = "GiveUpCPU")
@Hint(diagnosis = "wild", where = "The page of the stub, after a CPU was given up.",
        wrong = "A CPU that comes late executes what is no stub any more.",
        fix = "Fill the page with breakpoints only if nobody can come: every CPU that was called "
                + "is online.",
        hunk = "StartCPUs")
final class WhoDoesNotComeTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(100);
    private static final long SECOND = 1_000_000_000;
    private static final int PAGE_SHIFT = 12;

    /** Tables that list processors which are not there. */
    static final class Lied implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            int last = draw.between(1, 2); // who is there and comes behind those who are not
            List<Integer> ids = new ArrayList<>(draw.shuffled(List.of(0, 3 - last,
                    draw.between(3, 100), draw.between(101, 254))));
            ids.add(last);
            List<MadtEntry> entries = ids.stream()
                    .map(id -> Boards.processor(id, true)).toList();
            return Stream.of(NamedSpec.of("two-are-not-there",
                    Boards.given(architecture, 3, Madt.ofPc(entries))));
        }
    }

    @OnEveryMachine(from = Lied.class)
    void whoIsNotThereStaysOffline(Boot boot) {
        expectGivenUp(boot, Aps.states(boot));
    }

    private static void expectGivenUp(Boot boot, Map<Long, String> states) {
        Set<Integer> there = Aps.expected(boot);
        Set<Long> missing = new TreeSet<>(states.keySet());
        boot.hardware().apicIds().forEach(id -> missing.remove((long) id));
        for (long id : missing) {
            expect("the state of APIC ID " + id, states.get(id))
                    .diagnose("called-online", state -> true).toBe(Aps.OFFLINE);
            expect("WARN lines about APIC ID " + id, boot.log().of("smp").stream()
                    .filter(line -> line.level() == LogRecord.Level.WARN && line.message()
                            .matches("CPU \\d+ stays offline: .*\\bAPIC ID " + id + "\\b.*"))
                    .count()).given("log", Aps.lines(boot)).asPrinted()
                    .diagnose("not-said", count -> true).toBe(1L);
        }
        for (int cpu : there) {
            expect("the state of CPU " + cpu, states.get((long) boot.hardware().apicIds().get(cpu)))
                    .diagnose("others", state -> true).toBe(Aps.ONLINE);
        }
    }

    /** One CPU is held where it waits for its start-up message, until the boot is complete. */
    @OnEveryMachine(cpus = 4)
    void whoIsLateBeforeTheStubNeverComes(Machine machine, Kernel kernel, Draw draw) {
        int late = draw.between(1, 3);
        expectToReach(machine, "EnterAPICMode", BOOT);
        machine.stopForGood(late);
        Message first = new Messages(machine).next(BOOT);
        expect("whether an INIT is sent", first != null).toBe(true);
        expectBootWithout(machine, kernel, late);
        expect("from the first INIT to the end of the boot", machine.now().since(first.at()))
                .diagnose("slowly", found -> true)
                .to("take a second at most", found -> found.nanoseconds() <= SECOND);
        expectNeverToCome(machine, kernel, late);
    }

    /** One CPU is stopped after some instructions of the stub. */
    @OnEveryMachine(cpus = 4)
    void whoStopsInTheStubNeverComes(Machine machine, Kernel kernel, Draw draw) {
        SentFor sentFor = new SentFor(machine);
        int late = draw.between(1, 3);
        sentFor.release(late);
        toTheStub(machine, sentFor);
        for (int steps = draw.between(0, 30); steps > 0; steps--) {
            machine.step(late);
        }
        sentFor.releaseAllBut(late);
        expectGivenUp(machine, kernel, late);
    }

    /** One CPU is stopped where it enters C. */
    @OnEveryMachine(cpus = 4)
    void whoStopsInItsEntryNeverComes(Machine machine, Kernel kernel, Draw draw) {
        SentFor sentFor = new SentFor(machine);
        int late = draw.between(1, 3);
        sentFor.release(late);
        expectToReach(machine, "APMain", BOOT);
        sentFor.releaseAllBut(late);
        expectGivenUp(machine, kernel, late);
    }

    private static void expectGivenUp(Machine machine, Kernel kernel, int late) {
        expectBootWithout(machine, kernel, late);
        expectNeverToCome(machine, kernel, late);
    }

    private static void toTheStub(Machine machine, SentFor sentFor) {
        Set<Long> pages = sentFor.messages().stream()
                .filter(each -> each.mode() == Messages.START_UP)
                .map(each -> (long) each.vector() << PAGE_SHIFT).collect(Collectors.toSet());
        expect("pages of start-up messages", pages.size()).to("be one", count -> count > 0);
        expectReached(machine, "the page of its start-up message",
                machine.runToAnyOf(pages, BOOT));
    }

    private static void expectBootWithout(Machine machine, Kernel kernel, int late) {
        expectToReach(machine, "KernelReady", BOOT);
        Map<Long, String> states = Aps.states(machine, kernel);
        for (int cpu : Aps.expected(machine)) {
            long id = machine.apicIds().get(cpu);
            expect("CPU " + cpu + " is called online", states.get(id).equals(Aps.ONLINE))
                    .given("held back", late).given("its state", states.get(id))
                    .diagnose("called-online", online -> cpu == late)
                    .diagnose("others", online -> true).toBe(cpu != late);
        }
    }

    private static void expectNeverToCome(Machine machine, Kernel kernel, int late) {
        machine.resume(late);
        if (machine.cpu(late).instructionPointer() == kernel.address("APMain")) {
            machine.step(late); // this arrival is over
        }
        Arrivals arrivals = machine.recordArrivals("APMain", A_WHILE);
        boolean ended = !(arrivals.ending() instanceof Ending.NoProgress);
        expect("what a CPU that comes late does to the machine", arrivals.ending().describe())
                .diagnose("wild", found -> true).to("be nothing", found -> !ended);
        CpuState cpu = machine.cpus().get(late);
        String place = Long.toHexString(cpu.instructionAddress());
        expect("arrivals at APMain of the CPU that was given up", arrivals.timesOf(late))
                .diagnose("came-later", times -> true).toBe(0);
        expect("the CPU that was given up is halted", cpu.halted()).given("at", place)
                .diagnose("wild", halted -> cpu.mode() == CpuState.Mode.REAL)
                .diagnose("came-later", halted -> true).toBe(true);
        expect("it takes interrupts", cpu.interruptsEnabled()).given("at", place)
                .diagnose("came-later", enabled -> true).toBe(false);
        expect("its state", Aps.states(machine, kernel)
                .get((long) machine.apicIds().get(late)))
                .diagnose("came-later", state -> true).toBe(Aps.OFFLINE);
    }
}
