package checker.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A check of one step, finished.
 *
 * @param step its number
 * @param seed from which this run drew machines and schedules
 * @param cases all of them, in the order of the step's claims
 * @param duration from the command to the last verdict, host time
 * @param starts what became of the pictures of CPUs coming up, where they were asked for
 */
public record CheckResult(int step, long seed, List<CaseResult> cases, Duration duration,
        List<TimelineNote> starts) {

    public CheckResult {
        cases = List.copyOf(cases);
        starts = List.copyOf(starts);
    }

    /** Without such pictures. */
    public CheckResult(int step, long seed, List<CaseResult> cases, Duration duration) {
        this(step, seed, cases, duration, List.of());
    }

    /** The same with those pictures. */
    public CheckResult with(List<TimelineNote> pictures) {
        return new CheckResult(step, seed, cases, duration, pictures);
    }

    /** The gravest outcome; a check that decided nothing at all has not passed. */
    public Outcome outcome() {
        return cases.stream().map(CaseResult::outcome)
                .reduce(Outcome::orGraver).orElse(Outcome.INTERNAL_ERROR);
    }

    /** Only when every case passed. */
    public boolean passed() {
        return outcome() == Outcome.PASSED;
    }

    public long count(Outcome wanted) {
        return cases.stream().filter(result -> result.outcome() == wanted).count();
    }

    /** Those that did not pass, the most fundamental cause first. */
    public List<CaseResult> failures() {
        return cases.stream().filter(result -> result.outcome().blamesTheKernel())
                .sorted((one, two) -> one.diagnosis().orElseThrow()
                        .compareTo(two.diagnosis().orElseThrow()))
                .toList();
    }

    /** The case to look at first. */
    public Optional<CaseResult> firstFailure() {
        return failures().stream().findFirst();
    }
}
