package checker.book;

import checker.process.Programs;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows a page to whoever sits at this machine. */
interface Browser {

    /** Whether it could be shown. */
    boolean show(URI page);

    /** The browser of the desktop, if there is one: none is started where nobody would see it. */
    static Browser ofDesktop() {
        return page -> opener(System.getenv(), System.getProperty("os.name"))
                .flatMap(Programs::find).map(program -> {
                    try {
                        new ProcessBuilder(List.of(program.toString(), page.toString()))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                }).orElse(false);
    }

    /** The program by which a desktop opens an address. */
    static Optional<String> opener(Map<String, String> environment, String system) {
        if (system.startsWith("Mac")) {
            return Optional.of("open");
        }
        if (environment.containsKey("WSL_DISTRO_NAME")) {
            return Optional.of("wslview");
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of("xdg-open") : Optional.empty();
    }
}
