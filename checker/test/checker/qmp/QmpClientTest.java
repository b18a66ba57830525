package checker.qmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.socket.SocketPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client against peers that answer line by line from a script, good and bad ones. */
class QmpClientTest {

    private static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": []}}\n";
    private static final String READY = "{\"return\": {}, \"id\": 1}\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void anAnswerIsFoundAmongEvents() throws Exception {
        QmpClient client = connect("{\"event\": \"RESET\", \"timestamp\": {}}\n"
                + "{\"return\": {\"status\": \"running\"}, \"id\": 2}\n");

        assertEquals(Map.of("status", "running"), client.execute("query-status", Map.of()));
        assertEquals(List.of("RESET"), client.events().stream().map(QmpEvent::name).toList());
    }

    @Test
    void stopsAreNotKept() throws Exception {
        QmpClient client = connect("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, "
                + "\"event\": \"STOP\"}\n{\"event\": \"RESUME\", \"timestamp\": {}}\n"
                + "{\"event\": \"STOPPED\"}\n"
                + "{\"return\": {\"words\": {\"event\": \"STOP\"}}, \"id\": 2}\n");

        assertEquals(Map.of("words", Map.of("event", "STOP")), client.execute("x", Map.of()));
        assertEquals(List.of("STOPPED"), client.events().stream().map(QmpEvent::name).toList());
    }

    @Test
    void anEventTellsItsReason() throws Exception {
        QmpClient client = connect("{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, "
                + "\"reason\": \"guest-reset\", \"odd\": null}}\n{\"return\": {}, \"id\": 2}\n");
        client.execute("stop", Map.of());

        assertEquals("SHUTDOWN guest-reset", client.events().get(0).toString());
    }

    @Test
    void anAnswerToSomethingElseIsPassedOver() throws Exception {
        QmpClient client = connect("{\"return\": 5, \"id\": 77}\n{\"return\": 6, \"id\": 2}\n");

        assertEquals(6, client.execute("x", Map.of()));
    }

    @Test
    void aRefusalSaysWhatWasRefused() throws Exception {
        QmpClient client = connect("{\"error\": {\"class\": \"GenericError\", "
                + "\"desc\": \"no such thing\"}, \"id\": 2}\n");

        QmpException refusal = assertThrows(QmpException.class,
                () -> client.execute("device_add", Map.of("driver", "x")));
        assertTrue(refusal.getMessage().contains("device_add"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("no such thing"), refusal.getMessage());
        assertTrue(client.lastExchange().contains("device_add"), client.lastExchange());
    }

    @Test
    void textOfTheMonitorHasPlainLineEnds() throws Exception {
        QmpClient client = connect("{\"return\": \"a\\r\\nb $1\\r\\n\", \"id\": 2}\n");

        assertEquals("a\nb $1\n", client.monitor("info x"));
    }

    @Test
    void garbageEndsTheConnectionForGood() throws Exception {
        QmpClient client = connect("this is no JSON\n");

        assertThrows(QmpException.class, () -> client.execute("stop", Map.of()));
        assertThrows(QmpException.class, () -> client.execute("cont", Map.of()));
    }

    @Test
    void halfAMessageIsNoMessage() throws Exception {
        QmpClient client = connect("{\"return\": {}, \"id\"");

        assertThrows(QmpException.class, () -> client.execute("stop", Map.of()));
    }

    @Test
    void aPeerThatLeavesIsSaidSo() throws Exception {
        QmpClient client = connect("");

        QmpException failure = assertThrows(QmpException.class,
                () -> client.execute("stop", Map.of()));
        assertTrue(failure.getMessage().contains("ended"), failure.getMessage());
    }

    @Test
    void aPeerThatIsSilentIsNotWaitedForForEver() throws Exception {
        try (SocketPair sockets = SocketPair.open()) {
            QmpException failure = assertThrows(QmpException.class,
                    () -> new QmpClient(sockets.client(), Duration.ofMillis(50)));
            assertTrue(failure.getMessage().contains("greeting"), failure.getMessage());
        }
    }

    @Test
    void aPeerOfAnotherProtocolIsRefused() {
        assertThrows(QmpException.class, () -> peer("{\"hello\": 1}\n", "", ""));
    }

    private static QmpClient connect(String afterNegotiation) throws Exception {
        return peer(GREETING, READY, afterNegotiation);
    }

    /** A peer that says each of these, the next when it has got a line; and then leaves. */
    private static QmpClient peer(String first, String second, String third) throws Exception {
        SocketPair sockets = SocketPair.open();
        Thread thread = new Thread(() -> {
            try (SocketChannel peer = sockets.peer(); BufferedReader reader = new BufferedReader(
                    Channels.newReader(peer, StandardCharsets.UTF_8))) {
                say(peer, first);
                reader.readLine();
                say(peer, second);
                reader.readLine();
                say(peer, third);
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // the client left first: the test is over
            }
        }, "scripted-peer");
        thread.setDaemon(true);
        thread.start();
        return new QmpClient(sockets.client(), PATIENCE);
    }

    private static void say(SocketChannel peer, String text) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            peer.write(left);
        }
    }
}
