"""Campaigns, mutations, frontiers and witnesses, for any statement."""
