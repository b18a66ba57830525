package checker.gdb;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a machine stopped; GDB manual, section "Stop Reply Packets".
 *
 * @param signal 5 for a breakpoint, watchpoint or step, 2 for an interrupt
 * @param cpu the number, counted from 0, of the CPU that stopped the machine
 * @param watched the watched address that was accessed; empty for another kind of stop
 */
public record StopReply(int signal, int cpu, OptionalLong watched) {

    /** A breakpoint, a watchpoint or a finished step. */
    public static final int TRAP = 5;

    private static final Pattern THREAD = Pattern.compile("thread:(?:p[0-9a-f]+\\.)?([0-9a-f]+);");
    private static final Pattern REPLY = Pattern.compile("[ST][0-9a-f]{2}.*", Pattern.DOTALL);
    private static final Pattern WATCH = Pattern.compile("[ra]?watch:([0-9a-f]+);");

    /** Whether the packet is a stop reply at all. */
    static boolean isOne(String packet) {
        return REPLY.matcher(packet).matches();
    }

    static StopReply of(String packet) throws GdbException {
        if (!isOne(packet)) {
            throw new GdbException("not a stop reply: " + packet);
        }
        Matcher thread = THREAD.matcher(packet);
        Matcher watch = WATCH.matcher(packet);
        try {
            return new StopReply(Integer.parseInt(packet.substring(1, 3), 16),
                    thread.find() ? Integer.parseInt(thread.group(1), 16) - 1 : 0,
                    watch.find() ? OptionalLong.of(Long.parseUnsignedLong(watch.group(1), 16))
                            : OptionalLong.empty());
        } catch (NumberFormatException e) {
            throw new GdbException("unreadable stop reply: " + packet, e);
        }
    }
}
