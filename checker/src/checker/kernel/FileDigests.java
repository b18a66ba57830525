package checker.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests of files' contents. A check builds a dozen kernels of the same sources: a file that has
 * not been edited since it was read is not read again.
 */
final class FileDigests {

    /** What was edited shortly before it was read could be edited again at the same time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();

    private FileDigests() {}

    /** A digest, and what tells that the file is still the one that was read. */
    private record Known(Object file, long size, FileTime modified, String digest) {

        boolean isOf(BasicFileAttributes now) {
            return size == now.size() && modified.equals(now.lastModifiedTime())
                    && (file == null || file.equals(now.fileKey()));
        }
    }

    /** Of what the file contains now. */
    static String of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Known known = KNOWN.get(file);
        if (known != null && known.isOf(now)) {
            return known.digest();
        }
        long begun = System.currentTimeMillis();
        String digest = new ContentKey().file(file).text();
        if (begun - now.lastModifiedTime().toMillis() > SETTLED.toMillis()) {
            KNOWN.put(file, new Known(now.fileKey(), now.size(), now.lastModifiedTime(), digest));
        }
        return digest;
    }
}
