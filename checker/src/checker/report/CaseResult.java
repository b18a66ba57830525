package checker.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One case and how it ended.
 *
 * @param id its name
 * @param sentence what it claims, in words
 * @param criterion the plan's words that it decides on
 * @param machine the machine in words: {@code q35, SeaBIOS, 4 CPUs}
 * @param outcome how it ended
 * @param diagnosis what is wrong; present exactly when the kernel is to blame
 * @param reason why it was skipped, or what broke in the checker; empty otherwise
 * @param hints those that fit the diagnosis, the best first
 * @param evidence what the machine left
 * @param hostTime how long it took on this host
 */
public record CaseResult(
        CaseId id,
        String sentence,
        String criterion,
        String machine,
        Outcome outcome,
        Optional<Diagnosis> diagnosis,
        String reason,
        List<Advice> hints,
        Evidence evidence,
        Duration hostTime) {

    public CaseResult {
        hints = List.copyOf(hints);
        if (outcome.blamesTheKernel() != diagnosis.isPresent()) {
            throw new IllegalArgumentException(outcome + " with diagnosis " + diagnosis);
        }
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }
}
