package checker.timeline;

import checker.report.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what records mean. */
final class Words {

    /** By vector; Intel SDM volume 3, "Exception and Interrupt Vectors". */
    private static final List<String> EXCEPTIONS = List.of("#DE", "#DB", "NMI", "#BP", "#OF",
            "#BR", "#UD", "#NM", "#DF", "9", "#TS", "#NP", "#SS", "#GP", "#PF", "15", "#MF",
            "#AC", "#MC", "#XM", "#VE", "#CP");

    private final Names names;
    private final TimeScale scale;

    Words(Names names, TimeScale scale) {
        this.names = names;
        this.scale = scale;
    }

    /** {@code 3 keyboard}. */
    String task(int number) {
        return names.task(number).map(name -> number + " " + SafeText.line(name))
                .orElse(String.valueOf(number));
    }

    String vector(long vector) {
        return vector >= 0 && vector < EXCEPTIONS.size()
                ? EXCEPTIONS.get((int) vector) : hex(vector);
    }

    String call(long number) {
        return names.call(number).map(SafeText::line)
                .orElse("call " + Long.toUnsignedString(number));
    }

    /** A span's name by itself: what it was, without where and how long. */
    String name(Span span) {
        return switch (span.kind()) {
            case RUN -> "task " + task(span.task());
            case INTERRUPT -> "interrupt " + vector(span.first());
            case CALL -> call(span.first());
            case LOCK_WAIT -> "waits for " + address(span.first());
        };
    }

    /** What a record says, and of a span also how long it took. */
    String event(Event event) {
        TraceRecord record = event.record();
        Optional<Span> span = event.span();
        return switch (record.kind()) {
            case TraceRecord.MARK -> "mark " + hex(record.first()) + " " + hex(record.second());
            case TraceRecord.TASK_SWITCH -> "goes on with task " + task(record.taskEntered());
            case TraceRecord.INTERRUPT_ENTER -> "interrupt " + vector(record.first()) + " in "
                    + address(record.second()) + span.map(this::duration).orElse("");
            case TraceRecord.INTERRUPT_EXIT -> "end of interrupt " + vector(record.first())
                    + span.map(this::duration).orElse("");
            case TraceRecord.PAGE_FAULT -> "page fault at " + address(record.first()) + ": "
                    + access(record.second());
            case TraceRecord.LOCK_WAIT -> "waits for the lock " + address(record.first())
                    + ", which task " + task((int) record.second() & 0xffff) + " has"
                    + span.map(this::duration).orElse("");
            case TraceRecord.CALL_ENTER -> call(record.first()) + "(" + hex(record.second())
                    + " ...)" + span.map(this::duration).orElse("");
            case TraceRecord.CALL_EXIT -> "end of " + call(record.first()) + " = "
                    + record.second() + span.map(this::duration).orElse("");
            default -> "a record of kind " + record.kind() + ", " + hex(record.first()) + " "
                    + hex(record.second());
        };
    }

    /** A point or a length on the guest's time, in microseconds: {@code 48,513.120}. */
    String microseconds(long ticks) {
        return number(scale.microseconds(ticks));
    }

    static String number(double microseconds) {
        return String.format(Locale.ROOT, "%,.3f", microseconds);
    }

    String address(long address) {
        return names.address(address).map(SafeText::line).orElseGet(() -> hex(address));
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private String duration(Span span) {
        return !span.begun() ? ", whose beginning is not in the ring"
                : !span.ended() ? ", whose end is not in the ring"
                : ", " + microseconds(span.ticks()) + " µs";
    }

    /** The error code of a page fault; Intel SDM volume 3, "Page-Fault Exception". */
    private static String access(long code) {
        String who = (code & 4) != 0 ? "user " : "kernel ";
        String what = (code & 16) != 0 ? "fetches" : (code & 2) != 0 ? "writes" : "reads";
        return who + what + ((code & 1) != 0 ? ", not allowed" : ", not mapped");
    }
}
