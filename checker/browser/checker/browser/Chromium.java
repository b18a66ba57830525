package checker.browser;

import checker.process.MissingToolException;
import checker.process.Programs;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The system's own Chromium, without a window, which can reach no host. It belongs to the thread
 * that started it.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser",
            "google-chrome", "google-chrome-stable",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;
    private final String looks = resource("/looks.js");
    private final String axe = resource("/axe.min.js");

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts one.
     *
     * @throws MissingToolException when there is none
     */
    static Chromium start() {
        Path program = NAMES.stream().flatMap(name -> Programs.find(name).stream()).findFirst()
                .orElseThrow(() -> new MissingToolException(NAMES.get(0)));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(environment));
        try {
            // Playwright's usual --no-sandbox stays: root has none, and the pages are our own.
            return new Chromium(playwright, playwright.chromium().launch(
                    new BrowserType.LaunchOptions().setExecutablePath(program)
                            .setArgs(List.of("--host-resolver-rules=MAP * ~NOTFOUND",
                                    "--disable-smooth-scrolling"))));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Opens a page in a window of its own, and waits until it is all there, fonts too. */
    Visit open(URI page, View view) {
        return new Visit(browser, page, view, looks, axe);
    }

    private static String resource(String name) {
        try (InputStream file = Chromium.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    @Override
    public void close() {
        playwright.close(); // and with it the browser
    }
}
