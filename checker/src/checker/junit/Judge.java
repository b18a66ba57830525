package checker.junit;

import checker.machine.Firmware;
import checker.machine.MachineFailedException;
import checker.machine.UnknownSymbolException;
import checker.machine.UnmappedMemoryException;
import checker.process.MissingToolException;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Outcome;
import checker.report.SafeText;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.opentest4j.TestAbortedException;

/**
 * Turns what a behaviour threw into an outcome. Only a {@link Finding} or a failed assertion
 * blames the kernel; anything that nobody foresaw is the checker's own fault.
 *
 * @param outcome how the case ended
 * @param diagnosis what is wrong with the kernel, when it is to blame
 * @param reason why nothing was decided; empty otherwise
 */
record Judge(Outcome outcome, Optional<Diagnosis> diagnosis, String reason) {

    private static final int SHOWN_FRAMES = 8;

    static Judge of(Optional<Throwable> thrown) {
        return thrown.map(Judge::unwrapped).map(Judge::of)
                .orElse(new Judge(Outcome.PASSED, Optional.empty(), ""));
    }

    /** Of a firmware that starts no kernel at all. */
    static Judge ofFirmware(Firmware firmware) {
        return undecided(Outcome.INTERNAL_ERROR, "the firmware (" + firmware.label()
                + ") did not start the kernel on this machine, nor one that is known to be right: "
                + "nothing is known about the kernel");
    }

    private static Judge of(Throwable thrown) {
        if (thrown instanceof Finding finding) {
            return blame(finding.diagnosis());
        }
        if (thrown instanceof TestAbortedException) {
            return undecided(Outcome.SKIPPED, message(thrown));
        }
        if (thrown instanceof UnknownSymbolException unknown) {
            return blame(Kernel.missing(unknown.symbol()));
        }
        if (thrown instanceof UnmappedMemoryException) {
            return blame(Diagnosis.of(Cause.WRONG_STATE, "an address that leads nowhere: "
                    + message(thrown)).keyed(Kernel.WILD_ADDRESS));
        }
        if (thrown instanceof AssertionError) {
            return blame(Diagnosis.of(Cause.WRONG_STATE, message(thrown)));
        }
        if (thrown instanceof MissingToolException missing) {
            return undecided(Outcome.INTERNAL_ERROR, message(missing) + "\n" + missing.remedy());
        }
        if (thrown instanceof MachineFailedException) {
            return undecided(Outcome.INTERNAL_ERROR, message(thrown));
        }
        return undecided(Outcome.INTERNAL_ERROR, withFrames(thrown));
    }

    private static Judge blame(Diagnosis diagnosis) {
        return new Judge(diagnosis.outcome(), Optional.of(diagnosis), "");
    }

    private static Judge undecided(Outcome outcome, String reason) {
        return new Judge(outcome, Optional.empty(), reason);
    }

    /** JUnit wraps what an extension throws while it makes a parameter. */
    private static Throwable unwrapped(Throwable thrown) {
        boolean wrapper = thrown instanceof ParameterResolutionException;
        return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return SafeText.lines(message == null ? thrown.getClass().getName() : message);
    }

    private static String withFrames(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName() + ": "
                + message(thrown));
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(SHOWN_FRAMES, frames.length); i++) {
            text.append("\nat ").append(frames[i]);
        }
        return text.toString();
    }
}
