"""Compiled loops for the scalar recursion (18), many eigenvalues at once.

Independent recursions sit side by side in *lanes*: time runs outside, the loop over lanes inside,
so that the processor works on many of them at once instead of waiting for one. The depth N is
fixed when a kernel is compiled. A lane runs ``BLOCK`` steps between two looks at it; a lane that
has passed its target gives back the state before its last block, and ``locate`` replays that block
step by step. A lane that is done takes the next case; when no case is left, the lanes close ranks.

A ``certified`` lane is a centre with a radius: |exact orbit − centre| ≤ radius at every look. How
the radius grows, and why that is a proof, is said in docs/proofs/scalar-radius.md.

Every kernel releases the GIL and depends on nothing but its arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from numerics.compiled.disk_cache import compiler
from numerics.compiled.steps import double_step, power, step

compiled = compiler(__file__)

#: Recursions advanced side by side, and steps between two looks at a lane.
LANES = 64
BLOCK = 16
#: Rows of the array that describes the cases, one column a case. ``*_LOW`` is the second float of a
#: number; RISE = (N−1)ηλ, FALL = (2N−1)η; numerics.compiled.scalar_radius has GROW, DRIFT, TOP, LOCAL_ERROR*.
STATE, STATE_LOW, RADIUS, LAM, LAM_LOW, ETA, SIGN, RISE, FALL, GROW, DRIFT, LOCAL_ERROR, LOCAL_ERROR_F, TOP = range(14)
NEAR, NEAR_LOW, FAR, FAR_LOW = range(14, 18)
CASE_ROWS = 18
#: Why ``advance`` let go of a case.
CROSSED, STALLED, EXHAUSTED, UNTRUSTED = range(4)
#: A radius is trusted while the room it may need in one block is below this fraction of the centre.
SMALL = 2.0**-20
#: Factor that pays for the roundings of the radius arithmetic; for each N this much is added to G.
ROUND_UP = 1.0 + 2.0**-40
MARGIN = 2.0**-48
#: Relative bound of the second float of a state.
LOW_PART = 2.0**-50

# Offsets in the work array: the first 14 rows above, then the target and the state at the last look.
_Y, _Z, _E, _LAM, _LAM_LOW, _ETA, _SIGN, _RISE, _FALL, _GROW, _DRIFT, _LOCAL_ERROR, _LOCAL_ERROR_F, _TOP = range(
    0, 896, 64
)
_AIM, _AIM_LOW, _Y0, _Z0, _E0 = range(896, 1216, 64)
_SIZE = 1216


def workspace() -> np.ndarray:
    """Return the scratch array of one kernel call, on a 64-byte boundary.

    >>> workspace().ctypes.data % 64
    0
    """
    buffer = np.empty(_SIZE + 8)
    skip = (-buffer.ctypes.data // 8) % 8
    return buffer[skip : skip + _SIZE]


@compiled
def _refill(cases, aim, side, blocks, clock, upcoming, width, w, owner, born, steps, outcome, ends):
    """Let go of the lanes that are done and load new cases: (upcoming, live, width, oldest start)."""
    count = cases.shape[1]
    lane = 0
    live = 0
    while lane < width:
        case = owner[lane]
        if case >= 0:
            ahead = w[_SIGN + lane] * ((w[_Y + lane] - w[_AIM + lane]) + (w[_Z + lane] - w[_AIM_LOW + lane]))
            ahead += side * w[_E + lane]
            why = -1
            if w[_E + lane] != w[_E + lane]:
                why = UNTRUSTED
            elif ahead >= 0.0:
                why = CROSSED
            elif ahead != ahead or (w[_Y + lane] == w[_Y0 + lane] and w[_Z + lane] == w[_Z0 + lane]):
                why = STALLED
            elif clock - born[lane] >= blocks:
                why = EXHAUSTED
            if why >= 0:
                outcome[case] = why
                steps[case] = BLOCK * (clock - born[lane] - 1)
                ends[0, case], ends[1, case], ends[2, case] = w[_Y0 + lane], w[_Z0 + lane], w[_E0 + lane]
                owner[lane] = case = -1
        if case < 0:
            if upcoming < count:
                owner[lane] = case = upcoming
                born[lane] = clock
                for row in range(14):
                    w[LANES * row + lane] = cases[row, case]
                w[_AIM + lane], w[_AIM_LOW + lane] = cases[aim, case], cases[aim + 1, case]
                w[_Y0 + lane], w[_Z0 + lane], w[_E0 + lane] = w[_Y + lane], w[_Z + lane], w[_E + lane]
                upcoming += 1
            else:
                # Nothing left to load: the last lane moves here, and is looked at here.
                width -= 1
                while width > lane and owner[width] < 0:
                    width -= 1
                if width > lane:
                    for offset in range(0, _SIZE, LANES):
                        w[offset + lane] = w[offset + width]
                    owner[lane], born[lane] = owner[width], born[width]
                    owner[width] = -1
                continue
        live += 1
        lane += 1
    oldest = clock
    for lane in range(live):
        oldest = min(oldest, born[lane])
    # Whole groups of 8 lanes keep the loops free of remainders; the idle ones count as never quiet.
    width = (live + 7) // 8 * 8
    for lane in range(live, width):
        for offset in range(0, _SIZE, LANES):
            w[offset + lane] = np.nan
    return upcoming, live, width, oldest


@cache
def advance_kernel(depth: int, certified: bool, double: bool) -> Callable[..., int]:
    """Return the compiled loop that takes every case to the block in which it passes its target.

    ``advance(cases, aim, side, budget, w, steps, outcome, ends) -> int``. The columns of ``cases``
    (18, m) have the rows named above; ``aim`` is the row of the target, ``NEAR`` or ``FAR``. A case has passed
    when sign·(d − target) + side·radius ≥ 0, where sign is +1 for a rising and −1 for a falling orbit. ``w``
    is a :func:`workspace`. Per case it fills ``steps`` (done before the last block), ``outcome``, and the
    rows of ``ends`` (3, m): state, low part and radius after those steps. A case gets at most
    ``budget`` steps, rounded up to blocks. Returns the number of steps run, all cases together.
    """
    order = max(depth - 2, 0)
    margin = depth * MARGIN

    @compiled
    def advance(cases, aim, side, budget, w, steps, outcome, ends):
        owner = np.full(LANES, -1, np.int64)
        born = np.zeros(LANES, np.int64)
        blocks = (budget + BLOCK - 1) // BLOCK
        clock = upcoming = total = 0
        upcoming, live, width, oldest = _refill(
            cases, aim, side, blocks, clock, upcoming, LANES, w, owner, born, steps, outcome, ends
        )
        while live > 0:
            for lane in range(width):
                w[_Y0 + lane] = w[_Y + lane]
            if double:
                for lane in range(width):
                    w[_Z0 + lane] = w[_Z + lane]
                for _ in range(BLOCK):
                    for lane in range(width):
                        w[_Y + lane], w[_Z + lane] = double_step(
                            depth, w[_Y + lane], w[_Z + lane], w[_LAM + lane], w[_LAM_LOW + lane], w[_ETA + lane]
                        )
            else:
                for _ in range(BLOCK):
                    for lane in range(width):
                        w[_Y + lane] = step(depth, w[_Y + lane], w[_LAM + lane], w[_ETA + lane])
            clock += 1
            total += BLOCK * live
            quiet = 0
            if certified:
                for lane in range(width):
                    a = w[_Y0 + lane]
                    b = w[_Y + lane]
                    old = w[_E + lane]
                    reach = a
                    if depth == 1:
                        reach = max(a, w[_LAM + lane])
                    room = w[_GROW + lane] * old + w[_DRIFT + lane] * reach
                    if double:
                        room += LOW_PART * max(a, b)
                    lo = min(a, b)
                    hi = max(a, b) + 2.0 * room
                    trusted = (room <= SMALL * lo) & (hi <= w[_TOP + lane])
                    lo -= 2.0 * room
                    hp = power(hi, order)
                    lp = power(lo, order)
                    lq = 1.0
                    if depth > 1:
                        lq = lp * lo
                    g = 1.0 + margin + (max(w[_RISE + lane] * hp, w[_RISE + lane] * lp) - w[_FALL + lane] * (lq * lq))
                    g2 = g * g
                    g4 = g2 * g2
                    g8 = g4 * g4
                    g16 = g8 * g8
                    sums = (1.0 + g) * (1.0 + g2) * (1.0 + g4) * (1.0 + g8)
                    new = g16 * old + sums * (w[_LOCAL_ERROR + lane] * hi)
                    if double:
                        new += max(1.0, g16) * w[_LOCAL_ERROR_F + lane] * ((hi - lo) + 2.0 * BLOCK * room)
                    new = new * ROUND_UP if trusted else np.nan
                    w[_E0 + lane] = old
                    w[_E + lane] = new
                    ahead = w[_SIGN + lane] * ((b - w[_AIM + lane]) + (w[_Z + lane] - w[_AIM_LOW + lane])) + side * new
                    quiet += (ahead < 0.0) & ((a != b) | (double & (w[_Z + lane] != w[_Z0 + lane])))
            else:
                for lane in range(width):
                    ahead = w[_SIGN + lane] * (w[_Y + lane] - w[_AIM + lane])
                    quiet += (ahead < 0.0) & (w[_Y + lane] != w[_Y0 + lane])
            if quiet < live or clock >= oldest + blocks:
                upcoming, live, width, oldest = _refill(
                    cases, aim, side, blocks, clock, upcoming, width, w, owner, born, steps, outcome, ends
                )
        return total

    return advance


@cache
def locate_kernel(depth: int, double: bool) -> Callable[..., None]:
    """Return the compiled loop that replays one block step by step and finds where the target is met.

    ``locate(cases, ends, last_open, first_sure)`` starts every case at its column of ``ends`` and fills
    ``first_sure`` with the first step 1..BLOCK that certainly has reached FAR (0 if none) and
    ``last_open`` with the last step before it that certainly has not reached NEAR (0 if none). With
    local errors and radius 0 it reports what float64 sees.
    """
    order = max(depth - 2, 0)
    margin = depth * MARGIN

    @compiled
    def locate(cases, ends, last_open, first_sure):
        y = np.empty(LANES)
        z = np.empty(LANES)
        e = np.empty(LANES)
        for base in range(0, cases.shape[1], LANES):
            width = min(LANES, cases.shape[1] - base)
            for lane in range(width):
                y[lane] = ends[0, base + lane]
                z[lane] = ends[1, base + lane]
                e[lane] = ends[2, base + lane]
                last_open[base + lane] = 0
                first_sure[base + lane] = 0
            for k in range(1, BLOCK + 1):
                for lane in range(width):
                    c = base + lane
                    a = y[lane]
                    old = e[lane]
                    spread = old
                    if double:
                        spread += LOW_PART * a
                        b, z[lane] = double_step(depth, a, z[lane], cases[LAM, c], cases[LAM_LOW, c], cases[ETA, c])
                    else:
                        b = step(depth, a, cases[LAM, c], cases[ETA, c])
                    y[lane] = b
                    hi = a + spread
                    lo = a - spread
                    trusted = (spread <= SMALL * a) & (hi <= cases[TOP, c])
                    hp = power(hi, order)
                    lp = power(lo, order)
                    lq = 1.0
                    if depth > 1:
                        lq = lp * lo
                    g = 1.0 + margin + (max(cases[RISE, c] * hp, cases[RISE, c] * lp) - cases[FALL, c] * (lq * lq))
                    new = g * old + cases[LOCAL_ERROR, c] * max(a, b)
                    if double:
                        new += cases[LOCAL_ERROR_F, c] * (abs(b - a) + 2.0 * LOW_PART * a)
                    new = new * ROUND_UP if trusted else np.nan
                    e[lane] = new
                    still_open = cases[SIGN, c] * ((b - cases[NEAR, c]) + (z[lane] - cases[NEAR_LOW, c])) + new < 0.0
                    sure = cases[SIGN, c] * ((b - cases[FAR, c]) + (z[lane] - cases[FAR_LOW, c])) - new >= 0.0
                    searching = first_sure[c] == 0
                    last_open[c] = k if (still_open & searching) else last_open[c]
                    first_sure[c] = k if (sure & searching) else first_sure[c]

    return locate


@cache
def scan_kernel(depth: int) -> Callable[..., int]:
    """Return the compiled loop that looks at every step, for orbits that may overshoot.

    ``scan(alpha, lam, eta, low, high, budget, found) -> int`` fills ``found`` with the first k at which
    low ≤ d(k) ≤ high in float64, or −1 after ``budget`` steps, after an overflow or when the
    iterates repeat. Returns the number of steps run.
    """

    @compiled
    def scan(alpha, lam, eta, low, high, budget, found):
        y = np.empty(LANES)
        old = np.empty(LANES)
        total = 0
        for base in range(0, alpha.size, LANES):
            width = min(LANES, alpha.size - base)
            for lane in range(width):
                y[lane] = alpha[base + lane]
                found[base + lane] = 0 if low[base + lane] <= y[lane] <= high[base + lane] else -1
            done = 0
            going = True
            while going and done < budget:
                for lane in range(width):
                    old[lane] = y[lane]
                until = min(done + BLOCK, budget)
                for k in range(done + 1, until + 1):
                    for lane in range(width):
                        c = base + lane
                        d = step(depth, y[lane], lam[c], eta[c])
                        y[lane] = d
                        found[c] = k if (low[c] <= d) & (d <= high[c]) & (found[c] < 0) else found[c]
                searching = 0
                for lane in range(width):
                    searching += (found[base + lane] < 0) & (y[lane] != old[lane]) & (abs(y[lane]) < np.inf)
                going = searching > 0
                done = until
            total += done * width
        return total

    return scan
