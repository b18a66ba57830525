package checker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A site of three pages with all that a book has: ways about it, a search, a choice of colours. */
final class SampleSite {

    private static final List<String> PAGES = List.of("index.html", "one.html", "two.html");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Page NUMBER</title>
            <link rel="icon" href="data:,">
            <style>
            :root { background: light-dark(#fff, #000); color: light-dark(#000, #fff);
                color-scheme: light dark; }
            :root[data-scheme=light] { color-scheme: light }
            :root[data-scheme=dark] { color-scheme: dark }
            a { color: inherit } .far { height: 2000px }
            </style>
            </head>
            <body>
            <form role="search"><label>Search <input type="search"></label>
            <p role="status"></p><div id="found"></div></form>
            <button class="scheme">system</button>
            <nav aria-label="Pages">PAGES</nav>
            <main>
            <h1>Page NUMBER</h1>
            <p><a href="#end">The end</a></p>
            <pre><code><span class="nf">FUNCTION</span>();</code></pre>
            TEXT
            <p class="far">Much text.</p>
            <p id="end">The end. ENDS</p>
            </main>
            <script src="search.js"></script><script src="scheme.js"></script>
            </body>
            </html>
            """;

    private static final String SEARCH = """
            const field = document.querySelector('input');
            const found = document.getElementById('found');
            const status = document.querySelector('[role=status]');
            const clear = () => { found.replaceChildren(); status.textContent = ''; };
            addEventListener('keydown', event => {
                if (event.key === '/') {
                    event.preventDefault();
                    field.focus();
                } else if (event.key === 'Escape') {
                    field.value = '';
                    clear();
                } else if (event.key.startsWith('Arrow')) {
                    event.preventDefault();
                    (event.key === 'ArrowDown' ? found.querySelector('a') : field).focus();
                }
            });
            field.addEventListener('input', () => {
                clear();
                if ('Entry'.startsWith(field.value)) {
                    found.innerHTML = '<a href="one.html#end">Page 1</a>';
                } else {
                    status.textContent = 'Nothing found';
                }
            });
            """;

    private static final String SCHEME = """
            const next = {system: 'light', light: 'dark', dark: 'system'};
            const button = document.querySelector('button.scheme');
            const show = scheme => {
                document.documentElement.dataset.scheme = scheme;
                button.textContent = scheme;
            };
            show(localStorage.getItem('scheme') ?? 'system');
            button.addEventListener('click', () => {
                show(next[button.textContent]);
                localStorage.setItem('scheme', button.textContent);
            });
            """;

    private final Path folder;

    private SampleSite(Path folder) {
        this.folder = folder;
    }

    /** A sound one. */
    static SampleSite in(Path folder) throws IOException {
        SampleSite site = new SampleSite(folder.toRealPath());
        Files.writeString(folder.resolve("search.js"), SEARCH);
        Files.writeString(folder.resolve("scheme.js"), SCHEME);
        for (int number = 0; number < PAGES.size(); number++) {
            site.page(PAGES.get(number), "");
        }
        return site;
    }

    Path folder() {
        return folder;
    }

    /** Writes a page with something more in its text. */
    void page(String name, String text) throws IOException {
        int number = Math.max(PAGES.indexOf(name), 0);
        Files.writeString(folder.resolve(name), PAGE.replace("NUMBER", "" + number)
                .replace("PAGES", contents(number)).replace("ENDS", ends(number))
                .replace("FUNCTION", number == 2 ? "Other" : "Entry").replace("TEXT", text));
    }

    /** Puts other words into a file. */
    void change(String name, String from, String to) throws IOException {
        String before = Files.readString(folder.resolve(name));
        String after = before.replace(from, to);
        if (after.equals(before)) {
            throw new IllegalArgumentException(name + " has no " + from);
        }
        Files.writeString(folder.resolve(name), after);
    }

    private static String contents(int here) {
        StringBuilder html = new StringBuilder();
        for (int number = 0; number < PAGES.size(); number++) {
            html.append("<a href=\"").append(PAGES.get(number)).append('"')
                    .append(number == here ? " aria-current=\"page\"" : "").append(">Page ")
                    .append(number).append("</a> ");
        }
        return html.toString();
    }

    private static String ends(int here) {
        return (here > 0 ? "<a rel=\"prev\" href=\"" + PAGES.get(here - 1) + "\">Back</a> " : "")
                + (here + 1 < PAGES.size()
                ? "<a rel=\"next\" href=\"" + PAGES.get(here + 1) + "\">On</a>" : "");
    }
}
