package checker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A Java process of its own that looks at what was built, as the suite starts it: Playwright writes
 * a program to run it, and Linux refuses to run a file that a child of another thread has open.
 */
public final class BrowserRun {

    private static final int FAILED = 10;

    private BrowserRun() {}

    /** @param arguments what to look at, and the folder in which it was built */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[1]).toRealPath();
        List<Fault> faults;
        try (Chromium chromium = Chromium.start()) {
            faults = switch (arguments[0]) {
                case "pages" -> pages(chromium, folder);
                case "walk" -> new SiteWalk(folder).faults(chromium);
                default -> throw new IllegalArgumentException(arguments[0]);
            };
        }
        faults.forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : FAILED);
    }

    private static List<Fault> pages(Chromium chromium, Path folder) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        }
        List<Fault> faults = new ArrayList<>();
        for (Path page : pages) {
            long started = System.nanoTime();
            faults.addAll(isDeck(page) ? new DeckLooks(chromium).faults(page.toUri())
                    : new PageLooks(chromium).faults(page.toUri()));
            System.out.printf(Locale.ROOT, "%s: %.1f s%n", page.getFileName(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
        }
        return faults;
    }

    private static boolean isDeck(Path page) throws IOException {
        return Files.readString(page).contains("<div class=\"reveal\">");
    }
}
