package checker.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Samples, and what has to hold of every timeline. */
final class Timelines {

    /** Names that a hostile kernel might give. */
    static final Names NAMES = new Names() {
        @Override
        public Optional<String> task(int number) {
            return number == 0 ? Optional.of("idle")
                    : number == 2 ? Optional.of("</svg>\u001b[2J") : Optional.empty();
        }

        @Override
        public Optional<String> call(long number) {
            return number == 28 ? Optional.of("write") : Optional.empty();
        }

        @Override
        public Optional<String> address(long address) {
            return address == 0x1003 ? Optional.of("Halt+0x3") : Optional.empty();
        }
    };

    private Timelines() {}

    /** The idle task is interrupted, task 2 runs, writes, faults, and waits for a lock of 0. */
    static RingBytes sample() {
        return new RingBytes(16)
                .add(1000, 0, TraceRecord.INTERRUPT_ENTER, 0x20, 0x1003)
                .add(1002.5, 0, TraceRecord.INTERRUPT_EXIT, 0x20, 0)
                .add(1003, 0, TraceRecord.TASK_SWITCH, 0, 2)
                .add(1010, 2, TraceRecord.CALL_ENTER, 28, 1)
                .add(1011, 2, TraceRecord.PAGE_FAULT, 0x400000, 6)
                .add(1012, 2, TraceRecord.LOCK_WAIT, 0x2000, 0)
                .add(1013, 2, TraceRecord.TASK_SWITCH, 2, 0)
                .add(1020, 0, TraceRecord.TASK_SWITCH, 0, 2)
                .add(1022, 2, TraceRecord.CALL_EXIT, 28, -9)
                .add(1030, 2, TraceRecord.MARK, 1, 2);
    }

    static Timeline of(RingBytes bytes) throws UnreadableRingException {
        return Timeline.of("x86-64, 1 CPU", bytes.bytes(), NAMES, OptionalDouble.empty());
    }

    static Document parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("no well-formed page: " + e.getMessage(), e);
        }
    }

    static Map<String, Object> parseJson(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + e.getMessage(), e);
        }
    }

    /** A ring that can be read at all can be drawn, as a page and JSON that are sound. */
    static void expectDrawn(byte[] bytes, OptionalDouble microseconds) {
        try {
            Timeline timeline = Timeline.of("a machine", bytes, NAMES, microseconds);
            parse(timeline.html("name"));
            parseJson(timeline.json());
            assertEquals(timeline.events().size(), timeline.text().lines()
                    .dropWhile(line -> !line.stripLeading().startsWith("µs")).skip(1).count());
        } catch (UnreadableRingException e) {
            assertEquals(-1, e.getMessage().indexOf('\n'));
        }
    }
}
