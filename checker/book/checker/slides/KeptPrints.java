package checker.slides;

import checker.kernel.ContentKey;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps printed decks, one of each, by the contents of what they are printed from: the page, its
 * styles, scripts and pictures, and the browser.
 */
final class KeptPrints {

    private static final String PDF = ".pdf";

    private final Path folder;

    KeptPrints(Repository repository) {
        folder = repository.build().resolve("slides-prints");
    }

    /** Copies the print of a deck, if it is kept; tells whether it was. */
    boolean copy(Deck deck, String key, Path pdf) throws IOException {
        Path kept = folder.resolve(deck.name() + "-" + key + PDF);
        if (!Files.isRegularFile(kept)) {
            return false;
        }
        Files.copy(kept, pdf);
        return true;
    }

    /** Keeps the print of a deck in place of those before; it is there whole or not at all. */
    void keep(Deck deck, String key, Path pdf) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(file -> isOf(deck, file)).toList()) {
                Files.deleteIfExists(old);
            }
        }
        Path fresh = folder.resolve(deck.name() + ".new");
        Files.copy(pdf, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, folder.resolve(deck.name() + "-" + key + PDF),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A name for all that a page is printed from.
     *
     * @param site the folder of the page; of its other files those count that are no pages
     */
    static String key(Path page, Path site, Printer printer) throws IOException {
        ContentKey key = new ContentKey().word(printer.version()).file(page);
        try (Stream<Path> all = Files.walk(site)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".html")
                            && !file.toString().endsWith(PDF)
                            && !site.relativize(file).startsWith("files")).sorted().toList();
            for (Path file : files) {
                key.word(site.relativize(file).toString()).file(file);
            }
        }
        return key.text();
    }

    private static boolean isOf(Deck deck, Path file) {
        return file.getFileName().toString().matches(deck.name() + "-[0-9a-f]+\\.pdf");
    }
}
