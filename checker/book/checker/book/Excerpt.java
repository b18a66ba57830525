package checker.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * What any quote may say of its lines: which of them are shown, and on a slide which of them are
 * lit up one after the other. Parts are told by what stands in them, not by numbers, which would go
 * on to mean something when the quoted text changes:
 *
 * <pre>
 * lines="int Find( .. return;;last lines .. }"    from a line to the next with the second text
 * steps="if (Full) .. return;;return RECORDED"    the same, or single lines
 * </pre>
 *
 * @param lines the parts to be shown; all when there are none
 * @param steps the parts to be lit up, in their order
 */
record Excerpt(List<String> lines, List<String> steps) {

    static final Set<String> ATTRIBUTES = Set.of("lines", "steps");

    /** The attribute of a listing, and of its HTML: ranges of its lines, counted from 1. */
    static final String STEPS = "data-steps";

    private static final String LEFT_OUT = "⋯";

    Excerpt {
        lines = List.copyOf(lines);
        steps = List.copyOf(steps);
    }

    /** Lines of a listing, counted from 0. */
    private record Part(int first, int last) {

        /**
         * Finds a part by what stands in its first line and in its last.
         *
         * @param start where to begin looking for a first line that is not the only one
         * @throws QuoteException when it is not there
         */
        static Part in(List<String> listing, String words, int start) {
            String[] ends = words.split(" \\.\\. ", 2);
            int first = find(listing, ends[0], start);
            return new Part(first, ends.length == 1 ? first : find(listing, ends[1], first + 1));
        }

        private static int find(List<String> listing, String words, int from) {
            return IntStream.range(from, listing.size())
                    .filter(index -> listing.get(index).contains(words.strip())).findFirst()
                    .orElseThrow(() -> new QuoteException(
                            "no line of the quote" + (from > 0 ? " from line " + (from + 1) : "")
                                    + " has " + words.strip()));
        }
    }

    static Excerpt of(Map<String, Object> attributes) {
        return new Excerpt(parts(attributes.get("lines")), parts(attributes.get("steps")));
    }

    private static List<String> parts(Object words) {
        return words == null ? List.of() : Arrays.asList(words.toString().split(";;"));
    }

    /**
     * Shortens the listing of a quote, and says on it what is to be lit up.
     *
     * @throws QuoteException when it has not the parts, or the quote not a single listing
     */
    void takeFrom(StructuralNode quoted) {
        if (lines.isEmpty() && steps.isEmpty()) {
            return;
        }
        List<Block> listings = new ArrayList<>();
        collect(quoted, listings);
        if (listings.size() != 1) {
            throw new QuoteException("lines= and steps= are for a quote of one listing, this has "
                    + listings.size());
        }
        Block listing = listings.get(0);
        if (!lines.isEmpty()) {
            listing.setLines(shown(listing.getLines()));
        }
        if (!steps.isEmpty()) {
            listing.setAttribute(STEPS, String.join(",", steps.stream()
                    .map(step -> Part.in(listing.getLines(), step, 0))
                    .map(part -> (part.first() + 1) + "-" + (part.last() + 1)).toList()), true);
        }
    }

    private List<String> shown(List<String> all) {
        List<String> shown = new ArrayList<>();
        int next = 0;
        for (String words : lines) {
            Part part = Part.in(all, words, next);
            if (part.first() > next) {
                shown.add(" ".repeat(indent(all.get(part.first()))) + LEFT_OUT);
            }
            shown.addAll(all.subList(part.first(), part.last() + 1));
            next = part.last() + 1;
        }
        if (next < all.size()) {
            shown.add(" ".repeat(indent(all.get(next - 1))) + LEFT_OUT);
        }
        int common = shown.stream().filter(line -> !line.isBlank()).mapToInt(Excerpt::indent)
                .min().orElse(0);
        return shown.stream().map(line -> line.isBlank() ? "" : line.substring(common)).toList();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static void collect(StructuralNode node, List<Block> found) {
        if (node instanceof Block block && "listing".equals(node.getContext())) {
            found.add(block);
        }
        node.getBlocks().forEach(below -> collect(below, found));
    }
}
