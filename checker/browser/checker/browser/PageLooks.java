package checker.browser;

import com.microsoft.playwright.Keyboard;
import java.net.URI;
import java.util.List;

/** One page by itself, in all the ways in which a reader may have it before the eyes. */
final class PageLooks {

    /** So many keys at a time: after them it is asked whether there is anything left to reach. */
    private static final int KEYS = 20;

    private final Chromium chromium;

    PageLooks(Chromium chromium) {
        this.chromium = chromium;
    }

    List<Fault> faults(URI place) {
        try (Visit visit = chromium.open(place, View.WIDE)) {
            visit.look("looks.pictures()");
            visit.look("looks.overflow()");
            new LinkTargets().look(visit);
            visit.page().evaluate("looks.open()");
            visit.look("looks.code()");
            shownAs(visit, View.DESK, View.WIDE_DARK);
            visit.show(View.STILL);
            visit.look("looks.motion()");
            walk(visit);
            shownAs(visit, View.PHONE_DARK, View.PHONE);
            walk(visit);
            for (View view : List.of(View.NARROW, View.ZOOMED)) {
                visit.show(view);
                visit.look("looks.overflow()");
            }
            visit.show(View.PRINTED);
            visit.look("looks.print()");
            return visit.faults();
        }
    }

    private static void shownAs(Visit visit, View... views) {
        for (View view : views) {
            visit.show(view);
            visit.look("looks.overflow()");
            visit.lookForBarriers();
        }
    }

    /** From the top of the page by the Tab key, as far as there is something to reach. */
    private static void walk(Visit visit) {
        Keyboard keyboard = visit.page().keyboard();
        int most = number(visit, "looks.keys.begin()");
        for (int key = 0; key < most && (key % KEYS != 0 || number(visit, "looks.keys.left()") > 0);
                key++) {
            keyboard.down("Tab"); // held: the key's way up tells a page nothing
        }
        keyboard.up("Tab");
        visit.look("looks.keys.end()");
    }

    private static int number(Visit visit, String expression) {
        return ((Number) visit.page().evaluate(expression)).intValue();
    }
}
