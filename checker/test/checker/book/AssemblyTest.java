package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assembly in listings: each kind of word has the class that its colour comes from. */
class AssemblyTest {

    private static final String SOURCE = """
            // Sums up. /* not here */
            #include "arch/Arch.h" // why
                .section .rodata, "a" /* two
                                         lines */
            Sum: 1:
                .if !HAS_CODE(Vector) && 'x' == 0x1Fu
                lock incl 8(%rax,%rcx,4)
                rep movsb
                movq $-16, %cr3 ; ret
                jne 1b
                leaq Table+4(%rip), %r15
                FORBID_ACCESS
            \\Name:
            """;

    @TempDir private Path folder;

    private String highlighted(String source) throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson("= Answer\n\n[source,gas]\n----\n" + source + "----\n");
        Book.build(sample.repository(), SampleBook.OUTPUTS);
        String page = sample.built("01-answer.html");
        String listing = page.substring(page.indexOf("<code"), page.indexOf("</code>"));
        return listing.replaceFirst("<code[^>]*>", "").replace("&amp;", "&")
                .replace("&lt;", "<").replace("&gt;", ">");
    }

    private static List<String> ofClass(String html, String name) {
        return Pattern.compile("<span class=\"" + name + "\">(.*?)</span>", Pattern.DOTALL)
                .matcher(html).results().map((MatchResult found) -> found.group(1)).toList();
    }

    @Test
    void eachKindOfWordIsToldApart() throws IOException {
        String html = highlighted(SOURCE);

        assertEquals(SOURCE.strip(), html.replaceAll("<[^>]*>", "").strip());
        assertEquals(List.of("// Sums up. /* not here */", "// why"), ofClass(html, "c1"));
        assertEquals(List.of("/* two\n                             lines */"),
                ofClass(html, "cm"));
        assertEquals(List.of("#include \"arch/Arch.h\" "), ofClass(html, "cp"));
        assertEquals(List.of(".section", ".if"), ofClass(html, "kp"));
        assertEquals(List.of("Sum:", "1:"), ofClass(html, "nl"));
        assertEquals(List.of("lock", "incl", "rep", "movsb", "movq", "ret", "jne", "leaq"),
                ofClass(html, "k"));
        assertEquals(List.of("%rax", "%rcx", "%cr3", "%rip", "%r15"), ofClass(html, "nv"));
        assertEquals(List.of("8", "4", "16", "1b", "4"), ofClass(html, "mi"));
        assertEquals(List.of("FORBID_ACCESS"), ofClass(html, "nf"));
        assertEquals(List.of("'x'"), ofClass(html, "sc"));
        assertEquals(List.of("\"a\""), ofClass(html, "s"));
        assertEquals(List.of(), ofClass(html, "err"));
    }
}
