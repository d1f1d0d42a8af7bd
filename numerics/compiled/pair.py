"""Compiled loops for the pair (40), many pairs at once, in the variables Δ = p₂ − p₁ and Σ = p₂ + p₁.

One step is Δ⁺ = (1+y)Δ, Σ⁺ = (1−y)Σ with y = ηr (Lemma 2.9), so both keep their relative accuracy even
where p₁ = ½(Σ−Δ) cancels. In float64:

    p₂ = ½(Σ+Δ), p₁ = ½(Σ−Δ), w = p₂^{N−2}, e = fma(p₁, w·p₂, −λ), y = η·w·e.

Δ and Σ themselves are sums of two floats, so that the small increments of a long run are not lost: with
v = fma(y, Δ, Δ_low) the new Δ is the rounded Δ + v, and Δ_low what the rounding left over.

As in :mod:`numerics.compiled.scalar` the pairs sit in lanes, time runs outside, and a lane runs a block of steps
between two looks. Each lane carries radii for u = ½ln(Δ/Σ) and s = ln(ΔΣ) that provably enclose the exact orbit;
docs/proofs/pair-radius.md says why. A lane stops at the first look at which its target is met for
certain and gives back the state of the last look at which it certainly was not; ``locate`` replays
what lies between.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from numerics.compiled.disk_cache import compiler
from numerics.compiled.steps import fma

compiled = compiler(__file__)
inlined = partial(compiled, inline="always")

#: Pairs advanced side by side.
LANES = 32
#: Steps between two looks at a lane, as powers of two: the usual number, and one for orbits that change fast.
LONG, SHORT = 6, 2
#: Rows of the array that describes the cases, one column a case.
DIFF, DIFF_LOW, SUM, SUM_LOW, RADIUS_U, RADIUS_S = range(6)
LAM, ETA, SIDE, NEAR, FAR, TOP, STEP_ERROR, LAM_ERROR = range(6, 14)
CASE_ROWS = 14
#: Why ``advance`` let go of a case: the target is met, the budget is spent, the radii prove nothing any more.
MET, EXHAUSTED, UNTRUSTED = range(3)
#: Targets: |p₁p₂^{N−1} − λ| between NEAR (certainly open above) and FAR (certainly met below), or p₁ ≤ 0.
ERROR, SIGN = range(2)
#: A radius is trusted up to this size.
SMALL = 2.0**-20
UNIT = 2.0**-53
#: A box of centres, widened by this much of p₂, contains the exact states around them.
SLACK = 2.0 * SMALL
#: Factors that pay for the roundings of the radius arithmetic: in the derivatives; in a look and in what a step rounds,
#: where it pays for second-order terms, too.
PAID = 1.0 + 2.0**-45
ROUND_UP = 1.0 + 2.0**-11

# Offsets in the work array of ``advance``: the rows above, then the last open state and the start of the block.
_D, _DL, _S, _SL, _U, _V, _LAM, _ETA = range(0, 8 * LANES, LANES)
_SAVED = CASE_ROWS * LANES
_DA, _SA = _SAVED + 6 * LANES, _SAVED + 7 * LANES
_SIZE = _SAVED + 8 * LANES


@compiled
def integer_power(base, exponent):
    """Return base**exponent for an integer exponent ≥ 0, with exponent − 1 roundings."""
    if exponent == 0:
        return 1.0
    result = base
    for _ in range(exponent - 1):
        result *= base
    return result


@compiled
def look(depth, target, d, dl, s, sl, ru, rs, lam, side, near, far, lam_error):
    """Return whether a state with its radii is certainly open, and whether it certainly meets its target."""
    # Where Δ and Σ cancel the float p₁ has no relative accuracy: it is off as if u were off by less than 3u².
    ru += 3.0 * UNIT * UNIT
    if target == SIGN:
        t = ((d - s) + (dl - sl)) / (d + s)
        reach = ROUND_UP * ru
        return -t > reach, t >= reach
    p2 = 0.5 * (s + d)
    p1 = 0.5 * ((s - d) + (sl - dl))
    w = integer_power(p2, depth - 2)
    full = w * p2
    e = fma(p1, full, -lam)
    whole = full * p2
    slope = whole + (depth - 1) * (p1 * p1) * w
    size = abs(p1) * full
    reach = slope * ru + 0.5 * depth * (size + whole * ru) * rs
    reach = ROUND_UP * (reach + 3.0 * depth * UNIT * (size + abs(lam)) + lam_error)
    return side * e - reach > near, side * e + reach <= far


@compiled
def after(a, b, c, d, ru, rs, x_u, x_s, squarings):
    """Return A^m r + (I + A + … + A^{m−1})x for A = [[a, b], [c, d]] ≥ 0, r = (ru, rs), m = 2^squarings, rounded up."""
    for _ in range(squarings):
        x_u, x_s = x_u + (a * x_u + b * x_s), x_s + (c * x_u + d * x_s)
        a, b, c, d = a * a + b * c, (a + d) * b, (a + d) * c, d * d + b * c
    return (a * ru + b * rs + x_u) * PAID, (c * ru + d * rs + x_s) * PAID


@inlined
def box(da, sa, db, sb):
    """Return bounds (p₁ low, p₁ high, p₂ low, p₂ high) on all that lies between centre and exact orbit in a block.

    The centre goes from (da, sa) to (db, sb), both Δ and Σ monotone, and the radii are at most ``SMALL``.
    """
    p1_a, p1_b = 0.5 * (sa - da), 0.5 * (sb - db)
    p2_a, p2_b = 0.5 * (sa + da), 0.5 * (sb + db)
    p1_lo, p1_hi = min(p1_a, p1_b), max(p1_a, p1_b)
    p2_lo, p2_hi = min(p2_a, p2_b), max(p2_a, p2_b)
    if p1_lo < 0.0 < p1_hi:
        p2_lo = math.sqrt(db * sb)
    p2_lo, p2_hi = p2_lo * (1.0 - SLACK), p2_hi * (1.0 + SLACK)
    return p1_lo - SLACK * p2_hi, p1_hi + SLACK * p2_hi, p2_lo, p2_hi


@inlined
def slopes(depth, p1_lo, p1_hi, p2_lo, p2_hi, w_lo, w_hi, e_near, e_far, lam, eta, side, step_error, lam_error):
    """Return bounds a, b, c, d on the derivatives of (u⁺, s⁺) by (u, s) in a box, and x_u, x_s on one step's rounding.

    In the box p₂^{N−2} lies between ``w_lo`` and ``w_hi`` and |p₁p₂^{N−1} − λ| between ``e_near`` and ``e_far``.
    """
    p1_far = max(abs(p1_lo), abs(p1_hi))
    p1_near = max(max(p1_lo, -p1_hi), 0.0)
    size = p1_far * (w_hi * p2_hi)
    kappa_lo = w_lo * w_lo * (p2_lo * p2_lo + (depth - 1) * (p1_near * p1_near))
    kappa_hi = w_hi * w_hi * (p2_hi * p2_hi + (depth - 1) * (p1_far * p1_far))
    rate = w_hi * e_far
    # −side·p₁ > 0 widens, −side·p₁ < 0 narrows
    turning = -p1_lo if side > 0.0 else p1_hi
    bend = turning * rate / p2_lo if turning > 0.0 else turning * (w_lo * e_near) / p2_hi
    y = eta * rate * PAID
    inverse = PAID / (1.0 - y * y)
    u_up = eta * ((depth - 2) * bend - kappa_lo)
    if u_up > 0.0:
        u_up *= inverse
    u_far = eta * (kappa_hi + (depth - 2) * rate) * inverse
    s_far = 0.5 * eta * w_hi * (depth * size + (depth - 2) * e_far) * inverse
    a = max(max(u_up + PAID, u_far - 1.0), 0.0)
    wrong = inverse * (eta * w_hi * (6.0 * depth * UNIT * (size + abs(lam)) + lam_error) + step_error * y)
    own = inverse * UNIT * (2.0 * y + UNIT)
    x_u, x_s = ROUND_UP * (wrong + own), ROUND_UP * (2.0 * y * wrong + 2.0 * own)
    return a, s_far, 2.0 * y * u_far, PAID + 2.0 * y * s_far, x_u, x_s


@compiled
def widen(
    depth, da, sa, db, sb, ru, rs, lam, eta, side, top, step_error, lam_error, squarings, db_low=0.0, sb_low=0.0
):  # fmt: skip
    """Return bounds on the two radii after 2^squarings steps that lead the centre from (da, sa) to (db, sb).

    They are nan where the argument of docs/proofs/pair-radius.md does not apply.
    """
    p1_lo, p1_hi, p2_lo, p2_hi = box(da, sa, db, sb)
    w_lo, w_hi = integer_power(p2_lo, depth - 2), integer_power(p2_hi, depth - 2)
    full = w_hi * p2_hi
    e_hi = side * fma(0.5 * (sa - da), integer_power(0.5 * (sa + da), depth - 1), -lam)
    # The sign of the error at the end rests on the low parts as well.
    p1_b = 0.5 * ((sb - db) + (sb_low - db_low))
    e_lo = side * fma(p1_b, integer_power(0.5 * (sb + db), depth - 1), -lam)
    blur = depth * full * p2_hi * SLACK + lam_error + 4.0 * UNIT * abs(lam)
    size = max(abs(p1_lo), abs(p1_hi)) * full
    certain = 2.0**squarings * 8.0 * depth * UNIT * (size + abs(lam)) + lam_error
    a, b, c, d, x_u, x_s = slopes(
        depth, p1_lo, p1_hi, p2_lo, p2_hi, w_lo, w_hi, max(e_lo - blur, 0.0), e_hi + blur, lam, eta, side,
        step_error, lam_error,
    )  # fmt: skip
    # With a ≥ 1 the bounds increase from step to step: the last one holds on the whole way.
    most = 0.0
    if a < 1.0:
        most_u, most_s = after(1.0, b, c, d, ru, rs, x_u, x_s, squarings)
        most = max(most_u, most_s)
    new_u, new_s = after(a, b, c, d, ru, rs, x_u, x_s, squarings)
    most = max(most, max(new_u, new_s))
    if not (most <= SMALL and p2_hi <= top and e_lo > certain):
        new_u = new_s = np.nan
    return new_u, new_s


@compiled
def load(cases, case, w, lane):
    """Put a case into a lane."""
    for row in range(CASE_ROWS):
        w[row * LANES + lane] = cases[row, case]
    for row in range(6):
        w[_SAVED + row * LANES + lane] = cases[row, case]


@compiled
def inspect(depth, target, budget, squarings, w, lane, case, done, last):
    """Look at one lane after a block: widen its radii, save it while it is open, and say why to let go of it, or −1."""
    done[lane] += 1 << squarings
    da, sa, d, s = w[_DA + lane], w[_SA + lane], w[_D + lane], w[_S + lane]
    lam, side, lam_error = w[_LAM + lane], w[SIDE * LANES + lane], w[LAM_ERROR * LANES + lane]
    ru, rs = widen(
        depth, da, sa, d, s, w[_U + lane], w[_V + lane], lam, w[_ETA + lane], side, w[TOP * LANES + lane],
        w[STEP_ERROR * LANES + lane], lam_error, squarings, w[_DL + lane], w[_SL + lane],
    )  # fmt: skip
    w[_U + lane], w[_V + lane] = ru, rs
    if ru != ru:
        return UNTRUSTED
    still_open, met = look(
        depth, target, d, w[_DL + lane], s, w[_SL + lane], ru, rs, lam, side, w[NEAR * LANES + lane],
        w[FAR * LANES + lane], lam_error,
    )  # fmt: skip
    if still_open:
        last[case] = done[lane]
        for row in range(6):
            w[_SAVED + row * LANES + lane] = w[row * LANES + lane]
    if met:
        return MET
    return EXHAUSTED if done[lane] >= budget else -1


@compiled
def advance(depth, cases, target, budget, squarings, steps, last, outcome, ends):
    """Take every case to the look at which its target is certainly met; return the number of steps run, all together.

    The columns of ``cases`` (14, m) have the rows named above. Per case this fills ``last`` (steps at the last
    certainly open look, whose state goes to ``ends`` (6, m)), ``steps`` (steps at the end) and ``outcome``. A
    case gets ``budget`` steps, rounded up to blocks of 2^squarings.
    """
    count = cases.shape[1]
    w = np.empty(_SIZE)
    p1, p2, v = np.empty(LANES), np.empty(LANES), np.empty(LANES)
    owner = np.full(LANES, -1, np.int64)
    done = np.zeros(LANES, np.int64)
    order = depth - 2
    highest = 0  # the highest bit of the exponent N − 2
    while 2 << highest <= order:
        highest += 1
    upcoming = total = 0
    width = min(LANES, count)
    for lane in range(width):
        load(cases, upcoming, w, lane)
        owner[lane] = upcoming
        upcoming += 1
    while width > 0:
        for lane in range(width):
            w[_DA + lane] = w[_D + lane]
            w[_SA + lane] = w[_S + lane]
        for _ in range(1 << squarings):
            for lane in range(width):
                d = w[_D + lane]
                s = w[_S + lane]
                p2[lane] = 0.5 * (s + d)
                p1[lane] = 0.5 * ((s - d) + (w[_SL + lane] - w[_DL + lane]))
                v[lane] = p2[lane] if order else 1.0
            # p₂^{N−2} by square and multiply, all lanes at once: N − 3 factors (1+δ)
            for bit in range(highest - 1, -1, -1):
                for lane in range(width):
                    v[lane] *= v[lane]
                if order >> bit & 1:
                    for lane in range(width):
                        v[lane] *= p2[lane]
            for lane in range(width):
                d = w[_D + lane]
                s = w[_S + lane]
                y = w[_ETA + lane] * (v[lane] * fma(p1[lane], v[lane] * p2[lane], -w[_LAM + lane]))
                up = fma(y, d, w[_DL + lane])
                down = fma(-y, s, w[_SL + lane])
                w[_D + lane] = d + up
                w[_DL + lane] = up - (w[_D + lane] - d)
                w[_S + lane] = s + down
                w[_SL + lane] = down - (w[_S + lane] - s)
        total += width << squarings
        lane = 0
        while lane < width:
            why = inspect(depth, target, budget, squarings, w, lane, owner[lane], done, last)
            if why < 0:
                lane += 1
                continue
            case = owner[lane]
            outcome[case] = why
            steps[case] = done[lane]
            for row in range(6):
                ends[row, case] = w[_SAVED + row * LANES + lane]
            if upcoming < count:
                load(cases, upcoming, w, lane)
                owner[lane] = upcoming
                done[lane] = 0
                upcoming += 1
                lane += 1
            else:
                # Nothing left to load: the last lane, not looked at yet in this round, moves here.
                width -= 1
                for offset in range(0, _SIZE, LANES):
                    w[offset + lane] = w[offset + width]
                owner[lane] = owner[width]
                done[lane] = done[width]
    return total


@compiled
def locate(depth, cases, target, ends, span, last_open, first_met):
    """Replay steps one by one and find where the target is met.

    Every case starts at its column of ``ends`` (6, m) and replays ``span`` steps. Fills ``first_met`` with the
    first step at which the target certainly is met (0 if none) and ``last_open`` with the last step before at
    which it certainly is not (0 if none).
    """
    for case in range(cases.shape[1]):
        d, dl, s, sl = ends[0, case], ends[1, case], ends[2, case], ends[3, case]
        ru, rs = ends[4, case], ends[5, case]
        lam, eta = cases[LAM, case], cases[ETA, case]
        last_open[case] = first_met[case] = 0
        for k in range(1, span[case] + 1):
            side = cases[SIDE, case]
            da, sa = d, s
            p2 = 0.5 * (s + d)
            v = integer_power(p2, depth - 2)
            y = eta * (v * fma(0.5 * ((s - d) + (sl - dl)), v * p2, -lam))
            up, down = fma(y, d, dl), fma(-y, s, sl)
            d, s = d + up, s + down
            dl, sl = up - (d - da), down - (s - sa)
            ru, rs = widen(
                depth, da, sa, d, s, ru, rs, lam, eta, side, cases[TOP, case], cases[STEP_ERROR, case],
                cases[LAM_ERROR, case], 0, dl, sl,
            )  # fmt: skip
            if ru != ru:
                break
            still_open, met = look(
                depth, target, d, dl, s, sl, ru, rs, lam, side, cases[NEAR, case], cases[FAR, case],
                cases[LAM_ERROR, case],
            )  # fmt: skip
            if met:
                first_met[case] = k
                break
            if still_open:
                last_open[case] = k
