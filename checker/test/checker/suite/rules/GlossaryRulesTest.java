package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossaryRulesTest {

    @TempDir private Path folder;

    private List<String> breaches(String lesson) throws IOException {
        Path glossary = Files.writeString(folder.resolve("glossary.adoc"), """
                = Glossary

                [[apic]]Local APIC, LAPIC::
                What is in each CPU.
                [[flags]]IF, DF::
                Flags.
                """);
        return GlossaryRules.breaches(folder, glossary,
                        List.of(Files.writeString(folder.resolve("lesson.adoc"), lesson)))
                .stream().map(Breach::toString).toList();
    }

    @Test
    void whatTheGlossaryDoesNotExplainIsNamedWhereItFirstStands() throws IOException {
        assertEquals(List.of("lesson.adoc:3: book/glossary.adoc does not explain CPU",
                "lesson.adoc:3: book/glossary.adoc does not explain MSR",
                "lesson.adoc:5: book/glossary.adoc does not explain TLB"), breaches("""
                = Lesson

                Two CPUs, an *MSR*, the APIC and IF, which a LAPIC has.

                Again a CPU, and (TLB).
                """));
    }

    @Test
    void codeNumbersLevelsAndAddressesAreNoAbbreviations() throws IOException {
        assertEquals(List.of(), breaches("""
                = Lesson
                :imagesdir: PICTURES

                [source,C]
                ----
                NOT SEEN
                ....
                ----

                image::x.svg["THE PICTURE",760]

                Use `MAX_CPUS`, IA32_APIC_BASE, the WARN line, FFH, C0000000H, FFFFC... and
                link:../XX/YY-ZZ.adoc[it], a0/BB and x86-32 or <<ABC,that>>.
                """));
    }
}
