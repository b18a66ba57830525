package checker.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A patch as {@code git format-patch} writes it: who, when, why and the change.
 *
 * @param text the whole mail; bytes that are no UTF-8 read as U+FFFD
 */
public record Mail(String text) {

    private static final Pattern SUBJECT = Pattern.compile(
            "^Subject: (?:\\[PATCH[^]]*] )?(.*(?:\n[ \t].*)*)", Pattern.MULTILINE);
    private static final Pattern END_OF_MESSAGE =
            Pattern.compile("^(?:---|diff --git .*)$", Pattern.MULTILINE);
    private static final Pattern TRAILER = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): +(.*)");

    static Mail of(byte[] bytes) {
        return new Mail(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Tells whether it begins as a mail does: a line "From ID DATE" and a subject. */
    boolean isMail() {
        return text.startsWith("From ") && SUBJECT.matcher(head()).find();
    }

    /** What the change is, in a line; empty when the mail has no subject. */
    public String subject() {
        Matcher subject = SUBJECT.matcher(head());
        return subject.find() ? subject.group(1).replaceAll("\n[ \t]+", " ").strip() : "";
    }

    /** The commit message after the subject, without the change itself; may be empty. */
    public String message() {
        String body = text.substring(head().length()).stripLeading();
        Matcher end = END_OF_MESSAGE.matcher(body);
        return (end.find() ? body.substring(0, end.start()) : body).strip();
    }

    /** The change itself, from its first {@code diff --git} line on; empty when there is none. */
    public String change() {
        Matcher change = Pattern.compile("^diff --git ", Pattern.MULTILINE).matcher(text);
        return change.find() ? text.substring(change.start()) : "";
    }

    /**
     * The values of a trailer in the message's last paragraph, in order; none when it is not there.
     * A value that goes on in indented lines is given as one line.
     *
     * @param name the trailer's name without its colon, in any case
     */
    public List<String> trailers(String name) {
        String[] paragraphs = message().split("\n[ \t]*\n");
        String last = paragraphs[paragraphs.length - 1].replaceAll("\n[ \t]+", " ");
        List<String> values = new ArrayList<>();
        for (String line : Arrays.asList(last.split("\n"))) {
            Matcher trailer = TRAILER.matcher(line);
            if (trailer.matches() && trailer.group(1).equalsIgnoreCase(name)) {
                values.add(trailer.group(2).strip());
            }
        }
        return List.copyOf(values);
    }

    private String head() {
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
