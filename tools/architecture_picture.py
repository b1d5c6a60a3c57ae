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
WIDTH, BOX, GAP, HEIGHT, STEP, TOP = 960, 136, 14, 46, 92, 12

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


def chain(upper, lower, level, rows):
    """Returns the nodes of a line: both components, and a free place in each row between them, which is added to the row."""
    nodes = [upper]
    for i in range(level[upper] - 1, level[lower], -1):
        place = (upper, lower, i)
        rows[i].append(place)
        nodes.append(place)
    return [*nodes, lower]


def placed(rows, chains):
    """Returns the horizontal position of each node: near those that it is connected with, in an order with few crossings."""
    near = defaultdict(list)
    for nodes in chains:
        for upper, lower in zip(nodes, nodes[1:]):
            near[upper].append(lower)
            near[lower].append(upper)
    at = {name: WIDTH * (2 * i + 1) / (2 * len(row)) for row in rows for i, name in enumerate(row)}
    for turn in range(24):
        for row in rows if turn % 2 else reversed(rows):
            wanted = {name: sum(at[other] for other in near[name]) / len(near[name]) if near[name] else at[name] for name in row}
            row.sort(key=lambda name: (wanted[name], str(name)))
            widths = [BOX + GAP if isinstance(name, str) else 2 * GAP for name in row]
            right = 0.0
            for name, width in zip(row, widths):
                at[name] = max(wanted[name], right + width / 2)
                right = at[name] + width / 2
            left = float(WIDTH)
            for name, width in zip(reversed(row), reversed(widths)):
                at[name] = min(at[name], left - width / 2)
                left = at[name] - width / 2
    return at


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
    chains = [chain(name, other, level, rows) for name in names for other in sorted(edges[name])]
    at = placed(rows, chains)
    left = min(at.values()) - (BOX / 2 + GAP)
    at = {name: x - left for name, x in at.items()}
    width = max(at.values()) + BOX / 2 + GAP
    height = TOP * 2 + HEIGHT + STEP * (len(rows) - 1)
    top = {name: height - TOP - HEIGHT - STEP * i for i, row in enumerate(rows) for name in row}
    lines = [f'<svg class="parts" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">',
             "<title>The components; a line means that the upper one includes the lower one</title>", f"<style>{STYLE}</style>"]
    for nodes in chains:
        path = f"M{at[nodes[0]]:.0f} {top[nodes[0]] + HEIGHT}"
        for upper, lower in zip(nodes, nodes[1:]):
            y, to_y = top[upper] + HEIGHT, top[lower]
            half = (y + to_y) / 2
            path += f" C{at[upper]:.0f} {half:.0f} {at[lower]:.0f} {half:.0f} {at[lower]:.0f} {to_y}"
            path += f" L{at[lower]:.0f} {to_y + HEIGHT}" if lower != nodes[-1] else ""
        lines.append(f'<path d="{path}"/>')
    for name in names:
        title, what = NAMES[name]
        lines.append(f'<rect x="{at[name] - BOX / 2:.0f}" y="{top[name]}" width="{BOX}" height="{HEIGHT}" rx="6"/>'
                     f'<text x="{at[name]:.0f}" y="{top[name] + 20}">{title}</text>'
                     f'<text class="what" x="{at[name]:.0f}" y="{top[name] + 37}">{what}</text>')
    return "\n".join([*lines, "</svg>", ""])
