package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pictures speak one language: that of a picture which shows what there is, its style sheet and its
 * arrow copied to the letter, so that all of them are readable in both colour schemes. Each is as
 * wide as a page and has a title and a description for who cannot see it.
 */
public final class PictureRules {

    private static final Pattern STYLE = Pattern.compile("(?s)<style>.*?</style>");
    private static final Pattern ARROW = Pattern.compile("<marker id=\"arrow\".*?</marker>");
    private static final Pattern CLASS = Pattern.compile("\\bclass=\"([^\"]*)\"");
    private static final Pattern OWN_STYLE = Pattern.compile(
            "\\b(style|fill|stroke|font-size|font-family|color)=\"");
    private static final Pattern HEAD = Pattern.compile("(?s)<svg xmlns=\"[^\"]*\""
            + " viewBox=\"0 0 760 (\\d+)\" width=\"760\" height=\"\\1\" role=\"img\""
            + " aria-labelledby=\"t d\">\\s*<title id=\"t\">[^<]+</title>"
            + "\\s*<desc id=\"d\">[^<]{40,}</desc>.*");

    private final String pattern;
    private final List<Breach> breaches = new ArrayList<>();

    private PictureRules(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Where pictures differ from the one that they are to follow.
     *
     * @param root the folder to which the places are relative
     * @param pattern the picture to follow
     * @param pictures those to look at
     */
    public static List<Breach> breaches(Path root, Path pattern, List<Path> pictures) {
        PictureRules rules = new PictureRules(text(pattern));
        pictures.forEach(picture -> rules.check(root.relativize(picture), text(picture)));
        return List.copyOf(rules.breaches);
    }

    private static String text(Path file) {
        return String.join("\n", Sources.lines(file));
    }

    private void check(Path place, String text) {
        if (!HEAD.matcher(text).matches()) {
            breach(place, 1, "begins otherwise than the palette: width 760, role, title,"
                    + " description of 40 characters");
        }
        requireSame(place, text, STYLE, "style sheet");
        if (text.contains("url(#arrow)") || text.contains("<marker")) {
            requireSame(place, text, ARROW, "arrow");
        }
        Set<String> known = classes(STYLE.matcher(pattern).results().map(MatchResult::group)
                .collect(Collectors.joining()));
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            int number = index + 1;
            CLASS.matcher(lines[index]).results().flatMap(found -> List.of(found.group(1)
                    .split(" ")).stream()).filter(name -> !known.contains(name)).forEach(name ->
                            breach(place, number, "the palette has no class " + name));
            if (OWN_STYLE.matcher(lines[index]).find()) {
                breach(place, number, "colours and sizes are those of the palette's classes");
            }
        }
    }

    private void requireSame(Path place, String text, Pattern part, String name) {
        String wanted = first(pattern, part);
        if (!first(text, part).equals(wanted)) {
            int line = text.substring(0, Math.max(0, text.indexOf(name.equals("arrow")
                    ? "<marker" : "<style"))).split("\n", -1).length;
            breach(place, line, "its " + name + " is not that of the palette");
        }
    }

    private static String first(String text, Pattern part) {
        return part.matcher(text).results().map(MatchResult::group).findFirst().orElse("");
    }

    private static Set<String> classes(String style) {
        return Pattern.compile("\\.([a-z]+) *\\{").matcher(style).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private void breach(Path place, int line, String text) {
        breaches.add(new Breach(place, line, text));
    }
}
