package checker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;

/** Searching the book by keys alone, as the book tells its readers to. */
final class Search {

    /** No word of any text. */
    private static final String NONSENSE = "qxzvwkj";

    private final Chromium chromium;

    Search(Chromium chromium) {
        this.chromium = chromium;
    }

    /**
     * From one page, for a name that the book must have.
     *
     * @param name of something in the kernel that a lesson quotes
     */
    List<Fault> faults(URI place, String name) {
        try (Visit visit = chromium.open(place, View.WIDE)) {
            search(visit, name);
            visit.show(View.PHONE_DARK);
            search(visit, name);
            return visit.faults();
        }
    }

    private static void search(Visit visit, String name) {
        Page page = visit.page();
        Locator field = page.getByRole(AriaRole.SEARCHBOX);
        Locator results = page.locator("[role=search] a >> visible=true");
        page.keyboard().press("/");
        if (field.count() == 0 || !Boolean.TRUE.equals(
                field.evaluate("field => field === document.activeElement"))) {
            visit.fault("the key / does not lead to the search");
            return;
        }
        page.keyboard().type(NONSENSE);
        if (finds(page, results)) {
            visit.fault("the search finds " + NONSENSE);
        }
        page.keyboard().press("Escape");
        page.keyboard().type(name);
        if (!finds(page, results)) {
            visit.fault("the search finds no " + name);
            return;
        }
        visit.look("looks.overflow()");
        visit.lookForBarriers();
        page.keyboard().press("Escape");
        if (results.count() > 0 || !field.inputValue().isEmpty()) {
            visit.fault("Escape does not close the search");
        }
        page.keyboard().type(name);
        finds(page, results);
        choose(visit, page, name);
    }

    /** By the arrow key to the first result and back and to it again, and by Enter to its place. */
    private static void choose(Visit visit, Page page, String name) {
        for (String key : List.of("ArrowDown", "ArrowUp", "ArrowDown")) {
            page.keyboard().press(key);
        }
        Object target = page.evaluate("document.activeElement.href || ''");
        if (target.equals("")) {
            visit.fault("the arrow keys do not lead to what the search found");
            return;
        }
        page.keyboard().press("Enter");
        page.waitForURL(target.toString());
        visit.settle();
        if (!Boolean.TRUE.equals(page.evaluate(
                "name => document.body.innerText.includes(name)", name))) {
            visit.fault("the search for " + name + " led here, and there is none");
        }
        visit.look("looks.arrived()");
    }

    /** Waits until the page either shows places or tells that there are none. */
    private static boolean finds(Page page, Locator results) {
        results.or(page.getByText("Nothing found")).first().waitFor();
        return results.count() > 0;
    }
}
