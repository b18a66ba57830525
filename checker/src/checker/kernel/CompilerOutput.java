package checker.kernel;

import checker.kernel.CompilerMessage.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the errors and warnings in what make, compilers, assemblers and linkers print. */
final class CompilerOutput {

    // clang, gcc and both assemblers: file:line:column: error: text, the column being optional
    private static final Pattern AT_LINE = Pattern.compile(
            "(.+?):(\\d+):(?:\\d+:)? (?i)(fatal error|error|warning): (.*)");
    // GNU ld puts no severity: file.c:12: undefined reference to `Foo'
    private static final Pattern GNU_LD = Pattern.compile(
            "(?:.*ld(?:\\.bfd)?: )?([^:]+):(?:(\\d+))?:?(?:\\([^)]*\\))?: "
            + "(undefined reference to .*|multiple definition of .*|relocation truncated .*)");
    // ld.lld: error: text, clang: error: text, ld: error text
    private static final Pattern BY_TOOL = Pattern.compile(
            "(?:\\S*/)?(ld\\.lld|ld|clang|gcc|cc1|as): (?:(?i)(fatal error|error|warning): )(.*)");
    // make: *** No rule to make target 'x.c', needed by 'x.o'.  Stop.
    private static final Pattern BY_MAKE = Pattern.compile("make(?:\\[\\d+\\])?: \\*\\*\\* (.*)");
    // make's own closing words on a command that failed; that command has said why
    private static final Pattern MAKE_CLOSES = Pattern.compile(
            "make(?:\\[\\d+\\])?: \\*\\*\\* (\\[.*\\] .*|Waiting for unfinished jobs.*)");

    private CompilerOutput() {}

    /** The last thing that anyone but make said, when no message is of a form known here. */
    static String lastWords(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !MAKE_CLOSES.matcher(line).matches())
                .reduce((earlier, later) -> later).orElse("it said nothing");
    }

    /** All messages in their order, each once: a header's error comes up in many files. */
    static List<CompilerMessage> messages(String output) {
        Set<CompilerMessage> messages = new LinkedHashSet<>();
        output.lines().forEach(line -> add(line, messages));
        return List.copyOf(messages);
    }

    static List<CompilerMessage> errors(String output) {
        return only(Severity.ERROR, messages(output));
    }

    static List<CompilerMessage> warnings(String output) {
        return only(Severity.WARNING, messages(output));
    }

    private static List<CompilerMessage> only(Severity severity, List<CompilerMessage> all) {
        List<CompilerMessage> chosen = new ArrayList<>(all);
        chosen.removeIf(message -> message.severity() != severity);
        return List.copyOf(chosen);
    }

    private static void add(String line, Set<CompilerMessage> messages) {
        Matcher atLine = AT_LINE.matcher(line);
        Matcher gnuLd = GNU_LD.matcher(line);
        Matcher byTool = BY_TOOL.matcher(line);
        Matcher byMake = BY_MAKE.matcher(line);
        if (atLine.matches()) {
            messages.add(new CompilerMessage(atLine.group(1), Integer.parseInt(atLine.group(2)),
                    severity(atLine.group(3)), atLine.group(4)));
        } else if (gnuLd.matches()) {
            int number = gnuLd.group(2) == null ? 0 : Integer.parseInt(gnuLd.group(2));
            messages.add(new CompilerMessage(gnuLd.group(1), number, Severity.ERROR,
                    gnuLd.group(3)));
        } else if (byTool.matches()) {
            messages.add(new CompilerMessage(byTool.group(1), 0, severity(byTool.group(2)),
                    byTool.group(3)));
        } else if (byMake.matches() && !MAKE_CLOSES.matcher(line).matches()) {
            messages.add(new CompilerMessage("make", 0, Severity.ERROR, byMake.group(1)));
        }
    }

    private static Severity severity(String word) {
        return word.equalsIgnoreCase("warning") ? Severity.WARNING : Severity.ERROR;
    }
}
