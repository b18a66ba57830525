package checker.steps.step03;

import static checker.junit.Expectation.expectToReach;

import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.hands.Messages;
import checker.steps.hands.Messages.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine whose others have all got a start-up message and have not executed an instruction yet.
 * The boot CPU is held, too: while a CPU stands at a breakpoint the others execute for a time that
 * the host chooses, and the boot CPU would give up on it.
 */
final class SentFor {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration FIRST = GuestDuration.ofMilliseconds(500);
    /** Longer than any wait between two messages, and too short for giving up. */
    private static final GuestDuration BETWEEN = GuestDuration.ofMilliseconds(150);

    private final Machine machine;
    private final List<Message> messages = new ArrayList<>();

    /** Runs the machine there, or to where no further start-up message comes. */
    SentFor(Machine machine) {
        this.machine = machine;
        expectToReach(machine, "EnterAPICMode", BOOT);
        machine.applicationCpus().forEach(machine::stopForGood);
        Messages sent = new Messages(machine);
        Set<Integer> waiting = new TreeSet<>(Aps.expected(machine));
        while (!waiting.isEmpty()) {
            Message message = sent.next(messages.isEmpty() ? FIRST : BETWEEN);
            if (message == null) {
                break;
            }
            messages.add(message);
            if (message.mode() == Messages.START_UP) {
                waiting.removeIf(cpu -> message.goesTo(machine.apicIds().get(cpu)));
            }
        }
    }

    /** What was sent so far. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The CPUs that a right kernel starts and this one has sent for. */
    List<Integer> cpus() {
        return Aps.expected(machine).stream().filter(cpu -> messages.stream()
                .anyMatch(each -> each.mode() == Messages.START_UP
                        && each.goesTo(machine.apicIds().get(cpu)))).toList();
    }

    /** Whether any message has the APIC ID of that CPU in it. */
    boolean isNamed(int cpu) {
        return messages.stream().anyMatch(each ->
                each.isTo(machine.apicIds().get(cpu)));
    }

    /** Lets one of the others go, and nobody else who has not been let go before. */
    void release(int cpu) {
        machine.resume(cpu);
        machine.stopForGood(machine.spec().bootCpu());
    }

    /** Lets all go, the boot CPU too. */
    void releaseAll() {
        machine.resume(machine.spec().bootCpu());
        machine.applicationCpus().forEach(machine::resume);
    }

    /** Lets all go but one of the others, which stays where it is. */
    void releaseAllBut(int held) {
        releaseAll();
        machine.stopForGood(held);
    }
}
