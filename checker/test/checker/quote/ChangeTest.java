package checker.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A patch of two files, the first of which it changes in two functions. */
class ChangeTest {

    private static final List<Change> CHANGES = Change.of("""
            diff --git a/kernel/A.c b/kernel/A.c
            index 1..2 100644
            --- a/kernel/A.c
            +++ b/kernel/A.c
            @@ -1,5 +1,6 @@
             void First(void) {
            -    One();
            +    Two();
            +    Three();
             }
            \s
             void Second(void) {
            @@ -10,3 +11,3 @@ void Second(void) {
            \s
            -    --Four;
            +    Five();
             }
            diff --git a/kernel/B.c b/kernel/B.c
            new file mode 100644
            --- /dev/null
            +++ b/kernel/B.c
            @@ -0,0 +1 @@
            +int B;
            --\s
            2.39
            """);

    @Test
    void eachFileIsAChangeWithItsCounts() {
        assertEquals(List.of("kernel/A.c", "kernel/B.c"),
                CHANGES.stream().map(Change::path).toList());
        assertEquals(3, CHANGES.get(0).added());
        assertEquals(2, CHANGES.get(0).removed());
        assertEquals(List.of("@@ -0,0 +1 @@", "+int B;"), CHANGES.get(1).lines());
    }

    @Test
    void hunksAreCutAtTheEndsOfAFunction() {
        assertEquals(List.of("@@ line 1 @@", " void First(void) {", "-    One();", "+    Two();",
                        "+    Three();", " }"),
                CHANGES.get(0).within(new Definition(0, 3)).lines());
        assertEquals(List.of("@@ line 11 @@", " ", "-    --Four;", "+    Five();", " }"),
                CHANGES.get(0).within(new Definition(5, 12)).lines());
    }

    @Test
    void whatIsOnlyShownAroundAChangeIsNotChanged() {
        assertEquals(List.of(), CHANGES.get(0).within(new Definition(4, 5)).lines());
    }
}
