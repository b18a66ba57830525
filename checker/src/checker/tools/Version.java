package checker.tools;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program's version: numbers, compared one by one; one that is not there counts as 0.
 *
 * @param text the numbers as the program writes them, with dots between: {@code 2.06}
 */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}(\\.\\d{1,6})*");
    private static final Pattern DOTTED = Pattern.compile("\\d{1,6}(\\.\\d{1,6})+");
    private static final Pattern BARE = Pattern.compile("(?<!\\S)\\d{1,6}(?!\\S)");
    private static final int LINES = 3;

    public Version {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version");
        }
    }

    /**
     * The version that a program's answer names: the first number with a dot in its first lines,
     * else a number that is a word of the first line.
     */
    public static Optional<Version> in(String answer) {
        List<String> lines = answer.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
        return lines.stream().map(DOTTED::matcher).filter(Matcher::find).findFirst()
                .or(() -> lines.stream().limit(1).map(BARE::matcher).filter(Matcher::find)
                        .findFirst())
                .map(found -> new Version(found.group()));
    }

    @Override
    public int compareTo(Version other) {
        int[] mine = numbers();
        int[] others = other.numbers();
        for (int index = 0; index < Math.max(mine.length, others.length); index++) {
            int order = Integer.compare(
                    index < mine.length ? mine[index] : 0,
                    index < others.length ? others[index] : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int[] numbers() {
        return Stream.of(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
