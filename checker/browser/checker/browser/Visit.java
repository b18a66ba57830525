package checker.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One reader's window. It hears all that the browser complains about, whatever page the reader
 * comes to.
 */
final class Visit implements AutoCloseable {

    private static final Set<String> NEAR = Set.of("file", "data", "blob", "about");

    private final BrowserContext context;
    private final Page page;
    private final String axe;
    private final List<Fault> faults = new ArrayList<>();
    private View view;

    Visit(Browser browser, URI place, View view, String looks, String axe) {
        this.axe = axe;
        this.view = view;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setColorScheme(view.scheme()).setReducedMotion(view.motion()));
        context.addInitScript(looks);
        this.page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> fault("a script fails: " + firstLine(error)));
        page.onRequest(this::asked);
        page.onRequestFailed(request -> fault("cannot be loaded: " + shortened(request.url())
                + " (" + request.failure() + ")"));
        go(place);
    }

    Page page() {
        return page;
    }

    /** Goes to another page by its address. */
    void go(URI place) {
        page.navigate(place.toString());
        settle();
    }

    /** Waits until the page that the reader has come to is all there. */
    void settle() {
        page.waitForLoadState();
        page.evaluate("document.fonts.ready.then(() => true)");
    }

    /** Shows the same page in another way, without loading it again. */
    void show(View other) {
        view = other;
        page.setViewportSize(other.width(), other.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(other.media())
                .setColorScheme(other.scheme()).setReducedMotion(other.motion()));
    }

    /** Takes a look of looks.js, or several in one list, at the page as it is now. */
    void look(String expression) {
        ((List<?>) page.evaluate(expression)).forEach(what -> fault(what.toString()));
    }

    /**
     * Looks for what keeps people out: WCAG 2.1, levels A and AA. In the dark nothing differs but
     * the colours.
     */
    void lookForBarriers() {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(axe);
        }
        look("looks.colours()");
        if (view.scheme() == ColorScheme.LIGHT) {
            look("looks.structure()");
        }
    }

    /** Notes a fault of the page that is shown. */
    void fault(String what) {
        Fault fault = new Fault(name(), view.toString(), what);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** The file's name and nothing else. */
    String name() {
        String address = page.url().replaceFirst("[?#].*", "");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** All faults up to now. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    private void heard(ConsoleMessage message) {
        if (Set.of("error", "warning", "assert").contains(message.type())
                && !message.text().startsWith("Failed to load resource")) { // heard of below
            fault("console: " + firstLine(message.text()));
        }
    }

    private void asked(Request request) {
        if (!NEAR.contains(URI.create(request.url().replaceFirst("(?s):.*", ":x")).getScheme())) {
            fault("asks another host: " + shortened(request.url()));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String shortened(String address) {
        return address.startsWith("file:") ? address.substring(address.lastIndexOf('/') + 1)
                : address;
    }

    @Override
    public void close() {
        context.close();
    }
}
