package checker.book;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a site to browsers of this machine only, and tells open pages when it is another one. The
 * script by which they listen is put into what is sent; the files have none of it.
 */
final class PreviewServer implements AutoCloseable {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SCRIPT = "preview.js";
    private static final String OURS = "/-/";
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css",
            "js", "text/javascript", "svg", "image/svg+xml", "json", "application/json");
    private static final Map<String, String> BINARY_TYPES = Map.of("png", "image/png", "jpg",
            "image/jpeg", "gif", "image/gif", "pdf", "application/pdf", "woff2", "font/woff2");

    /** What stands in for a page while there is none. */
    private static final String NO_PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>No book yet</title></head>
            <body><p>There is no such page yet.</p>
            </body></html>
            """;

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "preview");
        thread.setDaemon(true);
        return thread;
    });
    private final List<HttpExchange> listeners = new ArrayList<>();
    private String key = "";
    private List<String> faults = List.of();

    /**
     * Begins to serve.
     *
     * @param folder of the site; need not exist yet
     * @param port 0 for any that is free
     * @throws java.net.BindException when the port is taken
     */
    PreviewServer(Path folder, int port) throws IOException {
        this.folder = folder;
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Where its first page is. */
    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /**
     * Changes the files, while no page is being read, and has open pages load themselves again.
     *
     * @param change writes the site and gives a name for its contents
     */
    synchronized void change(Callable<String> change) throws Exception {
        key = change.call();
        faults = List.of();
        tellAll();
    }

    /** Shows what is wrong with the sources in all pages; they stay as they are. */
    synchronized void show(List<String> wrong) {
        faults = List.copyOf(wrong);
        tellAll();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"))
                .replaceFirst(":\\d+$", "");
        if (!HOSTS.contains(host)) { // a page of another host, by a name that leads here
            send(exchange, 403, "text/plain", "for this machine only\n");
        } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            send(exchange, 405, "text/plain", "pages can be read, and that is all\n");
        } else if (path.equals(OURS + "events")) {
            listen(exchange);
        } else if (path.equals(OURS + SCRIPT)) {
            try (InputStream in = PreviewServer.class.getResourceAsStream("/" + SCRIPT)) {
                send(exchange, 200, "text/javascript", in.readAllBytes());
            }
        } else {
            Answer answer = read(path.equals("/") ? "/index.html" : path);
            send(exchange, answer.status(), answer.type(), answer.body());
        }
    }

    /** What is sent: read while no build writes. */
    private record Answer(int status, String type, byte[] body) { }

    private synchronized Answer read(String path) throws IOException {
        Optional<Path> file = file(path);
        String ending = path.substring(path.lastIndexOf('.') + 1);
        if (ending.equals("html") || file.isEmpty()) {
            String page = file.isPresent() ? Files.readString(file.get()) : NO_PAGE;
            String script = "<script src=\"" + OURS + SCRIPT + "\" data-key=\"" + key
                    + "\"></script>\n</body>";
            return new Answer(file.isPresent() ? 200 : 404, "text/html",
                    page.replaceFirst("</body>", script).getBytes(StandardCharsets.UTF_8));
        }
        return new Answer(200, BINARY_TYPES.getOrDefault(ending,
                TYPES.getOrDefault(ending, "text/plain")), Files.readAllBytes(file.get()));
    }

    /** A file of the site, and no other, whatever a request says. */
    private Optional<Path> file(String path) throws IOException {
        try {
            Path file = folder.resolve(path.substring(1)).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(folder.toRealPath())
                    ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type",
                BINARY_TYPES.containsValue(type) ? type : type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Keeps the answer open: it is a stream of events, the first of which is how things are. */
    private synchronized void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        listeners.add(exchange);
        tell(exchange);
    }

    private void tellAll() {
        List.copyOf(listeners).forEach(this::tell);
    }

    private void tell(HttpExchange listener) {
        try {
            String event = "retry: 500\ndata: "
                    + JSON.std.asString(Map.of("key", key, "faults", faults)) + "\n\n";
            listener.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            listener.getResponseBody().flush();
        } catch (IOException e) { // the page was closed
            listeners.remove(listener);
            listener.close();
        }
    }
}
