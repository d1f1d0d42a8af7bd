"""The campaigns, one for every statement that has one; ``CAMPAIGNS`` maps statement ids to them."""

from __future__ import annotations

from reports.campaigns import (
    decoupling,
    eigenvalue_order,
    euler,
    expansion,
    flow,
    instability,
    iteration_count,
    perturbed,
    recovery,
    sharp_step,
    step_size,
)
from reports.engine.campaign import Campaign

CAMPAIGNS: dict[str, Campaign] = {
    campaign.statement: campaign
    for campaign in (
        decoupling.CAMPAIGN,
        step_size.LEMMA_2_2,
        sharp_step.CAMPAIGN,
        step_size.REMARK_2_3,
        instability.CAMPAIGN,
        flow.LEMMA_2_5,
        flow.REMARK_2_6,
        euler.CAMPAIGN,
        eigenvalue_order.CAMPAIGN,
        iteration_count.CAMPAIGN,
        recovery.CAMPAIGN,
        expansion.REMARK_1_2,
        expansion.LEMMA_E_1,
        *perturbed.PERTURBED_CAMPAIGNS,
    )
}
