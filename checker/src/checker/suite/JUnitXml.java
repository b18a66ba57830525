package checker.suite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes results in the form of JUnit's XML reports, which CI systems read. JUnit's own writer
 * would add the host's name and paths.
 */
final class JUnitXml {

    private JUnitXml() {}

    /** Replaces {@code file}. */
    static void write(Path file, String suite, List<TrialResult> results) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, suite, results);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write " + file, e);
        }
    }

    private static void suite(XMLStreamWriter xml, String suite, List<TrialResult> results)
            throws XMLStreamException {
        Duration all = results.stream().map(TrialResult::duration)
                .reduce(Duration.ZERO, Duration::plus);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(
                results.stream().filter(result -> !result.passed()).count()));
        xml.writeAttribute("time", seconds(all));
        for (TrialResult result : results) {
            trial(xml, result);
        }
        xml.writeEndElement();
    }

    private static void trial(XMLStreamWriter xml, TrialResult result) throws XMLStreamException {
        int slash = result.name().lastIndexOf('/');
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", slash < 0 ? "suite" : result.name().substring(0, slash));
        xml.writeAttribute("name", result.name().substring(slash + 1));
        xml.writeAttribute("time", seconds(result.duration()));
        if (result.failure().isPresent()) {
            TrialResult.Failure failure = result.failure().get();
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(failure.summary()));
            xml.writeCharacters(printable(String.join("\n", failure.details())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** XML 1.0 has no way to write most control characters; a kernel's output may hold any. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]",
                "?");
    }
}
