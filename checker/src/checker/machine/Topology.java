package checker.machine;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many CPUs there are, and how they sit in sockets and cores; that decides their APIC ids.
 *
 * @param cpus present when the machine starts, beside the plugged ones; at least 1
 * @param maximum how many the sockets hold; those not present are listed as disabled
 * @param sockets of the machine; sockets x cores x threads is the maximum
 * @param cores in each socket
 * @param threads in each core
 * @param plugged sockets, counted from 0, that hold a CPU besides the first {@code cpus}; only
 *     with one CPU to a socket
 */
public record Topology(
        int cpus, int maximum, int sockets, int cores, int threads, List<Integer> plugged) {

    public Topology {
        plugged = List.copyOf(plugged);
        if (cpus < 1 || sockets * cores * threads != maximum || cpus + plugged.size() > maximum) {
            throw new IllegalArgumentException(cpus + " of " + maximum + " CPUs in " + sockets
                    + " sockets x " + cores + " cores x " + threads + " threads");
        }
        if (!plugged.isEmpty() && cores * threads != 1) {
            throw new IllegalArgumentException("plugged CPUs need a socket of their own");
        }
        for (int socket : plugged) {
            if (socket < cpus || socket >= sockets) {
                throw new IllegalArgumentException("socket " + socket + " is taken or missing");
            }
        }
    }

    /** That many CPUs, each in a socket of its own: APIC ids 0, 1, 2 ... */
    public static Topology of(int cpus) {
        return new Topology(cpus, cpus, cpus, 1, 1, List.of());
    }

    /** All CPUs of some sockets: 2 sockets x 3 cores have the APIC ids 0 1 2 4 5 6. */
    public static Topology of(int sockets, int cores, int threads) {
        int all = sockets * cores * threads;
        return new Topology(all, all, sockets, cores, threads, List.of());
    }

    /** The same CPUs in a machine with more, empty sockets: listed, but disabled. */
    public Topology ofAtMost(int sockets) {
        return new Topology(cpus, sockets, sockets, 1, 1, plugged);
    }

    /** With CPUs in further sockets, so that disabled ones lie between the enabled. */
    public Topology with(Integer... moreSockets) {
        List<Integer> all = Stream.concat(plugged.stream(), Stream.of(moreSockets)).toList();
        return new Topology(cpus, maximum, sockets, cores, threads, all);
    }

    /** How many CPUs can run. */
    public int present() {
        return cpus + plugged.size();
    }

    /** For a human: {@code 4 CPUs}, {@code 6 CPUs (2 sockets x 3 cores)}. */
    @Override
    public String toString() {
        String count = present() + (present() == 1 ? " CPU" : " CPUs");
        if (!plugged.isEmpty()) {
            return count + " (sockets 0-" + (cpus - 1) + " and " + plugged + " of " + maximum + ")";
        }
        if (cpus < maximum) {
            return count + " (of " + maximum + ")";
        }
        return cores * threads == 1 ? count : count + " (" + sockets + " sockets x " + cores
                + " cores" + (threads == 1 ? ")" : " x " + threads + " threads)");
    }
}
