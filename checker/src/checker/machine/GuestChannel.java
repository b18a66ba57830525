package checker.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the guest writes to one of its outputs, as a file that QEMU appends to. A guest that writes
 * more than the cap is stopped, and no more than the cap is ever read.
 */
final class GuestChannel {

    static final int MOST_BYTES = 256 * 1024;

    private final String name;
    private final Path file;

    GuestChannel(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    String name() {
        return name;
    }

    /** All so far, up to the cap; each byte a character. */
    String text() {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // QEMU did not get so far as to open it
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the " + name, e);
        }
    }

    boolean flooded() {
        try {
            return Files.size(file) > MOST_BYTES;
        } catch (IOException e) {
            return false; // not there yet
        }
    }

    /** The end of the text, with control characters made harmless, each line indented. */
    String lastLines(int most) {
        List<String> lines = text().lines().toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                .map(line -> "    " + line.replaceAll("[^ -~\t]", "?"))
                .reduce((first, second) -> first + "\n" + second).orElse("    (none)");
    }
}
