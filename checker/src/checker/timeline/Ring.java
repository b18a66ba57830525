package checker.timeline;

import java.util.List;

/**
 * What one CPU's ring holds.
 *
 * @param cpu its number
 * @param records the whole ones, in the order of their times
 * @param gone how many older ones have given way to them
 * @param half how many slots hold a record that was being written, or junk
 */
record Ring(long cpu, List<TraceRecord> records, long gone, int half) {

    Ring {
        records = List.copyOf(records);
    }
}
