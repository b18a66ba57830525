package checker.junit;

import checker.report.CaseId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which cases of a check are wanted: {@code Claim}, {@code Claim.method} or
 * {@code Claim.method/machine}, where {@code *} stands for anything and case does not matter.
 */
public final class Selection {

    private final Optional<Pattern> wanted;

    private Selection(Optional<Pattern> wanted) {
        this.wanted = wanted;
    }

    public static Selection all() {
        return new Selection(Optional.empty());
    }

    public static Selection of(String pattern) {
        String expression = Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote).collect(Collectors.joining(".*"));
        return new Selection(Optional.of(Pattern.compile(expression)));
    }

    /** Whether the case is wanted. */
    public boolean takes(CaseId id) {
        return matches(id.claim()) || matches(id.claim() + "." + id.method())
                || matches(id.selector());
    }

    /** Whether some case of the behaviour may be wanted. */
    boolean mayTake(String claim, String method) {
        String behaviour = (claim + "." + method + "/").toLowerCase(Locale.ROOT);
        return matches(claim) || matches(claim + "." + method)
                || wanted.filter(pattern -> {
                    // hitEnd: nothing was found wrong with the part before the machine's name.
                    var matcher = pattern.matcher(behaviour);
                    return matcher.matches() || matcher.hitEnd();
                }).isPresent();
    }

    private boolean matches(String name) {
        return wanted.map(pattern -> pattern.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .orElse(true);
    }
}
