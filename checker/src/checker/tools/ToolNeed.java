package checker.tools;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One tool that the course needs from a machine: a line of {@code tools/jbang/tools.list}.
 *
 * @param name its name in messages
 * @param groups who needs it: {@code start}, {@code fetch}, {@code course}, {@code check},
 *     {@code thorough}, {@code test}
 * @param probes programs on the PATH or files (with wildcards); one of them is enough
 * @param least the oldest version that can work; empty when any does
 * @param tested the oldest version that the course is tested with
 * @param packages the packages that bring it, by package manager: {@code a+b} both of them,
 *     {@code a,b} one of them; a manager that has none is not in the map
 * @param purpose what it is for
 */
public record ToolNeed(
        String name, Set<String> groups, List<String> probes, Optional<Version> least,
        Optional<Version> tested, Map<String, String> packages, String purpose) {

    public ToolNeed {
        groups = Set.copyOf(groups);
        probes = List.copyOf(probes);
        packages = Map.copyOf(packages);
    }

    /** Whether a check cannot run without it. */
    public boolean vital() {
        return groups.contains("start") || groups.contains("check");
    }
}
