package checker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a machine's firmware starts kernels at all, tried with one that is known to be right: it
 * consists of headers and a halt. Where that one is started and another is not, the other is to
 * blame; where it is not, nothing is known of any kernel.
 */
public final class StartTrial {

    private static final String HALT = "fa f4 eb fc"; // cli; hlt; jmp back
    private static final String START = "Start";

    private StartTrial() {}

    /**
     * Boots it on that machine.
     *
     * @param evidence a folder of this machine alone, made when missing
     * @throws MachineFailedException when there is no such machine
     */
    public static boolean passes(MachineSpec spec, Path evidence) {
        TinyGuest guest = TinyGuest.of(HALT).with(START, TinyGuest.CODE);
        try {
            Path elf = guest.writeTo(Files.createDirectories(evidence));
            try (Machine machine = Machine.boot(spec, elf, guest, evidence)) {
                return machine.reaches(START, GuestDuration.ofSeconds(1));
            }
        } catch (IOException e) {
            throw new MachineFailedException("no kernel could be written to " + evidence, e);
        }
    }
}
