package checker.machine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The files that a kernel finds in its first boot module, as data: a ustar archive. Immutable;
 * equal files give equal archives, for no entry has an owner or a date.
 *
 * <pre>{@code
 * Initrd.empty().withDirectory("bin", 0755).withFile("bin/init", 0755, program)
 * }</pre>
 */
public final class Initrd {

    private static final int OWNER = 0;

    private final List<Entry> entries;
    private Optional<byte[]> archive;

    /**
     * A file or directory of the archive.
     *
     * @param name its path from the root, with no slash in front
     * @param mode permission bits
     * @param directory whether it is one
     * @param contents of a file
     */
    private record Entry(String name, int mode, boolean directory, byte[] contents) {}

    private Initrd(List<Entry> entries) {
        this(entries, Optional.empty());
    }

    private Initrd(List<Entry> entries, Optional<byte[]> archive) {
        this.entries = List.copyOf(entries);
        this.archive = archive;
    }

    /** An archive with nothing in it. */
    public static Initrd empty() {
        return new Initrd(List.of());
    }

    /** A module of these bytes, whether or not they are an archive: for kernels to refuse. */
    public static Initrd ofBytes(byte[] module) {
        return new Initrd(List.of(), Optional.of(module.clone()));
    }

    /**
     * The same files as a ustar archive has, with neither owner nor date.
     *
     * @throws UncheckedIOException when it is none
     */
    public static Initrd read(byte[] archive) {
        List<Entry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry at = tar.getNextEntry(); at != null; at = tar.getNextEntry()) {
                entries.add(new Entry(at.getName(), at.getMode(), at.isDirectory(),
                        tar.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a damaged archive", e);
        }
        return new Initrd(entries);
    }

    /** The files of all of them, those of the later ones last. */
    public static Initrd ofAll(List<Initrd> parts) {
        return new Initrd(parts.stream().flatMap(part -> part.entries.stream()).toList());
    }

    /** With a file behind those there are; its directories are the caller's to add. */
    public Initrd withFile(String name, int mode, byte[] contents) {
        return with(new Entry(name, mode, false, contents.clone()));
    }

    public Initrd withDirectory(String name, int mode) {
        return with(new Entry(name + "/", mode, true, new byte[0]));
    }

    /**
     * The bytes of the boot module.
     *
     * @throws UncheckedIOException when ustar has no room for a name or a size
     */
    public byte[] archive() {
        return bytes().clone();
    }

    /** Made when somebody asks, and once: archives grow file by file. */
    private synchronized byte[] bytes() {
        if (archive.isEmpty()) {
            archive = Optional.of(archive(entries));
        }
        return archive.get();
    }

    private Initrd with(Entry added) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(added);
        return new Initrd(all);
    }

    private static byte[] archive(List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Entry entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry.name(),
                        entry.directory() ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
                header.setMode(entry.mode());
                header.setIds(OWNER, OWNER);
                header.setModTime(0);
                header.setSize(entry.contents().length);
                tar.putArchiveEntry(header);
                tar.write(entry.contents());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a name or a size that ustar has no room for", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Initrd initrd && Arrays.equals(bytes(), initrd.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return "an initrd of " + (bytes().length >> 10) + " KiB";
    }
}
