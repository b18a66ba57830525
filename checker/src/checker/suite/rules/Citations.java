package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Intel's manual is cited by volume and title. Numbers of its sections, tables and figures change
 * from edition to edition: in 2023 that of each chapter of volume 3A from the fourth on did.
 */
public final class Citations {

    private static final Set<String> READ = Set.of("c", "h", "S", "java", "adoc", "md");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?://|\\*|#)?\\s*");
    private static final Pattern BY_NUMBER = Pattern.compile(
            "(?:\\bSDM,?\\s+vol(?:\\.|ume)\\s*\\d[A-D]?|\\bvol(?:\\.|ume)\\s*\\d[A-D])"
            + "(?:,\\s\"[^\"]*\")*,\\s*(?:(?:chapter|section|table|figure)s?\\s+)?"
            + "(\\d[\\d.-]*\\d|\\d)");

    private Citations() {}

    /**
     * Where a number stands for a title.
     *
     * @param root the folder to which the places are relative
     * @param folders those to look through, right below it
     */
    public static List<Breach> breaches(Path root, List<String> folders) {
        List<Breach> breaches = new ArrayList<>();
        for (String folder : folders) {
            for (Path file : Sources.below(root.resolve(folder), READ)) {
                read(root, Path.of(folder).resolve(file), breaches);
            }
        }
        return List.copyOf(breaches);
    }

    private static void read(Path root, Path file, List<Breach> breaches) {
        String text = Sources.lines(root.resolve(file)).stream()
                .map(line -> COMMENT.matcher(line).replaceFirst(""))
                .collect(Collectors.joining("\n"));
        Matcher number = BY_NUMBER.matcher(text);
        while (number.find()) {
            long before = text.substring(0, number.start()).chars()
                    .filter(each -> each == '\n').count();
            breaches.add(new Breach(file, (int) before + 1, "the SDM's " + number.group(1)
                    + " has another number in other editions: cite the title"));
        }
    }
}
