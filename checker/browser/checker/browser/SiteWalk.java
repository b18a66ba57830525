package checker.browser;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ways through a site, gone as readers go them: from the first page to the last and back, by
 * each entry of the contents, by each link within a page.
 */
final class SiteWalk {

    private static final String INDEX = "index.html";
    private static final String VISIBLE = " >> visible=true";

    /** The names of functions in what the page quotes. */
    private static final String FUNCTIONS =
            "[...document.querySelectorAll('pre .nf')].map(name => name.textContent)";

    private final Path folder;
    private final List<String> way = new ArrayList<>();

    private Optional<String> quoted = Optional.empty();

    /** @param folder holds the site; its pages lie in it side by side */
    SiteWalk(Path folder) {
        this.folder = folder;
    }

    List<Fault> faults(Chromium chromium) {
        List<Fault> faults = ways(chromium);
        faults.addAll(new Scheme(chromium).faults(page(INDEX)));
        Search search = new Search(chromium);
        quoted.ifPresentOrElse(name -> faults.addAll(search.faults(page(INDEX), name)),
                () -> faults.add(new Fault(INDEX, "search", "the book quotes no function")));
        return faults;
    }

    private List<Fault> ways(Chromium chromium) {
        List<Fault> faults = new ArrayList<>();
        try (Visit visit = chromium.open(page(INDEX), View.WIDE)) {
            forwards(visit);
            backwards(visit);
            contents(visit);
            faults.addAll(visit.faults());
        }
        try (Visit visit = chromium.open(page(INDEX), View.PHONE)) {
            contents(visit);
            faults.addAll(visit.faults());
        }
        return faults;
    }

    /** By the next page, and the next, with a look at each. */
    private void forwards(Visit visit) {
        boolean more = true;
        while (more) {
            visit.page().evaluate("looks.open()");
            way.add(visit.name());
            quoted = quoted.or(() -> ((List<?>) visit.page().evaluate(FUNCTIONS)).stream()
                    .map(Object::toString).findFirst());
            visit.look("looks.follow()");
            more = click(visit, "a[rel=next]");
            if (more && way.contains(visit.name())) {
                visit.fault("the way to the next page leads back here");
                more = false;
            }
        }
        Set<String> missed = new TreeSet<>(pages());
        way.forEach(missed::remove);
        missed.forEach(page -> visit.fault("the way by next pages ends here, and never came to "
                + page));
    }

    private void backwards(Visit visit) {
        for (int place = way.size() - 2; place >= 0; place--) {
            if (!click(visit, "a[rel=prev]") || !visit.name().equals(way.get(place))) {
                visit.fault("the way back by previous pages does not lead to " + way.get(place));
                return;
            }
        }
    }

    /** Each page by its entry in the contents, from the page before. */
    private void contents(Visit visit) {
        for (String page : way) {
            String entry = "nav a[href='" + page + "']" + VISIBLE;
            Locator fold = visit.page().locator("details:not([open]):has(nav) > summary" + VISIBLE);
            if (visit.page().locator(entry).count() == 0 && fold.count() > 0) {
                fold.first().click();
            }
            if (!click(visit, entry) || !visit.name().equals(page)) {
                visit.fault("the contents do not lead to " + page);
                return;
            }
            if (visit.page().locator("nav a[aria-current='page']").count() == 0) {
                visit.fault("the contents do not tell which page this is");
            }
        }
    }

    private URI page(String name) {
        return folder.resolve(name).toUri();
    }

    private Set<String> pages() {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Clicks the first that there is to see; false when there is none. */
    private static boolean click(Visit visit, String selector) {
        Locator links = visit.page().locator(selector);
        if (links.count() == 0) {
            return false;
        }
        links.first().click();
        visit.settle();
        return true;
    }
}
