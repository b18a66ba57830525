package checker.timeline;

import java.util.List;

/**
 * A message that starts CPUs, as a Local APIC's interrupt command register got it.
 *
 * @param time in nanoseconds since the machine was switched on
 * @param sender the index of the CPU that sent it
 * @param receivers those of the CPUs that it goes to
 * @param startUp whether it is a start-up message and no INIT
 * @param page of a start-up message: the number of the page to begin in
 */
record StartMessage(long time, int sender, List<Integer> receivers, boolean startUp, int page) {

    StartMessage {
        receivers = List.copyOf(receivers);
    }

    /** {@code INIT}, {@code start-up message for page 9EH}. */
    String words() {
        return startUp ? String.format("start-up message for page %02XH", page) : "INIT";
    }
}
