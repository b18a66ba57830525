package checker.slides;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Folders;
import checker.process.MissingToolException;
import checker.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints pages to PDF by Chromium, which nobody sees. */
final class Printer {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser",
            "google-chrome", "google-chrome-stable",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Each page of a PDF is an object of this type; Chromium does not compress them. */
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    /** A slide that the script of the decks has marked. */
    private static final Pattern OVERFLOWING = Pattern.compile(
            "<section id=\"([^\"]+)\"[^>]* data-overflows=");

    private final Path chromium;

    private Printer(Path chromium) {
        this.chromium = chromium;
    }

    /** @throws MissingToolException when there is no Chromium */
    static Printer find() {
        return in(System.getenv("PATH"));
    }

    /** The same, looked for in other folders. */
    static Printer in(String path) {
        return new Printer(NAMES.stream().map(name -> Programs.find(name, path))
                .flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new MissingToolException(NAMES.get(0))));
    }

    /** What tells it from another Chromium without starting it. */
    String version() throws IOException {
        return Files.size(chromium) + " " + Files.getLastModifiedTime(chromium).toMillis();
    }

    /**
     * Prints a deck.
     *
     * @param page the deck, absolute
     * @param pdf the file to be written
     * @return how many pages it has
     */
    int print(Path page, Path pdf) throws IOException {
        look(page, "--no-pdf-header-footer", "--print-to-pdf=" + pdf);
        return (int) PAGE.matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results().count();
    }

    /** The slides of a deck that need more than a page, by their ids. */
    Set<String> overflowing(Path page) throws IOException {
        return OVERFLOWING.matcher(String.join("\n", look(page, "--dump-dom").lines())).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private CommandResult look(Path page, String... options) throws IOException {
        Path profile = Files.createTempDirectory("eleven-steps-print-");
        try {
            List<String> words = new ArrayList<>(List.of(chromium.toString(), "--headless",
                    "--disable-gpu", "--no-first-run", "--user-data-dir=" + profile,
                    "--virtual-time-budget=4000"));
            if ("root".equals(System.getProperty("user.name"))) {
                words.add("--no-sandbox"); // else Chromium does not run as root
            }
            words.addAll(List.of(options));
            words.add(page.toUri() + "?print-pdf");
            CommandResult result = Command.of(words).within(LONGEST).run();
            if (!result.succeeded()) {
                throw new IOException(chromium + " cannot print " + page + ": "
                        + String.join(" | ", result.lines()));
            }
            return result;
        } finally {
            Folders.delete(profile);
        }
    }
}
