"""Why the sharp law holds: the constants that its bounds rest on."""
