"""The functions, one folder each: a thin handler, and nothing that only one of them knows.

Loading one makes 90,000 objects, nearly all of which stay as long as its process. By its usual threshold Python looks
for garbage after every 700 more, and now and then through all of them: an eighth of a cold start (390 ms to 345 for
`api_agent`), and 20 ms in the midst of a request (https://docs.python.org/3/library/gc.html#gc.set_threshold).
"""

import gc

gc.set_threshold(100_000)
