package checker.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the links and pictures of texts those of the site, and notes what leads nowhere: anchors,
 * pages, files of the repository, pictures, and pictures without a text for who cannot see them.
 */
public final class Links {

    /** In a tag: what code says of links, between quotation marks too, is text. */
    private static final Pattern PLACE = Pattern.compile(
            "(<\\w+ (?:[^>]*? )?(href|src|data)=)\"([^\"]*)\"");
    private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]*)\" alt=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile(
            "<\\w+ (?:[^>]*? )?id=\"([^\"]*)\"");
    private static final Pattern FAR = Pattern.compile("(https?|mailto):.*");
    private static final int LEAST_ALTERNATIVE_TEXT = 20;

    private final Path root;
    private final Map<Path, Text> texts = new TreeMap<>();
    private final Map<Path, Set<String>> anchors = new TreeMap<>();
    private final Map<String, Path> files = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param root the clone's top folder
     * @param texts all that become pages
     */
    public Links(Path root, List<Text> texts) {
        this.root = root;
        for (Text text : texts) {
            this.texts.put(text.source(), text);
            anchors.put(text.source(), new TreeSet<>(ANCHOR.matcher(text.body()).results()
                    .map(found -> found.group(1)).toList()));
        }
    }

    /** A text's body with the links and pictures of the site. */
    public String resolve(Text text) {
        IMAGE.matcher(text.body()).results().forEach(image -> checkAlternative(text, image));
        return PLACE.matcher(text.body()).replaceAll(place -> Matcher.quoteReplacement(
                place.group(1) + "\"" + target(text, place) + "\""));
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What pages show or link to, by its place in the site. */
    public Map<String, Path> files() {
        return files;
    }

    private void checkAlternative(Text text, MatchResult image) {
        String source = image.group(1);
        String name = source.substring(source.lastIndexOf('/') + 1);
        if (image.group(2).length() < LEAST_ALTERNATIVE_TEXT) {
            problem(text, name, "the picture needs a text that tells what it shows");
        }
    }

    private String target(Text text, MatchResult place) {
        String written = place.group(3).replace("&amp;", "&");
        boolean picture = !place.group(2).equals("href");
        if (FAR.matcher(written).matches()) {
            if (picture) {
                problem(text, written, "the page would ask another host for it");
            }
            return place.group(3);
        }
        int hash = written.indexOf('#');
        String path = hash < 0 ? written : written.substring(0, hash);
        String anchor = hash < 0 ? "" : written.substring(hash + 1);
        Path file = path.isEmpty() ? text.source()
                : text.source().resolveSibling(path).normalize();
        if (texts.containsKey(file)) {
            return page(text, file, anchor, path.isEmpty());
        }
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            problem(text, picture ? path.replaceFirst("^pictures/", "") : path,
                    "there is no " + (file.startsWith(root) ? root.relativize(file) : path));
            return place.group(3);
        }
        String here = picture ? "pictures/" + text.name() + "/" + file.getFileName()
                : "files/" + root.relativize(file);
        files.put(here, file);
        return here + (anchor.isEmpty() ? "" : "#" + anchor);
    }

    private String page(Text from, Path file, String anchor, boolean same) {
        if (!anchor.isEmpty() && !anchors.get(file).contains(anchor)) {
            problem(from, anchor, root.relativize(file) + " has no section or anchor " + anchor);
        }
        return (same ? "" : texts.get(file).page()) + (anchor.isEmpty() ? "" : "#" + anchor);
    }

    private void problem(Text text, String words, String problem) {
        problems.addAll(Problem.wherever(
                root.relativize(text.source()), text.lines(), words, problem));
    }
}
