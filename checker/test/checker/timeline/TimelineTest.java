package checker.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A run as text, as a trace for Perfetto, and as a page. */
class TimelineTest {

    @Test
    void theTextHasALineForEachRecordIndentedByWhatIsAroundIt() throws UnreadableRingException {
        String text = Timelines.of(Timelines.sample()).text();

        assertEquals("""
                Timeline of x86-64, 1 CPU
                Times are microseconds of the guest since the machine was switched on, by its \
                time-stamp counter.

                Tasks
                  task                          times      µs in all    longest, µs          share
                  2 </svg>\\e[2J                     2         20.000         10.000         66.7 %
                  0 idle                            2         10.000          7.000         33.3 %

                Interrupts
                  vector                        count      µs in all    longest, µs          share
                  0x20                              1          2.500          2.500          8.3 %

                System calls
                  call                          count      µs in all    longest, µs
                  write                             1         12.000         12.000

                Waits for locks
                  lock                          count      µs in all    longest, µs
                  0x2000                            1          8.000          8.000

                             µs  CPU  task                what
                      1,000.000  0    0 idle              interrupt 0x20 in Halt+0x3, 2.500 µs
                      1,002.500  0    0 idle              end of interrupt 0x20, 2.500 µs
                      1,003.000  0    0 idle              goes on with task 2 </svg>\\e[2J
                      1,010.000  0    2 </svg>\\e[2J       write(0x1 ...), 12.000 µs
                      1,011.000  0    2 </svg>\\e[2J         page fault at 0x400000: user writes, \
                not mapped
                      1,012.000  0    2 </svg>\\e[2J         waits for the lock 0x2000, which task \
                0 idle has, 8.000 µs
                      1,013.000  0    2 </svg>\\e[2J       goes on with task 0 idle
                      1,020.000  0    0 idle              goes on with task 2 </svg>\\e[2J
                      1,022.000  0    2 </svg>\\e[2J       end of write = -9, 12.000 µs
                      1,030.000  0    2 </svg>\\e[2J       mark 0x1 0x2
                """, text);
    }

    @Test
    void theTraceForPerfettoHasCpusAndTasks() throws UnreadableRingException {
        String json = Timelines.of(new RingBytes(4)
                .add(1, 0, TraceRecord.INTERRUPT_ENTER, 0x20, 0x1003)
                .add(2, 0, TraceRecord.INTERRUPT_EXIT, 0x20, 0)
                .add(3, 0, TraceRecord.CALL_ENTER, 28, 1)
                .add(4.5, 0, TraceRecord.CALL_EXIT, 28, 5)).json();

        assertEquals("""
                {"displayTimeUnit":"ns","otherData":{"machine":"x86-64, 1 CPU"},"traceEvents":[
                {"ph":"M","name":"process_name","pid":1000,"tid":0,"args":{"name":"tasks"}},
                {"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"CPU 0"}},
                {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"running task"}},
                {"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"interrupts"}},
                {"ph":"M","name":"thread_name","pid":1,"tid":3,"args":{"name":"faults and marks"}},
                {"ph":"X","name":"task 0 idle","pid":1,"tid":1,"ts":1.0,"dur":3.5},
                {"ph":"X","name":"interrupt 0x20","pid":1,"tid":2,"ts":1.0,"dur":1.0,\
                "args":{"in":"Halt+0x3"}},
                {"ph":"X","name":"write","pid":1000,"tid":1,"ts":3.0,"dur":1.5,\
                "args":{"first":"0x1","result":5}},
                {"ph":"M","name":"thread_name","pid":1000,"tid":1,"args":{"name":"task 0 idle"}}
                ]}
                """, json);
        assertTrue(Timelines.parseJson(json).get("traceEvents") instanceof List<?>);
    }

