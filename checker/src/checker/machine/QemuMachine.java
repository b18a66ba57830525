package checker.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A machine that QEMU emulates. */
final class QemuMachine implements Machine {

    private final MachineSpec spec;
    private final Symbols symbols;
    private final Session session;
    private final View view;
    private final GuestMemory memory;
    private final GuestChannel serial;
    private final GuestChannel debugConsole;
    private final Set<Integer> runnable = new TreeSet<>();
    private final Runs runs;
    private final FineTime fineTime;

    /** A machine that stands before its first instruction. */
    QemuMachine(MachineSpec spec, Symbols symbols, Session session) {
        this.spec = spec;
        this.symbols = symbols;
        this.session = session;
        this.view = session.call(() -> new View(
                session.qmp(), session.gdb(), spec, symbols));
        this.memory = new StubMemory(session, symbols, spec.bootCpu());
        this.serial = new GuestChannel("serial line", session.files().serial());
        this.debugConsole = new GuestChannel("debug console", session.files().debugConsole());
        for (int cpu = 0; cpu < view.cpuCount(); cpu++) {
            runnable.add(cpu);
        }
        this.fineTime = new FineTime(session.qmp());
        this.runs = new Runs(this, session, view, List.of(serial, debugConsole), runnable);
    }

    @Override
    public MachineSpec spec() {
        return spec;
    }

    @Override
    public Symbols symbols() {
        return symbols;
    }

    @Override
    public Ending runToAny(Set<String> names, GuestDuration limit) {
        return runs.run(runnable, functions(names), limit);
    }

    @Override
    public Ending runToAnyOf(Set<Long> addresses, GuestDuration limit) {
        return runs.run(runnable, Target.addresses(addresses, symbols), limit);
    }

    @Override
    public Ending runToEnd(GuestDuration limit) {
        return runs.run(runnable, functions(Set.of()), limit);
    }

    @Override
    public Ending runToWriteAtOr(long address, int bytes, Set<String> names, GuestDuration limit) {
        return runs.run(runnable, functions(names)
                .orWrite(symbols.describe(address), address, bytes), limit);
    }

    @Override
    public Ending runToOutput(int from, String text, GuestDuration limit) {
        return runs.run(runnable, Target.sight(() -> serial.text().indexOf(text, from) >= 0
                ? Optional.of(new Ending.Seen("the guest wrote " + text)) : Optional.empty()),
                limit);
    }

    @Override
    public Ending runToFrames(int count, GuestDuration limit) {
        NetworkLine network = session.network();
        return runs.run(runnable, Target.sight(() -> network.received().size() >= count
                ? Optional.of(new Ending.Seen("the guest sent " + count + " frames"))
                : Optional.empty()), limit);
    }

    @Override
    public Arrivals recordArrivals(String symbol, int count, GuestDuration limit) {
        List<Arrivals.Arrival> list = new ArrayList<>();
        GuestDuration end = now().plus(limit).plus(runs.allowance());
        while (true) {
            GuestDuration now = now();
            GuestDuration left = now.compareTo(end) < 0 ? end.since(now) : new GuestDuration(0);
            Ending ending = runTo(symbol, left);
            if (ending instanceof Ending.Reached reached) {
                long stack = cpu(reached.cpu()).stackPointer();
                list.add(new Arrivals.Arrival(reached.cpu(), stack, now()));
            }
            if (!(ending instanceof Ending.Reached) || list.size() >= count) {
                return new Arrivals(symbol, list, ending);
            }
        }
    }

    @Override
    public Ending runOnly(int cpu, String symbol, GuestDuration limit) {
        return runs.run(Set.of(existing(cpu)), functions(Set.of(symbol)), limit);
    }

    @Override
    public void step(int cpu) {
        if (cpu(existing(cpu)).halted()) {
            throw new IllegalStateException("CPU " + cpu + " is halted and cannot be stepped");
        }
        walk(cpu).step();
    }

    @Override
    public Walk walk(int cpu) {
        return new Walk(session, view, runs, symbols, existing(cpu));
    }

    @Override
    public List<Walk.Stand> looks() {
        return session.call(() -> view.registersOfAll().stream().map(Walk.Stand::new).toList());
    }

    @Override
    public void setRegister(int cpu, String register, long value) {
        walk(cpu).set(register, value);
    }

    @Override
    public void stopForGood(int cpu) {
        if (runnable.size() == 1 && runnable.contains(cpu)) {
            throw new IllegalStateException("CPU " + cpu + " is the last that runs");
        }
        runnable.remove(existing(cpu));
        keepTime();
    }

    @Override
    public void resume(int cpu) {
        runnable.add(existing(cpu));
        keepTime();
    }

    private void keepTime() {
        session.call(() -> {
            fineTime.set(runnable.size() < view.cpuCount());
            return fineTime;
        });
    }

    @Override
    public Optional<Ending> lastEnding() {
        return runs.lastEnding();
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public List<CpuState> cpus() {
        return session.call(view::cpus);
    }

    @Override
    public CpuState cpu(int index) {
        return session.call(() -> view.cpu(index));
    }

    @Override
    public List<Place> places() {
        return session.call(view::places);
    }

    @Override
    public Optional<LocalApic> localApic(int cpu) {
        return session.call(() -> view.localApic(existing(cpu)));
    }

    @Override
    public Optional<IoApic> ioApic() {
        return session.call(() -> ApicText.ioApic(view.interruptControllers()));
    }

    @Override
    public List<Pic> pics() {
        return session.call(() -> ApicText.pics(view.interruptControllers()));
    }

    @Override
    public GuestDuration now() {
        return session.call(view::now);
    }

    @Override
    public List<Integer> apicIds() {
        return view.apicIds();
    }

    @Override
    public List<ApicWrite> apicWrites() {
        return ApicTrace.parse(trace());
    }

    @Override
    public List<ApicRead> apicReads() {
        return ApicTrace.parseReads(trace());
    }

    private String trace() {
        if (!spec.apicTraced()) {
            throw new IllegalStateException("the spec does not ask for a trace: " + spec);
        }
        return session.trace();
    }

    @Override
    public void readExecution(ExecutionReader reader) {
        session.readTrace(reader);
    }

    @Override
    public void injectNmi() {
        session.call(() -> session.qmp().execute("inject-nmi", Map.of()));
    }

    @Override
    public void sendKeys(String... names) {
        runs.pressNext(List.of(names));
    }

    @Override
    public void type(String text) {
        session.type(text);
    }

    @Override
    public void sendFrames(List<byte[]> frames) {
        session.send(frames);
    }

    @Override
    public List<byte[]> frames() {
        return session.call(() -> session.network().received());
    }

    @Override
    public String serial() {
        return serial.text();
    }

    @Override
    public String debugConsole() {
        return debugConsole.text();
    }

    @Override
    public String written(int port) {
        return new GuestChannel("port " + port, session.files().port(port)).text();
    }

    @Override
    public Traces traces() {
        MachineFiles files = session.files();
        return new Traces(session.commandLine(), files.serial(), files.debugConsole(),
                session.errors());
    }

    @Override
    public void close() {
        session.close();
    }

    private Target functions(Set<String> names) {
        Map<Long, String> functions = new HashMap<>();
        names.forEach(name -> functions.put(address(name), name));
        return Target.functions(functions);
    }

    private long address(String symbol) {
        return symbols.address(symbol).orElseThrow(() -> new UnknownSymbolException(symbol));
    }

    private int existing(int cpu) {
        return view.existing(cpu);
    }
}
