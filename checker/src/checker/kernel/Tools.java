package checker.kernel;

import checker.process.MissingToolException;
import checker.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs of a toolchain as they are installed on this host. */
final class Tools {

    private final List<Path> programs;

    private Tools(List<Path> programs) {
        this.programs = programs;
    }

    /** Finds make and the toolchain's programs on the path. */
    static Tools of(Toolchain toolchain) {
        return new Tools(Stream.concat(Stream.of("make"), toolchain.programs().stream())
                .map(Tools::find).toList());
    }

    private static Path find(String program) {
        return Programs.find(program).orElseThrow(() -> new MissingToolException(program));
    }

    /** Differs when another version is installed, without starting the programs to ask them. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Path program : programs) {
            try {
                Path real = program.toRealPath();
                text.append(real).append(' ').append(Files.size(real)).append(' ')
                        .append(Files.getLastModifiedTime(real).toMillis()).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look at " + program, e);
            }
        }
        return text.toString();
    }
}
