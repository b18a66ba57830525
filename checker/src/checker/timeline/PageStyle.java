package checker.timeline;

/** The look of the page, in the light and in the dark. No selector may need a character of XML. */
final class PageStyle {

    static final String CSS = """

            :root { color-scheme: light dark; --page: #fff; --ink: #1d2430; --faint: #5b6675;
              --line: #d9dee6; --panel: #f5f7fa; --idle: #e3e7ed; --call: #0f766e; --on: #fff;
              --interrupt: #c2410c; --wait: #7e22ce; --fault: #b91c1c; --mark: #1d4ed8;
              --t0: #bfdbfe; --t1: #fde68a; --t2: #bbf7d0; --t3: #fbcfe8;
              --t4: #ddd6fe; --t5: #fed7aa; --t6: #a5f3fc; --others: #cbd5e1; }
            @media (prefers-color-scheme: dark) { :root { --page: #12161d; --ink: #e6eaf0;
              --faint: #9aa6b5; --line: #2b3340; --panel: #1a2029; --idle: #2a313c;
              --call: #2dd4bf; --on: #0b0f14; --interrupt: #fb923c; --wait: #c084fc;
              --fault: #f87171; --mark: #60a5fa; --t0: #1e4a86; --t1: #6b5410;
              --t2: #1d5a38; --t3: #7a2b58; --t4: #4a3a8c; --t5: #7a431a; --t6: #15586a;
              --others: #475569; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 1240px; padding: 20px; background: var(--page);
              color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.45em; line-height: 1.25; margin: 0 0 .2em; }
            h2 { font-size: 1.1em; margin: 1.8em 0 .5em; }
            h3 { font-size: .95em; margin: .9em 0 .3em; }
            p, ul { margin: .3em 0; max-width: 75ch; }
            ul { padding-left: 1.2em; }
            .machine { max-width: none; }
            .remarks, .small { color: var(--faint); font-size: .9em; }
            code { overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px;
              background: var(--panel); margin: .5em 0; }
            .scroll:focus-visible { outline: 2px solid var(--mark); }
            svg { display: block; width: 100%; min-width: 1000px; height: auto; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
            svg .cpu { font-weight: 700; text-anchor: end; }
            svg .row { fill: var(--faint); text-anchor: end; }
            svg .time { fill: var(--faint); text-anchor: middle; }
            svg .last { text-anchor: end; }
            .wide { stroke: var(--panel); stroke-width: 1; }
            .grid { stroke: var(--line); fill: none; }
            .idle rect, .chip.idle { fill: var(--idle); background: var(--idle); }
            .task0 rect, .chip.task0 { fill: var(--t0); background: var(--t0); }
            .task1 rect, .chip.task1 { fill: var(--t1); background: var(--t1); }
            .task2 rect, .chip.task2 { fill: var(--t2); background: var(--t2); }
            .task3 rect, .chip.task3 { fill: var(--t3); background: var(--t3); }
            .task4 rect, .chip.task4 { fill: var(--t4); background: var(--t4); }
            .task5 rect, .chip.task5 { fill: var(--t5); background: var(--t5); }
            .task6 rect, .chip.task6 { fill: var(--t6); background: var(--t6); }
            .others rect, .chip.others { fill: var(--others); background: var(--others); }
            .interrupt rect, .chip.interrupt { fill: var(--interrupt);
              background: var(--interrupt); }
            .call rect, .chip.call { fill: var(--call); background: var(--call); }
            .wait rect, .chip.wait { fill: var(--wait); background: var(--wait); }
            .interrupt text, .call text, .wait text { fill: var(--on); }
            .fault, .chip.fault { fill: var(--fault); background: var(--fault); }
            .mark, .chip.mark { fill: var(--mark); background: var(--mark); }
            .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap;
              gap: .2em 1.1em; max-width: none; font-size: .9em; }
            .chip { display: inline-block; width: .85em; height: .85em; border-radius: 2px;
              margin-right: .4em; border: 1px solid var(--line); vertical-align: -.05em; }
            .tables { display: grid; gap: 14px;
              grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); }
            .tables .scroll, .long { margin: 0; padding: 10px 12px; }
            table { border-collapse: collapse; font-size: .87em; width: 100%;
              font-variant-numeric: tabular-nums; }
            caption { text-align: left; font-weight: 600; padding-bottom: .3em; }
            th, td { text-align: left; padding: .15em .8em .15em 0; vertical-align: top; }
            th { color: var(--faint); font-weight: 600; border-bottom: 1px solid var(--line); }
            td { border-bottom: 1px solid var(--line); }
            .number { text-align: right; white-space: nowrap; }
            .what { min-width: 22em; }
            .name { white-space: nowrap; }
            """;

    private PageStyle() {}
}
