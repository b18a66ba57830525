package checker.suite.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only this machine knows has no place in the repository: where this clone lies, whose home
 * it is, which mirror of a package registry it uses.
 */
public final class PrivateNames {

    private static final Pattern URL_HOST = Pattern.compile("https?://(?:[^@/\\s]*@)?([\\w.-]+)");
    private static final Set<String> PUBLIC_HOSTS = Set.of("localhost", "127.0.0.1",
            "repo.maven.apache.org", "repo1.maven.org", "maven.apache.org", "www.w3.org",
            "registry.npmjs.org", "deb.debian.org", "security.debian.org", "github.com");
    private static final long LARGEST_TEXT = 4 << 20;

    private final Map<String, Pattern> names = new LinkedHashMap<>();

    /**
     * What is private to a machine.
     *
     * @param root the clone's top folder
     * @param home the user's home folder
     * @param environment the variables of this process, some of which name registries
     */
    public PrivateNames(Path root, Path home, Map<String, String> environment) {
        addPath("the path of this clone", root);
        addPath("the folder that this clone lies in", root.getParent());
        addPath("a home folder", home);
        for (String host : hosts(home, environment)) {
            names.put("a registry of this machine, " + host,
                    Pattern.compile("(?<![\\w.-])" + Pattern.quote(host) + "(?![\\w-])"));
        }
    }

    /**
     * Where private names stand.
     *
     * @param root the clone's top folder
     * @param files relative to it, those that git tracks
     */
    public List<Breach> breaches(Path root, List<Path> files) {
        List<Breach> breaches = new ArrayList<>();
        for (Path file : files) {
            Path full = root.resolve(file);
            if (isText(full)) {
                List<String> lines = Sources.lines(full);
                for (int index = 0; index < lines.size(); index++) {
                    check(file, index + 1, lines.get(index), breaches);
                }
            }
        }
        return List.copyOf(breaches);
    }

    private void check(Path file, int number, String line, List<Breach> breaches) {
        names.forEach((what, pattern) -> {
            if (pattern.matcher(line).find()) {
                breaches.add(new Breach(file, number, "names " + what));
            }
        });
    }

    /** A path of one name alone, such as /src, stands in many a text that means another. */
    private void addPath(String what, Path path) {
        if (path != null && path.getNameCount() > 1) {
            names.put(what, Pattern.compile(
                    "(?<![\\w.-])" + Pattern.quote(path.toString()) + "(?![\\w-])"));
        }
    }

    private static Set<String> hosts(Path home, Map<String, String> environment) {
        StringBuilder settings = new StringBuilder();
        for (String name : List.of(".m2/settings.xml", ".npmrc", ".config/pip/pip.conf")) {
            if (Files.isRegularFile(home.resolve(name))) {
                Sources.lines(home.resolve(name))
                        .forEach(line -> settings.append(line).append('\n'));
            }
        }
        environment.forEach((name, value) -> {
            if (name.matches("(?i).*(registry|proxy|mirror|index_url).*")) {
                settings.append(value).append('\n');
            }
        });
        Set<String> hosts = new TreeSet<>();
        Matcher host = URL_HOST.matcher(settings);
        while (host.find()) {
            hosts.add(host.group(1));
        }
        hosts.removeAll(PUBLIC_HOSTS);
        return hosts;
    }

    private static boolean isText(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_TEXT) {
                return false;
            }
            return !new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains("\0");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
