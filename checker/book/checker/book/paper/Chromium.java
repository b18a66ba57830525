package checker.book.paper;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Folders;
import checker.process.MissingToolException;
import checker.process.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The system's Chromium without a window, one process for each page. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser",
            "google-chrome", "google-chrome-stable",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** @throws MissingToolException when there is none */
    public static Chromium find() {
        return in(System.getenv("PATH"));
    }

    /** The same, looked for in other folders. */
    public static Chromium in(String path) {
        return new Chromium(NAMES.stream().map(name -> Programs.find(name, path))
                .flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new MissingToolException(NAMES.get(0))));
    }

    /** What tells it from another one without starting it. */
    public String version() throws IOException {
        return Files.size(program) + " " + Files.getLastModifiedTime(program).toMillis();
    }

    /** Prints a page to a file, with nothing at the edges but what the page puts there. */
    public void print(URI page, Path pdf, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf));
        look(page, all);
    }

    /** The page's HTML after its scripts have run. */
    public String html(URI page, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--dump-dom");
        return String.join("\n", look(page, all).lines());
    }

    private CommandResult look(URI page, List<String> options) throws IOException {
        Path profile = Files.createTempDirectory("eleven-steps-print-");
        try {
            List<String> words = new ArrayList<>(List.of(program.toString(), "--headless",
                    "--disable-gpu", "--no-first-run", "--user-data-dir=" + profile));
            if ("root".equals(System.getProperty("user.name"))) {
                words.add("--no-sandbox"); // else Chromium does not run as root
            }
            words.addAll(options);
            words.add(page.toString());
            CommandResult result = Command.of(words).within(LONGEST).run();
            if (!result.succeeded()) {
                throw new IOException(program + " cannot print " + page + ": "
                        + String.join(" | ", result.lines()));
            }
            return result;
        } finally {
            Folders.delete(profile);
        }
    }
}
