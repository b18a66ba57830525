package checker.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether the links of a page, as the browser understands them, lead to files and anchors. */
final class LinkTargets {

    private static final Pattern ANCHOR = Pattern.compile("\\b(?:id|name)=[\"']([^\"']+)[\"']");

    private final Map<Path, Set<String>> anchors = new TreeMap<>();

    /** Notes each link of the page that is shown which leads nowhere; not those to other hosts. */
    void look(Visit visit) {
        ((List<?>) visit.page().evaluate("looks.links()")).stream().map(Object::toString)
                .filter(link -> link.startsWith("file:")).distinct()
                .forEach(link -> follow(visit, URI.create(link)));
    }

    private void follow(Visit visit, URI link) {
        Path file = Path.of(link.getPath());
        if (!Files.isRegularFile(file)) {
            visit.fault("a link leads to " + file.getFileName() + ", which is not there");
        } else if (link.getFragment() != null) {
            String anchor = link.getFragment().replaceFirst("^/", ""); // that of a slide has one
            if (!anchor.isEmpty() && !anchors.computeIfAbsent(file, LinkTargets::anchors)
                    .contains(anchor)) {
                visit.fault("a link leads to " + anchor + " in " + file.getFileName()
                        + ", which is not there");
            }
        }
    }

    private static Set<String> anchors(Path file) {
        try {
            return new TreeSet<>(ANCHOR.matcher(Files.readString(file)).results()
                    .map(found -> found.group(1)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
