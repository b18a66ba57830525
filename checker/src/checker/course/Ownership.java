package checker.course;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Who brought each line of a file, by {@code git blame}, at some commit of the series. A line keeps
 * its identity, the commit and place where it first appeared, through all later commits.
 *
 * @param lines the lines' identities, in order
 */
record Ownership(List<Line> lines) {

    /**
     * Where a line comes from.
     *
     * @param owner the place of its patch in the series, from 1; {@link #BASELINE} for the baseline
     * @param number its number in that commit's version of the file, from 1
     */
    record Line(int owner, int number) { }

    /** The owner of what the baseline brought. */
    static final int BASELINE = 0;

    private static final Pattern ORIGIN =
            Pattern.compile("([0-9a-f]{40,64}) (\\d+) (\\d+)( \\d+)?");

    Ownership {
        lines = List.copyOf(lines);
    }

    /**
     * Of a file that the commit has.
     *
     * @param commit the baseline's commit or one of the patches'
     */
    static Ownership of(Git git, Chain chain, String commit, String file) {
        if (commit.equals(chain.baseline())) {
            int count = Blob.lines(git, commit, file).size();
            return new Ownership(IntStream.rangeClosed(1, count)
                    .mapToObj(number -> new Line(BASELINE, number)).toList());
        }
        List<String> blamed = git.lines("blame", "--no-follow", "--porcelain",
                chain.baseline() + ".." + commit, "--", file);
        Line[] lines = new Line[blamed.size()];
        int count = 0;
        for (String line : blamed) {
            Matcher origin = ORIGIN.matcher(line); // a file's own lines come after a TAB
            if (origin.matches()) {
                int owner = chain.commits().indexOf(origin.group(1)) + 1;
                lines[Integer.parseInt(origin.group(3)) - 1] =
                        new Line(owner, Integer.parseInt(origin.group(2)));
                count++;
            }
        }
        return new Ownership(Arrays.asList(lines).subList(0, count));
    }

    /**
     * Who owns some lines.
     *
     * @param start the first, from 1
     * @param count how many; 0 for the gap after line {@code start}
     * @return each owner once, the earliest first; of a gap the later one of its two neighbours,
     *     since a patch before that does not know both of them
     */
    int[] owners(int start, int count) {
        if (count > 0) {
            return lines.subList(start - 1, start - 1 + count).stream().mapToInt(Line::owner)
                    .sorted().distinct().toArray();
        }
        List<Line> neighbours =
                lines.subList(Math.max(0, start - 1), Math.min(lines.size(), start + 1));
        return new int[] {neighbours.stream().mapToInt(Line::owner).max().orElse(BASELINE)};
    }

    /** Where in the file, from 0, each line is. */
    Map<Line, Integer> places() {
        Map<Line, Integer> places = new HashMap<>();
        for (int place = 0; place < lines.size(); place++) {
            places.put(lines.get(place), place);
        }
        return places;
    }
}
