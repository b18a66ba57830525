package checker.book.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** What page tables map, and who may do what there. */
public final class RangesGrid {

    private RangesGrid() {}

    /**
     * The ranges.
     *
     * @param lines those of {@link Order.Kind#RANGES}
     * @param rows which of them, counted from 0; empty for all
     */
    public static Grid of(List<String> lines, String rows) {
        IntPredicate wanted = TableGrids.wanted(rows.strip());
        List<List<String>> ranges = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            if (wanted.test(index)) {
                ranges.add(range(lines.get(index).split(" ")));
            }
        }
        if (ranges.isEmpty()) {
            throw new LiveException("there are " + lines.size() + " ranges and none of those");
        }
        return new Grid("What is mapped", "SDM volume 3A, \"Paging\"", "m,m,m,d",
                List.of("From", "To", "KiB", "Who may do what"), ranges);
    }

    private static List<String> range(String[] words) {
        long from = Long.parseUnsignedLong(words[0], 16);
        long to = Long.parseUnsignedLong(words[1], 16);
        String rights = words[2];
        return List.of(Numbers.hex(from), Numbers.hex(to - 1),
                String.format(Locale.ROOT, "%,d", to - from >>> 10),
                (rights.startsWith("u") ? "user and kernel" : "kernel")
                        + (rights.charAt(1) == 'w' ? ", writable" : ", read only")
                        + (rights.endsWith("x") ? ", executable" : ""));
    }
}
