package checker.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A text whose lines are replaced at known places; the places are those of the text before. */
final class Splice {

    private final List<String> lines;
    private final List<StringBuilder> before = new ArrayList<>();

    /**
     * @param lines the lines with their ends
     */
    Splice(List<String> lines) {
        this.lines = new ArrayList<>(lines);
        for (int i = 0; i <= lines.size(); i++) {
            before.add(new StringBuilder());
        }
    }

    /**
     * Puts lines in the place of others.
     *
     * @param old where those are, from 0; not empty
     */
    void replace(List<Integer> old, List<String> added) {
        insert(Collections.min(old), added);
        old.forEach(place -> lines.set(place, ""));
    }

    /**
     * Puts lines before another.
     *
     * @param place where that is, from 0; the number of lines for the end
     */
    void insert(int place, List<String> added) {
        added.forEach(before.get(place)::append);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < before.size(); i++) {
            text.append(before.get(i)).append(i < lines.size() ? lines.get(i) : "");
        }
        return text.toString();
    }
}