    @Test
    void thePageIsSelfContainedAndSaysInWordsWhatItShows() throws UnreadableRingException {
        String html = Timelines.of(Timelines.sample()).html("x86-64-pc");
        Document page = Timelines.parse(html);

        for (String name : List.of("script", "link", "img", "iframe")) {
            assertEquals(0, page.getElementsByTagName(name).getLength(), name);
        }
        assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("://www"));
        NodeList pictures = page.getElementsByTagName("svg");
        assertEquals(2, pictures.getLength(), "all of it, and one strip");
        for (int index = 0; index < pictures.getLength(); index++) {
            Element picture = (Element) pictures.item(index);
            assertEquals("img", picture.getAttribute("role"));
            for (String id : picture.getAttribute("aria-labelledby").split(" ")) {
                assertTrue(html.contains("id=\"" + id + "\""), id);
            }
        }
        assertTrue(html.contains("page fault at 0x400000: user writes, not mapped"));
    }

    @Test
    void aStretchIsAPictureWithWhatIsInItAndNoMore() throws UnreadableRingException {
        Timeline timeline = Timelines.of(Timelines.sample());
        List<String> lines = timeline.picture("id", 1.0095, 1.0125, false);
        Document picture = Timelines.parse(lines.get(0));

        assertEquals("timeline", picture.getDocumentElement().getAttribute("class"));
        assertEquals("Timeline from 1.0 to 1.0 ms",
                picture.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(List.of("1.010 CPU 0, task 2 </svg>\\e[2J: write(0x1 ...), 12.000 µs",
                "1.011 CPU 0, task 2 </svg>\\e[2J: page fault at 0x400000: user writes,"
                        + " not mapped",
                "1.012 CPU 0, task 2 </svg>\\e[2J: waits for the lock 0x2000, which task 0 idle"
                        + " has, 8.000 µs"), lines.subList(1, lines.size()));
        String drawn = picture.getDocumentElement().getTextContent();
        assertTrue(drawn.contains("lock wait") && drawn.contains("page fault"), drawn);
        assertFalse(drawn.contains("task 0 idle, "), drawn);
        assertEquals(List.of(), timeline.picture("id", 2, 3, false));
        Timelines.parse(timeline.picture("id", 0, 9, true).get(0));
    }

    @Test
    void aSpanWithoutItsOtherHalfReachesToTheEndOfTheRing() throws UnreadableRingException {
        Timeline timeline = Timelines.of(new RingBytes(4)
                .add(1, 5, TraceRecord.CALL_EXIT, 28, 0)
                .add(2, 5, TraceRecord.INTERRUPT_ENTER, 0x21, 0)
                .add(3, 5, TraceRecord.INTERRUPT_ENTER, 0x20, 0)
                .add(9, 5, TraceRecord.INTERRUPT_EXIT, 0x20, 0));
        List<Span> spans = timeline.lanes().get(0).spans();

        assertEquals(List.of(28L, 0x21L, 0x20L), spans.stream().map(Span::first).toList());
        assertEquals(List.of(false, true, true), spans.stream().map(Span::begun).toList());
        assertEquals(List.of(true, false, true), spans.stream().map(Span::ended).toList());
        assertEquals(List.of(0, 0, 1), spans.stream().map(Span::depth).toList());
        assertTrue(timeline.text().contains("interrupt 0x21 in 0x0, whose end is not in the ring"));
    }

    @Test
    void aSystemCallIsDrawnWhereItsTaskRuns() throws UnreadableRingException {
        List<Span> pieces = Timelines.of(Timelines.sample()).lanes().get(0)
                .pieces(Span.Kind.CALL);

        assertEquals(List.of(1010_000L, 1020_000L), pieces.stream().map(Span::start).toList());
        assertEquals(List.of(1013_000L, 1022_000L), pieces.stream().map(Span::end).toList());
    }

    @Test
    void ofManyRecordsThePageShowsTheLastAndSaysSo() throws UnreadableRingException {
        RingBytes bytes = new RingBytes(4096);
        for (int index = 0; index < 5000; index++) {
            bytes.add(index * 0.01, 1, TraceRecord.MARK, index, 0);
        }
        Timeline timeline = Timelines.of(bytes);
        String html = timeline.html("name");

        assertTrue(html.contains("904 older ones have given way"), html.substring(0, 200));
        assertTrue(html.contains("The last 400 of 4096"));
        assertTrue(html.contains("are not drawn by themselves"));
        assertTrue(html.length() < 400_000, html.length() + " characters");
    }

    @Test
    void theRateOfTheCounterIsEstimatedWhereItIsNotKnown() throws UnreadableRingException {
        Timeline timeline = Timeline.of("kvm", new RingBytes(2)
                .add(1000, 0, 1, 0, 0).add(2000, 0, 1, 0, 0).bytes(), Names.NONE,
                OptionalDouble.of(1000)); // two million ticks in a millisecond

        assertTrue(timeline.text().contains("rate was estimated"));
        assertEquals(Map.of(0L, 500.0, 1L, 1000.0), Map.of(
                0L, timeline.scale().microseconds(timeline.start()),
                1L, timeline.scale().microseconds(timeline.end())));
    }
}
