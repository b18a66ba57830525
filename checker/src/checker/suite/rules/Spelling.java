package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words are spelt as in British English, with -ize where it has the choice, or as in the project's
 * own list of words, which is sorted and has none that no text uses.
 */
public final class Spelling {

    private static final Pattern ISE = Pattern.compile(
            "(\\w+)is(e|es|ed|ing|er|ers|ation|ations)");

    /** A dictionary: which of some words it does not know. */
    @FunctionalInterface
    public interface Dictionary {

        /** Those that are not in it. */
        Set<String> unknown(Collection<String> words);
    }

    private final Path root;
    private final Dictionary dictionary;
    private final List<Breach> breaches = new ArrayList<>();

    private Spelling(Path root, Dictionary dictionary) {
        this.root = root;
        this.dictionary = dictionary;
    }

    /**
     * What is not spelt as a list or the dictionary says, each word once a file; and what is wrong
     * with the list.
     *
     * @param root the folder to which the places are relative
     * @param list the file of the project's words, one a line
     * @param files those to read: AsciiDoc, Markdown, pictures
     */
    public static List<Breach> breaches(
            Path root, Path list, List<Path> files, Dictionary dictionary) {
        Spelling spelling = new Spelling(root, dictionary);
        spelling.check(list, files);
        return List.copyOf(spelling.breaches);
    }

    private void check(Path list, List<Path> files) {
        List<String> own = Sources.lines(list);
        Set<String> listed = new HashSet<>(own);
        Map<Path, List<Prose.Word>> texts = new TreeMap<>();
        files.forEach(file -> texts.put(file, Prose.words(Sources.ending(file),
                Sources.lines(file))));
        Set<String> asked = new TreeSet<>();
        Set<String> used = new HashSet<>();
        texts.values().forEach(words -> words.forEach(word ->
                form(word.text(), listed).ifPresentOrElse(used::add, () -> {
                    asked.add(word.text());
                    withZ(word.text()).ifPresent(asked::add);
                })));
        Set<String> unknown = dictionary.unknown(asked);
        texts.forEach((file, words) -> {
            Set<String> told = new HashSet<>();
            words.stream().filter(word -> form(word.text(), listed).isEmpty())
                    .filter(word -> told.add(word.text()))
                    .forEach(word -> judge(file, word, unknown));
        });
        checkList(list, own, used);
    }

    private void judge(Path file, Prose.Word word, Set<String> unknown) {
        Optional<String> withZ = withZ(word.text()).filter(other -> !unknown.contains(other));
        if (unknown.contains(word.text())) {
            breach(file, word.line(), "'" + word.text() + "' is in no dictionary");
        } else {
            withZ.ifPresent(other -> breach(file, word.line(),
                    "'" + word.text() + "' is written '" + other + "' here"));
        }
    }

    private void checkList(Path list, List<String> own, Set<String> used) {
        for (int index = 0; index < own.size(); index++) {
            String word = own.get(index);
            if (!used.contains(word)) {
                breach(list, index + 1, "no text uses '" + word + "' any longer");
            }
            if (index > 0 && own.get(index - 1).compareTo(word) >= 0) {
                breach(list, index + 1, "'" + word + "' belongs before '" + own.get(index - 1)
                        + "'");
            }
        }
    }

    /** The form of a word that the list has: itself, or in small letters if it opens a sentence. */
    private static Optional<String> form(String word, Set<String> listed) {
        String small = word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
        return listed.contains(word) ? Optional.of(word)
                : listed.contains(small) ? Optional.of(small) : Optional.empty();
    }

    private static Optional<String> withZ(String word) {
        Matcher ise = ISE.matcher(word);
        return ise.matches() ? Optional.of(ise.group(1) + "iz" + ise.group(2)) : Optional.empty();
    }

    private void breach(Path file, int line, String text) {
        breaches.add(new Breach(root.relativize(file), line, text));
    }
}
