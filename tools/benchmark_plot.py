# SPDX-License-Identifier: BSL-1.0
"""Draws docs/benchmarks-decoding.svg for benchmark_table.py: the times of the peers, divided by Roster's."""

PEERS = [("yyjson", "yyjson"), ("simdjson on demand", "simdjson"), ("Boost.JSON arena + walk by hand", "Boost.JSON")]
LEFT, RIGHT, TOP, BAR, GAP = 330, 40, 84, 9, 14  # in pixels
WIDTH, MOST = 960, 3.0  # a longer bar is cut, with its value beside it

STYLE = """
text { font: 13px sans-serif; fill: #24292f }
.axis { stroke: #d0d7de } .one { stroke: #24292f }
.peer0 { fill: #0969da } .peer1 { fill: #bf8700 } .peer2 { fill: #8250df }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .axis { stroke: #30363d } .one { stroke: #e6edf3 }
  .peer0 { fill: #58a6ff } .peer1 { fill: #d29922 } .peer2 { fill: #bc8cff }
}"""


def at(ratio):
    """Returns the horizontal position of a ratio."""
    return round(LEFT + (WIDTH - LEFT - RIGHT) * min(ratio, MOST) / MOST, 1)


def drawing(groups, variants):
    """Returns the drawing of all pages: `variants` are the names in the groups' names, with their descriptions."""
    peers = [(row, name) for row, name in PEERS if row in groups["decode eas documented"]["rows"]]
    pages = [(f"{title}, {what}", groups[f"decode {vendor} {variant}"]["rows"])
             for vendor, title in (("eas", "EAS"), ("qianfan", "Qianfan")) for variant, what in variants]
    step = len(peers) * BAR + GAP
    height = TOP + len(pages) * step + 10
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
             "<title>Time to decode a page of 100 services, divided by Roster's</title>", f"<style>{STYLE}</style>"]
    lines.append(f'<text x="{LEFT}" y="18">Time to decode a page of 100 services, divided by Roster\'s; below 1 the peer is faster</text>')
    for i, (_, name) in enumerate(peers):
        lines.append(f'<rect class="peer{i}" x="{LEFT + 110 * i}" y="32" width="12" height="12"/>'
                     f'<text x="{LEFT + 18 + 110 * i}" y="43">{name}</text>')
    for ratio in (0, 1, 2, 3):
        kind = "one" if ratio == 1 else "axis"
        label = "1 = Roster" if ratio == 1 else f"{ratio}"
        lines.append(f'<line class="{kind}" x1="{at(ratio)}" x2="{at(ratio)}" y1="{TOP - 8}" y2="{height - 10}"/>'
                     f'<text x="{at(ratio)}" y="{TOP - 14}" text-anchor="middle">{label}</text>')
    for number, (title, rows) in enumerate(pages):
        top = TOP + number * step
        title = title.replace("`", "")
        lines.append(f'<text x="{LEFT - 8}" y="{top + len(peers) * BAR / 2 + 5:g}" text-anchor="end">{title}</text>')
        for i, (row, _) in enumerate(peers):
            ratio = rows[row]["ratio"]["median"]
            y = top + i * BAR
            lines.append(f'<rect class="peer{i}" x="{LEFT}" y="{y}" width="{at(ratio) - LEFT:.1f}" height="{BAR - 1}"/>')
            if ratio > MOST:
                lines.append(f'<text x="{at(ratio) + 3}" y="{y + BAR}">{ratio:.1f}</text>')
    return "\n".join(lines + ["</svg>", ""])
