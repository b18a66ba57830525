package checker.cli;

import checker.report.CaseId;
import java.util.EnumSet;
import java.util.Set;
import checker.machine.Architecture;

/** Writes the one command that runs a case again, for a shell. */
final class Rerun {

    private final CheckRequest request;

    Rerun(CheckRequest request) {
        this.request = request;
    }

    /** The command, with all that the first run was given or drew. */
    String command(CaseId id) {
        return command(EnumSet.of(id.architecture()), id.selector());
    }

    private String command(Set<Architecture> architectures, String only) {
        StringBuilder line = new StringBuilder("./jbang check step-" + request.step());
        architectures.forEach(architecture -> line.append(" --arch ").append(architecture));
        line.append(" --only ").append(quoted(only));
        line.append(" --seed ").append(request.seed());
        if (!request.kernel().equals(request.repository().kernel())) {
            line.append(" --kernel ").append(quoted(request.kernel().toString()));
        }
        if (!request.accelerator().equals("tcg")) {
            line.append(" --accel ").append(request.accelerator());
        }
        if (request.thorough()) {
            line.append(" --thorough");
        }
        if (request.trace()) {
            line.append(" --trace");
        }
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain = word.matches("[\\w@%+=:,./-]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
