package checker.book;

import checker.cli.Answers;
import checker.cli.SourceWatch;
import checker.book.live.BootedMachines;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang book}. */
@Command(name = "book", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes the book out of steps/*/lesson.adoc and book/*.adoc: static "
                + "pages in build/book, which need no server and no network. What they quote is "
                + "taken from the stages that they speak of. A quote, link or picture that leads "
                + "nowhere, and any warning of Asciidoctor, fails the build; the book before it "
                + "stays then. What has not changed since the last build is not made again.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:built",
            "2:the command line makes no sense, or the port is taken",
            "10:failed: a lesson has faults, which are named by file and line",
            "14:internal error: the checker or this host is at fault, not a lesson",
            "130:interrupted: the way to end --serve and --watch"})
public final class BookCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8000;
    private static final int ANY_PORT = 0;
    private static final int LAST_PORT = 65535;

    @Spec
    private CommandSpec spec;

    @Option(names = "--pdf", description = "Makes one PDF of all pages, too. Takes Chromium.")
    private boolean pdf;

    @Option(names = "--serve", description = "Serves the book to the browsers of this machine, "
            + "and shows it in one where there is a desktop, until Ctrl-C.")
    private boolean serve;

    @Option(names = "--watch", description = "Makes the book again whenever a source of it "
            + "changes, until Ctrl-C. With --serve, open pages load themselves again and show "
            + "what is wrong with the sources.")
    private boolean watch;

    @Option(names = "--port", paramLabel = "N", description = "The port to serve at, 8000 "
            + "when not given; 0 takes any that is free. Only with --serve.")
    private Integer port;

    @Option(names = "--no-browser", description = "Serves without showing the book in a browser.")
    private boolean noBrowser;

    /** Runs the command; gives what the process is to exit with. */
    public static int execute(String... arguments) {
        // Ruby code that runs once is not worth compiling.
        System.setProperty("jruby.compile.mode", "OFF");
        return new CommandLine(new BookCommand())
                .setParameterExceptionHandler((e, words) -> Answers.refuse(e))
                .setExecutionExceptionHandler((e, command, words) ->
                        CommandEnd.explain(e, command.getErr(), "book"))
                .execute(arguments);
    }

    /** For a Java process of its own, as the suite starts one. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!serve && (port != null || noBrowser)) {
            throw wrong((noBrowser ? "--no-browser" : "--port") + " is of use with --serve only");
        }
        if (port != null && (port < ANY_PORT || port > LAST_PORT)) {
            throw wrong("there is no port " + port);
        }
        if (pdf && (serve || watch)) {
            throw wrong("--pdf is of use without --serve and --watch only");
        }
        try {
            Repository repository = Repository.find();
            if (serve || watch) {
                preview(repository);
            } else {
                build(repository);
            }
            return ExitCode.OK;
        } catch (NoRepositoryException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void build(Repository repository) throws IOException {
        long started = System.nanoTime();
        Book book = Book.build(repository, pdf);
        Path shown = CommandEnd.shown(book.index());
        if (pdf) {
            spec.commandLine().getOut().println(shown.resolveSibling(PrintedBook.NAME));
        }
        spec.commandLine().getOut().println(String.format(Locale.ROOT,
                "%s: %d pages, %s", shown, book.pages(), CommandEnd.since(started)));
    }

    /** Builds, serves, watches, as asked, until the process is ended. */
    private void preview(Repository repository) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        BootedMachines machines = new BootedMachines(repository);
        Builder builder = new Builder(repository, () -> Outputs.of(repository, machines));
        try (machines;
                PreviewServer server = serve ? server(repository) : null;
                Preview preview = new Preview(repository, builder, Optional.ofNullable(server),
                        out);
                SourceWatch sources = preview.watch()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                out.println("\nbook: ended");
                out.flush();
                builder.removeTraces();
            }));
            preview.build();
            if (server != null) {
                boolean seen = !noBrowser && Browser.ofDesktop().show(server.address());
                out.println(server.address() + (seen ? " is shown in a browser"
                        : " can be opened in a browser of this machine") + "; Ctrl-C ends it");
                out.flush();
            }
            if (watch) {
                preview.rebuildForever(sources);
            } else {
                new CountDownLatch(1).await();
            }
        }
    }

    private PreviewServer server(Repository repository) throws IOException {
        int wanted = port == null ? DEFAULT_PORT : port;
        try {
            return new PreviewServer(repository.build().resolve("book"), wanted);
        } catch (BindException e) {
            throw wrong("port " + wanted + " cannot be had (" + e.getMessage() + "); another "
                    + "--serve may have it: --port N takes another port, --port 0 any free one");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
