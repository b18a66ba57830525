package checker.machine;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a guest can do that QEMU does not survive. A processor would have gone on, so whatever else
 * QEMU dies of is its own fault; of these it is known that no kernel does them unless it is wrong.
 */
enum FatalDeed {

    /**
     * QEMU 7.2 raises FERR# without its own lock and stops at an assertion; SDM volume 1,
     * "Handling x87 FPU Exceptions in Software", has the two ways in which a processor reports such
     * an error.
     */
    X87_ERROR_TO_THE_8259("an x87 error that nothing masks, while CR0.NE is clear", 6,
            "tcg_handle_interrupt: assertion failed"),

    /** QEMU 7.2 divides on the host, where INT64_MIN by -1 is an error as well. */
    DIVISION_OVERFLOW("IDIV of the least number by -1", 8, ""),

    /**
     * QEMU 7.2 hands all bytes of an OUT or IN to the device in which it begins, and the serial
     * port takes no byte behind its eighth register.
     */
    PAST_A_SERIAL_PORT("an OUT or IN of several bytes that begins in a serial port and ends behind"
            + " it", 6, "hw/char/serial.c"),

    /** QEMU ends itself when a processor is somewhere that it cannot follow. */
    LOST_ITS_WAY("it executed what is neither RAM nor ROM", 6,
            "qemu: fatal: Trying to execute code outside RAM or ROM");

    /** A shell's exit code for a program that a signal ended is this much and the signal. */
    static final int SIGNALLED = 128;

    private final String words;
    private final int signal;
    private final String said;

    FatalDeed(String words, int signal, String said) {
        this.words = words;
        this.signal = signal;
        this.said = said;
    }

    /** The deed as a report says it. */
    String words() {
        return words;
    }

    /**
     * The deed that QEMU died of while the guest ran; none when it was not the guest's.
     *
     * @param exitCode as a shell gives it
     * @param errors what QEMU wrote to its error output
     */
    static Optional<FatalDeed> behind(int exitCode, String errors) {
        return Arrays.stream(values()).filter(deed -> exitCode == SIGNALLED + deed.signal
                && errors.contains(deed.said)).findFirst();
    }
}
