package checker.report;

import java.io.StringWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A check as the XML that JUnit made common and that CI servers show. Unlike JUnit's own writer
 * it gives away nothing of the host: no properties, no paths, no name.
 */
public final class XmlReport {

    private XmlReport() {}

    public static String text(CheckResult result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, result);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a report that is no XML", e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
        long failures = result.cases().stream()
                .filter(ended -> ended.outcome().blamesTheKernel()).count();
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "step-" + result.step());
        attribute(xml, "tests", String.valueOf(result.cases().size()));
        attribute(xml, "failures", String.valueOf(failures));
        attribute(xml, "errors", String.valueOf(result.count(Outcome.INTERNAL_ERROR)));
        attribute(xml, "skipped", String.valueOf(result.count(Outcome.SKIPPED)));
        attribute(xml, "time", seconds(result.duration().toMillis()));
        for (CaseResult ended : result.cases()) {
            testCase(xml, result.step(), ended);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, int step, CaseResult ended)
            throws XMLStreamException {
        CaseId id = ended.id();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", "step-" + step + "." + id.claim());
        attribute(xml, "name", id.method() + " [" + id.architecture() + " " + id.machine() + "]");
        attribute(xml, "time", seconds(ended.hostTime().toMillis()));
        switch (ended.outcome()) {
            case PASSED -> { }
            case SKIPPED -> element(xml, "skipped", "", ended.reason(), "");
            case INTERNAL_ERROR -> element(xml, "error", "internal error",
                    ended.reason().lines().findFirst().orElse(""), "");
            case FAILED, TIMED_OUT, CRASHED -> {
                Diagnosis diagnosis = ended.diagnosis().orElseThrow();
                element(xml, "failure", ended.outcome().words(), diagnosis.summary(),
                        facts(diagnosis));
            }
        }
        xml.writeEndElement();
    }

    private static String facts(Diagnosis diagnosis) {
        return diagnosis.facts().stream()
                .map(fact -> fact.key() + ": " + fact.value())
                .collect(Collectors.joining("\n"));
    }

    private static void element(XMLStreamWriter xml, String name, String type, String message,
            String body) throws XMLStreamException {
        xml.writeStartElement(name);
        if (!type.isEmpty()) {
            attribute(xml, "type", type);
        }
        attribute(xml, "message", message);
        xml.writeCharacters(SafeText.lines(body));
        xml.writeEndElement();
    }

    /** XML has no way to write most control characters, not even escaped. */
    private static void attribute(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeAttribute(name, SafeText.line(value));
    }

    private static String seconds(long milliseconds) {
        return String.format(Locale.ROOT, "%d.%03d", milliseconds / 1000, milliseconds % 1000);
    }
}
