package checker.junit;

import checker.machine.Ending;
import checker.machine.Place;
import checker.oracle.KernelLog;
import checker.oracle.LogRecord;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import checker.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is wrong with a kernel that ended otherwise than it should have. */
final class BootDiagnosis {

    private final String aim;
    private final Ending ending;
    private final String serial;
    private final String crash;

    /**
     * A diagnosis of one run.
     *
     * @param aim what should have happened: {@code KernelReady}
     * @param serial all that the kernel wrote
     * @param crash registers and callers of the CPU that crashed
     */
    BootDiagnosis(String aim, Ending ending, String serial, String crash) {
        this.aim = aim;
        this.ending = ending;
        this.serial = serial;
        this.crash = crash;
    }

    /** Of a kernel that the loader does not start at all. */
    static Diagnosis ofRefused(String reason) {
        return Diagnosis.of(Cause.NO_FIRST_BYTE, "the loader does not take it for a kernel",
                new Fact("expected", "the loader starts the kernel, as it starts another"),
                new Fact("found", SafeText.lines(reason))).keyed("refused");
    }

    Diagnosis find() {
        if (ending instanceof Ending.Panicked panicked) {
            return panicked(panicked);
        }
        if (ending instanceof Ending.Reset reset) {
            return reset(reset);
        }
        if (ending instanceof Ending.NoProgress stuck) {
            return stuck(stuck);
        }
        if (ending instanceof Ending.EmulatorBroken broken) {
            return diagnosis(Cause.EMULATOR_BROKEN, "of " + broken.deed())
                    .with(new Fact("QEMU said", SafeText.lines(broken.said())));
        }
        if (ending instanceof Ending.Flooded) {
            return diagnosis(Cause.NO_PROGRESS, "the kernel writes without end")
                    .keyed("flood");
        }
        return diagnosis(Cause.RESET, ending.describe()).keyed("ended-by-itself");
    }

    private Diagnosis panicked(Ending.Panicked panicked) {
        // What Panic was called with stands in the log once Panic has written it.
        Optional<LogRecord> record = KernelLog.parse(serial).panic();
        boolean exception = record.filter(panic -> panic.area().equals("exception")).isPresent();
        String said = record.map(panic -> exception ? panic.message()
                : panic.area() + ": " + panic.message()).orElse("a panic without a message");
        return diagnosis(exception ? Cause.EXCEPTION : Cause.PANIC,
                "CPU " + panicked.cpu() + ", " + SafeText.line(said))
                .with(new Fact("where", crash));
    }

    private Diagnosis reset(Ending.Reset reset) {
        String what = reset.tripleFault()
                ? "triple fault (an exception while a double fault was delivered)"
                : "asked for by the kernel, or by a stray write to a port";
        return diagnosis(Cause.RESET, what)
                .with(places(reset.places()), new Fact("where", crash))
                .keyed(reset.tripleFault() ? "triple-fault" : "reset");
    }

    private Diagnosis stuck(Ending.NoProgress stuck) {
        Cause cause = serial.isEmpty() ? Cause.NO_FIRST_BYTE : Cause.NO_PROGRESS;
        String what = switch (stuck.kind()) {
            case DEADLOCKED -> "deadlocked, no CPU will ever do anything";
            case IDLE -> "idle, each CPU waits for an interrupt and finds nothing to do";
            case LIVELOCKED -> "livelocked, CPUs execute the same few instructions";
            case STUCK -> "stuck, a CPU executes one instruction for ever: setting a reserved bit "
                    + "of CR3 or CR4 is such a one in QEMU, where a processor raises #GP";
            case SLOW -> "slow, CPUs execute but do not get there";
        };
        return diagnosis(cause, what).with(places(stuck.places())).keyed(stuck.kind().word());
    }

    private Diagnosis diagnosis(Cause cause, String summary) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("expected", aim));
        facts.add(new Fact("found", ending.describe()));
        return new Diagnosis(cause, summary, facts, "");
    }

    private static Fact places(List<Place> places) {
        return new Fact("places", places.stream().map(Place::toString)
                .collect(Collectors.joining("\n")));
    }
}
