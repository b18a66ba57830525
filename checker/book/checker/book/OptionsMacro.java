package checker.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of a command, all or some, as the command itself has them:
 *
 * <pre>
 * options::check[]
 * options::course start[]
 * options::check[only="--json --junit"]
 * </pre>
 *
 * An option in the table of all is a place to link to: {@code check-json}, {@code
 * course-start-ref}.
 */
final class OptionsMacro extends QuoteMacro {

    /** Every command has them. */
    private static final List<String> COMMON = List.of("--help", "--version");

    private final Commands commands;

    OptionsMacro(Commands commands) {
        super("options", "options::COMMAND[only=\"--OPTION --OPTION\"]", Set.of("only"));
        this.commands = commands;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        CommandSpec command = commands.find(target);
        List<String> only = attributes.containsKey("only")
                ? Arrays.asList(attributes.get("only").toString().split(" ")) : List.of();
        IParamLabelRenderer labels = new Help(command, Ansi.OFF).parameterLabelRenderer();
        CellTable table = new CellTable("1,2", "`./jbang " + target + "`", "What it does");
        for (ArgSpec argument : arguments(command, target, only)) {
            String anchor = argument.isOption() && only.isEmpty()
                    ? "[[" + anchor(target, (OptionSpec) argument) + "]]" : "";
            table.row(anchor + CellTable.code(label(argument, labels)),
                    CellTable.text(description(argument)));
        }
        Block box = box(parent, "open", Map.of("role", "options"));
        parseContent(box, table.lines());
        return box;
    }

    /** @throws QuoteException when one that is named is not there */
    private static List<ArgSpec> arguments(
            CommandSpec command, String target, List<String> only) {
        List<ArgSpec> found = new ArrayList<>();
        if (only.isEmpty()) {
            found.addAll(command.positionalParameters());
            command.options().stream().filter(option -> !option.hidden())
                    .filter(option -> !COMMON.contains(option.longestName())).forEach(found::add);
            return found;
        }
        for (String name : only) {
            OptionSpec option = command.findOption(name);
            if (option == null) {
                throw new QuoteException("./jbang " + target + " has no option " + name);
            }
            found.add(option);
        }
        return found;
    }

    /** AsciiDoc would make a dash of two hyphens. */
    private static String anchor(String target, OptionSpec option) {
        return (target + " " + option.longestName()).replaceAll("[ -]+", "-");
    }

    private static String label(ArgSpec argument, IParamLabelRenderer labels) {
        String value = labels.renderParameterLabel(argument, Ansi.OFF, List.of()).toString();
        return argument.isOption()
                ? String.join(", ", ((OptionSpec) argument).names()) + value
                : ((PositionalParamSpec) argument).paramLabel();
    }

    private static String description(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        String value = argument.defaultValue();
        return value == null || value.isEmpty() ? text : text + " Default: " + value + ".";
    }
}
