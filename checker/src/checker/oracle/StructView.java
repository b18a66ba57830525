package checker.oracle;

import checker.kernel.Offsets;
import checker.machine.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A C structure in bytes that were read from a machine, decoded as the kernel's compiler laid it
 * out. x86 keeps numbers with the lowest byte first.
 */
public final class StructView {

    private final Offsets offsets;
    private final String type;
    private final byte[] bytes;

    /**
     * Views memory as a structure.
     *
     * @param bytes exactly the structure, {@code offsets.size(type)} bytes
     */
    public StructView(Offsets offsets, String type, byte[] bytes) {
        if (bytes.length != offsets.size(type)) {
            throw new IllegalArgumentException(type + " has " + offsets.size(type)
                    + " bytes, not " + bytes.length);
        }
        this.offsets = offsets;
        this.type = type;
        this.bytes = bytes.clone();
    }

    /** Views memory as a C array of structures; {@code bytes} holds a whole number of them. */
    public static List<StructView> array(Offsets offsets, String type, byte[] bytes) {
        int size = Math.toIntExact(offsets.size(type));
        if (size == 0 || bytes.length % size != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no array of " + type
                    + " with " + size + " bytes each");
        }
        List<StructView> elements = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += size) {
            elements.add(new StructView(offsets, type,
                    Arrays.copyOfRange(bytes, start, start + size)));
        }
        return List.copyOf(elements);
    }

    /** An integer or pointer of 1 to 8 bytes, zero-extended. */
    public long unsigned(String member) {
        return GuestMemory.number(numberBytes(member));
    }

    /** An integer of 1 to 8 bytes, sign-extended. */
    public long signed(String member) {
        byte[] number = numberBytes(member);
        int unused = Long.SIZE - Byte.SIZE * number.length;
        return GuestMemory.number(number) << unused >> unused;
    }

    /** Whether the member's bytes hold anything but zero, as C tests a BOOL or a pointer. */
    public boolean isSet(String member) {
        return unsigned(member) != 0;
    }

    /** A char array up to its NUL, or to its end when there is none; bytes become characters. */
    public String text(String member) {
        byte[] array = bytes(member);
        int length = 0;
        while (length < array.length && array[length] != 0) {
            length++;
        }
        return new String(array, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** An array of integers of {@code elementBytes} bytes each, zero-extended. */
    public List<Long> numbers(String member, int elementBytes) {
        if (!List.of(Byte.BYTES, Short.BYTES, Integer.BYTES, Long.BYTES).contains(elementBytes)) {
            throw new IllegalArgumentException(elementBytes + " bytes a number");
        }
        byte[] array = bytes(member);
        List<Long> numbers = new ArrayList<>();
        for (int end = elementBytes; end <= array.length; end += elementBytes) {
            numbers.add(GuestMemory.number(Arrays.copyOfRange(array, end - elementBytes, end)));
        }
        return List.copyOf(numbers);
    }

    /** The member's bytes as they lie in memory. */
    public byte[] bytes(String member) {
        Offsets.Field field = field(member);
        int start = Math.toIntExact(field.offset());
        return Arrays.copyOfRange(bytes, start, start + Math.toIntExact(field.size()));
    }

    private Offsets.Field field(String member) {
        Offsets.Field field = offsets.field(type, member);
        if (field.offset() + field.size() > bytes.length) {
            throw new IllegalArgumentException(type + "." + member + " lies outside " + type);
        }
        return field;
    }

    private byte[] numberBytes(String member) {
        byte[] number = bytes(member);
        if (number.length < 1 || number.length > Long.BYTES) {
            throw new IllegalArgumentException(
                    type + "." + member + " has " + number.length + " bytes: not a number");
        }
        return number;
    }
}
