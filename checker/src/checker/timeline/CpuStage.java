package checker.timeline;

import checker.machine.CpuMode;

/** How far a CPU has come, as a picture of a start shows it. */
enum CpuStage {
    FIRMWARE("firmware", "firmware", "executes the firmware"),
    ASLEEP("asleep", "not called", "waits to be called, since the machine was switched on"),
    WAITING("waiting", "waits", "waits for a start-up message, after an INIT"),
    REAL("real", "16", "real mode, 16 bits"),
    PROTECTED("protected", "32", "protected mode, 32 bits"),
    LONG("long", "64", "long mode, 64 bits"),
    IN_C("in-c", "C", "in C"),
    ONLINE("online", "on", "online, awake"),
    HALTED("halted", "halted", "halted, waits for an interrupt");

    private final String style;
    private final String label;
    private final String words;

    CpuStage(String style, String label, String words) {
        this.style = style;
        this.label = label;
        this.words = words;
    }

    static CpuStage of(CpuMode mode) {
        return switch (mode) {
            case REAL -> REAL;
            case PROTECTED -> PROTECTED;
            case LONG -> LONG;
        };
    }

    /** The class of its boxes. */
    String style() {
        return style;
    }

    /** What is written into a box. */
    String label() {
        return label;
    }

    String words() {
        return words;
    }

    /** Whether instructions are executed in it. */
    boolean isAwake() {
        return this != ASLEEP && this != WAITING && this != HALTED;
    }
}
