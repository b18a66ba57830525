package checker.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a run of probes proves.
 *
 * @param results of the probes that ended, in the order they ended
 * @param planned how many probes the kernel set out to run; empty when it never said
 * @param bailOut why the runner gave up, when it did
 * @param faults how the output breaks the protocol, in words; empty for a well-formed run
 * @param foreignLines how many lines came without this run's nonce and were ignored
 */
public record ProbeReport(
        List<ProbeResult> results,
        Optional<Integer> planned,
        Optional<String> bailOut,
        List<String> faults,
        int foreignLines) {

    public ProbeReport {
        results = List.copyOf(results);
        faults = List.copyOf(faults);
    }

    /** Whether every planned probe ended, and nothing else is odd about the output. */
    public boolean complete() {
        return faults.isEmpty() && bailOut.isEmpty()
                && planned.isPresent() && planned.get() == results.size();
    }

    /** Whether the run is complete and every probe of it, at least one, passed. */
    public boolean passed() {
        return complete() && !results.isEmpty() && results.stream().allMatch(ProbeResult::passed);
    }

    /** The probes that ended without passing. */
    public List<ProbeResult> failures() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    public Optional<ProbeResult> result(String name) {
        return results.stream().filter(result -> result.name().equals(name)).findFirst();
    }

    /** Those of the wanted probes that did not pass, whether they failed or never ended. */
    public List<String> notPassed(Collection<String> wanted) {
        return wanted.stream()
                .filter(name -> result(name).filter(ProbeResult::passed).isEmpty())
                .toList();
    }
}
