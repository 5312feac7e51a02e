package io.github.dcie.admin.internal.page;

/** How the page looks: light, dark, and on paper. */
final class Style {

    /** Without a character that HTML or XML would have escaped. */
    static final String CSS = """
            :root { color-scheme: light dark; --page: #fff; --ink: #1b1f24; --soft: #57606a; --rule: #d8dee4;
              --ok: #4393c3; --long: #12568a; --retried: #a06500; --odd: #8250df; --full: #12568a;
              --failed: #c62828; --running: #0b7a3e; --mark: #1b1f24; --lag: #8250df;
              --proven: #116329; --unproven: #7d4e00; --refuted: #b3191f }
            @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --ink: #e6edf3; --soft: #9da7b3;
              --rule: #30363d; --ok: #4a90c4; --long: #a5d6ff; --retried: #e3a62f; --odd: #c297ff; --full: #a5d6ff;
              --failed: #ff6a69; --running: #3fb950; --mark: #e6edf3; --lag: #c297ff;
              --proven: #56d364; --unproven: #e3b341; --refuted: #ff8785 } }
            @media print { :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #444; --rule: #bbb;
              --ok: #4393c3; --long: #12568a; --retried: #a06500; --odd: #8250df; --full: #12568a;
              --failed: #c62828; --running: #0b7a3e; --mark: #000; --lag: #8250df;
              --proven: #116329; --unproven: #7d4e00; --refuted: #b3191f } }
            * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
            body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 0 auto;
              padding: 1.5rem; max-width: 76rem; overflow-wrap: break-word }
            h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
            p, ul { margin: .4rem 0 } .soft { color: var(--soft) }
            .verdict { border-left: .4rem solid; padding: .3rem .8rem; font-weight: 600; margin: 1rem 0 }
            .proven { color: var(--proven) } .unproven { color: var(--unproven) } .refuted { color: var(--refuted) }
            .wide { overflow-x: auto }
            table { border-collapse: collapse; width: 100%; font-size: .9rem }
            th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
              border-bottom: 1px solid var(--rule) }
            thead th { color: var(--soft) } thead th, tbody th, .time { white-space: nowrap } .words { min-width: 16rem }
            a { color: inherit } :target { outline: 2px solid var(--refuted); outline-offset: 2px }
            svg { display: block; width: 100%; min-width: 45rem; font-size: 11px }
            svg text { fill: var(--ink) } svg .name { fill: var(--soft); font-size: 12px }
            svg .small { fill: var(--soft); font-size: 10.5px } svg .end { text-anchor: end }
            svg .tick { text-anchor: middle; fill: var(--soft) } svg .strong { fill: var(--ink) }
            svg .grid, svg .line { stroke: var(--rule); stroke-width: 1; fill: none }
            svg .ok { fill: var(--ok) } svg .long { fill: var(--long) } svg .retried { fill: var(--retried) }
            svg .odd { fill: var(--odd) } svg .unneeded .ok { stroke: var(--page); stroke-width: .5 }
            svg .full { fill: var(--full) } svg .took { fill: var(--ok) }
            svg .failed { fill: var(--failed) } svg .running { fill: none; stroke: var(--running); stroke-width: 1.6 }
            svg .hole rect { fill: var(--page); stroke: var(--failed) }
            svg .hole path { stroke: var(--failed); stroke-width: 1.2; fill: none }
            svg .hole text { fill: var(--failed); font-weight: 600 }
            svg .watermark path { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 5 3; fill: none }
            svg .watermark text { fill: var(--mark) }
            svg .lag { stroke: var(--lag); stroke-width: 1.3; fill: none; stroke-linejoin: round }
            svg .flag rect { fill: currentColor } svg .flag text { fill: var(--page); text-anchor: middle;
              font-weight: 600; font-size: 10.5px }
            .key { list-style: none; padding: 0; font-size: .85rem; color: var(--soft) }
            .key li { display: inline-block; margin-right: 1.2rem }
            .key i { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; vertical-align: -.1rem }
            .key .ok { background: var(--ok) } .key .long { background: var(--long) }
            .key .retried { background: var(--retried) } .key .odd { background: var(--odd) }
            @page { margin: 14mm }
            @media print { body { padding: 0; max-width: none; font-size: 10pt } .wide { overflow: visible }
              table { font-size: 7.5pt } thead th, tbody th, .time { white-space: normal } .words { min-width: 0 }
              svg { min-width: 0 } svg, tr { break-inside: avoid } h2 { break-after: avoid } }
            """;

    private Style() {}
}
