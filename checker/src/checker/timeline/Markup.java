package checker.timeline;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML that is XML as well, so that no text can break out of its place. */
final class Markup {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** Of a whole page. */
    Markup() {
        this("<!DOCTYPE html>\n");
    }

    private Markup(String head) {
        text.write(head);
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Of a part of a page: one element. */
    static Markup fragment() {
        return new Markup("");
    }

    /** Opens an element with attributes: names and values by turns, numbers as they are. */
    Markup open(String name, Object... attributes) {
        try {
            xml.writeStartElement(name);
            write(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An element without contents. */
    Markup empty(String name, Object... attributes) {
        try {
            xml.writeEmptyElement(name);
            write(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An element with nothing but text in it. */
    Markup leaf(String name, String contents, Object... attributes) {
        return open(name, attributes).text(contents).close();
    }

    Markup text(String contents) {
        try {
            xml.writeCharacters(contents);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    Markup newLine() {
        return text("\n");
    }

    /** The document, with all that is open closed. */
    String end() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return text + "\n";
    }

    private void write(Object... attributes) throws XMLStreamException {
        for (int index = 0; index < attributes.length; index += 2) {
            Object value = attributes[index + 1];
            String words = value instanceof Double number
                    ? String.format(Locale.ROOT, "%.1f", number) : value.toString();
            xml.writeAttribute(attributes[index].toString(), words);
        }
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("text that cannot be written to a string", e);
    }
}
