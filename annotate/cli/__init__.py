"""Click, and nothing but Click: options in, one call, answer out.

`running` starts the program and ends it with an exit code; `group` knows the commands by name and loads one when it is
called; every other module but `options`, `output`, `asking` and `folder` is one command.
"""

from annotate.cli.running import main

__all__ = ["main"]
