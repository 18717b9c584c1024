"""Click, and nothing but Click: options in, one call, answer out.

`running` starts the program and ends it with an exit code; `group` knows the commands by name and loads one when it is
called. `options`, `output`, `losing` and `recounting` are shared by commands, `asking`, `folder` and `previewing` are
parts of one; every other module is one command.
"""

from annotate.cli.running import main

__all__ = ["main"]
