package checker.suite.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links to other hosts: well-formed, by https, and each on a list, which is sorted and has none
 * that no text uses. A link that somebody adds is thus seen in a review, and who wants to know
 * whether they all still lead somewhere has them in one place. No trial asks another host.
 */
public final class FarLinks {

    private static final Pattern LINK = Pattern.compile("\\b(\\w+)://[^\\s\\[\\]<>\"|]*");
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`");
    private static final Pattern END = Pattern.compile("[.,;:!?)]+$");
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    private final Path root;
    private final Set<String> used = new HashSet<>();
    private final List<Breach> breaches = new ArrayList<>();

    private FarLinks(Path root) {
        this.root = root;
    }

    /**
     * Links that are wrong or not listed, and what is wrong with the list.
     *
     * @param root the folder to which the places are relative
     * @param list the file of all links, one a line
     * @param files those to read: AsciiDoc, Markdown
     */
    public static List<Breach> breaches(Path root, Path list, List<Path> files) {
        FarLinks links = new FarLinks(root);
        List<String> listed = Sources.lines(list);
        files.stream().sorted().forEach(file -> links.read(file, list, Set.copyOf(listed)));
        links.checkList(list, listed);
        return List.copyOf(links.breaches);
    }

    private void read(Path file, Path list, Set<String> listed) {
        List<String> lines = Prose.withoutListings(Sources.ending(file), Sources.lines(file));
        for (int index = 0; index < lines.size(); index++) {
            Matcher link = LINK.matcher(QUOTED.matcher(lines.get(index)).replaceAll(" "));
            while (link.find()) {
                String text = END.matcher(link.group()).replaceFirst("");
                used.add(text);
                String problem = problem(text);
                if (!problem.isEmpty()) {
                    breach(file, index + 1, text + ": " + problem);
                } else if (!listed.contains(text)) {
                    breach(file, index + 1, text + " is not in " + root.relativize(list));
                }
            }
        }
    }

    private static String problem(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getHost() != null && HOST.matcher(uri.getHost()).matches()
                    && uri.getUserInfo() == null && uri.getPort() < 0;
            return !"https".equals(uri.getScheme()) ? "links are by https"
                    : plain ? "" : "this is no public address";
        } catch (URISyntaxException e) {
            return e.getReason();
        }
    }

    private void checkList(Path list, List<String> listed) {
        for (int index = 0; index < listed.size(); index++) {
            String link = listed.get(index);
            if (!used.contains(link)) {
                breach(list, index + 1, "no text links to " + link + " any longer");
            }
            if (index > 0 && listed.get(index - 1).compareTo(link) >= 0) {
                breach(list, index + 1, link + " belongs before " + listed.get(index - 1));
            }
        }
    }

    private void breach(Path file, int line, String text) {
        breaches.add(new Breach(root.relativize(file), line, text));
    }
}
