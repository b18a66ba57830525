package checker.steps.step00;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ethernet frames between a tester and the machine: ARP (RFC 826), ICMP echo (RFC 792) and UDP
 * (RFC 768) over IPv4 (RFC 791).
 *
 * @param mac the machine's hardware address
 * @param address its IPv4 address
 */
record Frames(byte[] mac, int address) {

    private static final byte[] OURS = {0x02, 0, 0, 0, 0, 0x2a};
    private static final byte[] EVERYBODY = {-1, -1, -1, -1, -1, -1};
    private static final int OUR_ADDRESS = 0x0a00_0263; // 10.0.2.99
    private static final int OUR_PORT = 40_000;
    private static final int ECHO_PORT = 7;
    private static final int ETHERNET = 14;
    private static final int IP = 20;
    private static final int TYPE_IP = 0x0800;
    private static final int TYPE_ARP = 0x0806;
    private static final int ICMP = 1;
    private static final int UDP = 17;
    private static final int TIME_TO_LIVE = 64;
    private static final int FIRST_WORD = 0x4500; // version 4, a header of five words

    /** Who has the machine's address? */
    byte[] arpRequest() {
        return arp(EVERYBODY, 1, OURS, OUR_ADDRESS, new byte[OURS.length], address);
    }

    /** The machine has. */
    byte[] arpReply() {
        ByteBuffer frame = ByteBuffer.wrap(arp(OURS, 2, mac, address, OURS, OUR_ADDRESS));
        return frame.position(OURS.length).put(mac).array();
    }

    byte[] echoRequest(int sequence, byte[] data) {
        return toMachine(ICMP, icmp(8, sequence, data));
    }

    byte[] echoReply(int sequence, byte[] data) {
        return fromMachine(ICMP, icmp(0, sequence, data));
    }

    byte[] datagram(byte[] data) {
        return toMachine(UDP, udp(OUR_PORT, ECHO_PORT, OUR_ADDRESS, address, data));
    }

    byte[] echoedDatagram(byte[] data) {
        return fromMachine(UDP, udp(ECHO_PORT, OUR_PORT, address, OUR_ADDRESS, data));
    }

    /**
     * What counts of a frame that the machine sent: without what fills it up to the shortest one,
     * and without what is the sender's choice in an IPv4 header.
     */
    static byte[] essence(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        if (frame.length < ETHERNET + IP || bytes.getShort(12) != TYPE_IP) {
            return Arrays.copyOf(frame, Math.min(frame.length, ETHERNET + 28));
        }
        int length = Math.min(frame.length, ETHERNET + (bytes.getShort(ETHERNET + 2) & 0xffff));
        boolean goodHeader = sum(frame, ETHERNET, IP, 0) == 0;
        ByteBuffer whole = ByteBuffer.wrap(Arrays.copyOf(frame, length));
        whole.putShort(ETHERNET + 4, (short) 0).putShort(ETHERNET + 6, (short) 0);
        whole.put(ETHERNET + 8, (byte) TIME_TO_LIVE);
        whole.putShort(ETHERNET + 10, (short) 0);
        if (goodHeader) {
            whole.putShort(ETHERNET + 10, (short) sum(whole.array(), ETHERNET, IP, 0));
        }
        return whole.array();
    }

    private byte[] arp(byte[] to, int operation, byte[] sender, int senderAddress, byte[] target,
            int targetAddress) {
        return ByteBuffer.allocate(ETHERNET + 28).put(to).put(OURS).putShort((short) TYPE_ARP)
                .putShort((short) 1).putShort((short) TYPE_IP).put((byte) 6).put((byte) 4)
                .putShort((short) operation).put(sender).putInt(senderAddress)
                .put(target).putInt(targetAddress).array();
    }

    private byte[] toMachine(int protocol, byte[] payload) {
        return ip(mac, OURS, protocol, OUR_ADDRESS, address, payload);
    }

    private byte[] fromMachine(int protocol, byte[] payload) {
        return ip(OURS, mac, protocol, address, OUR_ADDRESS, payload);
    }

    private static byte[] ip(byte[] to, byte[] from, int protocol, int source, int destination,
            byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + IP + payload.length);
        frame.put(to).put(from).putShort((short) TYPE_IP);
        frame.putShort((short) FIRST_WORD).putShort((short) (IP + payload.length)).putInt(0);
        frame.put((byte) TIME_TO_LIVE).put((byte) protocol).putShort((short) 0);
        frame.putInt(source).putInt(destination).put(payload);
        frame.putShort(ETHERNET + 10, (short) sum(frame.array(), ETHERNET, IP, 0));
        return frame.array();
    }

    private static byte[] icmp(int type, int sequence, byte[] data) {
        ByteBuffer message = ByteBuffer.allocate(8 + data.length).put((byte) type).put((byte) 0)
                .putShort((short) 0).putShort((short) 0x1234).putShort((short) sequence).put(data);
        message.putShort(2, (short) sum(message.array(), 0, message.capacity(), 0));
        return message.array();
    }

    private static byte[] udp(int from, int to, int source, int destination, byte[] data) {
        ByteBuffer message = ByteBuffer.allocate(8 + data.length).putShort((short) from)
                .putShort((short) to).putShort((short) (8 + data.length)).putShort((short) 0)
                .put(data);
        ByteBuffer pseudo = ByteBuffer.allocate(12).putInt(source).putInt(destination)
                .putShort((short) UDP).putShort((short) message.capacity());
        int start = ~sum(pseudo.array(), 0, 12, 0) & 0xffff;
        int sum = sum(message.array(), 0, message.capacity(), start);
        return message.putShort(6, (short) (sum == 0 ? 0xffff : sum)).array();
    }

    /** The Internet's checksum (RFC 1071); of bytes that contain theirs it is 0. */
    private static int sum(byte[] bytes, int offset, int length, int start) {
        int sum = start;
        for (int index = 0; index < length; index++) {
            int value = bytes[offset + index] & 0xff;
            sum += index % 2 == 0 ? value << 8 : value;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return ~sum & 0xffff;
    }
}
