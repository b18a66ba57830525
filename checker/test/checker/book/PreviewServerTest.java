package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is served to this machine, and nothing else is. */
class PreviewServerTest {

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private PreviewServer server;

    @BeforeEach
    void serve() throws IOException {
        Path site = Files.createDirectories(folder.resolve("book/files"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(site.resolve("../index.html"), "<html><body>Start</body></html>");
        Files.writeString(site.resolve("../map.svg"), "<svg/>");
        Files.writeString(site.resolve("Answer.c"), "int Answer;");
        Files.createSymbolicLink(site.resolve("out.txt"), folder.resolve("secret.txt"));
        server = new PreviewServer(folder.resolve("book"), 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path)).build();
    }

    /** A request as no client would make it. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(),
                    StandardCharsets.US_ASCII)).readLine();
        }
    }

    @Test
    void filesOfTheSiteAreServedByTheirKind() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertEquals("text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("<html><body>Start<script src=\"/-/preview.js\" data-key=\"\"></script>\n"
                + "</body></html>", page.body());
        assertFalse(Files.readString(folder.resolve("book/index.html")).contains("script"));
        assertEquals("image/svg+xml; charset=utf-8",
                get("/map.svg").headers().firstValue("Content-Type").orElseThrow());
        assertEquals("text/plain; charset=utf-8",
                get("/files/Answer.c").headers().firstValue("Content-Type").orElseThrow());
        assertTrue(get("/-/preview.js").body().contains("EventSource"));
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertEquals(404, get("/none.html").statusCode());
        assertEquals(404, get("/files").statusCode());
        assertEquals(404, get("/files/out.txt").statusCode());
        for (String path : List.of("/../secret.txt", "/files/../../secret.txt",
                "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00", "//" + folder + "/secret.txt",
                folder + "/secret.txt")) {
            String line = raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            assertTrue(line.matches("HTTP/1.1 40[04] .*"), path + ": " + line);
        }
        assertEquals("HTTP/1.1 405 Method Not Allowed",
                raw("DELETE /index.html HTTP/1.1\nHost: localhost\nConnection: close\n\n"));
        assertEquals("HTTP/1.1 403 Forbidden",
                raw("GET /index.html HTTP/1.1\nHost: example.org\nConnection: close\n\n"));
    }

    @Test
    void aTakenPortIsSaidToBe() {
        URI address = server.address();
        assertThrows(BindException.class, () -> new PreviewServer(folder, address.getPort()));
    }

    @Test
    void pagesHearWhatHappens() throws Exception {
        try (Stream<String> lines = client.send(request("/-/events"),
                HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> data = lines.filter(line -> line.startsWith("data: ")).iterator();
            assertTrue(data.next().contains("\"key\":\"\""));
            server.change(() -> "abc");
            assertTrue(data.next().contains("\"key\":\"abc\""));
            assertTrue(get("/").body().contains("data-key=\"abc\""));
            server.show(List.of("lesson.adoc:3: \"no\""));
            String shown = data.next();
            assertTrue(shown.contains("[\"lesson.adoc:3: \\\"no\\\"\"]"), shown);
            assertTrue(shown.contains("\"key\":\"abc\""), shown);
            server.show(List.of());
            assertTrue(data.next().contains("\"faults\":[]"));
        }
    }
}
