package checker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The switch of a site between light and dark: each of its positions on each kind of system. */
final class Scheme {

    private static final String SWITCH = "button.scheme >> visible=true";
    private static final String PAPER =
            "getComputedStyle(document.documentElement).backgroundColor";

    /**
     * Stored beside what the page stores. Once in some thousand loads a page of Chromium 156 found
     * nothing of what it had stored. Where this is gone, too, nothing can be said of the page.
     */
    private static final String WITNESS = "localStorage.witness";
    private static final int POSITIONS = 3;
    private static final int MOST_CLICKS = 12;

    private final Chromium chromium;

    Scheme(Chromium chromium) {
        this.chromium = chromium;
    }

    List<Fault> faults(URI place) {
        try (Visit visit = chromium.open(place, View.WIDE)) {
            if (visit.page().locator(SWITCH).count() == 0) {
                visit.fault("there is no button to choose the colours");
                return visit.faults();
            }
            for (View view : List.of(View.WIDE, View.WIDE_DARK)) {
                visit.show(view);
                turn(visit, place);
            }
            return visit.faults();
        }
    }

    /** Once around; each position has to last when the page is loaded again. */
    private static void turn(Visit visit, URI place) {
        Page page = visit.page();
        Set<String> papers = new TreeSet<>();
        int positions = 0;
        for (int clicks = 1; positions < POSITIONS && clicks <= MOST_CLICKS; clicks++) {
            Locator button = page.locator(SWITCH).first();
            button.click();
            String name = button.innerText();
            String paper = page.evaluate(PAPER).toString();
            papers.add(paper);
            visit.lookForBarriers();
            page.evaluate(WITNESS + " = " + clicks);
            visit.go(place);
            if (!String.valueOf(clicks).equals(page.evaluate(WITNESS))) {
                continue; // the browser has lost it, not the page
            }
            positions++;
            String now = page.locator(SWITCH).first().innerText();
            if (!page.evaluate(PAPER).equals(paper) || !now.equals(name)) {
                visit.fault("the colours chosen, " + name + ", are forgotten: it says "
                        + now);
            }
        }
        if (positions < POSITIONS) {
            visit.fault("nothing that a page stores is kept, by the browser or by the page");
        }
        if (papers.size() != 2) {
            visit.fault("the switch for the colours shows " + papers.size()
                    + " papers instead of a light and a dark one");
        }
    }
}
