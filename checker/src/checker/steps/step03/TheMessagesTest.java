package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import checker.steps.hands.Messages;
import checker.steps.hands.Messages.Message;
import java.util.List;
import java.util.stream.Stream;

/**
 * The others are sent for as the manual says, all side by side: INIT, 10 ms, start-up, 200 us,
 * start-up.
 *
 * <p>No emulator minds a missing delay, so that the messages are watched as they leave the boot
 * CPU's Local APIC. Where a machine stands still its clock may run on to its next timer: on these
 * machines there is one every 100 us.
 */
@Step(3)
@Criterion("BSP sends INIT + SIPI to each APIC ID (skip BSP) pointing to the shared trampoline "
        + "vector.")
final class TheMessagesTest {

    private static final long EVERY_97_MICROSECONDS = 172; // checker.machine.Schedule
    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration PATIENCE = GuestDuration.ofMilliseconds(700);
    private static final GuestDuration SOME = GuestDuration.ofMilliseconds(100);
    private static final long INIT_NANOSECONDS = 10_000_000;
    private static final long START_UP_NANOSECONDS = 200_000;
    private static final int LAST_PAGE = 0x9f;

    /** Others in sockets of three: ids with a hole. */
    static final class Finely implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("two-sockets-of-three", MachineSpec.of(architecture)
                    .with(Topology.of(2, 3, 1)).with(Clock.scheduled(EVERY_97_MICROSECONDS))));
        }
    }

    @OnEveryMachine(from = Finely.class)
    @Hint(diagnosis = "not-sent", where = "The loop that sends INIT and start-up messages.",
            wrong = "A CPU gets no INIT, or no start-up message after it.",
            fix = "Send both to the APIC ID of each record but the boot CPU's.",
            hunk = "CallAll")
    @Hint(diagnosis = "too-early", where = "What is waited for between two messages.",
            wrong = "The start-up message follows the INIT before the CPU need be ready for it, or "
                    + "the second one the first.",
            fix = "Wait 10 ms after the INIT and 200 us after each start-up message, by a clock "
                    + "that is right: BusyWait.",
            hunk = "CallAll")
    @Hint(diagnosis = "page", where = "The low byte of the start-up message.",
            wrong = "It is not the number of the page that the stub is in.",
            fix = "It is the address / 4096; vectors A0H to BFH are not to be used.",
            hunk = "SendStartUp")
    @Hint(diagnosis = "level", where = "Bit 14 of the interrupt command register.",
            wrong = "An INIT or a start-up message has the level 0, which is for the end of an "
                    + "INIT by level alone.",
            fix = "4500H for an INIT, 46vvH for a start-up message.",
            hunk = "Send")
    @Hint(diagnosis = "again", where = "How often messages are sent.",
            wrong = "A CPU gets a further INIT, or more than two start-up messages.",
            fix = "One INIT; a start-up message; a second one if the CPU has not begun.",
            hunk = "SendStartUps")
    void eachIsSentForAsTheManualSays(Machine machine) {
        List<Message> messages = messages(machine);
        for (int cpu : Aps.expected(machine)) {
            int id = machine.apicIds().get(cpu);
            List<Message> own = messages.stream().filter(each -> each.goesTo(id)).toList();
            expect("messages to APIC ID " + id, own)
                    .diagnose("again", found -> found.size() > 3 || found.stream()
                            .filter(each -> each.mode() == Messages.INIT).count() > 1)
                    .diagnose("not-sent", found -> true)
                    .to("be an INIT, and one start-up message or two", found ->
                            (found.size() == 2 || found.size() == 3)
                            && found.get(0).mode() == Messages.INIT
                            && found.stream().skip(1)
                            .allMatch(each -> each.mode() == Messages.START_UP));
            expect("messages without the level", own.stream().filter(each -> !each.asserted())
                    .toList()).diagnose("level", found -> true).toBe(List.of());
            expectGap(own, 0, INIT_NANOSECONDS);
            if (own.size() > 2) {
                expectGap(own, 1, START_UP_NANOSECONDS);
            }
            expect("pages to start in", own.stream().skip(1).map(Message::vector).distinct()
                    .toList()).inHex().diagnose("page", pages -> true).to("be one, from 1 to "
                    + Integer.toHexString(LAST_PAGE) + "H", pages -> pages.size() == 1
                    && pages.get(0) >= 1 && pages.get(0) <= LAST_PAGE);
        }
    }

    /** So many others that it tells what each of them costs. */
    static final class Many implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("16-cpus", MachineSpec.of(architecture).withCpus(16)
                    .with(Clock.scheduled(EVERY_97_MICROSECONDS))));
        }
    }

    /** Nobody is held: a kernel may call one when the last has come so far, or send for all. */
    @OnEveryMachine(from = Many.class)
    @Hint(where = "What the boot CPU does while a CPU is on its way.",
            wrong = "The CPUs are started one after the other: 10 ms for each.",
            fix = "Send all the INITs, wait once, send all the start-up messages.",
            hunk = "CallAll")
    void theyAreSentForSideBySide(Machine machine) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Message first = new Messages(machine).next(PATIENCE);
        expect("whether an INIT is sent", first != null).toBe(true);
        expectToReach(machine, "KernelReady", BOOT);
        int count = Aps.expected(machine).size();
        expect("from the first INIT to the end of the boot", machine.now().since(first.at()))
                .given("others", count).to("take less than " + count + " times 10 ms", found ->
                        found.nanoseconds() < INIT_NANOSECONDS * count);
    }

    /** One other: each message between two costs up to 100 us of standing still. */
    static final class Pair implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("two-cpus", MachineSpec.of(architecture).withCpus(2)
                    .with(Clock.scheduled(EVERY_97_MICROSECONDS))));
        }
    }

    /** The other is held: it takes no notice of its first start-up message. */
    @OnEveryMachine(from = Pair.class)
    @Hint(diagnosis = "too-early", where = "What is waited for between the start-up messages.",
            wrong = "The second start-up message follows the first at once.",
            fix = "Wait 200 us after the first, by a clock that is right: BusyWait.",
            hunk = "SendStartUps")
    @Hint(diagnosis = "not-sent", where = "The second start-up message.",
            wrong = "A CPU that has not begun gets no second start-up message.",
            fix = "Send it once more: the first may be lost.",
            hunk = "CallAll")
    void whoIsSlowGetsASecondStartUp(Machine machine) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        machine.applicationCpus().forEach(machine::stopForGood);
        List<Message> messages = new Messages(machine).record(SOME);
        for (int cpu : Aps.expected(machine)) {
            int id = machine.apicIds().get(cpu);
            List<Message> own = messages.stream().filter(each -> each.goesTo(id)).toList();
            expect("start-up messages to APIC ID " + id, own.stream()
                    .filter(each -> each.mode() == Messages.START_UP).count())
                    .given("messages", own).diagnose("not-sent", count -> true).toBe(2L);
            expectGap(own, 1, START_UP_NANOSECONDS);
        }
    }

    private static void expectGap(List<Message> messages, int first, long least) {
        GuestDuration gap = messages.get(first + 1).at().since(messages.get(first).at());
        expect("from a message to the next", gap).given("messages", messages)
                .diagnose("too-early", found -> true)
                .to("be " + new GuestDuration(least) + " or more",
                        found -> found.nanoseconds() >= least);
    }

    private static List<Message> messages(Machine machine) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        return new Messages(machine).record(PATIENCE);
    }
}
