"""MiniStack, embedded: started, saved and corrected where it differs from AWS."""
