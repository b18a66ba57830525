package checker.tools;

import checker.process.Programs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The system's means to install tools, as far as the launcher knows them too. */
public enum PackageManager {
    APT("apt", "apt-get", List.of(
            "apt-get update", "apt-get install -y --no-install-recommends")),
    DNF("dnf", "dnf", List.of("dnf install -y")),
    BREW("brew", "brew", List.of("brew install"));

    private final String label;
    private final String program;
    private final List<String> steps;

    /** The packages' names go after the last of the steps. */
    PackageManager(String label, String program, List<String> steps) {
        this.label = label;
        this.program = program;
        this.steps = steps;
    }

    /** The one that this machine has. */
    public static Optional<PackageManager> here() {
        return List.of(values()).stream()
                .filter(manager -> Programs.find(manager.program).isPresent()).findFirst();
    }

    /**
     * The command that installs tools; empty when no package brings any of them.
     *
     * @param root whether it will be run by a user who may install packages without sudo
     */
    public Optional<String> command(Collection<ToolNeed> needs, boolean root) {
        Set<String> packages = new LinkedHashSet<>();
        for (ToolNeed need : needs) {
            String wanted = need.packages().getOrDefault(label, "");
            for (String all : wanted.isEmpty() ? new String[0] : wanted.split("\\+")) {
                packages.add(all.split(",")[0]);
            }
        }
        String before = root || this == BREW ? "" : "sudo ";
        return packages.isEmpty() ? Optional.empty()
                : Optional.of(steps.stream().map(step -> before + step)
                        .collect(Collectors.joining(" && ")) + " " + String.join(" ", packages));
    }
}
