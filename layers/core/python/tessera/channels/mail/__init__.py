"""Mail as a format: reading, cleaning, splitting, signing, composing. Pure: no network, no clock, no storage."""
