package checker.suite.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether things that use one another do so in a circle. */
final class Circles {

    private final Map<String, ? extends Set<String>> uses;
    private final Set<String> done = new HashSet<>();
    private final Set<String> path = new LinkedHashSet<>();

    private Circles(Map<String, ? extends Set<String>> uses) {
        this.uses = uses;
    }

    /** One circle, from a member round to the same member again; empty when there is none. */
    static Optional<List<String>> find(Map<String, ? extends Set<String>> uses) {
        Circles circles = new Circles(uses);
        return uses.keySet().stream().sorted().map(circles::from)
                .flatMap(Optional::stream).findFirst();
    }

    private Optional<List<String>> from(String node) {
        if (path.contains(node)) {
            List<String> circle = new ArrayList<>(path);
            List<String> round = new ArrayList<>(circle.subList(circle.indexOf(node),
                    circle.size()));
            round.add(node);
            return Optional.of(round);
        }
        if (!done.add(node)) {
            return Optional.empty();
        }
        path.add(node);
        Optional<List<String>> found = uses.containsKey(node)
                ? uses.get(node).stream().sorted().map(this::from)
                        .flatMap(Optional::stream).findFirst()
                : Optional.empty();
        path.remove(node);
        return found;
    }
}
