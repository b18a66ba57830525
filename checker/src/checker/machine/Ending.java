package checker.machine;

import java.util.List;

/**
 * Why a run of the guest came to its end, as a fact without an opinion. When QEMU itself fails
 * there is no ending but a {@link MachineFailedException}: that is never the guest's fault, save
 * where the guest made it fail ({@link EmulatorBroken}).
 *
 * <p>After every ending but those that {@link #leavesNothing} the machine stands still and can be
 * examined.
 */
public sealed interface Ending {

    /** One sentence for a human. */
    String describe();

    /** Whether the machine cannot run on after it. */
    default boolean isFinal() {
        return this instanceof Reset || this instanceof PowerOff || this instanceof DebugExit
                || this instanceof GuestPanicked || this instanceof Flooded
                || this instanceof EmulatorBroken;
    }

    /** Whether QEMU is gone, with all that could be asked of it. */
    default boolean leavesNothing() {
        return this instanceof DebugExit || this instanceof EmulatorBroken;
    }

    /** A CPU is about to execute the instruction that the run was to reach. */
    record Reached(String symbol, long address, int cpu) implements Ending {

        @Override
        public String describe() {
            return "CPU " + cpu + " reached " + symbol;
        }
    }

    /** A CPU wrote to (or read from) the watched memory; it stands behind that instruction. */
    record Touched(String symbol, long address, int cpu) implements Ending {

        @Override
        public String describe() {
            return "CPU " + cpu + " accessed " + symbol;
        }
    }

    /** The guest did what the run was to wait for; where its CPUs stand is the host's choice. */
    record Seen(String what) implements Ending {

        @Override
        public String describe() {
            return what;
        }
    }

    /** A CPU entered the kernel's {@code Panic}; it stands at its first instruction. */
    record Panicked(int cpu) implements Ending {

        @Override
        public String describe() {
            return "CPU " + cpu + " panicked";
        }
    }

    /**
     * The machine was about to reset, and was kept from it.
     *
     * @param tripleFault whether it came of an exception during a double fault, rather than of a
     *     reset that was asked for
     * @param places where each CPU was
     */
    record Reset(boolean tripleFault, List<Place> places) implements Ending {

        public Reset {
            places = List.copyOf(places);
        }

        @Override
        public String describe() {
            return tripleFault ? "triple fault" : "the machine was reset";
        }
    }

    /** The kernel switched the machine off. */
    record PowerOff() implements Ending {

        @Override
        public String describe() {
            return "the machine was switched off";
        }
    }

    /** The kernel wrote the value to the debug exit port, and QEMU is gone. */
    record DebugExit(int value) implements Ending {

        @Override
        public String describe() {
            return "debug exit with " + value;
        }
    }

    /**
     * The guest executed what kills QEMU, and QEMU is gone.
     *
     * @param deed what the guest must have done
     * @param said QEMU's last words
     */
    record EmulatorBroken(String deed, String said) implements Ending {

        @Override
        public String describe() {
            return "QEMU died of what the guest did: " + deed;
        }
    }

    /** The kernel told the hypervisor that it crashed (pvpanic). */
    record GuestPanicked() implements Ending {

        @Override
        public String describe() {
            return "the guest reported a crash";
        }
    }

    /**
     * The limit in guest time passed, or the guest will never do anything again.
     *
     * @param kind what the CPUs did meanwhile
     * @param passed guest time since the run began, at most the limit
     * @param places where each CPU waits for an interrupt, or is if it never does
     */
    record NoProgress(Kind kind, GuestDuration passed, List<Place> places) implements Ending {

        /** What CPUs do that don't arrive. */
        public enum Kind {
            /** Every CPU is halted, and none will be woken. */
            DEADLOCKED("deadlocked"),
            /** Every CPU waits in HLT, and what wakes them does not bring them further. */
            IDLE("idle"),
            /** CPUs execute, but each only the same few instructions. */
            LIVELOCKED("livelocked"),
            /** A CPU executes one instruction that does not end, while the clock stands. */
            STUCK("stuck"),
            /** CPUs execute ever other instructions. */
            SLOW("slow");

            private final String word;

            Kind(String word) {
                this.word = word;
            }

            public String word() {
                return word;
            }
        }

        public NoProgress {
            places = List.copyOf(places);
        }

        @Override
        public String describe() {
            return kind.word() + " after " + passed + " of guest time";
        }
    }

    /** The guest wrote more than a machine keeps; the channel is cut there. */
    record Flooded(String channel, long bytes) implements Ending {

        @Override
        public String describe() {
            return "more than " + bytes + " bytes on the " + channel;
        }
    }
}
