package checker.kernel;

import checker.machine.Architecture;
import checker.machine.Symbols;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A kernel image on disk: its symbols by name and by address, and the bytes of its sections.
 *
 * <p>The file is untrusted. Everything is checked against the file's length while it is read, so
 * that a damaged image is a clear error at once and never a wrong address later.
 */
public final class ElfImage implements Symbols {

    private final Path file;
    private final Architecture architecture;
    private final long entry;
    private final List<ElfSymbol> symbols;
    private final List<ElfSection> sections;
    private final Map<String, ElfSymbol> byName = new HashMap<>();
    private final NavigableMap<Long, ElfSymbol> byAddress = new TreeMap<>(Long::compareUnsigned);
    private final SourceLines lines;
    private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

    ElfImage(Path file, Architecture architecture, long entry,
            List<ElfSymbol> symbols, List<ElfSection> sections) {
        this.file = file;
        this.lines = new SourceLines(file);
        this.architecture = architecture;
        this.entry = entry;
        this.symbols = List.copyOf(symbols);
        this.sections = List.copyOf(sections);
        for (ElfSymbol symbol : this.symbols) {
            byName.merge(symbol.name(), symbol, ElfImage::moreVisible);
            byAddress.merge(symbol.address(), symbol, ElfImage::moreTelling);
        }
    }

    /**
     * Reads an image.
     *
     * @throws CorruptElfException when the file is no little-endian x86 ELF file, or damaged
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static ElfImage read(Path file) {
        return new ElfReader(file).read();
    }

    public Path file() {
        return file;
    }

    public Architecture architecture() {
        return architecture;
    }

    @Override
    public long entry() {
        return entry;
    }

    /** {@code file:line} of each address of code, in their order; empty where that is not known. */
    List<Optional<String>> sourceLines(List<Long> addresses) {
        return lines.of(addresses);
    }

    /**
     * What a long look through the image finds; looked for once, whoever asks.
     *
     * @param kind of what is looked for
     */
    public <T> T found(Class<T> kind, Function<ElfImage, T> look) {
        return kind.cast(found.computeIfAbsent(kind, unknown -> look.apply(this)));
    }

    /** All functions, variables and labels, in the order of the image's table. */
    public List<ElfSymbol> symbols() {
        return symbols;
    }

    public List<ElfSection> sections() {
        return sections;
    }

    /** The symbol of that name; of several static ones the first, and any global one before. */
    public Optional<ElfSymbol> symbol(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<ElfSection> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    @Override
    public OptionalLong address(String symbol) {
        ElfSymbol found = byName.get(symbol);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.address());
    }

    /**
     * The symbol that an address lies in. A symbol of unknown size reaches to the next one, within
     * its section.
     */
    public Optional<ElfSymbol> symbolAt(long address) {
        Map.Entry<Long, ElfSymbol> below = byAddress.floorEntry(address);
        if (below == null) {
            return Optional.empty();
        }
        ElfSymbol symbol = below.getValue();
        Optional<ElfSection> section = sectionAt(address);
        boolean inside = symbol.size() > 0
                ? address - symbol.address() < symbol.size()
                : section.equals(sectionAt(symbol.address()));
        return inside && section.isPresent() ? Optional.of(symbol) : Optional.empty();
    }

    /** The section that an address of the running kernel lies in. */
    public Optional<ElfSection> sectionAt(long address) {
        for (ElfSection section : sections) { // asked for several times at each step of a walk
            if (section.holds(address)) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }

    @Override
    public String describe(long address) {
        return symbolAt(address)
                .map(symbol -> offsetName(symbol, address - symbol.address()))
                .orElseGet(() -> "0x" + Long.toHexString(address));
    }

    /**
     * Bytes of the image as the linker laid them down, before the kernel ran.
     *
     * @throws IllegalArgumentException when the range is not wholly in one section with contents
     */
    public byte[] bytesAt(long address, int length) {
        ElfSection section = sectionAt(address)
                .filter(candidate -> candidate.contents().length > 0)
                .orElseThrow(() -> noBytes(address, length));
        long start = address - section.address();
        if (length < 0 || start + length > section.contents().length) {
            throw noBytes(address, length);
        }
        return Arrays.copyOfRange(section.contents(), (int) start, (int) start + length);
    }

    private IllegalArgumentException noBytes(long address, int length) {
        return new IllegalArgumentException(
                file + " holds no " + length + " bytes at 0x" + Long.toHexString(address));
    }

    private static String offsetName(ElfSymbol symbol, long offset) {
        return offset == 0 ? symbol.name() : symbol.name() + "+0x" + Long.toHexString(offset);
    }

    private static ElfSymbol moreVisible(ElfSymbol first, ElfSymbol second) {
        return second.global() && !first.global() ? second : first;
    }

    /** Of several names for one address the one that says most: a function, a size, a global. */
    private static ElfSymbol moreTelling(ElfSymbol first, ElfSymbol second) {
        return weight(second) > weight(first) ? second : first;
    }

    private static int weight(ElfSymbol symbol) {
        return (symbol.kind() == ElfSymbol.Kind.LABEL ? 0 : 4)
                + (symbol.size() > 0 ? 2 : 0)
                + (symbol.global() ? 1 : 0);
    }
}
