# SPDX-License-Identifier: BSL-1.0
"""Draws the components of the library, and which of them include which, as SVG: from the includes of the headers."""

from collections import defaultdict

from check_layout import UMBRELLAS, component_of

NAMES = {"vendor": ("eas, qianfan", "clients, fleets"), "vendor schema": ("eas, qianfan", "schemas"), "mapping": ("inventory", "mappings"),
         "schema": ("schema", "declarations as data"), "wire": ("wire", "JSON, queries"), "http": ("http", "requests, URLs"),
         "auth": ("auth", "signatures"), "transport": ("transport", "HTTP client, TLS"), "retry": ("retry", "when, how often"),
         "paging": ("paging", "which page next"), "range": ("range", "async ranges"), "client": ("client", "puts it together"),
         "watch": ("watch", "changes of a list"), "recording": ("recording", "record, replay"), "alibaba": ("alibaba", "credentials"),
         "catalog": ("catalog", "13 more APIs"), "inventory": ("inventory", "all APIs as one"), "emulator": ("emulator", "clouds in a process")}
WIDTH, BOX, HEIGHT, STEP, TOP = 960, 140, 46, 92, 12

STYLE = """
.parts text { font: 14px sans-serif; fill: #24292f; text-anchor: middle } .parts .what { font-size: 12px; fill: #57606a }
.parts rect { fill: #f6f8fa; stroke: #8c959f } .parts path { fill: none; stroke: #8c959f; stroke-width: 1.2 }
@media (prefers-color-scheme: dark) {
  .parts text { fill: #e6edf3 } .parts .what { fill: #9da7b3 }
  .parts rect { fill: #21262d; stroke: #6e7681 } .parts path { stroke: #6e7681 }
}"""


def dependencies(project):
    """Returns the components that each component includes, without the core."""
    out = defaultdict(set)
    for header in project.headers:
        if header in UMBRELLAS:
            continue
        component = component_of(header)
        for _, name in project.includes(header):
            other = component_of(name) if name.startswith("roster/") and name not in UMBRELLAS else None
            if {component, other}.isdisjoint({None, "core"}) and component != other:
                out[component].add(other)
    return out


def reached(graph, component):
    """Returns what a component includes, directly or indirectly."""
    seen, waiting = set(), list(graph[component])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph[name]
    return seen


def reduced(graph, names):
    """Returns only the edges that no longer path replaces."""
    return {name: {other for other in graph[name] if not any(other in reached(graph, between) for between in graph[name] - {other})}
            for name in names}


def drawing(project):
    graph = dependencies(project)
    names = sorted({*graph, *(other for others in graph.values() for other in others)})
    edges = reduced(graph, names)
    level = {}

    def level_of(name):
        if name not in level:
            level[name] = 1 + max((level_of(other) for other in graph[name]), default=-1)
        return level[name]

    for name in names:
        level_of(name)
    rows = [[name for name in names if level[name] == i] for i in range(max(level.values()) + 1)]
    at = {}
    for row in rows:
        row.sort(key=lambda name: sum(at[other] for other in edges[name]) / max(1, len(edges[name])) if edges[name] else WIDTH / 2)
        for i, name in enumerate(row):
            at[name] = WIDTH * (2 * i + 1) / (2 * len(row))
    height = TOP * 2 + HEIGHT + STEP * (len(rows) - 1)
    top = {name: height - TOP - HEIGHT - STEP * level[name] for name in names}
    lines = [f'<svg class="parts" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
             "<title>The components; a line means that the upper one includes the lower one</title>", f"<style>{STYLE}</style>"]
    for name in names:
        for other in sorted(edges[name]):
            x, y, to_x, to_y = at[name], top[name] + HEIGHT, at[other], top[other]
            half = (to_y - y) / 2
            lines.append(f'<path d="M{x:.0f} {y} C{x:.0f} {y + half:.0f} {to_x:.0f} {to_y - half:.0f} {to_x:.0f} {to_y}"/>')
    for name in names:
        title, what = NAMES[name]
        lines.append(f'<rect x="{at[name] - BOX / 2:.0f}" y="{top[name]}" width="{BOX}" height="{HEIGHT}" rx="6"/>'
                     f'<text x="{at[name]:.0f}" y="{top[name] + 20}">{title}</text>'
                     f'<text class="what" x="{at[name]:.0f}" y="{top[name] + 37}">{what}</text>')
    return "\n".join([*lines, "</svg>", ""])
