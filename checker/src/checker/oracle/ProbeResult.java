package checker.oracle;

import java.util.List;

/**
 * How one probe ended.
 *
 * @param number its place in the plan, counted from 1
 * @param name of the probe
 * @param verdict what the kernel's probe runner said
 * @param notes the comment lines that follow: what was expected and what was found
 */
public record ProbeResult(int number, String name, Verdict verdict, List<String> notes) {

    /** A probe that was skipped has proved nothing, and so is no pass. */
    public enum Verdict { OK, NOT_OK, SKIPPED }

    public ProbeResult {
        notes = List.copyOf(notes);
    }

    public boolean passed() {
        return verdict == Verdict.OK;
    }

    @Override
    public String toString() {
        String text = switch (verdict) {
            case OK -> "ok ";
            case NOT_OK -> "not ok ";
            case SKIPPED -> "skipped ";
        } + name;
        return notes.isEmpty() ? text : text + ": " + String.join("; ", notes);
    }
}
