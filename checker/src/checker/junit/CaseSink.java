package checker.junit;

import checker.report.CaseResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the cases of a check from all threads and puts them into the order of the claims. */
public final class CaseSink {

    private record Entry(String claim, String method, int place, CaseResult result) {}

    private final List<String> claims;
    private final List<Entry> entries = new ArrayList<>();

    /** For a check of these claims, in this order. */
    public CaseSink(List<Class<?>> claims) {
        this.claims = claims.stream().map(Choices::claim).toList();
    }

    synchronized void add(int place, CaseResult result) {
        entries.add(new Entry(result.id().claim(), result.id().method(), place, result));
    }

    /** Whether a case of that name, as {@link checker.report.CaseId} writes it, has ended. */
    synchronized boolean holds(String name) {
        return entries.stream().anyMatch(entry -> entry.result().id().toString().equals(name));
    }

    /** What has ended so far: by claim, behaviour, and the machine's place. */
    public synchronized List<CaseResult> results() {
        return entries.stream()
                .sorted(Comparator.<Entry>comparingInt(entry -> claims.indexOf(entry.claim()))
                        .thenComparing(Entry::method)
                        .thenComparingInt(Entry::place))
                .map(Entry::result).toList();
    }
}
