package checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reports for programs: read back as what they were written from. */
class MachineReadableTest {

    private static final CheckResult MIXED = Samples.check(Samples.passed(),
            Samples.failed("pc-qboot-4cpus"),
            Samples.undecided(Outcome.SKIPPED, "no \"KVM\" & <no> host"),
            Samples.undecided(Outcome.INTERNAL_ERROR, "QEMU died"));

    @TempDir private Path temporary;

    @Test
    void jsonReadsBack() throws Exception {
        String text = new JsonReport(Samples.ROOT).text(MIXED);
        Map<String, Object> report = JSON.std.mapFrom(text);

        assertEquals(4711, ((Number) report.get("seed")).intValue());
        assertEquals("INTERNAL_ERROR", report.get("outcome"));
        Map<?, ?> failed = (Map<?, ?>) ((List<?>) report.get("cases")).get(1);
        assertEquals("x86-64", failed.get("architecture"));
        assertEquals("log/x86-64-pc-qboot-4cpus.log", failed.get("log"));
        Map<?, ?> diagnosis = (Map<?, ?>) failed.get("diagnosis");
        assertEquals("one-missing", diagnosis.get("key"));
        assertEquals(Map.of("key", "found", "value", "0, 1, 2"),
                ((List<?>) diagnosis.get("facts")).get(1));
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void xmlReadsBack() throws Exception {
        Element suite = parsed(XmlReport.text(MIXED));

        assertEquals("4", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("errors"));
        assertEquals("1", suite.getAttribute("skipped"));
        NodeList cases = suite.getElementsByTagName("testcase");
        assertEquals("everyOneIsFound [x86-64 pc-qboot-4cpus]",
                ((Element) cases.item(1)).getAttribute("name"));
        assertEquals("no \"KVM\" & <no> host", ((Element) suite.getElementsByTagName("skipped")
                .item(0)).getAttribute("message"));
        assertTrue(suite.getElementsByTagName("failure").item(0).getTextContent()
                .contains("found: 0, 1, 2"));
    }

    @Test
    void whatAKernelPrintsCannotBreakAReport() throws Exception {
        String hostile = "\u0000\u001b[2J]]>&\"'\ud800\ufffe\u0085</failure>";
        Diagnosis diagnosis = Diagnosis.of(Cause.PANIC, hostile, new Fact("found", hostile));
        CaseResult result = new CaseResult(
                new CaseId("A", "b", Architecture.X86_32, "c"), "b", "", "pc", Outcome.CRASHED,
                Optional.of(diagnosis), "", List.of(), Evidence.NONE, Duration.ZERO);

        Element suite = parsed(XmlReport.text(Samples.check(result)));
        assertEquals(1, suite.getElementsByTagName("failure").getLength());
        Map<String, Object> report =
                JSON.std.mapFrom(new JsonReport(Samples.ROOT).text(Samples.check(result)));
        assertEquals("CRASHED", report.get("outcome"));
    }

    @Test
    void reportsKeepQuietAboutTheHost() {
        for (String text : List.of(XmlReport.text(MIXED),
                new JsonReport(Samples.ROOT).text(MIXED))) {
            assertFalse(text.contains(Samples.ROOT.toString()), text);
            assertFalse(text.contains("qemu-system"), text);
            assertFalse(text.contains("propert"), text);
        }
    }

    @Test
    void aReportIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = Files.writeString(temporary.resolve("report.json"), "old");
        try (ReportFile report = ReportFile.open(file)) {
            assertEquals("old", Files.readString(file));
            report.write("new");
        }
        assertEquals("new", Files.readString(file));
        ReportFile.open(file).close();
        assertEquals("new", Files.readString(file));
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsKnownAtOnce() {
        Path missing = temporary.resolve("no/such/folder/report.json");
        String words = assertThrows(UnwritableReportException.class,
                () -> ReportFile.open(missing)).getMessage();

        assertTrue(words.endsWith("its folder does not exist"), words);
        assertThrows(UnwritableReportException.class, () -> ReportFile.open(temporary));
    }
}
