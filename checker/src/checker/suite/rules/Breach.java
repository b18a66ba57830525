package checker.suite.rules;

import java.nio.file.Path;

/**
 * A place that breaks a rule.
 *
 * @param file relative to the folder that was looked at
 * @param line counted from 1; 0 when it is about the whole file
 * @param text what is wrong there
 */
public record Breach(Path file, int line, String text) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
}
