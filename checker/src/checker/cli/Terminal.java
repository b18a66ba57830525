package checker.cli;

import checker.report.Layout;
import checker.report.Palette;
import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the output goes to.
 *
 * @param interactive whether a human watches a terminal that can redraw a line
 * @param coloured whether colours are wanted there
 * @param columns how wide it is
 */
record Terminal(boolean interactive, boolean coloured, int columns) {

    private static final int USUAL_COLUMNS = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    /** The one that this process writes to. */
    static Terminal here() {
        return of(System.getenv(), isTerminal(System.console()));
    }

    /** The same from an environment; see no-color.org for the variable of that name. */
    static Terminal of(Map<String, String> environment, boolean terminal) {
        boolean capable = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colours = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        OptionalInt told = number(environment.getOrDefault("COLUMNS", ""));
        int columns = told.isPresent() ? told.getAsInt()
                : capable ? sizeOfTerminal().orElse(USUAL_COLUMNS) : USUAL_COLUMNS;
        return new Terminal(capable, colours, columns);
    }

    Layout layout() {
        return new Layout(columns);
    }

    Palette palette() {
        return coloured ? Palette.COLOURED : Palette.PLAIN;
    }

    /** Since Java 22 there is always a console, which knows whether it is a terminal. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // an older Java, where having a console means it
        }
    }

    private static OptionalInt sizeOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader reader = stty.inputReader()) {
                String line = reader.readLine();
                stty.waitFor(1, TimeUnit.SECONDS);
                Matcher size = SIZE.matcher(line == null ? "" : line);
                return size.matches() ? number(size.group(1)) : OptionalInt.empty();
            }
        } catch (IOException e) {
            return OptionalInt.empty(); // no such program or no such terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private static OptionalInt number(String text) {
        boolean plausible = text.matches("[1-9]\\d{0,3}");
        return plausible ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
