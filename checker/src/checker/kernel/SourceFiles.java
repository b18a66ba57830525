package checker.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a build reads, each with a digest of its contents at one moment.
 *
 * @param digests by absolute path
 */
record SourceFiles(Map<Path, String> digests) {

    SourceFiles {
        digests = new TreeMap<>(digests);
    }

    /** Reads all files of an order; those whose names open with a dot are none. */
    static SourceFiles of(BuildOrder order) throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(order.source())) {
            files = walk.filter(path -> isSource(order.source(), path)).toList();
        }
        for (Path file : files) {
            digests.put(file, FileDigests.of(file));
        }
        for (Path probe : order.probes()) {
            digests.put(probe, FileDigests.of(probe));
        }
        for (Path folder : order.probes().stream().map(Path::getParent).distinct().toList()) {
            try (Stream<Path> beside = Files.list(folder)) {
                for (Path header : beside.filter(SourceFiles::isHeader).toList()) {
                    digests.put(header, FileDigests.of(header));
                }
            }
        }
        return new SourceFiles(digests);
    }

    /** What probes may include of their own folder. */
    private static boolean isHeader(Path path) {
        return path.toString().endsWith(".h") && Files.isRegularFile(path);
    }

    private static boolean isSource(Path folder, Path path) {
        for (Path name : folder.relativize(path)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        // A link counts by what it leads to; one to a folder could lead in a circle.
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isSymbolicLink(path) && Files.isRegularFile(path);
    }

    /** A name for what an order makes of these files, wherever they lie. */
    String key(BuildOrder order, Tools tools) {
        ContentKey key = new ContentKey()
                .word(order.architecture().label())
                .word(order.toolchain().label())
                .word(Boolean.toString(order.warningsAreErrors()))
                .word(tools.fingerprint());
        digests.forEach((file, digest) -> {
            boolean ofKernel = file.startsWith(order.source());
            key.word(ofKernel ? order.source().relativize(file).toString()
                    : "probe " + file.getFileName()).word(digest);
        });
        return key.text();
    }
}
