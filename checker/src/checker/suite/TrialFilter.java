package checker.suite;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which trials {@code --only} chooses: the one of exactly that name; else, with a {@code *} in the
 * pattern, those whose whole name it describes; else those whose name contains it.
 */
final class TrialFilter {

    private final String pattern;

    TrialFilter(String pattern) {
        this.pattern = pattern;
    }

    List<Trial> choose(List<Trial> trials) {
        List<Trial> exact = trials.stream()
                .filter(trial -> trial.name().equals(pattern)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        return trials.stream().filter(trial -> matches(trial.name())).toList();
    }

    private boolean matches(String name) {
        if (!pattern.contains("*")) {
            return name.contains(pattern);
        }
        String expression = List.of(pattern.split("\\*", -1)).stream()
                .map(Pattern::quote).reduce((one, two) -> one + ".*" + two).orElseThrow();
        return Pattern.matches(expression, name);
    }
}
