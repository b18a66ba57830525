package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The messages that the boot CPU sends to others, as its interrupt command register has them; Intel
 * SDM volume 3A, "Interrupt Command Register (ICR)".
 */
final class Messages {

    static final int NMI = 4;
    static final int INIT = 5;
    static final int START_UP = 6;
    static final int NO_SHORTHAND = 0;
    static final int ALL_BUT_SELF = 3;
    static final int COMMAND = 0x300;
    static final int COMMAND_HIGH = 0x310;

    private static final long REGISTERS = 0xfee00000L;
    private static final int MODE_SHIFT = 8;
    private static final int SHORTHAND_SHIFT = 18;
    private static final int LEVEL = 1 << 14;
    private static final int DESTINATION_SHIFT = 56;

    /**
     * One of them.
     *
     * @param at when, to what the machine's next timer can add
     * @param mode how it is delivered: {@link #INIT}, {@link #START_UP}
     * @param vector of a start-up message: the number of a page
     * @param shorthand whom it goes to, when not to {@code destination} alone
     * @param destination an APIC id
     * @param cpu the sender
     */
    record Message(GuestDuration at, int mode, int vector, int shorthand, int destination,
            int cpu) {

        boolean goesTo(int apicId) {
            return shorthand == ALL_BUT_SELF || isTo(apicId);
        }

        /** By its APIC ID, and not to all. */
        boolean isTo(int apicId) {
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
    Messages(Machine machine) {
        this.machine = machine;
        this.command = registers(machine).orElseThrow() + COMMAND;
    }

    /** Those that start CPUs until the boot is complete; runs the machine, for no longer. */
    List<Message> record(GuestDuration patience) {
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
    Message runToStartUp(GuestDuration patience) {
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
    Message next(GuestDuration limit) {
        while (machine.runToWriteAtOr(command, Integer.BYTES, Set.of("KernelReady"), limit)
                instanceof Ending.Touched touched) {
            Message message = message(touched.cpu());
            if (message.mode == INIT || message.mode == START_UP) {
                return message;
            }
        }
        return null;
    }

    /** How what is written to the command register is delivered: {@link #NMI}, {@link #INIT}. */
    static int mode(long command) {
        return (int) command >> MODE_SHIFT & 7;
    }

    /** Whom that goes to: {@link #NO_SHORTHAND}, {@link #ALL_BUT_SELF}. */
    static int shorthand(long command) {
        return (int) command >> SHORTHAND_SHIFT & 3;
    }

    private Message message(int cpu) {
        long sent = machine.localApic(cpu).orElseThrow().interruptCommand();
        return new Message(machine.now(), mode(sent), (int) sent & 0xff,
                shorthand(sent), (int) (sent >>> DESTINATION_SHIFT), cpu);
    }

    /** Makes the boot CPU, which executes kernel code, send an interrupt to a CPU. */
    static void send(Machine machine, int apicId, int vector) {
        long registers = registers(machine).orElseThrow();
        Borrowed sender = new Borrowed(machine, machine.spec().bootCpu());
        sender.store(registers + COMMAND_HIGH, (long) apicId << Byte.SIZE * 3);
        sender.store(registers + COMMAND, LEVEL | vector);
    }

    /** Where the kernel has mapped the registers of Local APICs. */
    private static OptionalLong registers(Machine machine) {
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        CpuState cpu = machine.cpu(machine.spec().bootCpu());
        return find(machine, cpu.register("CR3") & (wide ? FRAME : ~0x1fL), wide ? 4 : 3, 0, wide);
    }

    private static final long FRAME = 0x000ffffffffff000L;
    private static final int PRESENT = 1;
    private static final int LARGE = 1 << 7;
    private static final int PAGE_SHIFT = 12;
    private static final int INDEX_BITS = 9;

    /** Looks through a table, from its end: the kernel's part. */
    private static OptionalLong find(
            Machine machine, long table, int level, long base, boolean wide) {
        int entries = level == 3 && !wide ? 4 : 1 << INDEX_BITS;
        byte[] bytes = bytes(machine, table, entries * Long.BYTES);
        for (int index = entries - 1; index >= 0; index--) {
            long entry = GuestMemory.number(Arrays.copyOfRange(bytes,
                    index * Long.BYTES, (index + 1) * Long.BYTES));
            long at = base | (long) index << PAGE_SHIFT + INDEX_BITS * (level - 1);
            if ((entry & PRESENT) == 0) {
                continue;
            }
            if (level == 1 && (entry & FRAME) == REGISTERS) {
                return OptionalLong.of(wide ? at << 16 >> 16 : at);
            }
            boolean leaf = level == 1 || level == 2 && (entry & LARGE) != 0
                    || level == 3 && wide && (entry & LARGE) != 0;
            OptionalLong found = leaf ? OptionalLong.empty()
                    : find(machine, entry & FRAME, level - 1, at, wide);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private static byte[] bytes(Machine machine, long address, int count) {
        try {
            return machine.memory().readPhysical(address, count);
        } catch (UnmappedMemoryException e) {
            return new byte[count];
        }
    }
}
