package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.cli.SourceWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source is changed, and an open page hears of it. */
class PreviewTest {

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();
    private final HttpClient client = HttpClient.newHttpClient();
    private SampleBook sample;
    private PreviewServer server;
    private Preview preview;

    @BeforeEach
    void start() throws IOException {
        sample = SampleBook.in(folder);
        server = new PreviewServer(sample.repository().build().resolve("book"), 0);
        preview = new Preview(sample.repository(),
                new Builder(sample.repository(), () -> SampleBook.OUTPUTS), Optional.of(server),
                new PrintWriter(said));
    }

    @AfterEach
    void close() {
        preview.close();
        server.close();
    }

    private URI at(String path) {
        return server.address().resolve(path);
    }

    private String page() throws Exception {
        return client.send(HttpRequest.newBuilder(at("01-answer.html")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void openPagesHearOfEachChange() throws Exception {
        try (SourceWatch watch = preview.watch();
                Stream<String> lines = client.send(HttpRequest.newBuilder(at("-/events")).build(),
                        HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> events = lines.filter(line -> line.startsWith("data: ")).iterator();
            assertTrue(events.next().contains("\"key\":\"\""));
            Thread builds = new Thread(() -> {
                try {
                    preview.build();
                    preview.rebuildForever(watch);
                } catch (IOException | InterruptedException e) {
                    return; // the watch was closed
                }
            });
            builds.start();
            String first = events.next();
            assertFalse(first.contains("\"key\":\"\""), first);

            sample.lesson("= Answer\n\nAnother word.\n");
            String second = events.next();
            assertFalse(second.equals(first), second);
            assertTrue(page().contains("Another word."));

            sample.lesson("= Answer\n\nA word.\n\ncode::kernel/No.c[stage=1]\n");
            String wrong = events.next();
            assertTrue(wrong.contains("steps/01-answer/lesson.adoc:5: stage 1 has no kernel/No.c"),
                    wrong);
            assertTrue(page().contains("Another word."));

            sample.lesson("= Answer\n\nAnother word.\n");
            assertTrue(events.next().contains("\"faults\":[]"));

            sample.write("steps/01-answer/pictures/map.svg", "<svg> </svg>");
            sample.write("steps/01-answer/pictures/new/deep.txt", "in a new folder");
            assertTrue(events.next().contains("\"faults\":[]"));
            watch.close();
            builds.join();
        }
    }

    @Test
    void whatIsWrongIsSaidAndTheNextBuildMayBeRight() throws Exception {
        sample.lesson("= Answer\n\ncode::kernel/No.c[stage=1]\n");
        preview.build();
        assertEquals("steps/01-answer/lesson.adoc:3: stage 1 has no kernel/No.c\n"
                + "not built: 1 fault\n", said.toString());
        assertTrue(page().contains("no such page yet"));

        sample.lesson("= Answer\n\ncode::kernel/Answer.c[Answer, stage=1]\n");
        String kernel = Files.readString(folder.resolve("kernel/Answer.c"));
        sample.write("kernel/Answer.c", "int Answer(void) { return 43; }\n");
        preview.build();
        assertTrue(said.toString().contains("cannot be taken off kernel/ again"), said.toString());

        sample.write("kernel/Answer.c", kernel);
        preview.build();
        assertTrue(page().contains("<h1>Answer</h1>"), said.toString());
        preview.build();
        assertTrue(said.toString().endsWith("nothing has changed\n"), said.toString());

        sample.write("checker/book/Book.java", "class Book {}");
        preview.build();
        assertTrue(said.toString().contains("start it again"), said.toString());
    }

    @Test
    void aBrowserIsStartedOnlyOnADesktop() {
        assertEquals(Optional.of("open"), Browser.opener(Map.of(), "Mac OS X"));
        assertEquals(Optional.of("wslview"),
                Browser.opener(Map.of("WSL_DISTRO_NAME", "Debian"), "Linux"));
        assertEquals(Optional.of("xdg-open"),
                Browser.opener(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux"));
        assertEquals(Optional.empty(), Browser.opener(Map.of(), "Linux"));
    }
}
