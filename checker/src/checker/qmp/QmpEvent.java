package checker.qmp;

import java.util.Map;

/**
 * Something that QEMU reported of itself.
 *
 * @param name in upper case: SHUTDOWN, RESET, STOP
 * @param data what goes with it; empty for most
 */
public record QmpEvent(String name, Map<String, Object> data) {

    public QmpEvent {
        data = Map.copyOf(data);
    }

    /** The name, and the reason where the event has one: {@code SHUTDOWN guest-reset}. */
    @Override
    public String toString() {
        Object reason = data.get("reason");
        return reason == null ? name : name + " " + reason;
    }
}
