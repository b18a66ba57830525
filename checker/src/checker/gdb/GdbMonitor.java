package checker.gdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Lines of QEMU's human monitor by GDB's connection, while the machine stands still: QEMU takes a
 * whole line at once here, while it reads QMP byte by byte. Output has LF line ends.
 */
public final class GdbMonitor {

    static final String COMMAND = "qRcmd,";

    private static final int NONE = -1;

    private final GdbDialogue stub;
    private final IntUnaryOperator numbers;
    private int selectedCpu = NONE;

    /**
     * The monitor behind a stub.
     *
     * @param numbers which number QEMU gives a CPU
     */
    GdbMonitor(GdbDialogue stub, IntUnaryOperator numbers) {
        this.stub = stub;
        this.numbers = numbers;
    }

    /**
     * Has a line executed that prints nothing, before whatever the stub is asked next: what it
     * prints all the same is an exception of that.
     */
    public void tell(String line) {
        stub.before(packet(line));
    }

    /** What QEMU prints at a line. */
    public String answer(String line) throws GdbException, InterruptedException {
        return answers(List.of(line)).get(0);
    }

    /** What it prints at each of several lines, one after the other. */
    public List<String> answers(List<String> lines) throws GdbException, InterruptedException {
        stub.askAll(lines.stream().map(GdbMonitor::packet).toList());
        return outputs(lines);
    }

    /** The outputs of lines that were sent, one after the other. */
    List<String> outputs(List<String> lines) throws GdbException, InterruptedException {
        List<String> outputs = new ArrayList<>();
        for (String line : lines) {
            outputs.add(output(line));
        }
        return outputs;
    }

    /** What it prints at a line that is about one CPU, or about memory as that CPU maps it. */
    public String answer(int cpu, String line) throws GdbException, InterruptedException {
        if (cpu == selectedCpu) {
            return answer(line);
        }
        return answerOfEach(List.of(cpu), line).get(0);
    }

    /** The same of several CPUs, in their order. */
    public List<String> answerOfEach(List<Integer> cpus, String line)
            throws GdbException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int cpu : cpus) {
            lines.add("cpu " + numbers.applyAsInt(cpu));
            lines.add(line);
            selectedCpu = cpu;
        }
        List<String> answers = answers(lines);
        for (int index = 0; index < lines.size(); index += 2) {
            if (!answers.get(index).isBlank()) {
                throw new GdbException("the monitor takes no " + lines.get(index) + ": "
                        + answers.get(index));
            }
        }
        return IntStream.range(0, cpus.size())
                .mapToObj(index -> answers.get(2 * index + 1)).toList();
    }

    private String output(String line) throws GdbException, InterruptedException {
        StringBuilder output = new StringBuilder();
        String answer = stub.answerTo(line);
        while (answer.startsWith("O") && !answer.equals("OK")) {
            output.append(Hex.text(answer.substring(1)));
            answer = stub.answerTo(line);
        }
        if (!answer.equals("OK")) {
            throw new GdbException("stub answers '" + answer + "' to monitor line " + line);
        }
        String text = output.toString().replace("\r", "");
        stub.name("monitor " + line, text);
        return text;
    }

    /** The line of such a packet. */
    static String line(String packet) throws GdbException {
        return "monitor " + Hex.text(packet.substring(COMMAND.length()));
    }

    static String packet(String line) {
        return COMMAND + HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_8));
    }
}
