package checker.tools;

import checker.process.Programs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The system's means to install tools, as far as the launcher knows them too. */
public enum PackageManager {
    APT("apt", "apt-get", "apt-get install -y --no-install-recommends"),
    DNF("dnf", "dnf", "dnf install -y"),
    BREW("brew", "brew", "brew install");

    private final String label;
    private final String program;
    private final String install;

    PackageManager(String label, String program, String install) {
        this.label = label;
        this.program = program;
        this.install = install;
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
                : Optional.of(before + install + " " + String.join(" ", packages));
    }
}
