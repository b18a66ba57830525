package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where inline code may be broken. */
class InlineCodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<code>--seed</code> | <code class=\"whole\">--seed</code>",
        "<code>EnableFeatures</code> | <code class=\"whole\">EnableFeatures</code>",
        "<code>a-&lt;b&gt;-1234567890123</code> "
            + "| <code class=\"whole\">a-&lt;b&gt;-1234567890123</code>",
        "<code>InitializePanicReport</code> | <code>Initialize<wbr>Panic<wbr>Report</code>",
        "<code>SMP_REFUSED_BY_COMMAND_LINE</code> "
            + "| <code>SMP_<wbr>REFUSED_<wbr>BY_<wbr>COMMAND_<wbr>LINE</code>",
        "<code>steps/00-baseline/mistakes</code>"
            + " | <code>steps/<wbr>00-baseline/<wbr>mistakes</code>",
        "<code>check step-0</code>"
            + " | <code>check <span class=\"whole\">step-0</span></code>",
        "<code>a - b --only PATTERN a-&lt;b</code>"
            + " | <code>a - b <span class=\"whole\">--only</span> PATTERN a-&lt;b</code>",
        "<pre><code data-lang=\"c\">--i</code></pre>"
            + " | <pre><code data-lang=\"c\">--i</code></pre>"})
    void itIsBrokenBetweenWordsOrNot(String before, String after) {
        assertEquals(after, InlineCode.mark(before));
    }

    @Test
    void inTablesItIsBrokenSooner() {
        assertEquals("<table class=\"tableblock\"><td><code class=\"whole\">KernelMain</code>"
                + "<code>Enable<wbr>Features</code><code>CPU<wbr>Records<wbr>[MAX_<wbr>CPUS]</code>"
                + "<code class=\"whole\">-mgeneral-regs-only</code></table>"
                + "<code class=\"whole\">EnableFeatures</code>", InlineCode.mark(
                "<table class=\"tableblock\"><td><code>KernelMain</code>"
                + "<code>EnableFeatures</code><code>CPURecords[MAX_CPUS]</code>"
                + "<code>-mgeneral-regs-only</code></table><code>EnableFeatures</code>"));
    }

    @Test
    void inTablesOfAMachineItIsNot() {
        String grid = "<table class=\"tableblock grid\"><td><code>InterruptStubs+0xe0</code></td>"
                + "<td><code>FFFFFFFF80119820H</code></td></table>";

        assertEquals(grid, InlineCode.mark(grid));
    }
}
