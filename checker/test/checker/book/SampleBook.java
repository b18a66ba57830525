package checker.book;

import checker.book.live.LiveException;
import checker.book.live.Order;
import checker.process.Command;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A clone of a course whose only step makes {@code Answer()} return 42, with a book of it. */
public final class SampleBook {

    private static final String START = """
            // Tells all.
            int Answer(void) {
                return 0;
            }

            int Question(void) { return 6 * 9; }
            """;

    /** What a check writes for programs; its only case has one hint. */
    private static final String REPORT = """
            {"cases" : [ {"claim" : "AnswerIsRight", "behaviour" : "itIsRight",
            "architecture" : "x86-64", "machine" : "one", "outcome" : "%s",
            "hints" : [ {"key" : "less", "where" : "Where it returns.", "wrong" : "It is less.",
            "fix" : "Return 42."} ]} ]}""";

    public static final Outputs OUTPUTS = new Outputs(SampleBook::check, SampleBook::answer);

    private final Path root;

    private SampleBook(Path root) {
        this.root = root;
    }

    public static SampleBook in(Path root) throws IOException {
        SampleBook book = new SampleBook(root.toRealPath());
        book.write("checker/deps.java", "interface deps {}\n");
        book.write(".gitignore", "/build/\n");
        book.write("kernel/Answer.c", START);
        book.write("book/index.adoc", """
                = Start
                :before-the-steps: using
                :after-the-steps:  words

                Begin with link:../steps/01-answer/lesson.adoc[it].
                """);
        book.write("book/using.adoc", "= How to use it\n");
        book.write("book/words.adoc", "= Words\n");
        book.write("steps/01-answer/lesson.adoc", "= Answer\n");
        book.write("steps/01-answer/pictures/map.svg", "<svg/>\n");
        book.git("init", "--quiet");
        book.commit("start");
        book.write("kernel/Answer.c", START.replace("return 0", "return 42"));
        book.write("kernel/Reply.c", "int Reply(void) { return 42; }\n");
        book.commit("answer: return 42\n\nSince it <is>.");
        book.write("steps/01-answer/patches/0001-answer.patch", book.mail("--numbered"));
        book.write("kernel/Answer.c", START.replace("return 0", "return 41"));
        book.commit("answer: less\n\nOne is\nmissing.\n\nCheck: AnswerIsRight\nHint: less");
        book.write("steps/01-answer/mistakes/less.patch", book.mail("--no-numbered"));
        book.write("kernel/Answer.c", START.replace("return 0", "return 42"));
        book.commit("done");
        return book;
    }

    /** A check that takes no QEMU: it fails unless the answer is 42, and prints what it is. */
    static Runs.Output check(Path kernel, List<String> arguments) {
        try {
            String answer = Files.readString(kernel.resolve("Answer.c"))
                    .replaceAll("(?s).*?return (\\d+);.*", "$1");
            return new Runs.Output(answer.equals("42") ? 0 : 10,
                    List.of(String.join(" ", arguments), "the answer", "is " + answer),
                    REPORT.formatted(answer.equals("42") ? "PASSED" : "FAILED"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A machine that takes no QEMU: what it shows is made of what it is asked for. */
    static List<String> answer(Path kernel, Order order) {
        if (order.details().contains("nothing")) {
            throw new LiveException("the kernel writes no \"nothing\"");
        }
        String answer = check(kernel, List.of()).lines().get(2);
        if (order.kind() == Order.Kind.STATE) {
            return List.of("at 0", "register 0 CR0 80010033", "register 0 EFER 500",
                    "table RSDT d0000 525344542c00000001", "register 0 CR2 "
                            + answer.replaceFirst("is ", ""));
        }
        if (order.kind() == Order.Kind.PAGES) {
            return List.of("1000 9000", "4 0 9000 a023", "3 0 a000 0");
        }
        if (order.kind() == Order.Kind.RANGES) {
            return List.of("1000 2000 kr-", "2000 3000 uw-");
        }
        if (order.kind() == Order.Kind.STARTS) {
            return List.of("<svg id=\"" + order.details().get(0) + "\"></svg>",
                    "1.000 CPU 1 in C on " + order.spec().describe());
        }
        if (order.kind() == Order.Kind.TIMELINE) {
            return List.of("<svg id=\"" + order.details().get(4) + "\"></svg>",
                    "1.000 CPU 0, task 1 <a>: ends at " + order.details().get(0));
        }
        List<String> lines = new ArrayList<>(List.of("on " + order.spec().describe()));
        order.examples().probes().forEach(file -> lines.add("probe " + file.getFileName()));
        order.examples().programs().forEach(file -> lines.add("program " + file.getFileName()));
        lines.addAll(order.details().stream().filter(line -> !line.isEmpty())
                .map(line -> "$ " + line).toList());
        lines.addAll(List.of("the answer", answer));
        return List.copyOf(lines);
    }

    /** Adds a mistake, like that of the name less but for a part of its mail. */
    void mistake(String name, String part, String instead) throws IOException {
        String mail = Files.readString(root.resolve("steps/01-answer/mistakes/less.patch"));
        write("steps/01-answer/mistakes/" + name + ".patch", mail.replace(part, instead));
    }

    public Repository repository() {
        return new Repository(root);
    }

    void lesson(String text) throws IOException {
        write("steps/01-answer/lesson.adoc", text);
    }

    /** A file of the site. */
    String built(String name) throws IOException {
        return Files.readString(root.resolve("build/book").resolve(name));
    }

    boolean hasBuilt(String name) {
        return Files.exists(root.resolve("build/book").resolve(name));
    }

    public void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String mail(String numbered) {
        return git("format-patch", "-1", "--stdout", "--zero-commit", "--no-signature",
                "--full-index", numbered, "HEAD", "--", "kernel");
    }

    private void commit(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--message", message);
    }

    private String git(String... words) {
        List<String> identity = List.of("git", "-c", "user.name=T", "-c", "user.email=t@example",
                "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false");
        return Command.of(Stream.concat(identity.stream(), Stream.of(words)).toList())
                .in(root).run().orElseThrow().output();
    }
}
