package checker.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a check wants to know of a kernel's structures, in terms of the lesson's contract.
 *
 * <p>Built up in chains: {@code OffsetRequest.of("cpu/CPU.h").size("CPU").field("CPU", "APICID")}.
 * Each step returns a new request; a later {@link #header} holds for what follows it.
 */
public final class OffsetRequest {

    private static final Pattern TYPE = Pattern.compile("((struct|union|enum) )?[A-Za-z_]\\w*");
    private static final Pattern MEMBER = Pattern.compile(
            "[A-Za-z_]\\w*(\\[\\d+\\])*(\\.[A-Za-z_]\\w*(\\[\\d+\\])*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern HEADER = Pattern.compile("[\\w./-]+\\.h");

    enum Kind { SIZE, FIELD, CONSTANT }

    /** One thing to ask the compiler for; {@code member} is empty but for fields. */
    record Item(Kind kind, String type, String member, String header) {

        String name() {
            return member.isEmpty() ? type : type + "." + member;
        }
    }

    private final String header;
    private final List<Item> items;

    private OffsetRequest(String header, List<Item> items) {
        this.header = header;
        this.items = List.copyOf(items);
    }

    /** A request whose first items are declared by {@code header}, as an {@code #include} says. */
    public static OffsetRequest of(String header) {
        return new OffsetRequest(checked(HEADER, header), List.of());
    }

    /** The following items are declared by {@code next}. */
    public OffsetRequest header(String next) {
        return new OffsetRequest(checked(HEADER, next), items);
    }

    /** The size of a type in bytes; {@code type} as C writes it: {@code CPU}, {@code struct X}. */
    public OffsetRequest size(String type) {
        return plus(new Item(Kind.SIZE, checked(TYPE, type), "", header));
    }

    /** Offset and size of a member, which may lie deeper: {@code Entries[0].APICID}. */
    public OffsetRequest field(String type, String member) {
        return plus(new Item(Kind.FIELD, checked(TYPE, type), checked(MEMBER, member), header));
    }

    /** The value of a macro or enumerator that is an integer constant. */
    public OffsetRequest constant(String name) {
        return plus(new Item(Kind.CONSTANT, checked(NAME, name), "", header));
    }

    List<Item> items() {
        return items;
    }

    private OffsetRequest plus(Item item) {
        List<Item> more = new ArrayList<>(items);
        more.add(item);
        return new OffsetRequest(header, more);
    }

    private static String checked(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name that C would know");
        }
        return text;
    }
}
