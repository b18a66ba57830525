package checker.steps.hands;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.acpi.Madt;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages that the boot CPU sends to others, as its interrupt command register has them; Intel
 * SDM volume 3A, "Interrupt Command Register (ICR)".
 */
public final class Messages {

    public static final int NMI = 4;
    public static final int INIT = 5;
    public static final int START_UP = 6;
    public static final int NO_SHORTHAND = 0;
    public static final int ALL_BUT_SELF = 3;
    public static final int COMMAND = 0x300;
    public static final int COMMAND_HIGH = 0x310;

    private static final int MODE_SHIFT = 8;
    private static final int SHORTHAND_SHIFT = 18;
    private static final int LEVEL = 1 << 14;
    private static final int TRIGGERED_BY_LEVEL = 1 << 15;
    private static final int DESTINATION_SHIFT = 56;

    /**
     * One of them.
     *
     * @param at when, to what the machine's next timer can add
     * @param mode how it is delivered: {@link #INIT}, {@link #START_UP}
     * @param vector of a start-up message: the number of a page
     * @param shorthand whom it goes to, when not to {@code destination} alone
     * @param destination an APIC id
     * @param asserted whether its bit Level is set
     * @param cpu the sender
     */
    public record Message(GuestDuration at, int mode, int vector, int shorthand, int destination,
            boolean asserted, int cpu) {

        public boolean goesTo(int apicId) {
            return shorthand == ALL_BUT_SELF || isTo(apicId);
        }

        /** By its APIC ID, and not to all. */
        public boolean isTo(int apicId) {
            return shorthand == NO_SHORTHAND && destination == apicId;
        }

        @Override
        public String toString() {
            String what = mode == INIT ? "INIT" : String.format("start-up at %x000H", vector);
            return what + (shorthand == NO_SHORTHAND ? " to APIC ID " + destination
                    : " to shorthand " + shorthand) + " at " + at;
        }
    }

    private final Machine machine;
    private final long command;

    /** Of a machine that stands still and whose registers are mapped. */
    public Messages(Machine machine) {
        this.machine = machine;
        this.command = MappedRegisters.of(machine, Madt.USUAL_ADDRESS) + COMMAND;
    }

    /** Those that start CPUs until the boot is complete; runs the machine, for no longer. */
    public List<Message> record(GuestDuration patience) {
        List<Message> messages = new ArrayList<>();
        GuestDuration end = machine.now().plus(patience);
        Message message;
        do {
            message = next(machine.now().compareTo(end) < 0
                    ? end.since(machine.now()) : new GuestDuration(0));
            if (message != null) {
                messages.add(message);
            }
        } while (message != null);
        return List.copyOf(messages);
    }

    /** Runs to the first start-up message: to behind the instruction that sends it. */
    public Message runToStartUp(GuestDuration patience) {
        Message message = next(patience);
        while (message != null && message.mode != START_UP) {
            message = next(patience);
        }
        if (message == null) {
            expectReached(machine, "its first start-up message",
                    machine.lastEnding().orElseThrow());
            expect("start-up messages before the boot is complete", 0)
                    .to("be sent", count -> count > 0);
        }
        return message;
    }

    /** Runs to the next message that starts a CPU; null when none is sent before the boot ends. */
    public Message next(GuestDuration limit) {
        while (machine.runToWriteAtOr(command, Integer.BYTES, Set.of("KernelReady"), limit)
                instanceof Ending.Touched touched) {
            long sent = machine.localApic(touched.cpu()).orElseThrow().interruptCommand();
            if (starts(sent)) {
                return message(sent, touched.cpu());
            }
        }
        return null;
    }

    /** How what is written to the command register is delivered: {@link #NMI}, {@link #INIT}. */
    public static int mode(long command) {
        return (int) command >> MODE_SHIFT & 7;
    }

    /** Whom that goes to: {@link #NO_SHORTHAND}, {@link #ALL_BUT_SELF}. */
    public static int shorthand(long command) {
        return (int) command >> SHORTHAND_SHIFT & 3;
    }

    /** Whether that starts CPUs: an INIT or a start-up message. */
    public static boolean starts(long command) {
        return mode(command) == START_UP || mode(command) == INIT && !endsInit(command);
    }

    /** Whether it is an INIT's level that goes to 0: nothing to a CPU since the Pentium 4. */
    public static boolean endsInit(long command) {
        return mode(command) == INIT
                && (command & (TRIGGERED_BY_LEVEL | LEVEL)) == TRIGGERED_BY_LEVEL;
    }

    private Message message(long sent, int cpu) {
        return new Message(machine.now(), mode(sent), (int) sent & 0xff, shorthand(sent),
                (int) (sent >>> DESTINATION_SHIFT), (sent & LEVEL) != 0, cpu);
    }

    /** Makes the boot CPU, which executes kernel code, send an interrupt to a CPU. */
    public static void send(Machine machine, int apicId, int vector) {
        ApicRegisters sender = new ApicRegisters(machine);
        sender.write(COMMAND_HIGH, (long) apicId << Byte.SIZE * 3);
        sender.write(COMMAND, LEVEL | vector);
    }
}
