"""How quick the workspace is in a browser, with as many tickets as a big desk has."""
