package checker.steps.step00;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The machine answers on its network, and only what it should. */
@Step(0)
@Criterion("An Ethernet NIC (receive and send by interrupt) with ARP, IPv4, ICMP echo and a UDP"
        + " echo service, so that a test from outside can ping it.")
@Hint(where = "The card's rings: who owns a descriptor, and where head and tail stand.",
        wrong = "A frame is not taken, not answered, or answered wrongly.",
        fix = "Give each receive descriptor back behind the tail, write the tail last, and read"
                + " the interrupt's cause in its handler.")
@Hint(diagnosis = "wrong-answer", where = "What is put into the answer, field by field.",
        wrong = "An answer has a wrong address, length or checksum.",
        fix = "Swap source and destination on each layer, and sum up anew what was changed.")
@Hint(diagnosis = "no-answer", where = "The way of a frame: the card's interrupt, its ring, the"
        + " task that answers, the other ring.",
        wrong = "Frames come to the card, but no answer leaves it.",
        fix = "Find the card on the bus with its memory and bus mastering enabled; unmask its line,"
                + " end its interrupt, and wake the task.")
final class NetworkTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(30);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(5);
    /** Where the boot CPU comes once all services have been started, the network among them. */
    private static final String UP = "KernelIdle";
    private static final int MANY = 100; // more than once around the rings
    private static final int AT_ONCE = 20; // fewer than any card's ring has room for
    private static final int SHOWN = 3;
    private static final int LONGEST_DATA = 1472; // of a datagram in one frame

    @OnEveryMachine(from = NetworkMachines.class)
    void itAnswersARPPingAndEcho(Machine machine, Draw draw) {
        Frames frames = frames(machine.spec());
        byte[] data = bytes(draw, draw.between(1, 200));
        expectToReach(machine, UP, BOOT);

        machine.sendFrames(List.of(frames.arpRequest(), frames.echoRequest(1, data),
                frames.datagram(data)));
        machine.runToFrames(3, PATIENCE);

        expectFrames(machine, List.of(frames.arpReply(), frames.echoReply(1, data),
                frames.echoedDatagram(data)));
    }

    @OnEveryMachine(from = NetworkMachines.InTurn.class)
    void itAnswersManyAndLongOnes(Machine machine, Draw draw) {
        Frames frames = frames(machine.spec());
        List<byte[]> sent = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            byte[] data = bytes(draw, draw.coin() ? draw.between(0, 60) : LONGEST_DATA - number);
            sent.add(frames.echoRequest(number, data));
            expected.add(frames.echoReply(number, data));
        }
        expectToReach(machine, UP, BOOT);

        machine.sendFrames(List.of(frames.arpRequest()));
        machine.runToFrames(1, PATIENCE);
        for (int number = 0; number < MANY; number += AT_ONCE) {
            machine.sendFrames(sent.subList(number, number + AT_ONCE));
            machine.runToFrames(1 + number + AT_ONCE, PATIENCE);
        }

        expected.add(0, frames.arpReply());
        expectFrames(machine, expected);
    }

    @OnEveryMachine(from = NetworkMachines.InTurn.class)
    @Hint(where = "Each length and checksum of a packet, before it is used.",
            wrong = "A damaged frame is answered, or keeps the next from being answered.",
            fix = "Check a length against what came, not against what another field says; drop"
                    + " what is not right, and give its buffer back.")
    void damagedFramesAreDropped(Machine machine, Draw draw) {
        Frames frames = frames(machine.spec());
        byte[] data = bytes(draw, 40);
        List<byte[]> damaged = damaged(frames.echoRequest(0, data), draw);
        damaged.addAll(damaged(frames.datagram(data), draw));
        List<byte[]> expected = new ArrayList<>(List.of(frames.arpReply()));
        expectToReach(machine, UP, BOOT);

        machine.sendFrames(List.of(frames.arpRequest()));
        machine.runToFrames(1, PATIENCE);
        for (int from = 0; from < damaged.size(); from += AT_ONCE) {
            List<byte[]> sent = new ArrayList<>(
                    damaged.subList(from, Math.min(from + AT_ONCE, damaged.size())));
            sent.add(frames.echoRequest(from, data)); // a good one: all before it are through
            expected.add(frames.echoReply(from, data));
            machine.sendFrames(sent);
            machine.runToFrames(expected.size(), PATIENCE);
        }

        // Behind the first, what is wrong may as well be the answer to a damaged frame.
        expectFrames(machine, expected, 1);
    }

    /** The frame with one byte of it other, from the IPv4 header on, and cut short in places. */
    private static List<byte[]> damaged(byte[] frame, Draw draw) {
        List<byte[]> all = new ArrayList<>();
        for (int count = 0; count < 60; count++) {
            byte[] other = frame.clone();
            int at = draw.between(14, frame.length - 1);
            other[at] ^= (byte) (1 << draw.between(0, 7));
            all.add(other);
        }
        for (int length : List.of(14, 15, 20, 33, 34, 41, frame.length - 1)) {
            all.add(Arrays.copyOf(frame, length));
        }
        return all;
    }

    private static void expectFrames(Machine machine, List<byte[]> expected) {
        expectFrames(machine, expected, expected.size());
    }

    /** Only as many as {@code undisturbed}, the first, can be nothing but answers. */
    private static void expectFrames(Machine machine, List<byte[]> expected, int undisturbed) {
        List<String> found = inWords(machine.frames());
        List<String> wanted = inWords(expected);
        int same = sameAtFirst(found, wanted);
        expect("frames that the machine sent, from the first on that is not right",
                rest(found, same))
                .given("right ones before", same)
                .diagnose("no-answer", list -> found.isEmpty())
                .diagnose("wrong-answer",
                        list -> found.size() == wanted.size() && same < undisturbed)
                .toBe(rest(wanted, same));
    }

    private static int sameAtFirst(List<String> found, List<String> wanted) {
        int same = 0;
        while (same < Math.min(found.size(), wanted.size())
                && found.get(same).equals(wanted.get(same))) {
            same++;
        }
        return same;
    }

    private static List<String> inWords(List<byte[]> frames) {
        return frames.stream().map(Frames::essence).map(HexFormat.of()::formatHex).toList();
    }

    /** A few are enough for a reader. */
    private static List<String> rest(List<String> frames, int from) {
        return frames.subList(from, Math.min(frames.size(), from + SHOWN));
    }

    private static Frames frames(MachineSpec spec) {
        byte[] mac = HexFormat.ofDelimiter(":").parseHex(spec.hardwareAddress().orElseThrow());
        String last = spec.commandLine().replaceAll(".*ip=10\\.0\\.2\\.(\\d+).*", "$1");
        return new Frames(mac, 0x0a00_0200 | Integer.parseInt(last));
    }

    private static byte[] bytes(Draw draw, int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) draw.between(0, 255);
        }
        return bytes;
    }
}
