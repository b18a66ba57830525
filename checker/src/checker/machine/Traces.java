package checker.machine;

import java.nio.file.Path;
import java.util.List;

/**
 * What a machine leaves behind for a human.
 *
 * @param commandLine QEMU's, ready to be tried by hand
 * @param serial the file with what the kernel wrote to the serial line
 * @param debugConsole the file with what it wrote to port 0xE9
 * @param errors what QEMU itself said
 */
public record Traces(List<String> commandLine, Path serial, Path debugConsole, String errors) {

    public Traces {
        commandLine = List.copyOf(commandLine);
    }
}
