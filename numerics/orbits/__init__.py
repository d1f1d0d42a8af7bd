"""The iterations themselves: steps, trajectories, hitting times."""
