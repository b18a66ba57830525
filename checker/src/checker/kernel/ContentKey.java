package checker.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for a set of inputs: equal inputs have equal names, and different ones different names.
 */
public final class ContentKey {

    private static final int DIGITS = 24; // 96 bits: no two of any number of builds collide

    private final MessageDigest digest;

    public ContentKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a word; the words "ab","c" and "a","bc" give different keys. */
    public ContentKey word(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Adds the contents of a file. */
    public ContentKey file(Path file) throws IOException {
        word(Long.toString(Files.size(file)));
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return this;
    }

    public String text() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
