package checker.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compares generated mails with stored ones, byte for byte. */
final class SameMails {

    private SameMails() { }

    /** Tells whether a step's generated mails are its stored patches, names and order included. */
    static boolean are(Map<String, byte[]> generated, List<SeriesPatch> stored) {
        return generated.size() == stored.size()
                && stored.stream().allMatch(patch -> firstDifference(generated, patch) < 0);
    }

    /** The first byte at which a stored patch differs; 0 without a partner, -1 when it does not. */
    static int firstDifference(Map<String, byte[]> generated, SeriesPatch patch) {
        byte[] expected = generated.get(patch.file().getFileName().toString());
        return expected == null ? 0 : Arrays.mismatch(expected, bytes(patch));
    }

    static byte[] bytes(SeriesPatch patch) {
        try {
            return Files.readAllBytes(patch.file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the copy of " + patch, e);
        }
    }
}
