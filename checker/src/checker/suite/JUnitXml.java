package checker.suite;

import checker.report.SafeText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Puts results into the form of JUnit's XML reports, which CI systems read. JUnit's own writer
 * would add the host's name and paths.
 */
final class JUnitXml {

    private JUnitXml() {}

    /** The whole report. */
    static String text(String suite, List<TrialResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, suite, results);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a report that is no XML", e);
        }
        return text + "\n";
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
            xml.writeAttribute("message", SafeText.line(failure.summary()));
            xml.writeCharacters(SafeText.lines(String.join("\n", failure.details())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
