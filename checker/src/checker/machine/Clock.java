package checker.machine;

import java.util.OptionalLong;

/** What drives the guest's time, and with it when one CPU gives way to another. */
public sealed interface Clock {

    /** Time counts instructions, and CPUs switch only when they wait: the default for verdicts. */
    Clock DETERMINISTIC = new Deterministic(OptionalLong.empty(), Deterministic.USUAL_SHIFT);

    /** A deterministic clock on which an instruction takes a nanosecond: time is their number. */
    Clock COUNTING = new Deterministic(OptionalLong.empty(), 0);

    /** A deterministic clock under which CPUs switch at moments drawn from a seed. */
    static Clock scheduled(long seed) {
        return new Deterministic(OptionalLong.of(seed), Deterministic.USUAL_SHIFT);
    }

    /** Whether a second run is the same, instruction by instruction. */
    boolean reproducible();

    /**
     * Virtual time is the number of executed instructions: two runs of the same kernel on the same
     * spec are bit-identical, however busy the host is.
     *
     * @param seed draws how often the CPUs switch; without it a CPU runs until it waits or for
     *     100 ms of guest time
     * @param shift an instruction takes 2^shift nanoseconds
     */
    record Deterministic(OptionalLong seed, int shift) implements Clock {

        /** 3.9 million instructions a second of guest time. */
        private static final int USUAL_SHIFT = 8;

        @Override
        public boolean reproducible() {
            return true;
        }

        @Override
        public String toString() {
            String pace = shift == USUAL_SHIFT ? "" : ", " + (1 << shift) + " ns an instruction";
            return (seed.isPresent() ? "seed " + seed.getAsLong() : "deterministic") + pace;
        }
    }

    /** Time is the host's, and CPUs run truly side by side: for soaks, never asked about time. */
    record FreeRunning(Accelerator accelerator) implements Clock {

        @Override
        public boolean reproducible() {
            return false;
        }

        @Override
        public String toString() {
            return "free-running " + accelerator.label();
        }
    }

    /** What executes the guest's instructions. */
    enum Accelerator {
        TCG("tcg,thread=multi", "tcg"),
        KVM("kvm", "kvm");

        private final String option;
        private final String label;

        Accelerator(String option, String label) {
            this.option = option;
            this.label = label;
        }

        /** QEMU's {@code -accel} argument. */
        public String option() {
            return option;
        }

        public String label() {
            return label;
        }
    }
}
