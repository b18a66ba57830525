package checker.junit;

import checker.oracle.ProbeReport;
import checker.oracle.ProbeResult;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Evidence;
import checker.report.Fact;
import java.util.List;
import java.util.Optional;

/** What the step's probes reported on one machine; run once, however many behaviours ask. */
public final class ProbeRun {

    private final String noun;
    private final ProbeReport report;
    private final Optional<Diagnosis> ended;
    private final Evidence evidence;
    private final Recording recording;

    /**
     * A run's report.
     *
     * @param noun what one of the reported things is called: {@code probe}
     * @param ended why the run ended before its time, if it did
     */
    ProbeRun(String noun, ProbeReport report, Optional<Diagnosis> ended, Evidence evidence,
            Recording recording) {
        this.noun = noun;
        this.report = report;
        this.ended = ended;
        this.evidence = evidence;
        this.recording = recording;
    }

    public ProbeReport report() {
        return report;
    }

    /**
     * Throws a {@link Finding} unless every probe that was asked for ended, and passed.
     *
     * <p>A probe that brought the kernel down is named by the crash's own diagnosis. Of a kernel
     * that only gets no further, what was reported before says more.
     */
    public void expectAllPassed() {
        List<ProbeResult> failures = report.failures();
        ended.filter(diagnosis -> failures.isEmpty() || diagnosis.cause() != Cause.NO_PROGRESS)
                .ifPresent(diagnosis -> {
                    throw new Finding(diagnosis.with(new Fact(noun + "s that ended", names())));
                });
        if (!failures.isEmpty()) {
            throw failure(failures);
        }
        if (!report.passed()) {
            throw Expectation.wrong("the " + noun + "s' report is not complete",
                    Fact.of("expected", "a plan and a result for each " + noun),
                    Fact.of("found", incomplete()));
        }
    }

    /**
     * Throws a {@link Finding} unless the one probe, whose aim is a panic, brought the kernel down
     * with the text that it names.
     */
    public void expectPanicked() {
        List<ProbeResult> failures = report.failures();
        if (!failures.isEmpty()) {
            throw failure(failures);
        }
        if (report.results().isEmpty()) {
            Diagnosis none = Diagnosis.of(Cause.WRONG_STATE, "the probe did not end in a panic",
                    Fact.of("expected", "a panic with a text of its own"),
                    Fact.of("found", ended.map(Diagnosis::summary).orElse("no panic")));
            throw new Finding(none);
        }
    }

    Evidence evidence() {
        return evidence;
    }

    Recording recording() {
        return recording;
    }

    private Finding failure(List<ProbeResult> failures) {
        Fact[] facts = failures.stream()
                .map(probe -> new Fact(probe.name(), probe.notes().isEmpty() ? "not ok"
                        : String.join("\n", probe.notes())))
                .toArray(Fact[]::new);
        String key = failures.get(0).name();
        Diagnosis diagnosis = Diagnosis.of(Cause.WRONG_STATE,
                noun + "s failed: " + key + (failures.size() > 1 ? " and others" : ""), facts)
                .keyed(key);
        return new Finding(ended.map(end -> diagnosis.with(new Fact("and then", end.summary())))
                .orElse(diagnosis));
    }

    private String incomplete() {
        return report.bailOut().orElseGet(() -> report.faults().isEmpty() ? "no " + noun + " at all"
                : String.join("\n", report.faults()));
    }

    private String names() {
        return report.results().isEmpty() ? "none"
                : String.join(", ", report.results().stream().map(ProbeResult::name).toList());
    }
}
