package checker.junit;

import checker.machine.Ending;
import checker.machine.Place;
import checker.oracle.KernelLog;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import checker.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what is wrong with a kernel that ended otherwise than it should have. */
final class BootDiagnosis {

    private final String aim;
    private final Ending ending;
    private final String serial;
    private final List<String> states;

    /**
     * A diagnosis of one run.
     *
     * @param aim what should have happened: {@code KernelReady}
     * @param serial all that the kernel wrote
     * @param states each CPU's registers and backtrace
     */
    BootDiagnosis(String aim, Ending ending, String serial, List<String> states) {
        this.aim = aim;
        this.ending = ending;
        this.serial = serial;
        this.states = states;
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
        if (ending instanceof Ending.Flooded) {
            return diagnosis(Cause.NO_PROGRESS, "the kernel writes without end")
                    .keyed("flood");
        }
        return diagnosis(Cause.RESET, ending.describe()).keyed("ended-by-itself");
    }

    private Diagnosis panicked(Ending.Panicked panicked) {
        // What Panic was called with stands in the log once Panic has written it.
        List<String> record = KernelLog.parse(serial).panic().stream()
                .map(panic -> panic.area() + ": " + panic.message()).toList();
        boolean exception = record.stream().anyMatch(words -> words.startsWith("exception"));
        String said = record.isEmpty() ? panicked.describe() : SafeText.line(record.get(0));
        return diagnosis(exception ? Cause.EXCEPTION : Cause.PANIC,
                "CPU " + panicked.cpu() + ", " + said)
                .with(new Fact("CPUs", String.join("\n", states)));
    }

    private Diagnosis reset(Ending.Reset reset) {
        String what = reset.tripleFault()
                ? "triple fault (an exception while a double fault was delivered)"
                : ending.describe();
        return diagnosis(Cause.RESET, what)
                .with(places(reset.places()), new Fact("CPUs", String.join("\n", states)))
                .keyed(reset.tripleFault() ? "triple-fault" : "reset");
    }

    private Diagnosis stuck(Ending.NoProgress stuck) {
        Cause cause = serial.isEmpty() ? Cause.NO_FIRST_BYTE : Cause.NO_PROGRESS;
        return diagnosis(cause, stuck.describe()).with(places(stuck.places()))
                .keyed(stuck.kind().word());
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
