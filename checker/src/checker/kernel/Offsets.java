package checker.kernel;

import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Where the fields of a kernel's structures lie, as its compiler laid them out. Asking for what
 * was not part of the request is a mistake of the check and throws NoSuchElementException.
 */
public final class Offsets {

    /**
     * A field within its structure.
     *
     * @param offset in bytes from the structure's start
     * @param size in bytes
     */
    public record Field(long offset, long size) {}

    private final Map<String, Long> sizes;
    private final Map<String, Field> fields;
    private final Map<String, Long> constants;

    private Offsets(Map<String, Long> sizes, Map<String, Field> fields,
            Map<String, Long> constants) {
        this.sizes = Map.copyOf(sizes);
        this.fields = Map.copyOf(fields);
        this.constants = Map.copyOf(constants);
    }

    /**
     * A layout that is known already, as tests of code on top of it need.
     *
     * @param sizes of types in bytes, by type
     * @param fields by {@code Type.Member}
     * @param constants by name
     */
    public static Offsets of(Map<String, Long> sizes, Map<String, Field> fields,
            Map<String, Long> constants) {
        return new Offsets(sizes, fields, constants);
    }

    /** The size of a type in bytes. */
    public long size(String type) {
        return known(sizes, type);
    }

    public Field field(String type, String member) {
        return known(fields, type + "." + member);
    }

    /** The value of a macro or enumerator, sign-extended to 64 bits. */
    public long constant(String name) {
        return known(constants, name);
    }

    private static <T> T known(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException(name + " was not in the offset request");
        }
        return value;
    }
}
